//! `swingdoor list`: every match in a steady order, streamed page by page.

use super::kinds::{KINDS, Kind, STOCK_AT};
use super::output::{Exit, Stop};
use super::place::Place;
use crate::model::text::{hex, safe, safe_lines};
use crate::model::time::{date_of, from_local, parse_date};
use crate::model::{
    Commercial, Discount, Fulfilment, Instant, Money, MoneyState, Quantity, ThreadState,
};
use crate::office::{Office, Reads, Refused};
use crate::store::Value;
use std::io::Write;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Csv,
    Table,
}

/// Which rows are wanted.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub(super) state: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) limit: Option<u64>,
    /// For stock: as it was at the end of this day.
    pub(super) at: Option<String>,
}

const PAGE_ROWS: i64 = 500;

/// Whether a word is one of an order's three axes, or says where a question stands.
fn is_state(word: &str) -> bool {
    Commercial::parse(word).is_some()
        || Fulfilment::parse(word).is_some()
        || MoneyState::parse(word).is_some()
        || ThreadState::parse(word).is_some()
}

pub(super) fn list(
    place: &Place<'_>,
    kind: &str,
    filter: &Filter,
    form: Form,
) -> Result<Exit, Stop> {
    let past = kind.strip_suffix('s').unwrap_or(kind) == "stock" && filter.at.is_some();
    let kind = if past { STOCK_AT } else { kind };
    let kind = KINDS
        .iter()
        .find(|known| known.name == kind || kind.strip_suffix('s') == Some(known.name))
        .ok_or_else(|| Refused::not_found("kind", kind))?;
    let mut office = place.open_to_read()?;
    let mut state = filter.state.as_deref().unwrap_or_default();
    let counted = if past {
        last_line_of(&mut office, filter.at.as_deref())?.to_string()
    } else {
        String::new()
    };
    if !(state.is_empty() || state == "open" || is_state(state)) {
        return Err(Refused::usage("unknown-state").with("state", state).into());
    }
    if past {
        state = &counted;
    }
    let customer = filter.customer.as_deref().unwrap_or_default();
    let mut left = filter.limit.unwrap_or(u64::MAX);
    let mut key = 0_i64;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if form == Form::Csv {
        writeln!(out, "{}", kind.columns.join(","))?;
    }
    while left > 0 {
        let rows = office.read(|reader| {
            reader.rows(
                kind.sql,
                &[key.into(), state.into(), customer.into(), PAGE_ROWS.into()],
            )
        })?;
        let Some(last) = rows.last() else { break };
        key = last.int(0).map_err(Refused::from)?;
        for row in &rows {
            if left == 0 {
                break;
            }
            left -= 1;
            let mut row = row.clone();
            if kind.name == "item" {
                bins_of(&mut office, &mut row)?;
            }
            write_row(&mut out, kind, row.0.get(1..).unwrap_or_default(), form)?;
        }
        if rows.len() < usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX) {
            break;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// The last column of an item is its key until the bins are known: each on a line of its own, with the quantity behind it.
fn bins_of(office: &mut Office, row: &mut crate::store::Row) -> Result<(), Stop> {
    let Some(last) = row.0.last_mut() else {
        return Ok(());
    };
    let key = last.clone();
    let bins = office.read(|reader| {
        reader.rows(
            "select b.code, s.on_hand from stock s cross join bin b on b.id = s.bin where s.item = $1 and s.on_hand > 0 and b.own = 0 order by b.code",
            &[key],
        )
    })?;
    let mut lines = Vec::new();
    for bin in &bins {
        let code = bin.text(0).map_err(Refused::from)?;
        let quantity = Quantity(bin.int(1).map_err(Refused::from)?);
        lines.push(format!("{code} {}", quantity.unmistakable()));
    }
    *last = lines.join("\n").into();
    Ok(())
}

/// The journal's last line of a day in the office's time zone; without a day, the last of all. Times in the journal never go
/// back, so that halving finds it.
fn last_line_of(office: &mut Office, day: Option<&str>) -> Result<i64, Refused> {
    let zone = office.facts().zone;
    office.read(|reader| {
        let row = reader.row("select coalesce(max(seq), 0) from journal", &[])?;
        let (mut low, mut high) = (0, row.map_or(Ok(0), |row| row.int(0))?);
        let Some(day) = day else { return Ok(high) };
        let bad = || Refused::usage("bad-date").with("value", day);
        let date = parse_date(day, reader.now().local(zone).date_naive()).ok_or_else(bad)?;
        let next = date.succ_opt().ok_or_else(bad)?;
        let end = from_local(zone, next.and_time(chrono::NaiveTime::MIN));
        while low < high {
            let middle = low + (high - low + 1) / 2;
            let row = reader.row("select at from journal where seq = $1", &[middle.into()])?;
            if row.map_or(Ok(i64::MAX), |row| row.int(0))? < end.0 {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Ok(low)
    })
}

fn write_row(out: &mut impl Write, kind: &Kind, values: &[Value], form: Form) -> Result<(), Stop> {
    let fields = kind
        .columns
        .iter()
        .zip(values)
        .map(|(name, value)| match (form, value) {
            // A table is read back by people and by the import, which takes "1.234" for neither of its meanings.
            (Form::Csv, Value::Int(number)) if is_quantity(name) => {
                (*name, Quantity(*number).unmistakable().into())
            }
            // Without the sign "0.5" is read as the half of it all.
            (Form::Csv, Value::Int(points)) if *name == "discount" => {
                (*name, format!("{}%", Discount(*points)).into())
            }
            _ => (*name, column_json(name, value)),
        });
    write_fields(out, fields, form)
}

fn is_quantity(column: &str) -> bool {
    matches!(
        column,
        "on_hand" | "allocated" | "missing" | "free" | "quantity" | "delta" | "low_at" | "wanted"
    )
}

/// One row: its columns with what stands in them.
pub(super) fn write_fields<'a>(
    out: &mut impl Write,
    fields: impl Iterator<Item = (&'a str, serde_json::Value)>,
    form: Form,
) -> Result<(), Stop> {
    match form {
        Form::Json => {
            let object = fields
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            super::output::write_json(out, &serde_json::Value::Object(object))?;
        }
        Form::Csv => {
            let mut writer = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .from_writer(Vec::new());
            let record: Vec<String> = fields
                .map(|(_, value)| no_formula(&plain(&value)))
                .collect();
            writer
                .write_record(&record)
                .map_err(std::io::Error::other)?;
            let line = writer
                .into_inner()
                .map_err(|error| std::io::Error::other(error.to_string()))?;
            out.write_all(&line)?;
        }
        Form::Table => {
            let cells: Vec<String> = fields
                .map(|(_, value)| safe(&plain(&value)).into_owned())
                .collect();
            writeln!(out, "{}", cells.join("  "))?;
        }
    }
    Ok(())
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A spreadsheet takes a text that begins like a formula for one, and an import "null" for nothing; an apostrophe keeps it a text. What would
/// mislead a terminal is shown as a dot.
/// Numbers stay numbers.
pub(super) fn no_formula(text: &str) -> String {
    let text = safe_lines(text);
    let is_number = text
        .strip_prefix('-')
        .unwrap_or(&text)
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if wants_apostrophe(&text) && !is_number {
        format!("'{text}")
    } else {
        text
    }
}

/// The text that stands in a cell as [`no_formula`] wrote it.
pub(super) fn as_written(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|text| wants_apostrophe(text))
        .unwrap_or(cell)
}

/// Whether a text would be taken for something else, or for one that an apostrophe keeps.
fn wants_apostrophe(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) || bare.eq_ignore_ascii_case("null")
}

/// A column as JSON has it, by its name: amounts and quantities as decimal strings, instants as RFC 3339, days by the calendar, flags as true and false.
pub(super) fn column_json(name: &str, value: &Value) -> serde_json::Value {
    match (name, value) {
        (_, Value::Null) => serde_json::Value::Null,
        (
            "total" | "paid" | "due" | "amount" | "price" | "net" | "tendered" | "rounding"
            | "limit" | "float" | "expected" | "counted" | "first_counted" | "difference"
            | "float_left" | "card" | "transfer" | "deposit",
            Value::Int(number),
        ) => Money(*number).to_string().into(),
        (name, Value::Int(number)) if is_quantity(name) => Quantity(*number).to_string().into(),
        ("discount", Value::Int(points)) => Discount(*points).to_string().into(),
        ("vat_percent", Value::Int(number)) => crate::model::VatRate(*number).to_string().into(),
        ("active" | "review" | "urgent" | "may_pick_up" | "with_vat", Value::Int(number)) => {
            (*number != 0).into()
        }
        (name, Value::Int(number)) if name == "at" || name.ends_with("_at") => {
            Instant(*number).to_string().into()
        }
        (name, Value::Int(day)) if name.ends_with("_date") => date_of(*day).to_string().into(),
        (_, Value::Int(number)) => (*number).into(),
        (_, Value::Text(text)) => text.as_str().into(),
        (_, Value::Blob(bytes)) => hex(bytes).into(),
    }
}
