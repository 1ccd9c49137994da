//! What is said goes again, everything seen can be clicked, and dates read as an office writes them.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

impl Person {
    /// Clicks where this text stands on the screen.
    #[track_caller]
    pub(super) fn click(&mut self, text: &str) {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(row, line)| {
            let at = line.find(text)?;
            Some((line[..at].chars().count(), row))
        });
        let (column, row) =
            found.unwrap_or_else(|| panic!("{text} is not on the screen:\n{screen}"));
        self.shell.event(&Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(column + text.chars().count() - 1).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        }));
        self.shell.settle();
    }
}

fn held(stage: &mut Stage) -> Person {
    let order = stage.order("1");
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees(&order);
    jana.press(KeyCode::Char('h'));
    jana.type_text("waits");
    jana.press(KeyCode::Enter);
    jana.sees("SO-2026-0001 is on hold");
    jana
}

#[test]
fn what_was_said_goes_after_some_seconds_with_the_third_key_and_with_the_language() {
    let mut stage = Stage::new();
    let mut jana = held(&mut stage);
    jana.shell.tick();
    stage.clock.advance_seconds(7);
    jana.shell.tick();
    jana.sees("SO-2026-0001 is on hold");
    stage.clock.advance_seconds(2);
    jana.shell.tick();
    jana.no_longer_sees("SO-2026-0001 is on hold");

    let mut stage = Stage::new();
    let mut jana = held(&mut stage);
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Up);
    jana.sees("SO-2026-0001 is on hold");
    jana.press(KeyCode::Down);
    assert!(
        !jana.screen().contains("SO-2026-0001 is on hold"),
        "{}",
        jana.screen()
    );

    let mut stage = Stage::new();
    let mut jana = held(&mut stage);
    jana.ctrl('l');
    assert!(!jana.screen().contains("is on hold"), "{}", jana.screen());
}

#[test]
fn filters_fields_choices_questions_and_the_palette_are_clicked() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.hold(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees("[open]");
    jana.click(" on hold ");
    jana.sees("[on hold]");
    jana.click(" all ");
    jana.sees("[all]");
    jana.click("r resume");
    jana.sees("off hold?");
    jana.click("n no");
    jana.no_longer_sees("off hold?");
    // A field is chosen by a click, and what is typed then stands in it.
    jana.press(KeyCode::Char('3'));
    jana.sees("C-00001");
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.click("Town        ·");
    jana.type_text("Kolin");
    jana.sees("Kolin");
    jana.press(KeyCode::Esc);
    jana.sees("y yes");
    jana.click("y yes");
    jana.no_longer_sees("Kolin");
    jana.ctrl('k');
    jana.type_text("settings");
    jana.click("Office: Settings");
    jana.sees("[8 Settings]");
}

/// Clicks on this cell of the screen.
fn click_at(person: &mut Person, column: u16, row: u16) {
    person.screen();
    person.shell.event(&Event::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column,
        row,
        modifiers: KeyModifiers::NONE,
    }));
    person.shell.settle();
}

#[test]
fn a_click_beside_a_dialog_is_its_esc_and_one_on_it_is_not() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("C-00001");
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.type_text("Olga");
    // On its title nothing is to be clicked.
    jana.click("New customer");
    jana.sees("Olga");
    // What was typed is not thrown away without asking; the question is a dialog as well.
    click_at(&mut jana, 1, 12);
    jana.sees("y yes");
    click_at(&mut jana, 1, 12);
    jana.no_longer_sees("y yes");
    jana.sees("Olga");
    click_at(&mut jana, 1, 12);
    jana.click("y yes");
    jana.no_longer_sees("New customer");
    // The palette, the help, and a tab of the header while a dialog is open.
    jana.ctrl('k');
    jana.sees("What next?");
    click_at(&mut jana, 1, 12);
    jana.no_longer_sees("What next?");
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.click("F9 Office");
    jana.no_longer_sees("New customer");
    assert!(jana.screen().contains("[3 Customers]"), "{}", jana.screen());
    // The keys in the last line stay those of the dialog.
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.click("Esc back");
    jana.no_longer_sees("New customer");
}

#[test]
fn of_a_scan_that_comes_while_the_window_becomes_too_small_nothing_is_kept() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let (first, rest) = order.split_at(6);
    for section in ['1', '2', '3'] {
        let mut jana = Person::at(&stage, "hall", "JN", "1937");
        jana.press(KeyCode::Char(section));
        let before = jana.screen();
        let mut at = std::time::Instant::now();
        let mut send = |jana: &mut Person, text: &str| {
            for c in text.chars() {
                let code = if c == '\r' {
                    KeyCode::Enter
                } else {
                    KeyCode::Char(c)
                };
                jana.shell.came(&Event::Key(code.into()), at);
                at += std::time::Duration::from_millis(2);
            }
        };
        send(&mut jana, first);
        jana.shell.event(&Event::Resize(20, 5));
        assert!(jana.shell.screen(20, 5).contains("40 x 12"));
        send(&mut jana, rest);
        send(&mut jana, "\r");
        // A whole scan in the small window.
        send(&mut jana, &format!("{order}\r"));
        jana.shell.settle();
        jana.shell.event(&Event::Resize(100, 30));
        jana.shell.settle();
        assert_eq!(jana.screen(), before);
    }
}
