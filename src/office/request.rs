//! Requests from outside: JSON read strictly, and the first answer kept for whoever asks the same again.

use super::{Receipt, Refused};
use crate::model::number::{self, Misread};
use crate::model::{OrderId, Seq, StaffId};
use crate::store::Engine;
use serde::de::DeserializeOwned;

/// Reads a verb's fields from JSON; an unknown, missing or impossible field is refused by name.
///
/// # Errors
/// `missing-field`, `unknown-field`, `bad-quantity`, `bad-money` and their like, or `bad-json`.
pub fn decode<T: DeserializeOwned>(fields: serde_json::Value) -> Result<T, Refused> {
    serde_json::from_value(fields).map_err(|error| explain(&error.to_string()))
}

/// Refusals that a value's own reader may raise, by the id it writes into the error.
const VALUE_REFUSALS: &[&str] = &[
    "bad-money",
    "bad-quantity",
    "bad-vat",
    "bad-discount",
    "bad-pin",
];

fn explain(message: &str) -> Refused {
    let mut parts = message.split('\u{1f}');
    if parts.next() == Some("refused")
        && let (Some(id), Some(value)) = (parts.next(), parts.next())
        && let Some(id) = VALUE_REFUSALS.iter().find(|known| **known == id)
    {
        // A comma, or a space between thousands, is what people type: programs write the dot alone.
        let is_typed = number::typed(value.trim_end_matches('%'), 3) != Err(Misread::NoNumber);
        let id = if is_typed && value.contains([',', ' ', '\u{a0}', '\u{202f}']) {
            "number-not-plain"
        } else {
            id
        };
        return Refused::usage(id).with("value", value);
    }
    // What is refused may be a megabyte; the sentence stays one.
    let message: &str = &message.chars().take(200).collect::<String>();
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        Refused::usage("missing-field").with("field", quoted)
    } else if message.starts_with("unknown field") {
        Refused::usage("unknown-field").with("field", quoted)
    } else {
        Refused::usage("bad-json").with("detail", message)
    }
}

/// The longest id of a request, in bytes.
const REQUEST_ID_BYTES_MAX: usize = 200;

/// What is known of the id of a request.
#[derive(Debug)]
pub(super) enum Known {
    /// Nobody has used it.
    Not,
    /// This person asked the same with it: the first answer.
    Answered(Receipt),
    /// It was used for this verb, by somebody else or with other fields.
    Reused(String),
}

/// Looks for a request by its id, which belongs to the person who asked and to what they asked, `ask` in JSON.
pub(super) fn known(
    engine: &mut dyn Engine,
    id: &str,
    staff: StaffId,
    verb: &str,
    ask: &str,
) -> Result<Known, Refused> {
    if id.is_empty() || id.len() > REQUEST_ID_BYTES_MAX {
        return Err(Refused::usage("bad-request-id"));
    }
    let rows = engine.run(
        "select r.verb, r.seq, r.answer, j.staff, j.data from request r left join journal j on j.seq = r.seq where r.id = $1",
        &[id.into()],
    )?;
    let Some(row) = rows.first() else {
        return Ok(Known::Not);
    };
    let first = row.text(0)?;
    let same_person = row.int_or_none(3)? == Some(staff.0);
    let told = row.text_or_none(4)?.unwrap_or_default();
    if first != verb || !same_person || !told.starts_with(&data_of(ask, "")) {
        return Ok(Known::Reused(first));
    }
    let answer: serde_json::Value = serde_json::from_str(&row.text(2)?).unwrap_or_default();
    Ok(Known::Answered(Receipt {
        seq: Seq(row.int(1)?),
        subject: answer["subject"].as_str().unwrap_or_default().to_owned(),
        order: answer["order"].as_i64().map(OrderId),
        result: answer["result"].as_object().cloned().unwrap_or_default(),
    }))
}

/// A line's data: what was asked, and what it made.
pub(super) fn data_of(ask: &str, got: &str) -> String {
    let mut data = format!("{{\"ask\":{ask},\"got\":{got}");
    if !got.is_empty() {
        data.push('}');
    }
    data
}

pub(super) fn keep_answer(
    engine: &mut dyn Engine,
    id: &str,
    verb: &str,
    receipt: &Receipt,
) -> Result<(), Refused> {
    let answer = serde_json::json!({"subject": receipt.subject, "order": receipt.order.map(|order| order.0), "result": receipt.result});
    engine.run(
        "insert into request (id, verb, seq, answer) values ($1, $2, $3, $4)",
        &[
            id.into(),
            verb.into(),
            receipt.seq.0.into(),
            answer.to_string().into(),
        ],
    )?;
    Ok(())
}
