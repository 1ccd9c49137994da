//! Keys in, screen out: the whole program but for the terminal, at a fixed clock.

mod cards;
mod cover_keys;
mod coverage;
mod customer_card;
mod handback;
mod history;
mod lists;
mod pictures;
mod practice;
mod questions;
mod roster;
mod training;
mod undo;

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

    fn press(&mut self, code: KeyCode) {
        self.shell.press_and_settle(KeyEvent::from(code));
    }

    fn ctrl(&mut self, c: char) {
        self.shell
            .press_and_settle(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }

    fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
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
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    let mut petr = Person::at(&stage, "shelves", "PM", "2222");
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
    jana.sees("1 open, 1 ready");
    jana.press(KeyCode::Enter);
    jana.sees("SO-2026-0001       ready");
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
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
}

#[test]
fn a_lunch_is_asked_for_accepted_and_handed_back_on_two_terminals() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    let mut petr = Person::at(&stage, "shelves", "PM", "2222");
    petr.press(KeyCode::F(4));
    petr.sees("Cover me");
    for _ in 0..5 {
        petr.press(KeyCode::Up);
    }
    for _ in 0..9 {
        if petr.screen().contains("< Cover me: fulfilment >") {
            break;
        }
        petr.press(KeyCode::Char(' '));
    }
    // Whoever is trained and here is offered first.
    petr.sees("< Jana Nováková, is here >");
    petr.ctrl('s');
    petr.sees("CS-2026-0001 is asked for");
    jana.sees("You are asked to cover");
    jana.press(KeyCode::F(4));
    jana.sees("Petr Malý asks you to cover fulfilment until");
    jana.sees("< yes, I cover >");
    jana.press(KeyCode::Enter);
    jana.sees("A cover begins with your own PIN");
    jana.type_text("1111");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr");
    // The other desk is open by itself.
    jana.sees("[F3 Back office]");
    jana.press(KeyCode::F(3));
    jana.sees(&order);
    jana.press(KeyCode::Char('a'));
    jana.sees("Where is P-2026-0001 put?");
    jana.type_text("P1");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::F(4));
    jana.press(KeyCode::Enter);
    petr.sees("A hand-back sheet waits for you");
    petr.press(KeyCode::F(4));
    petr.sees("Jana Nováková stood in for Petr");
    petr.press(KeyCode::Char('a'));
    petr.sees("CS-2026-0001 is accepted.");
    stage.is_clean();
}

#[test]
fn every_size_draws_without_a_panic_in_both_languages() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    for key in [
        KeyCode::F(2),
        KeyCode::Char('2'),
        KeyCode::Char('3'),
        KeyCode::Char('4'),
        KeyCode::F(3),
        KeyCode::Char('2'),
        KeyCode::F(9),
        KeyCode::Char('2'),
        KeyCode::F(4),
        KeyCode::F(1),
    ] {
        jana.press(key);
        for (columns, rows) in [
            (1, 1),
            (3, 40),
            (40, 12),
            (41, 13),
            (80, 24),
            (139, 33),
            (200, 60),
            (300, 100),
        ] {
            jana.shell.screen(columns, rows);
        }
    }
    jana.press(KeyCode::Esc);
    jana.ctrl('l');
    assert!(jana.screen().contains("Zástupy"));
}

#[test]
fn an_expired_cover_leaves_the_screen_by_itself() {
    let mut stage = Stage::new();
    stage.lunch("10m");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("COVERING");
    stage.clock.advance_seconds(10 * 60);
    jana.shell.tick();
    jana.shell.settle();
    assert!(!jana.screen().contains("COVERING"));
}

#[test]
fn a_paste_and_a_resize_and_hidden_characters_do_no_harm() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.shell
        .event(&Event::Paste("\u{1b}[2Jhor\u{202e}\n".to_owned()));
    jana.shell.event(&Event::Resize(1, 1));
    jana.shell.settle();
    assert!(!jana.screen().contains('\u{1b}'));
}

#[test]
fn random_keys_never_stop_it() {
    const KEYS: [KeyCode; 24] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
        KeyCode::F(2),
        KeyCode::F(3),
        KeyCode::F(4),
        KeyCode::F(5),
        KeyCode::F(9),
        KeyCode::F(12),
        KeyCode::Insert,
        KeyCode::Null,
        KeyCode::Char(' '),
    ];
    const LETTERS: &str = "abcdehknprstwxy123456789/?;ř\u{301}漢0.,-";
    const SIZES: [(u16, u16); 6] = [(1, 1), (40, 12), (80, 24), (120, 36), (39, 50), (200, 60)];
    let letters: Vec<char> = LETTERS.chars().collect();
    for seed in 1..5_u64 {
        let mut stage = Stage::new();
        let order = stage.order("2");
        stage.pick_and_ready(&order);
        stage.order("3");
        let mut jana = Person::at(&stage, "hall", "JN", "1111");
        let mut dice = seed;
        let mut roll = |sides: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            usize::try_from(dice % 1_000_003).unwrap() % sides
        };
        for _ in 0..1_500 {
            match roll(10) {
                0..=4 => jana
                    .shell
                    .event(&Event::Key(KeyEvent::from(KEYS[roll(KEYS.len())]))),
                5..=7 => {
                    let letter = letters[roll(letters.len())];
                    jana.shell
                        .event(&Event::Key(KeyEvent::from(KeyCode::Char(letter))));
                }
                8 => {
                    let control = ['s', 'k', 'l', 't', 'n', 'd', 'a', 'w'][roll(8)];
                    jana.ctrl(control);
                }
                _ => jana
                    .shell
                    .event(&Event::Paste("1111 Horák\n\u{1b}[".to_owned())),
            }
            if roll(4) == 0 {
                jana.shell.settle();
                let (columns, rows) = SIZES[roll(SIZES.len())];
                jana.shell.screen(columns, rows);
            }
        }
        assert!(!jana.shell.quit);
        stage.is_clean();
    }
}

