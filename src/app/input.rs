//! What keys, clicks and pastes do.

use super::clerk::WriteJob;
use super::cover_keys;
use super::sections::SECTIONS;
use super::shell::{BOTH_COLUMNS_MIN, Over, Shell};
use super::sign_in::SignIn;
use crate::front::counter::Counter;
use crate::model::Desk;
use crate::pane::{Chord, Effect, Hit, Outbox, Place};
use crate::words::{Lang, Words};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use ratatui::layout::Position;

impl Shell {
    /// Something came from the terminal by a person's hand: nothing follows it in the same burst.
    pub fn event(&mut self, event: &Event) {
        self.came(event, std::time::Instant::now());
        self.end_hand();
    }

    /// What is held is pressed, without waiting for more.
    fn end_hand(&mut self) {
        match &mut self.practice {
            Some(inner) => {
                inner.shell.end_hand();
                self.after_practice();
            }
            None => {
                self.end_burst();
                self.forget_enter();
                self.keep_drafts();
                self.ask_for_views();
            }
        }
    }

    /// Something came from the terminal at this time. Keys that come as quick as a scanner's are held until the pause after them.
    pub fn came(&mut self, event: &Event, at: std::time::Instant) {
        if !matches!(event, Event::Resize(..)) {
            self.last_key = self.now();
        }
        if let Some(inner) = &mut self.practice {
            inner.shell.came(event, at);
            self.after_practice();
            return;
        }
        if let Event::Resize(columns, rows) = event {
            self.resized(*columns, *rows);
        } else if self.too_small {
            // Nothing of what a key would act on can be seen.
            self.dirty = true;
            return;
        }
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => {
                self.status_meets_key();
                self.stroke(*key, at);
            }
            Event::Paste(text) => {
                self.end_burst();
                self.dirty = true;
                if self.is_pasted_scan(text) {
                    return self.ask_for_views();
                }
                if self.over == Over::Palette {
                    self.palette.paste(text);
                    self.ask_found();
                    return;
                }
                let top = self.top();
                if self.who.is_some()
                    && !self.cards.has_keys()
                    && let Some(pane) = self.pane(top)
                {
                    pane.paste(text);
                    self.forget_refusal();
                }
            }
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    self.end_burst();
                    self.click(Position::new(mouse.column, mouse.row));
                }
                MouseEventKind::ScrollDown => self.press(KeyEvent::from(KeyCode::Down)),
                MouseEventKind::ScrollUp => self.press(KeyEvent::from(KeyCode::Up)),
                _ => {}
            },
            Event::Resize(..) => self.dirty = true,
            _ => {}
        }
        self.keep_drafts();
        self.ask_for_views();
    }

    fn click(&mut self, at: Position) {
        let Some((_, hit)) = self
            .hits
            .iter()
            .rev()
            .find(|(area, _)| area.contains(at))
            .copied()
        else {
            return;
        };
        match hit {
            Hit::Nothing => {}
            Hit::Key(key) => self.press(key),
            Hit::Card(nth) => {
                self.choose_card(nth);
                self.dirty = true;
            }
            Hit::Entry(nth) => {
                self.palette.choose(nth);
                self.do_entry();
                self.dirty = true;
            }
            Hit::Steps(key, times) => (0..times).for_each(|_| self.press(key)),
            Hit::Row(row) => {
                let top = self.top();
                if let Some(pane) = self.pane(top) {
                    pane.clicked(row);
                }
                self.dirty = true;
            }
        }
    }

    pub(super) fn press(&mut self, key: KeyEvent) {
        self.dirty = true;
        if Chord::ctrl('q').is(key) && self.is_practice() {
            self.over = Over::Leave;
            return;
        }
        if Chord::ctrl('q').is(key) {
            return self.leave();
        }
        if self.who.is_none() || self.locked {
            if let Some((code, pin)) = self.sign_in.key(key, &self.words) {
                self.waiting_for += 1;
                self.tell(WriteJob::SignIn(self.terminal.clone(), code, pin));
            }
            return;
        }
        if self.over != Over::Nothing {
            return self.press_over(key);
        }
        if key.code == KeyCode::Esc {
            self.ahead.clear();
        } else if self.ahead.waits() {
            return self.ahead.keep(key);
        }
        if self.is_second_digit(key) || self.key_of_card(key) || self.global(key) {
            return;
        }
        let top = self.top();
        self.note_pressed(key);
        if self.key_of(top, key) {
            self.shown_in = Some(top);
        } else if key.code != KeyCode::Esc && self.pane(top).is_some_and(|pane| pane.awaits()) {
            self.ahead.keep(key);
        } else {
            self.unused(key);
        }
    }

    /// Gives a key to a pane, and does what it wishes. Whether it was used.
    pub(super) fn key_of(&mut self, id: u64, key: KeyEvent) -> bool {
        let (Some(who), now) = (self.who.clone(), self.now()) else {
            return false;
        };
        let words = self.words.clone();
        let mut out = Outbox {
            effects: Vec::new(),
            words: &words,
            now,
            who: &who,
        };
        let used = self.pane(id).is_some_and(|pane| pane.key(key, &mut out));
        let effects = out.effects;
        let edits = matches!(
            key.code,
            KeyCode::Char(_) | KeyCode::Backspace | KeyCode::Delete
        );
        let is_typed = used && edits && self.pane(id).is_some_and(|pane| pane.is_typing());
        // What was refused is being mended.
        if self.ends_status(&effects) || (is_typed && self.status.1) {
            self.status = (String::new(), false);
        }
        let waits = effects.iter().any(|effect| matches!(effect, Effect::Wait));
        self.carry_out(id, effects);
        used && !waits
    }

    fn press_over(&mut self, key: KeyEvent) {
        let is_yes = matches!(key.code, KeyCode::Char(letter) if self.words.is_yes(letter));
        match self.over {
            Over::Discard if is_yes => {
                self.dialogs.pop();
                self.forget_refusal();
            }
            Over::Discard if !matches!(key.code, KeyCode::Char('n') | KeyCode::Esc) => return,
            Over::Palette => return self.press_palette(key),
            Over::Copying if key.code == KeyCode::Esc => return self.stop_copying(),
            Over::Copying => return,
            Over::Leave if is_yes => self.quit = true,
            Over::Leave if !matches!(key.code, KeyCode::Char('n') | KeyCode::Esc) => return,
            Over::SignOut if is_yes => self.sign_out(),
            Over::Quit if is_yes => self.quit = true,
            Over::SignOut | Over::Quit
                if !matches!(key.code, KeyCode::Char('n') | KeyCode::Esc) =>
            {
                return;
            }
            Over::Scanner => return self.press_scanner(key),
            Over::Clock => return self.press_clock(key),
            Over::SignOut
            | Over::Quit
            | Over::Discard
            | Over::Leave
            | Over::Help
            | Over::Nothing => {}
        }
        self.over = Over::Nothing;
    }

    /// Keys that mean the same everywhere. Whether this was one.
    fn global(&mut self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::F(1) => self.press_card(),
            KeyCode::F(2) => self.go_desk(Some(Desk::Front)),
            KeyCode::F(3) => self.go_desk(Some(Desk::Back)),
            KeyCode::F(4) => {
                self.cards.pressed = vec!["everywhere/key-cover".to_owned()];
                cover_keys::press(self);
            }
            KeyCode::F(5) if self.is_narrow() && !self.both => {
                self.status = (
                    self.words
                        .status_both_too_narrow(i64::from(BOTH_COLUMNS_MIN)),
                    true,
                );
            }
            KeyCode::F(5) => self.both = !self.both,
            KeyCode::F(8) => self.go_urgent(),
            KeyCode::F(9) => self.go_desk(None),
            KeyCode::F(12) if self.is_practice() => {
                self.status = (self.words.practice_not_here(), true);
            }
            KeyCode::F(12) => self.lock(),
            KeyCode::Char('k') if Chord::ctrl('k').is(key) => {
                self.open_palette();
            }
            KeyCode::Char('l') if Chord::ctrl('l').is(key) => self.change_language(),
            KeyCode::Char('r') if Chord::ctrl('r').is(key) => return self.take_draft(),
            KeyCode::Char('t') if Chord::ctrl('t').is(key) && self.is_practice() => {
                self.theme = self.theme.next().practising();
            }
            KeyCode::Char('t') if Chord::ctrl('t').is(key) => self.theme = self.theme.next(),
            KeyCode::Char('o') if Chord::ctrl('o').is(key) && self.is_practice() => {
                self.status = (self.words.practice_not_here(), true);
            }
            KeyCode::Char('o') if Chord::ctrl('o').is(key) && self.would_end_a_cover() => {
                self.over = Over::SignOut;
            }
            KeyCode::Char('o') if Chord::ctrl('o').is(key) => self.sign_out(),
            _ => return false,
        }
        true
    }

    /// Keys that only count where nobody types.
    fn unused(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => {
                let is_dirty = self.dialogs.last().is_some_and(|(_, pane)| pane.is_dirty());
                if self.dialogs.is_empty() && self.is_practice() {
                    self.over = Over::Leave;
                } else if is_dirty {
                    self.over = Over::Discard;
                } else if self.dialogs.is_empty() && self.came_from.is_some() {
                    // The card to which another section led is closed.
                    let top = self.top();
                    self.carry_out(top, vec![Effect::Go(Place::Back)]);
                } else if self.dialogs.pop().is_none() {
                    self.cards.panel = None;
                } else {
                    self.forget_refusal();
                }
            }
            KeyCode::Char('?') => self.over = Over::Help,
            KeyCode::Char('/') if self.dialogs.is_empty() => {
                self.at_counter(Counter::searching(""));
            }
            KeyCode::Char(digit @ '1'..='9') if self.dialogs.is_empty() => {
                let nth = usize::from(u8::try_from(digit).unwrap_or(b'1') - b'1');
                if SECTIONS
                    .iter()
                    .filter(|section| section.desk == self.desk)
                    .count()
                    > nth
                {
                    if self.top_is_typing() {
                        self.note_digit(digit);
                    }
                    self.go_section(self.desk, nth);
                }
            }
            KeyCode::Char(_) if self.top_is_typing() => self.say_no_text(key.modifiers),
            _ => {
                let why = super::acts::why_refused(self, key).filter(|_| !self.top_is_typing());
                if let Some((why, duty)) = why {
                    self.status = (why, true);
                    self.wish_cover(duty.into_iter().collect());
                }
            }
        }
    }

    /// What was typed where nothing is written is not lost without a word.
    fn say_no_text(&mut self, modifiers: KeyModifiers) {
        if !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            self.status = (self.words.status_no_text(), true);
        }
    }

    /// What was refused goes with its form, or with its section.
    pub(super) fn forget_refusal(&mut self) {
        if self.status.1 {
            self.status = (String::new(), false);
        }
    }

    fn go_desk(&mut self, desk: Option<Desk>) {
        if self.dialogs.is_empty() {
            self.desk = desk;
            self.came_from = None;
            self.status = (String::new(), false);
        } else {
            self.status = (self.words.status_close_first(), true);
        }
    }

    pub(super) fn lock(&mut self) {
        if let Some(who) = &self.who {
            self.sign_in = SignIn::of(&who.code);
            self.locked = true;
            self.ask_people();
        }
    }

    fn sign_out(&mut self) {
        if let Some(session) = self.session.take() {
            self.tell(WriteJob::SignOut(session));
        }
        self.who = None;
        self.clear_status();
        self.dialogs.clear();
        self.sign_in = SignIn::of("");
        self.ask_people();
    }

    /// Whether this is the last screen of somebody who covers for a colleague: leaving it ends the cover.
    fn would_end_a_cover(&self) -> bool {
        let who = self.who.as_ref();
        who.is_some_and(|who| who.covering.is_some() && who.is_last_screen)
    }

    fn leave(&mut self) {
        let dirty = self.dialogs.iter().any(|(_, pane)| pane.is_dirty());
        if dirty && self.over != Over::Discard {
            self.over = Over::Discard;
        } else if self.would_end_a_cover() && self.over != Over::Quit {
            self.over = Over::Quit;
        } else {
            self.quit = true;
        }
    }

    fn change_language(&mut self) {
        // What was said is in the other language.
        self.clear_status();
        let next = if self.words.lang() == Lang::En {
            Lang::Cs
        } else {
            Lang::En
        };
        self.words = Words::new(next, &self.facts.currency, self.facts.zone);
        self.lang_chosen = true;
        self.ask_cards();
        self.translate_guide();
    }
}
