//! What a desk or a person is told without having asked.

use crate::model::{CoverId, Desk, OrderId, StaffId};
use crate::office::{Permit, Reads, Refused};

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Everyone at this desk.
    Desk(Desk),
    /// One person.
    Person(StaffId),
}

impl From<StaffId> for Reader {
    fn from(person: StaffId) -> Self {
        Self::Person(person)
    }
}

/// Something to be told.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Who is told.
    pub to: Reader,
    /// What kind; the word `inbox-KIND` says it.
    pub kind: &'static str,
    /// About which order.
    pub order: Option<OrderId>,
    /// About which cover.
    pub cover: Option<CoverId>,
    /// The facts that the words need.
    pub data: serde_json::Value,
}

/// Puts a notice into the inbox.
///
/// # Errors
/// What the store reports.
pub fn tell(permit: &mut Permit<'_>, notice: &Notice) -> Result<(), Refused> {
    let (desk, staff) = match notice.to {
        Reader::Desk(desk) => (Some(desk.as_str()), None),
        Reader::Person(staff) => (None, Some(staff.0)),
    };
    let (now, seq) = (permit.now(), permit.seq());
    permit.write(
        "insert into notice (at, desk, staff, kind, orders, cover, data, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            now.0.into(),
            desk.into(),
            staff.into(),
            notice.kind.into(),
            notice.order.map(|id| id.0).into(),
            notice.cover.map(|id| id.0).into(),
            notice.data.to_string().into(),
            seq.into(),
        ],
    )?;
    Ok(())
}

/// Puts a notice about a cover into the inbox.
///
/// # Errors
/// What the store reports.
pub fn tell_of_cover(
    permit: &mut Permit<'_>,
    to: Reader,
    kind: &'static str,
    cover: CoverId,
    data: serde_json::Value,
) -> Result<(), Refused> {
    let notice = Notice {
        to,
        kind,
        order: None,
        cover: Some(cover),
        data,
    };
    tell(permit, &notice)
}

/// A standing arrangement is answered or ended: that it was proposed counts as read by whoever was to answer.
///
/// # Errors
/// What the store reports.
pub fn arrangement_answered(
    permit: &mut Permit<'_>,
    asked: StaffId,
    arrangement: &str,
) -> Result<(), Refused> {
    let (me, now) = (permit.staff(), permit.now());
    permit.write(
        "update notice set read_at = $3, read_by = $4
         where staff = $1 and staff is not null and read_at is null and kind = 'arrangement-made' and data like $2",
        &[
            asked.0.into(),
            format!("%\"number\":\"{arrangement}\"%").into(),
            now.0.into(),
            me.0.into(),
        ],
    )?;
    Ok(())
}

/// A request is answered, taken back or over: whoever was asked need not do anything any more, so that what they were told of it
/// counts as read.
///
/// # Errors
/// What the store reports.
pub fn answered(permit: &mut Permit<'_>, cover: CoverId) -> Result<(), Refused> {
    permit.cover_is_answered(cover)
}
