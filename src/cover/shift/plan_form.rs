//! The form that plans a cover for later: for whom, when, and who of those that can.

use super::clash::Wanted;
use super::plan::{Plan, span_of};
use super::whom::{
    Candidate, Plans, candidates, choices, choices_of_owners, chosen, owners, people, warning,
    with_level,
};
use crate::model::{CoverReason, Duties, Duty, Level, StaffId};
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox, Who};
use crate::records::staff;
use crate::words::Words;

/// The fields of the form, by their places.
const WHAT: usize = 0;
const FROM: usize = 1;
const UNTIL: usize = 2;
const WHOM: usize = 3;

/// What the form knows of who can, and for whom management can plan.
#[derive(Debug, Default)]
pub struct Planning {
    me: StaffId,
    manages: bool,
    /// What can be planned without looking anything up.
    own: Vec<(String, String)>,
    offered: bool,
    shown: Option<(String, Vec<(String, String)>)>,
}

/// What is looked up for what is typed.
#[derive(Debug, Default)]
pub struct Found {
    what: String,
    people: Vec<Candidate>,
    owners: Vec<(Duties, String, String)>,
}

/// The form of whoever is signed in.
#[must_use]
pub fn plan_form(words: &Words, who: &Who) -> LiveForm<Planning> {
    let own = choices(words, who);
    let reasons = CoverReason::ALL
        .iter()
        .map(|reason| {
            let said = words.word("reason", reason.as_str());
            (reason.as_str().to_owned(), said)
        })
        .collect();
    let inputs = vec![
        Input::choice(words.cover_what(), own.clone()),
        Input::offered(words.covers_plan_from(), "12:00"),
        Input::offered(words.cover_until(), "30m"),
        Input::choice(words.cover_person(), Vec::new()),
        Input::choice(words.cover_reason(), reasons),
        Input::note(words.cover_note(), ""),
    ];
    let intro = vec![words.covers_plan_intro(), words.covers_plan_days()];
    let form = Form::new(words.covers_plan_title(), intro, inputs, plan);
    let planning = Planning {
        me: who.staff,
        manages: who.may(Duty::Management),
        own,
        ..Planning::default()
    };
    LiveForm::of(form, planning)
}

fn plan(values: &[String], out: &mut Outbox<'_>) {
    let [what, from, until, whom, reason, note] = values else {
        return;
    };
    let (plans, duties) = chosen(what);
    let person = Some(whom.clone()).filter(|code| !code.is_empty());
    let me = out.who.code.clone();
    let (of, owner) = match plans {
        Plans::Mine => (person, Some(me)),
        Plans::ICover => (Some(me), person),
        Plans::Of(code) => (person, Some(code)),
    };
    let plan = Plan {
        duties: duties.iter().collect(),
        reason: CoverReason::parse(reason).unwrap_or(CoverReason::Other),
        from: from.clone(),
        until: until.clone(),
        of,
        owner,
        note: note.clone(),
    };
    out.perform(plan, |words, receipt| {
        let number = receipt.subject.as_str();
        let agreed = receipt.result.get("agreed") == Some(&true.into());
        let said = if agreed {
            words.cover_agreed(number)
        } else {
            words.covers_is_planned(number)
        };
        (said, None)
    });
}

impl Live for Planning {
    /// Who, whether for anybody, what, from when and until when as it is typed.
    type Ask = (StaffId, bool, String, String, String);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        let typed = |nth| form.value(nth).to_owned();
        (
            self.me,
            self.manages,
            typed(WHAT),
            typed(FROM),
            typed(UNTIL),
        )
    }

    fn read(
        (me, manages, what, from, until): &Self::Ask,
        reader: &mut Reader<'_>,
    ) -> Result<Found, Refused> {
        let (plans, duties) = chosen(what);
        let owner = match &plans {
            Plans::Mine => Some(*me),
            Plans::ICover => None,
            Plans::Of(code) => Some(staff::find(reader, code)?.0),
        };
        // Until the time can be read, nobody clashes with it.
        let wanted = span_of(reader, from, until).ok().map(|span| Wanted {
            duties,
            owner,
            span,
            but: None,
        });
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
            let but: Vec<StaffId> = owner.into_iter().collect();
            candidates(reader, wanted.as_ref(), duties, &but)?
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
        let words = look.words;
        if !self.offered && !found.owners.is_empty() {
            self.offered = true;
            let mut all = self.own.clone();
            all.extend(choices_of_owners(words, &found.owners));
            form.change_choices(WHAT, all);
        }
        if found.what != form.value(WHAT) {
            return;
        }
        let (plans, _) = chosen(&found.what);
        let mut choices = people(words, &found.people);
        let fits = found
            .people
            .first()
            .is_some_and(|one| one.trouble.is_none());
        let nobody = match plans {
            Plans::ICover => words.cover_nobody_named(),
            Plans::Mine | Plans::Of(_) if choices.is_empty() => words.covers_nobody_can(),
            Plans::Mine | Plans::Of(_) => words.cover_anyone(),
        };
        // Nobody fits: anyone who can is a better bet than one who cannot.
        let at = if fits { choices.len() } else { 0 };
        choices.insert(at, (String::new(), nobody));
        let now = Some((found.what.clone(), choices));
        if now != self.shown {
            let same = self.shown.as_ref().map(|(what, _)| what) == Some(&found.what);
            if let Some((_, choices)) = &now {
                if same {
                    form.change_choices(WHOM, choices.clone());
                } else {
                    form.choose_from(WHOM, choices.clone());
                }
            }
            self.shown = now;
        }
        form.warn(warning(words, &found.people, form.value(WHOM)));
    }
}
