//! The form that begins a cover or asks for one: the most likely first, with what is usual in every field, and the keys on the PIN.

use super::{Ask, Begin, Declare, Draft, draft, said, who_could};
use crate::cover::arrangement::BeginToday;
use crate::model::time::parse_when;
use crate::model::{CoverReason, Duties, Duty, Instant, StaffId};
use crate::office::{Pin, Reader, Reads, Refused};
use crate::pane::{
    CoverOffer, Form, Input, Live, LiveForm, Look, OfferKind, Outbox, Place, Then, Who,
};
use crate::words::{Words, named};

/// The fields of the form, by their places.
const WHAT: usize = 0;
const REASON: usize = 1;
const UNTIL: usize = 2;
const WHOM: usize = 3;
const NOTE: usize = 4;
const PIN: usize = 5;

/// What stands in the fields by itself, as long as nobody has typed something else.
#[derive(Debug, Default)]
pub struct Drafting {
    me: StaffId,
    offers: Vec<CoverOffer>,
    /// The choice for which the other fields were filled last.
    filled: String,
    drafted: String,
    people: Vec<(String, String, bool)>,
    /// The fields were typed in an earlier life.
    kept: bool,
}

/// What is looked up for the choice that is on.
#[derive(Debug, Default)]
pub struct Found {
    duties: Duties,
    draft: Draft,
    /// Who could stand in: code, name, here.
    people: Vec<(String, String, bool)>,
}

