//! What becomes of covers when somebody leaves the office or loses a competence.

use super::arrangement::WeekHours;
use super::notice::{self, Reader};
use super::staff;
use crate::model::{CoverEnd, CoverId, Duties, Duty, Level, StaffId, Weekdays};
use crate::office::{CoverEnding, Permit, Reads, Refused, Row};
use std::collections::BTreeMap;

/// Somebody does not work here any more: covers that they carry end, planned ones and requests of theirs or to them are
/// withdrawn, and standing arrangements end. What somebody else has agreed to and asked them to take over stays with who agreed. A
/// cover of their own duties that runs goes on to its end. Absences that they asked
/// for or that have not begun are withdrawn, and the one that runs ends.
///
/// # Errors
/// What the store reports.
pub fn end_all_of(permit: &mut Permit<'_>, person: StaffId) -> Result<(), Refused> {
    let rows = permit.rows(
        "select id, starts_at, ends_at, coverer, accepted_at from cover
         where ended_at is null and (coverer = $1 or asked = $1 and starts_at is null or owner = $1 and starts_at is null) order by id",
        &[person.0.into()],
    )?;
    for row in rows {
        let has = |column| Ok::<_, Refused>(row.int_or_none(column)?.is_some());
        let carried = row.int_or_none(3)? == Some(person.0);
        let swap = !carried && has(4)? && asked_to_swap(permit, row.int(0)?, person)?;
        if swap {
            swap_falls_back(permit, CoverId(row.int(0)?), person)?;
        } else if carried || !has(1)? {
            end(permit, &row, person)?;
        }
    }
    let now = permit.now();
    permit.write(
        "update arrangement set ended_at = $2, ended_with_leaver = 1 where ended_at is null and (owner = $1 or coverer = $1)",
        &[person.0.into(), now.0.into()],
    )?;
    end_absences_of(permit, person)
}

/// Somebody who left by mistake is back: the standing arrangements that ended with that hold again, and the other one of each is told,
/// unless they have left as well, its days are over, or the duty is arranged otherwise at these hours by now.
///
/// # Errors
/// What the store reports.
pub fn take_back_arrangements_of(permit: &mut Permit<'_>, person: StaffId) -> Result<(), Refused> {
    let today = super::roster::day_number(super::roster::today(permit));
    let rows = permit.rows(
        "select a.id, a.number, a.owner, a.coverer, a.duties, a.weekdays, a.starts, a.ends from arrangement a
         where a.ended_with_leaver = 1 and (a.owner = $1 or a.coverer = $1) and (a.valid_until is null or a.valid_until >= $2)
           and not exists (select 1 from staff s where s.id in (a.owner, a.coverer) and s.id <> $1 and s.active = 0)
         order by a.id limit 100",
        &[person.0.into(), today.into()],
    )?;
    let name = staff::name(permit, person)?;
    let now = permit.now();
    // What was arranged meanwhile; those that come back ran side by side before.
    let meanwhile = running_arrangements(permit)?;
    for row in rows {
        let (id, back) = (row.int(0)?, Standing::of(&row, 2)?);
        if meanwhile.iter().any(|other| other.clashes(&back)) {
            permit.write(
                "update arrangement set ended_with_leaver = null where id = $1",
                &[id.into()],
            )?;
            continue;
        }
        permit.write(
            "update arrangement set ended_at = null, ended_with_leaver = null where id = $1",
            &[id.into()],
        )?;
        let other = if back.owner == person.0 {
            back.coverer
        } else {
            back.owner
        };
        let data = serde_json::json!({"number": row.text(1)?, "name": name, "at": now.0});
        let notice = notice::Notice {
            to: Reader::Person(StaffId(other)),
            kind: "arrangement-back",
            order: None,
            cover: None,
            data,
        };
        notice::tell(permit, &notice)?;
    }
    Ok(())
}

/// What of an arrangement decides whether it may hold beside another one.
struct Standing {
    owner: i64,
    coverer: i64,
    duties: Duties,
    hours: WeekHours,
}

impl Standing {
    /// From six columns of a row, the first of which is this one: owner, coverer, duties, weekdays, starts, ends.
    fn of(row: &Row, first: usize) -> Result<Self, Refused> {
        Ok(Self {
            owner: row.int(first)?,
            coverer: row.int(first + 1)?,
            duties: row.word(first + 2, Duties::parse)?,
            hours: WeekHours {
                weekdays: row.word(first + 3, Weekdays::parse)?,
                minutes: (row.int(first + 4)?, row.int(first + 5)?),
            },
        })
    }

    /// Whether both lend a duty of one owner at one time of the week.
    fn clashes(&self, other: &Self) -> bool {
        self.owner == other.owner
            && !self.duties.and(other.duties).is_empty()
            && self.hours.meets(other.hours)
    }
}

/// The arrangements that have not ended.
fn running_arrangements(permit: &mut Permit<'_>) -> Result<Vec<Standing>, Refused> {
    let rows = permit.rows(
        "select owner, coverer, duties, weekdays, starts, ends from arrangement where ended_at is null",
        &[],
    )?;
    rows.iter().map(|row| Standing::of(row, 0)).collect()
}

