//! The forms in which a manager signs off a competence, or takes it away.

use super::SignOff;
use super::screen::Row;
use super::sign_off::{Signed, signed};
use crate::model::depth::Loss;
use crate::model::time::parse_date;
use crate::model::{Discount, Duty, Instant, Level, ReadRight};
use crate::office::{Reader, Reads, Refused, Shown, Verb};
use crate::pane::{
    Follow, Form, Input, Inputs, Live, LiveForm, Look, OnFile, Place, Proposed, Slot,
};
use crate::records::staff;
use crate::records::training::loss_of;
use crate::words::{Words, named};
use std::sync::{Arc, Mutex, PoisonError};

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
pub fn sign_off_form(words: &Words, proposed: &Proposed, now: Instant) -> LiveForm<SignedOff> {
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
    let level = inputs.text(Input::choice(words.staff_level(), levels).writes("level"));
    let held = Held::default();
    let until = inputs
        .text(Input::text(words.staff_valid_until(), &until.unwrap_or_default()).writes("until"));
    let until = until.optional();
    let most = (duty == Duty::Sales).then(|| {
        let most = proposed.discount_max.map(|most| words.typed_number(most));
        let most = Input::text(words.staff_discount_max(), &most.unwrap_or_default());
        inputs.discount(most.writes("discount_max")).optional()
    });
    let signed = SignedOff {
        of: (code.clone(), duty),
        level: level.clone(),
        held: held.clone(),
        until: until.clone(),
        most: most.clone(),
        follow: Follow::default(),
    };
    let form = Form::typed(
        words.staff_sign_off_duty_title(
            named::Duty(words.duty(duty)),
            named::Name(proposed.name.as_str()),
        ),
        vec![words.staff_sign_off_intro()],
        inputs,
        move |typed, out| {
            let mut shown = Shown::default();
            let most = most.as_ref();
            let most = most.map(|most| typed.written(most, &mut shown));
            let most = most.transpose()?;
            let today = out.now.local(out.words.zone()).date_naive();
            if let Some(before) = typed.before(&until) {
                // As the file has it, however it is written here.
                let before = before.and_then(|day| parse_date(&day, today));
                shown.put("until", &before.map(|day| day.to_string()));
            }
            if let Some(held) = held.get() {
                shown.put("level", &held);
            }
            let sign_off = SignOff {
                staff: code.clone(),
                duty,
                level: typed.get(&level)?,
                until: typed.get(&until)?,
                discount_max: most.flatten(),
                shown,
            };
            out.perform(sign_off, |words, receipt| {
                let said = match receipt.text("lowered_from") {
                    "" => words.staff_signed_off(receipt.subject.as_str()),
                    level => words.staff_signed_off_lower(
                        named::Level(words.word("level", level)),
                        named::Name(receipt.subject.as_str()),
                    ),
                };
                (said, None)
            });
            Ok(())
        },
    );
    LiveForm::of(form, signed)
}

/// The level that was on file when it was shown last; the form begins with the one that is proposed.
#[derive(Debug, Clone, Default)]
struct Held(Arc<Mutex<Option<String>>>);

impl Held {
    fn get(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Keeps it, and gives what was kept before.
    fn replace(&self, level: &str) -> Option<String> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.replace(level.to_owned())
    }
}

/// A competence whose form is open, as it is on file.
#[derive(Debug)]
pub struct SignedOff {
    of: (String, Duty),
    level: Slot<String>,
    held: Held,
    until: Slot<Option<String>>,
    most: Option<Slot<Option<Discount>>>,
    follow: Follow<Signed>,
}

impl Live for SignedOff {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (String, Duty);
    type View = Option<OnFile<Signed>>;

    fn ask(&self, _form: &Form) -> Self::Ask {
        self.of.clone()
    }

    fn read((code, duty): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (id, ..) = staff::find(reader, code)?;
        Ok(Some(OnFile {
            what: signed(reader, id, *duty)?,
            by: staff::last_to(reader, SignOff::NAME, code)?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let (level, until, most, words) = (&self.level, &self.until, &self.most, look.words);
        let held = on_file.as_ref().map(|file| file.what.level.as_str());
        let before = held.and_then(|held| self.held.replace(held));
        let now = |signed: &Signed| {
            let last = signed.until.filter(|until| *until > look.now);
            let last = last.map(|last| words.typed_day(Instant(last.0 - 1)));
            let share = signed.discount_max.map(|most| words.typed_number(most));
            let mut fields = vec![until.now(last.unwrap_or_default())];
            // What is proposed stays, as long as nobody else has signed anything off meanwhile.
            if before.is_some_and(|before| before != signed.level) {
                fields.push(level.now(signed.level.as_str()));
            }
            fields.extend(
                most.iter()
                    .map(|most| most.now(share.clone().unwrap_or_default())),
            );
            fields
        };
        self.follow.show(on_file.as_ref(), form, words, now);
        let chosen = Level::parse(form.text(level));
        let held = on_file.as_ref().map(|file| &file.what);
        let lost = held.and_then(|held| held.lowered_to(chosen, look.now));
        form.warn(lost.map_or_else(String::new, |lost| words.staff_lowers(words.level(lost))));
    }
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
                    shown: Shown::default(),
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
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (String, Duty);
    type View = Option<Loss>;

    fn ask(&self, _form: &Form) -> Self::Ask {
        (self.0.clone(), self.1)
    }

    fn read((code, duty): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (staff, ..) = staff::find(reader, code)?;
        let now = reader.now();
        Ok(Some(loss_of(reader, staff, *duty, now)?))
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        if let Some(loss) = found {
            let words = look.words;
            let said = if loss.bare + loss.single == 0 {
                words.training_no_loss()
            } else {
                let bare = named::Bare(words.hours(loss.bare));
                words.training_loss(bare, named::Single(words.hours(loss.single)))
            };
            form.warn(said);
        }
    }
}
