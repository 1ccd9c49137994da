//! Adds orders up in small steps, so that nobody waits for the sum.

use crate::model::{Instant, Money};
use crate::office::{Reader, Reads, Refused};
use chrono::Datelike;
use std::collections::BTreeMap;

/// How many orders are read in one step: a few milliseconds of work.
const STEP_ORDERS: i64 = 2_000;

/// The orders of one month that were not cancelled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many.
    pub orders: i64,
    /// What they cost, with VAT.
    pub total: Money,
    /// What was paid of it.
    pub paid: Money,
}

impl Sums {
    /// Both together; amounts stay within what can be counted.
    pub fn add(&mut self, other: Self) {
        self.orders += other.orders;
        self.total = Money(self.total.0.saturating_add(other.total.0));
        self.paid = Money(self.paid.0.saturating_add(other.paid.0));
    }

    /// What is unpaid.
    #[must_use]
    pub const fn due(&self) -> Money {
        self.total.minus(self.paid)
    }
}

/// By year and month in which they were taken, on the office's wall clock.
pub type Months = BTreeMap<(i32, u32), Sums>;

/// One step of the sum.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// What it adds.
    pub months: Months,
    /// Behind which order the next one goes on; none: this was the last.
    pub after: Option<i64>,
    /// How far it is, in per cent.
    pub percent: i64,
}

impl Batch {
    /// Adds this step to what the steps before it have made.
    pub fn add_to(&self, months: &mut Months) {
        for (month, sums) in &self.months {
            months.entry(*month).or_default().add(*sums);
        }
    }
}

/// Adds up the orders that follow the one with this key; 0: from the first.
///
/// # Errors
/// What the store reports.
pub fn batch(reader: &mut Reader<'_>, after: i64) -> Result<Batch, Refused> {
    let zone = reader.facts().zone;
    let last = reader.row("select coalesce(max(id), 0) from orders", &[])?;
    let last = last.map_or(Ok(0), |row| row.int(0))?;
    let rows = reader.rows(
        "select id, placed_at, total, paid, cancelled is not null from orders where id > $1 order by id limit $2",
        &[after.into(), STEP_ORDERS.into()],
    )?;
    let mut months = Months::new();
    let mut end = after;
    for row in &rows {
        end = row.int(0)?;
        if row.flag(4)? {
            continue;
        }
        let day = Instant(row.int(1)?).local(zone);
        months
            .entry((day.year(), day.month()))
            .or_default()
            .add(Sums {
                orders: 1,
                total: Money(row.int(2)?),
                paid: Money(row.int(3)?),
            });
    }
    Ok(Batch {
        months,
        after: (end < last).then_some(end),
        percent: if last > 0 { end * 100 / last } else { 100 },
    })
}
