//! What is done in somebody's name stands in the journal with its duty and its cover, whatever kind of right it was done by.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Duty;
use swingdoor::office::Reads;

/// Duty and cover of the newest line of a verb.
fn line(stage: &mut Stage, verb: &'static str) -> (Option<String>, Option<String>) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select j.duty, c.number from journal j left join cover c on c.id = j.cover where j.verb = $1 order by j.seq desc limit 1",
            &[verb.into()],
        )
    });
    let row = row.unwrap().unwrap();
    (row.text_or_none(0).unwrap(), row.text_or_none(1).unwrap())
}

#[test]
fn a_question_answered_for_a_duty_reaches_the_sheet_of_the_cover() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    for _ in 0..2 {
        let ask = json!({"words": "Is it packed?", "to": "fulfilment"});
        stage.does(&manager, "question.ask", ask);
    }
    let answer = |number| json!({"question": number, "words": "Yes."});
    let refused = stage
        .run(&jana, "question.answer", answer("Q-2026-0001"))
        .unwrap_err();
    assert_eq!(refused.id, "question-of-others");
    let cover = stage.lunch("30m");
    stage.does(&jana, "question.answer", answer("Q-2026-0001"));
    assert_eq!(
        line(&mut stage, "question.answer"),
        (Some("fulfilment".to_owned()), Some(cover.clone()))
    );
    let settle = json!({"question": "Q-2026-0002"});
    stage.does(&jana, "question.settle", settle);
    assert_eq!(line(&mut stage, "question.settle").1, Some(cover.clone()));
    let ended = stage.does(&jana, "cover.end", json!({"cover": cover}));
    assert_eq!(ended.result["sheet"], json!(true));
    stage.is_clean();
}

#[test]
fn who_asked_goes_on_as_themselves_also_during_a_cover() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.lunch("30m");
    let ask = json!({"words": "Is it packed?", "to": "fulfilment"});
    stage.does(&jana, "question.ask", ask);
    let more = json!({"question": "Q-2026-0001", "words": "The blue one."});
    stage.does(&jana, "question.answer", more);
    assert_eq!(line(&mut stage, "question.answer"), (None, None));
}

#[test]
fn what_a_manager_does_about_others_bears_that_duty_and_ones_own_none() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    stage.does(
        &jana,
        "absence.ask",
        json!({"kind": "errand", "until": "45m"}),
    );
    assert_eq!(line(&mut stage, "absence.ask").0, None);
    let petr = json!({"kind": "errand", "until": "45m", "staff": "PM"});
    let refused = stage.run(&jana, "absence.ask", petr.clone()).unwrap_err();
    assert_eq!(refused.id, "absence-for-another");
    stage.does(&manager, "absence.ask", petr);
    let duty = Some(Duty::Management.as_str().to_owned());
    assert_eq!(line(&mut stage, "absence.ask").0, duty);
    stage.is_clean();
}
