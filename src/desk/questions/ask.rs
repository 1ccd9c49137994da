//! "Is the blue paper in yet?", asked from where one stands.

use super::{belongs_to, words_of};
use crate::model::{Right, ThreadKind, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::thread::{self, Opening};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks a person, whoever owns or covers a duty, or a desk; about an order or a customer where it belongs to one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What is asked.
    pub words: String,
    /// The number of the order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The code of the customer it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// Who is asked: "front" or "back", a duty (whoever owns or covers it), or the code of a person.
    pub to: String,
    /// It interrupts whoever is asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}

impl Verb for Ask {
    const NAME: &'static str = "question.ask";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = words_of(&self.words)?;
        let (order, customer) = belongs_to(permit, self.order.as_ref(), self.customer.as_ref())?;
        let to = thread::addressee(permit, &self.to)?;
        let opening = Opening {
            kind: ThreadKind::Question,
            subject: None,
            words: &words,
            order,
            customer,
            disputed: None,
            to,
            urgent: self.urgent,
            phone: String::new(),
            due_at: None,
        };
        let number = thread::open(permit, &opening)?;
        let receipt = Receipt::about(number.as_str()).with("question", number);
        Ok(match order {
            Some(order) => receipt.order(order),
            None => receipt,
        })
    }
}
