//! The figures of a week, a month or a year, added up from the roster, the covers and the journal.
//!
//! Time is counted in minutes. A half-hour of the open day is *owned* where an owner was there by the roster, *covered* where a cover held the greater part of it, else
//! *bare*; only what is over counts, and competences count as they stand now. A cover belongs to the day on which it was asked for or declared,
//! and to each of its duties; in the sum it counts once. *To find* one takes from the request to its acceptance. *Served* are the orders that
//! somebody worked on under a cover. *Waited* has a customer from the beginning of a cover for a customer who waits (its reason, or a cover
//! for one customer) to the first thing done under it.

use crate::model::coverage::{State, board};
use crate::model::period::Period;
use crate::model::staffing::board_duties;
use crate::model::{Duties, Duty, Instant};
use crate::office::{Reads, Refused};
use crate::records::coverage::staffing;
use crate::records::roster;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is known of some covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverSums {
    /// How many began.
    pub covers: u32,
    /// How long they ran, in milliseconds.
    pub ran: i64,
    /// How many were asked for.
    pub asked: u32,
    /// How long it took until somebody said yes, each, in milliseconds; those that nobody took are missing.
    pub finding: Vec<i64>,
    /// Lines done for the owner to confirm.
    pub review: u32,
    /// How many of them the owner disputes.
    pub disputed: u32,
    /// Orders worked on, each once for a cover.
    pub served: u32,
    /// How long customers waited, each, in milliseconds.
    pub waited: Vec<i64>,
}

impl CoverSums {
    /// The middle of some times; none: there are none.
    #[must_use]
    pub fn middle(times: &[i64]) -> Option<i64> {
        let mut sorted = times.to_vec();
        sorted.sort_unstable();
        sorted.get(sorted.len().checked_sub(1)? / 2).copied()
    }

    /// How many per cent of the lines to confirm are disputed; none: there were none.
    #[must_use]
    pub fn disputed_percent(&self) -> Option<u32> {
        (self.disputed * 100).checked_div(self.review)
    }
}

/// One duty in a period, in minutes of the open day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DutySums {
    /// With an owner there.
    pub owned: u32,
    /// Without, and covered.
    pub covered: u32,
    /// With nobody.
    pub bare: u32,
    /// How often it became bare.
    pub gaps: u32,
    /// Its covers.
    pub covers: CoverSums,
}

/// A period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Its first day.
    pub first: NaiveDate,
    /// The first day after it.
    pub next: NaiveDate,
    /// The duties that are kept here.
    pub kept: Duties,
    /// Each duty, by its place in [`Duty::ALL`].
    pub duties: [DutySums; Duty::ALL.len()],
    /// All of them; a cover counts once.
    pub all: DutySums,
    /// Day by day, or month by month of a year: minutes covered, and bare.
    pub parts: Vec<(NaiveDate, u32, u32)>,
}

/// Adds up the period in which a day lies, as far as it is over.
///
/// # Errors
/// What the store reports.
pub fn figures(
    reads: &mut impl Reads,
    period: Period,
    date: NaiveDate,
) -> Result<Figures, Refused> {
    let (first, next) = period.around(date);
    let mut sums = Figures {
        first,
        next,
        ..Figures::default()
    };
    hours(reads, period, &mut sums)?;
    covers(reads, &mut sums)?;
    Ok(sums)
}

/// The half-hours that are over, since the office was founded.
fn hours(reads: &mut impl Reads, period: Period, sums: &mut Figures) -> Result<(), Refused> {
    let now = reads.now();
    let founded = reads.row("select at from journal where seq = 1", &[])?;
    let founded = founded.map_or(Ok(0), |row| row.int(0))?;
    let mut parts: BTreeMap<NaiveDate, (u32, u32)> = sums
        .first
        .iter_days()
        .take_while(|date| *date < sums.next)
        .map(|date| (period.part(date), (0, 0)))
        .collect();
    let last = roster::today(reads).succ_opt().unwrap_or(sums.next);
    let days = sums.next.min(last).signed_duration_since(sums.first);
    let days = u16::try_from(days.num_days()).unwrap_or(0);
    if days > 0 {
        let staffing = staffing(reads, sums.first, days)?;
        let board = board(&staffing);
        sums.kept = board.kept;
        for duty in board_duties().filter(|duty| board.kept.has(*duty)) {
            let of = &mut sums.duties[duty as usize];
            let mut was_bare = None;
            for (place, half) in staffing.halves.iter().enumerate() {
                if half.span.until > now || half.span.from.0 < founded {
                    continue;
                }
                let minutes = count(half.span.minutes());
                let (covered, bare) = match board.cell(duty, place).state() {
                    State::Owner => (0, 0),
                    State::Cover => (minutes, 0),
                    State::Possible | State::Nobody => (0, minutes),
                };
                of.owned += minutes - covered - bare;
                of.covered += covered;
                of.bare += bare;
                if bare > 0 {
                    of.gaps += u32::from(was_bare != Some(half.span.from));
                    was_bare = Some(half.span.until);
                }
                let part = parts.entry(period.part(staffing.days[half.day].date));
                let part = part.or_default();
                *part = (part.0 + covered, part.1 + bare);
            }
        }
        for duty in &sums.duties {
            sums.all.owned += duty.owned;
            sums.all.covered += duty.covered;
            sums.all.bare += duty.bare;
            sums.all.gaps += duty.gaps;
        }
    }
    sums.parts = parts
        .into_iter()
        .map(|(date, (covered, bare))| (date, covered, bare))
        .collect();
    Ok(())
}

