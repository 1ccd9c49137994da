//! F4: a cover in two keys and a PIN, reminders, and what is offered first.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::cover::arrangement::Make;
use swingdoor::cover::shift::{Accept, Plan};
use swingdoor::model::{CoverReason, Duty};
use swingdoor::office::SignOut;

#[test]
fn two_keys_and_a_pin_open_the_desk_of_whoever_is_away() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("cover fulfilment for Petr Malý until 10:30");
    // Who was here and has gone is at lunch, as far as anybody knows.
    jana.sees("● lunch");
    jana.press(KeyCode::Enter);
    jana.sees("Type your own PIN");
    jana.type_text("9999");
    jana.press(KeyCode::Enter);
    jana.sees("Wrong code or PIN. 4 tries are left.");
    // The field is empty again: the right PIN is simply typed.
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý");
    // The other desk is there, and its first action is one key and a yes.
    jana.sees("[F3 Back office]");
    jana.sees(&order);
    jana.press(KeyCode::Char('a'));
    jana.press(KeyCode::Enter);
    jana.sees("Where is P-2026-0001 put?");
    // Every other dialog of F4 wants a PIN: one that is typed here by habit does not become a note for everybody.
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::F(4));
    jana.sees("Hand fulfilment back to Petr Malý");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("That could be a PIN.");
    for _ in 0..4 {
        jana.press(KeyCode::Backspace);
    }
    jana.type_text("2 parcels by the window");
    jana.press(KeyCode::Enter);
    jana.sees("CS-2026-0001");
    jana.no_longer_sees("COVERING");
    stage.is_clean();
}

#[test]
fn a_planned_lunch_is_reminded_of_and_begun_with_f4() {
    let mut stage = Stage::new();
    let plan = Plan {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::Lunch,
        from: "12:00".to_owned(),
        until: "12:30".to_owned(),
        of: Some("JN".to_owned()),
        owner: None,
        note: String::new(),
    };
    stage.office.perform(&stage.petr, &plan).unwrap();
    let accept = Accept {
        cover: "CS-2026-0001".to_owned(),
    };
    stage.office.perform(&stage.jana, &accept).unwrap();
    stage.clock.advance_seconds(111 * 60);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("At 12:00 you cover fulfilment for Petr Malý: F4 begins");
    stage.clock.advance_seconds(12 * 60);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("Nobody covers fulfilment yet, planned since 12:00");
    jana.press(KeyCode::F(4));
    jana.sees("agreed 12:00 to 12:30");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý until 12:30");
    petr.sees("Jana Nováková covers fulfilment for you until 12:30");
    stage.is_clean();
}

#[test]
fn an_arrangement_is_one_key_and_a_pin_each_day() {
    let mut stage = Stage::new();
    let make = Make {
        owner: "PM".to_owned(),
        coverer: "JN".to_owned(),
        duties: vec![Duty::Fulfilment],
        weekdays: "mo-fr".to_owned(),
        starts: "10:05".to_owned(),
        ends: "10:35".to_owned(),
        reason: CoverReason::Lunch,
        from: None,
        until: None,
    };
    stage.office.perform(&stage.petr, &make).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("Petr Malý proposes an arrangement, fulfilment");
    jana.press(KeyCode::F(4));
    jana.press(KeyCode::Enter);
    jana.sees("AR-2026-0001 is agreed");
    jana.sees("At 10:05 you cover fulfilment for Petr Malý");
    for day in 1..3 {
        jana.press(KeyCode::F(4));
        jana.sees("cover fulfilment for Petr Malý until 10:35");
        jana.type_text("1937");
        jana.press(KeyCode::Enter);
        jana.sees(&format!("CS-2026-000{day}"));
        stage.clock.advance_seconds(24 * 3600);
        // Nobody was here for a day: the terminal has locked itself.
        jana.shell.tick();
        jana.type_text("1937");
        jana.press(KeyCode::Enter);
    }
    stage.is_clean();
}

