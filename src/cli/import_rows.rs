//! What one row of an imported table becomes: the verbs that it takes.

use super::columns::Row;
use super::import::Lines;
use crate::back::stock::{AddItem, EditItem, Receive};
use crate::front::customers::{Add, SetContact, SetLimit};
use crate::front::orders::{Cancel, Hold, Record, RecordLine};
use crate::model::money::MONEY_MAX;
use crate::model::number;
use crate::model::{Delivery, Discount, Money, PaperKind, Quantity, VatRate};
use crate::office::{Class, Refused, Session, Writing};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// What has become of a row.
pub(super) struct Fate {
    /// What people know it by.
    pub(super) subject: String,
    /// A list of this program's own said something of it that a table cannot carry.
    pub(super) differs: bool,
}

impl Fate {
    const fn of(subject: String) -> Self {
        Self {
            subject,
            differs: false,
        }
    }

    /// It stays out.
    fn left_out(subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            differs: true,
        }
    }
}

/// The text of a field that has one.
fn some(row: &Row, field: &'static str) -> Option<String> {
    Some(row.get(field).to_owned()).filter(|text| !text.is_empty())
}

/// Yes or no, where something stands in the field.
fn flag(row: &Row, field: &'static str) -> Result<Option<bool>, Refused> {
    match row.get(field) {
        "" => Ok(None),
        "1" | "true" | "yes" => Ok(Some(true)),
        "0" | "false" | "no" => Ok(Some(false)),
        other => Err(usage("bad-flag", other)),
    }
}

