//! Values and rows as the store gives and takes them.

use super::StoreError;

/// One value of a column or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(maybe: Option<T>) -> Self {
        maybe.map_or(Self::Null, Into::into)
    }
}

/// One row; columns by position, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

impl Row {
    fn value(&self, column: usize) -> Result<&Value, StoreError> {
        self.0
            .get(column)
            .ok_or_else(|| StoreError::Asked(format!("no column {column}")))
    }

    /// A whole number.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        match self.value(column)? {
            Value::Int(number) => Ok(*number),
            other => Err(StoreError::Asked(format!(
                "column {column} is {other:?}, not a number"
            ))),
        }
    }

    /// A whole number or nothing.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn int_or_none(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    /// A flag stored as 0 or 1.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn flag(&self, column: usize) -> Result<bool, StoreError> {
        self.int(column).map(|number| number != 0)
    }

    /// Text.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        match self.value(column)? {
            Value::Text(text) => Ok(text.clone()),
            other => Err(StoreError::Asked(format!(
                "column {column} is {other:?}, not text"
            ))),
        }
    }

    /// Text or nothing.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn text_or_none(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn blob(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        match self.value(column)? {
            Value::Blob(bytes) => Ok(bytes.clone()),
            other => Err(StoreError::Asked(format!(
                "column {column} is {other:?}, not bytes"
            ))),
        }
    }

    /// Bytes or nothing.
    ///
    /// # Errors
    /// Where the column is missing or holds something else.
    pub fn blob_or_none(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        match self.value(column)? {
            Value::Null => Ok(None),
            _ => self.blob(column).map(Some),
        }
    }

    /// A value with a written form, such as a state; an unknown word means a damaged file.
    ///
    /// # Errors
    /// Where the column is missing or its text is not one of the words.
    pub fn word<T>(&self, column: usize, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let text = self.text(column)?;
        parse(&text).ok_or(StoreError::UnknownWord(text))
    }
}
