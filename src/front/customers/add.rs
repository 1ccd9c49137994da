//! A new customer comes in.

use crate::model::company_id::{czech_company_id, vat_id};
use crate::model::{CustomerId, Duty, Right, UnderCover, text::digits, text::fold};
use crate::office::{Permit, Reads, Receipt, Refused, Value, Verb};
use crate::records::{customer, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds a customer. Only the name must be given; the code is the next free number unless one is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Add {
    /// Company or person.
    pub name: String,
    /// A code of the office's own, such as "ALFKI".
    pub code: String,
    /// Registration number; in a Czech office that of a Czech customer must have the right check digit.
    pub company_id: String,
    /// VAT id of the European Union, with its country: "CZ27194410".
    pub vat_id: String,
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
        let card = Card::checked(self, &permit.facts().currency)?;
        let code = match text::optional("code", &self.code)? {
            code if code.is_empty() => next_code(permit)?,
            code => code,
        };
        // A journal that was written when codes could differ by their case alone is played again as it was.
        let taken = permit.row_of_code(
            "select code from customer where upper(code) in ($1, $2, $3)",
            &code,
            0,
        )?;
        let taken = taken.map(|row| row.text(0)).transpose()?;
        if let Some(taken) = taken.filter(|taken| *taken == code || !permit.is_replayed()) {
            return Err(Refused::rule("name-taken")
                .with("kind", "customer")
                .with("name", taken));
        }
        let seq = permit.seq();
        let id = permit.insert(
            "insert into customer (code, made_seq, changed_seq, name, folded, company_id, contact, phone, digits, email, street, city, postal_code, country, note, vat_id)
             values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            &card.values(code.as_str(), seq),
        )?;
        let alike = customer::alike(permit, &card.name, &card.phone, &card.company_id)?;
        customer::index(permit, CustomerId(id), false)?;
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

/// The next code of ours that no card has: an import may have brought some.
fn next_code(permit: &mut Permit<'_>) -> Result<String, Refused> {
    loop {
        let code = format!("C-{:05}", permit.next_number("C")?);
        let taken = permit.row_of_code(
            "select code from customer where upper(code) in ($1, $2, $3)",
            &code,
            0,
        )?;
        if taken.is_none() {
            return Ok(code);
        }
    }
}

/// The fields of a customer, checked.
pub(super) struct Card {
    pub(super) name: String,
    pub(super) company_id: String,
    pub(super) vat_id: String,
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
    /// What the file keeps of it: behind the customer's own value and the journal's line, name to VAT id.
    pub(super) fn values(&self, customer: impl Into<Value>, seq: i64) -> [Value; 15] {
        [
            customer.into(),
            seq.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.company_id.as_str().into(),
            self.contact.as_str().into(),
            self.phone.as_str().into(),
            digits(&self.phone).into(),
            self.email.as_str().into(),
            self.street.as_str().into(),
            self.city.as_str().into(),
            self.postal_code.as_str().into(),
            self.country.as_str().into(),
            self.note.as_str().into(),
            self.vat_id.as_str().into(),
        ]
    }

    /// Reads what was asked; `currency` is the office's.
    pub(super) fn checked(asked: &Add, currency: &str) -> Result<Self, Refused> {
        let country = text::optional("country", &asked.country)?;
        let company_id = text::optional("company_id", &asked.company_id)?;
        Ok(Self {
            name: text::name("name", &asked.name)?,
            company_id: company_id_of(company_id, &country, currency)?,
            vat_id: vat_id_of(text::optional("vat_id", &asked.vat_id)?)?,
            contact: text::optional("contact", &asked.contact)?,
            phone: text::optional("phone", &asked.phone)?,
            email: text::optional("email", &asked.email)?,
            street: text::optional("street", &asked.street)?,
            city: text::optional("city", &asked.city)?,
            postal_code: text::optional("postal_code", &asked.postal_code)?,
            country,
            note: text::note("note", &asked.note)?,
        })
    }
}

/// How people write the country whose company ids a Czech office has on its cards; nothing: at home.
const CZECH: &[&str] = &[
    "",
    "cz",
    "cesko",
    "czechia",
    "czech republic",
    "ceska republika",
];

/// Checks a company id where its rule is known: an id of digits only, of a Czech customer of an office that counts in CZK.
fn company_id_of(typed: String, country: &str, currency: &str) -> Result<String, Refused> {
    let at_home = currency == "CZK" && CZECH.contains(&fold(country).as_str());
    let of_digits = typed
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace());
    if typed.is_empty() || !at_home || !of_digits {
        return Ok(typed);
    }
    czech_company_id(&typed).ok_or_else(|| Refused::rule("bad-company-id").with("value", typed))
}

fn vat_id_of(typed: String) -> Result<String, Refused> {
    if typed.is_empty() {
        return Ok(typed);
    }
    vat_id(&typed).ok_or_else(|| Refused::rule("bad-vat-id").with("value", typed))
}
