//! Who is here, who is away, and who is missing.

use super::roster::at;
use crate::stage::Stage;
use swingdoor::model::Whereabouts;
use swingdoor::office::SignOut;
use swingdoor::records::presence::presence;

pub(super) fn whereabouts(stage: &mut Stage, code: &str) -> Whereabouts {
    let all = stage.office.read(|reader| presence(reader)).unwrap();
    let found = all.into_iter().find(|person| person.code == code);
    found.unwrap().whereabouts
}

#[test]
fn presence_follows_sign_ins_and_the_covers_of_whoever_is_away() {
    let mut stage = Stage::new();
    assert_eq!(
        whereabouts(&mut stage, "PM"),
        Whereabouts::Here("shelves".to_owned())
    );
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lunch = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    stage.agreed(&jana, &petr, lunch);
    assert_eq!(
        whereabouts(&mut stage, "PM"),
        Whereabouts::Away("lunch".to_owned(), at(10, 30))
    );
    // Whoever signs in after it began is back, whatever was planned.
    stage.clock.advance_seconds(60);
    stage.petr = stage
        .office
        .sign_in("shelves", "PM", &crate::stage::pin("2748"), true)
        .unwrap();
    assert_eq!(
        whereabouts(&mut stage, "PM"),
        Whereabouts::Here("shelves".to_owned())
    );
    stage.clock.advance_seconds(3600);
    stage.office.sign_out(&stage.petr, SignOut::Left).unwrap();
    assert_eq!(whereabouts(&mut stage, "PM"), Whereabouts::Gone(at(11, 1)));
    // On the next day they are awaited, then missed, and once the office has closed not waited for any more.
    stage.clock.set(at(24 + 7, 0));
    assert_eq!(
        whereabouts(&mut stage, "PM"),
        Whereabouts::Later(at(24 + 8, 0))
    );
    stage.clock.set(at(24 + 9, 0));
    assert_eq!(
        whereabouts(&mut stage, "PM"),
        Whereabouts::Missing(at(24 + 8, 0))
    );
    stage.clock.set(at(24 + 18, 0));
    assert_eq!(whereabouts(&mut stage, "PM"), Whereabouts::NotToday);
}

#[test]
fn a_command_that_runs_under_somebody_s_code_does_not_make_them_present() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let pin = crate::stage::pin("2748");
    let script = stage.office.sign_in("night", "PM", &pin, false).unwrap();
    assert_eq!(whereabouts(&mut stage, "PM"), Whereabouts::Gone(at(10, 0)));
    // They are away for a request and for a cover that nobody need ask for; the script works on all the same.
    let lunch = serde_json::json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    let began = stage.does(&jana, "cover.declare", lunch);
    assert_eq!(began.text("unasked"), "away");
    stage.sign_off("PM", swingdoor::model::Duty::Reception, "cover");
    let ask =
        serde_json::json!({"duties": ["sales"], "reason": "lunch", "until": "30m", "of": "PM"});
    stage.sign_off("PM", swingdoor::model::Duty::Sales, "cover");
    let cover = began.text("cover").to_owned();
    stage.does(&jana, "cover.end", serde_json::json!({"cover": cover}));
    let asked = stage.does(&jana, "cover.ask", ask);
    assert_eq!(asked.result["present"], serde_json::json!(false));
    // What the script accepts runs on when it has come to its end.
    let accept = serde_json::json!({"cover": asked.text("cover")});
    stage.does(&script, "cover.accept", accept.clone());
    stage
        .office
        .sign_out(&script, SignOut::CommandEnded)
        .unwrap();
    stage.does(&jana, "cover.end", accept);
    stage.is_clean();
}
