//! F4: whatever a cover asks of this person now, in one key.

use super::shell::Shell;
use crate::cover::{arrangement, shift};
use crate::model::{CoverReason, Desk, Duties, Duty, Instant};
use crate::office::{Datum, Receipt, Refused, Standing};
use crate::pane::{Bound, Job, Pane, Then, WaitingCover, Who};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};

/// How long after a refusal F4 opens on what it named, in seconds.
const WISH_SECONDS: i64 = 60;

/// What F4 can open, the most pressing first; pressed again it opens the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Give back what is covered now.
    HandBack,
    /// What waits for this person.
    Wanted,
    /// What this person has asked for or offered, and nobody has answered.
    Asked,
    /// Everything that can be begun or asked for.
    All,
}

/// Whether a cover is to be begun about now: the form of everything that can be begun has it first.
fn is_due(waiting: &WaitingCover) -> bool {
    matches!(waiting.word, "cover-begins-soon" | "cover-begins-late")
}

/// Opens the dialog that fits: begin what is due, hand back, accept, take back, look at the sheet, or ask and declare. Pressed
/// again on that dialog it opens the next of these.
pub(super) fn press(shell: &mut Shell) {
    if shell.who_is_old {
        shell.cover_key_waits = true;
        return;
    }
    let Some(who) = shell.who.clone() else { return };
    let words = shell.words.clone();
    let waits = who.waiting.as_ref().filter(|waiting| !is_due(waiting));
    let wished = wished(shell);
    let mut turns = Vec::new();
    turns.extend(first(&who, wished));
    for (turn, is_there) in [
        (Turn::HandBack, who.covering.is_some()),
        (Turn::Wanted, waits.is_some()),
        (Turn::Asked, who.asked.is_some()),
        (Turn::All, true),
    ] {
        if is_there && !turns.contains(&turn) {
            turns.push(turn);
        }
    }
    let open = shell
        .dialogs
        .last()
        .filter(|(id, _)| Some(*id) == shell.cover_dialog);
    let shown = open.map(|(id, pane)| (*id, pane.is_dirty()));
    let turn = match shown {
        // The dialog of everything shows its other tab first.
        Some((id, _)) if shell.key_of(id, KeyEvent::from(KeyCode::F(4))) => return,
        Some((_, true)) => return,
        Some(_) => {
            shell.dialogs.pop();
            (shell.cover_turn + 1) % turns.len()
        }
        None => 0,
    };
    match (turns.get(turn), &who.covering, &who.waiting) {
        (Some(Turn::HandBack), Some((number, duties, owner, _)), _) => {
            let duties = words.duties(Duties::parse(duties).unwrap_or_default());
            let title = if owner.is_empty() {
                words.cover_hand_back_title_nobody(duties)
            } else {
                words.cover_hand_back_title(named::Duties(duties), named::Name(owner.as_str()))
            };
            let form = shift::end_form(&words, number, title);
            show(
                shell,
                Bound::pane(form.saves_as(Words::cover_key_hand_back)),
            );
        }
        (Some(Turn::Asked), ..) => {
            let number = who.asked.clone().unwrap_or_default();
            show(shell, Bound::pane(shift::OwnRequest::of(&number)));
        }
        (Some(Turn::Wanted), _, Some(waiting)) => wanted(shell, &who, &words, waiting),
        _ => all(shell, &who, &words, wished),
    }
    shell.cover_turn = turn;
}

/// What comes before everything else: what is due, or what fits the duties for the lack of which something was just refused.
fn first(who: &Who, wished: Duties) -> Option<Turn> {
    let meets = |duties: Duties| !duties.and(wished).is_empty();
    match &who.waiting {
        Some(waiting) if is_due(waiting) => Some(Turn::All),
        Some(waiting) if waiting.word == "cover-wants-you" && meets(waiting.duties) => {
            Some(Turn::Wanted)
        }
        _ => {
            let mut offers = who.offers.iter();
            offers.any(|offer| meets(offer.duties)).then_some(Turn::All)
        }
    }
}

/// The duties that a refusal says are lacking, where a cover would help.
pub(super) fn lacking(refused: &Refused) -> Duties {
    let helps = refused.says("could_cover")
        || matches!(refused.id, "view-totals" | "owner-here" | "owner-asked");
    match refused.fact("duty").or_else(|| refused.fact("duties")) {
        Some(Datum::Duty(duty)) if helps => Duties::NONE.with(*duty),
        Some(Datum::Duties(duties)) if helps => *duties,
        _ => Duties::NONE,
    }
}

