//! Which column of a table is which of our fields, and what is said of the columns that are none.

use super::export::as_written;
use super::import::Import;
use super::output::{Stop, say};
use super::place::Place;
use crate::model::text::{fold, safe};
use crate::office::Refused;
use crate::store::{beside, private_file, read_text};
use crate::words::named;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The headings that are recognised without a map, folded, for each of our fields.
#[rustfmt::skip]
const HEADINGS: &[(&str, &[&str])] = &[
    ("code", &["code", "customer_id", "product_id", "item_id", "sku", "kod", "id"]),
    ("name", &["name", "company_name", "product_name", "nazev", "jmeno", "firma"]),
    ("contact", &["contact", "contact_name", "kontakt"]),
    ("phone", &["phone", "telefon", "tel"]),
    ("email", &["email", "e-mail", "mail"]),
    ("street", &["street", "address", "ulice", "adresa"]),
    ("city", &["city", "town", "mesto"]),
    ("postal_code", &["postal_code", "zip", "psc"]),
    ("country", &["country", "zeme", "stat"]),
    ("note", &["note", "poznamka"]),
    ("company_id", &["company_id", "ico"]),
    ("vat_id", &["vat_id", "dic"]),
    ("unit", &["unit", "jednotka"]),
    ("price", &["price", "unit_price", "cena"]),
    ("vat", &["vat", "vat_percent", "dph"]),
    ("stock", &["stock", "units_in_stock", "on_hand", "sklad", "mnozstvi"]),
    ("bin", &["bin", "prihradka"]),
    ("barcode", &["barcode", "ean"]),
    ("withdrawn", &["withdrawn", "discontinued"]),
    ("active", &["active"]),
    ("low_at", &["low_at"]),
    ("bins", &["bins"]),
    ("limit", &["limit", "account_limit"]),
    ("merged_into", &["merged_into"]),
    ("erased", &["erased", "erased_at"]),
    ("role", &["role", "funkce"]),
    ("may_pick_up", &["may_pick_up"]),
    ("order", &["order", "order_id", "number", "zakazka"]),
    ("customer", &["customer", "customer_id", "zakaznik"]),
    ("placed", &["placed", "order_date", "placed_at", "datum"]),
    ("needed_by", &["needed_by", "needed_at", "required_date", "termin"]),
    ("shipped", &["shipped", "shipped_at", "shipped_date", "vydano"]),
    ("item", &["item", "product_id", "zbozi"]),
    ("quantity", &["quantity", "mnozstvi"]),
    ("discount", &["discount", "sleva"]),
    ("delivery", &["delivery"]),
    ("papers", &["papers"]),
    ("with_vat", &["with_vat"]),
    ("deposit", &["deposit", "zaloha"]),
    ("paid", &["paid"]),
    ("hold", &["hold"]),
    ("cancelled", &["cancelled"]),
    ("fulfilment", &["fulfilment"]),
    ("total", &["total"]),
];

/// The fields that are read from a table of this kind.
fn fields_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "customers" => &[
            "code",
            "name",
            "contact",
            "phone",
            "email",
            "street",
            "city",
            "postal_code",
            "country",
            "note",
            "company_id",
            "vat_id",
            "limit",
            "merged_into",
            "erased",
        ],
        "contacts" => &["customer", "name", "role", "phone", "email", "may_pick_up"],
        "items" => &[
            "code",
            "name",
            "unit",
            "price",
            "vat",
            "stock",
            "bin",
            "barcode",
            "withdrawn",
            "active",
            "low_at",
            "bins",
        ],
        "lines" => &[
            "order", "item", "name", "quantity", "price", "vat", "discount",
        ],
        _ => &[
            "order",
            "customer",
            "placed",
            "needed_by",
            "shipped",
            "delivery",
            "papers",
            "note",
            "discount",
            "with_vat",
            "deposit",
            "paid",
            "hold",
            "cancelled",
            "fulfilment",
            "total",
        ],
    }
}

