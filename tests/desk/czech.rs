//! What people of a Czech office type and read at the counter.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::office::Reads;

/// Jana at the front desk, in Czech.
fn jana(stage: &Stage) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.ctrl('l');
    jana.sees("F2 Přepážka");
    jana
}

#[test]
fn an_order_is_wanted_when_people_say_it_and_what_is_understood_stands_beside_it() {
    let mut stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.sees("C-00001");
    jana.type_text("pap");
    // The quantity, the discount, and an empty item, which ends the lines.
    for _ in 0..4 {
        jana.press(KeyCode::Enter);
    }
    for (typed, understood) in [
        ("zítra 14:00", "úterý 24. 11. 14:00"),
        ("29. 11. 2026 14:00", "neděle 29. 11. 14:00"),
        ("v pátek", "pátek 27. 11. 17:00"),
    ] {
        jana.type_text(typed);
        // The field shows all of it.
        jana.sees(typed);
        jana.sees(understood);
        if typed != "v pátek" {
            for _ in typed.chars() {
                jana.press(KeyCode::Backspace);
            }
        }
    }
    jana.ctrl('s');
    jana.sees("SO-2026-0001");
    let promised = stage.office.read(|reader| {
        let row = reader.row("select promised_at from orders", &[])?;
        Ok(row.map(|row| row.int(0)).transpose()?)
    });
    // Friday 27 November 2026, 17:00 in Prague.
    assert_eq!(promised.unwrap(), Some(1_795_795_200_000));
    stage.is_clean();
}

#[test]
fn a_question_is_answered_by_the_letter_of_its_own_language() {
    let stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('3'));
    for yes in ['a', 'y'] {
        jana.press(KeyCode::Char('n'));
        jana.sees("Nový zákazník");
        jana.type_text("Olga");
        jana.press(KeyCode::Esc);
        jana.sees("a ano   n ne");
        jana.press(KeyCode::Char(yes));
        jana.no_longer_sees("Nový zákazník");
    }
}

#[test]
fn a_choice_that_was_turned_once_is_left_without_a_question() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = jana(&stage);
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('x'));
    jana.sees("Stornovat SO");
    jana.press(KeyCode::Right);
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("Stornovat SO");
}

#[test]
fn after_a_hand_over_what_is_typed_next_is_about_somebody_else() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = jana(&stage);
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.sees("h vydat");
    jana.press(KeyCode::Char('h'));
    jana.sees("P-2026-0001");
    jana.type_text("Eva");
    jana.press(KeyCode::Tab);
    jana.ctrl('s');
    jana.sees("SL-2026-0001");
    jana.press(KeyCode::Esc);
    // No card is open whose keys the next name would press, and no search stands before it.
    jana.type_text("pap");
    jana.sees("Kdo je tu?  pap");
    jana.sees("Papír A4");
}

#[test]
fn after_a_payment_the_closed_card_leaves_an_empty_search() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let mut jana = jana(&stage);
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("156,00");
    jana.press(KeyCode::Enter);
    jana.sees("R-2026-0001");
    jana.press(KeyCode::Esc);
    jana.sees("z špatná platba");
    jana.press(KeyCode::Esc);
    jana.type_text("pap");
    jana.sees("Kdo je tu?  pap");
}

#[test]
fn the_fields_of_an_order_follow_each_other_as_they_stand() {
    let mut stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.sees("C-00001");
    for quantity in ["2", "3"] {
        jana.type_text("pap");
        jana.press(KeyCode::Enter);
        jana.type_text(quantity);
        jana.press(KeyCode::Enter);
    }
    jana.press(KeyCode::Enter);
    // From the discount of the second line up to that of the first one.
    jana.press(KeyCode::Up);
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Tab);
    jana.type_text("1");
    jana.press(KeyCode::Up);
    jana.type_text("5");
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Down);
    // And from the last line down to when it is wanted, which stands under it.
    jana.press(KeyCode::Down);
    jana.type_text("zítra");
    jana.sees("úterý 24. 11. 17:00");
    let screen = jana.screen();
    let row = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    assert!(row("Kdy je třeba") > row("Papír A4"), "{screen}");
    assert!(row("Kdy je třeba") < row("dodací list"), "{screen}");
    jana.ctrl('s');
    jana.sees("SO-2026-0001");
    let lines = stage.office.read(|reader| {
        reader.rows(
            "select ordered, discount from order_line order by line",
            &[],
        )
    });
    let lines: Vec<_> = lines
        .unwrap()
        .iter()
        .map(|row| (row.int(0).unwrap(), row.int(1).unwrap()))
        .collect();
    assert_eq!(lines, [(2_000, 500), (3_000, 100)]);
}

#[test]
fn what_stands_ready_stays_in_its_list_while_the_rest_is_to_be_picked() {
    let mut stage = Stage::new();
    let order = stage.order("12");
    stage.pick_and_ready(&order);
    let mut jana = jana(&stage);
    jana.sees("K vyzvednutí 1");
    // The rest comes, and has to be picked.
    stage.receive("2");
    jana.sees("K vyzvednutí 1");
    let row = stage
        .office
        .read(|reader| reader.row("select fulfilment from orders", &[]));
    assert_eq!(row.unwrap().unwrap().text(0).unwrap(), "picking");
    jana.sees("1 připraveno");
}

