//! The office has changed one of its own job cards.

use super::own::{CARD_BYTES_MAX, is_card_name};
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
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
    /// The number of the journal line of its last change that was known when it was shown, 0: none; refused where there is a later one.
    /// Not given: it is written whatever was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<i64>,
}

/// The last change of a card in this language: the number of its journal line, and by whom. Only the newest lines of the journal
/// are looked at: it has no index by its subjects.
pub(super) fn last_change(
    reads: &mut impl Reads,
    card: &str,
    lang: &str,
) -> Result<Option<(i64, String)>, Refused> {
    let rows = reads.rows(
        "select j.seq, coalesce(s.name, ''), j.data from journal j left join staff s on s.id = j.staff
         where j.seq > (select max(seq) from journal) - 1000 and j.verb = $1 and j.subject = $2 order by j.seq desc",
        &[EditCard::NAME.into(), card.into()],
    )?;
    for row in rows {
        let data: serde_json::Value = serde_json::from_str(&row.text(2)?).unwrap_or_default();
        if data["ask"]["lang"] == lang {
            return Ok(Some((row.int(0)?, row.text(1)?)));
        }
    }
    Ok(None)
}

impl Verb for EditCard {
    const NAME: &'static str = "card.edit";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
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
        if let Some(known) = self.known
            && let Some((seq, by)) = last_change(permit, &self.card, &self.lang)?
            && seq > known
        {
            return Err(Refused::rule("card-changed")
                .with("card", self.card.as_str())
                .with("name", by));
        }
        Ok(Receipt::about(self.card.as_str()).with("lang", self.lang.as_str()))
    }
}
