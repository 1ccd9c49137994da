//! The form that proposes a standing arrangement: whose duties, on which days, and with whom.

use super::Make;
use crate::cover::shift::reasons;
use crate::cover::shift::whom::people;
use crate::cover::shift::whose::{Asks, Found, Planner, What, chosen};
use crate::model::{CoverReason, ReadRight};
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Slot, Who};
use crate::words::Words;

/// What the form knows of who can, and for whom it can be proposed.
#[derive(Debug)]
pub struct Arranging {
    planner: Planner,
    what: Slot<What>,
    whom: Slot<String>,
    /// For which choice the people were filled in.
    shown: Option<String>,
}

/// The form of whoever is signed in.
#[must_use]
pub fn make_form(words: &Words, who: &Who) -> LiveForm<Arranging> {
    const DAYS: [&str; 10] = [
        "mo-fr", "mo", "tu", "we", "th", "fr", "sa", "su", "sa,su", "mo-su",
    ];
    let days = DAYS
        .iter()
        .map(|days| {
            let said = words.word("weekdays", &days.replace(',', "-and-"));
            ((*days).to_owned(), said)
        })
        .collect();
    let planner = Planner::of(words, who);
    let mut inputs = Inputs::new();
    let what = inputs.add(Input::choice(words.cover_what(), planner.own()), chosen);
    let whom = Input::choice(words.cover_person(), Vec::new());
    let whom = inputs.add(whom, |code| {
        if code.is_empty() {
            return Err(Refused::rule("nobody-to-give-to"));
        }
        Ok(code.to_owned())
    });
    let weekdays = inputs.text(Input::choice(words.roster_weekdays(), days));
    let starts = inputs.text(Input::offered(words.arrangement_starts(), "12:00"));
    let ends = inputs.text(Input::offered(words.arrangement_ends(), "12:30"));
    let reason = Input::choice(words.cover_reason(), reasons(words));
    let reason = inputs.one_of(reason, CoverReason::parse);
    let from = inputs.text(Input::text(words.arrangement_first_day(), ""));
    let until = inputs.text(Input::text(words.arrangement_last_day(), ""));
    let (from, until) = (from.optional(), until.optional());
    let arranging = Arranging {
        planner,
        what: what.clone(),
        whom: whom.clone(),
        shown: None,
    };
    let intro = vec![words.arrangement_make_intro()];
    let title = words.arrangement_make_title();
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let whom = typed.get(&whom)?;
        let (plans, duties) = typed.get(&what)?;
        let (owner, coverer) = plans.owner_and_coverer(out.who.code.clone(), whom);
        let make = Make {
            owner,
            coverer,
            duties: duties.iter().collect(),
            weekdays: typed.get(&weekdays)?,
            starts: typed.get(&starts)?,
            ends: typed.get(&ends)?,
            reason: typed.get(&reason)?,
            from: typed.get(&from)?,
            until: typed.get(&until)?,
        };
        out.perform(make, |words, receipt| {
            (words.arrangement_made(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, arranging)
}

impl Live for Arranging {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = Asks;
    type View = Found;

    fn ask(&self, form: &Form) -> Asks {
        self.planner.asks(form.text(&self.what))
    }

    fn read(asks: &Asks, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        Found::read(reader, asks, None)
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        self.planner
            .offer_owners(found, form, &self.what, look.words);
        if found.what != form.text(&self.what) || self.shown.as_ref() == Some(&found.what) {
            return;
        }
        let mut choices = people(look.words, &found.people);
        if choices.is_empty() {
            choices.push((String::new(), look.words.covers_nobody_can()));
        }
        form.choose_from(&self.whom, choices);
        self.shown = Some(found.what.clone());
    }
}