#[test]
fn a_cover_is_planned_from_the_list_with_whom_it_fits_first() {
    let mut stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(9));
    petr.press(KeyCode::Char('3'));
    petr.sees("p plan a cover");
    petr.press(KeyCode::Char('p'));
    petr.sees("< Cover me: fulfilment >");
    petr.sees("< Jana Nováková >");
    petr.press(KeyCode::Tab);
    petr.type_text("23:00");
    petr.sees("< Jana Nováková (cannot then) >");
    petr.sees("does not work all the time");
    for _ in 0..5 {
        petr.press(KeyCode::Backspace);
    }
    petr.type_text("12:00");
    petr.sees("< Jana Nováková >");
    petr.ctrl('s');
    petr.sees("CS-2026-0001 is planned and waits for a yes.");
    petr.sees("Petr Malý asked Jana Nováková (10:00)");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(9));
    jana.press(KeyCode::Char('3'));
    jana.sees("12:00–12:30");
    jana.press(KeyCode::Char('a'));
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("You cover fulfilment for Petr Malý from 12:00 (CS-2026-0001)");
    stage.clock.advance_seconds(115 * 60);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("At 12:00 you cover fulfilment");
    jana.press(KeyCode::F(9));
    jana.press(KeyCode::Char('3'));
    jana.sees("b begin");
    jana.press(KeyCode::Char('b'));
    jana.sees("Begin CS-2026-0001");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý until 12:30");
    stage.is_clean();
}

#[test]
fn an_arrangement_is_proposed_agreed_and_ended_from_the_list() {
    let mut stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(9));
    petr.press(KeyCode::Char('3'));
    petr.press(KeyCode::Char('r'));
    petr.sees("< Cover me: fulfilment >");
    petr.sees("< Jana Nováková >");
    petr.sees("< Monday to Friday >");
    petr.ctrl('s');
    petr.sees("AR-2026-0001 is proposed");
    petr.press(KeyCode::BackTab);
    petr.sees("mo-fr 12:00");
    petr.sees("proposed");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(9));
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::BackTab);
    jana.sees("mo-fr 12:00–12:30  Jana Nováková > Petr Malý");
    jana.press(KeyCode::Char('a'));
    jana.sees("Petr Malý proposes a standing cover of fulfilment:");
    jana.press(KeyCode::Enter);
    jana.sees("AR-2026-0001 is agreed");
    petr.sees("agreed");
    petr.press(KeyCode::Char('e'));
    petr.sees("End AR-2026-0001?");
    petr.press(KeyCode::Enter);
    petr.sees("AR-2026-0001 is ended.");
    stage.is_clean();
}

#[test]
fn what_waits_is_not_hidden_while_one_covers_and_f4_reaches_it() {
    let mut stage = Stage::new();
    stage.sign_off("JN", Duty::Stock, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let declare = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "2h", "for": "PM"});
    stage.agreed(&jana, &petr, declare);
    let ask =
        serde_json::json!({"duties": ["stock"], "reason": "lunch", "until": "30m", "of": "JN"});
    stage.run(&petr, "cover.ask", ask).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING fulfilment for Petr Malý");
    jana.sees("F4 twice: Petr Malý asks you to cover stock until 10:30: F4 answers.");
    jana.press(KeyCode::F(4));
    jana.sees("Hand fulfilment back to Petr Malý");
    jana.press(KeyCode::F(4));
    jana.sees("Request CS-2026-0002");
    jana.press(KeyCode::F(4));
    jana.sees("Cover shift");
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("Cover shift");
    stage.is_clean();
}

#[test]
fn the_note_of_a_cover_survives_the_program_and_its_pin_does_not() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("cover fulfilment for Petr Malý");
    jana.type_text("1937");
    jana.press(KeyCode::Up);
    jana.type_text("the van comes at two");
    drop(jana);
    let kept = || {
        std::fs::read_dir(stage.folder())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains("draft-"))
            .map(|path| std::fs::read_to_string(path).unwrap_or_default())
            .collect::<String>()
    };
    for _ in 0..1_000 {
        if kept().contains("the van comes at two") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!kept().contains("1937"), "{}", kept());
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-R brings back");
    jana.ctrl('r');
    jana.sees("the van comes at two");
}

