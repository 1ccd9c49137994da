//! Where a card is found: ours are built in, the office's own lie beside its file.

use super::card::{Card, Origin, parse};
use super::own::{is_card_name, read_own};
use crate::model::Duty;
use crate::office::Refused;
use crate::words::Lang;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/cards.rs"));

/// The names of our cards; each is a verb's.
pub fn names() -> impl Iterator<Item = &'static str> {
    OURS.iter()
        .filter(|(lang, ..)| *lang == Lang::En.as_str())
        .map(|(_, name, _)| *name)
}

/// The duty of a card of ours: none where there is no such card; `Some(None)` where it is everybody's.
fn duty_of_ours(verb: &str) -> Option<Option<Duty>> {
    ours(Lang::En, verb).map(|card| card.duty)
}

/// The duty that a card counts for: ours know theirs, also where the office's own text stands in their place; another card of the
/// office's has the duty that stands in it, `own`. `None` where it is everybody's.
#[must_use]
pub fn duty_counted(name: &str, own: Option<Duty>) -> Option<Duty> {
    duty_of_ours(name).unwrap_or(own)
}

/// How many own cards are listed at most.
const OWN_MAX: usize = 500;

/// The names of the office's own cards in either language, in order; those that add to ours as well.
#[must_use]
pub fn own_names(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = [Lang::En, Lang::Cs]
        .iter()
        .filter_map(|lang| std::fs::read_dir(folder.join(lang.as_str())).ok())
        .flat_map(|entries| entries.flatten().take(OWN_MAX))
        .filter_map(|entry| entry.file_name().to_str().map(str::to_owned))
        .filter_map(|name| name.strip_suffix(".md").map(str::to_owned))
        .filter(|name| is_card_name(name))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn ours(lang: Lang, verb: &str) -> Option<Card> {
    OURS.iter()
        .find(|(known, name, _)| *known == lang.as_str() && *name == verb)
        .map(|(_, _, text)| parse(verb, text).0)
}

/// The office's own card in this language, else in the other: better than none.
fn own(folder: &Path, lang: Lang, verb: &str) -> Result<Option<String>, Refused> {
    let other = match lang {
        Lang::En => Lang::Cs,
        Lang::Cs => Lang::En,
    };
    match read_own(folder, lang, verb)? {
        Some(text) => Ok(Some(text)),
        None => read_own(folder, other, verb),
    }
}

/// The card of a verb, or of a name that the office has given, with its placeholders (see [`Card::with_keys`]). An own card that
/// cannot be read takes nothing away: ours is shown, with the trouble.
///
/// # Errors
/// There is no such card, or it is the office's own alone and cannot be read.
pub fn card(own_folder: Option<&Path>, lang: Lang, verb: &str) -> Result<Card, Refused> {
    let ours = ours(lang, verb);
    let added = own_folder.map_or(Ok(None), |folder| own(folder, lang, verb));
    match (ours, added) {
        (None, Ok(None)) => Err(Refused::not_found("card", verb)),
        (None, Err(refused)) => Err(refused),
        (Some(card), Ok(None)) => Ok(card),
        (Some(mut card), Err(refused)) => {
            card.trouble = Some(refused);
            Ok(card)
        }
        (ours, Ok(Some(text))) => {
            let (mut card, replaces) = parse(verb, &text);
            match ours {
                Some(ours) if !replaces => Ok(ours.with(card)),
                ours => {
                    card.origin = Origin::Own;
                    card.duty = card.duty.or(ours.and_then(|ours| ours.duty));
                    Ok(card)
                }
            }
        }
    }
}
