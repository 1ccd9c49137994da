//! Everybody by every duty: what they know, until when, and when they did it last; and what is planned.

use crate::model::{Desk, Discount, Duty, Instant, Level, StaffId};
use crate::office::{Reads, Refused};
use crate::records::roster::{date_of, midnight};
use std::collections::BTreeMap;

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Key.
    pub staff: StaffId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Home desk.
    pub desk: Desk,
}

/// What somebody knows of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How well.
    pub level: Level,
    /// The moment from which it does not hold any more; none: until it is withdrawn.
    pub until: Option<Instant>,
    /// Who signed it off, by name.
    pub signer: String,
    /// When.
    pub signed_at: Instant,
    /// For sales: the greatest discount.
    pub discount_max: Option<Discount>,
}

impl Cell {
    /// The level, as long as it holds.
    #[must_use]
    pub fn level_at(&self, now: Instant) -> Option<Level> {
        self.until
            .is_none_or(|until| until > now)
            .then_some(self.level)
    }
}

/// A training that is planned, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Key.
    pub id: i64,
    /// "TP-2026-0001".
    pub number: String,
    /// Who learns.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What.
    pub duty: Duty,
    /// How well.
    pub level: Level,
    /// Who teaches, by name; empty: nobody named.
    pub trainer: String,
    /// The first moment after the day by which it is due.
    pub due: Instant,
    /// "done", "dropped"; none: it is open.
    pub ended_how: Option<String>,
}

/// Everybody by every duty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Who is active, by desk and name.
    pub people: Vec<Person>,
    /// What is signed off, also what has run out.
    pub cells: BTreeMap<(StaffId, Duty), Cell>,
    /// When somebody last did something of a duty.
    pub practised: BTreeMap<(StaffId, Duty), Instant>,
    /// What is planned: open ones by the day, then the latest that are over.
    pub plans: Vec<Planned>,
}

impl Matrix {
    /// How many own a duty now, and how many more could cover it.
    #[must_use]
    pub fn able(&self, duty: Duty, now: Instant) -> (usize, usize) {
        let with = |level| {
            self.people
                .iter()
                .filter_map(|person| self.cells.get(&(person.staff, duty)))
                .filter(|cell| cell.level_at(now) == Some(level))
                .count()
        };
        (with(Level::Own), with(Level::Cover))
    }

    /// The open plan for somebody in a duty.
    #[must_use]
    pub fn plan_of(&self, staff: StaffId, duty: Duty) -> Option<&Planned> {
        self.plans
            .iter()
            .find(|plan| plan.staff == staff && plan.duty == duty && plan.ended_how.is_none())
    }
}

/// Reads the matrix: four lists, however many people.
///
/// # Errors
/// What the store reports.
pub fn matrix(reads: &mut impl Reads) -> Result<Matrix, Refused> {
    let mut matrix = Matrix::default();
    for row in reads.rows(
        "select s.id, s.code, s.name, s.desk from staff s where s.active = 1 order by s.desk desc, s.name, s.id",
        &[],
    )? {
        matrix.people.push(Person {
            staff: StaffId(row.int(0)?),
            code: row.text(1)?,
            name: row.text(2)?,
            desk: row.word(3, Desk::parse)?,
        });
    }
    // Front before back, as everywhere.
    matrix
        .people
        .sort_by_key(|person| person.desk != Desk::Front);
    for row in reads.rows(
        "select c.staff, c.duty, c.level, c.valid_until, coalesce(s.name, ''), c.signed_at, c.discount_max
         from competence c left join staff s on s.id = c.signed_by",
        &[],
    )? {
        let cell = Cell {
            level: row.word(2, Level::parse)?,
            until: row.int_or_none(3)?.map(Instant),
            signer: row.text(4)?,
            signed_at: Instant(row.int(5)?),
            discount_max: row.int_or_none(6)?.map(Discount),
        };
        matrix
            .cells
            .insert((StaffId(row.int(0)?), row.word(1, Duty::parse)?), cell);
    }
    for row in reads.rows(
        "select staff, duty, max(last_at) from evidence group by staff, duty",
        &[],
    )? {
        matrix.practised.insert(
            (StaffId(row.int(0)?), row.word(1, Duty::parse)?),
            Instant(row.int(2)?),
        );
    }
    matrix.plans = plans(reads)?;
    Ok(matrix)
}

/// What is planned, soonest first, and the latest thirty that are over.
fn plans(reads: &mut impl Reads) -> Result<Vec<Planned>, Refused> {
    let zone = reads.facts().zone;
    let open = reads.rows(
        "select p.id, p.number, p.staff, s.name, p.duty, p.level, coalesce(t.name, ''), p.due_day, p.ended_how from training_plan p
         cross join staff s on s.id = p.staff left join staff t on t.id = p.trainer where p.ended_at is null order by p.due_day, p.id limit 500",
        &[],
    )?;
    let over = reads.rows(
        "select p.id, p.number, p.staff, s.name, p.duty, p.level, coalesce(t.name, ''), p.due_day, p.ended_how from training_plan p
         cross join staff s on s.id = p.staff left join staff t on t.id = p.trainer where p.ended_at is not null order by p.id desc limit 30",
        &[],
    )?;
    open.iter()
        .chain(&over)
        .map(|row| {
            let due = date_of(row.int(7)?);
            Ok(Planned {
                id: row.int(0)?,
                number: row.text(1)?,
                staff: StaffId(row.int(2)?),
                name: row.text(3)?,
                duty: row.word(4, Duty::parse)?,
                level: row.word(5, Level::parse)?,
                trainer: row.text(6)?,
                due: midnight(due.succ_opt().unwrap_or(due), zone),
                ended_how: row.text_or_none(8)?,
            })
        })
        .collect()
}