/// The columns of our own lists that follow from the others: nothing is lost with them.
fn follows(kind: &str) -> &'static [&'static str] {
    match kind {
        "items" => &["allocated", "missing", "free"],
        "lines" => &["line", "unit"],
        "orders" => &["name", "commercial", "money", "due"],
        _ => &[],
    }
}

/// How like a heading must be to one of ours to be taken for a slip of the finger: 1 is the same, 0 nothing alike.
const LIKENESS_MIN: f64 = 0.7;

/// One row by our field names, and the line it began on.
pub(super) struct Row {
    pub(super) line: u64,
    fields: BTreeMap<&'static str, String>,
}

impl Row {
    /// What stands in a field; empty where the table has none of it.
    pub(super) fn get(&self, field: &'static str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// A table that was read.
pub(super) struct Table {
    /// Its rows by our field names.
    pub(super) rows: Vec<Row>,
    /// The headings of columns that have something in them and are left out, with the field that is the nearest.
    left_out: Vec<(String, Option<&'static str>)>,
}

impl Table {
    /// Says which columns are left out, so that nothing is lost unseen.
    pub(super) fn warn(&self, place: &Place<'_>, file: &Path) {
        if self.left_out.is_empty() {
            return;
        }
        let columns: Vec<String> = self
            .left_out
            .iter()
            .map(|(heading, near)| {
                let heading = safe(heading).into_owned();
                near.map_or(heading.clone(), |near| {
                    place
                        .words
                        .cli_import_meant(named::Column(heading.as_str()), named::Field(near))
                })
            })
            .collect();
        say(&place.words.cli_import_left_out(
            named::Columns(columns.join(", ")),
            named::Count(columns.len()),
            named::File(file.display().to_string()),
        ));
    }
}

/// Which column is which field.
pub(super) struct ColumnMap {
    /// Our field by their heading, folded.
    pub(super) fields: BTreeMap<String, String>,
    /// The text of a map that was given, which is kept when the import stands.
    pub(super) given: Option<String>,
}

/// The map that was given, "their heading" = "our field" in TOML, or the one that was kept the last time.
pub(super) fn column_map(asked: &Import<'_>, office: &Path) -> Result<ColumnMap, Stop> {
    let given = asked.map.map(read_map).transpose()?;
    let text = match &given {
        Some(text) => text.clone(),
        None => read_text(&kept_map(office, asked.kind), MAP_BYTES_MAX).unwrap_or_default(),
    };
    let table: BTreeMap<String, String> = toml::from_str(&text)
        .map_err(|error| Refused::usage("bad-map").with("detail", error.to_string()))?;
    for field in table.values() {
        if !HEADINGS.iter().any(|(known, _)| known == field) {
            return Err(Refused::usage("unknown-field").with("field", field).into());
        }
    }
    let table = table.into_iter();
    Ok(ColumnMap {
        fields: table
            .map(|(heading, field)| (fold(&heading), field))
            .collect(),
        given,
    })
}

/// A map of columns is no longer than this, in bytes.
const MAP_BYTES_MAX: u64 = 64 * 1024;

fn read_map(path: &Path) -> Result<String, Refused> {
    read_text(path, MAP_BYTES_MAX).map_err(|why| {
        let detail = format!("{}: {why}", path.display());
        Refused::usage("bad-map").with("detail", detail)
    })
}

/// Keeps the text of a map for the next time, beside the office and for its owner only. The one that was kept before stays where this
/// fails.
///
/// # Errors
/// What the operating system reports.
pub(super) fn keep_map(text: &str, kind: &str, office: &Path) -> std::io::Result<()> {
    use std::io::Write as _;
    let kept = kept_map(office, kind);
    let new = beside(&kept, ".new");
    // What an import that was broken off has left there goes.
    let _ = std::fs::remove_file(&new);
    let written = private_file(&new, true).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        std::fs::rename(&new, &kept)
    });
    written.inspect_err(|_| drop(std::fs::remove_file(&new)))
}

fn kept_map(office: &Path, kind: &str) -> PathBuf {
    let mut name = office.as_os_str().to_owned();
    name.push(format!(".{kind}-map.toml"));
    PathBuf::from(name)
}

/// The longest line of a table, and the longest table, in bytes. What has no end, such as `/dev/zero`, is refused after that.
const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;
const TABLE_BYTES_MAX: usize = 512 * 1024 * 1024;

fn read_bounded(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut input = BufReader::with_capacity(1 << 16, std::fs::File::open(file)?);
    let (mut text, mut line) = (Vec::new(), 0);
    loop {
        let more = input.fill_buf()?;
        if more.is_empty() {
            return Ok(text);
        }
        line = match more.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) => more.len() - end,
            None => line + more.len(),
        };
        text.extend_from_slice(more);
        let taken = more.len();
        input.consume(taken);
        let megabytes = |bytes: usize| bytes / (1024 * 1024);
        if line > LINE_BYTES_MAX {
            let why = format!(
                "> {} MiB without the end of a line",
                megabytes(LINE_BYTES_MAX)
            );
            return Err(std::io::Error::other(why));
        }
        if text.len() > TABLE_BYTES_MAX {
            let why = format!("> {} MiB", megabytes(TABLE_BYTES_MAX));
            return Err(std::io::Error::other(why));
        }
    }
}

