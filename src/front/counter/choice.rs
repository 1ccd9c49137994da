//! What is chosen and open at the counter: how the choice moves, what Enter opens, where Esc leads back to.

use super::beneath::first_choice;
use super::numbers::is_number;
use super::screen::{Counter, MORE_ORDERS, Subject, View};
use super::search::{Match, Thing};
use super::{draw_day, screen};
use crate::front::customers;
use crate::model::Duty;
use crate::model::telephone::Typed;
use crate::pane::{Bound, Offered, Outbox, Place, Who};
use crate::ui::List;
use crossterm::event::{KeyCode, KeyEvent};

/// The keys of acts: between those of customers and of things.
const ACTS_FROM: i64 = 1 << 59;

impl Counter {
    /// What can be chosen: what is found, then acts.
    pub(super) fn keys(&self, view: &View) -> Vec<i64> {
        let found = view.matches.iter().map(|found| found.key);
        let acts = (ACTS_FROM..).zip(&self.acts).map(|(key, _)| key);
        found.chain(acts).collect()
    }

    /// The act that is chosen, and its place among those that were offered.
    pub(super) fn chosen_act(&self) -> Option<(usize, &Offered)> {
        let nth = self.list.chosen()?.checked_sub(ACTS_FROM)?;
        let nth = usize::try_from(nth).ok()?;
        self.acts.get(nth).map(|act| (nth, act))
    }

    /// The key of an act by its place.
    pub(super) fn act_key(nth: usize) -> i64 {
        ACTS_FROM + i64::try_from(nth).unwrap_or(0)
    }

    /// After `/` everything is searched, acts too.
    pub(super) fn searches_everything(&self) -> bool {
        self.takes_digits && !self.search.value().trim().is_empty()
    }

    /// Chooses what is meant while nobody has chosen: at rest nothing.
    pub(super) fn choose_first(&mut self, before: &View, view: &View) {
        let keys = self.keys(view);
        if self.looks_for_nobody() {
            return self.list.keep(&keys);
        }
        let is_chosen = self.list.chosen().is_some_and(|key| keys.contains(&key));
        if is_chosen || self.list.chosen().is_some() || self.customer.is_some() {
            return self.list.settle(&self.keys(before), &keys);
        }
        let first = first_choice(&view.matches).map(|found| found.key);
        if let Some(key) = first.or(keys.first().copied()) {
            self.list.choose(key);
        }
    }

