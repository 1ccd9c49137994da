//! The coverage board out of the file: people with what they know, the days of the roster, the covers that lie in them.

use super::arrangement::Arrangement;
use super::roster;
use super::setting::Setting;
use crate::model::coverage::{Board, board};
use crate::model::depth::{Depth, Loss, loss};
use crate::model::roster::Span;
use crate::model::staffing::{
    Cover, CoverStage, Day, Person, Skill, Staffing, board_duties, with_nights,
};
use crate::model::training_set::{self, SinglePoints};
use crate::model::{Duties, Duty, Instant, Level, StaffId};
use crate::office::{Reads, Refused};
use chrono::{Days, NaiveDate};

/// Everything that the board of some days is made of; ten reads, however many people and days.
///
/// # Errors
/// What the store reports.
pub fn staffing(reads: &mut impl Reads, first: NaiveDate, days: u16) -> Result<Staffing, Refused> {
    let zone = reads.facts().zone;
    let last = first
        .checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(first);
    let span = Span {
        from: roster::midnight(first, zone),
        until: roster::midnight(last, zone),
    };
    let people = people(reads)?;
    let mut covers = covers(reads, span)?;
    covers.extend(arranged(reads, first, days, span)?);
    let staffing = Staffing {
        people,
        days: days_of(reads, first, days)?,
        covers,
        halves: Vec::new(),
        done: board_duties().filter(|duty| duty.has_work()).collect(),
        not_done: Setting::DutiesNotDone.as_kept(reads, Duties::parse)?,
    };
    Ok(staffing.with_halves(zone))
}

/// The days of the board, each with what is worked on the day before and the day after.
fn days_of(reads: &mut impl Reads, first: NaiveDate, count: u16) -> Result<Vec<Day>, Refused> {
    let before = first.pred_opt().unwrap_or(first);
    let wide = roster::days(reads, before, count.saturating_add(2))?;
    let wide = wide.into_iter().map(|day| Day {
        date: day.date,
        open: day.open,
        people: day.people,
    });
    let days = with_nights(&wide.collect::<Vec<_>>()).into_iter();
    let days = days.filter(|day| day.date >= first);
    Ok(days.take(usize::from(count)).collect())
}

/// What standing arrangements will lend in a span: agreed by both, and not begun.
fn arranged(
    reads: &mut impl Reads,
    first: NaiveDate,
    days: u16,
    span: Span,
) -> Result<Vec<Cover>, Refused> {
    let coming = Arrangement::to_come(reads, first, days)?;
    let coming = coming.into_iter().filter(|(_, lends)| lends.meets(span));
    Ok(coming
        .map(|(arrangement, span)| Cover {
            number: arrangement.number,
            duties: arrangement.duties,
            owner: Some(arrangement.owner),
            coverer: Some(arrangement.coverer),
            span,
            stage: CoverStage::Planned,
        })
        .collect())
}

/// Everybody who is active, with what they know, have done, and have open now.
fn people(reads: &mut impl Reads) -> Result<Vec<Person>, Refused> {
    let mut people: Vec<Person> = Vec::new();
    for row in reads.rows(
        "select s.id, s.code, s.name,
                exists (select 1 from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1),
                exists (select 1 from drawer d where d.staff = s.id and d.closed_at is null)
         from staff s where s.active = 1 order by s.id",
        &[],
    )? {
        people.push(Person {
            staff: StaffId(row.int(0)?),
            code: row.text(1)?,
            name: row.text(2)?,
            skills: [None; Duty::ALL.len()],
            practised: [None; Duty::ALL.len()],
            signed_in: row.flag(3)?,
            drawer: row.flag(4)?,
        });
    }
    for row in reads.rows(
        "select staff, duty, level, valid_until from competence order by staff, duty",
        &[],
    )? {
        let duty = row.word(1, Duty::parse)?;
        if let Some(person) = of(&mut people, row.int(0)?) {
            person.skills[duty as usize] = Some(Skill {
                level: row.word(2, Level::parse)?,
                until: row.int_or_none(3)?.map(Instant),
            });
        }
    }
    for row in reads.rows(
        "select staff, duty, cast(sum(times) as bigint), max(last_at) from evidence group by staff, duty",
        &[],
    )? {
        let duty = row.word(1, Duty::parse)?;
        if let Some(person) = of(&mut people, row.int(0)?) {
            person.practised[duty as usize] = Some((row.int(2)?, Instant(row.int(3)?)));
        }
    }
    Ok(people)
}

fn of(people: &mut [Person], staff: i64) -> Option<&mut Person> {
    let at = people
        .binary_search_by_key(&StaffId(staff), |person| person.staff)
        .ok()?;
    people.get_mut(at)
}

macro_rules! cover_columns {
    () => {
        "number, duties, owner, coverer, asked, starts_at, ends_at, ended_at, coalesce(begins_at, asked_at), accepted_at"
    };
}

