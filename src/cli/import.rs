//! `swingdoor import`: a table that another program has exported becomes customers, items or orders. All of it or nothing.

use super::columns::{Row, column_map, read};
use super::do_lines::{sign_out, words_of};
use super::entry::Place;
use super::output::{Exit, Stop};
use crate::back::stock::{AddItem, EditItem, Receive};
use crate::front::customers::Add;
use crate::front::orders::{Record, RecordLine};
use crate::model::money::MONEY_MAX;
use crate::model::number;
use crate::model::{Discount, Money, Quantity, VatRate};
use crate::office::{Class, Office, Refused, Session, Writing};
use crate::words::named;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// What is imported, and from where.
pub(super) struct Import<'a> {
    pub(super) kind: &'a str,
    pub(super) file: &'a Path,
    pub(super) lines: Option<&'a Path>,
    pub(super) map: Option<&'a Path>,
    pub(super) dry_run: bool,
    pub(super) code: &'a str,
}

/// The rows of the table of lines by the order they belong to; what is left at the end belongs to none.
type OrderLines = BTreeMap<String, Vec<Row>>;

/// Carries the fates of the rows out of the transaction that a dry run, or a refusal, takes back.
type Fates = Vec<(u64, Result<String, Refused>)>;

pub(super) fn import(place: &Place<'_>, asked: &Import<'_>) -> Result<Exit, Stop> {
    let mut office = place.open()?;
    let pin = super::do_lines::pin(place)?;
    let session = office.sign_in(
        &format!("import-{}", std::process::id()),
        asked.code,
        &pin,
        false,
    )?;
    let words = words_of(place, &mut office, &session)?;
    let place = &Place {
        words: &words,
        ..*place
    };
    let outcome = run(place, asked, &mut office, &session);
    sign_out(place, &mut office, &session);
    outcome
}

fn run(
    place: &Place<'_>,
    asked: &Import<'_>,
    office: &mut Office,
    session: &Session,
) -> Result<Exit, Stop> {
    let map = column_map(asked, office.path())?;
    let table = read(asked.file, &map, asked.kind)?;
    table.warn(place, asked.file);
    let rows = table.rows;
    let mut order_lines = OrderLines::new();
    if let Some(file) = asked.lines {
        let table = read(file, &map, "lines")?;
        table.warn(place, file);
        for line in table.rows {
            let order = line.get("order").to_owned();
            order_lines.entry(order).or_default().push(line);
        }
    }
    let mut fates: Fates = Vec::with_capacity(rows.len());
    let keep = !asked.dry_run;
    let outcome = office.transaction(|writing| {
        for row in &rows {
            let fate = match asked.kind {
                "customers" => customer(writing, session, row),
                "items" => item(writing, session, row),
                _ => order(writing, session, row, &mut order_lines),
            };
            fates.push((row.line, fate));
        }
        for line in order_lines.values().flatten() {
            let orphan = Refused::rule("not-found")
                .with("kind", "order")
                .with("name", line.get("order"));
            fates.push((line.line, Err(orphan)));
        }
        if keep && fates.iter().all(|(_, fate)| fate.is_ok()) {
            Ok(())
        } else {
            Err(Refused::rule("import-taken-back"))
        }
    });
    match outcome {
        Err(refused) if refused.id != "import-taken-back" => return Err(refused.into()),
        _ => {}
    }
    report(place, asked, &fates)
}

/// Every row's fate in a dry run, the refused ones otherwise; then the sum.
fn report(place: &Place<'_>, asked: &Import<'_>, fates: &Fates) -> Result<Exit, Stop> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut refused = 0_usize;
    for (line, fate) in fates {
        match fate {
            Ok(subject) if asked.dry_run => {
                writeln!(out, "{line}  {}", crate::model::text::safe(subject))?
            }
            Ok(_) => {}
            Err(why) => {
                refused += 1;
                writeln!(out, "{line}  {}", place.words.refused(why))?;
            }
        }
    }
    out.flush()?;
    let good = fates.len() - refused;
    super::output::say(&match (asked.dry_run, refused) {
        (true, _) => place
            .words
            .cli_import_dry(named::Good(good), named::Refused(refused)),
        (false, 0) => place.words.cli_import_done(good),
        (false, _) => place.words.cli_import_refused(refused),
    });
    Ok(if refused == 0 {
        Exit::Done
    } else {
        Exit::Refused
    })
}

fn customer(writing: &mut Writing<'_>, session: &Session, row: &Row) -> Result<String, Refused> {
    let text = |field| row.get(field).to_owned();
    let add = Add {
        name: text("name"),
        code: text("code"),
        company_id: text("company_id"),
        vat_id: text("vat_id"),
        contact: text("contact"),
        phone: text("phone"),
        email: text("email"),
        street: text("street"),
        city: text("city"),
        postal_code: text("postal_code"),
        country: text("country"),
        note: text("note"),
    };
    Ok(writing.perform(session, &add, None)?.subject)
}

