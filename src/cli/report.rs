//! `swingdoor report`: sales by month over everything on file.

use super::keeping::Progress;
use super::output::{Exit, Stop};
use super::place::Place;
use crate::desk::report::{Months, batch};
use serde_json::json;
use std::io::Write;

/// Adds up in small steps, each of one moment: others go on working, and what is changed behind the sum is not in it.
pub(super) fn report(place: &Place<'_>, as_json: bool) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let mut months = Months::new();
    let mut shown = Progress::default();
    let mut next = Some(0);
    while let Some(after) = next {
        let step = office.read(|reader| batch(reader, after))?;
        step.add_to(&mut months);
        shown.show(&place.words.report_running_here(step.percent));
        next = step.after;
    }
    shown.clear();
    let mut out = std::io::stdout().lock();
    for ((year, month), sums) in &months {
        let due = sums.due();
        if as_json {
            let line = json!({"month": format!("{year}-{month:02}"), "orders": sums.orders, "total": sums.total, "paid": sums.paid, "due": due});
            super::output::write_json(&mut out, &line)?;
        } else {
            let (orders, total, paid) = (sums.orders, sums.total, sums.paid);
            writeln!(out, "{year}-{month:02}  {orders}  {total}  {paid}  {due}")?;
        }
    }
    Ok(Exit::Done)
}