    pub(super) fn chosen<'a>(&self, view: &'a View) -> Option<&'a Match> {
        view.matches
            .iter()
            .find(|found| Some(found.key) == self.list.chosen())
    }

    /// What is shown is what was typed, and not yet what was typed before.
    pub(super) fn is_fresh(&self, view: &View) -> bool {
        view.text == self.search.value()
    }

    /// Nothing is looked for and no card is open.
    pub(super) fn rests(&self) -> bool {
        self.open.is_none() && self.looks_for_nobody()
    }

    /// Nothing is looked for, though a card of what waits may be open.
    pub(super) fn looks_for_nobody(&self) -> bool {
        self.customer.is_none() && self.search.value().trim().is_empty()
    }

    /// Who is looked for is not known, and may be added: what was typed can be a name or a whole telephone number.
    pub(super) fn may_add(&self, view: &View, who: &Who) -> bool {
        let typed = view.text.trim();
        self.open.is_none()
            && self.is_fresh(view)
            && view.matches.is_empty()
            && self.acts.is_empty()
            && who.may(Duty::Reception)
            && (can_be_name(typed) || Typed::read(typed).is_some_and(|number| number.is_whole()))
    }

    /// The form of a new customer, with what was typed where it belongs.
    pub(super) fn add(view: &View, out: &mut Outbox<'_>) {
        let typed = view.text.trim();
        let form = if Typed::read(typed).is_some() {
            customers::new_form(out.words, "", typed)
        } else {
            customers::new_form(out.words, typed, "")
        };
        out.open(Bound::pane(form));
    }

    /// The customer for whom something new begins: whose row somebody went to, or who alone was found.
    pub(super) fn meant<'a>(&self, view: &'a View) -> Option<&'a Match> {
        let known = view.matches.iter().filter(|found| !found.beneath).count();
        let alone = known == 1 && !self.rests();
        self.chosen(view)
            .filter(|found| found.thing.is_none() && (alone || self.looked_at.is_some()))
    }

    /// Opens the card of the chosen match, a customer's with their orders beside it; goes to where other things stand.
    pub(super) fn enter(&mut self, view: &View, out: &mut Outbox<'_>) {
        if let Some((nth, _)) = self.chosen_act() {
            return out.go(Place::Offered(nth));
        }
        let Some(found) = self.chosen(view) else {
            // The card of what was just placed is shown without a row.
            self.open = self.looked_at.take();
            return;
        };
        match &found.thing {
            None => self.open_match(found),
            Some(Thing::Item(item)) => out.go(Place::Item(item.id, item.folded.clone())),
            Some(Thing::Place(place)) if place.is_bin => {
                out.go(Place::Bin(place.code.clone()));
            }
            Some(Thing::Place(place)) => {
                if let Some((order, _)) = place.parcels.first() {
                    out.go(Place::Order(order.clone()));
                }
            }
            Some(Thing::Person(_)) => out.go(Place::Here),
            Some(Thing::Paper(paper)) => {
                out.go(Place::Paper(paper.number.clone(), paper.order.clone()));
            }
        }
    }

    pub(super) fn open_match(&mut self, found: &Match) {
        let Some(subject) = Subject::of(found) else {
            self.list.choose(found.key);
            return;
        };
        if let Subject::Customer(code) = &subject
            && self
                .customer
                .as_ref()
                .is_none_or(|(known, _)| known != code)
        {
            self.customer = Some((code.clone(), MORE_ORDERS));
        }
        self.list.choose(found.key);
        self.scrolled = 0;
        self.open = Some(subject);
    }

    /// The order that was just placed has come into the list of its customer's.
    pub(super) fn open_placed(&mut self, view: &View) {
        let placed = |found: &&Match| found.order.is_some() && found.order == self.placed;
        let found = view.matches.iter().find(placed).cloned();
        if let Some(found) = found.filter(|_| self.customer.is_some()) {
            self.placed = None;
            self.open_match(&found);
        }
    }

    /// From a customer to the order that is asked for most likely: what stands ready, else the newest.
    pub(super) fn enter_order(&mut self, view: &View) {
        let ready = view.person.as_ref().and_then(|card| card.ready.first());
        let orders = || view.matches.iter().filter(|found| found.order.is_some());
        let found = orders()
            .find(|found| ready.is_some_and(|ready| found.order.as_ref() == Some(&ready.order)))
            .or_else(|| orders().next());
        if let Some(found) = found {
            self.open_match(found);
        }
    }

    /// The choice has moved: the card follows it.
    pub(super) fn moved(&mut self, key: KeyEvent, view: &View) {
        let subject = self.chosen(view).and_then(Subject::of);
        self.scrolled = 0;
        if self.open.is_none() {
            self.looked_at = subject;
        } else if subject.is_some() {
            self.open = subject;
        }
        let at_the_end = view.matches.last().map(|found| found.key) == self.list.chosen();
        let onwards = matches!(key.code, KeyCode::Down | KeyCode::PageDown | KeyCode::End);
        if let Some((_, count)) = &mut self.customer
            && at_the_end
            && onwards
            && view.matches.len() > usize::try_from(*count).unwrap_or(usize::MAX)
        {
            *count += MORE_ORDERS;
        }
    }

    /// Back to the search.
    pub(super) fn leave(&mut self, view: &View) {
        let code = self.customer.take().map(|(code, _)| code);
        self.open = None;
        self.looked_at = None;
        self.list = List::default();
        // The customer whose card it was stays chosen where the search finds them again.
        let key = view
            .person
            .as_ref()
            .filter(|card| Some(&card.card.code) == code.as_ref());
        if let Some(found) = key.and_then(|_| view.matches.first()) {
            self.list.choose(found.key);
        }
    }

    /// A card was closed while nobody is looked for: of what waits the chosen row is still looked at; else the counter rests.
    pub(super) fn look_at_what_waits(&mut self, view: &View) {
        if self.looks_for_nobody() {
            let chosen = self.chosen(view).filter(|found| found.order.is_some());
            self.looked_at = chosen.and_then(Subject::of);
            if self.looked_at.is_none() {
                self.list = List::default();
            }
        }
    }

    /// A row was clicked: of what is found once looks at it and twice opens it, of what waits and of the day once opens it.
    pub(super) fn click(&mut self, row: i64, view: &View) {
        if self.keys(view).contains(&row) {
            let again = self.list.chosen() == Some(row);
            self.list.choose(row);
            let Some(found) = self.chosen(view).cloned() else {
                return;
            };
            if again || self.open.is_some() {
                self.open_match(&found);
            } else {
                self.looked_at = Subject::of(&found);
            }
            return;
        }
        let day = view.day.as_ref();
        let call = day.and_then(|day| draw_day::call_of(day, row));
        let subject = match call {
            Some(call) => call.customer.clone().map(Subject::Customer),
            None => screen::order_of_row(view, row).map(Subject::Order),
        };
        if let Some(subject) = subject {
            self.scrolled = 0;
            self.list = List::default();
            self.looked_at = None;
            if let Subject::Customer(code) = &subject {
                self.customer = Some((code.clone(), MORE_ORDERS));
            }
            self.open = Some(subject);
        }
    }
}

/// Whether a text can be somebody's name: words of letters, perhaps with a number behind them, and no number or code of the office's own.
fn can_be_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_code = !text.contains(' ') && text.chars().any(|c| c.is_ascii_digit());
    letters >= 2 && !is_code && !text.contains('@') && !is_number(text)
}
