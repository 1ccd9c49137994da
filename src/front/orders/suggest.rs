//! What may be meant by what is being typed into an order: customers, and items with what is free of them.

use super::buyer::Buyer;
use super::place::discount_limit;
use super::place_follow::{self, OrderNow};
use crate::front::counter::{Match, search};
use crate::model::money::price_as;
use crate::model::text::{anywhere, fold};
use crate::model::{CustomerId, Discount, Money, Quantity, ReadRight, VatRate};
use crate::office::{Reader, Reads, Refused, Row};
use crate::records::setting::Setting;

/// What the form wants to know: what is being typed, for whom, and the items of its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub(super) typed: String,
    pub(super) for_customer: bool,
    pub(super) customer: String,
    pub(super) items: Vec<String>,
    /// The order that is changed has VAT in its prices, or has not; none: as the office has it now.
    pub(super) with_vat: Option<bool>,
    /// The order that is changed.
    pub(super) changes: Option<String>,
}

/// An item as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) code: String,
    pub(super) barcode: String,
    pub(super) name: String,
    pub(super) unit: String,
    /// For one, in the kind of prices that the order has.
    pub(super) price: Money,
    /// For one, with VAT and without.
    pub(super) gross: Money,
    pub(super) net: Money,
    pub(super) vat: VatRate,
    pub(super) free: Quantity,
    pub(super) on_hand: Quantity,
    pub(super) active: bool,
    /// Where most of it lies.
    pub(super) bin: String,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// For this text.
    pub(super) typed: String,
    pub(super) customers: Vec<Match>,
    pub(super) items: Vec<Offer>,
    /// The first so many of them are what this customer buys.
    pub(super) usual: usize,
    /// The items of the lines.
    pub(super) known: Vec<Offer>,
    /// The prices of items have VAT in them.
    pub(super) with_vat: bool,
    /// The name of the customer whose code stands in the form.
    pub(super) customer: Option<String>,
    /// And the code as it is kept.
    pub(super) customer_code: String,
    /// What else the form shows of them, where it may be seen.
    pub(super) buyer: Option<Buyer>,
    /// It may not be seen by whoever types.
    pub(super) is_hidden: bool,
    /// The order that is changed, as it is on file.
    pub(super) order: Option<Box<OrderNow>>,
    /// The most that whoever types may give off; `None`: anything.
    pub(super) discount_max: Option<Discount>,
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
const OFFERS_MAX: usize = 6;

macro_rules! offer_fields {
    () => {
        "select code, barcode, name, unit, price, vat, on_hand - allocated - missing, active,
                (select b.code from stock s cross join bin b on b.id = s.bin where s.item = item.id and s.on_hand > 0 and b.own = 0 order by s.on_hand desc, b.id limit 1), on_hand"
    };
}

macro_rules! offer_columns {
    () => {
        concat!(offer_fields!(), " from item")
    };
}

/// The kinds of prices: that of the office now, and that of the order.
#[derive(Debug, Clone, Copy)]
struct Prices {
    office: bool,
    order: bool,
}

impl Prices {
    fn read(reader: &mut Reader<'_>, with_vat: Option<bool>) -> Result<Self, Refused> {
        let office = Setting::PricesWithVat.is_on(reader)?;
        let order = with_vat.unwrap_or(office);
        Ok(Self { office, order })
    }
}

/// Reads what the form wants to know.
///
/// # Errors
/// What the store reports.
pub(super) fn suggest(reader: &mut Reader<'_>, wanted: &Wanted) -> Result<Suggestions, Refused> {
    let prices = Prices::read(reader, wanted.with_vat)?;
    let mut found = Suggestions {
        typed: wanted.typed.clone(),
        with_vat: prices.order,
        ..Suggestions::default()
    };
    // Only who owns management gives off what they like.
    let limited = reader
        .read_by()
        .filter(|_| !reader.may_see(ReadRight::Management));
    if let Some(staff) = limited {
        found.discount_max = Some(discount_limit(reader, staff)?);
    }
    if let Some(number) = &wanted.changes {
        found.order = Some(Box::new(place_follow::read(reader, number)?));
    }
    for code in &wanted.items {
        let by_code = concat!(offer_columns!(), " where upper(code) in ($1, $2, $3)");
        let by_barcode = concat!(offer_columns!(), " where barcode = $1 and barcode <> ''");
        let row = match reader.row_of_code(by_code, code, 0)? {
            Some(row) => Some(row),
            None => reader.row(by_barcode, &[code.as_str().into()])?,
        };
        if let Some(row) = &row {
            found.known.push(offer(row, prices)?);
        }
    }
    let row = reader.row_of_code(
        "select name, code, id from customer where upper(code) in ($1, $2, $3)",
        &wanted.customer,
        1,
    )?;
    if let Some(row) = row {
        found.customer = Some(row.text(0)?);
        found.customer_code = row.text(1)?;
        let id = CustomerId(row.int(2)?);
        found.is_hidden = !reader.may_see_customer(id)?;
        if !found.is_hidden {
            found.buyer = Some(Buyer::read(reader, id.0)?);
        }
    }
    if wanted.typed.is_empty() {
        return Ok(found);
    }
    if wanted.for_customer {
        found.customers = search(reader, &wanted.typed)?;
        found.customers.retain(|one| one.order.is_none());
        found.customers.truncate(OFFERS_MAX);
    } else {
        // What they usually buy is for whoever may see their orders.
        let buyer = found.buyer.as_ref();
        let customer = buyer.map_or("", |_| found.customer_code.as_str());
        (found.items, found.usual) = items(reader, &wanted.typed, customer, prices)?;
    }
    Ok(found)
}

