//! Years on file: customers and orders of the time before, recorded by the verb that an import uses.

use super::{SOLD, Stage, rows};
use crate::cli::output::say;
use crate::cli::place::Place as Where;
use crate::front::customers::Add;
use crate::front::orders::{Record, RecordLine};
use crate::model::{Money, Quantity};
use crate::office::Refused;
use crate::words::named;
use chrono::{Duration, NaiveDate};

/// How many rows go into one transaction: few enough for the cache, many enough that a page of an index is written once for many rows.
const BATCH: u64 = 10_000;

/// How often progress is told, in rows.
const TOLD_EVERY: u64 = 100_000;

/// From how many days before today the oldest recorded order is.
const DAYS: u64 = 6 * 365;

impl Stage {
    /// So many customers more, by names that nobody bears.
    pub(super) fn grow_customers(&mut self, extra: u64, place: &Where<'_>) -> Result<(), Refused> {
        let names = rows(include_str!("../../../assets/demo/names.csv"))?;
        let jana = self.sessions[1].clone();
        let mut made = 0;
        while made < extra {
            let batch: Vec<Add> = (made..extra.min(made + BATCH))
                .map(|nth| self.somebody(nth, &names))
                .collect();
            self.office.all_or_nothing(|writing| {
                for customer in &batch {
                    writing.perform(&jana, customer, None)?;
                }
                Ok(())
            })?;
            made += batch.len() as u64;
            if made.is_multiple_of(TOLD_EVERY) {
                say(&place
                    .words
                    .cli_demo_progress_customers(named::Customers(extra), named::Made(made)));
            }
        }
        Ok(())
    }

    fn somebody(&mut self, nth: u64, names: &[Vec<String>]) -> Add {
        let sides = names.len() as u64;
        let mut pick = |column: usize| {
            let row = usize::try_from(self.roll(sides)).unwrap_or(0);
            names
                .get(row)
                .and_then(|row| row.get(column))
                .cloned()
                .unwrap_or_default()
        };
        let (first, last, trade, street) = (pick(0), pick(1), pick(2), pick(3));
        let place = usize::try_from(nth % sides).unwrap_or(0);
        let (city, postal_code) = names
            .get(place)
            .map(|row| (row[4].clone(), row[5].clone()))
            .unwrap_or_default();
        let person = format!("{first} {last}");
        let is_firm = nth.is_multiple_of(3);
        Add {
            name: if is_firm {
                format!("{trade} {last} {}", nth / 3 + 1)
            } else {
                person.clone()
            },
            contact: if is_firm { person } else { String::new() },
            phone: format!(
                "+420 6{:02} {:03} {:03}",
                nth / 1_000_000 % 100,
                nth / 1_000 % 1_000,
                nth % 1_000
            ),
            street: format!("{street} {}", 1 + nth % 90),
            city,
            postal_code,
            ..Add::default()
        }
    }

    /// So many orders that were over before this file began.
    pub(super) fn grow_orders(
        &mut self,
        extra: u64,
        customers: u64,
        place: &Where<'_>,
    ) -> Result<(), Refused> {
        let today = self.now.local(self.office.facts().zone).date_naive();
        let jana = self.sessions[1].clone();
        let mut made = 0;
        while made < extra {
            let batch: Vec<Record> = (made..extra.min(made + BATCH))
                .map(|nth| {
                    let days = DAYS - DAYS * nth / extra.max(1) + 7;
                    let placed = today - Duration::days(i64::try_from(days).unwrap_or(0));
                    self.some_record(nth, placed, customers)
                })
                .collect();
            self.office.all_or_nothing(|writing| {
                for order in &batch {
                    writing.perform(&jana, order, None)?;
                }
                Ok(())
            })?;
            made += batch.len() as u64;
            if made.is_multiple_of(TOLD_EVERY) {
                say(&place
                    .words
                    .cli_demo_progress(named::Made(made), named::Orders(extra)));
            }
        }
        Ok(())
    }

    fn some_record(&mut self, nth: u64, placed: NaiveDate, customers: u64) -> Record {
        let customer = format!("C-{:05}", 1 + self.roll(customers));
        let start = self.roll(SOLD.len() as u64);
        // Most orders have one line, few have three.
        let lines = (0..1 + self.roll(6) / 4 + self.roll(8) / 7)
            .filter_map(|line| {
                let item = usize::try_from((start + line) % SOLD.len() as u64).ok()?;
                Some(RecordLine {
                    item: (*SOLD.get(item)?).to_owned(),
                    quantity: Quantity::units(i64::try_from(1 + self.roll(6)).ok()?),
                    price: Money(i64::try_from(900 + self.roll(400) * 50).ok()?),
                    ..RecordLine::default()
                })
            })
            .collect();
        let shipped = placed + Duration::days(i64::try_from(self.roll(6)).unwrap_or(0));
        Record {
            order: format!("{}/{:07}", placed.format("%Y"), nth + 1),
            customer,
            placed: placed.to_string(),
            shipped: Some(shipped.to_string()),
            lines,
            ..Record::default()
        }
    }
}
