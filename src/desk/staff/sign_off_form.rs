//! The forms in which a manager signs off a competence, or takes it away.

use super::SignOff;
use super::screen::Row;
use crate::model::training_set::Loss;
use crate::model::{Discount, Duty, Instant, Level};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Place, Proposed};
use crate::records::training::loss_of;
use crate::words::{Words, named};

/// Which duty of somebody is signed off; the form for it comes next, with what holds already.
pub(super) fn duty_form(words: &Words, row: &Row) -> Form {
    let (code, name, trained) = (row.code.clone(), row.name.clone(), row.trained.clone());
    let duties = Duty::ALL
        .iter()
        .map(|duty| (duty.as_str().to_owned(), words.duty(*duty)))
        .collect();
    Form::new(
        words.staff_sign_off_title(row.name.as_str()),
        Vec::new(),
        vec![Input::choice(words.staff_duty(), duties)],
        move |values, out| {
            let Some(duty) = values.first().and_then(|duty| Duty::parse(duty)) else {
                return;
            };
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
    let mut inputs = vec![
        Input::choice(words.staff_level(), levels),
        Input::text(words.staff_valid_until(), &until.unwrap_or_default()),
    ];
    if duty == Duty::Sales {
        let most = proposed.discount_max.map(|most| words.typed_number(most));
        inputs.push(Input::text(
            words.staff_discount_max(),
            &most.unwrap_or_default(),
        ));
    }
    Form::new(
        words.staff_sign_off_duty_title(
            named::Duty(words.duty(duty)),
            named::Name(proposed.name.as_str()),
        ),
        vec![words.staff_sign_off_intro()],
        inputs,
        move |values, out| {
            let [level, until, rest @ ..] = values else {
                return;
            };
            let discount = rest.first().map(String::as_str).unwrap_or_default();
            let discount_max = Discount::parse(discount);
            if discount_max.is_none() && !discount.is_empty() {
                let refused = Refused::rule("bad-discount").with("value", discount);
                return out.refuse(&refused);
            }
            out.perform(
                SignOff {
                    staff: code.clone(),
                    duty,
                    level: level.clone(),
                    until: Some(until.clone()).filter(|until| !until.is_empty()),
                    discount_max,
                },
                |words, receipt| (words.staff_signed_off(receipt.subject.as_str()), None),
            );
        },
    )
}

/// Asks before a duty is taken away from somebody, and says what the coverage board would lose.
#[must_use]
pub fn withdraw_form(words: &Words, code: &str, name: &str, duty: Duty) -> LiveForm<Losing> {
    let staff = code.to_owned();
    let form = Form::new(
        words.staff_withdraw_title(named::Duty(words.duty(duty)), named::Name(name)),
        vec![words.staff_withdraw_intro()],
        vec![Input::yes_or_no(words.staff_withdraw_sure(), words)],
        move |values, out| {
            if values.first().is_none_or(|sure| sure != "yes") {
                return out.close();
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
