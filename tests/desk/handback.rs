//! The hand-back sheet and "What I missed", driven by keys.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::SignOut;

#[test]
fn one_line_of_a_sheet_is_accepted_another_disputed_and_one_is_done_first() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let declare =
        json!({"duties": ["reception", "sales"], "reason": "lunch", "until": "40m", "for": "JN"});
    let jana = stage.jana.clone();
    stage.agreed(&emma, &jana, declare);
    for _ in 0..3 {
        let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
        stage.run(&emma, "order.place", place).unwrap();
    }
    let end = json!({"cover": "CS-2026-0001"});
    stage.run(&emma, "cover.end", end).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("F4 shows what was done");
    jana.press(KeyCode::F(4));
    jana.sees("Emma Hughes stood in for Jana");
    jana.press(KeyCode::Char('l'));
    jana.sees("CS-2026-0001: the line is accepted.");
    jana.sees("accepted ");
    // The next that waits is chosen already.
    jana.press(KeyCode::Char('d'));
    jana.sees("Dispute this line");
    jana.type_text("He wanted two.");
    jana.press(KeyCode::Enter);
    jana.sees("disputed as Q-2026-0001");
    jana.sees("disputed: He wanted two.");
    // What is done first may be any line.
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Char('f'));
    jana.sees("What do you do first?");
    jana.sees("SO-2026-0003 Horák Stavby s.r.o. (order taken)");
    jana.press(KeyCode::Enter);
    jana.sees("First: SO-2026-0003 Horák Stavby s.r.o. (order taken)");
    jana.press(KeyCode::Char('p'));
    jana.sees("-".repeat(80).as_str());
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('a'));
    jana.sees("Accept all of CS-2026-0001?");
    jana.press(KeyCode::Char('y'));
    jana.sees("CS-2026-0001 is accepted.");
    jana.no_longer_sees("accept line");
    stage.is_clean();
}

#[test]
fn who_was_away_sees_with_one_key_what_others_did_and_opens_it() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    stage.clock.advance_seconds(3 * 24 * 3600);
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}]});
    stage.run(&manager, "order.place", place).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("You were away since");
    jana.press(KeyCode::F(8));
    jana.sees("What I missed");
    jana.sees("What others did in your duties");
    jana.sees("SO-2026-0001  Horák Stavby s.r.o.: order taken");
    jana.press(KeyCode::Enter);
    jana.sees("total with VAT");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("You were away since");
    stage.is_clean();
}

#[test]
fn what_is_to_be_reviewed_is_answered_by_itself_before_the_rest_goes_in_one_key() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let declare =
        json!({"duties": ["reception", "sales"], "reason": "lunch", "until": "40m", "for": "JN"});
    let jana = stage.jana.clone();
    stage.agreed(&emma, &jana, declare);
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1", "discount": "10"}]});
    stage.does(&emma, "order.place", place);
    let card = json!({"customer": "C-00001", "card": {"name": "Horák a syn"}});
    stage.does(&emma, "customer.edit", card);
    let plain = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    stage.does(&emma, "order.place", plain);
    stage.does(&emma, "cover.end", json!({"cover": "CS-2026-0001"}));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("F4 shows what was done");
    jana.press(KeyCode::F(4));
    jana.sees("Money and stock to look at");
    jana.press(KeyCode::Char('a'));
    jana.sees("line by line first");
    jana.press(KeyCode::Char('l'));
    jana.sees("CS-2026-0001: the line is accepted.");
    jana.press(KeyCode::Char('a'));
    jana.sees("line by line first");
    jana.press(KeyCode::Char('l'));
    jana.sees("CS-2026-0001: the line is accepted.");
    jana.press(KeyCode::Char('a'));
    jana.sees("Accept all of CS-2026-0001?");
    jana.press(KeyCode::Char('y'));
    jana.sees("CS-2026-0001 is accepted.");
    stage.is_clean();
}

#[test]
fn a_complaint_typed_at_a_heading_goes_into_the_dispute_and_never_accepts_the_sheet() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let declare =
        json!({"duties": ["reception", "sales"], "reason": "lunch", "until": "40m", "for": "JN"});
    let jana = stage.jana.clone();
    stage.agreed(&emma, &jana, declare);
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    stage.does(&emma, "order.place", place);
    stage.does(&emma, "cover.end", json!({"cover": "CS-2026-0001"}));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("Emma Hughes stood in for Jana");
    // Neither the letter that asks nor Enter says yes, and any other letter takes the question away.
    jana.press(KeyCode::Char('a'));
    jana.sees("Accept all of CS-2026-0001?");
    jana.press(KeyCode::Enter);
    jana.sees("Accept all of CS-2026-0001?");
    jana.press(KeyCode::Char('a'));
    jana.no_longer_sees("Accept all of");
    jana.press(KeyCode::Char('a'));
    jana.press(KeyCode::Char('p'));
    jana.no_longer_sees("Accept all of");
    jana.press(KeyCode::Up);
    jana.press(KeyCode::Char('d'));
    jana.sees("Dispute this line");
    jana.type_text("a mistake");
    jana.press(KeyCode::Enter);
    jana.sees("disputed: a mistake");
    stage.is_clean();
}
