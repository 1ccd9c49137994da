//! What an order was promised and is not there: told when it is promised, and again when it is taken.

use crate::model::Quantity;
use crate::office::Receipt;
use crate::words::Words;
use serde_json::{Value, json};

/// A line of which something is missing, as a receipt has it.
pub(super) fn missing(name: &str, unit: &str, lacks: Quantity) -> Option<Value> {
    (lacks > Quantity::ZERO).then(|| json!({"name": name, "unit": unit, "missing": lacks}))
}

/// The receipt, with what is missing where something is.
pub(super) fn with_missing(receipt: Receipt, missing: Vec<Value>) -> Receipt {
    if missing.is_empty() {
        receipt
    } else {
        receipt.with("missing", missing)
    }
}

/// "939 pc Paper, 2 pc Toner"; nothing where nothing is missing.
pub(super) fn said(words: &Words, receipt: &Receipt) -> String {
    let missing = receipt.result.get("missing").and_then(Value::as_array);
    let goods: Vec<String> = missing
        .into_iter()
        .flatten()
        .map(|one| {
            let text = |name: &str| one[name].as_str().unwrap_or_default();
            let lacks = Quantity::written(text("missing")).unwrap_or_default();
            format!(
                "{} {} {}",
                words.quantity(lacks),
                text("unit"),
                text("name")
            )
        })
        .collect();
    if goods.is_empty() {
        String::new()
    } else {
        format!(" {}", words.orders_missing(goods.join(", ")))
    }
}
