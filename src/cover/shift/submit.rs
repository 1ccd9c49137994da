//! What Enter does in F4, and how it is said before it is pressed.

use super::dialog::{CoverDialog, Part, Tab};
use super::people::Found;
use super::side::Whom;
use super::{Ask, Begin, Declare, Offer, draft_lines, said};
use crate::cover::arrangement::BeginToday;
use crate::model::Duty;
use crate::model::time::parse_when;
use crate::office::{Pin, Refused};
use crate::pane::{OfferKind, Outbox, Place, Then};
use crate::words::{Words, named};

/// Asks, begins or opens what can be practised, or says what is missing and puts the keys there.
pub(super) fn submit(dialog: &mut CoverDialog, found: &Found, out: &mut Outbox<'_>) {
    dialog.trouble.clear();
    if dialog.tab == Tab::Practise || !dialog.parts().contains(&Part::Whom) {
        out.close();
        return out.go(Place::ChoosePractice(dialog.other));
    }
    if let Some((part, trouble)) = missing(dialog, out) {
        dialog.go(part, found, out.words, out.now);
        dialog.trouble = trouble;
        return;
    }
    let side = dialog.side();
    let duties: Vec<Duty> = side.ticked.iter().collect();
    let (reason, until) = (side.reason, side.until.value().trim().to_owned());
    let note = match &dialog.note {
        Some(note) => note.value().trim().to_owned(),
        None => draft_lines::note(&found.draft, out.words, out.now),
    };
    if dialog.tab == Tab::Ask {
        let ask = Ask {
            duties,
            reason,
            until,
            of: code(dialog, found),
            instead: None,
            note,
        };
        return out.perform(ask, |words, receipt| (said::asked(words, receipt), None));
    }
    let Ok(pin) = Pin::new(dialog.pin.value()) else {
        return;
    };
    dialog.pin.value().clone_into(&mut dialog.sent);
    let begun: Then = |words, receipt| (said::begun(words, receipt), None);
    match dialog.offer().map(|offer| offer.kind.clone()) {
        Some(OfferKind::Begin(cover)) => out.perform_with_pin(pin, Begin { cover }, begun),
        Some(OfferKind::Arranged(arrangement)) => {
            out.perform_with_pin(pin, BeginToday { arrangement }, begun);
        }
        Some(OfferKind::Propose) => {
            let offer = Offer {
                duties,
                reason,
                until,
                owner: code(dialog, found).unwrap_or_default(),
                note,
            };
            out.perform_with_pin(pin, offer, |words, receipt| {
                (said::offered(words, receipt), None)
            });
        }
        Some(OfferKind::Declare) | None => {
            let declare = Declare {
                duties,
                reason,
                until,
                owner: code(dialog, found),
                order: None,
                note,
            };
            out.perform_with_pin(pin, declare, begun);
        }
    }
}

/// What is missing, and where.
fn missing(dialog: &CoverDialog, out: &Outbox<'_>) -> Option<(Part, String)> {
    let (side, words) = (dialog.side(), out.words);
    if side.whom.is_none() {
        return Some((Part::Whom, words.cover_choose_whom()));
    }
    if !dialog.is_agreed() {
        if side.ticked.is_empty() {
            return Some((Part::Duties, words.cover_choose_duty()));
        }
        let until = side.until.value();
        if parse_when(until, out.now, words.zone()).is_none() {
            let refused = Refused::rule("bad-date").with("value", until);
            return Some((Part::Until, words.refused(&refused)));
        }
    }
    let pin = dialog.tab != Tab::Give || Pin::new(dialog.pin.value()).is_ok();
    (!pin).then(|| (Part::Pin, words.refused(&Refused::rule("own-pin-needed"))))
}

/// The code of whoever is chosen.
fn code(dialog: &CoverDialog, found: &Found) -> Option<String> {
    match dialog.side().whom? {
        Whom::Offer(nth) => {
            let owner = dialog.offers.get(nth)?.owner.as_ref()?;
            Some(owner.0.clone())
        }
        Whom::Person(staff) => {
            let person = found.people.iter().find(|one| one.staff == staff)?;
            Some(person.code.clone())
        }
        Whom::Anyone => None,
    }
}

/// The name of whoever is chosen; empty where it is nobody in particular.
pub(super) fn name(dialog: &CoverDialog, found: &Found) -> String {
    let name = match dialog.side().whom {
        Some(Whom::Offer(nth)) => dialog
            .offers
            .get(nth)
            .and_then(|offer| offer.owner.as_ref())
            .map(|(_, name)| name.clone()),
        Some(Whom::Person(staff)) => found
            .people
            .iter()
            .find(|one| one.staff == staff)
            .map(|one| one.name.clone()),
        Some(Whom::Anyone) | None => None,
    };
    name.unwrap_or_default()
}

/// What Enter will do: "cover fulfilment for Petr Malý until 12:30".
pub(super) fn enter(dialog: &CoverDialog, found: &Found, words: &Words) -> String {
    if dialog.tab == Tab::Practise || !dialog.parts().contains(&Part::Whom) {
        return words.cover_enter_practise();
    }
    let (side, name) = (dialog.side(), name(dialog, found));
    let duties = named::Duties(words.duties(side.ticked));
    let until = named::Until(match dialog.offer() {
        Some(offer) if dialog.is_agreed() => words.time(offer.until),
        _ => side.until.value().to_owned(),
    });
    match (dialog.tab, side.whom) {
        (_, None) => words.cover_choose_whom(),
        (Tab::Ask, _) if name.is_empty() => words.cover_enter_ask_anyone(until.0),
        (Tab::Ask, _) => words.cover_enter_ask(named::Name(name), until),
        (Tab::Give | Tab::Practise, _) if name.is_empty() => {
            words.cover_enter_cover_nobody(duties, until)
        }
        (Tab::Give, _) if dialog.proposes() => {
            words.cover_enter_offer(duties, named::Name(name), until)
        }
        (Tab::Give | Tab::Practise, _) => words.cover_enter_cover(duties, named::Name(name), until),
    }
}
