//! Looking without touching.

use super::viewer::Seen;
use super::{ClockDoubt, OfficeFacts, Reads, Refused};
use crate::model::{Instant, ReadRight, StaffId};
use crate::store::{Digest, Engine, Row, Shape, Value, key_in_words};

/// Reads the file as it was at one moment.
pub struct Reader<'a> {
    engine: &'a mut dyn Engine,
    now: Instant,
    doubt: Option<ClockDoubt>,
    facts: &'a OfficeFacts,
    /// Who reads, and what they may do; none: whoever may read the file.
    pub(super) seen_by: Option<Seen>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        engine: &'a mut dyn Engine,
        (now, doubt): (Instant, Option<ClockDoubt>),
        facts: &'a OfficeFacts,
    ) -> Self {
        Self {
            engine,
            now,
            doubt,
            facts,
            seen_by: None,
        }
    }

    /// What was read until now is no part of what is shown.
    pub(super) fn forget_read(&mut self) {
        self.engine.take_read();
    }

    /// Why the machine's clock is not believed, where it is not: nobody writes then but a manager who says which is right.
    #[must_use]
    pub const fn clock_doubt(&self) -> Option<ClockDoubt> {
        self.doubt
    }

    /// The tables of the file, less those named.
    pub(super) fn shapes(&mut self, except: &[&str]) -> Result<Vec<Shape>, Refused> {
        Ok(self.engine.shapes(except)?)
    }

    /// Hands the key and the digest of each row of a table to `take`.
    pub(super) fn seals(
        &mut self,
        shape: &Shape,
        take: &mut dyn FnMut(&[u8], Digest),
    ) -> Result<(), Refused> {
        Ok(self.engine.seals(shape, take)?)
    }

    /// Where a text stands by itself in any row but the journal's: "orders 7, column money".
    ///
    /// # Errors
    /// What the store reports.
    pub fn places_of(&mut self, text: &str) -> Result<Vec<String>, Refused> {
        let mut places = Vec::new();
        for shape in self.engine.shapes(&["journal"])? {
            let name = &shape.name;
            self.engine.places_of(&shape, text, &mut |key, column| {
                places.push(format!("{name} {}, column {column}", key_in_words(key)));
            })?;
        }
        Ok(places)
    }

    /// What of the file's tables, indexes, triggers and views is not as this program makes them: a sentence each.
    ///
    /// # Errors
    /// What the store reports.
    pub fn foreign_schema(&mut self) -> Result<Vec<String>, Refused> {
        Ok(self.engine.foreign_schema()?)
    }
}

impl Reads for Reader<'_> {
    fn rows(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, Refused> {
        let start = sql.trim_start();
        assert!(
            start.starts_with("select") || start.starts_with("with") || start.starts_with("pragma"),
            "a reader was given SQL that writes: only verbs write"
        );
        Ok(self.engine.run(sql, args)?)
    }
    fn may_see_why(&self, staff: StaffId) -> bool {
        self.is_oneself(staff) || self.may_see(ReadRight::Management)
    }
    fn may_see_contacts(&self) -> bool {
        self.may_see(ReadRight::CustomerDetails)
    }
    fn read_by(&self) -> Option<StaffId> {
        self.seen_by.as_ref().map(Seen::staff)
    }
    fn now(&self) -> Instant {
        self.now
    }
    fn facts(&self) -> &OfficeFacts {
        self.facts
    }
}
