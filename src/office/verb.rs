//! What a verb is, and what it gives back.

use super::{Concern, Permit, Reader, Refused};
use crate::model::{OrderId, Right, Seq, StaffId, UnderCover};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The smallest thing a person does: one file, one right, one transaction, one journal line.
///
/// Its fields are its JSON form on the command line, in the journal and in a request.
pub trait Verb: Serialize + DeserializeOwned + JsonSchema + Send + 'static {
    /// Its one name: on the command line, in the journal and as a topic of the news.
    const NAME: &'static str;
    /// Who may run it.
    const RIGHT: Right;
    /// What somebody who covers the duty may do with it.
    const UNDER_COVER: UnderCover;

    /// Whether it is evidence that counts for a sign-off: the program writes it of what it saw itself, and no request can ask for it.
    const IS_WITNESSED: bool = false;

    /// Whether it says which is right, the machine's clock or the journal: it runs while nothing else does, at the clock's time.
    const SETTLES_CLOCK: bool = false;

    /// Slow work that needs no file (hashing a PIN), done before the write lock is taken.
    ///
    /// # Errors
    /// Where the work fails.
    fn prepare(&self) -> Result<(), Refused> {
        Ok(())
    }

    /// What it is about, as far as its right depends on that; for rights other than `Duty` and `Anyone`. Asked by the authority, in
    /// the transaction and before `run`.
    ///
    /// # Errors
    /// Where there is no such thing, or it is in no state in which anybody could do this.
    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let _ = (reader, me);
        Ok(Concern::default())
    }

    /// Checks its rules and writes. Runs inside the transaction; may run twice, so it keeps nothing outside.
    ///
    /// # Errors
    /// The rule that forbids it; nothing is written then.
    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused>;
}

/// What a verb has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its line in the journal; set by `perform`.
    pub seq: Seq,
    /// The number or code that people know the thing by.
    pub subject: String,
    /// The order it concerns, for the order's timeline; a cover for one customer reaches no further than this.
    pub order: Option<OrderId>,
    /// What it made, by name: `{"order": "SO-2026-0007"}`.
    pub result: serde_json::Map<String, serde_json::Value>,
}

impl Receipt {
    /// About a thing with this number or code.
    #[must_use]
    pub fn about(subject: impl Into<String>) -> Self {
        Self {
            seq: Seq(0),
            subject: subject.into(),
            order: None,
            result: serde_json::Map::new(),
        }
    }

    /// It concerns this order.
    #[must_use]
    pub const fn order(mut self, order: OrderId) -> Self {
        self.order = Some(order);
        self
    }

    /// Adds something made or found out, for the caller and the journal.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.result.insert(name.to_owned(), value.into());
        self
    }

    /// A text of the result, such as the number of what was made; empty where there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.result
            .get(name)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    }
}
