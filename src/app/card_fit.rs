//! Which job cards fit what is open, the most likely first, and which step of a card one has reached.

use crate::cover::cards::{Card, Step};

/// Where somebody stands, as cards name it.
#[derive(Debug, Default)]
pub(super) struct Here {
    /// The section that is open: "picking".
    pub(super) section: String,
    /// The keys that can be pressed: "picking/picking-key-pick".
    pub(super) offers: Vec<String>,
    /// The key that opened the dialog on top.
    pub(super) opened_by: Vec<String>,
    /// A dialog is open.
    pub(super) in_dialog: bool,
    /// What this person has done lately, oldest first.
    pub(super) done: Vec<String>,
}

/// How well a step that names the key that opened the dialog fits; the others follow from far to near.
const OPENED: u32 = 100;
const CAN_BE_PRESSED: u32 = 20;
const DONE_LAST: u32 = 50;
const IN_SECTION: u32 = 2;
/// More where what is done next from this step on is what the card is about.
const OWN_STEP: u32 = 2;
/// A little more for the keys that stand first in the footer: they are the ones most needed.
const FIRST_KEYS: usize = 9;

/// A key as it is named, without the mark that asks for the key alone.
fn name(key: &str) -> &str {
    key.trim_start_matches('@')
}

fn names(step: &Step, keys: &[String]) -> bool {
    step.keys
        .iter()
        .any(|key| keys.iter().any(|known| known == name(key)))
}

/// How well a card fits; 0: not at all.
pub(super) fn fitness(card: &Card, here: &Here) -> u32 {
    let mut fitness = 0;
    for (nth, step) in card.steps.iter().enumerate() {
        let does_next = card
            .steps
            .iter()
            .skip(nth)
            .find_map(|step| step.does.as_ref());
        let is_own = does_next == Some(&card.verb);
        let mut fits = 0;
        if here.in_dialog && names(step, &here.opened_by) {
            fits = OPENED;
        } else if let Some(place) = own_key(step, here) {
            let first = FIRST_KEYS.saturating_sub(place);
            fits = CAN_BE_PRESSED + u32::try_from(first).unwrap_or(0);
        } else if !here.in_dialog && is_in(step, &here.section) {
            fits = IN_SECTION;
        }
        fitness += if is_own { fits * OWN_STEP } else { fits };
    }
    let last = here.done.last();
    let follows = card
        .steps
        .iter()
        .rev()
        .skip(1)
        .any(|step| step.does.is_some() && step.does.as_ref() == last);
    if here.in_dialog && here.opened_by.is_empty() && follows {
        fitness += DONE_LAST;
    }
    fitness
}

/// The key of this screen that a step names, by its place in the footer; "save" in any form says nothing.
fn own_key(step: &Step, here: &Here) -> Option<usize> {
    let keys = step.keys.iter().map(|key| name(key));
    keys.filter(|key| !key.starts_with("form/"))
        .filter_map(|key| here.offers.iter().position(|known| known == key))
        .min()
}

fn is_in(step: &Step, section: &str) -> bool {
    step.keys
        .iter()
        .any(|key| name(key).split('/').next() == Some(section))
}

/// The step at which somebody is, counted from 0; after the last one all is done.
pub(super) fn reached(card: &Card, here: &Here) -> usize {
    let place = |test: &dyn Fn(&Step) -> bool| card.steps.iter().position(test);
    if here.in_dialog
        && !here.opened_by.is_empty()
        && let Some(nth) = place(&|step| names(step, &here.opened_by))
    {
        let saved_later = card
            .steps
            .iter()
            .skip(nth + 1)
            .any(|step| names(step, &here.offers));
        let opens_only = card.steps[nth].does.is_none();
        return nth + usize::from(opens_only && saved_later);
    }
    let after_last = here.done.last().and_then(|last| {
        card.steps
            .iter()
            .rposition(|step| step.does.as_ref() == Some(last))
            .map(|nth| nth + 1)
    });
    if let Some(nth) = place(&|step| own_key(step, here).is_some()) {
        // All done a moment ago: the card stays ticked until one begins anew.
        let begins = nth == 0 || !here.in_dialog;
        if !(begins && after_last == Some(card.steps.len())) {
            return nth;
        }
    }
    after_last.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::cards::card;
    use crate::words::Lang;

    fn here(section: &str, offers: &[&str]) -> Here {
        Here {
            section: section.to_owned(),
            offers: offers.iter().map(|key| (*key).to_owned()).collect(),
            ..Here::default()
        }
    }

    #[test]
    fn the_step_follows_the_keys_the_dialogs_and_what_was_done() {
        let card = card(None, Lang::En, "order.pick").unwrap();
        let mut here = here("picking", &["picking/picking-key-pick"]);
        assert_eq!(reached(&card, &here), 1);
        here.in_dialog = true;
        here.opened_by = vec!["picking/picking-key-pick".to_owned()];
        here.offers = vec!["pick/picking-key-done".to_owned()];
        assert_eq!(reached(&card, &here), 2);
        here.opened_by.clear();
        here.offers = vec!["form/key-save".to_owned()];
        here.done = vec!["order.pick".to_owned()];
        assert_eq!(reached(&card, &here), 4);
        here.in_dialog = false;
        here.done.push("parcel.ready".to_owned());
        assert_eq!(reached(&card, &here), 5);
    }

    #[test]
    fn the_dialog_that_a_key_has_opened_chooses_the_card() {
        let pay = card(None, Lang::En, "payment.take").unwrap();
        let hand = card(None, Lang::En, "parcel.hand_over").unwrap();
        let mut here = here(
            "counter",
            &[
                "counter/counter-key-hand-over",
                "counter/counter-key-payment",
            ],
        );
        assert!(fitness(&hand, &here) > fitness(&pay, &here));
        here.in_dialog = true;
        here.opened_by = vec!["counter/counter-key-payment".to_owned()];
        here.offers = vec!["payment/payment-key-take".to_owned()];
        assert!(fitness(&pay, &here) > fitness(&hand, &here));
    }
}
