//! The form that proposes a standing arrangement: whose duties, on which days, and with whom.

use super::Make;
use crate::cover::shift::reasons;
use crate::cover::shift::whom::people;
use crate::cover::shift::whose::{Asks, Found, Planner, chosen};
use crate::model::CoverReason;
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox, Who};
use crate::words::Words;

/// The fields that change with each other, by their places.
const WHAT: usize = 0;
const WHOM: usize = 1;

/// What the form knows of who can, and for whom it can be proposed.
#[derive(Debug, Default)]
pub struct Arranging {
    planner: Planner,
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
    let inputs = vec![
        Input::choice(words.cover_what(), planner.own()),
        Input::choice(words.cover_person(), Vec::new()),
        Input::choice(words.roster_weekdays(), days),
        Input::offered(words.arrangement_starts(), "12:00"),
        Input::offered(words.arrangement_ends(), "12:30"),
        Input::choice(words.cover_reason(), reasons(words)),
        Input::text(words.arrangement_first_day(), ""),
        Input::text(words.arrangement_last_day(), ""),
    ];
    let intro = vec![words.arrangement_make_intro()];
    let form = Form::new(words.arrangement_make_title(), intro, inputs, make);
    let arranging = Arranging {
        planner,
        shown: None,
    };
    LiveForm::of(form, arranging)
}

fn make(values: &[String], out: &mut Outbox<'_>) {
    let [what, whom, weekdays, starts, ends, reason, from, until] = values else {
        return;
    };
    if whom.is_empty() {
        return out.say(out.words.covers_give_nobody());
    }
    let (plans, duties) = chosen(what);
    let (owner, coverer) = plans.owner_and_coverer(out.who.code.clone(), whom.clone());
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let make = Make {
        owner,
        coverer,
        duties: duties.iter().collect(),
        weekdays: weekdays.clone(),
        starts: starts.clone(),
        ends: ends.clone(),
        reason: CoverReason::parse(reason).unwrap_or(CoverReason::Other),
        from: filled(from),
        until: filled(until),
    };
    out.perform(make, |words, receipt| {
        (words.arrangement_made(receipt.subject.as_str()), None)
    });
}

impl Live for Arranging {
    type Ask = Asks;
    type View = Found;

    fn ask(&self, form: &Form) -> Asks {
        self.planner.asks(form.value(WHAT))
    }

    fn read(asks: &Asks, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        Found::read(reader, asks, None)
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        self.planner.offer_owners(found, form, WHAT, look.words);
        if found.what != form.value(WHAT) || self.shown.as_ref() == Some(&found.what) {
            return;
        }
        let mut choices = people(look.words, &found.people);
        if choices.is_empty() {
            choices.push((String::new(), look.words.covers_nobody_can()));
        }
        form.choose_from(WHOM, choices);
        self.shown = Some(found.what.clone());
    }
}
