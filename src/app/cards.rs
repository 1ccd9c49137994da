//! The job cards that fit what is open: what the shell remembers of them, and which of them it shows.

use super::card_fit::{Here, fitness, reached};
use super::card_keys::{key_of, offers};
use super::card_shelf::Shelf;
use super::shell::Shell;
use crate::cover::cards::Card;
use crate::model::Instant;
use crate::office::News;
use crossterm::event::{KeyCode, KeyEvent};

/// How many cards that fit are offered.
const FITTING_MAX: usize = 4;

/// For so many minutes something that was done ticks the step of a card.
const LATELY_MINUTES: i64 = 15;

/// Of so many dialogs it is remembered which key opened them.
const OPENED_MAX: usize = 32;

/// The card that is open.
#[derive(Debug, Default)]
pub(super) struct Panel {
    /// It has the keys.
    pub(super) inside: bool,
    /// The one that was chosen among those that fit, or from the palette.
    pub(super) chosen: Option<String>,
    /// Stays although it does not fit: it was looked for by its name.
    pub(super) held: bool,
    /// The first row that is shown, once somebody has moved it.
    pub(super) scroll: Option<usize>,
    /// As it was drawn last: the first row, and the greatest first row there can be.
    pub(super) drawn: (usize, usize),
}

/// Everything about cards that the shell remembers.
#[derive(Default)]
pub(super) struct Cards {
    pub(super) shelf: Shelf,
    pub(super) panel: Option<Panel>,
    /// There is room for a card beside the work.
    pub(super) beside: bool,
    /// The key that is being pressed, as cards name it.
    pub(super) pressed: Vec<String>,
    /// Which key opened each dialog.
    opened_by: Vec<(u64, Vec<String>)>,
    /// What this person has done lately.
    done: Vec<(String, Instant)>,
    /// The refusal that was shown last.
    pub(super) refused: Option<&'static str>,
}

impl Cards {
    /// A dialog was opened, by the key that is being pressed.
    pub(super) fn opened(&mut self, dialog: u64) {
        let by = std::mem::take(&mut self.pressed);
        if self.opened_by.len() >= OPENED_MAX {
            self.opened_by.remove(0);
        }
        self.opened_by.push((dialog, by));
    }

    /// Somebody else sits here now.
    pub(super) fn forget(&mut self) {
        self.panel = None;
        self.done.clear();
        self.refused = None;
    }

    /// Nothing typed lies under the card, and it does not have the keys where it covers everything.
    pub(super) fn has_keys(&self) -> bool {
        self.panel.as_ref().is_some_and(|panel| panel.inside)
    }
}

impl Shell {
    /// What this person did is remembered for a while: it ticks the steps of the cards.
    pub(super) fn remember_done(&mut self, news: &[News]) {
        let Some(staff) = self.who.as_ref().map(|who| who.staff) else {
            return;
        };
        let now = self.now();
        let done = news.iter().filter(|line| line.staff == Some(staff));
        self.cards
            .done
            .extend(done.map(|line| (line.verb.clone(), now)));
        self.cards
            .done
            .retain(|(_, at)| at.plus_minutes(LATELY_MINUTES) > now);
    }

    /// Notes which key is being pressed, as cards name it.
    pub(super) fn note_pressed(&mut self, key: KeyEvent) {
        let Some(who) = self.who.clone() else { return };
        let top = self.top();
        let is_text = self.top_is_typing()
            && matches!(key.code, KeyCode::Char(_))
            && key.modifiers.is_empty();
        let pane = self.pane(top).filter(|_| !is_text);
        let offered = pane.map(|pane| offers(pane.as_ref(), &who));
        self.cards.pressed = offered
            .unwrap_or_default()
            .into_iter()
            .filter(|(chord, _)| chord.is(key))
            .map(|(_, name)| name)
            .collect();
    }

    /// The step of the practised card at which somebody is, as far as the screen shows it.
    pub(super) fn reached_in_practice(&self) -> usize {
        let card = self
            .guide
            .as_ref()
            .and_then(crate::cover::practice::Guide::card);
        card.map_or(0, |card| reached(card, &self.here()))
    }

    fn here(&self) -> Here {
        let Some(who) = &self.who else {
            return Here::default();
        };
        let section = self.panes.get(self.section_of(self.desk));
        let pane = self.dialogs.last().map(|(_, pane)| pane).or(section);
        let top = self.top();
        let opened_by = self.cards.opened_by.iter().find(|(id, _)| *id == top);
        let names = |pane: &dyn crate::pane::Pane| super::card_keys::name_of(pane);
        Here {
            section: section.map(|pane| names(pane.as_ref())).unwrap_or_default(),
            offers: pane
                .map(|pane| offers(pane.as_ref(), who))
                .unwrap_or_default()
                .into_iter()
                .map(|(_, name)| name)
                .collect(),
            opened_by: opened_by.map(|(_, by)| by.clone()).unwrap_or_default(),
            in_dialog: !self.dialogs.is_empty(),
            done: self
                .cards
                .done
                .iter()
                .map(|(verb, _)| verb.clone())
                .collect(),
        }
    }

    /// The cards that fit, the most likely first: their places on the shelf; which of them is shown; and the step one has reached.
    pub(super) fn fitting(&self) -> (Vec<usize>, usize, usize) {
        let here = self.here();
        let shelf = &self.cards.shelf.cards;
        let mut fitting: Vec<(u32, usize)> = shelf
            .iter()
            .enumerate()
            .map(|(place, card)| (fitness(card, &here), place))
            .filter(|(fitness, _)| *fitness > 0)
            .collect();
        fitting.sort_by_key(|(fitness, place)| (std::cmp::Reverse(*fitness), *place));
        let mut places: Vec<usize> = fitting.into_iter().map(|(_, place)| place).collect();
        places.truncate(FITTING_MAX);
        let chosen = self.cards.panel.as_ref().and_then(|panel| {
            let name = panel.chosen.as_ref()?;
            shelf.iter().position(|card| card.verb == *name)
        });
        let held = self.cards.panel.as_ref().is_some_and(|panel| panel.held);
        if let Some(place) = chosen.filter(|place| held && !places.contains(place)) {
            places.insert(0, place);
            places.truncate(FITTING_MAX);
        }
        let at = chosen
            .and_then(|place| places.iter().position(|known| *known == place))
            .unwrap_or(0);
        let step = places
            .get(at)
            .and_then(|place| shelf.get(*place))
            .map_or(0, |card| reached(card, &here));
        (places, at, step)
    }

    /// Whether a step of a card was done lately.
    pub(super) fn was_done(&self, verb: Option<&str>) -> bool {
        verb.is_some_and(|verb| self.cards.done.iter().any(|(done, _)| done == verb))
    }

    /// The card that is shown.
    pub(super) fn shown_card(&self) -> Option<&Card> {
        let (places, at, _) = self.fitting();
        self.cards.shelf.cards.get(*places.get(at)?)
    }

    /// The card with its keys filled in.
    pub(super) fn card_to_show(&self, place: usize) -> Option<Card> {
        let card = self.cards.shelf.cards.get(place)?;
        Some(card.clone().with_keys(key_of))
    }
}
