//! The card of a customer: who they are, what stands ready for them, what they owe, and what happened lately.

use crate::front::customers::Add;
use crate::model::{CustomerId, Instant, Money};
use crate::office::{Reader, Reads, Refused};
use crate::records::customer::{self, Contact};
use crate::records::thread::Thread;

/// How many orders of a customer are looked at for what happened lately.
const LATELY_ORDERS: i64 = 6;

/// How many things that happened lately are shown.
const LATELY_LINES: i64 = 12;

/// The most orders that are added up for what is owed; beyond it the sum says "at least".
const OWED_ORDERS_MAX: i64 = 200;

/// A parcel that stands ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ready {
    /// Its order.
    pub(super) order: String,
    /// Its number.
    pub(super) parcel: String,
    /// Where it stands.
    pub(super) place: String,
    /// Since when.
    pub(super) since: Instant,
}

/// Something that happened to one of the customer's orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Happened {
    /// When.
    pub(super) at: Instant,
    /// Which verb.
    pub(super) verb: String,
    /// The order's number.
    pub(super) order: String,
    /// Who did it.
    pub(super) who: String,
}

/// Everything that the counter needs to know about a customer.
#[derive(Debug, Clone)]
pub(in crate::front) struct CustomerCard {
    /// Their key.
    pub(super) id: CustomerId,
    /// As it was typed; `code` is theirs.
    pub(in crate::front) card: Add,
    /// Further people.
    pub(super) contacts: Vec<Contact>,
    /// Since when they are on file; none: from before the first order.
    pub(super) first_order: Option<Instant>,
    /// Orders that run.
    pub(super) open: i64,
    /// Parcels that stand ready, oldest first.
    pub(super) ready: Vec<Ready>,
    /// What is unpaid of orders that run.
    pub(super) unpaid: Money,
    /// What is owed on account.
    pub(super) on_account: Money,
    /// How much they may owe, where that was decided for them.
    pub(super) limit: Option<Money>,
    /// Into which card this one was merged.
    pub(super) merged_into: Option<String>,
    /// The personal data were erased.
    pub(super) erased: bool,
    /// What was asked about them, who called, whom they were promised to be called back, newest first.
    pub(super) threads: Vec<Thread>,
    /// Newest first.
    pub(super) lately: Vec<Happened>,
    /// How to reach them, what they bought and what they owe is not for whoever reads: it is left out.
    pub(in crate::front) is_hidden: bool,
}

/// Reads the card of a customer. Never reads more orders than run, or happened lately.
///
/// # Errors
/// `not-found`.
pub(in crate::front) fn customer_card(
    reader: &mut Reader<'_>,
    code: &str,
) -> Result<CustomerCard, Refused> {
    let row = reader.row_of_code(
        "select c.id, c.code, c.name, c.company_id, c.vat_id, c.contact, c.phone, c.email, c.street, c.city, c.postal_code, c.country, c.note,
                c.account_limit, i.code, c.erased_at is not null
         from customer c left join customer i on i.id = c.merged_into where upper(c.code) in ($1, $2, $3)",
        code,
        1,
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", code))?;
    let id = CustomerId(row.int(0)?);
    let card = Add {
        code: row.text(1)?,
        name: row.text(2)?,
        company_id: row.text(3)?,
        vat_id: row.text(4)?,
        contact: row.text(5)?,
        phone: row.text(6)?,
        email: row.text(7)?,
        street: row.text(8)?,
        city: row.text(9)?,
        postal_code: row.text(10)?,
        country: row.text(11)?,
        note: row.text(12)?,
    };
    if !reader.may_see_customer(id)? {
        return Ok(CustomerCard {
            id,
            card: Add {
                code: card.code,
                name: card.name,
                ..Add::default()
            },
            contacts: Vec::new(),
            first_order: None,
            open: 0,
            ready: ready(reader, id)?,
            unpaid: Money::ZERO,
            on_account: Money::ZERO,
            limit: None,
            merged_into: row.text_or_none(14)?,
            erased: row.flag(15)?,
            threads: Vec::new(),
            lately: Vec::new(),
            is_hidden: true,
        });
    }
    let sums = reader.row(
        "select (select count(*) from (select 1 from orders where customer = $1 and open = 1 limit $2) as r),
                (select cast(coalesce(sum(due), 0) as bigint) from (select total - paid as due from orders where customer = $1 and open = 1 and on_account = 0 and total > paid limit $2) as u),
                (select cast(coalesce(sum(due), 0) as bigint) from (select total - paid as due from orders where customer = $1 and on_account = 1 and paid < total limit $2) as a),
                (select placed_at from orders where customer = $1 order by placed_at, id limit 1)",
        &[id.0.into(), OWED_ORDERS_MAX.into()],
    )?;
    let (open, unpaid, on_account, first_order) = match sums {
        Some(sums) => (
            sums.int(0)?,
            Money(sums.int(1)?),
            Money(sums.int(2)?),
            sums.int_or_none(3)?.map(Instant),
        ),
        None => Default::default(),
    };
    Ok(CustomerCard {
        id,
        contacts: customer::contacts(reader, id)?,
        first_order,
        open,
        ready: ready(reader, id)?,
        unpaid,
        on_account,
        limit: row.int_or_none(13)?.map(Money),
        merged_into: row.text_or_none(14)?,
        erased: row.flag(15)?,
        lately: lately(reader, id)?,
        threads: Thread::of_customer(reader, id)?,
        is_hidden: false,
        card,
    })
}

fn ready(reader: &mut Reader<'_>, id: CustomerId) -> Result<Vec<Ready>, Refused> {
    let rows = reader.rows(
        "select o.number, p.number, p.place, p.ready_at from orders o cross join parcel p on p.orders = o.id
         where o.customer = $1 and o.open = 1 and p.ready_at is not null and p.handed_at is null order by p.ready_at limit 8",
        &[id.0.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Ready {
                order: row.text(0)?,
                parcel: row.text(1)?,
                place: row.text(2)?,
                since: Instant(row.int(3)?),
            })
        })
        .collect()
}

fn lately(reader: &mut Reader<'_>, id: CustomerId) -> Result<Vec<Happened>, Refused> {
    let rows = reader.rows(
        "select j.at, j.verb, n.number, coalesce(s.name, '') from
             (select id, number from orders where customer = $1 order by placed_at desc, id desc limit $2) as n
             cross join journal j on j.orders = n.id left join staff s on s.id = j.staff
         order by j.seq desc limit $3",
        &[id.0.into(), LATELY_ORDERS.into(), LATELY_LINES.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Happened {
                at: Instant(row.int(0)?),
                verb: row.text(1)?,
                order: row.text(2)?,
                who: row.text(3)?,
            })
        })
        .collect()
}