#[test]
fn all_that_a_customer_owes_is_named_at_once() {
    let mut stage = Stage::new();
    stage.drawer();
    let first = stage.order("1");
    stage.order("2");
    stage.order("3");
    let mut jana = jana(&stage);
    jana.type_text(&first);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Dluží také: 0002 312,18, 0003 468,27");
    jana.sees("zaplatí i 0002.");
    jana.press(KeyCode::Char('+'));
    jana.sees("Dluží také: 0003");
}

#[test]
fn a_discount_that_is_too_much_is_told_with_its_line_and_what_it_is_made_of() {
    let stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.sees("C-00001");
    for off in ["", "50"] {
        jana.type_text("pap");
        jana.press(KeyCode::Enter);
        jana.press(KeyCode::Tab);
        jana.type_text(off);
        jana.press(KeyCode::Enter);
    }
    // Past the empty item, when, how and the papers to the discount on the whole order.
    jana.press(KeyCode::Enter);
    for _ in 0..7 {
        jana.press(KeyCode::Tab);
    }
    jana.type_text("5");
    jana.ctrl('s');
    jana.sees("Řádek 2: 50 % a 5 % na celou zakázku je sleva 52,5 %");
    // The keys are where it can be mended.
    for _ in 0..2 {
        jana.press(KeyCode::Backspace);
    }
    jana.ctrl('s');
    jana.sees("SO-2026-0001");
}

#[test]
fn a_key_that_is_refused_says_why() {
    let stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.ctrl('l');
    petr.press(KeyCode::F(2));
    petr.sees("2 Zakázky");
    petr.press(KeyCode::Char('2'));
    petr.sees("[2 Zakázky]");
    petr.press(KeyCode::Char('n'));
    petr.sees("nová zakázka: není vaše úloha");
}

#[test]
fn the_palette_knows_what_people_call_a_refund_and_goods_that_run_out() {
    let stage = Stage::new();
    let mut jana = jana(&stage);
    for (typed, said) in [
        ("penize zpet", "vrátit"),
        ("vraceni", "vrátit"),
        ("dochazi", "Zázemí: Sklad"),
    ] {
        jana.ctrl('k');
        jana.type_text(typed);
        jana.sees(said);
        jana.press(KeyCode::Esc);
    }
}

#[test]
fn the_sheet_of_a_hand_over_takes_the_mouse_and_says_what_it_cannot_read() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = jana(&stage);
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("P-2026-0001");
    jana.click("156,00");
    jana.type_text("ab");
    jana.sees("„ab“ tu není možná částka");
    jana.no_longer_sees("Tím je zaplaceno vše");
    jana.click("● jiný");
    jana.type_text("Eva");
    jana.sees("Eva");
    jana.click("□ Na fakturu");
    jana.sees("■ Na fakturu");
}

#[test]
fn what_was_just_handed_over_is_found_with_its_customer_and_a_slip_in_both_words_is_forgiven() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let jana_signed = stage.jana.clone();
    let pay = serde_json::json!({"order": order, "amount": "156.09", "means": "cash"});
    stage.does(&jana_signed, "payment.take", pay);
    let out = serde_json::json!({"parcel": parcel, "collected_by": "Eva"});
    stage.does(&jana_signed, "parcel.hand_over", out);
    let mut jana = jana(&stage);
    jana.type_text("orak stavy");
    jana.sees("Horák Stavby");
    jana.sees("0001");
    jana.sees("vydáno");
}

#[test]
fn at_80_columns_no_word_of_the_day_and_no_label_of_a_drawer_is_cut() {
    let mut stage = Stage::new();
    stage.drawer();
    let at_desk = stage.jana.clone();
    stage.does(
        &at_desk,
        "customer.add",
        serde_json::json!({"name": "Lékárna U Anděla"}),
    );
    let order = serde_json::json!({"customer": "C-00002", "needed_by": "10:30", "lines": [{"item": "PAP", "quantity": "1"}]});
    let placed = stage.does(&at_desk, "order.place", order);
    let asks = serde_json::json!({"order": placed.text("order"), "to": "back", "words": "Kdy?"});
    stage.does(&at_desk, "question.ask", asks);
    stage.clock.advance_seconds(41 * 60);
    let mut jana = jana(&stage);
    jana.sees("Lékárna U Anděla");
    let day = jana.shell.screen(80, 24).replace('\u{a0}', " ");
    for said in ["1 zpožděno 10:30 Lékárna", "1 dotaz", "nejdéle 41 min"] {
        assert!(day.contains(said), "{said}\n{day}");
    }
    jana.press(KeyCode::Char('5'));
    jana.sees("D-2026-0001");
    // Nor is a name at 100.
    jana.sees("> D-2026-0001  Jana Nováková ");
    jana.press(KeyCode::Char('h'));
    for _ in 0..6 {
        jana.press(KeyCode::Right);
        if jana.screen().contains("Napočítal(a) Marie Dvořáková") {
            break;
        }
    }
    jana.sees("Napočítal(a) Marie Dvořáková");
    let form = jana.shell.screen(80, 24);
    assert!(form.contains("Napočítal(a) Marie Dvořáková  ··"), "{form}");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('1'));
    jana.type_text(placed.text("order"));
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Ctrl-S přijmout platbu");
}
