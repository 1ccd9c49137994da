//! What a scanner sent is decided before it acts: a code goes to the screen that is open, or to where the one who stands here works.

use super::Shell;
use super::burst::{Burst, Ended, Step};
use super::shell::{Over, SCAN, SETUP};
use crate::model::code::is_label;
use crate::model::scanner::readings;
use crate::model::{Desk, Duties, Duty, ReadRight, Scanned, ScannerSetup};
use crate::pane::{Answer, Outbox, Place};
use crate::records::{scan, setting};
use crossterm::event::{KeyCode, KeyEvent};
use std::time::Instant;

/// What a scan found, as the reading clerk answers it.
enum Found {
    /// At the sign-in: somebody's badge or code, if it is one.
    Badge(Option<String>),
    /// Anywhere else.
    Thing(Scanned),
    /// On the page that tries the scanner.
    Tried(Scanned),
}

/// What is still to be done with a scan when the screen that is about to come can take it.
pub(super) type Scans = std::collections::VecDeque<Scanned>;

/// The most of an unknown code that is shown.
const SHOWN_CHARACTERS_MAX: usize = 40;

impl Shell {
    /// A key that came at this time, before anybody acts on it.
    pub(super) fn stroke(&mut self, key: KeyEvent, at: Instant) {
        if self.burst.is_over(at) {
            self.end_burst();
        }
        if self.over == Over::Scanner {
            return self.try_key(key, at);
        }
        if self.echoes(key, at) {
            return;
        }
        if Burst::takes(key) {
            // The digit before it was no key.
            self.undo_digit();
        }
        let as_text = matches!(key.code, KeyCode::Char(c) if self.takes_text(c));
        if self.burst.shown() == 0 {
            self.remember_sign_in();
        }
        match self.burst.press(key, at, as_text) {
            Step::Hold => self.try_digit(key),
            Step::Swallow => {}
            Step::Show => self.press(key),
            Step::Pass => {
                self.end_burst();
                self.press(key);
            }
            Step::Scan(code) => {
                self.take_back();
                self.burst.forget();
                self.scanned(&code);
            }
        }
    }

    /// No key came within the pause: what is held is pressed, or is said to be half a code.
    pub(super) fn end_burst(&mut self) {
        let shown = self.burst.shown();
        let shown_in = self.shown_in.take();
        match self.burst.end() {
            Ended::Typed(keys) => {
                // A digit that was alone has chosen its section already.
                let pressed = usize::from(self.tentative.take().is_some());
                for key in keys.into_iter().skip(pressed) {
                    self.press(key);
                    self.ask_for_views();
                }
            }
            Ended::Scan(code) => {
                self.shown_in = shown_in;
                self.take_back_keys(shown);
                self.scanned(&code);
            }
            Ended::Half(text) => {
                self.dirty = true;
                self.status = (self.words.scan_half(short(&text)), true);
            }
        }
    }

    /// Ends the burst if its time is over.
    pub(super) fn end_late_burst(&mut self, now: Instant) {
        if let Some(inner) = &mut self.practice {
            inner.shell.end_late_burst(now);
            return self.after_practice();
        }
        if self
            .burst
            .deadline()
            .is_some_and(|deadline| now >= deadline)
        {
            self.end_burst();
            self.keep_drafts();
            self.ask_for_views();
        }
    }

    /// Whether this character would only be text, so that it can be shown at once and taken back.
    fn takes_text(&mut self, c: char) -> bool {
        if self.who.is_none() || self.locked {
            return true;
        }
        match self.over {
            Over::Palette => true,
            Over::Nothing => {
                let top = self.top();
                !self.cards.has_keys()
                    && !self.ahead.waits()
                    && self.pane(top).is_some_and(|pane| pane.inserts(c))
            }
            Over::Help
            | Over::Discard
            | Over::Copying
            | Over::Leave
            | Over::SignOut
            | Over::Quit
            | Over::Scanner
            | Over::Clock => false,
        }
    }