/// The covers that have begun or are to begin within a span, and are not for one customer only. What ended early ends there; what was
/// asked for and never begun does not count.
fn covers(reads: &mut impl Reads, span: Span) -> Result<Vec<Cover>, Refused> {
    let now = reads.now();
    // None is longer than twelve hours: what began a day before the span is over.
    let before = span.from.0 - 24 * 3_600_000;
    let mut rows = reads.rows(
        concat!(
            "select ",
            cover_columns!(),
            " from cover where orders is null and starts_at >= $1 and starts_at < $2 order by starts_at, id"
        ),
        &[before.into(), span.until.0.into()],
    )?;
    rows.extend(reads.rows(
        concat!(
            "select ",
            cover_columns!(),
            " from cover where begins_at >= $1 and begins_at < $2 and starts_at is null and ended_at is null and ends_at > $3 order by begins_at, id"
        ),
        &[before.into(), span.until.0.into(), now.0.into()],
    )?);
    // Asked for at once, and not answered: there are never many.
    rows.extend(reads.rows(
        concat!(
            "select ",
            cover_columns!(),
            " from cover where ended_at is null and starts_at is null and begins_at is null and orders is null and asked_at < $1 and ends_at > $2
              order by id desc limit 50"
        ),
        &[span.until.0.into(), now.0.into()],
    )?);
    let mut covers = Vec::with_capacity(rows.len());
    for row in rows {
        let starts = row.int_or_none(5)?.map(Instant);
        let ends = Instant(row.int(6)?);
        let until = row.int_or_none(7)?.map_or(ends, |at| Instant(at).min(ends));
        let is_taken = row.int_or_none(9)?.is_some();
        covers.push(Cover {
            number: row.text(0)?,
            duties: row.word(1, Duties::parse)?,
            owner: row.int_or_none(2)?.map(StaffId),
            coverer: row.int_or_none(3)?.or(row.int_or_none(4)?).map(StaffId),
            span: Span {
                from: starts.unwrap_or(Instant(row.int(8)?)),
                until,
            },
            stage: match (starts, is_taken) {
                (Some(_), _) => CoverStage::Running,
                (None, true) => CoverStage::Planned,
                (None, false) => CoverStage::Asked,
            },
        });
    }
    Ok(covers)
}

/// Single points of failure over some weeks from a day on, and the fewest trainings that end them.
///
/// # Errors
/// What the store reports.
pub fn single_points(
    reads: &mut impl Reads,
    from: NaiveDate,
    weeks: u16,
) -> Result<SinglePoints, Refused> {
    let staffing = staffing(reads, from, weeks.saturating_mul(7))?;
    Ok(training_set::single_points(&staffing))
}

/// What the board of some weeks would lose if one person did not know a duty any more from this day on: because it expires, or is
/// withdrawn.
///
/// # Errors
/// What the store reports.
pub fn effect_of_losing(
    reads: &mut impl Reads,
    staff: StaffId,
    duty: Duty,
    from: NaiveDate,
    weeks: u16,
) -> Result<Loss, Refused> {
    let staffing = staffing(reads, from, weeks.saturating_mul(7))?;
    let without = staffing.without_skill(staff, duty);
    Ok(loss(&staffing, &board(&staffing), &board(&without)))
}

/// How much open work a duty has now, up to a hundred of each: orders to pick for fulfilment, parcels that wait to be handed over for the
/// reception. By the place of the duty in [`Duty::ALL`].
///
/// # Errors
/// What the store reports.
pub fn open_work(reads: &mut impl Reads) -> Result<[i64; Duty::ALL.len()], Refused> {
    let mut work = [0; Duty::ALL.len()];
    let row = reads.row(
        "select (select count(*) from (select 1 from orders where pickable = 1 limit 100) as o),
                (select count(*) from (select 1 from parcel where handed_at is null limit 100) as p)",
        &[],
    )?;
    if let Some(row) = row {
        work[Duty::Fulfilment as usize] = row.int(0)?;
        work[Duty::Reception as usize] = row.int(1)?;
    }
    Ok(work)
}

/// How deep each duty is manned: week by week, and through the usual day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resilience {
    /// The duties that are kept.
    pub kept: Duties,
    /// The first day of each seven, with a depth for each duty by its place in [`Duty::ALL`].
    pub weeks: Vec<(NaiveDate, [Depth; Duty::ALL.len()])>,
    /// The half-hours of the day in minutes of the wall clock, each over all days.
    pub hours: Vec<(u32, [Depth; Duty::ALL.len()])>,
}

/// How many people deep each duty is manned over some weeks from a day on.
///
/// # Errors
/// What the store reports.
pub fn resilience(
    reads: &mut impl Reads,
    from: NaiveDate,
    weeks: u16,
) -> Result<Resilience, Refused> {
    let zone = reads.facts().zone;
    let staffing = staffing(reads, from, weeks.saturating_mul(7))?;
    Ok(resilience_of(&staffing, &board(&staffing), zone))
}

/// How many days after the first.
fn day_of(first: NaiveDate, date: NaiveDate) -> u64 {
    u64::try_from(date.signed_duration_since(first).num_days()).unwrap_or(0)
}

/// The same of a board that is there already.
#[must_use]
pub fn resilience_of(staffing: &Staffing, board: &Board, zone: chrono_tz::Tz) -> Resilience {
    use chrono::Timelike;
    let first = staffing
        .days
        .first()
        .map(|day| day.date)
        .unwrap_or_default();
    let mut weeks: std::collections::BTreeMap<NaiveDate, [Depth; Duty::ALL.len()]> =
        std::collections::BTreeMap::new();
    let mut hours: std::collections::BTreeMap<u32, [Depth; Duty::ALL.len()]> =
        std::collections::BTreeMap::new();
    for (place, half) in staffing.halves.iter().enumerate() {
        let date = staffing.days[half.day].date;
        let week = day_of(first, date) / 7;
        let begins = first.checked_add_days(Days::new(week * 7)).unwrap_or(first);
        let local = half.span.from.local(zone);
        let minute = local.hour() * 60 + local.minute() / 30 * 30;
        for duty in board_duties() {
            let depth = board.cell(duty, place).depth();
            for of in [
                weeks.entry(begins).or_default(),
                hours.entry(minute).or_default(),
            ] {
                of[duty as usize] = of[duty as usize].and(depth, half.span);
            }
        }
    }
    Resilience {
        kept: board.kept,
        weeks: weeks.into_iter().collect(),
        hours: hours.into_iter().collect(),
    }
}
