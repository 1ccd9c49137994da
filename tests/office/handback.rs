//! What was done in the owner's name: all of it on one sheet, with the same figures everywhere.

use crate::stage::{Stage, pin};
use serde_json::json;
use swingdoor::cover::handback::{away_since, missed, paper, sheet, sheet_json};
use swingdoor::cover::shift::draft;
use swingdoor::model::{Addressee, Clock, Duty, Money};
use swingdoor::office::{Reads, Session, SignOut};
use swingdoor::records::thread::Thread;
use swingdoor::words::{Lang, Words};

/// Somebody who can cover the front desk, and Jana's duties with her drawer covered by them.
fn front_covered(stage: &mut Stage) -> (Session, String) {
    let emma = stage.emma();
    let jana = stage.jana.clone();
    stage
        .run(&jana, "drawer.open", json!({"float": "500.00"}))
        .unwrap();
    let fields =
        json!({"duties": ["reception", "sales"], "reason": "lunch", "until": "40m", "for": "JN"});
    let receipt = stage.agreed(&emma, &jana, fields);
    (emma, receipt.text("cover").to_owned())
}

#[test]
fn a_sheet_groups_what_was_done_and_its_figures_are_the_same_everywhere() {
    let mut stage = Stage::new();
    let (emma, cover) = front_covered(&mut stage);
    let jana = stage.jana.clone();
    let do_it = |stage: &mut Stage, verb: &str, fields| stage.run(&emma, verb, fields).unwrap();
    stage.does(
        &jana,
        "drawer.give",
        json!({"to": "EH", "counted": "500.00"}),
    );
    do_it(
        &mut stage,
        "drawer.take_over",
        json!({"of": "JN", "counted": "500.00"}),
    );
    let order = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}], "needed_by": "2026-11-23 16:00"});
    let order = do_it(&mut stage, "order.place", order);
    let order = order.text("order").to_owned();
    do_it(
        &mut stage,
        "payment.take",
        json!({"order": order, "amount": "100.00", "means": "cash"}),
    );
    do_it(
        &mut stage,
        "payment.take",
        json!({"order": order, "amount": "50.00", "means": "card"}),
    );
    do_it(
        &mut stage,
        "callback.promise",
        json!({"name": "Eva", "phone": "601 000 001", "due": "3h", "words": "The price."}),
    );
    do_it(
        &mut stage,
        "drawer.close",
        json!({"counted": "590.00", "reason": "gave too much change"}),
    );
    do_it(&mut stage, "cover.end", json!({"cover": cover}));
    let (shown, text) = stage
        .office
        .read(|reader| {
            let shown = sheet(reader, &cover)?;
            let words = Words::new(Lang::En, "CZK", chrono_tz::Europe::Prague);
            let text = paper(&shown, &words, swingdoor::office::Reads::now(reader), 80);
            Ok((shown, text.join("\n").replace('\u{a0}', " ")))
        })
        .unwrap();
    let figures = sheet_json(&shown);
    assert_eq!(
        figures["money"][0],
        json!({"means": "card", "amount": "50.00", "times": 1})
    );
    assert_eq!(
        figures["money"][1],
        json!({"means": "cash", "amount": "100.00", "times": 1})
    );
    assert_eq!(figures["drawers"][0]["difference"], "-10.00");
    assert_eq!(figures["at_stake"], "10.00");
    assert_eq!(figures["sheet"][0]["what"]["at_stake"], "10.00");
    assert_eq!(shown.drawers[0].counted, Some(Money(59_000)));
    let promised: Vec<&str> = shown.promised.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(promised, ["Q-2026-0001", order.as_str()]);
    assert!(
        shown.lines[0].problem,
        "the drawer that differed comes first"
    );
    for line in [
        "card, once",
        "CZK 100.00",
        "counted CZK 590.00",
        "difference: gave too much change",
        "taken over from Jana Nováková (D-2026-0001), counted by both",
        "counted by Emma Hughes",
        "Money and stock to look at",
        "In all less",
        "call back Eva 601 000 001",
        "Horák Stavby s.r.o.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    // The promise is the owner's now.
    let promise = stage
        .office
        .read(|reader| Thread::find(reader, "Q-2026-0001"))
        .unwrap();
    assert_eq!(promise.to, Addressee::Duty(Duty::Reception));
    stage
        .run(&jana, "handback.accept", json!({"cover": cover}))
        .unwrap();
    // That it waited is no news any more.
    let news = stage.office.read(|reader| {
        reader.row(
            "select count(*) from notice where kind = 'cover-ended' and read_at is null",
            &[],
        )
    });
    assert_eq!(news.unwrap().unwrap().int(0).unwrap(), 0);
    let first = json!({"cover": cover, "thing": "Call Eva"});
    stage.run(&jana, "handback.first", first).unwrap();
    let done = json!({"cover": cover});
    assert!(
        stage
            .run(&emma, "handback.first_done", done.clone())
            .is_err()
    );
    stage.run(&jana, "handback.first_done", done).unwrap();
    stage.is_clean();
}

