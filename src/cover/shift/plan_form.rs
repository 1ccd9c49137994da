//! The form that plans a cover for later: for whom, when, and who of those that can.

use super::plan::{Plan, span_of};
use super::said;
use super::whom::{people, warning};
use super::whose::{Asks, Found, Planner, Plans, What, chosen};
use crate::model::{CoverReason, ReadRight};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Pane, Slot, Who};
use crate::words::Words;

/// What the form knows of who can, and for whom it can be planned.
#[derive(Debug)]
pub struct Planning {
    planner: Planner,
    what: Slot<What>,
    from: Slot<String>,
    until: Slot<String>,
    whom: Slot<Option<String>>,
    /// For which choice which people were filled in.
    shown: Option<(String, Vec<(String, String)>)>,
}

/// The form of whoever is signed in.
#[must_use]
pub fn plan_form(words: &Words, who: &Who) -> LiveForm<Planning> {
    let planner = Planner::of(words, who);
    let mut inputs = Inputs::new();
    let what = inputs.add(Input::choice(words.cover_what(), planner.own()), chosen);
    let from = inputs.text(Input::offered(words.covers_plan_from(), "12:00"));
    let until = inputs.text(Input::offered(words.cover_until(), "30m"));
    let whom = Input::choice(words.cover_person(), Vec::new());
    let whom = inputs.text(whom).optional();
    let reason = Input::choice(words.cover_reason(), reasons(words));
    let reason = inputs.one_of(reason, CoverReason::parse);
    let note = inputs.text(Input::note(words.cover_note(), ""));
    let planning = Planning {
        planner,
        what: what.clone(),
        from: from.clone(),
        until: until.clone(),
        whom: whom.clone(),
        shown: None,
    };
    let intro = vec![words.covers_plan_intro(), words.covers_plan_days()];
    let form = Form::typed(
        words.covers_plan_title(),
        intro,
        inputs,
        move |typed, out| {
            let (plans, duties) = typed.get(&what)?;
            let me = Some(out.who.code.clone());
            let (owner, coverer) = plans.owner_and_coverer(me, typed.get(&whom)?);
            let plan = Plan {
                duties: duties.iter().collect(),
                reason: typed.get(&reason)?,
                from: typed.get(&from)?,
                until: typed.get(&until)?,
                of: coverer,
                owner,
                note: typed.get(&note)?,
            };
            out.perform(plan, planned);
            Ok(())
        },
    );
    LiveForm::of(form, planning)
}

fn planned(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let agreed = receipt.result.get("agreed") == Some(&true.into());
    let said = if receipt.result.get("offered") == Some(&true.into()) {
        said::offered_for_later(words, receipt)
    } else if agreed {
        said::agreed(words, receipt)
    } else {
        words.covers_is_planned(receipt.subject.as_str())
    };
    (said, None)
}

impl Live for Planning {
    const RIGHT: ReadRight = ReadRight::Anyone;
    /// Whose duties; from when and until when, as it is typed.
    type Ask = (Asks, String, String);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        let typed = |slot: &Slot<String>| form.text(slot).to_owned();
        (
            self.planner.asks(form.text(&self.what)),
            typed(&self.from),
            typed(&self.until),
        )
    }

    fn read((asks, from, until): &Self::Ask, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        // Until the time can be read, nobody clashes with it.
        let span = span_of(reader, from, until).ok();
        Found::read(reader, asks, span)
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        let words = look.words;
        self.planner.offer_owners(found, form, &self.what, words);
        if found.what != form.text(&self.what) {
            return;
        }
        let Ok((plans, _)) = chosen(&found.what) else {
            return;
        };
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
                    form.offer(&self.whom, choices.clone());
                } else {
                    form.choose_from(&self.whom, choices.clone());
                }
            }
            self.shown = now;
        }
        form.warn(warning(words, &found.people, form.text(&self.whom)));
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