#[test]
fn what_is_typed_when_a_cover_runs_out_can_still_be_saved_for_two_minutes() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let parcel = {
        let pick = swingdoor::back::picking::Pick {
            order,
            lines: Vec::new(),
        };
        let picked = stage.office.perform(&stage.petr, &pick).unwrap();
        picked.text("parcel").to_owned()
    };
    stage.lunch("10m");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("COVERING");
    jana.press(KeyCode::F(3));
    jana.press(KeyCode::Tab);
    jana.sees(&parcel);
    jana.press(KeyCode::Char('r'));
    jana.sees("put?");
    stage.clock.advance_seconds(10 * 60 + 90);
    jana.shell.tick();
    jana.type_text("P7");
    jana.press(KeyCode::Enter);
    jana.sees("is ready on P7");
    stage.is_clean();
}

#[test]
fn what_was_scanned_is_counted_named_where_it_is_wrong_and_confirms_nothing() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut petr = Person::at(&stage, "shelves", "PM", "2222");
    petr.sees(&order);
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    for (code, says) in [
        ("A1", "Pick SO-2026-0001"),
        ("PAP", "Pick SO-2026-0001"),
        ("PAP", "Pick SO-2026-0001"),
        ("PAP", "That is one PAP too many."),
        ("NOPE", "Nothing here is called"),
        ("P-2026-9999", "Nothing here is called"),
    ] {
        petr.shell.event(&Event::Paste(code.to_owned()));
        petr.sees(says);
    }
    // The same as a scanner types it, ending with Enter: the dialog stays open.
    petr.type_text("PAP");
    petr.press(KeyCode::Enter);
    petr.sees("That is one PAP too many.");
    petr.ctrl('s');
    petr.sees("Packed as P-2026-0001");
    petr.press(KeyCode::Esc);
    petr.shell.event(&Event::Paste("SO-2026-0001".to_owned()));
    petr.sees("SO-2026-0001  Horák Stavby s.r.o.");
    stage.is_clean();
}

#[test]
fn what_is_typed_survives_the_program_and_is_offered_again() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.type_text("Truhlářství Beneš");
    drop(jana);
    // Every key is kept in its turn; the last one is the one to wait for.
    let is_kept = |stage: &Stage| {
        std::fs::read_dir(stage.folder()).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            path.to_string_lossy().contains("draft-")
                && std::fs::read_to_string(path)
                    .is_ok_and(|text| text.contains("Truhlářství Beneš"))
        })
    };
    for _ in 0..1_000 {
        if is_kept(&stage) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("Typed before and not saved: New customer.");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.sees("Ctrl-R brings back");
    jana.ctrl('r');
    jana.sees("Truhlářství Beneš");
    jana.ctrl('s');
    jana.sees("C-00002 is added.");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("Who is here?");
    assert!(!jana.screen().contains("not saved"));
}

#[test]
fn a_terminal_where_nobody_is_locks_itself_and_keeps_what_was_typed() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("Half a name");
    stage.clock.advance_seconds(14 * 60);
    jana.shell.tick();
    jana.sees("Half a name");
    stage.clock.advance_seconds(2 * 60);
    jana.shell.tick();
    jana.sees("PIN");
    assert!(!jana.screen().contains("Half a name"));
    jana.type_text("1111");
    jana.press(KeyCode::Enter);
    jana.sees("Half a name");
}

#[test]
fn somebody_changes_their_own_pin_and_has_to_know_the_one_so_far() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    let mut change = |now: &str, again: &str, said: &str| {
        jana.ctrl('k');
        jana.type_text("change my pin");
        jana.press(KeyCode::Enter);
        jana.sees("PIN so far");
        for pin in [now, "7777", again] {
            jana.type_text(pin);
            jana.press(KeyCode::Tab);
        }
        assert!(!jana.screen().contains("7777"), "{}", jana.screen());
        jana.ctrl('s');
        jana.sees(said);
        if jana.screen().contains("PIN so far") {
            jana.press(KeyCode::Esc);
            jana.press(KeyCode::Char('y'));
        }
        assert!(!jana.screen().contains("PIN so far"), "{}", jana.screen());
    };
    change("1111", "7778", "typed in two ways");
    change("9999", "7777", "4 tries are left");
    change("1111", "7777", "Your PIN is changed.");
    let mut again = Person::at(&stage, "store", "JN", "7777");
    again.sees("Jana Nováková");
}

#[test]
fn a_parcel_has_a_label_with_bars() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let mut petr = Person::at(&stage, "store", "PM", "2222");
    petr.press(KeyCode::Tab);
    petr.sees(&parcel);
    petr.press(KeyCode::Char('l'));
    // The bars of the start symbol, and those of the stop.
    petr.sees("█▐ ▌ ▐█");
    petr.sees("Horák Stavby s.r.o.");
    petr.press(KeyCode::Enter);
    petr.sees("u unpack");
}

#[test]
fn a_report_over_everything_is_the_sum_of_the_orders() {
    let mut stage = Stage::new();
    for _ in 0..3 {
        stage.order("1");
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
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