fn item(writing: &mut Writing<'_>, session: &Session, row: &Row) -> Result<String, Refused> {
    let or = |field, other: &str| {
        Some(row.get(field))
            .filter(|text| !text.is_empty())
            .unwrap_or(other)
            .to_owned()
    };
    let vat = or("vat", "0");
    let add = AddItem {
        code: or("code", ""),
        name: or("name", ""),
        unit: or("unit", "pc"),
        price: price(row.get("price"))?,
        vat: VatRate::parse(&vat).ok_or_else(|| usage("bad-vat", &vat))?,
        barcode: or("barcode", ""),
    };
    writing.perform(session, &add, None)?;
    let stock = or("stock", "0");
    let quantity = Quantity::parse(&stock)
        .filter(|stock| *stock >= Quantity::ZERO)
        .ok_or_else(|| usage("bad-quantity", &stock))?;
    if quantity > Quantity::ZERO {
        writing.perform(
            session,
            &Receive {
                item: add.code.clone(),
                bin: or("bin", "MAIN"),
                quantity,
            },
            None,
        )?;
    }
    if matches!(row.get("withdrawn"), "1" | "true" | "yes") {
        let edit = EditItem {
            item: add.code.clone(),
            name: None,
            price: None,
            vat: None,
            barcode: None,
            low_at: None,
            active: Some(false),
        };
        writing.perform(session, &edit, None)?;
    }
    Ok(add.code)
}

fn order(
    writing: &mut Writing<'_>,
    session: &Session,
    row: &Row,
    order_lines: &mut OrderLines,
) -> Result<String, Refused> {
    let number = row.get("order");
    let mut lines = Vec::new();
    for line in order_lines.remove(number).unwrap_or_default() {
        let quantity = line.get("quantity");
        lines.push(RecordLine {
            item: line.get("item").to_owned(),
            quantity: Quantity::parse(quantity).ok_or_else(|| usage("bad-quantity", quantity))?,
            price: price(line.get("price"))?,
            discount: Some(discount(line.get("discount"))?),
        });
    }
    let some = |field| Some(row.get(field).to_owned()).filter(|text| !text.is_empty());
    let record = Record {
        order: number.to_owned(),
        customer: row.get("customer").to_owned(),
        placed: row.get("placed").to_owned(),
        needed_by: some("needed_by"),
        shipped: some("shipped"),
        lines,
    };
    Ok(writing.perform(session, &record, None)?.subject)
}

/// A number in the table that cannot be read, or can be read in two ways.
fn usage(id: &'static str, text: &str) -> Refused {
    Refused {
        class: Class::Usage,
        ..Refused::misread(id, text)
    }
}

/// Decimals that are looked at in a number of another program, which may have computed it: "9.80000019".
const COMPUTED_DECIMALS: usize = 9;

/// A number of another program, as exactly as it matters for a hundredth.
fn exact(text: &str) -> Option<Decimal> {
    let kept = match text.rsplit_once(['.', ',']) {
        Some((whole, fraction)) if fraction.is_ascii() && fraction.len() > COMPUTED_DECIMALS => {
            &text[..=whole.len() + COMPUTED_DECIMALS]
        }
        _ => text,
    };
    let decimals = u32::try_from(COMPUTED_DECIMALS).ok()?;
    let units = number::typed(kept, decimals).ok()?;
    Some(Decimal::new(units, decimals))
}

/// In hundredths, rounded half away from zero.
fn hundredths(exact: Decimal) -> Option<i64> {
    exact
        .checked_mul(Decimal::from(100))?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
}

/// A price as programs export it, "9.80000019" among them: rounded to the minor unit, half away from zero.
fn price(text: &str) -> Result<Money, Refused> {
    exact(text.trim())
        .and_then(hundredths)
        .map(Money)
        .filter(|price| (Money::ZERO..=MONEY_MAX).contains(price))
        .ok_or_else(|| usage("bad-money", text))
}

/// A discount as a fraction, "0.150000006", or in per cent, "15".
fn discount(text: &str) -> Result<Discount, Refused> {
    let bad = || usage("bad-discount", text);
    if text.is_empty() {
        return Ok(Discount::default());
    }
    let exact = exact(text.trim().trim_end_matches('%').trim()).ok_or_else(bad)?;
    let percent = if exact <= Decimal::ONE && !text.contains('%') {
        exact.checked_mul(Decimal::from(100))
    } else {
        Some(exact)
    };
    percent
        .and_then(hundredths)
        .filter(|points| (0..=10_000).contains(points))
        .map(Discount)
        .ok_or_else(bad)
}