#[test]
fn a_cover_that_is_taken_back_elsewhere_is_said_where_it_ran_and_by_whom() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let declare = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "2h", "for": "PM"});
    let cover = stage.agreed(&jana, &petr, declare);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING fulfilment for Petr Malý");
    let end = serde_json::json!({"cover": cover.text("cover")});
    stage.run(&petr, "cover.end", end).unwrap();
    jana.no_longer_sees("COVERING");
    jana.sees("Your cover of fulfilment is over since 10:00: taken back, Petr Malý.");
    stage.is_clean();
}

#[test]
fn an_owner_who_is_here_is_asked_with_f4_and_says_yes_with_f4() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    jana.press(KeyCode::F(4));
    jana.press(KeyCode::F(4));
    jana.sees("ask Petr Malý whether you may cover fulfilment until 10:30");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("Petr Malý is asked whether you may cover fulfilment until 10:30");
    petr.sees("Jana Nováková offers to cover fulfilment for you until 10:30: F4 answers.");
    petr.press(KeyCode::F(4));
    petr.sees("Jana Nováková offers to cover fulfilment for you until 10:30 (lunch)");
    petr.type_text("2748");
    petr.press(KeyCode::Enter);
    petr.sees("Jana Nováková covers fulfilment for you until 10:30");
    jana.sees("COVERING fulfilment for Petr Malý until 10:30");
    stage.is_clean();
}

#[test]
fn f4_offers_first_to_be_covered_where_somebody_could() {
    let mut stage = Stage::new();
    stage.order("1");
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    // Petr's work waits; as long as nobody could cover Jana, that comes first.
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("cover fulfilment for Petr Malý until 10:30");
    let eva = stage.eva(&[Duty::Reception]);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("ask Eva Veselá, until 10:30");
    jana.press(KeyCode::Esc);
    // While somebody does, the other's work comes first again.
    let lunch = serde_json::json!({"duties": ["reception"], "reason": "errand", "until": "2h", "for": "JN"});
    let jana_too = stage
        .office
        .sign_in("window", "JN", &crate::stage::pin("1937"), true);
    let jana_too = jana_too.unwrap();
    stage.agreed(&eva, &jana_too, lunch);
    jana.sees("Eva Veselá covers reception for you");
    jana.press(KeyCode::F(4));
    jana.sees("Take reception back from Eva Veselá");
    jana.press(KeyCode::F(4));
    jana.sees("cover fulfilment for Petr Malý until 10:30");
    stage.is_clean();
}

#[test]
fn signing_out_of_the_last_screen_asks_before_it_ends_a_cover() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lunch = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "2h", "for": "PM"});
    stage.agreed(&jana, &petr, lunch);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING fulfilment for Petr Malý");
    jana.ctrl('o');
    jana.sees("Your cover of fulfilment ends and Petr Malý is told.");
    jana.press(KeyCode::Char('n'));
    jana.sees("COVERING fulfilment for Petr Malý");
    jana.ctrl('o');
    jana.press(KeyCode::Char('y'));
    jana.sees("PIN");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(3));
    petr.press(KeyCode::Char('3'));
    petr.sees("The cover of fulfilment (CS-2026-0001) is over since 10:00: signed out, Jana");
    stage.is_clean();
}

#[test]
fn the_grace_after_a_time_out_is_told_in_seconds() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lunch = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    stage.agreed(&jana, &petr, lunch);
    let manager = stage.manager.clone();
    let never = serde_json::json!({"key": "lock-minutes", "value": "0"});
    stage.does(&manager, "setting.change", never);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING fulfilment for Petr Malý");
    stage.clock.advance_seconds(30 * 60 + 20);
    jana.shell.tick();
    jana.sees("is over since 10:30. What you had open can be saved for 100 s more");
    stage.is_clean();
}

