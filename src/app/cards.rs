//! F1: the job card that fits what is open, beside the work where there is room for both.

use super::card_fit::{Here, fitness, reached};
use super::card_keys::{key_of, offers};
use super::shell::{CARDS, Over, Shell};
use crate::cover::cards::{self, Card, CardScreen, ReadCard, new_card_form};
use crate::model::{Duty, Instant};
use crate::office::News;
use crate::pane::{Bound, Chord, Effect};
use crate::words::{Lang, Words};
use crossterm::event::{KeyCode, KeyEvent};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many cards that fit are offered.
const FITTING_MAX: usize = 4;

/// For so many minutes something that was done ticks the step of a card.
const LATELY_MINUTES: i64 = 15;

/// Of so many dialogs it is remembered which key opened them.
const OPENED_MAX: usize = 32;

/// What the folder of the own cards looks like: where nothing has changed nothing is read again.
type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// Every card, as it was read.
#[derive(Default)]
pub(super) struct Shelf {
    lang: Option<Lang>,
    stamp: Stamp,
    pub(super) cards: Vec<Card>,
}

/// The card that is open.
#[derive(Debug, Default)]
pub(super) struct Panel {
    /// It has the keys.
    pub(super) inside: bool,
    /// The one that was chosen among those that fit, or from the palette.
    chosen: Option<String>,
    /// Stays although it does not fit: it was looked for by its name.
    held: bool,
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

/// Every key of a card, whether it can be pressed now or not.
pub(super) fn keys_of_cards(words: &Words) -> Vec<(Chord, String)> {
    vec![
        (Chord::key(KeyCode::Down), words.card_key_scroll()),
        (Chord::key(KeyCode::Right), words.card_key_other()),
        (Chord::key(KeyCode::Tab), words.card_key_keys()),
        (Chord::char('r'), words.card_key_read()),
        (Chord::char('e'), words.card_key_edit()),
        (Chord::key(KeyCode::F(1)), words.card_key_close()),
    ]
}

impl Shell {
    /// Asks a clerk for the cards; answered only where something has changed.
    pub(super) fn ask_cards(&mut self) {
        let folder = self.cards_from.clone();
        let lang = self.words.lang();
        let before = (self.cards.shelf.lang, self.cards.shelf.stamp.clone());
        let question = Box::new(move |_: &mut crate::office::Reader<'_>| {
            let read = read(&folder, lang, &before);
            Ok(Box::new(read) as Box<dyn std::any::Any + Send>)
        });
        self.waiting_for += 1;
        if self.clerks.read.send((CARDS, 0, question)).is_err() {
            self.quit = true;
        }
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

    /// The card that is shown.
    pub(super) fn shown_card(&self) -> Option<&Card> {
        let (places, at, _) = self.fitting();
        self.cards.shelf.cards.get(*places.get(at)?)
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

    /// The card with its keys filled in.
    pub(super) fn card_to_show(&self, place: usize) -> Option<Card> {
        let card = self.cards.shelf.cards.get(place)?;
        Some(card.clone().with_keys(key_of))
    }
}
