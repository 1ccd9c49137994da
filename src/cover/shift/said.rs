//! What is said after an act on a cover: who, what and until when.

use super::Cover;
use crate::model::time::parse_when;
use crate::model::{Duties, Instant, StaffId};
use crate::office::{Reads, Receipt, Refused};
use crate::records::staff;
use crate::words::{Words, named};

/// What a receipt says of a cover, so that whoever acted reads names and not only a number.
#[derive(Debug, Clone, Copy)]
pub(in crate::cover) struct About {
    /// Whose duties.
    pub(in crate::cover) owner: Option<StaffId>,
    /// Who stands in, or is asked to.
    pub(in crate::cover) coverer: Option<StaffId>,
    /// What is lent.
    pub(in crate::cover) duties: Duties,
    /// Until when.
    pub(in crate::cover) until: Instant,
}

impl About {
    /// Of a cover that is on file.
    pub(super) fn cover(cover: &Cover) -> Self {
        Self {
            owner: cover.owner,
            coverer: cover.coverer.or(cover.asked),
            duties: cover.duties,
            until: cover.ends_at,
        }
    }

    /// The receipt with the names, duties and end in it.
    pub(in crate::cover) fn put(
        self,
        reads: &mut impl Reads,
        receipt: Receipt,
    ) -> Result<Receipt, Refused> {
        let mut named =
            |id: Option<StaffId>| id.map_or(Ok(String::new()), |id| staff::name(reads, id));
        let (owner, coverer) = (named(self.owner)?, named(self.coverer)?);
        Ok(receipt
            .with("owner", owner)
            .with("coverer", coverer)
            .with("duties", self.duties.to_string())
            .with("until", self.until.to_string()))
    }
}

fn duties(words: &Words, receipt: &Receipt) -> String {
    words.duties(Duties::parse(receipt.text("duties")).unwrap_or_default())
}

/// The time of a moment in the receipt.
fn time(words: &Words, receipt: &Receipt, field: &str) -> String {
    parse_when(receipt.text(field), Instant(0), chrono_tz::UTC)
        .map_or_else(String::new, |at| words.time(at))
}

fn number(receipt: &Receipt) -> &str {
    match receipt.text("cover") {
        "" => receipt.subject.as_str(),
        number => number,
    }
}

/// "You cover fulfilment for Petr Malý until 12:30".
#[must_use]
pub fn begun(words: &Words, receipt: &Receipt) -> String {
    let duties = named::Duties(duties(words, receipt));
    let number = named::Number(number(receipt));
    let until = named::Until(time(words, receipt, "until"));
    match receipt.text("owner") {
        "" => words.cover_declared_nobody(duties, number, until),
        owner => words.cover_declared(duties, number, named::Owner(owner), until),
    }
}

/// Who is asked, and whether they are there to answer.
pub(super) fn asked(words: &Words, receipt: &Receipt) -> String {
    let whom = receipt.text("coverer");
    let (number, until) = (number(receipt), time(words, receipt, "until"));
    let numbers = receipt.result.get("covers").and_then(|all| all.as_array());
    let numbers: Vec<&str> = numbers
        .into_iter()
        .flatten()
        .filter_map(|number| number.as_str())
        .collect();
    if numbers.len() > 1 {
        let split =
            words.cover_asked_split(named::Numbers(numbers.join(", ")), named::Until(until));
        let nobody = Duties::parse(receipt.text("nobody")).unwrap_or_default();
        return if nobody.is_empty() {
            split
        } else {
            format!("{split} {}", words.cover_asked_nobody(words.duties(nobody)))
        };
    }
    if whom.is_empty() {
        return words.cover_asked_anyone(
            named::Duties(duties(words, receipt)),
            named::Number(number),
            named::Until(until),
        );
    }
    if receipt.result.get("present") == Some(&false.into()) {
        return words.cover_asked_away(named::Number(number), named::Whom(whom));
    }
    words.cover_asked(
        named::Duties(duties(words, receipt)),
        named::Number(number),
        named::Until(until),
        named::Whom(whom),
    )
}

/// The owner is asked whether one may stand in.
pub(super) fn offered(words: &Words, receipt: &Receipt) -> String {
    words.cover_offered(
        named::Duties(duties(words, receipt)),
        named::Number(number(receipt)),
        named::Owner(receipt.text("owner")),
        named::Until(time(words, receipt, "until")),
    )
}

/// The owner is asked whether one may stand in later.
pub(super) fn offered_for_later(words: &Words, receipt: &Receipt) -> String {
    words.cover_offer_planned(
        named::Duties(duties(words, receipt)),
        named::From(time(words, receipt, "from")),
        named::Number(number(receipt)),
        named::Owner(receipt.text("owner")),
    )
}

/// A cover that begins later is agreed.
pub(super) fn agreed(words: &Words, receipt: &Receipt) -> String {
    words.cover_agreed(
        named::Duties(duties(words, receipt)),
        named::From(time(words, receipt, "from")),
        named::Number(number(receipt)),
        named::Owner(receipt.text("owner")),
    )
}

/// How a cover or a request came to its end.
#[must_use]
pub fn ended(words: &Words, receipt: &Receipt) -> String {
    let (owner, coverer) = (receipt.text("owner"), receipt.text("coverer"));
    let duties = named::Duties(duties(words, receipt));
    let how = named::How(words.word("ended", receipt.text("ended")));
    let number = named::Number(receipt.subject.as_str());
    if owner.is_empty() || coverer.is_empty() {
        return words.cover_ended_request(duties, how, number);
    }
    words.cover_ended(
        named::Coverer(coverer),
        duties,
        how,
        number,
        named::Owner(owner),
    )
}

/// Until when it runs now.
pub(super) fn extended(words: &Words, receipt: &Receipt) -> String {
    words.cover_extended(
        named::Coverer(receipt.text("coverer")),
        named::Duties(duties(words, receipt)),
        named::Number(receipt.subject.as_str()),
        named::Until(time(words, receipt, "until")),
    )
}
