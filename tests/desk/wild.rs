//! Any size, any paste and any keys: nothing stops the program, and nothing strange reaches the terminal.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{Event, KeyCode, KeyEvent};

#[test]
fn every_size_draws_without_a_panic_in_both_languages() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
fn a_paste_and_a_resize_and_hidden_characters_do_no_harm() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
        let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
                    .event(&Event::Paste("1937 Horák\n\u{1b}[".to_owned())),
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
