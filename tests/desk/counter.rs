//! The counter as it rests, what the search lists, and the card of an order, at both sizes and in both languages.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use serde_json::json;
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::words::Lang;

impl Person {
    /// Somebody at a terminal in this language.
    fn in_language(stage: &Stage, lang: Lang, (code, digits): (&str, &str)) -> Self {
        let clock = Arc::new(stage.clock.clone());
        let terminal = format!("{code}-{}", lang.as_str());
        let mut shell = Shell::open(&stage.path(), clock, &terminal, Some(lang), None).unwrap();
        shell.sign_in(code, pin(digits));
        shell.settle();
        Self { shell }
    }

    /// The screen at this size has all of these texts.
    #[track_caller]
    fn has(&mut self, (columns, rows): (u16, u16), texts: &[&str]) -> String {
        self.shell.settle();
        let screen = self.shell.screen(columns, rows).replace('\u{a0}', " ");
        for text in texts {
            assert!(screen.contains(text), "{text:?}\n{screen}");
        }
        screen
    }
}

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 36);

/// Horák Stavby in Kolín with a ready order promised in an hour and one that is to be picked and late; one was paid in cash and handed over, a
/// call-back is promised.
fn a_morning() -> Stage {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "500"}));
    let card = json!({"name": "Horák Stavby s.r.o.", "city": "Kolín", "country": "CZ", "phone": "+420 777 210 331", "contact": "Josef Horák"});
    stage.does(
        &jana,
        "customer.edit",
        json!({"customer": "C-00001", "card": card}),
    );
    let gone = stage.order("1");
    let parcel = stage.pick_and_ready(&gone);
    let pay = json!({"order": gone, "amount": "156.09", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
    let out = json!({"parcel": parcel, "collected_by": "Josef Horák"});
    stage.does(&jana, "parcel.hand_over", out);
    let lines = json!([{"item": "PAP", "quantity": "2"}]);
    let late = json!({"customer": "C-00001", "lines": lines, "needed_by": "10:05"});
    stage.does(&jana, "order.place", late);
    let ready = json!({"customer": "C-00001", "lines": lines, "needed_by": "11:00", "papers": ["delivery-note"]});
    let ready = stage.does(&jana, "order.place", ready).subject;
    stage.pick_and_ready(&ready);
    let call = json!({"customer": "C-00001", "due": "45m", "words": "The price of 40 packs"});
    stage.does(&jana, "callback.promise", call);
    stage.clock.advance_seconds(600);
    stage
}

#[test]
fn at_rest_the_counter_tells_the_day_and_the_drawer_is_counted_blind() {
    let stage = a_morning();
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    let seen = jana.has(
        NARROW,
        &[
            "Ready for pickup 1 ",
            "11:00 Horák Stavby s.r.o.",
            "P3 312.18 │",
            "Next to come 1 ",
            "! 10:05 Horák Stavby s.r.o.",
            "○ to pick",
            "Handed over today 1 ",
            "▄",
            "!   1 late",
            "10:05 Horák",
            "●   1 ready",
            "next 11:00",
            "Call back 1 ",
            "in 35 min",
            "10:45 Horák Stavby s.r.o.",
            "Who is here 3 of 3 ",
            "since 10:00",
            "began with",
            "CZK 500.00",
        ],
    );
    // What should be in the drawer is for whoever counts it; what was taken in a day is for the management.
    assert!(
        !seen.contains("656") && !seen.contains("CZK 156.09"),
        "{seen}"
    );
    let seen = jana.has(
        WIDE,
        &[
            "To sign",
            "□",
            "0003",
            "10:00",
            "Just now",
            "handed over: 0001",
        ],
    );
    assert!(
        !seen.contains("656") && !seen.contains("CZK 156.09"),
        "{seen}"
    );

    let mut marie = Person::in_language(&stage, Lang::En, ("MD", "4826"));
    marie.press(KeyCode::F(2));
    marie.has(NARROW, &["Handed over today 1 ", "CZK 156.09"]);

    let mut jana = Person::in_language(&stage, Lang::Cs, ("JN", "1937"));
    for size in [NARROW, WIDE] {
        let seen = jana.has(
            size,
            &[
                "K vyzvednutí 1 ",
                "Co přijde na řadu 1 ",
                "○ vychystat",
                "Dnes vydáno 1 ",
                "Zavolat zpět 1 ",
                "za 35 min",
                "Kdo je tu 3 z 3 ",
                "začala s",
                "500,00 Kč",
            ],
        );
        assert!(
            !seen.contains("656") && !seen.contains("156,09 Kč"),
            "{seen}"
        );
    }
}

#[test]
fn what_is_found_has_its_open_orders_beneath_and_what_is_ready_is_chosen() {
    let mut stage = a_morning();
    let jana = stage.jana.clone();
    let other = json!({"name": "Horáková Eva", "city": "Brno", "country": "CZ"});
    stage.does(&jana, "customer.add", other);
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    jana.type_text("hor");
    jana.has(
        NARROW,
        &[
            "Found 2 ",
            "│ Horák Stavby s.r.o.    Kolín │",
            "►  0003   ● ready P3     11:00 │",
            "│  0002   ○ to pick    ! 10:05 │",
            "│ Horáková Eva            Brno │",
            "│   no open order              │",
            "─ Ready for pickup 1 ─",
            "─ Next to come 1 ─",
            "─ SO-2026-0003  Horák Stavby s.r.o. ─",
            " ● READY  shelf P3 ",
            "since 10:00",
            "promised 11:00  in 50 min",
            "collects Josef Horák, or with the slip",
            "□ delivery note",
        ],
    );
    jana.has(
        WIDE,
        &[
            "─ Customer ─",
            "person Josef Horák",
            "phone +420 777 210 331",
            "owes 624.36",
            "─ Call back ─",
            "─ Buys most ─",
            "■■■■■■■■",
            "─ Last orders 3 ─",
            "SO-2026-0002 ─",
            "their other order",
        ],
    );
    // Above it stands the customer.
    jana.press(KeyCode::Up);
    jana.has(
        NARROW,
        &["─ Horák Stavby s.r.o.  C-00001 ─", "2 open orders"],
    );

    let mut jana = Person::in_language(&stage, Lang::Cs, ("JN", "1937"));
    jana.type_text("hor");
    jana.has(
        NARROW,
        &[
            "Nalezeno 2 ",
            "►  0003   ● připraveno   11:00 │",
            "žádná otevřená zakázka",
            " ● PŘIPRAVENO  regál P3 ",
            "slíbeno 11:00  za 50 min",
            "vyzvedne Josef Horák, nebo s lístkem",
            "□ dodací list",
            "ZAPLATIT",
        ],
    );
    jana.has(
        WIDE,
        &[
            "─ Zákazník ─",
            "telefon +420",
            "dluží 624,36",
            "Bere nejvíc",
        ],
    );
}

/// What stands behind this label on the card.
#[track_caller]
fn amount_of(screen: &str, label: &str) -> String {
    let row = screen.lines().find(|line| line.contains(label));
    let row = row.unwrap_or_else(|| panic!("{label}\n{screen}"));
    let (_, after) = row.split_once(label).unwrap();
    after
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn every_figure_of_a_card_has_its_own_line_and_they_add_up() {
    let mut stage = Stage::new();
    stage.drawer();
    let clerk = stage.jana.clone();
    let order = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}], "discount": "10", "deposit": "100"});
    let order = stage.does(&clerk, "order.place", order).subject;
    let pay = |amount: &str| json!({"order": order, "amount": amount, "means": "card"});
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    // 2 x 129.00, 10 % off, 21 % VAT.
    let check = |jana: &mut Person, figures: &[(&str, &str)], absent: &[&str]| {
        for size in [NARROW, WIDE] {
            let screen = jana.has(size, &[]);
            for (label, amount) in figures {
                assert_eq!(amount_of(&screen, label), *amount, "{label}\n{screen}");
            }
            for label in absent {
                assert!(!screen.contains(label), "{label}\n{screen}");
            }
        }
    };
    let whole = [
        ("discount 10%", "-25.80"),
        ("VAT 21%", "48.76"),
        ("total with VAT", "280.96"),
        ("deposit agreed", "100.00"),
    ];
    jana.sees("TO PAY");
    check(
        &mut jana,
        &whole,
        &["REFUND", "PAID", "left of the deposit"],
    );
    check(&mut jana, &[("paid  ", "0.00"), ("TO PAY", "280.96")], &[]);
    stage.does(&clerk, "payment.take", pay("60"));
    jana.sees("220.96");
    check(&mut jana, &whole, &["REFUND", "√ PAID"]);
    let part = [("left of the deposit", "40.00"), ("TO PAY", "220.96")];
    check(&mut jana, &part, &[]);
    stage.does(&clerk, "payment.take", pay("220.96"));
    jana.sees("√ PAID");
    check(
        &mut jana,
        &whole,
        &["REFUND", "TO PAY", "left of the deposit"],
    );
    let cancel = json!({"order": order, "reason": "changed their mind"});
    stage.does(&clerk, "order.cancel", cancel);
    jana.sees("REFUND");
    jana.sees("■ CANCELLED");
    // Of what was cancelled nothing is to be paid, and no sum of nothing is shown.
    check(
        &mut jana,
        &[("REFUND", "280.96")],
        &["TO PAY", "√ PAID", "total with VAT", "VAT 21%"],
    );
}

