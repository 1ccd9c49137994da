//! The forms in which a manager signs off a competence, or takes it away.

use super::SignOff;
use crate::model::training_set::Loss;
use crate::model::{Duty, Level};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look};
use crate::records::training::loss_of;
use crate::words::{Words, named};

/// Signs off how well somebody knows a duty; what is proposed stands first.
#[must_use]
pub fn sign_off_form(
    words: &Words,
    code: &str,
    name: &str,
    proposed: Option<(Duty, Level)>,
) -> Form {
    let code = code.to_owned();
    let mut duties = Duty::ALL.to_vec();
    let mut levels = ["cover", "own", "aware", "none"];
    if let Some((duty, level)) = proposed {
        duties.sort_by_key(|one| *one != duty);
        levels.sort_by_key(|one| *one != level.as_str());
    }
    let duties = duties
        .iter()
        .map(|duty| (duty.as_str().to_owned(), words.duty(*duty)))
        .collect();
    let levels = levels
        .iter()
        .map(|level| ((*level).to_owned(), words.word("level", level)))
        .collect();
    let inputs = vec![
        Input::choice(words.staff_duty(), duties),
        Input::choice(words.staff_level(), levels),
        Input::text(words.staff_valid_until(), ""),
        Input::text(words.staff_discount_max(), ""),
    ];
    Form::new(
        words.staff_sign_off_title(name),
        vec![words.staff_sign_off_intro()],
        inputs,
        move |values, out| {
            let [duty, level, until, discount] = values else {
                return;
            };
            let discount_max = crate::model::Discount::parse(discount);
            if discount_max.is_none() && !discount.is_empty() {
                let refused = Refused::rule("bad-discount").with("value", discount);
                return out.say(out.words.refused(&refused));
            }
            let Some(duty) = Duty::parse(duty) else {
                return;
            };
            let until = Some(until.clone()).filter(|until| !until.is_empty());
            out.perform(
                SignOff {
                    staff: code.clone(),
                    duty,
                    level: level.clone(),
                    until,
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
    let sure = vec![
        ("no".to_owned(), words.no()),
        ("yes".to_owned(), words.yes()),
    ];
    let form = Form::new(
        words.staff_withdraw_title(named::Duty(words.duty(duty)), named::Name(name)),
        vec![words.staff_withdraw_intro()],
        vec![Input::choice(words.staff_withdraw_sure(), sure)],
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
