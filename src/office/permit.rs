//! The proof that a write was asked for and allowed. Only `perform` makes one.

use super::authority::{self, Grant};
use super::{ClockDoubt, OfficeFacts, Receipt, Refused, Session};
use crate::model::{CoverId, Duty, Instant, OrderId, Right, StaffId, UnderCover};
use crate::store::{Engine, Row, Value, any_case};

/// Whoever can read: a [`Permit`] in its transaction, or a [`super::Reader`].
pub trait Reads {
    /// Runs a query with parameters `$1`..`$n`.
    ///
    /// # Errors
    /// What the store reports.
    fn rows(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, Refused>;

    /// The first row, if there is one.
    ///
    /// # Errors
    /// What the store reports.
    fn row(&mut self, sql: &'static str, args: &[Value]) -> Result<Option<Row>, Refused> {
        Ok(self.rows(sql, args)?.into_iter().next())
    }

    /// Whether whoever reads may see why this person is away. A verb reads for the office.
    fn may_see_why(&self, _staff: StaffId) -> bool {
        true
    }

    /// Whether whoever reads may see how customers are reached. A verb reads for the office.
    fn may_see_contacts(&self) -> bool {
        true
    }

    /// Who reads at a screen; `None` for a verb, and for whoever may read the file.
    fn read_by(&self) -> Option<StaffId> {
        None
    }

    /// The row with this code in any case, found by `upper(code) in ($1, $2, $3)`; where several differ by their case alone, the one whose
    /// code, in this column, is written so.
    ///
    /// # Errors
    /// What the store reports.
    fn row_of_code(
        &mut self,
        sql: &'static str,
        code: &str,
        column: usize,
    ) -> Result<Option<Row>, Refused> {
        let rows = self.rows(sql, &any_case(code))?;
        let exact = rows
            .iter()
            .position(|row| row.text(column).is_ok_and(|known| known == code));
        Ok(rows.into_iter().nth(exact.unwrap_or(0)))
    }

    /// As [`Reads::row_of_code`], for what is asked at every line of an order: the code as it is written first, which is one
    /// comparison, by `code = $1`; in any case only where nobody has it so.
    ///
    /// # Errors
    /// What the store reports.
    fn row_of_usual_code(
        &mut self,
        as_written: &'static str,
        in_any_case: &'static str,
        code: &str,
        column: usize,
    ) -> Result<Option<Row>, Refused> {
        match self.row(as_written, &[code.into()])? {
            Some(row) => Ok(Some(row)),
            None => self.row_of_code(in_any_case, code, column),
        }
    }

    /// The office's time.
    fn now(&self) -> Instant;

    /// What is fixed for the whole office.
    fn facts(&self) -> &OfficeFacts;
}

/// The right to write, for one verb in one transaction. Its fields are private and nothing but `perform` makes it:
/// so nothing writes unasked.
pub struct Permit<'a> {
    engine: &'a mut dyn Engine,
    facts: &'a OfficeFacts,
    now: Instant,
    /// What a manager is about to settle.
    doubt: Option<ClockDoubt>,
    seq: i64,
    session: &'a Session,
    cover: Option<CoverId>,
    /// How many postings its line has been given.
    postings: i64,
    /// The answer of the line that is played again.
    told: Option<serde_json::Value>,
    /// The cover on whose sheet its line is to be reviewed, where no cover lends the right.
    listed: Option<CoverId>,
}

impl std::fmt::Debug for Permit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Permit")
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

impl<'a> Permit<'a> {
    pub(super) fn new(
        engine: &'a mut dyn Engine,
        facts: &'a OfficeFacts,
        (now, doubt): (Instant, Option<ClockDoubt>),
        seq: i64,
        session: &'a Session,
        grant: &Grant,
    ) -> Self {
        Self {
            engine,
            facts,
            now,
            doubt,
            seq,
            session,
            cover: grant.cover(),
            postings: 0,
            told: None,
            listed: None,
        }
    }

    /// What it writes with, for the other files of the office.
    pub(super) const fn engine(&mut self) -> &mut dyn Engine {
        self.engine
    }

    /// The machine's clock and the journal, where they are too far apart.
    #[must_use]
    pub const fn clock_doubt(&self) -> Option<ClockDoubt> {
        self.doubt
    }

    /// Takes the next numbers for so many postings of its line and returns the first, from 1.
    pub fn number_postings(&mut self, count: usize) -> i64 {
        let first = self.postings + 1;
        self.postings += i64::try_from(count).unwrap_or(i64::MAX);
        first
    }

