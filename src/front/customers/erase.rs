//! A person asks to be forgotten.

use crate::model::{CustomerId, Duty, Instant, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::customer::{self, ERASED};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Empties the card of a customer, and of the cards that were merged into it: name, contact, telephone, addresses, note (GDPR, article
/// 17). What was written about the person goes as well: notes and reasons of their orders, who collected and who signed, questions and
/// messages, and the name in the notes of covers. Orders, payments and issued papers stay as bookkeeping law wants them (article
/// 17(3)(b)), under the code alone. The journal stays as it was written: its lines are chained and nobody can change one. An order that
/// still runs stands in the way; what is erased already is not erased again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Erase {
    /// The customer's code.
    pub customer: String,
    /// Why, or who asked; without personal data.
    pub reason: String,
}

impl Verb for Erase {
    const NAME: &'static str = "customer.erase";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, _) = customer::find(permit, &self.customer)?;
        text::name("reason", &self.reason)?;
        let erased = permit.row(
            "select erased_at from customer where id = $1",
            &[id.0.into()],
        )?;
        if let Some(at) = erased.map_or(Ok(None), |row| row.int_or_none(0))? {
            return Err(Refused::rule("customer-erased-already")
                .with("customer", self.customer.as_str())
                .with("at", Instant(at)));
        }
        let open = permit.row(
            "select number from orders where customer = $1 and open = 1 order by id limit 1",
            &[id.0.into()],
        )?;
        if let Some(row) = open {
            return Err(Refused::rule("customer-has-orders")
                .with("customer", self.customer.as_str())
                .with("order", row.text(0)?));
        }
        for card in with_merged(permit, id)? {
            forget_in_covers(permit, card)?;
            empty_card(permit, card)?;
            for sql in WRITTEN_ABOUT {
                permit.write(sql, &[card.0.into(), ERASED.into()])?;
            }
        }
        Ok(Receipt::about(self.customer.as_str()).with("customer", self.customer.as_str()))
    }
}

/// This card, and all that were merged into it, over several steps if need be.
fn with_merged(permit: &mut Permit<'_>, id: CustomerId) -> Result<Vec<CustomerId>, Refused> {
    let mut cards = vec![id];
    let mut at = 0;
    while let Some(card) = cards.get(at).copied() {
        let rows = permit.rows(
            "select id from customer where merged_into = $1 order by id",
            &[card.0.into()],
        )?;
        for row in rows {
            cards.push(CustomerId(row.int(0)?));
        }
        at += 1;
    }
    Ok(cards)
}

fn empty_card(permit: &mut Permit<'_>, id: CustomerId) -> Result<(), Refused> {
    let (now, seq) = (permit.now(), permit.seq());
    permit.write(
        "update customer set name = $4, folded = '', company_id = '', vat_id = '', contact = '', phone = '', digits = '', email = '', street = '', city = '',
                postal_code = '', country = '', note = '', erased_at = $2, changed_seq = $3 where id = $1",
        &[id.0.into(), now.0.into(), seq.into(), ERASED.into()],
    )?;
    customer::name_orders(permit, id, ERASED)?;
    permit.write("delete from contact where customer = $1", &[id.0.into()])?;
    permit.write(
        "delete from customer_words where rowid = $1",
        &[id.0.into()],
    )?;
    Ok(())
}

/// The name and the contact are taken out of the notes of covers, which were drafted with the names of customers in them.
fn forget_in_covers(permit: &mut Permit<'_>, id: CustomerId) -> Result<(), Refused> {
    let row = permit.row(
        "select name, contact from customer where id = $1",
        &[id.0.into()],
    )?;
    let Some(row) = row else { return Ok(()) };
    for name in [row.text(0)?, row.text(1)?] {
        if name.chars().count() < NAME_CHARACTERS_MIN {
            continue;
        }
        permit.write(
            "update cover set note = replace(note, $1, $2), hand_back = replace(hand_back, $1, $2) where id > 0 and (note like '%' || $1 || '%' or hand_back like '%' || $1 || '%')",
            &[name.into(), ERASED.into()],
        )?;
    }
    Ok(())
}

/// A shorter name would be found within other words.
const NAME_CHARACTERS_MIN: usize = 4;

/// What people wrote about a customer (`$1`) and their orders: it may name them, or say where the key lies.
const WRITTEN_ABOUT: &[&str] = &[
    "update orders set note = '' where customer = $1 and note <> '' and $2 <> ''",
    "update orders set hold = $2 where customer = $1 and hold is not null",
    "update orders set cancelled = $2 where customer = $1 and cancelled is not null",
    "update parcel set collected_by = $2 where collected_by <> '' and orders in (select o.id from orders o where o.customer = $1)",
    "update paper set signed_by = $2 where orders in (select o.id from orders o where o.customer = $1)",
    "update exception set reason = $2 where orders in (select o.id from orders o where o.customer = $1)",
    "update return_line set reason = $2 where orders in (select o.id from orders o where o.customer = $1)",
    "update payment set reason = $2 where reason <> '' and orders in (select o.id from orders o where o.customer = $1)",
    "update thread_entry set words = $2 where thread in (select t.id from thread t where t.customer = $1)",
    "update thread set subject = $2, phone = '' where customer = $1",
    "update thread_entry set words = $2 where thread in (select t.id from thread t where t.orders in (select o.id from orders o where o.customer = $1))",
    "update thread set subject = $2, phone = '' where orders in (select o.id from orders o where o.customer = $1)",
];
