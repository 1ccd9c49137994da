//! The drawer by its keys: counted blind, its sheet, handed over by two people at one terminal.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::KeyCode;
use serde_json::json;
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::model::Duty;
use swingdoor::office::Reads;
use swingdoor::words::Lang;

/// An order of 468.27 is paid in cash into Jana's drawer, which began with 1,000.
fn with_cash(stage: &mut Stage) {
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    let order = stage.order("3");
    let pay = json!({"order": order, "amount": "468.27", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
}

/// Somebody at the drawers.
fn at_drawers(stage: &Stage, terminal: &str, code: &str, digits: &str) -> Person {
    let mut person = Person::at(stage, terminal, code, digits);
    person.press(KeyCode::F(2));
    person.press(KeyCode::Char('5'));
    person.sees("D-2026-0001");
    person
}

/// Turns the choice under the cursor until the screen says this.
#[track_caller]
fn choose(person: &mut Person, said: &str) {
    for _ in 0..6 {
        if person.screen().contains(said) {
            return;
        }
        person.press(KeyCode::Right);
    }
    person.sees(said);
}

/// How many counts, and how many drawers that are closed.
fn kept(stage: &mut Stage) -> (i64, i64) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select (select count(*) from drawer_count), (select count(*) from drawer where closed_at is not null)",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    (row.int(0).unwrap(), row.int(1).unwrap())
}

#[test]
fn a_drawer_is_counted_blind_explained_on_its_sheet_and_closed_with_a_float_for_the_next() {
    let mut stage = Stage::new();
    with_cash(&mut stage);
    let mut jana = at_drawers(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('c'));
    jana.sees("Count and close");
    // Neither the sum nor what came and went, from which one could add it up.
    for told in ["1,468", "468.00", "468.27"] {
        assert!(!jana.screen().contains(told), "{told}\n{}", jana.screen());
    }
    jana.press(KeyCode::Esc);
    jana.sees("The amounts are shown once it is counted.");
    assert!(!jana.screen().contains("468"), "{}", jana.screen());
    jana.press(KeyCode::Char('c'));
    jana.type_text("5x");
    jana.press(KeyCode::Enter);
    jana.sees("\"5x\" is neither a sum nor notes and coins, such as 5x1000 +");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('y'));
    jana.press(KeyCode::Char('c'));
    jana.sees("Count and close");
    jana.type_text("1x1000 + 4x100");
    jana.press(KeyCode::Enter);
    jana.sees("It differs by -CZK 68.00. Count again, or give the reason.");
    for line in ["Should be in it", "1,468.00", "First count", "1,400.00"] {
        jana.sees(line);
    }
    // Without a reason it is not closed, and nothing is kept a second time.
    jana.ctrl('s');
    jana.sees("give the reason");
    assert_eq!(kept(&mut stage), (1, 0));
    // Put away, it opens again at the sheet: the count is kept.
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('c'));
    jana.sees("Counted again");
    jana.press(KeyCode::Up);
    jana.type_text("1460");
    jana.press(KeyCode::Down);
    jana.type_text("a coin rolled away");
    jana.sees("1000.00");
    jana.ctrl('s');
    jana.sees("closed 23 Nov 2026 10:00, Jana Nováková");
    jana.sees("p print");
    assert_eq!(kept(&mut stage), (2, 1));
    for line in ["First count", "Count 2", "To the safe", "460.00"] {
        jana.sees(line);
    }
    jana.press(KeyCode::Enter);
    jana.no_longer_sees("p print");
    // It can be looked at again, and the next one begins with what stayed.
    jana.press(KeyCode::Enter);
    jana.sees("p print");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('o'));
    jana.sees("CZK 1,000.00 stayed in the drawer that was closed last at this terminal.");
    jana.sees("5x1000 + 12x100");
    jana.press(KeyCode::Enter);
    jana.sees("D-2026-0002");
    stage.is_clean();
}

#[test]
fn what_stayed_is_offered_at_its_own_terminal_and_less_of_it_is_said_to_differ() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    // Two desks: in the hall 1,000 stayed, at the shelves 500, and that one was closed last.
    for (who, float) in [(&jana, "1000"), (&petr, "500")] {
        stage.does(who, "drawer.open", json!({"float": float}));
        let close = json!({"counted": float, "float": float});
        stage.does(who, "drawer.close", close);
    }
    let mut jana = at_drawers(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('o'));
    jana.sees("CZK 1,000.00 stayed in the drawer");
    jana.sees("1000.00");
    jana.type_text("950");
    jana.press(KeyCode::Enter);
    jana.sees("D-2026-0003: done, it differs by -CZK 50.00.");
    stage.is_clean();
}

