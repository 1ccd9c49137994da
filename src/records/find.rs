//! What a search finds besides customers and orders: items, places and people, each with what is asked about it first.

use super::presence::presence;
use crate::model::money::Pricing;
use crate::model::text::{anywhere, fold, words};
use crate::model::{Money, Presence, Quantity, VatRate};
use crate::office::{Reads, Refused, Row};
use crate::records::keys::{keys, values};
use crate::records::setting::Setting;

/// The most of each kind that are shown.
const EACH_MAX: usize = 8;

/// So many bins of an item are named.
const BINS_MAX: usize = 6;

/// The fewest letters that are looked for in the middle of an item's name.
const MIDDLE_MIN: usize = 3;

/// An item as it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundItem {
    /// Its key.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its name as the list of items is ordered.
    pub folded: String,
    /// What one is.
    pub unit: String,
    /// For one unit, without VAT.
    pub net: Money,
    /// With VAT.
    pub gross: Money,
    /// On hand.
    pub on_hand: Quantity,
    /// Of it, held for nobody.
    pub free: Quantity,
    /// Not withdrawn from sale.
    pub active: bool,
    /// Where it lies, and how much.
    pub bins: Vec<(String, Quantity)>,
}

/// A shelf or bin as it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPlace {
    /// Its code.
    pub code: String,
    /// It is a bin of the stock.
    pub is_bin: bool,
    /// The parcels that stand there: their orders and whose these are.
    pub parcels: Vec<(String, String)>,
}

macro_rules! item_columns {
    () => {
        "select id, code, name, folded, unit, price, vat, on_hand, on_hand - allocated - missing, active from item"
    };
}

/// Items by the beginning of their code, by barcode, and by any part of their name; those that are sold first.
///
/// # Errors
/// What the store reports.
pub fn items(reads: &mut impl Reads, typed: &str) -> Result<Vec<FoundItem>, Refused> {
    let typed = typed.trim();
    let folded = fold(typed);
    let mut found: Vec<FoundItem> = Vec::new();
    if folded.is_empty() {
        return Ok(found);
    }
    let with_vat = Setting::PricesWithVat.is_on(reads)?;
    let code = typed.to_uppercase();
    let end = |text: &str| format!("{text}\u{10ffff}");
    take(
        &mut found,
        &reads.rows(
            concat!(
                item_columns!(),
                " where code >= $1 and code < $2 order by code limit 8"
            ),
            &[code.as_str().into(), end(&code).into()],
        )?,
        with_vat,
    )?;
    take(
        &mut found,
        &reads.rows(
            concat!(item_columns!(), " where barcode = $1 and barcode <> ''"),
            &[typed.into()],
        )?,
        with_vat,
    )?;
    take(
        &mut found,
        &reads.rows(
            concat!(
                item_columns!(),
                " where folded >= $1 and folded < $2 order by folded, id limit 8"
            ),
            &[folded.as_str().into(), end(&folded).into()],
        )?,
        with_vat,
    )?;
    if found.len() < EACH_MAX && folded.chars().count() >= MIDDLE_MIN {
        let mut parts = words(typed).into_iter();
        let mut next = || anywhere(&parts.next().unwrap_or_default());
        let (one, two, three) = (next(), next(), next());
        take(
            &mut found,
            &reads.rows(
                concat!(item_columns!(), " where folded like $1 escape '!' and folded like $2 escape '!' and folded like $3 escape '!' order by folded, id limit 8"),
                &[one.into(), two.into(), three.into()],
            )?,
            with_vat,
        )?;
    }
    found.sort_by_key(|item| !item.active);
    found.truncate(EACH_MAX);
    if found.is_empty() {
        return Ok(found);
    }
    let rows = reads.rows(
        concat!(
            "select s.item, b.code, s.on_hand from stock s join bin b on b.id = s.bin where s.item in (",
            keys!(),
            ") and s.on_hand > 0 and b.own = 0 order by b.code"
        ),
        &values(found.iter().map(|item| item.id)),
    )?;
    for row in rows {
        let id = row.int(0)?;
        if let Some(item) = found.iter_mut().find(|item| item.id == id)
            && item.bins.len() < BINS_MAX
        {
            item.bins.push((row.text(1)?, Quantity(row.int(2)?)));
        }
    }
    Ok(found)
}

