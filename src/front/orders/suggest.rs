//! What may be meant by what is being typed into an order: customers, and items with what is free of them.

use super::place_screen::Wanted;
use crate::front::counter::{Match, search};
use crate::model::text::fold;
use crate::model::{Money, Quantity, VatRate};
use crate::office::{Reader, Reads, Refused, Row};
use crate::records::setting::Setting;

/// An item as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) code: String,
    pub(super) barcode: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) price: Money,
    pub(super) vat: VatRate,
    pub(super) free: Quantity,
    pub(super) active: bool,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// For this text.
    pub(super) typed: String,
    pub(super) customers: Vec<Match>,
    pub(super) items: Vec<Offer>,
    /// The items of the lines.
    pub(super) known: Vec<Offer>,
    /// The prices of items have VAT in them.
    pub(super) with_vat: bool,
    /// The name of the customer whose code stands in the form.
    pub(super) customer: Option<String>,
}

impl Suggestions {
    /// The item with this code or barcode, if it is one of the lines'.
    pub(super) fn offer(&self, code: &str) -> Option<&Offer> {
        let code = code.trim();
        self.known
            .iter()
            .find(|offer| is_same(&offer.code, code) || !code.is_empty() && offer.barcode == code)
    }
}

/// Whether two codes differ in their case at most.
pub(super) fn is_same(code: &str, other: &str) -> bool {
    code == other || code.to_lowercase() == other.to_lowercase()
}

/// The most items that are offered at once.
const OFFERS_MAX: usize = 8;

macro_rules! offer_columns {
    () => {
        "select code, barcode, name, unit, price, vat, on_hand - allocated - missing, active from item"
    };
}

/// Reads what the form wants to know.
///
/// # Errors
/// What the store reports.
pub(super) fn suggest(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Suggestions, Refused> {
    let mut found = Suggestions {
        typed: wanted.typed.clone(),
        with_vat: Setting::PricesWithVat.is_on(reader)?,
        ..Suggestions::default()
    };
    for code in &wanted.items {
        let by_code = concat!(offer_columns!(), " where upper(code) in ($1, $2)");
        let by_barcode = concat!(offer_columns!(), " where barcode = $1 and barcode <> ''");
        let row = match reader.row_of_code(by_code, code, 0)? {
            Some(row) => Some(row),
            None => reader.row(by_barcode, &[code.as_str().into()])?,
        };
        if let Some(row) = &row {
            found.known.push(offer(row)?);
        }
    }
    let row = reader.row_of_code(
        "select name, code from customer where upper(code) in ($1, $2)",
        &wanted.customer,
        1,
    )?;
    found.customer = row.map(|row| row.text(0)).transpose()?;
    if wanted.typed.is_empty() {
        return Ok(found);
    }
    if wanted.for_customer {
        found.customers = search(reader, &wanted.typed)?;
        found.customers.retain(|one| one.order.is_none());
        found.customers.truncate(OFFERS_MAX);
    } else {
        found.items = items(reader, &wanted.typed)?;
    }
    Ok(found)
}

/// Items whose code or name begins so, then those that have it anywhere in their name.
fn items(reader: &mut Reader<'_>, typed: &str) -> Result<Vec<Offer>, Refused> {
    let upper = typed.to_uppercase();
    let folded = fold(typed);
    let end = |text: &str| format!("{text}\u{10ffff}");
    let mut found: Vec<Offer> = Vec::new();
    for (sql, from) in [
        (
            concat!(
                offer_columns!(),
                " where upper(code) >= $1 and upper(code) < $2 and active = 1 order by upper(code), id limit 8"
            ),
            upper,
        ),
        (
            concat!(
                offer_columns!(),
                " where folded >= $1 and folded < $2 and active = 1 order by folded, id limit 8"
            ),
            folded.clone(),
        ),
    ] {
        let rows = reader.rows(sql, &[from.as_str().into(), end(&from).into()])?;
        add(&mut found, &rows)?;
    }
    if found.len() < OFFERS_MAX {
        let rows = reader.rows(
            concat!(
                offer_columns!(),
                " where instr(folded, $1) > 0 and active = 1 order by folded, id limit 8"
            ),
            &[folded.into()],
        )?;
        add(&mut found, &rows)?;
    }
    found.truncate(OFFERS_MAX);
    Ok(found)
}

fn add(found: &mut Vec<Offer>, rows: &[Row]) -> Result<(), Refused> {
    for row in rows {
        let one = offer(row)?;
        if !found.iter().any(|known| known.code == one.code) {
            found.push(one);
        }
    }
    Ok(())
}

fn offer(row: &Row) -> Result<Offer, Refused> {
    Ok(Offer {
        code: row.text(0)?,
        barcode: row.text(1)?,
        name: row.text(2)?,
        unit: row.text(3)?,
        price: Money(row.int(4)?),
        vat: VatRate(row.int(5)?),
        free: Quantity(row.int(6)?),
        active: row.flag(7)?,
    })
}