#[test]
fn the_slash_finds_acts_too_and_says_why_one_cannot_be_done() {
    let stage = Stage::new();
    for (lang, typed, act) in [
        (Lang::En, "return", "goods come back (return)"),
        (Lang::En, "receipt", "receipts and slips"),
        (Lang::En, "lunch", "cover shift (lunch)"),
        (Lang::Cs, "vratka", "vrácení zboží (vratka)"),
        (Lang::Cs, "jazyk", "English (jazyk)"),
    ] {
        let mut jana = Person::in_language(&stage, lang, ("JN", "1937"));
        jana.press(KeyCode::Char('/'));
        jana.type_text(typed);
        for size in [NARROW, WIDE] {
            jana.has(size, &[act]);
        }
        // Without the slash it is a name.
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
        jana.type_text(typed);
        jana.shell.settle();
        assert!(!jana.screen().contains(act), "{}", jana.screen());
    }
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    jana.type_text("/return");
    jana.has(NARROW, &["open an order first", "Enter choose"]);
    jana.press(KeyCode::Enter);
    jana.sees("open an order first");
    jana.press(KeyCode::Esc);
    jana.type_text("/language");
    jana.has(NARROW, &["česky (language)"]);
    jana.press(KeyCode::Enter);
    jana.sees("Kdo je tu?");
    // Beside what is found the acts come last.
    jana.press(KeyCode::Esc);
    jana.type_text("/pap");
    jana.sees("Co lze udělat");
}