fn take(found: &mut Vec<FoundItem>, rows: &[Row], with_vat: bool) -> Result<(), Refused> {
    for row in rows {
        let id = row.int(0)?;
        let (price, vat) = (Money(row.int(5)?), VatRate(row.int(6)?));
        let pricing = Pricing {
            with_vat,
            ..Pricing::default()
        };
        let share = pricing.shares(&[(price, vat)]).unwrap_or_default();
        let (net, gross) = share.first().map_or((price, price), |one| {
            (one.net, Money(one.net.0 + one.vat.0))
        });
        if found.iter().all(|known| known.id != id) {
            found.push(FoundItem {
                id,
                code: row.text(1)?,
                name: row.text(2)?,
                folded: row.text(3)?,
                unit: row.text(4)?,
                net,
                gross,
                on_hand: Quantity(row.int(7)?),
                free: Quantity(row.int(8)?),
                active: row.flag(9)?,
                bins: Vec::new(),
            });
        }
    }
    Ok(())
}

/// Bins by the beginning of their code, and the shelves on which parcels stand.
///
/// # Errors
/// What the store reports.
pub fn places(reads: &mut impl Reads, typed: &str) -> Result<Vec<FoundPlace>, Refused> {
    let code = typed.trim().to_uppercase();
    let mut found: Vec<FoundPlace> = Vec::new();
    if code.is_empty() || code.contains(' ') || code.starts_with('@') {
        return Ok(found);
    }
    // In any case: the store's upper case knows the letters of ASCII only, so that the others are tried in both.
    let both = [code.clone(), code.to_lowercase().to_ascii_uppercase()];
    let ends = both.clone().map(|code| format!("{code}\u{10ffff}"));
    let [from, other, until, other_until] =
        [&both[0], &both[1], &ends[0], &ends[1]].map(|text| text.as_str().into());
    let rows = reads.rows(
        "select code from bin where (upper(code) >= $1 and upper(code) < $3 or upper(code) >= $2 and upper(code) < $4) and own = 0 order by code limit 5",
        &[from, other, until, other_until],
    )?;
    for row in rows {
        found.push(FoundPlace {
            code: row.text(0)?,
            is_bin: true,
            parcels: Vec::new(),
        });
    }
    let shelves = reads.rows(
        "select code from bin where upper(code) in ($1, $2) order by code",
        &both.map(|code| code.as_str().into()),
    )?;
    for shelf in shelves {
        let place = shelf.text(0)?;
        let rows = reads.rows(
            "select o.number, o.customer_name from parcel p cross join orders o on o.id = p.orders
             where p.handed_at is null and p.place = $1 order by p.id limit 12",
            &[place.as_str().into()],
        )?;
        let mut parcels = Vec::with_capacity(rows.len());
        for row in rows {
            parcels.push((row.text(0)?, row.text(1)?));
        }
        match found.iter_mut().find(|known| known.code == place) {
            Some(known) => known.parcels = parcels,
            None if parcels.is_empty() => {}
            None => found.insert(
                0,
                FoundPlace {
                    code: place,
                    is_bin: false,
                    parcels,
                },
            ),
        }
    }
    Ok(found)
}

/// People of the office by the beginning of any of their names, or by their code, with where they are.
///
/// # Errors
/// What the store reports.
pub fn people(reads: &mut impl Reads, typed: &str) -> Result<Vec<Presence>, Refused> {
    let typed = words(typed);
    if typed.is_empty() || typed.iter().any(|word| word.chars().count() < 2) {
        return Ok(Vec::new());
    }
    let fits = |name: &str, code: &str| {
        let names = words(name);
        let is_code = |word: &String| *word == fold(code);
        typed
            .iter()
            .all(|word| names.iter().any(|name| name.starts_with(word.as_str())) || is_code(word))
    };
    let mut any = false;
    for row in reads.rows("select name, code from staff where active = 1", &[])? {
        any |= fits(&row.text(0)?, &row.text(1)?);
    }
    if !any {
        return Ok(Vec::new());
    }
    let mut found = presence(reads)?;
    found.retain(|person| fits(&person.name, &person.code));
    found.truncate(EACH_MAX);
    Ok(found)
}
