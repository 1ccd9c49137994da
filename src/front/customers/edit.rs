//! A customer's card is put right.

use super::add::{Add, Card};
use crate::model::{Duty, Right, UnderCover, text::digits, text::fold};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::customer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Replaces a customer's card; fields that are not given become empty, the code stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The customer's code.
    pub customer: String,
    /// The card as it shall be; its `code` is not looked at.
    pub card: Add,
}

impl Verb for Edit {
    const NAME: &'static str = "customer.edit";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, _) = customer::find_running(permit, &self.customer)?;
        let card = Card::checked(&self.card, &permit.facts().currency)?;
        let seq = permit.seq();
        permit.write(
            "update customer set name = $2, folded = $3, company_id = $4, contact = $5, phone = $6, digits = $7, email = $8, street = $9,
                    city = $10, postal_code = $11, country = $12, note = $13, changed_seq = $14, vat_id = $15 where id = $1",
            &[
                id.0.into(),
                card.name.as_str().into(),
                fold(&card.name).into(),
                card.company_id.as_str().into(),
                card.contact.as_str().into(),
                card.phone.as_str().into(),
                digits(&card.phone).into(),
                card.email.as_str().into(),
                card.street.as_str().into(),
                card.city.as_str().into(),
                card.postal_code.as_str().into(),
                card.country.as_str().into(),
                card.note.as_str().into(),
                seq.into(),
                card.vat_id.as_str().into(),
            ],
        )?;
        customer::name_orders(permit, id, &card.name)?;
        customer::index(permit, id, true)?;
        Ok(Receipt::about(&*self.customer).with("customer", &*self.customer))
    }
}
