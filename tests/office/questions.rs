//! What one desk asks the other: to whom it goes at each moment, and that nothing of it is lost.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::{Clock, StaffId, ThreadState};
use swingdoor::records::thread::{Mine, Thread};

/// The numbers of what waits for a person now.
pub(super) fn waiting(stage: &mut Stage, staff: StaffId) -> Vec<String> {
    let now = stage.clock.now();
    stage
        .office
        .read(|reader| {
            let mine = Mine::of(reader, staff)?;
            let open = Thread::open(reader)?;
            Ok(open
                .into_iter()
                .filter(|thread| mine.waits_for(thread, now))
                .map(|thread| thread.number)
                .collect())
        })
        .unwrap()
}

fn cover_of_petr(stage: &mut Stage) -> String {
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let fields = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    let receipt = stage.agreed(&jana, &petr, fields);
    receipt.text("cover").to_owned()
}

#[test]
fn a_duty_s_question_follows_the_cover_and_comes_back() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let (manager, jana, petr) = (
        stage.manager.clone(),
        stage.jana.clone(),
        stage.petr.clone(),
    );
    let ask = json!({"words": "Is the blue one in?", "order": order, "to": "fulfilment"});
    stage.run(&manager, "question.ask", ask).unwrap();
    let question = vec!["Q-2026-0001".to_owned()];
    assert_eq!(waiting(&mut stage, petr.staff), question);
    assert!(waiting(&mut stage, jana.staff).is_empty());
    let cover = cover_of_petr(&mut stage);
    assert!(waiting(&mut stage, petr.staff).is_empty());
    assert_eq!(waiting(&mut stage, jana.staff), question);
    stage
        .run(&jana, "cover.end", json!({"cover": cover}))
        .unwrap();
    assert_eq!(waiting(&mut stage, petr.staff), question);
    assert!(waiting(&mut stage, jana.staff).is_empty());
    stage.is_clean();
}

#[test]
fn an_answer_goes_back_to_who_asked_until_they_settle_it() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let ask = json!({"words": "Is the blue one in?", "to": "PM", "urgent": true});
    stage.run(&jana, "question.ask", ask).unwrap();
    let answer = json!({"question": "Q-2026-0001", "words": "Tomorrow."});
    stage.run(&petr, "question.answer", answer.clone()).unwrap();
    assert!(waiting(&mut stage, petr.staff).is_empty());
    assert_eq!(waiting(&mut stage, jana.staff).len(), 1);
    stage.run(&jana, "question.answer", answer.clone()).unwrap();
    assert_eq!(waiting(&mut stage, petr.staff).len(), 1);
    let question = json!({"question": "Q-2026-0001"});
    stage
        .run(&jana, "question.settle", question.clone())
        .unwrap();
    assert!(waiting(&mut stage, petr.staff).is_empty());
    let refused = stage.run(&petr, "question.answer", answer).unwrap_err();
    assert_eq!(refused.id, "question-settled");
    stage.run(&petr, "question.reopen", question).unwrap();
    assert_eq!(waiting(&mut stage, petr.staff).len(), 1);
    let found = stage
        .office
        .read(|reader| Thread::find(reader, "Q-2026-0001"))
        .unwrap();
    assert!(found.state == ThreadState::Open && found.entries == 3 && found.settled.is_none());
    stage.is_clean();
}

#[test]
fn a_promised_call_back_is_seen_until_it_is_done_by_whoever_stands_there() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let promise = json!({"customer": "C-00001", "due": "20m", "words": "When it is ready."});
    stage.run(&petr, "callback.promise", promise).unwrap();
    assert_eq!(waiting(&mut stage, petr.staff).len(), 1);
    cover_of_petr(&mut stage);
    assert_eq!(waiting(&mut stage, jana.staff).len(), 1);
    stage.clock.advance_seconds(31 * 60);
    assert_eq!(waiting(&mut stage, petr.staff).len(), 1);
    let settle = json!({"question": "Q-2026-0001"});
    let refused = stage.run(&petr, "question.settle", settle).unwrap_err();
    assert_eq!(refused.id, "callback-not-done");
    // Who promised it leaves the office: it is their desk's.
    let manager = stage.manager.clone();
    let leaves = json!({"staff": "PM", "active": false});
    stage.run(&manager, "staff.edit", leaves).unwrap();
    stage.is_clean();
    stage.sign_off("JN", swingdoor::model::Duty::Stock, "own");
    assert_eq!(waiting(&mut stage, jana.staff).len(), 1);
    let done = json!({"callback": "Q-2026-0001", "words": "Told them."});
    stage.run(&jana, "callback.done", done).unwrap();
    assert!(waiting(&mut stage, jana.staff).is_empty());
    stage.is_clean();
}

#[test]
fn a_promise_made_while_standing_in_goes_to_the_owner_when_the_cover_ends() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let cover = cover_of_petr(&mut stage);
    let promise =
        json!({"name": "Eva", "phone": "+420 601 000 001", "due": "2h", "words": "The price."});
    stage
        .run(&jana, "callback.promise", promise.clone())
        .unwrap();
    assert_eq!(waiting(&mut stage, jana.staff).len(), 1);
    stage
        .run(&jana, "cover.end", json!({"cover": cover}))
        .unwrap();
    assert!(waiting(&mut stage, jana.staff).is_empty());
    assert_eq!(waiting(&mut stage, petr.staff).len(), 1);
    for (field, value, id) in [
        ("due", json!("2020-01-01"), "callback-due-past"),
        ("name", json!(""), "callback-of-nobody"),
        ("to", json!("XX"), "not-found"),
        ("words", json!(" "), "name-empty"),
    ] {
        let mut wrong = promise.clone();
        wrong[field] = value;
        assert_eq!(
            stage.run(&jana, "callback.promise", wrong).unwrap_err().id,
            id
        );
    }
    stage.is_clean();
}

#[test]
fn only_who_asked_who_is_asked_and_a_manager_settle_a_question() {
    let mut stage = Stage::new();
    let (manager, jana, petr) = (
        stage.manager.clone(),
        stage.jana.clone(),
        stage.petr.clone(),
    );
    let ask = json!({"words": "May I go?", "to": "MD"});
    stage.run(&jana, "question.ask", ask).unwrap();
    let question = json!({"question": "Q-2026-0001"});
    let refused = stage
        .run(&petr, "question.settle", question.clone())
        .unwrap_err();
    assert_eq!(refused.id, "question-of-others");
    stage.run(&manager, "question.settle", question).unwrap();
    stage.is_clean();
}
