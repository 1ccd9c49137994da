//! "Who could stand in?": the people that a form offers for some duties, those first whom it fits.

use super::clash::{Wanted, must_fit};
use crate::model::{Duties, Duty, Level, StaffId};
use crate::office::{Reads, Refused};
use crate::words::Words;

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
    for (id, code, name) in with_level(reads, duties, Level::Cover)? {
        if but.contains(&id) || found.len() >= PEOPLE_MAX {
            continue;
        }
        let row = reads.row(
            "select coalesce(max(last_at), 0) from evidence where staff = $1 and ',' || $2 || ',' like '%,' || duty || ',%'",
            &[id.0.into(), duties.to_string().into()],
        )?;
        let last = row.map_or(Ok(0), |row| row.int(0))?;
        let trouble = match wanted {
            Some(wanted) => must_fit(reads, id, wanted).err(),
            None => None,
        };
        found.push((
            trouble.is_some(),
            -last,
            Candidate {
                code,
                name,
                trouble,
            },
        ));
    }
    found.sort_by(|(one_not, one_last, one), (not, last, other)| {
        (one_not, one_last, &one.name).cmp(&(not, last, &other.name))
    });
    Ok(found.into_iter().map(|(.., one)| one).collect())
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