/// Reads a table of this kind: customers, items, orders, or the lines of orders.
pub(super) fn read(file: &Path, map: &BTreeMap<String, String>, kind: &str) -> Result<Table, Stop> {
    let bad = |detail: String| {
        Refused::usage("bad-csv")
            .with("file", file.display().to_string())
            .with("detail", detail)
    };
    let text = read_bounded(file).map_err(|error| bad(error.to_string()))?;
    super::table_shape::check(file, &text)?;
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_slice());
    let headings: Vec<String> = reader
        .headers()
        .map_err(|error| bad(error.to_string()))?
        .iter()
        .map(|heading| heading.trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let meanings: Vec<Vec<&'static str>> = headings
        .iter()
        .map(|heading| meanings(&fold(heading), map, kind))
        .collect();
    let mut rows = Vec::new();
    let mut left_out = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let mut fields: BTreeMap<&'static str, String> = BTreeMap::new();
        for (nth, (meanings, value)) in meanings.iter().zip(record.iter()).enumerate() {
            let value = value.trim();
            let value = if value.eq_ignore_ascii_case("null") {
                ""
            } else {
                as_written(value)
            };
            for field in meanings {
                if fields.get(field).is_none_or(String::is_empty) {
                    fields.insert(field, value.to_owned());
                }
            }
            let follows = follows(kind).contains(&headings[nth].as_str());
            if meanings.is_empty() && !value.is_empty() && !follows {
                left_out.insert(nth);
            }
        }
        rows.push(Row { line, fields });
    }
    let left_out = left_out
        .into_iter()
        .map(|nth| (headings[nth].clone(), nearest(&fold(&headings[nth]), kind)))
        .collect();
    Ok(Table { rows, left_out })
}

/// The fields of a table of this kind that a folded heading names; none: the column is left out.
fn meanings(heading: &str, map: &BTreeMap<String, String>, kind: &str) -> Vec<&'static str> {
    HEADINGS
        .iter()
        .filter(|(field, known)| {
            fields_of(kind).contains(field)
                && map
                    .get(heading)
                    .map_or_else(|| known.contains(&heading), |ours| ours == field)
        })
        .map(|(field, _)| *field)
        .collect()
}

/// The field that somebody who typed this heading may have meant.
fn nearest(heading: &str, kind: &str) -> Option<&'static str> {
    HEADINGS
        .iter()
        .filter(|(field, _)| fields_of(kind).contains(field))
        .flat_map(|(field, known)| known.iter().map(move |name| (*field, *name)))
        .map(|(field, name)| (strsim::normalized_damerau_levenshtein(heading, name), field))
        .filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, field)| field)
}
