//! What somebody saw of a thing before they changed it: where it is not so any more, the verb is refused and nothing is overwritten unseen.

use super::{Datum, Refused};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The refusal of a verb whose field was changed by somebody else since it was shown.
pub const CHANGED_MEANWHILE: &str = "changed-meanwhile";

/// Fields of a verb and what stood on file in them when they were shown, by the field's name and written as the verb writes it:
/// `{"price": "129.00"}`. Optional: a field that is not named is written whatever stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Shown(BTreeMap<String, Value>);

impl Shown {
    /// Nothing was shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In this field stood this.
    pub fn put<T: Serialize>(&mut self, field: &str, value: &T) {
        // What cannot be written as JSON was not read from JSON either, and is not compared.
        if let Ok(value) = serde_json::to_value(value) {
            self.0.insert(field.to_owned(), value);
        }
    }

    /// Compares what was shown with what is on file now.
    #[must_use]
    pub fn against(&self) -> Against<'_> {
        Against {
            shown: self,
            known: Vec::new(),
        }
    }
}

/// What was shown, beside what is on file; made by [`Shown::against`].
#[derive(Debug)]
pub struct Against<'a> {
    shown: &'a Shown,
    known: Vec<&'a str>,
}

impl<'a> Against<'a> {
    /// In this field stands `now` on file, and `wanted` is to be written; `None`: it stays.
    ///
    /// # Errors
    /// `changed-meanwhile` with the field, `theirs` and `yours`, where it was shown otherwise and is not what is wanted; `bad-json` and its
    /// like where what was shown cannot be read.
    pub fn field<T>(self, field: &'a str, now: &T, wanted: Option<&T>) -> Result<Self, Refused>
    where
        T: DeserializeOwned + PartialEq + Clone + Into<Datum>,
    {
        self.called(field, field, now, wanted)
    }

    /// As [`Self::field`], where the field is called otherwise in the refusal: by the name of what it is about.
    ///
    /// # Errors
    /// As [`Self::field`].
    pub fn called<T>(
        mut self,
        field: &'a str,
        called: &str,
        now: &T,
        wanted: Option<&T>,
    ) -> Result<Self, Refused>
    where
        T: DeserializeOwned + PartialEq + Clone + Into<Datum>,
    {
        self.known.push(field);
        let Some(value) = self.shown.0.get(field) else {
            return Ok(self);
        };
        let shown: T = super::decode(value.clone())?;
        if shown == *now || wanted == Some(now) {
            return Ok(self);
        }
        let yours = wanted.cloned().unwrap_or(shown);
        Err(Refused::rule(CHANGED_MEANWHILE)
            .with("field", called)
            .with("theirs", said(now.clone()))
            .with("yours", said(yours)))
    }

    /// All fields were compared.
    ///
    /// # Errors
    /// `unknown-field` where something was shown that this verb does not write.
    pub fn done(self) -> Result<(), Refused> {
        let other = self
            .shown
            .0
            .keys()
            .find(|field| !self.known.contains(&field.as_str()));
        other.map_or(Ok(()), |field| {
            Err(Refused::usage("unknown-field").with("field", format!("shown.{field}")))
        })
    }
}

/// A value as a sentence has it; an empty text is a dash.
fn said(value: impl Into<Datum>) -> Datum {
    match value.into() {
        Datum::Text(text) if text.is_empty() => "-".into(),
        value => value,
    }
}
