//! The office has changed one of its own job cards.

use super::own::{CARD_BYTES_MAX, is_card_name};
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::words::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes who changed which of the office's own cards. The file beside the office is what counts: the screen writes it in the same
/// breath, and whoever uses another editor leaves no line here.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditCard {
    /// The card: a verb, or another name.
    pub card: String,
    /// "en" or "cs".
    pub lang: String,
    /// How large it is now, in bytes; 0: it was taken away.
    pub bytes: u64,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
}

impl Verb for EditCard {
    const NAME: &'static str = "card.edit";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, _permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        if !is_card_name(&self.card) {
            return Err(Refused::rule("bad-card-name").with("value", self.card.as_str()));
        }
        if Lang::parse(&self.lang).is_none() {
            return Err(Refused::rule("bad-language").with("value", self.lang.as_str()));
        }
        if self.bytes > CARD_BYTES_MAX {
            return Err(super::own::too_large(&self.card));
        }
        let is_hash = self.sha256.len() == 64 && self.sha256.chars().all(|c| c.is_ascii_hexdigit());
        if !is_hash {
            return Err(Refused::rule("bad-card-hash").with("value", self.sha256.as_str()));
        }
        Ok(Receipt::about(self.card.as_str()).with("lang", self.lang.as_str()))
    }
}