/// The duties that F4 opens on: those that the last refusal named, or without which the screen on top shows nothing.
fn wished(shell: &mut Shell) -> Duties {
    let now = shell.now();
    let lately = |said: &Instant| now < said.plus_seconds(WISH_SECONDS);
    if let Some((duties, said)) = &shell.cover_wish
        && lately(said)
    {
        return *duties;
    }
    let top = shell.top();
    let hidden = shell.pane(top).and_then(|pane| pane.hidden());
    hidden.map_or(Duties::NONE, lacking)
}

impl Shell {
    /// A cover that was just ended here is over at once, and a request made here takes the place of the one before: F4 does not offer to end it again until the file has been read anew.
    pub(super) fn forget_ended(&mut self, receipt: &Receipt) {
        let Some(who) = self.who.as_mut().filter(|_| {
            ["ended", "covers"]
                .iter()
                .any(|key| receipt.result.contains_key(*key))
        }) else {
            return;
        };
        who.covering
            .take_if(|(number, ..)| *number == receipt.subject);
        who.waiting
            .take_if(|waiting| waiting.number == receipt.subject);
        // What can be covered now is not known before that.
        self.who_is_old = true;
        self.ask_who();
    }

    /// Something was refused for the lack of one of these duties; where there is none it was refused for something else.
    pub(super) fn wish_cover(&mut self, duties: Duties) {
        self.cover_wish = (!duties.is_empty()).then(|| (duties, self.now()));
    }
}

/// What waits for this person.
fn wanted(shell: &mut Shell, who: &Who, words: &Words, waiting: &WaitingCover) {
    let number = &waiting.number;
    let pane = match waiting.word {
        "cover-wants-you"
        | "cover-wants-you-later"
        | "cover-offered-to-you"
        | "cover-offered-to-you-later" => Bound::pane(shift::AcceptScreen::of(words, number)),
        "arrangement-wants-you" => Bound::pane(arrangement::answer_form(words, number)),
        "cover-runs-for-you" => {
            let duties = named::Duties(words.duties(waiting.duties));
            let title = words.cover_take_back_title(duties, named::Name(waiting.name.as_str()));
            let form = shift::end_form(words, number, title);
            Bound::pane(form.saves_as(Words::cover_key_take_back))
        }
        "cover-never-began" | "cover-never-answered" => {
            let at = named::At(words.time(waiting.at));
            let duties = named::Duties(words.duties(waiting.duties));
            let title = words.cover_never_began_title(at, duties);
            Bound::pane(shift::end_form(words, number, title))
        }
        "cover-sheet-waits" => Bound::pane(crate::cover::handback::SheetScreen::of(number)),
        _ => return all(shell, who, words, Duties::NONE),
    };
    show(shell, pane);
}

/// Everything that can be begun or asked for.
fn all(shell: &mut Shell, who: &Who, words: &Words, wished: Duties) {
    let mine: Duties = who
        .standing
        .iter()
        .filter(|(duty, standing)| *standing == Standing::Owns && *duty != Duty::Management)
        .map(|(duty, _)| *duty)
        .collect();
    if mine.is_empty() && who.offers.is_empty() {
        // Who can neither cover nor be covered can still learn.
        return shell.choose_practice(who.desk.other());
    }
    let dialog = shift::CoverDialog::of(words, who, mine, wished, shell.now());
    show(shell, Bound::pane(dialog));
}

fn show(shell: &mut Shell, pane: Box<dyn Pane>) {
    shell.show(pane);
    shell.cover_dialog = shell.dialogs.last().map(|(id, _)| *id);
}

/// Where the work of these duties is done, seen from a desk: the other desk and the section there; nothing where it is this one.
pub(super) fn other_desk(duties: Duties, desk: Option<Desk>) -> Option<(Desk, usize)> {
    let first = duties.iter().next()?;
    let other = first.desk().filter(|other| Some(*other) != desk)?;
    let stays = duties.iter().any(|duty| duty.desk() == desk);
    // Stock is the second section of the back office.
    let nth = usize::from(first == Duty::Stock);
    (!stays).then_some((other, nth))
}

/// Ends a cover for one customer when the card is closed.
pub(super) fn card_closed(cover: String) -> (Job, Then) {
    let end = shift::End {
        cover,
        note: String::new(),
    };
    (
        Box::new(move |office, session| office.perform(session, &end)),
        |words, receipt| (shift::ended(words, receipt), None),
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
        |words, receipt| (shift::begun(words, receipt), None),
    )
}
