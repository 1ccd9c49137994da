//! An absence as the file has it, and what follows from its times.

use crate::model::roster::Span;
use crate::model::{AbsenceKind, Duty, Instant, StaffId};
use crate::office::{Concern, Reads, Refused, owners};
use crate::store::Row;

pub(super) use crate::model::AbsenceState as State;

/// An absence, or the wish for one.
#[derive(Debug, Clone)]
pub struct Absence {
    /// Its key.
    pub id: i64,
    /// As people know it: "AB-2026-0003".
    pub number: String,
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Why.
    pub kind: AbsenceKind,
    /// From when until when.
    pub span: Span,
    /// What was said about it.
    pub note: String,
    /// What has been decided.
    pub state: State,
    /// What was said when it was decided.
    pub words: String,
}

impl Absence {
    pub(super) fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            id: row.int(0)?,
            number: row.text(1)?,
            staff: StaffId(row.int(2)?),
            name: row.text(3)?,
            kind: row.word(4, AbsenceKind::parse)?,
            span: Span {
                from: Instant(row.int(5)?),
                until: Instant(row.int(6)?),
            },
            note: row.text(7)?,
            state: row.word(8, State::parse)?,
            words: row.text(9)?,
        })
    }

    /// The absence with this number.
    ///
    /// # Errors
    /// `not-found`.
    pub fn find(reads: &mut impl Reads, number: &str) -> Result<Self, Refused> {
        let row = reads.row(
            "select a.id, a.number, a.staff, s.name, a.kind, a.starts_at, a.ends_at, a.note, a.state, a.words
             from absence a cross join staff s on s.id = a.staff where a.number = $1",
            &[number.into()],
        )?;
        Self::from_row(&row.ok_or_else(|| Refused::not_found("absence", number))?)
    }

    /// The running one of somebody, if there is one.
    ///
    /// # Errors
    /// What the store reports.
    pub fn running(reads: &mut impl Reads, staff: StaffId) -> Result<Option<Self>, Refused> {
        let now = reads.now();
        let row = reads.row(
            "select a.id, a.number, a.staff, s.name, a.kind, a.starts_at, a.ends_at, a.note, a.state, a.words
             from absence a cross join staff s on s.id = a.staff
             where a.staff = $1 and a.starts_at <= $2 and a.ends_at > $2 and a.state = 'approved' limit 1",
            &[staff.0.into(), now.0.into()],
        )?;
        row.as_ref().map(Self::from_row).transpose()
    }

    /// Whether it counts, and has begun and not ended.
    #[must_use]
    pub fn is_running(&self, now: Instant) -> bool {
        self.state == State::Approved && self.span.has(now)
    }

    /// A refusal about it, with what a reader needs to know it by.
    pub(super) fn refuse(&self, id: &'static str) -> Refused {
        Refused::rule(id)
            .with("absence", self.number.as_str())
            .with("name", self.name.as_str())
            .with("from", self.span.from)
            .with("until", self.span.until)
    }

    /// Whose it is: nobody else ends it or takes it back, but who decides about others' days.
    ///
    /// # Errors
    /// What the store reports.
    pub(super) fn concern(&self, reads: &mut impl Reads) -> Result<Concern, Refused> {
        let owners = owners(reads, Duty::Management)?;
        let refused = Refused::not_allowed("absence-of-another")
            .with("absence", self.number.as_str())
            .with("name", self.name.as_str())
            .with("who", owners);
        Ok(Concern::of([Some(self.staff)]).otherwise(refused))
    }
}