pub(super) fn customer(
    writing: &mut Writing<'_>,
    session: &Session,
    row: &Row,
    contacts: &mut Lines,
) -> Result<Fate, Refused> {
    let text = |field| row.get(field).to_owned();
    let code = text("code");
    let contacts = contacts.remove(&code).unwrap_or_default();
    // A card that went into another one, or was emptied, is none any more.
    if !row.get("merged_into").is_empty() || !row.get("erased").is_empty() {
        return Ok(Fate::left_out(&code));
    }
    let add = Add {
        name: text("name"),
        code,
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
    let customer = writing.perform(session, &add, None)?.subject;
    if let Some(limit) = some(row, "limit") {
        let limit = SetLimit {
            customer: customer.clone(),
            limit: Some(price(&limit)?),
            shown: crate::office::Shown::default(),
        };
        writing.perform(session, &limit, None)?;
    }
    for one in contacts {
        let contact = SetContact {
            customer: customer.clone(),
            contact: None,
            name: Some(one.get("name").to_owned()),
            role: Some(one.get("role").to_owned()),
            phone: Some(one.get("phone").to_owned()),
            email: Some(one.get("email").to_owned()),
            may_pick_up: flag(&one, "may_pick_up")?.unwrap_or(false),
            shown: crate::office::Shown::default(),
        };
        writing.perform(session, &contact, None)?;
    }
    Ok(Fate::of(customer))
}

pub(super) fn item(
    writing: &mut Writing<'_>,
    session: &Session,
    row: &Row,
) -> Result<Fate, Refused> {
    let or = |field, other: &str| some(row, field).unwrap_or_else(|| other.to_owned());
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
    let stock = quantity(&or("stock", "0"))?;
    let bins = match some(row, "bins") {
        Some(bins) => in_bins(&bins)?,
        None if stock > Quantity::ZERO => vec![(or("bin", "MAIN"), stock)],
        None => Vec::new(),
    };
    let sum: i64 = bins.iter().map(|(_, quantity)| quantity.0).sum();
    for (bin, quantity) in bins {
        let receive = Receive {
            item: add.code.clone(),
            bin,
            quantity,
        };
        writing.perform(session, &receive, None)?;
    }
    let withdrawn = matches!(row.get("withdrawn"), "1" | "true" | "yes");
    let active = flag(row, "active")?.unwrap_or(true) && !withdrawn;
    let low_at = some(row, "low_at")
        .map(|text| quantity(&text))
        .transpose()?;
    let low_at = low_at.filter(|low_at| *low_at > Quantity::ZERO);
    if !active || low_at.is_some() {
        let edit = EditItem {
            item: add.code.clone(),
            name: None,
            price: None,
            vat: None,
            barcode: None,
            low_at,
            active: (!active).then_some(false),
            shown: crate::office::Shown::default(),
        };
        writing.perform(session, &edit, None)?;
    }
    Ok(Fate {
        subject: add.code,
        differs: sum != stock.0,
    })
}

/// How much lies in which bin: a bin a line, the quantity behind it.
fn in_bins(text: &str) -> Result<Vec<(String, Quantity)>, Refused> {
    let mut bins = Vec::new();
    for line in text.lines() {
        let bad = || usage("bad-quantity", line);
        let (bin, much) = line.trim().rsplit_once(' ').ok_or_else(bad)?;
        bins.push((bin.to_owned(), quantity(much)?));
    }
    Ok(bins)
}

pub(super) fn order(
    writing: &mut Writing<'_>,
    session: &Session,
    row: &Row,
    lines: &mut Lines,
) -> Result<Fate, Refused> {
    let number = row.get("order");
    // A list of this program's own says where the goods are; what other programs say of payments is not relied on.
    let fulfilment = row.get("fulfilment");
    let mut recorded = Vec::new();
    let mut came_back = false;
    for line in lines.remove(number).unwrap_or_default() {
        let much = quantity(line.get("quantity"))?;
        // All of it came back.
        came_back |= much == Quantity::ZERO;
        if much == Quantity::ZERO && !fulfilment.is_empty() {
            continue;
        }
        let vat = some(&line, "vat");
        let vat = vat.map(|vat| VatRate::parse(&vat).ok_or_else(|| usage("bad-vat", &vat)));
        recorded.push(RecordLine {
            item: line.get("item").to_owned(),
            quantity: much,
            price: price(line.get("price"))?,
            discount: Some(discount(line.get("discount"))?),
            name: some(&line, "name"),
            vat: vat.transpose()?,
        });
    }
    if recorded.is_empty() && came_back {
        return Ok(Fate::left_out(number));
    }
    let money = |field| some(row, field).map(|text| price(&text)).transpose();
    let record = Record {
        order: number.to_owned(),
        customer: row.get("customer").to_owned(),
        placed: row.get("placed").to_owned(),
        needed_by: some(row, "needed_by"),
        shipped: some(row, "shipped"),
        lines: recorded,
        delivery: word(row, "delivery", Delivery::parse)?,
        papers: papers(row.get("papers"))?,
        note: row.get("note").to_owned(),
        discount: some(row, "discount")
            .map(|text| discount(&text))
            .transpose()?,
        with_vat: flag(row, "with_vat")?.unwrap_or(false),
        deposit: money("deposit")?,
        paid: if fulfilment.is_empty() {
            None
        } else {
            money("paid")?
        },
    };
    let mut done = writing.perform(session, &record, None)?;
    let subject = done.subject.clone();
    let total = done.text("total").to_owned();
    if let Some(reason) = some(row, "cancelled") {
        let cancel = Cancel {
            order: subject.clone(),
            reason,
            lines: Vec::new(),
        };
        writing.perform(session, &cancel, None)?;
        return Ok(Fate::of(subject));
    }
    if let Some(reason) = some(row, "hold") {
        let hold = Hold {
            order: subject.clone(),
            reason,
        };
        done = writing.perform(session, &hold, None)?;
    }
    let was = |field: &'static str, is: &str| {
        let was = row.get(field);
        was.is_empty() || was == is
    };
    let same = fulfilment.is_empty()
        || was("total", &total)
            && (done.text("fulfilment").is_empty() || was("fulfilment", done.text("fulfilment")));
    Ok(Fate {
        subject,
        differs: !same,
    })
}

/// A word of ours, where something stands in the field.
fn word<T>(
    row: &Row,
    field: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Refused> {
    let text = some(row, field);
    let word = text.map(|text| parse(&text).ok_or_else(|| usage("bad-word", &text)));
    word.transpose()
}

/// Required papers, with commas between.
fn papers(text: &str) -> Result<Vec<PaperKind>, Refused> {
    let kinds = text
        .split(',')
        .map(str::trim)
        .filter(|kind| !kind.is_empty());
    kinds
        .map(|kind| PaperKind::parse(kind).ok_or_else(|| usage("bad-word", kind)))
        .collect()
}

/// A quantity that is not below zero.
fn quantity(text: &str) -> Result<Quantity, Refused> {
    Quantity::parse(text)
        .filter(|quantity| *quantity >= Quantity::ZERO)
        .ok_or_else(|| usage("bad-quantity", text))
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
