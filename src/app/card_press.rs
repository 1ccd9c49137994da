//! F1 and the keys of the card that it opens: on through it, to another that fits, to write in it, and that it was read.

use super::cards::Panel;
use super::shell::{CARDS, Over, Shell};
use crate::cover::cards::{self, CardScreen, ReadCard, new_card_form};
use crate::model::Duty;
use crate::pane::{Bound, Chord, Effect};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};

/// Every key of a card, whether it can be pressed now or not.
pub(super) fn keys_of_cards(words: &Words) -> Vec<(Chord, String)> {
    vec![
        (Chord::key(KeyCode::Down), words.card_key_scroll()),
        (Chord::char('r'), words.card_key_read()),
        (Chord::char('e'), words.card_key_edit()),
        (Chord::key(KeyCode::Right), words.card_key_other()),
        (Chord::key(KeyCode::Tab), words.card_key_keys()),
        (Chord::key(KeyCode::F(1)), words.card_key_close()),
    ]
}

impl Shell {
    /// F1: opens the card, then goes into it, then closes it. Where no card fits: the list of keys.
    pub(super) fn press_card(&mut self) {
        self.ask_cards();
        let beside = self.cards.beside;
        let fits = !self.fitting().0.is_empty();
        match &mut self.cards.panel {
            None if !fits => self.over = Over::Help,
            None => {
                self.cards.panel = Some(Panel {
                    inside: !beside,
                    ..Panel::default()
                });
            }
            Some(panel) if !panel.inside => panel.inside = true,
            Some(_) => self.cards.panel = None,
        }
    }

    /// Opens a card by its name.
    pub(super) fn open_card(&mut self, place: usize) {
        let card = self.cards.shelf.cards.get(place);
        self.cards.panel = card.map(|card| Panel {
            inside: true,
            chosen: Some(card.verb.clone()),
            held: true,
            ..Panel::default()
        });
    }

    /// Shows another one of the cards that fit.
    pub(super) fn choose_card(&mut self, nth: usize) {
        let (places, ..) = self.fitting();
        let card = places
            .get(nth)
            .and_then(|place| self.cards.shelf.cards.get(*place));
        let name = card.map(|card| card.verb.clone());
        if let (Some(panel), Some(name)) = (&mut self.cards.panel, name) {
            panel.chosen = Some(name);
            panel.scroll = None;
        }
    }

    /// A key while the card has the keys. Whether it was used.
    pub(super) fn key_of_card(&mut self, key: KeyEvent) -> bool {
        if !self.cards.has_keys() {
            return false;
        }
        let (places, at, _) = self.fitting();
        let count = places.len().max(1);
        let Some(panel) = &mut self.cards.panel else {
            return false;
        };
        let (first, last) = panel.drawn;
        let mut to = |row: usize| panel.scroll = Some(row.min(last));
        match key.code {
            KeyCode::Down => to(first + 1),
            KeyCode::Up => to(first.saturating_sub(1)),
            KeyCode::PageDown | KeyCode::Char(' ') => to(first + 8),
            KeyCode::PageUp => to(first.saturating_sub(8)),
            KeyCode::Home => to(0),
            KeyCode::End => to(last),
            KeyCode::Right => self.choose_card((at + 1) % count),
            KeyCode::Left => self.choose_card((at + count - 1) % count),
            KeyCode::Tab | KeyCode::Char('?') => self.over = Over::Help,
            KeyCode::Esc => self.cards.panel = None,
            KeyCode::Char('r') if first >= last => self.note_read(),
            KeyCode::Char('e') if self.may_edit_cards() => self.edit_card(),
            KeyCode::Char(_) | KeyCode::Enter if key.modifiers.is_empty() => {}
            _ => return false,
        }
        true
    }

    /// Whoever is signed in may change the office's own cards; not from within a practice.
    pub(super) fn may_edit_cards(&self) -> bool {
        let who = self.who.as_ref().filter(|_| !self.is_practice());
        who.is_some_and(|who| who.may(Duty::Management))
    }

    /// The keys of the card, for the footer.
    pub(super) fn keys_of_card(&self) -> Vec<(Chord, String)> {
        let words = &self.words;
        let at_end = self
            .cards
            .panel
            .as_ref()
            .is_some_and(|panel| panel.drawn.0 >= panel.drawn.1);
        let several = self.fitting().0.len() > 1;
        let may_edit = self.may_edit_cards();
        let mut keys = keys_of_cards(words);
        keys.retain(|(chord, _)| match chord.code {
            KeyCode::Right => several,
            KeyCode::Char('r') => at_end,
            KeyCode::Char('e') => may_edit,
            _ => true,
        });
        keys
    }

    /// Opens the office's own card behind the one that is shown, to write in it.
    fn edit_card(&mut self) {
        let name = self.shown_card().map(|card| card.verb.clone());
        if let Some(name) = name {
            self.write_card(&name);
        }
    }

    fn write_card(&mut self, name: &str) {
        let folder = cards::card_folder(&self.file);
        match CardScreen::open(&folder, self.words.lang(), name) {
            Ok(screen) => {
                self.cards.panel = None;
                self.show(Bound::pane(screen));
            }
            Err(refused) => self.status = (self.words.refused(&refused), true),
        }
    }

    /// Asks for the name of a card of the office's own.
    pub(super) fn new_card(&mut self) {
        let folder = cards::card_folder(&self.file);
        let form = new_card_form(&self.words, &folder);
        self.show(Bound::pane(form));
    }

    /// The card was read to its end: a step of somebody's training.
    fn note_read(&mut self) {
        let Some(card) = self.shown_card() else {
            return;
        };
        let read = ReadCard {
            card: card.verb.clone(),
            duty: card.duty,
        };
        let job = Box::new(
            move |office: &mut crate::office::Office, session: &crate::office::Session| {
                office.perform(session, &read)
            },
        );
        let then: crate::pane::Then =
            |words, receipt| (words.card_was_read(receipt.subject.as_str()), None);
        self.carry_out(CARDS, vec![Effect::Perform(job, then)]);
    }
}