#[test]
fn a_request_without_an_answer_reaches_the_next_and_then_management() {
    let mut stage = Stage::new();
    stage.eva(&[Duty::Fulfilment]);
    let petr = stage.petr.clone();
    let ask =
        serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "1h", "of": "EV"});
    stage.does(&petr, "cover.ask", ask);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    assert!(!jana.screen().contains("asks you to cover"));
    stage.clock.advance_seconds(5 * 60);
    jana.shell.tick();
    jana.sees("Petr Malý asks you to cover fulfilment until 11:00: F4 answers.");
    assert!(!marie.screen().contains("Nobody has answered"));
    stage.clock.advance_seconds(5 * 60);
    marie.shell.tick();
    marie.sees("Nobody has answered Petr Malý, who asks for cover of fulfilment until 11:00");
    // It stands in the inbox as well, with the time, and is gone with the answer.
    marie.press(KeyCode::F(3));
    marie.press(KeyCode::Char('3'));
    marie.sees("! 10:10");
    marie.sees("Nobody has answered since 10:00: Petr Malý asks Eva Veselá to");
    let accept = serde_json::json!({"cover": "CS-2026-0001"});
    let eva = stage
        .office
        .sign_in("door", "EV", &crate::stage::pin("3659"), true);
    stage.does(&eva.unwrap(), "cover.accept", accept);
    marie.no_longer_sees("Nobody has answered since");
    stage.is_clean();
}

#[test]
fn after_a_refusal_that_names_f4_it_opens_on_that_duty_and_its_owner() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.sign_off("JN", Duty::Stock, "cover");
    stage.eva(&[Duty::Reception]);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(3));
    jana.sees(&order);
    jana.press(KeyCode::Char('a'));
    jana.sees("not your duty; F4 covers fulfilment");
    jana.press(KeyCode::F(4));
    jana.sees("[I cover somebody]");
    jana.sees("■ fulfilment  □ stock");
    jana.sees("ask Petr Malý whether you may cover fulfilment until 10:30");
    // The other tab is still one key away.
    jana.press(KeyCode::F(4));
    jana.sees("[Somebody covers me]");
    jana.press(KeyCode::Esc);
    // A minute later F4 begins with the usual again.
    stage.clock.advance_seconds(61);
    jana.press(KeyCode::F(4));
    jana.sees("[Somebody covers me]");
    stage.is_clean();
}

#[test]
fn what_is_hidden_for_want_of_a_duty_is_what_f4_opens_on() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Sales, "cover");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(4));
    petr.sees("[Somebody covers me]");
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::F(9));
    petr.press(KeyCode::Char('7'));
    petr.sees("Only those who own or cover sales see this.");
    petr.press(KeyCode::F(4));
    petr.sees("[I cover somebody]");
    petr.sees("■ sales");
    stage.is_clean();
}

#[test]
fn f4_shows_ones_own_request_first_and_asks_the_next_best_or_withdraws_it() {
    let mut stage = Stage::new();
    stage.eva(&[Duty::Fulfilment]);
    let petr = stage.petr.clone();
    let ask =
        serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "1h", "of": "EV"});
    stage.does(&petr, "cover.ask", ask);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(4));
    petr.sees("CS-2026-0001 waits for an answer");
    petr.sees("You asked Eva Veselá at 10:00 to cover fulfilment until 11:00.");
    petr.sees("From 10:05 anyone who can may accept it, and at 10:10");
    petr.sees("Next best: Jana Nováková.");
    petr.sees("w withdraw");
    petr.press(KeyCode::Char('n'));
    petr.sees("Jana Nováková is asked to cover fulfilment until 11:00 (CS-2026-0002)");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("Petr Malý asks you to cover fulfilment until 11:00: F4 answers.");
    stage.clock.advance_seconds(5 * 60);
    petr.press(KeyCode::F(4));
    petr.sees("No answer: anyone who can may accept it now.");
    // F4 again still leads to everything else.
    petr.press(KeyCode::F(4));
    petr.sees("Cover shift");
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::F(4));
    petr.press(KeyCode::Char('w'));
    petr.sees("CS-2026-0002");
    jana.no_longer_sees("asks you to cover");
    petr.press(KeyCode::F(4));
    petr.sees("[Somebody covers me]");
    stage.is_clean();
}

#[test]
fn an_offer_that_is_not_answered_is_begun_from_where_f4_shows_it() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let offer = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "1h", "for": "PM"});
    stage.does(&jana, "cover.offer", offer);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("Petr Malý may answer until 10:05. After that you may begin.");
    jana.press(KeyCode::Esc);
    stage.clock.advance_seconds(5 * 60);
    jana.press(KeyCode::F(4));
    jana.sees("Petr Malý has not answered: you may begin now.");
    jana.press(KeyCode::Char('b'));
    jana.sees("Cover fulfilment for Petr Malý now");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý until 11:00");
    stage.is_clean();
}
