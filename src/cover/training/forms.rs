//! The dialogs of the training section.

use super::matrix::Person;
use super::{Plan, Supervised};
use crate::model::{Duty, Instant, Level};
use crate::office::Pin;
use crate::pane::{Effect, Form, Input, Inputs, Outbox};
use crate::words::{Words, named};

/// A step under supervision. The trainer beside the learner signs it with their own code and PIN; whoever is signed in on the
/// screen stays so.
pub(super) fn supervised(words: &Words, person: &Person, duty: Duty, verbs: &[String]) -> Form {
    let staff = person.code.clone();
    let card = if verbs.is_empty() {
        Input::text(words.training_card(), "")
    } else {
        let choices = verbs
            .iter()
            .map(|verb| (verb.clone(), words.word("verb", &verb.replace('.', "-"))));
        Input::choice(words.training_card(), choices.collect())
    };
    let mut inputs = Inputs::new();
    let card = inputs.text(card);
    let result = inputs.text(Input::text(words.training_result(), ""));
    let code = inputs.text(Input::text(words.training_trainer_code(), "").required());
    let pin = inputs.pin(Input::pin(words.training_trainer_pin()).required());
    let title = words.training_supervised_title(
        named::Duty(words.duty(duty)),
        named::Name(person.name.as_str()),
    );
    Form::typed(
        title,
        vec![words.training_supervised_intro()],
        inputs,
        move |typed, out| {
            let step = Supervised {
                staff: staff.clone(),
                duty,
                card: typed.get(&card)?,
                result: typed.get(&result)?,
            };
            sign_beside(step, typed.get(&code)?, typed.get(&pin)?, out);
            Ok(())
        },
    )
    .secret()
}

/// Signs the trainer in beside whoever sits there, for this one verb.
fn sign_beside(step: Supervised, code: String, pin: Pin, out: &mut Outbox<'_>) {
    out.effects.push(Effect::Perform(
        Box::new(move |office, session| {
            office.beside(session, &code, &pin, |office, trainer| {
                office.perform(trainer, &step)
            })
        }),
        |words, receipt| (words.training_supervised_done(receipt.text("name")), None),
    ));
}

/// By when a training is planned if nothing else is said: four weeks are as far as the board looks.
pub(super) fn due(now: Instant, zone: chrono_tz::Tz) -> String {
    now.plus_minutes(28 * 24 * 60)
        .local(zone)
        .date_naive()
        .to_string()
}

/// A plan: by when somebody reaches a level, and who teaches them.
pub(super) fn plan(words: &Words, person: &Person, duty: Duty, level: Level, now: Instant) -> Form {
    let staff = person.code.clone();
    let mut levels = vec![Level::Cover, Level::Own];
    levels.sort_by_key(|one| *one != level);
    let levels = levels
        .into_iter()
        .map(|one| (one.as_str().to_owned(), words.level(one)))
        .collect();
    let due = due(now, words.zone());
    let mut inputs = Inputs::new();
    let level = inputs.one_of(Input::choice(words.staff_level(), levels), Level::parse);
    let due = inputs.text(Input::offered(words.training_due(), &due));
    let trainer = inputs
        .text(Input::text(words.training_trainer(), ""))
        .optional();
    let title = words.training_plan_title(
        named::Duty(words.duty(duty)),
        named::Name(person.name.as_str()),
    );
    Form::typed(
        title,
        vec![words.training_plan_intro()],
        inputs,
        move |typed, out| {
            let plan = Plan {
                staff: staff.clone(),
                duty,
                level: typed.get(&level)?,
                due: typed.get(&due)?,
                trainer: typed.get(&trainer)?,
            };
            out.perform(plan, |words, receipt| {
                (words.training_planned(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    )
}
