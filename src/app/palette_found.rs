//! What the palette finds besides acts: orders, customers, items, places and people, read while one types.

use super::Shell;
use super::palette::{Choice, Entry, Group, Palette};
use super::shell::{FIND, Over};
use crate::front::counter::{Match, Thing, everything, thing_note};
use crate::pane::{Answer, Look, Place};
use crossterm::event::{KeyCode, KeyEvent};

/// So many are shown.
const SHOWN_MAX: usize = 6;

impl Shell {
    /// Opens the palette.
    pub(super) fn open_palette(&mut self) {
        self.palette = Palette::of(self);
        self.over = Over::Palette;
    }

    /// A key while the palette is open.
    pub(super) fn press_palette(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => self.over = Over::Nothing,
            KeyCode::Enter => self.do_entry(),
            _ => {
                let before = self.palette.typed();
                self.palette.key(key);
                if self.palette.typed() != before {
                    self.ask_found();
                }
            }
        }
    }

    /// Does what the chosen entry says; what cannot be done says why, and the palette stays.
    pub(super) fn do_entry(&mut self) {
        let Some(chosen) = self.palette.chosen() else {
            self.over = Over::Nothing;
            return;
        };
        if let Choice::Dim(why, duty) = chosen {
            self.status = (why, true);
            self.wish_cover(duty.into_iter().collect());
            return;
        }
        self.over = Over::Nothing;
        self.forget_refusal();
        self.choose_entry(chosen);
    }

    /// Looks for what is typed among what the office keeps.
    pub(super) fn ask_found(&mut self) {
        self.found_asked += 1;
        let typed = self.palette.typed();
        if typed.chars().count() < 2 {
            self.palette.kept.clear();
            return;
        }
        let fits = self.palette.has_acts();
        self.ask_numbered(FIND, self.found_asked, move |reader| {
            everything(reader, &typed, fits)
        });
    }

    /// What was found is known; what belongs to an earlier text is let go of.
    pub(super) fn know_found(&mut self, number: u64, answer: Answer) {
        let Ok(Ok(found)) = answer.map(|any| any.downcast::<Vec<Match>>()) else {
            return;
        };
        let Some(who) = self.who.clone().filter(|_| number == self.found_asked) else {
            return;
        };
        let (words, theme) = (self.words.clone(), self.theme);
        let look = Look {
            now: self.now(),
            words: &words,
            theme: &theme,
            who: &who,
            focused: true,
        };
        let shown = shown(&found).into_iter();
        self.palette.kept = shown.filter_map(|found| entry(found, &look)).collect();
        self.dirty = true;
    }
}

/// What there is room for: the first found, of them no more than half orders where something else is found as well. Digits that end
/// many orders' numbers would hide whose telephone ends in them.
fn shown(found: &[Match]) -> Vec<&Match> {
    let others = found.iter().filter(|one| one.order.is_none()).count();
    let mut orders_left = SHOWN_MAX - others.min(SHOWN_MAX / 2);
    let fits = found.iter().filter(|one| {
        let is_order = one.order.is_some();
        let fits = !is_order || orders_left > 0;
        orders_left -= usize::from(is_order && fits);
        fits
    });
    fits.take(SHOWN_MAX).collect()
}

/// Something found, and where it stands.
fn entry(found: &Match, look: &Look<'_>) -> Option<Entry> {
    let (label, place) = match (&found.thing, &found.order) {
        (Some(thing), _) => {
            let label = format!("{}  {}", found.name, thing_note(thing, look));
            let place = match thing {
                Thing::Item(item) => Place::Item(item.id, item.folded.clone()),
                Thing::Place(place) if place.is_bin => Place::Bin(place.code.clone()),
                Thing::Place(place) => Place::Order(place.parcels.first()?.0.clone()),
                Thing::Person(_) => Place::Here,
                Thing::Paper(paper) => Place::Paper(paper.number.clone(), paper.order.clone()),
            };
            (label, place)
        }
        (None, Some(number)) => (
            format!("{number}  {}", found.name),
            Place::Order(number.clone()),
        ),
        (None, None) => (
            format!("{}  {}", found.name, found.note),
            Place::Customer(found.customer.clone()),
        ),
    };
    Some(Entry::new(
        Group::Found,
        label,
        String::new(),
        Choice::Go(place),
    ))
}