#[test]
fn who_was_away_for_days_sees_what_others_did_in_their_duties_and_what_waits() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let of_jana = |stage: &mut Stage| {
        stage.office.read(|reader| {
            let since = away_since(reader, jana.staff)?;
            Ok((since, missed(reader, jana.staff)?))
        })
    };
    stage.order("1");
    let (since, found) = of_jana(&mut stage).unwrap();
    assert!(since.is_none() && found.since.is_none() && found.happened.is_empty());
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    let left = stage.clock.now();
    stage.clock.advance_seconds(2 * 24 * 3600);
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}], "needed_by": "2026-11-26 16:00"});
    let placed = stage.run(&manager, "order.place", place).unwrap();
    let ask = json!({"words": "Who is Eva?", "to": "JN"});
    stage.run(&manager, "question.ask", ask).unwrap();
    stage
        .office
        .sign_in("hall", "JN", &pin("1937"), true)
        .unwrap();
    let (since, found) = of_jana(&mut stage).unwrap();
    assert_eq!((since, found.since), (Some(left), Some(left)));
    assert_eq!(found.happened.len(), 1);
    assert_eq!(found.happened[0].order, placed.text("order"));
    assert_eq!(found.happened[0].verbs, [("order.place".to_owned(), 1)]);
    assert_eq!(found.promised.len(), 1);
    assert_eq!(found.threads[0].subject, "Who is Eva?");
    stage.is_clean();
}

#[test]
fn a_dispute_is_a_thread_with_the_coverer_and_a_manager_until_it_is_settled() {
    let mut stage = Stage::new();
    let (emma, cover) = front_covered(&mut stage);
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    let placed = stage.run(&emma, "order.place", place).unwrap();
    stage
        .run(&emma, "cover.end", json!({"cover": cover}))
        .unwrap();
    let dispute = json!({"cover": cover, "line": placed.seq.0, "words": "He wanted two."});
    let disputed = stage
        .run(&jana, "handback.dispute", dispute.clone())
        .unwrap();
    let number = disputed.text("question").to_owned();
    for who in [&emma, &manager, &jana] {
        assert_eq!(
            super::questions::waiting(&mut stage, who.staff),
            vec![number.clone()]
        );
    }
    // Once more is one thread still; and it is not settled by whom it is held against.
    stage.run(&jana, "handback.dispute", dispute).unwrap();
    let settle = json!({"question": number});
    let refused = stage
        .run(&emma, "question.settle", settle.clone())
        .unwrap_err();
    assert_eq!(refused.id, "question-of-others");
    let sorry = json!({"question": number, "words": "I misheard."});
    stage.run(&emma, "question.answer", sorry).unwrap();
    assert_eq!(super::questions::waiting(&mut stage, emma.staff).len(), 1);
    stage.run(&manager, "question.settle", settle).unwrap();
    assert!(super::questions::waiting(&mut stage, emma.staff).is_empty());
    stage.is_clean();
}

#[test]
fn the_hand_over_note_says_what_was_asked_who_is_to_be_called_and_which_drawers_are_open() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage
        .run(&jana, "drawer.open", json!({"float": "500.00"}))
        .unwrap();
    let asked = json!({"words": "Where is the gift paper?", "to": "reception"});
    stage.run(&petr, "question.ask", asked).unwrap();
    for (name, due) in [("Eva", "20m"), ("Karel", "5h")] {
        let call = json!({"name": name, "phone": "601 000 001", "due": due, "words": "The price."});
        stage.run(&jana, "callback.promise", call).unwrap();
    }
    let now = stage.clock.now();
    let duties = [Duty::Reception].into_iter().collect();
    let note = stage
        .office
        .read(|reader| draft(reader, duties, now.plus_minutes(30)))
        .unwrap();
    let asked: Vec<&str> = note.asked.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(asked, ["Q-2026-0001"]);
    assert_eq!(note.drawers, ["D-2026-0001 (Jana Nováková)"]);
    // Whoever is to be called after the lunch is called by who is back then.
    let call = ("Eva 601 000 001".to_owned(), now.plus_minutes(20));
    assert_eq!(note.call_backs, [call]);
    let answer = json!({"question": "Q-2026-0001", "words": "Below the counter."});
    stage.run(&jana, "question.answer", answer).unwrap();
    let note = stage
        .office
        .read(|reader| draft(reader, duties, now.plus_minutes(30)))
        .unwrap();
    assert!(note.asked.is_empty(), "an answer was given: {note:?}");
}

