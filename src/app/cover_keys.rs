//! F4: whatever a cover asks of this person now, in one key.

use super::shell::Shell;
use crate::cover::shift;
use crate::model::{CoverReason, Duties, Duty};
use crate::office::Standing;
use crate::pane::{Bound, Form, Input, Job, Outbox, Then};
use crate::words::Words;

/// Opens the dialog that fits: hand back, accept, take back, look at the sheet, or ask and declare.
pub(super) fn press(shell: &mut Shell) {
    let Some(who) = shell.who.clone() else { return };
    let words = shell.words.clone();
    if let Some((number, ..)) = who.covering {
        return shell.show(Bound::pane(shift::end_form(
            &words,
            &number,
            words.cover_hand_back_title(number.as_str()),
        )));
    }
    match who.waiting {
        Some((number, "cover-wants-you")) => {
            shell.show(Bound::pane(shift::accept_form(&words, &number)))
        }
        Some((number, "cover-runs-for-you")) => shell.show(Bound::pane(shift::end_form(
            &words,
            &number,
            words.cover_take_back_title(number.as_str()),
        ))),
        Some((number, _)) => shell.show(Bound::pane(crate::cover::handback::SheetScreen::of(
            &number,
        ))),
        None => {
            let of = |wanted: Standing| -> Duties {
                who.standing
                    .iter()
                    .filter(|(duty, standing)| *standing == wanted && *duty != Duty::Management)
                    .map(|(duty, _)| *duty)
                    .collect()
            };
            let (mine, trained) = (of(Standing::Owns), of(Standing::CouldCover));
            if mine.is_empty() && trained.is_empty() {
                shell.status = (words.cover_nothing_possible(), true);
                return;
            }
            shell.show(Bound::pane(cover_form(&words, mine, trained)));
        }
    }
}

fn cover_form(words: &Words, mine: Duties, trained: Duties) -> Form {
    let mut choices = Vec::new();
    for duties in singles_and_all(trained) {
        choices.push((
            format!("declare {duties}"),
            words.cover_i_cover(words.duties(duties)),
        ));
    }
    for duties in singles_and_all(mine) {
        choices.push((
            format!("ask {duties}"),
            words.cover_cover_me(words.duties(duties)),
        ));
    }
    let reasons = CoverReason::ALL
        .iter()
        .map(|reason| {
            (
                reason.as_str().to_owned(),
                words.word("reason", reason.as_str()),
            )
        })
        .collect();
    let inputs = vec![
        Input::choice(words.cover_what(), choices),
        Input::choice(words.cover_reason(), reasons),
        Input::text(words.cover_until(), "30m"),
        Input::text(words.cover_person(), ""),
        Input::text(words.cover_note(), ""),
    ];
    Form::new(
        words.cover_title(),
        vec![words.cover_intro()],
        inputs,
        submit,
    )
}

/// All of them at once first, then each alone.
fn singles_and_all(duties: Duties) -> Vec<Duties> {
    let each: Vec<Duties> = duties.iter().map(|duty| Duties::NONE.with(duty)).collect();
    if each.len() > 1 {
        std::iter::once(duties).chain(each).collect()
    } else {
        each
    }
}

fn submit(values: &[String], out: &mut Outbox<'_>) {
    let [what, reason, until, person, note] = values else {
        return;
    };
    let Some((kind, duties)) = what.split_once(' ') else {
        return;
    };
    let duties: Vec<Duty> = Duties::parse(duties).unwrap_or_default().iter().collect();
    let reason = CoverReason::parse(reason).unwrap_or(CoverReason::Other);
    let person = Some(person.clone()).filter(|code| !code.is_empty());
    let (until, note) = (until.clone(), note.clone());
    if kind == "ask" {
        out.perform(
            shift::Ask {
                duties,
                reason,
                until,
                of: person,
                note,
            },
            |words, receipt| (words.cover_asked(receipt.subject.as_str()), None),
        );
    } else {
        let declare = shift::Declare {
            duties,
            reason,
            until,
            owner: person,
            order: None,
            note,
        };
        out.perform(declare, |words, receipt| {
            (words.cover_declared(receipt.subject.as_str()), None)
        });
    }
}

/// Covers fulfilment for one customer's order: the one key that spares the customer a wait.
pub(super) fn for_customer(order: String) -> (Job, Then) {
    let declare = shift::Declare {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::CustomerWaiting,
        until: "30m".to_owned(),
        owner: None,
        order: Some(order),
        note: String::new(),
    };
    (
        Box::new(move |office, session| office.perform(session, &declare)),
        |words, receipt| (words.cover_declared(receipt.subject.as_str()), None),
    )
}
