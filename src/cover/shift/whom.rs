//! "Who could stand in?": the people that a form offers for some duties, those first whom it fits.

use super::clash::{Wanted, must_fit, not_mutual};
use crate::model::{Duties, Duty, Level, StaffId};
use crate::office::{Reads, Refused};
use crate::words::Words;
use std::collections::BTreeMap;

/// So many people are offered at most.
const PEOPLE_MAX: usize = 40;

/// Somebody who is trained to stand in, or who owns what is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cover) struct Candidate {
    pub(in crate::cover) code: String,
    pub(in crate::cover) name: String,
    /// Why it does not fit at that time.
    pub(in crate::cover) trouble: Option<Refused>,
}

/// Everybody who is trained to cover all of the duties: those whom it fits at that time first, then whoever did it last.
pub(in crate::cover) fn candidates(
    reads: &mut impl Reads,
    wanted: Option<&Wanted>,
    duties: Duties,
    but: &[StaffId],
) -> Result<Vec<Candidate>, Refused> {
    let mut found = Vec::new();
    for (id, code, name) in by_practice(reads, duties, but)? {
        let trouble = match wanted {
            Some(wanted) => fits(reads, id, wanted).err(),
            None => None,
        };
        found.push(Candidate {
            code,
            name,
            trouble,
        });
    }
    found.sort_by_key(|one| one.trouble.is_some());
    Ok(found)
}

/// The first of them whom it fits at that time: nobody behind them is looked at.
pub(in crate::cover) fn next_best(
    reads: &mut impl Reads,
    wanted: &Wanted,
    but: &[StaffId],
) -> Result<Option<(StaffId, String)>, Refused> {
    for (id, _, name) in by_practice(reads, wanted.duties, but)? {
        if fits(reads, id, wanted).is_ok() {
            return Ok(Some((id, name)));
        }
    }
    Ok(None)
}

/// Everybody else who is trained to cover all of the duties, whoever did it last first; one query for the people, one for the practice.
fn by_practice(
    reads: &mut impl Reads,
    duties: Duties,
    but: &[StaffId],
) -> Result<Vec<(StaffId, String, String)>, Refused> {
    let mut last: BTreeMap<i64, i64> = BTreeMap::new();
    for row in reads.rows(
        "select staff, max(last_at) from evidence where ',' || $1 || ',' like '%,' || duty || ',%' group by staff",
        &[duties.to_string().into()],
    )? {
        last.insert(row.int(0)?, row.int(1)?);
    }
    let mut people = with_level(reads, duties, Level::Cover)?;
    people.retain(|(id, ..)| !but.contains(id));
    people.truncate(PEOPLE_MAX);
    // By name before, and the sort keeps that order where the practice is the same.
    people.sort_by_key(|(id, ..)| -last.get(&id.0).copied().unwrap_or(0));
    Ok(people)
}

/// Refuses whom it does not fit, or who is covered by the owner then.
fn fits(reads: &mut impl Reads, person: StaffId, wanted: &Wanted) -> Result<(), Refused> {
    must_fit(reads, person, wanted)?;
    not_mutual(reads, wanted.owner, person, wanted.span)
}

/// Everybody who owns all of the duties: whom one could stand in for.
pub(in crate::cover) fn owners_of(
    reads: &mut impl Reads,
    duties: Duties,
) -> Result<Vec<Candidate>, Refused> {
    let owners = with_level(reads, duties, Level::Own)?.into_iter();
    let each = owners.map(|(_, code, name)| Candidate {
        code,
        name,
        trouble: None,
    });
    Ok(each.collect())
}

/// Everybody who knows all of the duties that well now.
pub(super) fn with_level(
    reads: &mut impl Reads,
    duties: Duties,
    level: Level,
) -> Result<Vec<(StaffId, String, String)>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select s.id, s.code, s.name, c.duty from staff s cross join competence c on c.staff = s.id
         where s.active = 1 and c.level = $1 and (c.valid_until is null or c.valid_until > $2) order by s.name, s.id",
        &[level.as_str().into(), now.0.into()],
    )?;
    let mut people: Vec<(Duties, (StaffId, String, String))> = Vec::new();
    for row in rows {
        let (id, duty) = (StaffId(row.int(0)?), row.word(3, Duty::parse)?);
        match people.last_mut() {
            Some((known, (last, ..))) if *last == id => *known = known.with(duty),
            _ => people.push((Duties::NONE.with(duty), (id, row.text(1)?, row.text(2)?))),
        }
    }
    let knows_all = |known: &Duties| duties.iter().all(|duty| known.has(duty));
    let able = people.into_iter().filter(|(known, _)| knows_all(known));
    Ok(able.map(|(_, person)| person).collect())
}

/// The people as choices; one whom it does not fit says so.
pub(in crate::cover) fn people(words: &Words, candidates: &[Candidate]) -> Vec<(String, String)> {
    candidates
        .iter()
        .map(|one| {
            let said = if one.trouble.is_some() {
                words.covers_does_not_fit(one.name.as_str())
            } else {
                one.name.clone()
            };
            (one.code.clone(), said)
        })
        .collect()
}

/// Why the person who is chosen cannot, as a sentence; empty where nothing is in the way.
pub(in crate::cover) fn warning(words: &Words, candidates: &[Candidate], code: &str) -> String {
    candidates
        .iter()
        .find(|one| one.code == code)
        .and_then(|one| one.trouble.as_ref())
        .map_or_else(String::new, |trouble| words.refused(trouble))
}
