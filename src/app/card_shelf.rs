//! Every job card as it was read, the office's own among them; read again where their folder has changed.

use super::shell::{CARDS, Shell};
use crate::cover::cards::{self, Card};
use crate::words::Lang;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the folder of the own cards looks like: where nothing has changed nothing is read again.
type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Every card, as it was read.
#[derive(Default)]
pub(super) struct Shelf {
    lang: Option<Lang>,
    stamp: Stamp,
    pub(super) cards: Vec<Card>,
}

/// Reads all cards, unless nothing has changed.
fn read(folder: &Path, lang: Lang, before: &(Option<Lang>, Stamp)) -> Option<Shelf> {
    let stamp = stamp(folder);
    if before.0 == Some(lang) && before.1 == stamp {
        return None;
    }
    let mut names: Vec<String> = cards::names().map(str::to_owned).collect();
    for own in cards::own_names(folder) {
        if !names.contains(&own) {
            names.push(own);
        }
    }
    let found = names
        .iter()
        .map(|name| {
            cards::card(Some(folder), lang, name).unwrap_or_else(|refused| {
                let (mut card, _) = cards::parse(name, "");
                card.trouble = Some(refused);
                card
            })
        })
        .collect();
    Some(Shelf {
        lang: Some(lang),
        stamp,
        cards: found,
    })
}

fn stamp(folder: &Path) -> Stamp {
    let mut stamp: Stamp = [Lang::En, Lang::Cs]
        .iter()
        .filter_map(|lang| std::fs::read_dir(folder.join(lang.as_str())).ok())
        .flat_map(|entries| entries.flatten().take(1_000))
        .filter_map(|entry| {
            let path = entry.path();
            let about = path.metadata().ok()?;
            Some((path, about.modified().ok(), about.len()))
        })
        .collect();
    stamp.sort();
    stamp
}

impl Shell {
    /// Asks a clerk for the cards; answered only where something has changed.
    pub(super) fn ask_cards(&mut self) {
        let folder = self.cards_from.clone();
        let lang = self.words.lang();
        let before = (self.cards.shelf.lang, self.cards.shelf.stamp.clone());
        self.ask(CARDS, move |_| Ok(read(&folder, lang, &before)));
    }

    /// The cards have been read.
    pub(super) fn know_cards(&mut self, answer: crate::pane::Answer) {
        if let Ok(Ok(read)) = answer.map(|any| any.downcast::<Option<Shelf>>())
            && let Some(shelf) = *read
        {
            self.cards.shelf = shelf;
            self.dirty = true;
        }
    }
}