#[test]
fn rows_of_every_panel_can_be_clicked() {
    let stage = a_morning();
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    let click = |jana: &mut Person, text: &str| {
        let screen = jana.has(WIDE, &[text]);
        let found = screen.lines().enumerate().find_map(|(row, line)| {
            let at = line.find(text)?;
            Some((line[..at].chars().count() + 1, row))
        });
        let (column, row) = found.unwrap();
        jana.shell.event(&Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(column).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        }));
        jana.shell.settle();
    };
    // What happened just now opens its order.
    click(&mut jana, "handed over: 0001");
    jana.has(WIDE, &["─ SO-2026-0001  Horák", "√ HANDED OUT"]);
    // The list of what waits stands beside a card as well.
    click(&mut jana, "! 10:05");
    jana.has(WIDE, &["─ SO-2026-0002  Horák", "TO PICK", "5 min late"]);
    // So do the other order and the last ones.
    click(&mut jana, "● ready");
    jana.has(WIDE, &["─ SO-2026-0003  Horák"]);
    click(&mut jana, "23 Nov   0001");
    jana.has(WIDE, &["─ SO-2026-0001  Horák"]);
    jana.press(KeyCode::Esc);
    click(&mut jana, "The price of 40 packs");
    jana.has(WIDE, &["Horák Stavby s.r.o.  C-00001", "call back by"]);
    jana.press(KeyCode::Esc);
    click(&mut jana, "1 late");
    jana.has(WIDE, &["[2 Orders]"]);
}

#[test]
fn what_comes_next_is_chosen_below_what_is_ready() {
    let stage = a_morning();
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    jana.press(KeyCode::Down);
    jana.has(NARROW, &["►", "─ SO-2026-0003  Horák"]);
    jana.press(KeyCode::Down);
    jana.has(NARROW, &["─ SO-2026-0002  Horák", "TO PICK"]);
    jana.press(KeyCode::Enter);
    jana.has(NARROW, &["p payment"]);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.has(NARROW, &["─ Today ─"]);
}

#[test]
fn the_day_follows_what_others_do_at_the_shelves_and_with_the_drawer() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = Person::in_language(&stage, Lang::En, ("JN", "1937"));
    jana.has(NARROW, &["○ to pick", "nobody has one open"]);
    let marie = stage.manager.clone();
    stage.does(&marie, "drawer.open", json!({"float": "0"}));
    jana.sees("you have none; open: Marie Dvořáková");
    let (petr, clerk) = (stage.petr.clone(), stage.jana.clone());
    stage.does(&clerk, "drawer.open", json!({"float": "300"}));
    jana.sees("CZK 300.00");
    stage.does(&petr, "picking.begin", json!({"order": order}));
    jana.sees("► picking");
    jana.has(NARROW, &["1 in hand"]);
    stage.does(&petr, "picking.leave", json!({"order": order}));
    jana.no_longer_sees("► picking");
    // Nobody believes for longer than half an hour that somebody is still at it.
    stage.does(&petr, "picking.begin", json!({"order": order}));
    jana.sees("► picking");
    stage.clock.advance_seconds(31 * 60);
    stage.does(&clerk, "customer.add", json!({"name": "Eva"}));
    jana.no_longer_sees("► picking");
    assert!(!jana.screen().contains("in hand"), "{}", jana.screen());
    stage.pick_and_ready(&order);
    jana.sees("Ready for pickup 1");
}