/// The first cover that was asked for at a moment or later, by halving: their numbers grow with time. One behind the last where there is none.
fn first_since(reads: &mut impl Reads, at: Instant) -> Result<i64, Refused> {
    let row = reads.row("select coalesce(max(id), 0) from cover", &[])?;
    let (mut low, mut high) = (1, row.map_or(Ok(0), |row| row.int(0))? + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let row = reads.row(
            "select asked_at from cover where id >= $1 order by id limit 1",
            &[middle.into()],
        )?;
        if row.map_or(Ok(i64::MAX), |row| row.int(0))? < at.0 {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// What the journal says of one cover: lines to confirm, orders, the first act.
type Acts = (u32, u32, Instant);

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The covers of the period, and what was done under them.
fn covers(reads: &mut impl Reads, sums: &mut Figures) -> Result<(), Refused> {
    let (now, zone) = (reads.now(), reads.facts().zone);
    let from = first_since(reads, roster::midnight(sums.first, zone))?;
    let until = first_since(reads, roster::midnight(sums.next, zone))?;
    let range = [from.into(), until.into()];
    let mut acts: BTreeMap<i64, Acts> = BTreeMap::new();
    for row in reads.rows(
        "select cover, cast(sum(review) as bigint), count(distinct orders), min(at) from journal where cover >= $1 and cover < $2 group by cover",
        &range,
    )? {
        let of = (count(row.int(1)?), count(row.int(2)?), Instant(row.int(3)?));
        acts.insert(row.int(0)?, of);
    }
    let mut disputed: BTreeMap<i64, u32> = BTreeMap::new();
    for row in reads.rows(
        "select a.cover, j.review from handback_answer a cross join journal j on j.seq = a.line
         where a.cover >= $1 and a.cover < $2 and a.answer = 'disputed'",
        &range,
    )? {
        *disputed.entry(row.int(0)?).or_default() += count(row.int(1)?);
    }
    for row in reads.rows(
        "select id, duties, kind, reason, asked_at, coalesce(accepted_at, starts_at), starts_at, ends_at, ended_at
         from cover where id >= $1 and id < $2 order by id",
        &range,
    )? {
        let id = row.int(0)?;
        let duties: Duties = row.word(1, Duties::parse)?;
        let (kind, reason) = (row.text(2)?, row.text(3)?);
        let asked_at = row.int(4)?;
        let (review, served, first) = acts.get(&id).copied().unwrap_or_default();
        let mut one = CoverSums {
            review,
            served,
            disputed: disputed.get(&id).copied().unwrap_or(0),
            ..CoverSums::default()
        };
        if kind == "asked" {
            one.asked = 1;
            one.finding.extend(row.int_or_none(5)?.map(|found| found - asked_at));
        }
        if let Some(starts) = row.int_or_none(6)? {
            let ends = row.int_or_none(8)?.unwrap_or(i64::MAX).min(row.int(7)?);
            one.covers = 1;
            one.ran = (ends.min(now.0) - starts).max(0);
            let waits = kind == "customer" || reason == "customer-waiting";
            one.waited
                .extend((waits && first.0 > 0).then(|| (first.0 - asked_at).max(0)));
        }
        for duty in duties.iter() {
            add(&mut sums.duties[duty as usize].covers, &one);
        }
        add(&mut sums.all.covers, &one);
    }
    Ok(())
}

fn add(sum: &mut CoverSums, one: &CoverSums) {
    sum.covers += one.covers;
    sum.ran += one.ran;
    sum.asked += one.asked;
    sum.finding.extend(&one.finding);
    sum.review += one.review;
    sum.disputed += one.disputed;
    sum.served += one.served;
    sum.waited.extend(&one.waited);
}
