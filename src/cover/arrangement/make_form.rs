//! The form that proposes a standing arrangement: whose duties, on which days, and with whom.

use super::Make;
use crate::cover::shift::whom::{
    Candidate, Plans, candidates, choices, choices_of_owners, chosen, owners, people, with_level,
};
use crate::model::{CoverReason, Duties, Duty, Level, StaffId};
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox, Who};
use crate::records::staff;
use crate::words::Words;

/// The fields that change with each other, by their places.
const WHAT: usize = 0;
const WHOM: usize = 1;

/// What the form knows of who can, and for whom management can propose.
#[derive(Debug, Default)]
pub struct Arranging {
    me: StaffId,
    manages: bool,
    own: Vec<(String, String)>,
    offered: bool,
    /// For which choice the people were filled in.
    shown: Option<String>,
}

/// What is looked up for the choice that is on.
#[derive(Debug, Default)]
pub struct Found {
    what: String,
    people: Vec<Candidate>,
    owners: Vec<(Duties, String, String)>,
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
    let reasons = CoverReason::ALL
        .iter()
        .map(|reason| {
            let said = words.word("reason", reason.as_str());
            (reason.as_str().to_owned(), said)
        })
        .collect();
    let own = choices(words, who);
    let inputs = vec![
        Input::choice(words.cover_what(), own.clone()),
        Input::choice(words.cover_person(), Vec::new()),
        Input::choice(words.roster_weekdays(), days),
        Input::offered(words.arrangement_starts(), "12:00"),
        Input::offered(words.arrangement_ends(), "12:30"),
        Input::choice(words.cover_reason(), reasons),
        Input::text(words.arrangement_first_day(), ""),
        Input::text(words.arrangement_last_day(), ""),
    ];
    let intro = vec![words.arrangement_make_intro()];
    let form = Form::new(words.arrangement_make_title(), intro, inputs, make);
    let arranging = Arranging {
        me: who.staff,
        manages: who.may(Duty::Management),
        own,
        ..Arranging::default()
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
    let me = out.who.code.clone();
    let (owner, coverer) = match plans {
        Plans::Mine => (me, whom.clone()),
        Plans::ICover => (whom.clone(), me),
        Plans::Of(code) => (code, whom.clone()),
    };
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
    /// Who, whether for anybody, and what.
    type Ask = (StaffId, bool, String);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        (self.me, self.manages, form.value(WHAT).to_owned())
    }

    fn read((me, manages, what): &Self::Ask, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        let (plans, duties) = chosen(what);
        let owner = match &plans {
            Plans::Mine | Plans::ICover => *me,
            Plans::Of(code) => staff::find(reader, code)?.0,
        };
        let people = if plans == Plans::ICover {
            let owners = with_level(reader, duties, Level::Own)?;
            owners
                .into_iter()
                .map(|(_, code, name)| Candidate {
                    code,
                    name,
                    trouble: None,
                })
                .collect()
        } else {
            candidates(reader, None, duties, &[owner])?
        };
        Ok(Found {
            what: what.clone(),
            people,
            owners: if *manages {
                owners(reader, *me)?
            } else {
                Vec::new()
            },
        })
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        if !self.offered && !found.owners.is_empty() {
            self.offered = true;
            let mut all = self.own.clone();
            all.extend(choices_of_owners(look.words, &found.owners));
            form.change_choices(WHAT, all);
        }
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
