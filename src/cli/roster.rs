//! `swingdoor list roster` and `list presence`: who should be here when, and who is.

use super::export::{Filter, Form, no_formula};
use super::output::{Exit, Stop, write_json};
use super::place::Place;
use crate::model::roster::Working;
use crate::model::text::safe;
use crate::model::time::parse_date;
use crate::model::{Instant, Presence, StaffId, Whereabouts};
use crate::office::{Reader, Reads, Refused};
use crate::records::presence::presence;
use crate::records::roster::{Day, days, today};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// How many days `list roster` shows: a week.
const DAYS: u16 = 7;

/// Everybody's days of a week, from the day that `--at` names, else from today on.
pub(super) fn list_roster(place: &Place<'_>, filter: &Filter, form: Form) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let zone = office.facts().zone;
    let (days, names) = office.read(|reader| {
        let first = match &filter.at {
            Some(text) => parse_date(text, today(reader))
                .ok_or_else(|| Refused::usage("bad-date").with("value", text))?,
            None => today(reader),
        };
        Ok((days(reader, first, DAYS)?, names(reader)?))
    })?;
    let rows = days.iter().flat_map(|day| {
        let people = day.people.iter();
        people.map(|person| roster_row(day, person, &names, zone))
    });
    let columns = [
        "date", "staff", "name", "desk", "hours", "minutes", "away", "day",
    ];
    write(&columns, rows, filter.limit, form)
}

pub(super) fn names(
    reader: &mut Reader<'_>,
) -> Result<BTreeMap<StaffId, (String, String)>, Refused> {
    let rows = reader.rows("select id, code, name from staff", &[])?;
    let named = rows
        .iter()
        .map(|row| Ok((StaffId(row.int(0)?), (row.text(1)?, row.text(2)?))));
    named.collect()
}

fn roster_row(
    day: &Day,
    person: &Working,
    names: &BTreeMap<StaffId, (String, String)>,
    zone: chrono_tz::Tz,
) -> Vec<Value> {
    let (code, name) = names.get(&person.staff).cloned().unwrap_or_default();
    let time = |at: Instant| at.local(zone).format("%H:%M").to_string();
    let spans: Vec<String> = person
        .spans
        .iter()
        .map(|span| format!("{}-{}", time(span.from), time(span.until)))
        .collect();
    let away: Vec<&str> = person.away.iter().map(|away| away.kind.as_str()).collect();
    let minutes: i64 = person.spans.iter().map(|span| span.minutes()).sum();
    let closed = if day.name.is_empty() {
        day.holiday.unwrap_or_default()
    } else {
        &day.name
    };
    vec![
        day.date.to_string().into(),
        code.into(),
        name.into(),
        person.desk.as_str().into(),
        spans.join(",").into(),
        minutes.into(),
        away.join(",").into(),
        closed.into(),
    ]
}

/// Where everybody is now.
pub(super) fn list_presence(
    place: &Place<'_>,
    limit: Option<u64>,
    form: Form,
) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let people = office.read(|reader| presence(reader))?;
    let columns = ["staff", "name", "desk", "is", "kind", "at", "terminal"];
    write(&columns, people.iter().map(presence_row), limit, form)
}

fn presence_row(person: &Presence) -> Vec<Value> {
    let (kind, at, terminal) = match &person.whereabouts {
        Whereabouts::Here(terminal) => ("", None, terminal.as_str()),
        Whereabouts::Away(kind, until) => (kind.as_str(), Some(*until), ""),
        Whereabouts::Gone(at) | Whereabouts::Later(at) | Whereabouts::Missing(at) => {
            ("", Some(*at), "")
        }
        Whereabouts::NotToday => ("", None, ""),
    };
    vec![
        person.code.as_str().into(),
        person.name.as_str().into(),
        person.desk.as_str().into(),
        person.whereabouts.as_str().into(),
        kind.into(),
        json!(at),
        terminal.into(),
    ]
}

fn write(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Value>>,
    limit: Option<u64>,
    form: Form,
) -> Result<Exit, Stop> {
    let limit = limit.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    });
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if form == Form::Csv {
        writeln!(out, "{}", columns.join(","))?;
    }
    for row in rows.take(limit) {
        match form {
            Form::Json => {
                let fields = columns.iter().map(|name| (*name).to_owned()).zip(row);
                write_json(&mut out, &Value::Object(fields.collect()))?;
            }
            Form::Csv => {
                let mut line = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::Any(b'\n'))
                    .from_writer(&mut out);
                let cells: Vec<String> =
                    row.iter().map(|value| no_formula(&plain(value))).collect();
                line.write_record(&cells).map_err(std::io::Error::from)?;
                line.flush()?;
            }
            Form::Table => {
                let cells: Vec<String> = row.iter().map(plain).collect();
                writeln!(out, "{}", safe(cells.join("  ").trim_end()))?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}
