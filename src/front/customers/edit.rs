//! A customer's card is put right.

use super::add::{Add, Card};
use crate::model::{Duty, Right, UnderCover};
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
            "update customer set changed_seq = $2, name = $3, folded = $4, company_id = $5, contact = $6, phone = $7, digits = $8, email = $9, street = $10,
                    city = $11, postal_code = $12, country = $13, note = $14, vat_id = $15 where id = $1",
            &card.values(id.0, seq),
        )?;
        customer::name_orders(permit, id, &card.name)?;
        customer::index(permit, id, true)?;
        Ok(Receipt::about(&*self.customer).with("customer", &*self.customer))
    }
}
