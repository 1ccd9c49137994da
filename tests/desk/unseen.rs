//! What is not for whoever reads is not read: these tests look at what a screen was given, not at what it draws.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::desk::inbox::Notices;
use swingdoor::front::counter::{Counter, Printed};
use swingdoor::front::orders::PlaceScreen;
use swingdoor::model::{Desk, Duty};
use swingdoor::office::{Refused, Session, Viewer};
use swingdoor::pane::{Kind, Page, Screen};
use swingdoor::records::presence::presence;

/// What the screen reads for somebody, in the words of the program.
fn view<S: Screen>(stage: &mut Stage, who: &Session, screen: &S) -> String
where
    S::View: std::fmt::Debug,
{
    let viewer = Viewer::of(who);
    let ask = screen.ask();
    let read = stage
        .office
        .read_as(&viewer, S::RIGHT, |reader| S::read(&ask, reader));
    format!("{:?}", read.unwrap())
}

/// The same of the first page of a list.
fn rows<K: Kind>(
    stage: &mut Stage,
    who: &Session,
    kind: &K,
    filter: usize,
) -> Result<String, Refused>
where
    K::Row: std::fmt::Debug,
{
    let page = Page {
        filter,
        after: None,
    };
    let read = stage.office.read_as(&Viewer::of(who), K::RIGHT, |reader| {
        kind.read(&page, reader)
    });
    read.map(|rows| format!("{rows:?}"))
}

/// Eva knows this duty a little, and nothing else.
fn aware(stage: &mut Stage, duty: Duty) -> Session {
    let eva = stage.eva(&[]);
    stage.sign_off("EV", duty, "aware");
    eva
}

#[test]
fn what_a_customer_bought_is_read_for_those_alone_who_may_see_it() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    let gone = stage.order("1");
    let cancel = json!({"order": gone, "reason": "changed their mind"});
    stage.does(&clerk, "order.cancel", cancel);
    let open = stage.order("2");
    let eva = aware(&mut stage, Duty::Stock);
    let card = view(&mut stage, &eva, &Counter::with_customer("C-00001"));
    assert!(card.contains(&open) && !card.contains(&gone), "{card}");
    let nothing = "habits: Habits { orders: 0, items: [], last: [] }";
    for screen in [Counter::with(&open), Counter::with_customer("C-00001")] {
        let card = view(&mut stage, &eva, &screen);
        assert!(card.contains(nothing), "{card}");
    }
    stage.sign_off("EV", Duty::Accounting, "aware");
    let card = view(&mut stage, &eva, &Counter::with_customer("C-00001"));
    assert!(card.contains(&open) && card.contains(&gone), "{card}");
    assert!(!card.contains(nothing), "{card}");
}

#[test]
fn the_town_of_a_customer_is_found_by_those_alone_who_may_see_the_address() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    let card = json!({"name": "Horák Stavby s.r.o.", "city": "Kolín"});
    let edit = json!({"customer": "C-00001", "card": card});
    stage.does(&clerk, "customer.edit", edit);
    let eva = aware(&mut stage, Duty::Stock);
    let found = view(&mut stage, &eva, &Counter::searching("hora"));
    assert!(found.contains("Horák Stavby"), "{found}");
    assert!(!found.contains("Kolín"), "{found}");
    let found = view(&mut stage, &clerk, &Counter::searching("hora"));
    assert!(found.contains("Kolín"), "{found}");
}

#[test]
fn all_receipts_of_a_customer_are_listed_for_those_alone_who_may_see_the_customer() {
    let mut stage = Stage::new();
    stage.drawer();
    let clerk = stage.jana.clone();
    let order = stage.order("1");
    let pay = json!({"order": order, "amount": "50", "means": "card"});
    stage.does(&clerk, "payment.take", pay);
    let eva = aware(&mut stage, Duty::Fulfilment);
    let theirs = Printed::Customer("C-00001".to_owned());
    let refused = rows(&mut stage, &eva, &theirs, 0).unwrap_err();
    assert_eq!(refused.id, "view-not-yours");
    let of_order = Printed::Order(order.clone());
    let papers = rows(&mut stage, &eva, &of_order, 0).unwrap();
    assert!(papers.contains("R-2026-0001"), "{papers}");
    // Whoever works on their order sees them meanwhile.
    stage.sign_off("EV", Duty::Fulfilment, "cover");
    let cover = json!({"duties": ["fulfilment"], "reason": "customer-waiting", "until": "20m"});
    stage.does(&eva, "cover.declare", cover);
    stage.does(&eva, "picking.begin", json!({"order": order}));
    let papers = rows(&mut stage, &eva, &theirs, 0).unwrap();
    assert!(papers.contains("R-2026-0001"), "{papers}");
}

