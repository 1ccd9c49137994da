//! What becomes of covers when somebody leaves the office or loses a competence.

use super::notice::{self, Reader};
use super::staff;
use crate::model::{CoverId, Duties, Duty, Instant, Level, StaffId};
use crate::office::{Permit, Reads, Refused, Row};
use std::collections::BTreeMap;

/// Somebody does not work here any more: covers that they carry end, planned ones and requests of theirs or to them are
/// withdrawn, and standing arrangements end. A cover of their own duties that runs goes on to its end. Absences that they asked
/// for or that have not begun are withdrawn, and the one that runs ends.
///
/// # Errors
/// What the store reports.
pub fn end_all_of(permit: &mut Permit<'_>, person: StaffId) -> Result<(), Refused> {
    let rows = permit.rows(
        "select id, number, owner, coverer, duties, starts_at, ends_at from cover
         where ended_at is null and (coverer = $1 or asked = $1 and starts_at is null or owner = $1 and starts_at is null) order by id",
        &[person.0.into()],
    )?;
    for row in rows {
        let carried = row.int_or_none(3)? == Some(person.0);
        if carried || row.int_or_none(5)?.is_none() {
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
        let (id, owner, coverer) = (row.int(0)?, row.int(2)?, row.int(3)?);
        let hours = Hours::of(&row, 4)?;
        if meanwhile
            .iter()
            .any(|(of, other)| *of == owner && other.meet(&hours))
        {
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
        let other = if owner == person.0 { coverer } else { owner };
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

/// The duties of an arrangement, and when in the week it lends them.
struct Hours {
    duties: Duties,
    /// ISO days of the week.
    weekdays: Vec<i64>,
    /// Minutes of the local day; the end may lie in the next one.
    starts: i64,
    ends: i64,
}

impl Hours {
    /// From four columns of a row, the first of which is this one: duties, weekdays, starts, ends.
    fn of(row: &Row, first: usize) -> Result<Self, Refused> {
        let weekdays = row.text(first + 1)?;
        Ok(Self {
            duties: row.word(first, Duties::parse)?,
            weekdays: weekdays
                .split(',')
                .filter_map(|day| day.parse().ok())
                .collect(),
            starts: row.int(first + 2)?,
            ends: row.int(first + 3)?,
        })
    }

    /// Whether both lend one duty at one time of the week.
    fn meet(&self, other: &Self) -> bool {
        const DAY: i64 = 24 * 60;
        let pairs = |mine: &i64| {
            other
                .weekdays
                .iter()
                .map(move |theirs| (mine - theirs) * DAY)
                .collect::<Vec<_>>()
        };
        let meets = |apart: i64| {
            [-7 * DAY, 0, 7 * DAY].iter().any(|week| {
                let apart = apart + week;
                self.starts + apart < other.ends && other.starts < self.ends + apart
            })
        };
        !self.duties.and(other.duties).is_empty() && self.weekdays.iter().flat_map(pairs).any(meets)
    }
}

/// The arrangements that have not ended, each with the key of its owner.
fn running_arrangements(permit: &mut Permit<'_>) -> Result<Vec<(i64, Hours)>, Refused> {
    let rows = permit.rows(
        "select owner, duties, weekdays, starts, ends from arrangement where ended_at is null",
        &[],
    )?;
    rows.iter()
        .map(|row| Ok((row.int(0)?, Hours::of(row, 1)?)))
        .collect()
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
        "select id, number, owner, coverer, duties, starts_at, ends_at from cover where coverer = $1 and ended_at is null order by id",
        &[person.0.into()],
    )?;
    for row in rows {
        let duties: Duties = row.word(4, Duties::parse)?;
        let (begun, ends) = (row.int_or_none(5)?.is_some(), row.int(6)?);
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

/// Ends one, as ended by a manager where it runs, withdrawn where it had not begun.
fn end(permit: &mut Permit<'_>, row: &Row, person: StaffId) -> Result<(), Refused> {
    let (me, now) = (permit.staff(), permit.now());
    let id = CoverId(row.int(0)?);
    let begun = row.int_or_none(5)?.is_some();
    let ends = Instant(row.int(6)?);
    let how = match (begun, ends <= now) {
        (true, true) => "timed-out",
        (true, false) => "ended-by-manager",
        (false, true) => "never-begun",
        (false, false) => "withdrawn",
    };
    permit.write(
        "update cover set ended_at = $2, ended_how = $3, ended_by = $4,
                seen_at = case when exists (select 1 from journal where cover = $1) then seen_at else $5 end
         where id = $1",
        &[
            id.0.into(),
            ends.min(now).0.into(),
            how.into(),
            (ends > now).then_some(me.0).into(),
            now.0.into(),
        ],
    )?;
    notice::answered(permit, id)?;
    let name = staff::name(permit, person)?;
    let data = serde_json::json!({"cover": row.text(1)?, "name": name, "duties": row.text(4)?, "until": ends.0});
    let kind = if begun {
        "cover-cut-short"
    } else {
        "cover-withdrawn"
    };
    for to in [row.int_or_none(2)?, row.int_or_none(3)?]
        .into_iter()
        .flatten()
    {
        if to != me.0 {
            notice::tell_of_cover(permit, Reader::Person(StaffId(to)), kind, id, data.clone())?;
        }
    }
    Ok(())
}
