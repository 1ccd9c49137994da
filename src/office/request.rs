//! Requests from outside: JSON read strictly, and the first answer kept for whoever asks the same again.

use super::{Receipt, Refused};
use crate::model::number::{self, Misread};
use crate::model::text::safe;
use crate::model::{OrderId, Seq, StaffId};
use crate::store::Engine;
use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads a verb's fields from JSON; an unknown, missing or impossible field is refused by name.
///
/// # Errors
/// `missing-field`, `unknown-field`, `bad-quantity`, `bad-money` and their like, or `bad-json`.
pub fn decode<T: DeserializeOwned>(fields: serde_json::Value) -> Result<T, Refused> {
    serde_json::from_value(fields).map_err(|error| explain(&error.to_string()))
}

/// Reads JSON in which no object has a key twice: which of the two is meant nobody can know.
///
/// # Errors
/// `key-twice` with the key; `bad-json`.
pub fn read_json(text: &str) -> Result<serde_json::Value, Refused> {
    let read: Result<Strict, _> = serde_json::from_str(text);
    read.map(|strict| strict.0).map_err(|error| {
        let message = error.to_string();
        match message
            .strip_prefix(TWICE)
            .and_then(|rest| rest.split('`').next())
        {
            Some(key) => Refused::usage("key-twice").with("key", key),
            None => Refused::usage("bad-json").with("detail", message),
        }
    })
}

/// How the message of a key that stands twice begins; the key follows.
const TWICE: &str = "key twice: `";

/// A value whose objects have each key once.
struct Strict(serde_json::Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = serde_json::Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(value.into())
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(serde_json::Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some((key, Strict(value))) = map.next_entry::<String, Strict>()? {
            if object.contains_key(&key) {
                let key: String = key.chars().take(60).collect();
                return Err(serde::de::Error::custom(format!("{TWICE}{key}`")));
            }
            object.insert(key, value);
        }
        Ok(object.into())
    }
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
    let is_id = !id.is_empty() && id.len() <= REQUEST_ID_BYTES_MAX && safe(id) == id;
    if !is_id {
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
