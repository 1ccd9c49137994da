//! What somebody may not see is left out where it is read, and the screen says so in its place.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::model::{CustomerId, Duty, ReadRight};
use swingdoor::office::{Session, Viewer};

/// Horák has a telephone and an e-mail address.
fn reachable(stage: &mut Stage) {
    let jana = stage.jana.clone();
    let card = json!({"phone": "+420 600 000 009", "email": "horak@example.com"});
    let how = json!({"customer": "C-00001", "card": card});
    stage.does(&jana, "customer.edit", how);
}

#[track_caller]
fn shows_no_way_to_reach_them(person: &mut Person) {
    let screen = person.screen();
    for secret in ["600 000 009", "horak@example.com"] {
        assert!(!screen.contains(secret), "{screen}");
    }
}

#[test]
fn whoever_has_no_duty_at_all_finds_no_customer_anywhere() {
    let mut stage = Stage::new();
    reachable(&mut stage);
    stage.eva(&[]);
    let mut eva = Person::at(&stage, "door-2", "EV", "3659");
    for section in ['1', '2', '3'] {
        eva.press(KeyCode::F(2));
        eva.press(KeyCode::Char(section));
        eva.sees("You see this once you are trained in one of these duties");
        assert!(!eva.screen().contains("Horák"), "{}", eva.screen());
    }
    eva.ctrl('k');
    eva.type_text("hora");
    assert!(!eva.screen().contains("Horák"), "{}", eva.screen());
}

#[test]
fn who_knows_the_stock_alone_reads_names_and_no_telephone() {
    let mut stage = Stage::new();
    reachable(&mut stage);
    stage.order("1");
    stage.eva(&[]);
    stage.sign_off("EV", Duty::Stock, "aware");
    let mut eva = Person::at(&stage, "door-2", "EV", "3659");
    eva.press(KeyCode::F(2));
    eva.type_text("hora");
    eva.sees("Horák Stavby s.r.o.");
    shows_no_way_to_reach_them(&mut eva);
    eva.press(KeyCode::Down);
    eva.press(KeyCode::Enter);
    shows_no_way_to_reach_them(&mut eva);
    stage.sign_off("EV", Duty::Marketing, "aware");
    let mut eva = Person::at(&stage, "door-2", "EV", "3659");
    eva.press(KeyCode::F(2));
    eva.press(KeyCode::Char('3'));
    eva.sees("Telephone, address, history and balance are for reception, sales, service");
    shows_no_way_to_reach_them(&mut eva);
    // Her screen follows what she may see, both ways.
    stage.sign_off("EV", Duty::Service, "aware");
    eva.sees("600 000 009");
    stage.does(
        &stage.manager.clone(),
        "competence.sign_off",
        json!({"staff": "EV", "duty": "service", "level": "none"}),
    );
    eva.no_longer_sees("600 000 009");
}

#[test]
fn a_thread_of_others_names_no_telephone_to_whoever_may_not_see_it() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let call =
        json!({"from": "Horák", "phone": "+420 600 000 009", "words": "Call back.", "to": "PM"});
    stage.does(&jana, "call.note", call);
    let eva = stage.eva(&[]);
    let seen = |stage: &mut Stage| {
        use swingdoor::desk::questions::ThreadScreen;
        use swingdoor::pane::Screen;
        let screen = ThreadScreen::of("Q-2026-0001", eva.staff);
        let read = stage
            .office
            .read_as(&Viewer::of(&eva), ThreadScreen::RIGHT, |reader| {
                ThreadScreen::read(&screen.ask(), reader)
            });
        read.map(|view| format!("{view:?}"))
    };
    assert_eq!(seen(&mut stage).unwrap_err().id, "view-not-yours");
    stage.sign_off("EV", Duty::Stock, "aware");
    assert!(!seen(&mut stage).unwrap().contains("600 000 009"));
    stage.sign_off("EV", Duty::Sales, "aware");
    assert!(seen(&mut stage).unwrap().contains("600 000 009"));
}

#[test]
fn whoever_picks_for_a_customer_may_call_them_meanwhile() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let eva = stage.eva(&[Duty::Fulfilment]);
    let may = |stage: &mut Stage, who: &Session| {
        let read = stage
            .office
            .read_as(&Viewer::of(who), ReadRight::AnyDesk, |reader| {
                reader.may_see_customer(CustomerId(1))
            });
        read.unwrap()
    };
    assert!(!may(&mut stage, &eva));
    let cover = json!({"duties": ["fulfilment"], "reason": "customer-waiting", "until": "20m"});
    stage.does(&eva, "cover.declare", cover);
    assert!(!may(&mut stage, &eva));
    stage.does(&eva, "picking.begin", json!({"order": order}));
    assert!(may(&mut stage, &eva));
    stage.does(&eva, "picking.leave", json!({"order": order}));
    assert!(!may(&mut stage, &eva));
}

#[test]
fn why_somebody_is_ill_or_on_leave_is_for_management_and_for_themselves() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let ill = json!({"kind": "sick", "note": "the dentist", "until": "2026-11-24"});
    stage.does(&petr, "absence.ask", ill);
    let absences = |stage: &Stage, code: &str, digits: &str| {
        let mut person = Person::at(stage, &format!("at-{code}"), code, digits);
        person.press(KeyCode::F(9));
        person.press(KeyCode::Char('2'));
        person.press(KeyCode::Tab);
        person.press(KeyCode::Tab);
        person.sees("Petr Malý");
        person.screen()
    };
    let jana = absences(&stage, "JN", "1937");
    assert!(
        !jana.contains("sick") && !jana.contains("dentist"),
        "{jana}"
    );
    assert!(jana.contains("other"), "{jana}");
    let marie = absences(&stage, "MD", "4826");
    assert!(
        marie.contains("sick") && marie.contains("dentist"),
        "{marie}"
    );
}

#[test]
fn that_somebody_is_ill_is_read_on_a_cover_by_the_two_and_management_alone() {
    let mut stage = Stage::new();
    stage.eva(&[]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let ill = json!({"duties": ["fulfilment"], "reason": "sick", "until": "2h", "for": "PM"});
    stage.agreed(&jana, &petr, ill);
    for (terminal, code, pin, why) in [
        ("hall", "JN", "1937", "running, illness"),
        ("shelves", "PM", "2748", "running, illness"),
        ("office", "MD", "4826", "running, illness"),
        ("door-2", "EV", "3659", "running, away"),
    ] {
        let mut person = Person::at(&stage, terminal, code, pin);
        person.press(KeyCode::F(9));
        person.press(KeyCode::Char('3'));
        person.sees(why);
    }
    stage.is_clean();
}
