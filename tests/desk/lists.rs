//! Lists: the choice after another filter, and what is shown of the chosen row alone.

use super::Person;
use crate::stage::{Stage, goods, order_of};
use crossterm::event::{Event, KeyCode};
use serde_json::json;
use swingdoor::front::orders::{Place, PlaceLine};
use swingdoor::model::Quantity;

#[test]
fn the_details_follow_the_choice() {
    let mut stage = Stage::new();
    stage.toner("4");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Last moves of Papír A4");
    petr.sees("+10  received     A1");
    petr.press(KeyCode::Down);
    petr.sees("Last moves of Toner");
    petr.sees("+4  received     T7");
    assert!(!petr.screen().contains("+10  received"));
    // What happens to the chosen one shows in its details.
    let more = goods("TON", "T7", "9");
    stage.office.perform(&stage.manager, &more).unwrap();
    petr.sees("+9  received     T7");
    petr.press(KeyCode::Up);
    petr.sees("+10  received     A1");
}

#[test]
fn another_filter_begins_at_its_first_row_and_a_parcel_shows_what_lies_in_it() {
    let mut stage = Stage::new();
    // The second order of the queue has the key of the second parcel.
    let orders: Vec<String> = (1..5).map(|_| stage.order("1")).collect();
    for order in &orders[2..] {
        stage.pick_and_ready(order);
    }
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&orders[1]);
    petr.press(KeyCode::Down);
    petr.press(KeyCode::Tab);
    petr.sees("1 pc  PAP        Papír A4   [A1]");
    let screen = petr.screen();
    let chosen = screen.lines().find(|line| line.starts_with("> ")).unwrap();
    assert!(chosen.contains(&orders[2]), "{screen}");
}

#[test]
fn the_bins_are_put_into_the_order_in_which_they_are_walked_past() {
    let stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('b'));
    petr.sees("Bins in walking order");
    petr.press(KeyCode::Char('w'));
    petr.sees("Lower numbers are walked past first");
    petr.type_text("7");
    petr.ctrl('s');
    petr.sees("A1 is number 7 on the way.");
    petr.sees("7  A1");
    petr.press(KeyCode::Enter);
    petr.sees("Bin A1");
    petr.sees("Papír A4");
}

#[test]
fn lines_that_were_not_counted_are_named_before_the_others_are_packed() {
    let mut stage = Stage::new();
    stage.toner("4");
    let line = |item: &str, units: i64| PlaceLine {
        item: item.to_owned(),
        quantity: Quantity::units(units),
        discount: None,
    };
    let place = Place {
        lines: vec![line("PAP", 1), line("TON", 2), line("PAP", 2)],
        ..order_of("1")
    };
    stage.office.perform(&stage.jana, &place).unwrap();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("SO-2026-0001");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    // One item on two lines: the second line goes on where the first is full.
    for _ in 0..3 {
        petr.shell.event(&Event::Paste("PAP".to_owned()));
        petr.shell.settle();
        assert!(!petr.screen().contains("too many"), "{}", petr.screen());
    }
    petr.shell.event(&Event::Paste("PAP".to_owned()));
    petr.sees("That is one PAP too many.");
    petr.ctrl('s');
    petr.sees("Not counted, and left for later: TON. Ctrl-S again packs what was counted.");
    petr.ctrl('s');
    petr.sees("Packed as P-2026-0001");
    petr.press(KeyCode::Esc);
    // The rest is not missing: it waits to be picked.
    petr.sees("2 pc  TON");
    stage.is_clean();
}

#[test]
fn a_customers_new_name_stands_in_the_lists_of_both_desks() {
    let mut stage = Stage::new();
    stage.order("1");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("Horák Stavby s.r.o.");
    let jana = stage.jana.clone();
    let edit =
        serde_json::json!({"customer": "C-00001", "card": {"name": "Horák a synové s.r.o."}});
    stage.run(&jana, "customer.edit", edit).unwrap();
    petr.sees("Horák a synové s.r.o.");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees("Horák a synové s.r.o.");
    stage.is_clean();
}

#[test]
fn keys_that_are_pressed_before_the_list_is_read_are_meant_for_it() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    for name in ["Alena Malá", "Zdeněk Zlatý"] {
        stage
            .run(&jana, "customer.add", serde_json::json!({"name": name}))
            .unwrap();
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let typed = [
        KeyCode::Char('3'),
        KeyCode::Down,
        KeyCode::Down,
        KeyCode::Char('e'),
    ];
    for code in typed {
        jana.shell.event(&Event::Key(code.into()));
    }
    jana.sees("Edit Zdeněk Zlatý");
    // Nothing waits for ever: a key that nobody wants is forgotten, and the next one counts.
    jana.press(KeyCode::Esc);
    for code in [KeyCode::Up, KeyCode::Char('§'), KeyCode::Char('e')] {
        jana.shell.event(&Event::Key(code.into()));
    }
    jana.sees("Edit Horák Stavby s.r.o.");
}

#[test]
fn what_is_out_and_what_open_orders_lack_is_in_the_list_of_what_is_low() {
    let mut stage = Stage::new();
    let marie = stage.manager.clone();
    for code in ["GLUE", "INK", "TAPE", "WAX"] {
        let item = json!({"code": code, "name": code, "unit": "pc", "price": "10", "vat": "21"});
        stage.does(&marie, "item.add", item);
    }
    // Glue has a level and none of it is there; two of ink are ordered and there is none; tape is there and an order wants more; nobody
    // wants wax.
    stage.does(&marie, "item.edit", json!({"item": "GLUE", "low_at": "5"}));
    let tape = json!({"item": "TAPE", "bin": "A2", "quantity": "1"});
    stage.does(&marie, "stock.receive", tape);
    let lines = json!([{"item": "INK", "quantity": "2"}, {"item": "TAPE", "quantity": "4"}]);
    let placed = json!({"customer": "C-00001", "lines": lines});
    let placed = stage.does(&marie, "order.place", placed);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("WAX");
    petr.press(KeyCode::Tab);
    petr.no_longer_sees("WAX");
    for code in ["GLUE", "INK", "TAPE"] {
        petr.sees(code);
    }
    assert!(!petr.screen().contains("PAP"), "{}", petr.screen());
    petr.press(KeyCode::Down);
    petr.sees("open orders lack 2 pc");
    let cancel = json!({"order": placed.text("order"), "reason": "changed mind"});
    stage.does(&marie, "order.cancel", cancel);
    petr.no_longer_sees("INK");
    petr.sees("GLUE");
}

#[test]
fn no_name_is_cut_while_another_column_has_room() {
    let mut stage = Stage::new();
    let (jana, mut marie) = (
        stage.lunch("40m"),
        Person::at(&stage, "office2", "MD", "4826"),
    );
    assert!(!jana.is_empty());
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('3'));
    marie.sees("CS-2026-0001");
    let screen = marie.shell.screen(120, 36);
    assert!(screen.contains("CS-2026-0001  Jana Nováková  "), "{screen}");
}
