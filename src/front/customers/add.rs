//! A new customer comes in.

use crate::model::{CustomerId, Duty, Right, UnderCover, text::digits, text::fold};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::{customer, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds a customer. Only the name must be given; the code is the next free number unless one is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Add {
    /// Company or person.
    pub name: String,
    /// A code of the office's own, such as "ALFKI".
    pub code: String,
    /// Registration number.
    pub company_id: String,
    /// Whom to ask for.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Post code.
    pub postal_code: String,
    /// Country.
    pub country: String,
    /// Anything else.
    pub note: String,
}

impl Verb for Add {
    const NAME: &'static str = "customer.add";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let card = Card::checked(self)?;
        let code = match text::optional("code", &self.code)? {
            code if code.is_empty() => format!("C-{:05}", permit.next_number("C")?),
            code => code,
        };
        if permit
            .row(
                "select id from customer where code = $1",
                &[code.as_str().into()],
            )?
            .is_some()
        {
            return Err(Refused::rule("name-taken")
                .with("kind", "customer")
                .with("name", code));
        }
        let seq = permit.seq();
        let id = permit.insert(
            "insert into customer (code, name, folded, company_id, contact, phone, digits, email, street, city, postal_code, country, note, made_seq, changed_seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
            &[
                code.as_str().into(),
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
            ],
        )?;
        let alike = customer::alike(permit, &card.name, &card.phone, &card.company_id)?;
        customer::index(permit, CustomerId(id), &card.searched(&code), false)?;
        let alike: Vec<String> = alike
            .into_iter()
            .map(|(known, _)| known)
            .filter(|known| *known != code)
            .collect();
        let mut receipt = Receipt::about(code.as_str()).with("customer", code);
        if !alike.is_empty() {
            receipt = receipt.with("alike", alike);
        }
        Ok(receipt)
    }
}

/// The fields of a customer, checked.
pub(super) struct Card {
    pub(super) name: String,
    pub(super) company_id: String,
    pub(super) contact: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) street: String,
    pub(super) city: String,
    pub(super) postal_code: String,
    pub(super) country: String,
    pub(super) note: String,
}

impl Card {
    pub(super) fn checked(asked: &Add) -> Result<Self, Refused> {
        Ok(Self {
            name: text::name("name", &asked.name)?,
            company_id: text::optional("company_id", &asked.company_id)?,
            contact: text::optional("contact", &asked.contact)?,
            phone: text::optional("phone", &asked.phone)?,
            email: text::optional("email", &asked.email)?,
            street: text::optional("street", &asked.street)?,
            city: text::optional("city", &asked.city)?,
            postal_code: text::optional("postal_code", &asked.postal_code)?,
            country: text::optional("country", &asked.country)?,
            note: text::note("note", &asked.note)?,
        })
    }

    /// What a search finds a customer by.
    pub(super) fn searched<'a>(&'a self, code: &'a str) -> [&'a str; 6] {
        [
            &self.name,
            &self.contact,
            &self.city,
            &self.company_id,
            &self.email,
            code,
        ]
    }
}