    fn remember_sign_in(&mut self) {
        if self.who.is_none() || self.locked {
            self.sign_in.remember();
        }
    }

    /// What a scanner typed as text is taken out again.
    fn take_back(&mut self) {
        self.take_back_keys(self.burst.shown());
    }

    /// The window has become too small in the middle of a scan: nothing of it is kept, not even what was shown as text.
    pub(super) fn drop_half_code(&mut self) {
        if self.burst.is_half_code() {
            self.take_back();
            self.undo_digit();
        }
        self.burst.forget();
    }

    fn take_back_keys(&mut self, count: usize) {
        self.dirty = true;
        if self.who.is_none() || self.locked {
            return self.sign_in.go_back();
        }
        let back = KeyEvent::from(KeyCode::Backspace);
        let pane = self.shown_in.take();
        for _ in 0..count {
            match pane {
                _ if self.over == Over::Palette => self.palette.key(back),
                Some(pane) => drop(self.key_of(pane, back)),
                None => {}
            }
        }
    }

    /// A paste that can only be a code is one. In a form it is text, unless the form was made for a scanner.
    pub(super) fn is_pasted_scan(&mut self, text: &str) -> bool {
        let code = text.trim();
        let is_line = !code.is_empty()
            && code.chars().count() <= super::burst::CODE_CHARACTERS_MAX
            && !code.contains(['\n', '\r']);
        if self.who.is_none() || self.locked || !is_line || self.over != Over::Nothing {
            return false;
        }
        let top = self.top();
        let typing = self.cards.has_keys()
            || self
                .pane(top)
                .is_some_and(|pane| pane.inserts('a') && !pane.wants_labels());
        let label = || {
            readings(code, self.burst.setup())
                .iter()
                .any(|one| is_label(one))
        };
        // At the counter a label that is pasted into the search is found either way.
        let is_scan = !typing || (self.dialogs.is_empty() && label());
        if is_scan {
            self.scanned(code);
        }
        is_scan
    }

    /// A code was scanned.
    fn scanned(&mut self, came: &str) {
        self.dirty = true;
        let codes = readings(came, self.burst.setup());
        if codes.is_empty() {
            return;
        }
        if self.who.is_none() || self.locked {
            return self.ask_openly(SCAN, move |reader| {
                scan::badge(reader, &codes).map(Found::Badge)
            });
        }
        match self.over {
            Over::Discard
            | Over::Leave
            | Over::SignOut
            | Over::Quit
            | Over::Copying
            | Over::Clock => {
                self.status = (self.words.scan_question_first(), true);
                return;
            }
            Over::Help | Over::Palette | Over::Scanner | Over::Nothing => {}
        }
        let top = self.top();
        if self.over == Over::Nothing
            && self
                .pane(top)
                .is_some_and(|pane| pane.keeps_code(&codes[0]))
        {
            self.keep_drafts();
            return;
        }
        self.ask(SCAN, move |reader| {
            reader.must_see(ReadRight::AnyDesk)?;
            scan::resolve(reader, &codes).map(Found::Thing)
        });
    }

    /// Asks what a code means that came on the page that tries the scanner.
    pub(super) fn ask_try(&mut self, codes: Vec<String>) {
        self.ask(SCAN, move |reader| {
            reader.must_see(ReadRight::AnyDesk)?;
            scan::resolve(reader, &codes).map(Found::Tried)
        });
    }

    /// What a scanned code means is known.
    pub(super) fn know_scan(&mut self, answer: Answer) {
        self.dirty = true;
        match answer.map(|any| any.downcast::<Found>().map(|found| *found)) {
            Ok(Ok(Found::Badge(Some(code)))) => self.sign_in.name(&code),
            Ok(Ok(Found::Badge(None))) => self.sign_in.trouble = self.words.scan_no_badge(),
            Ok(Ok(Found::Tried(thing))) => self.know_try(thing),
            Ok(Ok(Found::Thing(Scanned::Nothing(code)))) => {
                self.status = (self.words.scan_unknown(short(&code)), true);
            }
            Ok(Ok(Found::Thing(thing))) => {
                self.scans.push_back(thing);
                self.take_scans();
            }
            Ok(Err(_)) => {}
            Err(refused) => self.status = (self.words.refused(&refused), true),
        }
    }