/// The form of everything that whoever is signed in can begin, or ask for: `mine` are the duties that they own.
#[must_use]
pub fn cover_form(words: &Words, who: &Who, mine: Duties, now: Instant) -> LiveForm<Drafting> {
    let mut choices: Vec<(String, String)> = who
        .offers
        .iter()
        .enumerate()
        .map(|(nth, offer)| (format!("{nth} {}", offer.duties), said(words, offer, now)))
        .collect();
    let mut trained: Vec<Duties> = Vec::new();
    for offer in who
        .offers
        .iter()
        .filter(|offer| offer.kind == OfferKind::Declare)
    {
        let known = trained
            .iter()
            .fold(Duties::NONE, |all, one| one.iter().fold(all, Duties::with));
        let each = offer.duties.iter().filter(|duty| !known.has(*duty));
        let each: Vec<Duties> = each.map(|duty| Duties::NONE.with(duty)).collect();
        trained.extend(each.into_iter().filter(|one| *one != offer.duties));
    }
    for duties in trained {
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
    choices.push(("practise".to_owned(), words.practice_choice()));
    let inputs = vec![
        Input::choice(words.cover_what(), choices),
        Input::choice(words.cover_reason(), reasons(words)),
        Input::offered(words.cover_until(), "30m"),
        Input::choice(
            words.cover_person(),
            vec![(String::new(), words.cover_anyone())],
        ),
        Input::note(words.cover_note(), ""),
        Input::pin(words.cover_pin()),
    ];
    let offers = who.offers.clone();
    let form = Form::new(
        words.cover_title(),
        vec![words.cover_intro()],
        inputs,
        move |values, out| {
            submit(&offers, values, out);
        },
    );
    let drafting = Drafting {
        me: who.staff,
        offers: who.offers.clone(),
        ..Drafting::default()
    };
    LiveForm::of(form.at(PIN), drafting)
}

/// An offer in a line.
fn said(words: &Words, offer: &CoverOffer, now: Instant) -> String {
    let duties = words.duties(offer.duties);
    match (&offer.kind, &offer.owner) {
        (OfferKind::Declare, None) => words.cover_i_cover(duties),
        (OfferKind::Declare, Some((_, name))) => {
            words.cover_i_cover_for(named::Duties(duties), named::Name(name.as_str()))
        }
        (OfferKind::Begin(number) | OfferKind::Arranged(number), owner) => words
            .cover_begin_planned(
                named::Duties(duties),
                named::From(words.when(offer.begins, now)),
                named::Name(owner.as_ref().map_or("", |(_, name)| name.as_str())),
                named::Number(number.as_str()),
                named::Until(words.time(offer.until)),
            ),
    }
}

/// Why somebody stands in, as a choice.
pub(in crate::cover) fn reasons(words: &Words) -> Vec<(String, String)> {
    CoverReason::ALL
        .iter()
        .map(|reason| {
            let said = words.word("reason", reason.as_str());
            (reason.as_str().to_owned(), said)
        })
        .collect()
}

/// All of them at once first, then each alone.
pub(super) fn singles_and_all(duties: Duties) -> Vec<Duties> {
    let each: Vec<Duties> = duties.iter().map(|duty| Duties::NONE.with(duty)).collect();
    if each.len() > 1 {
        std::iter::once(duties).chain(each).collect()
    } else {
        each
    }
}

/// The choice in two: the place of an offer, or "declare" or "ask"; and the duties.
fn chosen(what: &str) -> (&str, Duties) {
    let (kind, duties) = what.split_once(' ').unwrap_or((what, ""));
    (kind, Duties::parse(duties).unwrap_or_default())
}

fn submit(offers: &[CoverOffer], values: &[String], out: &mut Outbox<'_>) {
    let [what, reason, until, whom, note, pin] = values else {
        return;
    };
    if what == "practise" {
        out.close();
        return out.go(Place::ChoosePractice(out.who.desk.other()));
    }
    let (kind, duties) = chosen(what);
    let duties: Vec<Duty> = duties.iter().collect();
    let reason = CoverReason::parse(reason).unwrap_or(CoverReason::Other);
    let person = Some(whom.clone()).filter(|code| !code.is_empty());
    let (until, note) = (until.clone(), note.clone());
    if kind == "ask" {
        let ask = Ask {
            duties,
            reason,
            until,
            of: person,
            note,
        };
        return out.perform(ask, |words, receipt| (said::asked(words, receipt), None));
    }
    let pin = match Pin::new(pin) {
        Ok(pin) => pin,
        Err(_) => return out.say(out.words.cover_pin_needed()),
    };
    let begun: Then = |words, receipt| (said::begun(words, receipt), None);
    match kind
        .parse::<usize>()
        .ok()
        .and_then(|nth| offers.get(nth))
        .map(|offer| &offer.kind)
    {
        Some(OfferKind::Begin(number)) => {
            let cover = number.clone();
            out.perform_with_pin(pin, Begin { cover }, begun);
        }
        Some(OfferKind::Arranged(number)) => {
            let arrangement = number.clone();
            out.perform_with_pin(pin, BeginToday { arrangement }, begun);
        }
        Some(OfferKind::Declare) | None => {
            let declare = Declare {
                duties,
                reason,
                until,
                owner: person,
                order: None,
                note,
            };
            out.perform_with_pin(pin, declare, begun);
        }
    }
}

/// Sentences of the facts; empty where there is nothing to say.
fn note_of(draft: &Draft, look: &Look<'_>) -> String {
    let words = look.words;
    let mut sentences = Vec::new();
    if !draft.picking.is_empty() {
        sentences.push(words.cover_draft_picking(draft.picking.join(", ")));
    }
    if !draft.asked.is_empty() {
        sentences.push(words.cover_draft_asked(draft.asked.join(", ")));
    }
    if !draft.call_backs.is_empty() {
        let calls: Vec<String> = draft
            .call_backs
            .iter()
            .map(|(whom, due)| format!("{whom} ({})", words.when(*due, look.now)))
            .collect();
        sentences.push(words.cover_draft_call_backs(calls.join(", ")));
    }
    if !draft.promised.is_empty() {
        let promised: Vec<String> = draft
            .promised
            .iter()
            .map(|(order, at)| format!("{order} ({})", words.when(*at, look.now)))
            .collect();
        sentences.push(words.cover_draft_promised(promised.join(", ")));
    }
    if draft.to_pick > 0 {
        sentences.push(words.cover_draft_to_pick(draft.to_pick));
    }
    if !draft.ready.is_empty() {
        sentences.push(words.cover_draft_ready(draft.ready.join(", ")));
    }
    if !draft.drawers.is_empty() {
        sentences.push(words.cover_draft_drawer(draft.drawers.join(", ")));
    }
    sentences.join(" ")
}

impl Drafting {
    fn offer(&self, kind: &str) -> Option<&CoverOffer> {
        kind.parse::<usize>()
            .ok()
            .and_then(|nth| self.offers.get(nth))
    }

    /// Another choice was made: the fields under it get what is usual for it.
    fn fill(&mut self, form: &mut Form, look: &Look<'_>) {
        let what = form.value(WHAT).to_owned();
        let (kind, _) = chosen(&what);
        let mut people = Vec::new();
        // Where only the people have changed, what stands in the other fields is meant.
        if self.filled != what {
            let (reason, until) = match self.offer(kind) {
                Some(offer) => (offer.reason.as_str(), look.words.time(offer.until)),
                None => ("lunch", "30m".to_owned()),
            };
            form.set(REASON, reason);
            form.set(UNTIL, &until);
        }
        match self.offer(kind) {
            Some(offer) => {
                if let Some((code, name)) = &offer.owner {
                    people.push((code.clone(), name.clone()));
                }
                people.push((String::new(), look.words.cover_nobody_named()));
            }
            None if kind == "ask" => {
                for (code, name, here) in &self.people {
                    let name = if *here {
                        look.words.cover_is_here(name.as_str())
                    } else {
                        look.words.cover_is_not_here(name.as_str())
                    };
                    people.push((code.clone(), name));
                }
                // Nobody is here: anyone who can is a better bet than one who is away.
                let first = usize::from(self.people.first().is_some_and(|(.., here)| *here));
                let anyone = (String::new(), look.words.cover_anyone());
                people.insert(if first == 0 { 0 } else { people.len() }, anyone);
            }
            None => {
                people.push((String::new(), look.words.cover_nobody_named()));
            }
        }
        if self.filled == what && self.kept {
            form.change_choices(WHOM, people);
        } else {
            form.choose_from(WHOM, people);
        }
        self.filled = what;
    }
}

impl Live for Drafting {
    /// Who, whether they ask, for which duties, and until when as it is typed.
    type Ask = (StaffId, bool, Duties, String);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        let (kind, duties) = chosen(form.value(WHAT));
        let until = form.value(UNTIL).to_owned();
        (self.me, kind == "ask", duties, until)
    }

    fn read(
        (me, asks, duties, until): &Self::Ask,
        reader: &mut Reader<'_>,
    ) -> Result<Found, Refused> {
        let (now, zone) = (reader.now(), reader.facts().zone);
        let until = parse_when(until, now, zone).unwrap_or_else(|| now.plus_minutes(12 * 60));
        Ok(Found {
            duties: *duties,
            draft: draft(reader, *duties, until)?,
            people: if *asks {
                who_could(reader, *duties, *me)?
            } else {
                Vec::new()
            },
        })
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        form.call_saving(if form.value(WHAT).starts_with("ask ") {
            Words::cover_key_ask
        } else {
            Words::cover_key_begin_now
        });
        let (_, duties) = chosen(form.value(WHAT));
        let fresh = found.duties == duties && found.people != self.people;
        if fresh {
            self.people.clone_from(&found.people);
        }
        if fresh || self.filled != form.value(WHAT) {
            self.fill(form, look);
        }
        let drafted = note_of(&found.draft, look);
        if drafted != self.drafted && form.value(NOTE) == self.drafted {
            form.set(NOTE, &drafted);
            self.drafted = drafted;
        }
    }

    fn took_draft(&mut self, form: &Form) {
        form.value(WHAT).clone_into(&mut self.filled);
        self.kept = true;
    }
}
