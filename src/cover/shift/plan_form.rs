//! The form that plans a cover for later: for whom, when, and who of those that can.

use super::plan::{Plan, span_of};
use super::said;
use super::whom::{people, warning};
use super::whose::{Asks, Found, Planner, Plans, chosen};
use crate::model::CoverReason;
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox, Who};
use crate::words::Words;

/// The fields of the form, by their places.
const WHAT: usize = 0;
const FROM: usize = 1;
const UNTIL: usize = 2;
const WHOM: usize = 3;

/// What the form knows of who can, and for whom it can be planned.
#[derive(Debug, Default)]
pub struct Planning {
    planner: Planner,
    /// For which choice which people were filled in.
    shown: Option<(String, Vec<(String, String)>)>,
}

/// The form of whoever is signed in.
#[must_use]
pub fn plan_form(words: &Words, who: &Who) -> LiveForm<Planning> {
    let planner = Planner::of(words, who);
    let inputs = vec![
        Input::choice(words.cover_what(), planner.own()),
        Input::offered(words.covers_plan_from(), "12:00"),
        Input::offered(words.cover_until(), "30m"),
        Input::choice(words.cover_person(), Vec::new()),
        Input::choice(words.cover_reason(), reasons(words)),
        Input::note(words.cover_note(), ""),
    ];
    let intro = vec![words.covers_plan_intro(), words.covers_plan_days()];
    let form = Form::new(words.covers_plan_title(), intro, inputs, plan);
    let planning = Planning {
        planner,
        shown: None,
    };
    LiveForm::of(form, planning)
}

fn plan(values: &[String], out: &mut Outbox<'_>) {
    let [what, from, until, whom, reason, note] = values else {
        return;
    };
    let (plans, duties) = chosen(what);
    let (owner, coverer) = plans.owner_and_coverer(out.who.code.clone(), whom.clone());
    let filled = |code: String| Some(code).filter(|code| !code.is_empty());
    let plan = Plan {
        duties: duties.iter().collect(),
        reason: CoverReason::parse(reason).unwrap_or(CoverReason::Other),
        from: from.clone(),
        until: until.clone(),
        of: filled(coverer),
        owner: filled(owner),
        note: note.clone(),
    };
    out.perform(plan, |words, receipt| {
        let agreed = receipt.result.get("agreed") == Some(&true.into());
        let said = if agreed {
            said::agreed(words, receipt)
        } else {
            words.covers_is_planned(receipt.subject.as_str())
        };
        (said, None)
    });
}

impl Live for Planning {
    /// Whose duties; from when and until when, as it is typed.
    type Ask = (Asks, String, String);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        let typed = |nth| form.value(nth).to_owned();
        (
            self.planner.asks(form.value(WHAT)),
            typed(FROM),
            typed(UNTIL),
        )
    }

    fn read((asks, from, until): &Self::Ask, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        // Until the time can be read, nobody clashes with it.
        let span = span_of(reader, from, until).ok();
        Found::read(reader, asks, span)
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        let words = look.words;
        self.planner.offer_owners(found, form, WHAT, words);
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