/// Refuses prices that are not those that were seen: (the item's code, its price).
///
/// # Errors
/// `price-now`.
pub(super) fn prices_hold(
    reader: &mut Reader<'_>,
    told: &[(String, Money)],
    with_vat: Option<bool>,
) -> Result<(), Refused> {
    let prices = Prices::read(reader, with_vat)?;
    for (code, price) in told {
        let item = crate::records::item::find(reader, code)?;
        let now = price_as(item.price, item.vat, prices.office, prices.order);
        if now != Some(*price) {
            return Err(Refused::rule("price-now")
                .with("item", item.name)
                .with("before", *price)
                .with("now", now.unwrap_or_default()));
        }
    }
    Ok(())
}

/// Items whose code begins so or that have it anywhere in their name, those first that stand in most of these orders.
macro_rules! most_of {
    ($orders:literal) => {
        concat!(
            offer_fields!(),
            " from (select l.item as known, count(*) as times from (",
            $orders,
            ") as n cross join order_line l on l.orders = n.id group by l.item) as n cross join item on item.id = n.known
             where active = 1 and (folded like $1 escape '!' or upper(code) >= $2 and upper(code) < $3) order by n.times desc, folded not like substr($1, 2) escape '!', folded, id limit 6"
        )
    };
}

/// What this customer usually buys (so many come first), what the office sells most often, then items whose code or name begins so, then those
/// that have it anywhere in their name. The customer's newest 40 orders say what is usual, the office's newest 200 what is sold often.
fn items(
    reader: &mut Reader<'_>,
    typed: &str,
    customer: &str,
    prices: Prices,
) -> Result<(Vec<Offer>, usize), Refused> {
    let upper = typed.to_uppercase();
    let folded = fold(typed);
    let end = |text: &str| format!("{text}\u{10ffff}");
    let mut found: Vec<Offer> = Vec::new();
    let within = anywhere(&folded);
    let [name, from, until] = [&within, &upper, &end(&upper)].map(|text| text.as_str().into());
    let like = [name, from, until, customer.into()];
    let usual = reader.rows(
        most_of!("select o.id from customer c cross join orders o on o.customer = c.id where c.code = $4 order by o.placed_at desc, o.id desc limit 40"),
        &like,
    )?;
    add(&mut found, &usual, prices)?;
    let usual = found.len();
    let often = reader.rows(
        most_of!("select id from orders where cancelled is null order by id desc limit 200"),
        &like[..3],
    )?;
    add(&mut found, &often, prices)?;
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
        if found.len() < OFFERS_MAX {
            let rows = reader.rows(sql, &[from.as_str().into(), end(&from).into()])?;
            add(&mut found, &rows, prices)?;
        }
    }
    if found.len() < OFFERS_MAX {
        let rows = reader.rows(
            concat!(
                offer_columns!(),
                " where folded like $1 escape '!' and active = 1 order by folded, id limit 8"
            ),
            &[within.into()],
        )?;
        add(&mut found, &rows, prices)?;
    }
    found.truncate(OFFERS_MAX);
    Ok((found, usual))
}

fn add(found: &mut Vec<Offer>, rows: &[Row], prices: Prices) -> Result<(), Refused> {
    for row in rows {
        let one = offer(row, prices)?;
        if !found.iter().any(|known| known.code == one.code) {
            found.push(one);
        }
    }
    Ok(())
}

fn offer(row: &Row, prices: Prices) -> Result<Offer, Refused> {
    let (price, vat) = (Money(row.int(4)?), VatRate(row.int(5)?));
    let as_kind = |with_vat| {
        price_as(price, vat, prices.office, with_vat)
            .ok_or_else(|| Refused::rule("amount-too-large"))
    };
    Ok(Offer {
        code: row.text(0)?,
        barcode: row.text(1)?,
        name: row.text(2)?,
        unit: row.text(3)?,
        price: as_kind(prices.order)?,
        gross: as_kind(true)?,
        net: as_kind(false)?,
        vat,
        free: Quantity(row.int(6)?),
        active: row.flag(7)?,
        bin: row.text_or_none(8)?.unwrap_or_default(),
        on_hand: Quantity(row.int(9)?),
    })
}
