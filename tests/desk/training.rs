//! The training section by its keys: what runs out and what the board would lose, the path, the plan and where it comes from.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::cover::cards::ReadCard;
use swingdoor::cover::training::Practised;
use swingdoor::desk::staff::SignOff;
use swingdoor::model::{Discount, Duty};
use swingdoor::office::Reads;
use swingdoor::words::Lang;

/// Opens the section by the digit that its tab has.
fn training(person: &mut Person) {
    person.press(KeyCode::F(9));
    for digit in '1'..='9' {
        person.press(KeyCode::Char(digit));
        if person.screen().contains(&format!("[{digit} Training]")) {
            return;
        }
    }
    panic!("no section Training:\n{}", person.screen());
}

/// To the cell of somebody in fulfilment.
fn fulfilment_of(person: &mut Person, name: &str) {
    person.press(KeyCode::Home);
    for _ in 0..4 {
        person.press(KeyCode::Right);
    }
    let title = format!("{name}: fulfilment");
    for key in [
        KeyCode::Up,
        KeyCode::Up,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Down,
    ] {
        if person.screen().contains(&title) {
            return;
        }
        person.press(key);
    }
    person.sees(&title);
}

#[test]
fn what_runs_out_says_what_the_board_would_lose_and_a_sign_off_ends_the_warning() {
    let mut stage = Stage::new();
    let until = SignOff {
        staff: "JN".to_owned(),
        duty: Duty::Fulfilment,
        level: "cover".to_owned(),
        until: Some("2026-12-02".to_owned()),
        discount_max: None,
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.manager, &until).unwrap();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    training(&mut marie);
    fulfilment_of(&mut marie, "Jana Nováková");
    marie.sees("!cover");
    marie.sees("Without it");
    marie.press(KeyCode::Char('t'));
    marie.sees("Jana Nováková");
    // The next level is proposed, and the day until which she has this one; she stays at cover, for good.
    marie.sees("2026-12-02");
    for _ in 0..4 {
        if marie.screen().contains("< cover >") {
            break;
        }
        marie.press(KeyCode::Right);
    }
    marie.sees("< cover >");
    marie.press(KeyCode::Down);
    for _ in 0..10 {
        marie.press(KeyCode::Backspace);
    }
    marie.ctrl('s');
    marie.no_longer_sees("!cover");
    marie.no_longer_sees("Without it");
}

#[test]
fn signing_again_keeps_the_last_day_and_the_discount_that_were_signed() {
    let mut stage = Stage::new();
    let sales = SignOff {
        staff: "JN".to_owned(),
        duty: Duty::Sales,
        level: "own".to_owned(),
        until: Some("2026-12-10".to_owned()),
        discount_max: Some(Discount(500)),
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.manager, &sales).unwrap();
    // A day that is over is none.
    let past = SignOff {
        until: Some("2020-01-01".to_owned()),
        ..sales.clone()
    };
    let refused = stage.office.perform(&stage.manager, &past).unwrap_err();
    assert_eq!(refused.id, "date-past");
    let held = |stage: &mut Stage| {
        let row = stage.office.read(|reader| {
            reader.row(
                "select c.level, c.valid_until, c.discount_max from competence c join staff s on s.id = c.staff where s.code = 'JN' and c.duty = 'sales'",
                &[],
            )
        });
        let row = row.unwrap().unwrap();
        (
            row.text(0).unwrap(),
            row.int(1).unwrap(),
            row.int(2).unwrap(),
        )
    };
    let before = held(&mut stage);
    for lang in [Lang::En, Lang::Cs] {
        let mut marie = Person::at(&stage, "office", "MD", "4826");
        if lang == Lang::Cs {
            marie.ctrl('l');
        }
        // From the list of people: the duty first.
        marie.press(KeyCode::F(9));
        marie.press(KeyCode::Char('5'));
        marie.press(KeyCode::Down);
        for _ in 0..3 {
            if marie.screen().contains("> JN") {
                break;
            }
            marie.press(KeyCode::Up);
        }
        marie.sees("> JN");
        marie.press(KeyCode::Char('t'));
        marie.press(KeyCode::Right);
        marie.ctrl('s');
        marie.sees(if lang == Lang::En {
            "2026-12-10"
        } else {
            "10. 12. 2026"
        });
        marie.ctrl('s');
        marie.sees("JN");
        assert_eq!(held(&mut stage), before);
    }
    stage.is_clean();
}

