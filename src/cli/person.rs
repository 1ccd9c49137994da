//! `swingdoor export --customer`: everything that is on file about one customer, for them to have (GDPR, articles 15 and 20).

use super::output::{Exit, Stop, say};
use super::place::Place;
use super::show::{customer_card_of, order_of, question_of, rows_as_json};
use crate::model::text::safe_json;
use crate::office::{Line, Reader, Reads, Refused};
use crate::store::{FileFault, private_file};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Writes the customer's card, contacts, orders with all that belongs to them, papers as they were printed, the questions, messages
/// and promises about them with all that was said, and what the journal says of the card into a new private file of JSON. Refuses a file that is there.
pub(super) fn export(place: &Place<'_>, file: &Path, code: &str) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let person = office.read(|reader| person(reader, code))?;
    let written = private_file(file, true).and_then(|mut out| {
        let text = serde_json::to_string_pretty(&person)? + "\n";
        let text = safe_json(&text);
        out.write_all(text.as_bytes())?;
        out.sync_all()
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => FileFault::Exists(file.to_owned()).into(),
        // No torso stays, which would be in the way of the next try as well.
        _ => {
            let _ = std::fs::remove_file(file);
            Refused::store("store-io").with("detail", error.to_string())
        }
    })?;
    writeln!(std::io::stdout(), "{}", file.display())?;
    let orders = person["orders"].as_array().map_or(0, Vec::len);
    say(&place
        .words
        .cli_exported_customer(i64::try_from(orders).unwrap_or(i64::MAX)));
    Ok(Exit::Done)
}

fn person(reader: &mut Reader<'_>, code: &str) -> Result<Value, Refused> {
    let (id, _) = crate::records::customer::find(reader, code)?;
    let mut card = customer_card_of(reader, id)?;
    let rows = reader.rows(
        "select id, number from orders where customer = $1 order by id",
        &[id.0.into()],
    )?;
    let mut orders = Vec::new();
    for row in &rows {
        let mut order = order_of(reader, &row.text(1)?)?;
        order["documents"] = rows_as_json(
            reader,
            "select number, kind, text from document where orders = $1 or number in (select number from document_also where orders = $1) order by seq",
            row.int(0)?,
            &["number", "kind", "text"],
        )?;
        orders.push(order);
    }
    let mut questions = Vec::new();
    for row in reader.rows(
        "select number from thread where customer = $1 order by id",
        &[id.0.into()],
    )? {
        questions.push(question_of(reader, &row.text(0)?)?);
    }
    let mut journal = Vec::new();
    for line in Line::of_subject(reader, code)? {
        let data: Value = serde_json::from_str(&line.data).unwrap_or_default();
        journal
            .push(json!({"seq": line.seq, "at": line.at, "verb": line.verb, "typed": data["ask"]}));
    }
    card["orders"] = orders.into();
    card["questions"] = questions.into();
    card["journal"] = journal.into();
    card["office"] = reader.facts().name.clone().into();
    card["exported_at"] = json!(reader.now());
    Ok(card)
}