#[test]
fn the_closing_sheet_follows_cash_that_comes_in_at_another_terminal() {
    let mut stage = Stage::new();
    with_cash(&mut stage);
    let jana_elsewhere = stage.jana.clone();
    stage.does(&jana_elsewhere, "drawer.count", json!({"counted": "1468"}));
    let mut jana = at_drawers(&stage, "door", "JN", "1937");
    jana.press(KeyCode::Char('c'));
    jana.sees("Counted again");
    jana.sees("1,468.00");
    let other = stage.order("1");
    let pay = json!({"order": other, "amount": "156.09", "means": "cash"});
    stage.does(&jana_elsewhere, "payment.take", pay);
    jana.sees("1,624.00");
    jana.sees("Count it again.");
    // What cannot be read is no sum, and nothing is told from it.
    jana.press(KeyCode::Up);
    jana.type_text("16x");
    let screen = jana.screen();
    let safe = screen.lines().find(|line| line.contains("To the safe"));
    let safe = safe.unwrap_or_else(|| panic!("{screen}"));
    assert!(!safe.contains(|c: char| c.is_ascii_digit()), "{screen}");
    stage.is_clean();
}

#[test]
fn the_number_of_a_drawer_opens_its_sheet_for_nobody_who_may_not_see_it() {
    let mut stage = Stage::new();
    with_cash(&mut stage);
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.close", json!({"counted": "1468"}));
    stage.eva(&[]);
    stage.sign_off("EV", Duty::Marketing, "aware");
    let mut eva = Person::at(&stage, "door", "EV", "3659");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    for person in [&mut eva, &mut petr] {
        person.scan("D-2026-0001");
        person.sees("is not known here.");
        assert!(!person.screen().contains("p print"), "{}", person.screen());
        person.paste("D-2026-0001");
        assert!(!person.screen().contains("p print"), "{}", person.screen());
    }
}

#[test]
fn two_people_count_and_sign_at_one_terminal_and_the_drawer_goes_from_one_to_the_other() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    with_cash(&mut stage);
    let mut petr = at_drawers(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('t'));
    petr.sees("Take over the drawer of Jana Nováková");
    petr.type_text("1460");
    petr.press(KeyCode::Tab);
    petr.type_text("1111");
    petr.press(KeyCode::Tab);
    petr.type_text("1468");
    petr.press(KeyCode::Tab);
    petr.type_text("2748");
    petr.press(KeyCode::Enter);
    petr.sees("The PIN in \"PIN of Jana Nováková\" is wrong.");
    assert_eq!(kept(&mut stage), (0, 0));
    // Hers alone is typed again; everything else still stands there.
    petr.type_text("1937");
    petr.ctrl('s');
    petr.sees("The two counts are not the same. Count again, or give the reason.");
    petr.type_text("two coins under the tray");
    petr.press(KeyCode::Enter);
    petr.sees("counted and signed by both");
    assert_eq!(kept(&mut stage), (2, 1));
    petr.press(KeyCode::Enter);
    petr.sees("D-2026-0002");
    let signed = stage.office.read(|reader| {
        reader.row(
            "select s.code from journal j cross join staff s on s.id = j.staff where j.verb = 'drawer.give'",
            &[],
        )
    });
    assert_eq!(signed.unwrap().unwrap().text(0).unwrap(), "JN");
    stage.is_clean();
}

#[test]
fn whoever_has_the_drawer_hands_it_over_at_their_own_terminal_and_both_sign() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    with_cash(&mut stage);
    let mut jana = at_drawers(&stage, "hall", "JN", "1937");
    jana.sees("h hand it over");
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand my drawer over");
    // Nobody is chosen until somebody chooses.
    jana.ctrl('s');
    jana.sees("To whom");
    assert_eq!(kept(&mut stage), (0, 0));
    choose(&mut jana, "Petr Malý counted");
    jana.press(KeyCode::Tab);
    for (typed, key) in [("1460", KeyCode::Tab), ("1937", KeyCode::Tab)] {
        jana.type_text(typed);
        jana.press(key);
    }
    jana.type_text("1468");
    jana.press(KeyCode::Tab);
    jana.type_text("1111");
    jana.press(KeyCode::Enter);
    jana.sees("The PIN in \"PIN of Petr Malý\" is wrong.");
    assert_eq!(kept(&mut stage), (0, 0));
    jana.type_text("2748");
    jana.press(KeyCode::Enter);
    jana.sees("The two counts are not the same. Count again, or give the reason.");
    jana.type_text("two coins under the tray");
    jana.press(KeyCode::Tab);
    jana.type_text("2748");
    jana.press(KeyCode::Enter);
    jana.sees("counted and signed by both");
    assert_eq!(kept(&mut stage), (2, 1));
    let signed = stage.office.read(|reader| {
        reader.rows(
            "select s.code from journal j cross join staff s on s.id = j.staff where j.verb in ('drawer.give', 'drawer.take_over') order by j.seq",
            &[],
        )
    });
    let signed: Vec<_> = signed
        .unwrap()
        .iter()
        .map(|row| row.text(0).unwrap())
        .collect();
    assert_eq!(signed, ["JN", "PM", "PM"]);
    jana.press(KeyCode::Enter);
    // Her own is closed, and the next is his.
    jana.sees("D-2026-0002");
    assert!(
        !jana.screen().contains("h hand it over"),
        "{}",
        jana.screen()
    );
    stage.is_clean();
}

