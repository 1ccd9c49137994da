//! Every verb has its job card in both languages, and what a card names is there: keys, refusals, verbs.

use std::collections::BTreeSet;
use swingdoor::app::key_of;
use swingdoor::cli::VERBS;
use swingdoor::cover::cards::{self, Card, RowKind};
use swingdoor::words::{Lang, MESSAGES, Words};

fn all() -> Vec<(Lang, Card)> {
    let mut all = Vec::new();
    for lang in [Lang::En, Lang::Cs] {
        for name in cards::names() {
            all.push((lang, cards::card(None, lang, name).unwrap()));
        }
    }
    all
}

#[test]
fn every_card_is_a_verbs_has_all_its_parts_and_bears_its_duty() {
    let mut faults = Vec::new();
    for (lang, card) in all() {
        let about = format!("{}/{}", lang.as_str(), card.verb);
        let Some(row) = VERBS.iter().find(|verb| verb.name == card.verb) else {
            faults.push(format!("{about}: no such verb"));
            continue;
        };
        if row.right.duty() != card.duty {
            faults.push(format!("{about}: its duty is {:?}", row.right.duty()));
        }
        let parts = [
            card.title != card.verb,
            !card.when.is_empty(),
            !card.need.is_empty(),
            card.steps.len() > 1,
            card.wrong.len() > 1,
            !card.tell.is_empty(),
            !card.ask.is_empty(),
            card.more.is_empty(),
        ];
        if parts.contains(&false) {
            faults.push(format!("{about}: parts {parts:?}, {:?}", card.more));
        }
        if !card
            .steps
            .iter()
            .any(|step| step.does.as_ref() == Some(&card.verb))
        {
            faults.push(format!("{about}: no step does what it is about"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_card_names_a_key_a_refusal_or_a_verb_that_is_not_there() {
    let refusals: BTreeSet<&str> = MESSAGES
        .iter()
        .filter_map(|(id, _)| id.strip_prefix("refused-"))
        .collect();
    let verbs: BTreeSet<&str> = VERBS.iter().map(|verb| verb.name).collect();
    let mut faults = Vec::new();
    for (lang, card) in all() {
        let about = format!("{}/{}", lang.as_str(), card.verb);
        for placeholder in card.placeholders() {
            if key_of(&placeholder).is_none() {
                faults.push(format!("{about}: no key {{{placeholder}}}"));
            }
        }
        for step in &card.steps {
            if let Some(verb) = step.does.as_deref().filter(|verb| !verbs.contains(verb)) {
                faults.push(format!("{about}: no verb {verb}"));
            }
        }
        for wrong in &card.wrong {
            if let Some(id) = wrong.refusal.as_deref().filter(|id| !refusals.contains(id)) {
                faults.push(format!("{about}: no refusal {id}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn keys_are_filled_in_and_none_is_written_by_hand() {
    let words = Words::new(Lang::En, "CZK", chrono_tz::UTC);
    let mut faults = Vec::new();
    for (lang, card) in all() {
        let shown = cards::rows(&card.clone().with_keys(key_of), &words, 78);
        let text: Vec<_> = shown.iter().map(|row| row.text.as_str()).collect();
        if text.iter().any(|line| line.contains(['{', '}'])) {
            faults.push(format!("{}: {:?}", card.verb, text));
        }
        let raw: Vec<_> = cards::rows(&card, &words, 10_000);
        let by_hand = raw.iter().filter(|row| {
            let mut words = row
                .text
                .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '{');
            words.any(|word| {
                word.starts_with("Ctrl-")
                    || word
                        .strip_prefix('F')
                        .is_some_and(|digits| digits.parse::<u8>().is_ok())
            })
        });
        faults.extend(by_hand.map(|row| format!("{} {}: {}", lang.as_str(), card.verb, row.text)));
        if !shown.iter().any(|row| row.kind == RowKind::Step(0)) {
            faults.push(format!("{}: no first step", card.verb));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(
        key_of("picking/picking-key-pick").as_deref(),
        Some("F3, 1, Enter")
    );
    assert_eq!(
        key_of("@picking/picking-key-pick").as_deref(),
        Some("Enter")
    );
    assert_eq!(key_of("form/key-save").as_deref(), Some("Ctrl-S"));
    assert_eq!(key_of("everywhere/key-cover").as_deref(), Some("F4"));
    assert_eq!(key_of("picking/no-such-key"), None);
}