#[test]
fn who_an_order_is_for_is_asked_when_the_form_reads_and_not_when_it_opened() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    let card = json!({"name": "Horák Stavby s.r.o.", "phone": "+420 600 000 009"});
    let edit = json!({"customer": "C-00001", "card": card});
    stage.does(&clerk, "customer.edit", edit);
    stage.order("1");
    let form = PlaceScreen::of("C-00001");
    let eva = aware(&mut stage, Duty::Marketing);
    let seen = view(&mut stage, &eva, &form);
    assert!(seen.contains("buyer: None, is_hidden: true"), "{seen}");
    stage.sign_off("EV", Duty::Sales, "aware");
    let seen = view(&mut stage, &eva, &form);
    assert!(seen.contains("600 000 009"), "{seen}");
    stage.sign_off("EV", Duty::Sales, "none");
    let seen = view(&mut stage, &eva, &form);
    assert!(!seen.contains("600 000 009"), "{seen}");
}

#[test]
fn how_much_may_be_given_off_is_asked_when_the_form_reads() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let form = PlaceScreen::of("C-00001");
    let seen = view(&mut stage, &jana, &form);
    assert!(seen.contains("discount_max: Some("), "{seen}");
    let seen = view(&mut stage, &manager, &form);
    assert!(seen.contains("discount_max: None"), "{seen}");
    stage.sign_off("JN", Duty::Management, "own");
    let seen = view(&mut stage, &jana, &form);
    assert!(seen.contains("discount_max: None"), "{seen}");
}

#[test]
fn whom_to_call_back_for_others_is_read_with_no_telephone() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    let order = stage.order("1");
    let call = json!({"order": order, "name": "Horák", "phone": "+420 600 000 009", "due": "15:00", "to": "PM", "words": "The price of paper"});
    stage.does(&clerk, "callback.promise", call);
    let eva = stage.eva(&[]);
    let of_back = |staff| Notices {
        desk: Desk::Back,
        staff: Some(staff),
    };
    const MY_DESK: usize = 1;
    let inbox = rows(&mut stage, &eva, &of_back(eva.staff), MY_DESK).unwrap();
    assert!(!inbox.contains("The price of paper"), "{inbox}");
    stage.sign_off("EV", Duty::Stock, "aware");
    let inbox = rows(&mut stage, &eva, &of_back(eva.staff), MY_DESK).unwrap();
    assert!(inbox.contains("The price of paper"), "{inbox}");
    assert!(!inbox.contains("600 000 009"), "{inbox}");
    let card = view(&mut stage, &eva, &Counter::with(&order));
    assert!(card.contains("The price of paper"), "{card}");
    assert!(!card.contains("600 000 009"), "{card}");
    // Whoever is to call needs the number.
    let petr = stage.petr.clone();
    stage.sign_off("PM", Duty::Accounting, "none");
    let inbox = rows(&mut stage, &petr, &of_back(petr.staff), 0).unwrap();
    assert!(inbox.contains("600 000 009"), "{inbox}");
    stage.sign_off("EV", Duty::Service, "aware");
    let inbox = rows(&mut stage, &eva, &of_back(eva.staff), MY_DESK).unwrap();
    assert!(inbox.contains("600 000 009"), "{inbox}");
    let card = view(&mut stage, &eva, &Counter::with(&order));
    assert!(card.contains("600 000 009"), "{card}");
}

#[test]
fn that_a_colleague_is_ill_is_read_by_management_and_by_themselves_alone() {
    let mut stage = Stage::new();
    let (petr, jana, manager) = (
        stage.petr.clone(),
        stage.jana.clone(),
        stage.manager.clone(),
    );
    stage.does(&petr, "absence.ask", json!({"kind": "sick"}));
    for (who, is_told) in [(&jana, false), (&manager, true), (&petr, true)] {
        let viewer = Viewer::of(who);
        let people = stage
            .office
            .read_as(&viewer, Counter::RIGHT, |reader| presence(reader))
            .map(|people| format!("{people:?}"))
            .unwrap();
        let away = people.contains("Away(\"sick\"") || people.contains("Away(\"other\"");
        assert!(away, "{people}");
        assert_eq!(people.contains("sick"), is_told, "{people}");
        let day = view(&mut stage, who, &Counter::default());
        assert_eq!(day.contains("Away(\"sick\""), is_told, "{day}");
    }
}