    /// Gives what was scanned to the screen that has the keys, as soon as that has read what it shows.
    pub(super) fn take_scans(&mut self) {
        while !self.scans.is_empty() && self.who.is_some() && !self.locked {
            let top = self.top();
            self.ask_for_views();
            if self.pane(top).is_some_and(|pane| pane.awaits()) {
                return;
            }
            if let Some(thing) = self.scans.pop_front() {
                self.take_scan(thing);
            }
        }
    }

    fn take_scan(&mut self, thing: Scanned) {
        self.dirty = true;
        if matches!(self.over, Over::Help | Over::Palette) {
            self.over = Over::Nothing;
        }
        let Some(who) = self.who.clone() else { return };
        let words = self.words.clone();
        let mut out = Outbox {
            effects: Vec::new(),
            words: &words,
            now: self.now(),
            who: &who,
        };
        let top = self.top();
        self.status = (String::new(), false);
        let taken = self
            .pane(top)
            .is_some_and(|pane| pane.scanned(&thing, &mut out));
        let effects = out.effects;
        self.carry_out(top, effects);
        if taken {
            return self.keep_drafts();
        }
        if !self.dialogs.is_empty() {
            self.status = (self.words.scan_not_here(thing.code()), true);
            return;
        }
        match thing {
            Scanned::Order {
                number, pickable, ..
            }
            | Scanned::Paper {
                order: number,
                pickable,
                ..
            } if self.desk == Some(Desk::Back) => {
                if pickable && who.may(Duty::Fulfilment) {
                    self.carry_out(top, vec![crate::pane::Effect::Go(Place::Pick(number))]);
                } else if pickable {
                    self.status = (self.words.scan_look_only(number), true);
                    self.wish_cover(Duties::NONE.with(Duty::Fulfilment));
                } else {
                    self.status = (self.words.scan_nothing_to_pick(number), true);
                }
            }
            Scanned::Parcel {
                id,
                picked_at,
                here,
                number,
                ..
            } if self.desk == Some(Desk::Back) => {
                if here {
                    self.put_section(
                        Some(Desk::Back),
                        0,
                        crate::back::picking::at_parcel(picked_at.0, id),
                    );
                } else {
                    self.status = (self.words.scan_parcel_gone(number), true);
                }
            }
            Scanned::Paper { number, order, .. } => {
                self.carry_out(
                    top,
                    vec![crate::pane::Effect::Go(Place::Paper(number, order))],
                );
            }
            Scanned::Order { number, .. } => {
                self.at_counter(crate::front::counter::Counter::with(&number))
            }
            Scanned::Parcel { order, .. } => {
                self.at_counter(crate::front::counter::Counter::with(&order))
            }
            Scanned::Item { id, folded, .. } => {
                self.put_section(
                    Some(Desk::Back),
                    1,
                    crate::back::stock::at_item(&folded, id),
                );
            }
            Scanned::Bin(code) => self.show(crate::back::stock::bin_content(&code)),
            Scanned::Nothing(_) => {}
        }
    }

    /// Asks how the scanner is set up.
    pub(super) fn ask_setup(&mut self) {
        self.ask_openly(SETUP, |reader| setting::scanner_setup(reader));
    }

    /// How the scanner is set up is known; where it could not be read the usual holds.
    pub(super) fn know_setup(&mut self, answer: Answer) {
        if let Ok(Ok(setup)) = answer.map(|any| any.downcast::<ScannerSetup>()) {
            self.burst.set_up(*setup);
        }
    }
}

/// A code as a sentence shows it.
fn short(code: &str) -> String {
    crate::ui::text::clip(code, SHOWN_CHARACTERS_MAX)
}
