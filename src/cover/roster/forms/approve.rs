//! An absence is granted: what is agreed for that time, and who could stand in, is seen before.

use super::super::DecideAbsence;
use super::super::absence::Absence;
use super::super::screen::Roster;
use super::super::view::View;
use crate::cover::arrangement::away::Touched;
use crate::cover::shift::{Falls, arranged_on};
use crate::model::{Instant, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Bound, Form, Inputs, Live, LiveForm, Look, Outbox};
use crate::records::staff;
use crate::words::{Words, named};

/// So many covers, and as many arrangements, are named.
const NAMED_MAX: usize = 4;

pub(in crate::cover::roster) fn approve(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let Some(absence) = view.absence(screen) else {
        return;
    };
    let words = out.words;
    let number = absence.number.clone();
    let title = words.roster_approve_title(
        named::Absence(number.as_str()),
        named::Name(absence.name.as_str()),
    );
    let live = Approving {
        absence: number.clone(),
    };
    let form = Form::typed(title, vec![String::new()], Inputs::new(), move |_, out| {
        let verb = DecideAbsence {
            absence: number.clone(),
            approve: true,
            words: String::new(),
        };
        out.perform(verb, |words, receipt| {
            (
                words.roster_approved(
                    named::Absence(receipt.subject.as_str()),
                    named::Name(receipt.text("name")),
                ),
                None,
            )
        });
        Ok(())
    })
    .saves_as(Words::roster_key_approve);
    out.open(Bound::pane(LiveForm::of(form, live)));
}

/// Looks up what the absence with this number falls into.
#[derive(Debug)]
struct Approving {
    absence: String,
}

/// What it falls into.
#[derive(Debug)]
struct Effects {
    person: StaffId,
    now: Instant,
    covers: Vec<Falls>,
    /// With the names of their owners.
    arrangements: Vec<(Touched, String)>,
}

impl Live for Approving {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = String;
    type View = Option<Effects>;

    fn ask(&self, _form: &Form) -> String {
        self.absence.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let absence = Absence::find(reader, number)?;
        let mut arrangements = Vec::new();
        for one in Touched::by(reader, absence.staff, absence.span)? {
            let owner = staff::name(reader, one.arrangement.owner)?;
            arrangements.push((one, owner));
        }
        Ok(Some(Effects {
            person: absence.staff,
            now: reader.now(),
            covers: Falls::by(reader, absence.staff, absence.span)?,
            arrangements,
        }))
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        if let Some(effects) = found {
            form.introduce(effects.said(look.words));
        }
    }
}

impl Effects {
    fn said(&self, words: &Words) -> Vec<String> {
        let covers = self.covers.iter().take(NAMED_MAX);
        let covers = covers.map(|one| cover_said(one, words, self.now));
        let arrangements = self.arrangements.iter().take(NAMED_MAX);
        let arrangements =
            arrangements.map(|(one, owner)| arrangement_said(one, owner, self.person, words));
        let mut said: Vec<String> = covers.chain(arrangements).collect();
        if said.is_empty() {
            return vec![words.roster_falls_nothing()];
        }
        let all = self.covers.len() + self.arrangements.len();
        if all > said.len() {
            said.push(words.roster_falls_more(all - said.len()));
        }
        said.insert(0, words.roster_falls_into());
        said
    }
}

/// A cover: which one, for whom and when, and what becomes of it.
fn cover_said(one: &Falls, words: &Words, now: Instant) -> String {
    let what = words.roster_falls_cover(
        named::Cover(one.number.as_str()),
        named::Duties(words.duties(one.duties)),
        named::When(words.span(one.span.from, one.span.until, now)),
    );
    let becomes = match &one.next {
        _ if one.runs => words.roster_falls_ends(),
        Some(next) => words.roster_falls_asked(next.as_str()),
        None => words.roster_falls_nobody(),
    };
    of_whom(&what, &one.owner, &becomes, words)
}

/// A standing arrangement, and who could stand in.
fn arrangement_said(one: &Touched, owner: &str, person: StaffId, words: &Words) -> String {
    let what = words.roster_falls_cover(
        named::Cover(one.arrangement.number.as_str()),
        named::Duties(words.duties(one.arrangement.duties)),
        named::When(arranged_on(&one.arrangement, words, true)),
    );
    let becomes = match &one.next {
        Some((_, next)) => words.roster_falls_could(next.as_str()),
        None if one.arrangement.coverer == person => words.roster_falls_nobody(),
        None => words.roster_falls_unneeded(),
    };
    of_whom(&what, owner, &becomes, words)
}

fn of_whom(what: &str, owner: &str, becomes: &str, words: &Words) -> String {
    if owner.is_empty() {
        return format!("{what}: {becomes}");
    }
    format!("{what}, {}: {becomes}", words.roster_falls_for(owner))
}
