//! A person asks to be forgotten.

use crate::model::{Duty, Instant, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::customer::{self, ERASED};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Empties the card of a customer: name, contact, telephone, addresses, note (GDPR, article 17). Orders, payments and issued
/// papers stay as bookkeeping law wants them (article 17(3)(b)), under the code alone; so does the journal, which nobody can
/// change. An order that still runs stands in the way; what is erased already is not erased again.
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
        let (now, seq) = (permit.now(), permit.seq());
        permit.write(
            "update customer set name = $4, folded = '', company_id = '', vat_id = '', contact = '', phone = '', digits = '', email = '', street = '', city = '',
                    postal_code = '', country = '', note = '', erased_at = $2, changed_seq = $3 where id = $1",
            &[id.0.into(), now.0.into(), seq.into(), ERASED.into()],
        )?;
        customer::name_orders(permit, id, ERASED)?;
        permit.write("delete from contact where customer = $1", &[id.0.into()])?;
        // What was asked and said about them may name them.
        permit.write(
            "update thread_entry set words = '*' where thread in (select t.id from thread t where t.customer = $1)",
            &[id.0.into()],
        )?;
        permit.write(
            "update thread set subject = '*', phone = '' where customer = $1",
            &[id.0.into()],
        )?;
        permit.write(
            "delete from customer_words where rowid = $1",
            &[id.0.into()],
        )?;
        Ok(Receipt::about(self.customer.as_str()).with("customer", self.customer.as_str()))
    }
}