    /// Writes; gives how many rows. For an `update .. where ..` that tells whether anything fitted.
    ///
    /// # Errors
    /// What the store reports.
    pub fn write(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, Refused> {
        Ok(self.engine.change(sql, args)?)
    }

    /// Inserts one row and gives its key.
    ///
    /// # Errors
    /// What the store reports.
    pub fn insert(&mut self, sql: &'static str, args: &[Value]) -> Result<i64, Refused> {
        Ok(self.engine.insert(sql, args)?)
    }

    /// As [`Permit::insert`], for an `insert .. on conflict .. do nothing`: nothing where the row was there already.
    ///
    /// # Errors
    /// What the store reports.
    pub fn insert_new(
        &mut self,
        sql: &'static str,
        args: &[Value],
    ) -> Result<Option<i64>, Refused> {
        Ok(self.engine.insert_new(sql, args)?)
    }

    /// The journal line that this verb is about to write; what it makes refers to it.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// Whether a line of the journal is played again: a rule that is younger than the line does not hold for it.
    #[must_use]
    pub const fn is_replayed(&self) -> bool {
        self.session.is_replayed()
    }

    /// It plays a line again that gave this answer.
    pub(super) fn playing(mut self, told: Option<serde_json::Value>) -> Self {
        self.told = told;
        self
    }

    /// Whether the answer has a part of this name: where a line is played again, whether it had it then; else always.
    #[must_use]
    pub fn answers(&self, name: &str) -> bool {
        let told = self.told.as_ref();
        told.is_none_or(|told| told.get(name).is_some())
    }

    /// Who acts.
    #[must_use]
    pub const fn staff(&self) -> StaffId {
        self.session.staff
    }

    /// Where.
    #[must_use]
    pub fn terminal(&self) -> &str {
        &self.session.terminal
    }

    /// The cover that lends the right, where it is borrowed.
    #[must_use]
    pub const fn cover(&self) -> Option<CoverId> {
        self.cover
    }

    /// Its line stands on the sheet of this cover, which whoever acts carries, and its owner reviews it: for what takes no duty but
    /// concerns the owner.
    pub const fn list_for_review(&mut self, cover: CoverId) {
        self.listed = Some(cover);
    }

    /// The cover on whose sheet its line is to be reviewed.
    pub(super) const fn listed(&self) -> Option<CoverId> {
        self.listed
    }

    /// Whether whoever acts owns a duty now, besides the one that the verb needs.
    ///
    /// # Errors
    /// What the store reports.
    pub fn owns(&mut self, duty: Duty) -> Result<bool, Refused> {
        let staff = self.staff();
        authority::owns(self, staff, duty)
    }

    /// Refuses whoever neither owns this second duty nor covers it, for this order.
    ///
    /// # Errors
    /// As [`super::Office::perform`] where the duty is missing.
    pub fn must_also(
        &mut self,
        duty: Duty,
        verb: &'static str,
        order: OrderId,
    ) -> Result<(), Refused> {
        let asked = authority::Asked {
            verb,
            right: Right::Duty(duty),
            under_cover: UnderCover::Allowed,
        };
        let session = self.session;
        let grant = authority::in_duty(self, session, asked, duty)?;
        grant.confirm(&Receipt::about("").order(order))
    }

    /// Takes the next number of a series, from 1, without gaps.
    ///
    /// # Errors
    /// What the store reports.
    pub fn next_number(&mut self, series: &str) -> Result<i64, Refused> {
        let taken = self.write(
            "update counter set next = next + 1 where series = $1",
            &[series.into()],
        )?;
        if taken == 0 {
            self.write(
                "insert into counter (series, next) values ($1, 2)",
                &[series.into()],
            )?;
            return Ok(1);
        }
        let row = self.row(
            "select next - 1 from counter where series = $1",
            &[series.into()],
        )?;
        Ok(row.map_or(Ok(1), |row| row.int(0))?)
    }

    /// Takes the next number of a yearly series: "SO-2026-0007" from prefix "SO".
    ///
    /// # Errors
    /// What the store reports.
    pub fn next_yearly(&mut self, prefix: &str) -> Result<String, Refused> {
        use chrono::Datelike;
        let year = self.now.local(self.facts.zone).year();
        let series = format!("{prefix}-{year}");
        let number = self.next_number(&series)?;
        Ok(format!("{series}-{number:04}"))
    }
}

impl Reads for Permit<'_> {
    fn rows(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, Refused> {
        Ok(self.engine.run(sql, args)?)
    }
    fn now(&self) -> Instant {
        self.now
    }
    fn facts(&self) -> &OfficeFacts {
        self.facts
    }
}
