//! Keys in, screen out: the whole program but for the terminal, at a fixed clock.

mod any_scan;
mod any_typing;
mod asked_first;
mod beside;
mod cards;
mod choice;
mod clock;
mod counter;
mod cover_keys;
mod coverage;
mod customer_card;
mod customers_list;
mod czech;
mod drawer;
mod drawer_sums;
mod few_keys;
mod fields;
mod figures;
mod finding;
mod follow;
mod forms;
mod hand_over;
mod handback;
mod hidden;
mod history;
mod keys_of_jobs;
mod leaving;
mod lists;
mod locked;
mod never_old;
mod numbers;
mod order_form;
mod order_side;
mod overtaken;
mod palette;
mod papers;
mod parcels;
mod pictures;
mod practice;
mod prices;
mod questions;
mod refusals;
mod requests;
mod roster;
mod scans;
mod shelves;
mod small;
mod sums;
mod till;
mod told_early;
mod training;
mod typed;
mod under_the_form;
mod undo;
mod unseen;
mod wild;

use crate::stage::{Stage, pin};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::sync::Arc;
use std::time::Duration;
use swingdoor::app::Shell;
use swingdoor::words::Lang;

/// Somebody at a terminal.
struct Person {
    shell: Shell,
}

impl Person {
    fn at(stage: &Stage, terminal: &str, code: &str, digits: &str) -> Self {
        let clock = Arc::new(stage.clock.clone());
        let mut shell = Shell::open(&stage.path(), clock, terminal, Some(Lang::En), None).unwrap();
        shell.sign_in(code, pin(digits));
        shell.settle();
        Self { shell }
    }

    /// Jana, who has found this order of the first customer by name and begun to change it.
    fn changes(stage: &Stage, order: &str) -> Self {
        let mut jana = Self::at(stage, "hall", "JN", "1937");
        jana.type_text("hora");
        jana.press(KeyCode::Enter);
        jana.sees(order);
        jana.press(KeyCode::Enter);
        jana.press(KeyCode::Char('e'));
        jana.sees(&format!("Change {order}"));
        jana
    }

    fn press(&mut self, code: KeyCode) {
        self.shell.press_and_settle(KeyEvent::from(code));
    }

    fn ctrl(&mut self, c: char) {
        self.shell
            .press_and_settle(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }

    fn paste(&mut self, text: &str) {
        self.shell.event(&Event::Paste(text.to_owned()));
        self.shell.settle();
    }

    fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }

    /// What a scanner sends: the code and Enter, two milliseconds from key to key.
    fn scan(&mut self, code: &str) {
        self.burst(&format!("{code}\r"), 2);
    }

    /// Keys that come one after the other with so many milliseconds between them, and then none.
    fn burst(&mut self, keys: &str, pause_ms: u64) {
        let mut at = std::time::Instant::now();
        for c in keys.chars() {
            let code = match c {
                '\r' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                c => KeyCode::Char(c),
            };
            self.shell.came(&Event::Key(code.into()), at);
            at += Duration::from_millis(pause_ms);
        }
        self.shell.event(&Event::FocusGained);
        self.shell.settle();
    }

    fn screen(&mut self) -> String {
        self.shell.screen(100, 30).replace('\u{a0}', " ")
    }

    /// Waits until the screen shows a text; fails after ten seconds.
    #[track_caller]
    fn sees(&mut self, text: &str) {
        for _ in 0..200 {
            self.shell.settle();
            if self.screen().contains(text) {
                return;
            }
            self.shell.listen(Duration::from_millis(50));
        }
        panic!("{text:?} is not on the screen:\n{}", self.screen());
    }

    /// Waits until a text has left the screen; fails after ten seconds.
    #[track_caller]
    fn no_longer_sees(&mut self, text: &str) {
        for _ in 0..200 {
            self.shell.settle();
            if !self.screen().contains(text) {
                return;
            }
            self.shell.listen(Duration::from_millis(50));
        }
        panic!("{text:?} is still on the screen:\n{}", self.screen());
    }
}

#[test]
fn an_order_taken_at_the_front_appears_at_the_back_is_picked_and_handed_over() {
    let mut stage = Stage::new();
    stage.drawer();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("Nothing to pick");

    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("C-00001");
    jana.press(KeyCode::Tab);
    jana.type_text("PAP");
    jana.press(KeyCode::Tab);
    jana.type_text("3");
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken: to pick");

    petr.sees("SO-2026-0001");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    petr.press(KeyCode::Enter);
    petr.sees("Where is P-2026-0001 put?");
    petr.type_text("P3");
    petr.press(KeyCode::Enter);
    petr.sees("P-2026-0001 is ready on P3.");

    jana.press(KeyCode::Char('1'));
    jana.type_text("hora");
    jana.sees("0001   ● ready P3");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("To pay: CZK 468.27");
    jana.sees("This pays all of it.");
    jana.press(KeyCode::Enter);
    jana.sees("Payment R-2026-0001 taken");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("A company's name is no collector.");
    jana.type_text("Josef Horák");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
}

#[test]
fn a_lunch_is_asked_for_accepted_and_handed_back_on_two_terminals() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(4));
    // The one person who is trained and here is named, with what she can.
    petr.sees("[Somebody covers me]");
    petr.sees("■ fulfilment  □ stock");
    petr.sees("Enter ask Jana Nováková, until 10:30");
    petr.press(KeyCode::Enter);
    petr.sees("Jana Nováková is asked to cover fulfilment until");
    jana.sees("Petr Malý asks you to cover fulfilment until");
    jana.press(KeyCode::F(4));
    jana.sees("Petr Malý asks you to cover fulfilment until");
    jana.sees("< yes, I cover >");
    jana.press(KeyCode::Enter);
    jana.sees("Type your own PIN");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr");
    // The other desk is open by itself.
    jana.sees("[F3 Back office]");
    jana.press(KeyCode::F(3));
    jana.sees(&order);
    jana.press(KeyCode::Char('a'));
    jana.press(KeyCode::Enter);
    jana.sees("Where is P-2026-0001 put?");
    jana.type_text("P1");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::F(4));
    jana.press(KeyCode::Enter);
    petr.sees("covered fulfilment for you: F4 shows what was done");
    petr.press(KeyCode::F(4));
    petr.sees("Jana Nováková stood in for Petr");
    petr.press(KeyCode::Char('a'));
    petr.sees("Accept all of CS-2026-0001?");
    petr.press(KeyCode::Char('y'));
    petr.sees("CS-2026-0001 is accepted.");
    stage.is_clean();
}

#[test]
fn an_expired_cover_leaves_the_screen_by_itself() {
    let mut stage = Stage::new();
    stage.lunch("10m");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING");
    stage.clock.advance_seconds(10 * 60);
    jana.shell.tick();
    jana.shell.settle();
    assert!(!jana.screen().contains("COVERING"));
}

#[test]
fn a_report_over_everything_is_the_sum_of_the_orders() {
    let mut stage = Stage::new();
    for _ in 0..3 {
        stage.order("1");
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(9));
    jana.press(KeyCode::Char('7'));
    jana.sees("Enter adds them up");
    jana.press(KeyCode::Enter);
    jana.sees("3 orders, without cancelled ones.");
    // 3 x 129.00 and 21 % VAT of each
    jana.sees("In all CZK 468.27, paid CZK 0.00, due CZK 468.27");
    // Again it begins from nothing.
    jana.press(KeyCode::Enter);
    jana.sees("In all CZK 468.27, paid CZK 0.00, due CZK 468.27");
}
