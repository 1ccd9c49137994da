//! A customer's card is put right.

use super::add::{Add, Card};
use crate::model::{CustomerId, Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::customer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts a customer's card right. Fields that are not given stay as they are, "" empties one; the code stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The customer's code.
    pub customer: String,
    /// What is different on the card; its `code` is not looked at.
    pub card: Changes,
    /// What stood in these fields of the card when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

/// Another text for each field that is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Changes {
    /// Not looked at; the code stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Company or person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Registration number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_id: Option<String>,
    /// VAT id of the European Union.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_id: Option<String>,
    /// Whom to ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Post code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Changes {
    /// The card with what is given on it.
    fn on(&self, known: &Add) -> Add {
        let kept = |given: &Option<String>, known: &String| given.as_ref().unwrap_or(known).clone();
        Add {
            code: known.code.clone(),
            name: kept(&self.name, &known.name),
            company_id: kept(&self.company_id, &known.company_id),
            vat_id: kept(&self.vat_id, &known.vat_id),
            contact: kept(&self.contact, &known.contact),
            phone: kept(&self.phone, &known.phone),
            email: kept(&self.email, &known.email),
            street: kept(&self.street, &known.street),
            city: kept(&self.city, &known.city),
            postal_code: kept(&self.postal_code, &known.postal_code),
            country: kept(&self.country, &known.country),
            note: kept(&self.note, &known.note),
        }
    }
}

impl Verb for Edit {
    const NAME: &'static str = "customer.edit";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, _) = customer::find_running(permit, &self.customer)?;
        let known = known(permit, id)?;
        self.not_overtaken(&known)?;
        let card = self.card.on(&known);
        let card = Card::checked(&card, &permit.facts().currency)?;
        let seq = permit.seq();
        permit.write(
            "update customer set changed_seq = $2, name = $3, folded = $4, company_id = $5, contact = $6, phone = $7, digits = $8, email = $9, street = $10,
                    city = $11, postal_code = $12, country = $13, note = $14, vat_id = $15 where id = $1",
            &card.values(id.0, seq),
        )?;
        customer::name_orders(permit, id, &card.name)?;
        customer::index(permit, id, true)?;
        let receipt = Receipt::about(&*known.code).with("customer", &*known.code);
        Ok(if known.name == card.name {
            receipt
        } else {
            receipt.with("was", &*known.name)
        })
    }
}

impl Edit {
    /// What was shown is still so.
    fn not_overtaken(&self, known: &Add) -> Result<(), Refused> {
        let card = &self.card;
        self.shown
            .against()
            .field("name", &known.name, card.name.as_ref())?
            .field("company_id", &known.company_id, card.company_id.as_ref())?
            .field("vat_id", &known.vat_id, card.vat_id.as_ref())?
            .field("contact", &known.contact, card.contact.as_ref())?
            .field("phone", &known.phone, card.phone.as_ref())?
            .field("email", &known.email, card.email.as_ref())?
            .field("street", &known.street, card.street.as_ref())?
            .field("city", &known.city, card.city.as_ref())?
            .field("postal_code", &known.postal_code, card.postal_code.as_ref())?
            .field("country", &known.country, card.country.as_ref())?
            .field("note", &known.note, card.note.as_ref())?
            .done()
    }
}

/// The card as it stands.
pub(super) fn known(reads: &mut impl Reads, customer: CustomerId) -> Result<Add, Refused> {
    let row = reads.row(
        "select code, name, company_id, vat_id, contact, phone, email, street, city, postal_code, country, note from customer where id = $1",
        &[customer.0.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", ""))?;
    Ok(Add {
        code: row.text(0)?,
        name: row.text(1)?,
        company_id: row.text(2)?,
        vat_id: row.text(3)?,
        contact: row.text(4)?,
        phone: row.text(5)?,
        email: row.text(6)?,
        street: row.text(7)?,
        city: row.text(8)?,
        postal_code: row.text(9)?,
        country: row.text(10)?,
        note: row.text(11)?,
    })
}