#[test]
fn a_drawer_is_offered_to_those_who_may_take_it_and_says_why_the_others_may_not() {
    let mut stage = Stage::new();
    with_cash(&mut stage);
    let eva = stage.eva(&[Duty::Reception]);
    let mut jana = at_drawers(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('h'));
    jana.sees("Not yet, as they do not cover reception (F4 first): Eva Veselá");
    // Marie owns it; Petr is not trained in it.
    choose(&mut jana, "Marie Dvořáková counted");
    for _ in 0..3 {
        let screen = jana.screen();
        assert!(
            !screen.contains("Eva Veselá counted") && !screen.contains("Petr"),
            "{screen}"
        );
        jana.press(KeyCode::Right);
    }
    // Under a cover she may.
    let cover = json!({"duties": ["reception"], "reason": "lunch", "until": "40m", "for": "JN"});
    let signed_in = stage.office.sign_in("hall", "JN", &pin("1937"), true);
    stage.agreed(&eva, &signed_in.unwrap(), cover);
    let mut jana = at_drawers(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('h'));
    choose(&mut jana, "Eva Veselá counted");
    assert!(!jana.screen().contains("Not yet"), "{}", jana.screen());
    // Somebody who has a drawer of their own open may not either.
    let marie = stage.manager.clone();
    stage.does(&marie, "drawer.open", json!({"float": "0"}));
    jana.sees("Not, as they have a drawer of their own open: Marie Dvořáková");
}

#[test]
fn the_drawer_of_somebody_who_is_away_is_taken_over_alone_and_says_so_in_czech() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    with_cash(&mut stage);
    let clock = Arc::new(stage.clock.clone());
    let mut shell = Shell::open(&stage.path(), clock, "shelves", Some(Lang::Cs), None).unwrap();
    shell.sign_in("PM", crate::stage::pin("2748"));
    shell.settle();
    let mut petr = Person { shell };
    petr.press(KeyCode::F(2));
    petr.press(KeyCode::Char('5'));
    petr.sees("D-2026-0001");
    petr.press(KeyCode::Char('a'));
    petr.sees("Jana Nováková tu není a nemůže počítat");
    petr.type_text("1460");
    petr.press(KeyCode::Tab);
    petr.type_text("2748");
    petr.press(KeyCode::Enter);
    petr.sees("Rozdíl je -8,00 Kč. Přepočítejte, nebo uveďte důvod.");
    petr.sees("Má být");
    petr.type_text("nevím");
    petr.press(KeyCode::Enter);
    // The paper is in the office's language.
    petr.sees("ALONE");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(2));
    jana.press(KeyCode::Char('4'));
    jana.sees("took over your drawer D-2026-0001 alone: counted CZK 1,460.00");
    stage.is_clean();
}

#[test]
fn sums_of_money_are_not_for_those_who_have_no_duty_of_it() {
    let mut stage = Stage::new();
    with_cash(&mut stage);
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.close", json!({"counted": "1468"}));
    stage.eva(&[]);
    let mut eva = Person::at(&stage, "door", "EV", "3659");
    eva.press(KeyCode::F(2));
    eva.press(KeyCode::Char('5'));
    eva.sees("You see this once you are trained in one of these duties: reception, sales");
    // Who is trained sees the drawers; their sums are no more in what was read for her than on the screen.
    stage.sign_off("EV", Duty::Reception, "aware");
    let mut eva = at_drawers(&stage, "door", "EV", "3659");
    eva.sees("Sums are shown to those who own or cover reception or accounting, and to managers.");
    let screen = eva.screen();
    assert!(!screen.contains("468"), "{screen}");
    eva.press(KeyCode::Enter);
    assert!(!eva.screen().contains("To the safe"));
    let mut marie = at_drawers(&stage, "office", "MD", "4826");
    marie.sees("1,468.00");
}

#[test]
fn the_list_marks_a_drawer_of_which_a_count_did_not_come_out() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    stage.does(&jana, "drawer.count", json!({"counted": "979"}));
    let close = json!({"counted": "1000", "reason": "counted again"});
    stage.does(&jana, "drawer.close", close);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('5'));
    jana.sees("! 0.00");
    jana.sees("A count did not come out; the sheet has every count.");
}
