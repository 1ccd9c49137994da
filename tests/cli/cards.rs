//! Job cards for everything that `swingdoor verbs` lists.

use swingdoor::cli::VERBS;
use swingdoor::cover::cards;
use swingdoor::words::Lang;

/// What nobody does at a desk: only imports and the program itself.
const WITHOUT_CARD: &[&str] = &["order.record"];

fn verbs() -> impl Iterator<Item = &'static str> {
    VERBS
        .iter()
        .map(|verb| verb.name)
        .filter(|name| !WITHOUT_CARD.contains(name))
}

#[test]
fn every_verb_of_the_desks_has_its_card_in_both_languages() {
    let mut missing = Vec::new();
    for lang in [Lang::En, Lang::Cs] {
        for verb in verbs() {
            if cards::card(None, lang, verb).is_err() {
                missing.push(format!("assets/cards/{}/{verb}.md", lang.as_str()));
            }
        }
    }
    assert!(missing.is_empty(), "without a card: {missing:#?}");
}
