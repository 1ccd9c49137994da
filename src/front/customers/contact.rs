//! Somebody else at a customer's: who takes deliveries, who pays, who is to be called.

use crate::model::{Duty, Right, UnderCover, text::digits};
use crate::office::{Permit, Receipt, Refused, Shown, Verb};
use crate::records::{customer, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most contacts of one customer besides the one on the card.
const CONTACTS_MAX: i64 = 50;

/// Adds a contact of a customer, puts it right, or takes it away: with a number and every text empty it goes. What is not given
/// stays as it is, "" empties it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SetContact {
    /// The customer's code.
    pub customer: String,
    /// Which of theirs, from 1; none: a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<i64>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What for: "accounting", "driver".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Telephone; the counter's search finds the customer by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// May pick up the customer's goods.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub may_pick_up: bool,
    /// What stood in these fields when they were shown: refused with both values where somebody else has changed one since.
    #[serde(skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for SetContact {
    const NAME: &'static str = "customer.set_contact";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, _) = customer::find_running(permit, &self.customer)?;
        let known = customer::contacts(permit, id)?;
        let now = known.iter().find(|one| Some(one.nr) == self.contact);
        let now = now.cloned().unwrap_or_default();
        self.shown
            .against()
            .field("name", &now.name, self.name.as_ref())?
            .field("role", &now.role, self.role.as_ref())?
            .field("phone", &now.phone, self.phone.as_ref())?
            .field("email", &now.email, self.email.as_ref())?
            .field("may_pick_up", &now.may_pick_up, Some(&self.may_pick_up))?
            .done()?;
        let name = text::optional("name", self.name.as_ref().unwrap_or(&now.name))?;
        let role = text::optional("role", self.role.as_ref().unwrap_or(&now.role))?;
        let phone = text::optional("phone", self.phone.as_ref().unwrap_or(&now.phone))?;
        let email = text::optional("email", self.email.as_ref().unwrap_or(&now.email))?;
        let nr = match self.contact {
            Some(nr) if known.iter().any(|one| one.nr == nr) => nr,
            Some(nr) => return Err(Refused::not_found("contact", &nr.to_string())),
            None => known.last().map_or(1, |last| last.nr + 1),
        };
        let nothing = [&name, &phone, &email].iter().all(|text| text.is_empty());
        if nothing && self.contact.is_none() {
            return Err(Refused::rule("name-empty").with("field", "name"));
        }
        if self.contact.is_none() && nr > CONTACTS_MAX {
            return Err(Refused::rule("too-many-contacts").with("max", CONTACTS_MAX));
        }
        permit.write(
            "delete from contact where customer = $1 and nr = $2",
            &[id.0.into(), nr.into()],
        )?;
        let seq = permit.seq();
        if !nothing {
            permit.write(
                "insert into contact (customer, nr, name, role, phone, digits, email, seq, may_pick_up) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                &[
                    id.0.into(),
                    nr.into(),
                    name.as_str().into(),
                    role.into(),
                    phone.as_str().into(),
                    digits(&phone).into(),
                    email.into(),
                    seq.into(),
                    self.may_pick_up.into(),
                ],
            )?;
        }
        permit.write(
            "update customer set changed_seq = $2 where id = $1",
            &[id.0.into(), seq.into()],
        )?;
        customer::index(permit, id, true)?;
        Ok(Receipt::about(self.customer.as_str())
            .with("customer", self.customer.as_str())
            .with("contact", nr)
            .with("gone", nothing))
    }
}
