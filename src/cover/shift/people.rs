//! Colleagues as F4 lists them: where they are, what they own and could cover, and what is in the way.

use super::draft::{Draft, draft};
use crate::model::time::parse_when;
use crate::model::{Duties, Duty, Instant, Level, Presence, StaffId, Whereabouts};
use crate::office::{Reader, Reads, Refused};
use crate::records::presence::presence;
use std::collections::BTreeMap;

/// A colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colleague {
    pub(super) staff: StaffId,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) whereabouts: Whereabouts,
    /// What they own.
    pub(super) owns: Duties,
    /// What they are trained to cover.
    pub(super) covers: Duties,
    /// What they cover now, and until when.
    pub(super) busy: Option<(Duties, Instant)>,
    /// Until when they are covered now.
    pub(super) covered: Option<Instant>,
    /// When they last did something of another's.
    last: i64,
}

impl Colleague {
    pub(super) const fn is_here(&self) -> bool {
        matches!(self.whereabouts, Whereabouts::Here(_))
    }

    /// What they could cover now of these duties.
    pub(super) fn could(&self, duties: Duties) -> Duties {
        let busy = self.busy.map_or(Duties::NONE, |(duties, _)| duties);
        let free = |duty: &Duty| self.covers.has(*duty) && !busy.has(*duty);
        duties.iter().filter(free).collect()
    }
}

/// What F4 looks up.
#[derive(Debug, Default)]
pub struct Found {
    /// Everybody else, those who are here and did such work last first.
    pub(super) people: Vec<Colleague>,
    /// What is handed over.
    pub(super) draft: Draft,
}

/// Looks up the colleagues of a person, and what is handed over with these duties.
pub(super) fn find(
    reader: &mut Reader<'_>,
    me: StaffId,
    duties: Duties,
    typed: &str,
) -> Result<Found, Refused> {
    let (now, zone) = (reader.now(), reader.facts().zone);
    let end = parse_when(typed, now, zone).unwrap_or_else(|| now.plus_minutes(12 * 60));
    Ok(Found {
        people: colleagues(reader, me)?,
        draft: draft(reader, duties, end)?,
    })
}

fn colleagues(reads: &mut impl Reads, me: StaffId) -> Result<Vec<Colleague>, Refused> {
    let here = presence(reads)?;
    let (owns, covers) = competences(reads)?;
    let mut last = BTreeMap::new();
    for row in reads.rows(
        "select staff, max(last_at) from evidence group by staff",
        &[],
    )? {
        last.insert(row.int(0)?, row.int(1)?);
    }
    let now = reads.now();
    let running = reads.rows(
        "select coverer, owner, duties, ends_at from cover
         where ended_at is null and starts_at is not null and ends_at > $1 and orders is null order by id",
        &[now.0.into()],
    )?;
    let mut busy = BTreeMap::new();
    let mut covered = BTreeMap::new();
    for row in running {
        let until = Instant(row.int(3)?);
        busy.insert(StaffId(row.int(0)?), (row.word(2, Duties::parse)?, until));
        if let Some(owner) = row.int_or_none(1)? {
            covered.insert(StaffId(owner), until);
        }
    }
    let known = |all: &BTreeMap<StaffId, Duties>, one| all.get(&one).copied().unwrap_or_default();
    let person = |one: Presence| Colleague {
        staff: one.staff,
        code: one.code,
        name: one.name,
        whereabouts: one.whereabouts,
        owns: known(&owns, one.staff),
        covers: known(&covers, one.staff),
        busy: busy.get(&one.staff).copied(),
        covered: covered.get(&one.staff).copied(),
        last: last.get(&one.staff.0).copied().unwrap_or(0),
    };
    let others = here.into_iter().filter(|one| one.staff != me);
    let mut people: Vec<Colleague> = others.map(person).collect();
    people.sort_by_key(|one| (!one.is_here(), -one.last));
    Ok(people)
}

/// What everybody owns and what everybody is trained to cover now, but for management.
type Known = (BTreeMap<StaffId, Duties>, BTreeMap<StaffId, Duties>);

fn competences(reads: &mut impl Reads) -> Result<Known, Refused> {
    let (mut owns, mut covers) = (BTreeMap::new(), BTreeMap::new());
    let now = reads.now();
    for row in reads.rows(
        "select staff, duty, level from competence where valid_until is null or valid_until > $1",
        &[now.0.into()],
    )? {
        let (staff, duty) = (StaffId(row.int(0)?), row.word(1, Duty::parse)?);
        let known = match row.word(2, Level::parse)? {
            _ if duty == Duty::Management => continue,
            Level::Own => owns.entry(staff).or_insert(Duties::NONE),
            Level::Cover => covers.entry(staff).or_insert(Duties::NONE),
            Level::Aware => continue,
        };
        *known = known.with(duty);
    }
    Ok((owns, covers))
}