#[test]
fn each_line_says_what_changed_and_what_is_less_stands_first_with_its_sum() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let free = json!({"key": "drawer", "value": "optional"});
    stage.does(&manager, "setting.change", free);
    let fields =
        json!({"duties": ["reception", "sales"], "reason": "errand", "until": "40m", "for": "JN"});
    let cover = stage.agreed(&emma, &jana, fields).text("cover").to_owned();
    let line = |discount: &str| json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2", "discount": discount}]});
    // Two packs at 129.00 and 21 % VAT: 312.18, at a tenth less 280.96.
    let first = stage
        .does(&emma, "order.place", line("10"))
        .text("order")
        .to_owned();
    stage.does(&emma, "order.place", line("0"));
    let lower = json!({"order": first, "lines": [{"line": 1, "quantity": "1"}]});
    stage.does(&emma, "order.change", lower);
    let card = json!({"customer": "C-00001", "card": {"name": "Horák a syn"}});
    stage.does(&emma, "customer.edit", card);
    let pay = json!({"order": first, "amount": "140.48", "means": "card"});
    stage.does(&emma, "payment.take", pay);
    stage.does(
        &emma,
        "order.cancel",
        json!({"order": first, "reason": "wrong"}),
    );
    let back = json!({"order": first, "amount": "140.48", "reason": "cancelled"});
    stage.does(&emma, "payment.refund", back);
    stage.does(&emma, "cover.end", json!({"cover": cover}));
    let (shown, text) = stage
        .office
        .read(|reader| {
            let shown = sheet(reader, &cover)?;
            let words = Words::new(Lang::En, "CZK", chrono_tz::Europe::Prague);
            let text = paper(&shown, &words, swingdoor::office::Reads::now(reader), 80);
            Ok((shown, text.join("\n").replace('\u{a0}', " ")))
        })
        .unwrap();
    let verbs: Vec<&str> = shown.lines.iter().map(|line| line.verb.as_str()).collect();
    assert_eq!(&verbs[..2], ["payment.refund", "order.place"], "{text}");
    assert_eq!(shown.at_stake(), Some(Money(3_122 + 14_048)), "{text}");
    for said in [
        "discount 10 %",
        "CZK 31.22 less",
        "In all less",
        "CZK 171.70",
        "CZK 140.48, before CZK 280.96",
        "was: Horák Stavby s.r.o.",
        "CZK 140.48",
        "(cancelled)",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    stage.is_clean();
}

#[test]
fn what_a_short_pick_did_not_find_and_what_was_corrected_stand_on_the_sheet() {
    let mut stage = Stage::new();
    stage.sign_off("JN", Duty::Stock, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let order = stage.order("3");
    let fields =
        json!({"duties": ["fulfilment", "stock"], "reason": "errand", "until": "40m", "for": "PM"});
    let cover = stage.agreed(&jana, &petr, fields).text("cover").to_owned();
    let short = json!({"order": order, "lines": [{"item": "PAP", "bin": "A1", "quantity": "2"}]});
    stage.does(&jana, "order.pick", short);
    // Taking goods away stays the owner's, by whatever name.
    let gone = json!({"item": "PAP", "bin": "A1", "quantity": "-2", "reason": "gone"});
    let refused = stage.run(&jana, "stock.adjust", gone).unwrap_err();
    assert_eq!(refused.id, "owner-only");
    let more = json!({"item": "PAP", "bin": "A1", "quantity": "4", "reason": "behind the box"});
    stage.does(&jana, "stock.adjust", more);
    stage.does(&jana, "cover.end", json!({"cover": cover}));
    let text = stage.office.read(|reader| {
        let shown = sheet(reader, &cover)?;
        let words = Words::new(Lang::En, "CZK", chrono_tz::Europe::Prague);
        let text = paper(&shown, &words, swingdoor::office::Reads::now(reader), 80);
        Ok(text.join("\n").replace('\u{a0}', " "))
    });
    let text = text.unwrap();
    for said in ["missing 1 pc Papír A4", "4 pc Papír A4, (behind the box)"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    stage.is_clean();
}
