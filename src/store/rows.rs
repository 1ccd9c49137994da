//! All rows of a table, one after the other, for checks of the whole file.

use super::changes::{Digest, Shape};
use super::sqlite::explain;
use super::{Sqlite, StoreError};
use rusqlite::types::ValueRef;

impl Sqlite {
    /// Hands the key and the digest of each row of a table to `take`.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(super) fn seals_of(
        &self,
        shape: &Shape,
        take: &mut dyn FnMut(&[u8], Digest),
    ) -> Result<(), StoreError> {
        let sql = format!(
            "select {} from main.\"{}\"",
            shape.select_list(),
            shape.name
        );
        let mut statement = self
            .connection
            .prepare(&sql)
            .map_err(|error| explain(&error))?;
        let mut content = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| explain(&error))? {
            let value = |place: usize| row.get_ref(place).unwrap_or(ValueRef::Null);
            let digest = shape.digest_of(&mut content, value)?;
            take(&shape.key_of(value)?, digest);
        }
        Ok(())
    }

    /// Hands the key of each row in which this text stands by itself, and the column, to `take`.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(super) fn places_of_text(
        &self,
        shape: &Shape,
        text: &str,
        take: &mut dyn FnMut(&[u8], &str),
    ) -> Result<(), StoreError> {
        let is_it: Vec<String> = shape
            .columns
            .iter()
            .map(|column| format!("\"{column}\" = ?1"))
            .collect();
        let sql = format!(
            "select {} from main.\"{}\" where {}",
            shape.select_list(),
            shape.name,
            is_it.join(" or ")
        );
        let told = |error: rusqlite::Error| explain(&error);
        let mut statement = self.connection.prepare(&sql).map_err(told)?;
        let mut rows = statement.query([text]).map_err(told)?;
        while let Some(row) = rows.next().map_err(told)? {
            let value = |place: usize| row.get_ref(place).unwrap_or(ValueRef::Null);
            let key = shape.key_of(value)?;
            for (place, column) in shape.columns.iter().enumerate() {
                if value(place) == ValueRef::Text(text.as_bytes()) {
                    take(&key, column);
                }
            }
        }
        Ok(())
    }
}
