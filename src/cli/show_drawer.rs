//! `swingdoor show drawer`: its sheet, with names for scripts.

use crate::front::drawer::{Flow, sheet};
use crate::office::{Reader, Refused};
use serde_json::{Value, json};

/// A drawer with every count. What should be in an open one is null until somebody has counted it.
pub(super) fn drawer_of(reader: &mut Reader<'_>, number: &str) -> Result<Value, Refused> {
    let sheet = sheet(reader, number)?;
    let counts: Vec<_> = sheet
        .counts
        .iter()
        .map(|count| {
            let told = sheet.cash.map(|_| (count.expected, count.difference()));
            json!({"at": count.at, "by": count.name, "counted": count.counted, "expected": told.map(|told| told.0),
                "difference": told.map(|told| told.1), "given_to": count.given_to})
        })
        .collect();
    let (closed_at, closed_by) = sheet.closed.clone().unzip();
    let left = sheet.closed.as_ref().map(|_| sheet.left);
    Ok(
        json!({"number": sheet.number, "staff": sheet.staff.0, "name": sheet.staff.1, "terminal": sheet.terminal, "opened_at": sheet.opened_at,
        "taken_from": sheet.taken_from, "closed_at": closed_at, "closed_by": closed_by, "closed": sheet.how, "float": sheet.float,
        "cash": sheet.cash.map(|cash| flow(cash.customers)), "safe": sheet.cash.map(|cash| flow(cash.safe)),
        "expected": sheet.cash.map(|cash| cash.expected), "counts": counts, "counted": sheet.counted,
        "difference": sheet.difference(), "reason": sheet.reason, "float_left": left,
        "card": flow(sheet.card), "transfer": flow(sheet.transfer)}),
    )
}

/// What came in and went out one way.
fn flow(flow: Flow) -> Value {
    json!({"taken": flow.taken, "times": flow.times, "back": flow.back, "times_back": flow.times_back})
}
