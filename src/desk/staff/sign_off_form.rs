//! The forms in which a manager signs off a competence, or takes it away.

use super::SignOff;
use super::screen::Row;
use crate::model::training_set::Loss;
use crate::model::{Duty, Instant, Level};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Place, Proposed};
use crate::records::training::loss_of;
use crate::words::{Words, named};

/// Which duty of somebody is signed off; the form for it comes next, with what holds already.
pub(super) fn duty_form(words: &Words, row: &Row) -> Form {
    let (code, name, trained) = (row.code.clone(), row.name.clone(), row.trained.clone());
    let duties = Duty::ALL
        .iter()
        .map(|duty| (duty.as_str().to_owned(), words.duty(*duty)))
        .collect();
    let mut inputs = Inputs::new();
    let duty = inputs.one_of(Input::choice(words.staff_duty(), duties), Duty::parse);
    Form::typed(
        words.staff_sign_off_title(row.name.as_str()),
        Vec::new(),
        inputs,
        move |typed, out| {
            let duty = typed.get(&duty)?;
            let known = trained.iter().find(|known| known.duty == duty);
            let first = match duty {
                Duty::Management => Level::Own,
                _ => Level::Cover,
            };
            out.close();
            out.go(Place::SignOff(Box::new(Proposed {
                code: code.clone(),
                name: name.clone(),
                duty,
                level: known.map_or(first, |known| known.level),
                until: known.and_then(|known| known.until),
                discount_max: known.and_then(|known| known.discount_max),
            })));
            Ok(())
        },
    )
}

/// Signs off how well somebody knows a duty. What holds already stands in the fields, unless it is over.
#[must_use]
pub fn sign_off_form(words: &Words, proposed: &Proposed, now: Instant) -> Form {
    let (code, duty) = (proposed.code.clone(), proposed.duty);
    let mut levels = ["cover", "own", "aware", "none"];
    levels.sort_by_key(|level| *level != proposed.level.as_str());
    let levels = levels
        .iter()
        .map(|level| ((*level).to_owned(), words.word("level", level)))
        .collect();
    let until = proposed.until.filter(|until| *until > now);
    let until = until.map(|until| words.typed_day(Instant(until.0 - 1)));
    let mut inputs = Inputs::new();
    let level = inputs.text(Input::choice(words.staff_level(), levels));
    let until = inputs.text(Input::text(
        words.staff_valid_until(),
        &until.unwrap_or_default(),
    ));
    let until = until.optional();
    let most = (duty == Duty::Sales).then(|| {
        let most = proposed.discount_max.map(|most| words.typed_number(most));
        let most = Input::text(words.staff_discount_max(), &most.unwrap_or_default());
        inputs.discount(most).optional()
    });
    Form::typed(
        words.staff_sign_off_duty_title(
            named::Duty(words.duty(duty)),
            named::Name(proposed.name.as_str()),
        ),
        vec![words.staff_sign_off_intro()],
        inputs,
        move |typed, out| {
            let most = most.as_ref().map(|most| typed.get(most)).transpose()?;
            let sign_off = SignOff {
                staff: code.clone(),
                duty,
                level: typed.get(&level)?,
                until: typed.get(&until)?,
                discount_max: most.flatten(),
            };
            out.perform(sign_off, |words, receipt| {
                (words.staff_signed_off(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    )
}

/// Asks before a duty is taken away from somebody, and says what the coverage board would lose.
#[must_use]
pub fn withdraw_form(words: &Words, code: &str, name: &str, duty: Duty) -> LiveForm<Losing> {
    let staff = code.to_owned();
    let mut inputs = Inputs::new();
    let sure = inputs.yes_or_no(Input::yes_or_no(words.staff_withdraw_sure(), words));
    let form = Form::typed(
        words.staff_withdraw_title(named::Duty(words.duty(duty)), named::Name(name)),
        vec![words.staff_withdraw_intro()],
        inputs,
        move |typed, out| {
            if !typed.get(&sure)? {
                out.close();
                return Ok(());
            }
            out.perform(
                SignOff {
                    staff: staff.clone(),
                    duty,
                    level: "none".to_owned(),
                    until: None,
                    discount_max: None,
                },
                |words, receipt| (words.staff_withdrawn(receipt.subject.as_str()), None),
            );
            Ok(())
        },
    );
    LiveForm::of(form, Losing(code.to_owned(), duty))
}

/// What the board loses without somebody (their code) in a duty.
#[derive(Debug)]
pub struct Losing(String, Duty);

impl Live for Losing {
    type Ask = (String, Duty);
    type View = Option<Loss>;

    fn ask(&self, _form: &Form) -> Self::Ask {
        (self.0.clone(), self.1)
    }

    fn read((code, duty): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (staff, ..) = crate::records::staff::find(reader, code)?;
        let now = reader.now();
        Ok(Some(loss_of(reader, staff, *duty, now)?))
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        if let Some(loss) = found {
            let said = if loss.bare + loss.single == 0 {
                look.words.training_no_loss()
            } else {
                look.words
                    .training_loss(named::Bare(loss.bare), named::Single(loss.single))
            };
            form.warn(said);
        }
    }
}