#[test]
fn the_path_counts_the_cards_of_the_duty_and_a_practice_without_a_card_is_none() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    // Two of the duty, and one of another.
    for card in ["order.pick", "parcel.ready", "order.place"] {
        let read = ReadCard {
            card: card.to_owned(),
            duty: None,
        };
        stage.office.perform(&jana, &read).unwrap();
    }
    let mut practised = Practised {
        duty: Duty::Fulfilment,
        card: "practice".to_owned(),
        result: "3 ✓, 4 min".to_owned(),
    };
    stage.office.perform(&jana, &practised).unwrap();
    let mut person = Person::at(&stage, "hall2", "JN", "1937");
    training(&mut person);
    fulfilment_of(&mut person, "Jana Nováková");
    person.sees("□ 2 of ");
    person.sees("□ practised");
    practised.card = "order.pick".to_owned();
    practised.result = "5/5, 2 min".to_owned();
    stage.office.perform(&jana, &practised).unwrap();
    person.sees("■ practised");
    // How deep the duty is, from here in one key and back in one.
    person.press(KeyCode::Char('b'));
    person.sees("[Resilience]");
    person.press(KeyCode::Esc);
    person.sees("■ practised");
    // She may look at the plan and is told who plans.
    person.press(KeyCode::Tab);
    person.sees("management plans");
}

#[test]
fn what_the_single_points_of_failure_ask_for_is_planned_with_one_key() {
    let mut stage = Stage::without_the_founder();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    training(&mut marie);
    marie.press(KeyCode::Tab);
    marie.sees("The fewest trainings");
    marie.sees("g plans what is suggested above");
    marie.press(KeyCode::Char('g'));
    marie.sees("The suggestions are planned.");
    marie.sees("TP-2026-0001");
    marie.no_longer_sees("The fewest trainings");
    let planned = stage
        .office
        .read(|reader| {
            reader.row(
                "select count(*) from training_plan where ended_at is null",
                &[],
            )
        })
        .unwrap();
    assert!(planned.unwrap().int(0).unwrap() > 0);
    marie.press(KeyCode::Char('x'));
    marie.sees("TP-2026-0001 is dropped.");
    stage.is_clean();
}

#[test]
fn at_eighty_columns_a_long_name_is_still_known_by_its_surname_or_its_code() {
    let mut stage = Stage::new();
    for (code, name) in [
        ("EP", "Eliška Procházková"),
        ("EN", "Eliška Procházková-Nováčková"),
        ("MK", "Marie Anna Krátká"),
    ] {
        let person =
            serde_json::json!({"code": code, "name": name, "desk": "front", "pin": "4160"});
        let marie = stage.manager.clone();
        stage.run(&marie, "staff.add", person).unwrap();
    }
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    training(&mut marie);
    let narrow = marie.shell.screen(80, 24).replace('\u{a0}', " ");
    for known in [
        "E. Procházková",
        "EN E. Procház…",
        "M. A. Krátká",
        "Jana Nováková",
    ] {
        assert!(narrow.contains(known), "{known}:\n{narrow}");
    }
    assert!(marie.shell.screen(140, 30).contains("Marie Anna Krátká"));
}

#[test]
fn a_first_sign_off_and_one_level_more_are_saved_as_the_form_proposes_them() {
    let mut stage = Stage::new();
    let mut marie = Person::at(&stage, "desk", "MD", "4826");
    training(&mut marie);
    for (before, level) in [("none", "cover"), ("cover", "own")] {
        let take = SignOff {
            staff: "JN".to_owned(),
            duty: Duty::Fulfilment,
            level: before.to_owned(),
            until: None,
            discount_max: None,
            shown: swingdoor::office::Shown::default(),
        };
        stage.office.perform(&stage.manager, &take).unwrap();
        fulfilment_of(&mut marie, "Jana Nováková");
        marie.press(KeyCode::Char('t'));
        marie.sees("Level");
        marie.ctrl('s');
        marie.sees("Signed off for JN");
        let row = stage.office.read(|reader| {
            reader.row(
                "select level from competence where staff = 2 and duty = 'fulfilment'",
                &[],
            )
        });
        assert_eq!(row.unwrap().unwrap().text(0).unwrap(), level);
    }
}
