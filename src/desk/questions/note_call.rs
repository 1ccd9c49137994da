//! Somebody called for one who was not there.

use super::{belongs_to, words_of};
use crate::model::{Addressee, Right, ThreadKind, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::thread::{self, Opening};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes down a telephone message for a person, whoever owns or covers a duty, or a desk.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteCall {
    /// Who called; none: whoever writes it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Their number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// What they said.
    pub words: String,
    /// For whom: "front" or "back", a duty (whoever owns or covers it), or the code of a person.
    pub to: String,
    /// The code of the customer who called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// It interrupts whom it is for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}

impl Verb for NoteCall {
    const NAME: &'static str = "call.note";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = words_of(&self.words)?;
        let from = if self.from.trim().is_empty() {
            let me = permit.staff();
            staff::name(permit, me)?
        } else {
            text::name("name", &self.from)?
        };
        let (_, customer) = belongs_to(permit, None, self.customer.as_ref())?;
        let to = thread::addressee(permit, &self.to)?;
        let person = match to {
            Addressee::Person(person) => staff::name(permit, person)?,
            Addressee::Duty(_) | Addressee::Desk(_) => String::new(),
        };
        let opening = Opening {
            kind: ThreadKind::Phone,
            subject: Some(from),
            words: &words,
            order: None,
            customer,
            disputed: None,
            to,
            urgent: self.urgent,
            phone: text::optional("phone", &self.phone)?,
            due_at: None,
        };
        let number = thread::open(permit, &opening)?;
        Ok(Receipt::about(number.as_str())
            .with("question", number)
            .with("to", person))
    }
}