fn end_absences_of(permit: &mut Permit<'_>, person: StaffId) -> Result<(), Refused> {
    let (me, now) = (permit.staff(), permit.now());
    permit.write(
        "update absence set state = 'withdrawn', decided_at = coalesce(decided_at, $2), decided_by = coalesce(decided_by, $3)
         where staff = $1 and (state = 'asked' or state = 'approved' and starts_at >= $2)",
        &[person.0.into(), now.0.into(), me.0.into()],
    )?;
    permit.write(
        "update absence set ends_at = $2 where staff = $1 and state = 'approved' and starts_at < $2 and ends_at > $2",
        &[person.0.into(), now.0.into()],
    )?;
    Ok(())
}

/// Somebody's competence was signed off otherwise. A cover that runs goes on for the duties that they may still cover, and ends
/// where none is left; a planned one is withdrawn unless they may cover all of it until its end. Those whom it concerns are told.
///
/// # Errors
/// What the store reports.
pub fn fit_to_competence(permit: &mut Permit<'_>, person: StaffId) -> Result<(), Refused> {
    let mut known: BTreeMap<Duty, Option<i64>> = BTreeMap::new();
    for row in permit.rows(
        "select duty, level, valid_until from competence where staff = $1",
        &[person.0.into()],
    )? {
        if row.word(1, Level::parse)? != Level::Aware {
            known.insert(row.word(0, Duty::parse)?, row.int_or_none(2)?);
        }
    }
    let now = permit.now().0;
    let valid_at = |duty: Duty, at: i64| match known.get(&duty) {
        Some(until) => until.is_none_or(|until| until >= at),
        None => false,
    };
    let rows = permit.rows(
        "select id, starts_at, ends_at, duties from cover where coverer = $1 and ended_at is null order by id",
        &[person.0.into()],
    )?;
    for row in rows {
        let duties: Duties = row.word(3, Duties::parse)?;
        let (begun, ends) = (row.int_or_none(1)?.is_some(), row.int(2)?);
        let goes_on = if begun {
            ends <= now || duties.iter().any(|duty| valid_at(duty, now + 1))
        } else {
            duties.iter().all(|duty| valid_at(duty, ends))
        };
        if !goes_on {
            end(permit, &row, person)?;
        }
    }
    Ok(())
}

/// Ends one (its key, beginning and end in the first columns), as ended by a manager where it runs, withdrawn where it had not begun.
fn end(permit: &mut Permit<'_>, row: &Row, person: StaffId) -> Result<(), Refused> {
    let is_over = row.int(2)? <= permit.now().0;
    let how = match (row.int_or_none(1)?.is_some(), is_over) {
        (true, true) => CoverEnd::TimedOut,
        (true, false) => CoverEnd::ByManager,
        (false, true) => CoverEnd::NeverBegun,
        (false, false) => CoverEnd::Withdrawn,
    };
    permit.end_cover(CoverEnding {
        cover: CoverId(row.int(0)?),
        how,
        words: "",
        because_of: Some(person),
    })?;
    Ok(())
}

/// Whether somebody else, who has agreed to this cover, has asked this person to take it over.
fn asked_to_swap(permit: &mut Permit<'_>, cover: i64, person: StaffId) -> Result<bool, Refused> {
    let row = permit.row(
        "select 1 from cover where id = $1 and asked = $2 and coverer <> $2 and owner is distinct from $2 and accepted_at is not null and starts_at is null",
        &[cover.into(), person.0.into()],
    )?;
    Ok(row.is_some())
}

/// Who was asked to take an agreed cover over is away or has left: it stays with who has agreed to it, and they are told.
///
/// # Errors
/// What the store reports.
pub fn swap_falls_back(
    permit: &mut Permit<'_>,
    cover: CoverId,
    away: StaffId,
) -> Result<(), Refused> {
    notice::answered(permit, cover)?;
    permit.write(
        "update cover set asked = coverer where id = $1",
        &[cover.0.into()],
    )?;
    let row = permit.row("select coverer from cover where id = $1", &[cover.0.into()])?;
    let coverer = row.map(|row| row.int_or_none(0)).transpose()?.flatten();
    stays(permit, cover, coverer.map(StaffId), away)
}

/// The same of who was asked to go on with a cover that runs: it stays with who carries it.
///
/// # Errors
/// What the store reports.
pub fn hand_on_falls_back(
    permit: &mut Permit<'_>,
    request: CoverId,
    carries: StaffId,
    away: StaffId,
) -> Result<(), Refused> {
    stays(permit, request, Some(carries), away)
}

fn stays(
    permit: &mut Permit<'_>,
    cover: CoverId,
    with: Option<StaffId>,
    away: StaffId,
) -> Result<(), Refused> {
    let me = permit.staff();
    let Some(with) = with.filter(|with| *with != me) else {
        return Ok(());
    };
    let row = permit.row(
        "select number, duties, ends_at from cover where id = $1",
        &[cover.0.into()],
    )?;
    let Some(row) = row else { return Ok(()) };
    let data = serde_json::json!({"cover": row.text(0)?, "name": staff::name(permit, away)?, "duties": row.text(1)?, "until": row.int(2)?});
    notice::tell_of_cover(permit, with.into(), "cover-stays-yours", cover, data)
}
