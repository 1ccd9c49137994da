//! What cannot be seen coming from a key is asked first, in either language: an item that is withdrawn, a parcel that is unpacked,
//! an order that is picked whole.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::KeyCode;
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::office::Reads;
use swingdoor::words::Lang;

/// Petr at the back in this language.
fn petr(stage: &Stage, lang: Lang) -> Person {
    let clock = Arc::new(stage.clock.clone());
    let mut shell = Shell::open(&stage.path(), clock, "shelves", Some(lang), None).unwrap();
    shell.sign_in("PM", pin("2748"));
    shell.settle();
    let mut petr = Person { shell };
    petr.press(KeyCode::F(3));
    petr
}

/// How many items are sold, and how many parcels there are.
fn state(stage: &mut Stage) -> (i64, i64) {
    let row = stage.office.read(|reader| {
        let sql =
            "select (select count(*) from item where active = 1), (select count(*) from parcel)";
        reader.row(sql, &[])
    });
    let row = row.unwrap().unwrap();
    (row.int(0).unwrap(), row.int(1).unwrap())
}

#[test]
fn an_item_is_withdrawn_after_a_yes_and_sold_again_at_once() {
    for (lang, asks, mark) in [
        (Lang::En, "Withdraw PAP Papír A4?", "(withdrawn)"),
        (Lang::Cs, "Vyřadit PAP Papír A4?", "(staženo)"),
    ] {
        let mut stage = Stage::new();
        let mut petr = petr(&stage, lang);
        petr.press(KeyCode::Char('2'));
        petr.sees("A1");
        petr.press(KeyCode::Char('w'));
        petr.sees(asks);
        assert_eq!(state(&mut stage).0, 1);
        petr.press(KeyCode::Char('n'));
        petr.no_longer_sees(asks);
        assert_eq!(state(&mut stage).0, 1);
        petr.press(KeyCode::Char('w'));
        petr.sees(asks);
        petr.press(KeyCode::Enter);
        petr.sees(mark);
        assert_eq!(state(&mut stage).0, 0);
        petr.press(KeyCode::Char('w'));
        petr.no_longer_sees(mark);
        assert_eq!(state(&mut stage).0, 1);
    }
}

#[test]
fn a_parcel_is_unpacked_after_a_yes() {
    for (lang, asks) in [
        (Lang::En, "Unpack P-2026-0001?"),
        (Lang::Cs, "Rozbalit P-2026-0001?"),
    ] {
        let mut stage = Stage::new();
        let order = stage.order("2");
        stage.pick_and_ready(&order);
        let mut petr = petr(&stage, lang);
        petr.press(KeyCode::Tab);
        petr.sees("P-2026-0001");
        petr.press(KeyCode::Char('u'));
        petr.sees(asks);
        petr.press(KeyCode::Esc);
        petr.no_longer_sees(asks);
        assert_eq!(state(&mut stage).1, 1);
        petr.press(KeyCode::Char('u'));
        petr.sees(asks);
        petr.press(KeyCode::Char('y'));
        petr.no_longer_sees(asks);
        assert_eq!(state(&mut stage).1, 0);
        stage.is_clean();
    }
}

#[test]
fn an_order_is_picked_whole_after_a_yes_and_not_by_half_a_label() {
    for (lang, asks) in [
        (Lang::En, "Pick all of SO-2026-0001?"),
        (Lang::Cs, "Vychystat celou zakázku SO-2026-0001?"),
    ] {
        let mut stage = Stage::new();
        stage.order("2");
        let mut petr = petr(&stage, lang);
        petr.sees("SO-2026-0001");
        // A scanner that ends with no Enter: too short for a code, and so it was typed.
        petr.burst("a1", 5);
        petr.sees(asks);
        assert_eq!(state(&mut stage).1, 0);
        petr.press(KeyCode::Char('n'));
        petr.no_longer_sees(asks);
        assert_eq!(state(&mut stage).1, 0);
        petr.press(KeyCode::Char('a'));
        petr.sees(asks);
        petr.press(KeyCode::Enter);
        petr.sees("P-2026-0001");
        assert_eq!(state(&mut stage).1, 1);
        stage.is_clean();
    }
}
