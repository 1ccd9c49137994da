//! `swingdoor show card` and `swingdoor list cards`: the job cards, with the keys that the program has. They need no office.

use super::export::Form;
use super::output::{Exit, Stop, write_json};
use super::place::Place;
use crate::app::key_of;
use crate::cover::cards::{self, Card, Origin, RowKind};
use crate::model::text::safe;
use serde_json::{Value, json};
use std::io::Write;

/// How wide a card is printed.
const COLUMNS: usize = 78;

pub(super) fn show(place: &Place<'_>, name: &str, as_json: bool) -> Result<Exit, Stop> {
    let card = card(place, name)?;
    let mut out = std::io::stdout().lock();
    if as_json {
        writeln!(out, "{}", json_of(&card))?;
        return Ok(Exit::Done);
    }
    writeln!(out, "{}  ({})", safe(&card.title), safe(&card.verb))?;
    for row in cards::rows(&card, place.words, COLUMNS) {
        match row.kind {
            RowKind::Heading => writeln!(out, "{}", safe(&row.text))?,
            _ if row.text.is_empty() => writeln!(out)?,
            _ => writeln!(out, "  {}", safe(&row.text))?,
        }
    }
    Ok(Exit::Done)
}

fn card(place: &Place<'_>, name: &str) -> Result<Card, Stop> {
    let folder = cards::card_folder(place.file);
    let card = cards::card(Some(&folder), place.words.lang(), name)?;
    Ok(card.with_keys(key_of))
}

fn json_of(card: &Card) -> Value {
    let steps: Vec<_> = card
        .steps
        .iter()
        .map(|step| json!({"text": step.text, "does": step.does}))
        .collect();
    let wrong: Vec<_> = card
        .wrong
        .iter()
        .map(|wrong| json!({"refused": wrong.refusal, "text": wrong.text}))
        .collect();
    let more: Vec<_> = card
        .more
        .iter()
        .map(|(heading, items)| json!({"heading": heading, "items": items}))
        .collect();
    json!({"card": card.verb, "title": card.title, "duty": card.duty, "origin": origin(card), "when": card.when, "need": card.need, "steps": steps,
        "wrong": wrong, "tell": card.tell, "ask": card.ask, "more": more})
}

const fn origin(card: &Card) -> &'static str {
    match card.origin {
        Origin::Ours => "built-in",
        Origin::Added => "added-to",
        Origin::Own => "own",
    }
}

pub(super) fn list(place: &Place<'_>, form: Form, limit: Option<u64>) -> Result<Exit, Stop> {
    let folder = cards::card_folder(place.file);
    let mut names: Vec<String> = cards::names().map(str::to_owned).collect();
    for own in cards::own_names(&folder) {
        if !names.contains(&own) {
            names.push(own);
        }
    }
    names.truncate(limit.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    }));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if form == Form::Csv {
        writeln!(out, "card,duty,origin,title")?;
    }
    for name in names {
        // One that cannot be read says so where the others have their titles.
        let (duty, origin, title) = match card(place, &name) {
            Ok(card) => (
                card.duty.map_or("", crate::model::Duty::as_str),
                origin(&card),
                card.title,
            ),
            Err(Stop::Refused(refused)) => ("", "own", place.words.refused(&refused)),
            Err(stop) => return Err(stop),
        };
        match form {
            Form::Json => write_json(
                &mut out,
                &json!({"card": name, "duty": duty, "origin": origin, "title": title}),
            )?,
            Form::Csv => {
                let mut line = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::Any(b'\n'))
                    .from_writer(&mut out);
                line.write_record([&name, duty, origin, &super::export::no_formula(&title)])
                    .map_err(std::io::Error::from)?;
                line.flush()?;
            }
            Form::Table => writeln!(
                out,
                "{:<24}{duty:<12}{origin:<10}{}",
                safe(&name),
                safe(&title)
            )?,
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}
