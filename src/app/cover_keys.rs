//! F4: whatever a cover asks of this person now, in one key.

use super::shell::Shell;
use crate::cover::shift;
use crate::model::{CoverReason, Duties, Duty};
use crate::office::Standing;
use crate::pane::{Bound, Job, Then};
use crate::words::named;

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
            shell.show(Bound::pane(shift::AcceptScreen::of(&words, &number)))
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
                // Who can neither cover nor be covered can still learn.
                return shell.choose_practice(who.desk.other());
            }
            shell.show(Bound::pane(shift::cover_form(&words, mine, trained)));
        }
    }
}

/// Ends a cover for one customer when the card is closed.
pub(super) fn card_closed(cover: String) -> (Job, Then) {
    let end = shift::End {
        cover,
        note: String::new(),
    };
    (
        Box::new(move |office, session| office.perform(session, &end)),
        |words, receipt| {
            let how = words.word("ended", receipt.text("ended"));
            (
                words.cover_ended(named::How(how), named::Number(receipt.subject.as_str())),
                None,
            )
        },
    )
}

/// What whoever came back was to do first is done.
pub(super) fn first_done(cover: String) -> (Job, Then) {
    let done = crate::cover::handback::FirstDone { cover };
    (
        Box::new(move |office, session| office.perform(session, &done)),
        |words, receipt| (words.inbox_first_done(receipt.subject.as_str()), None),
    )
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
