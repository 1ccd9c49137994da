//! The forms about people: who is new, who leaves, their PINs.

use super::screen::Row;
use super::{AddStaff, ChangePin, EditStaff};
use crate::model::{Desk, ReadRight};
use crate::office::{Reader, Reads, Refused, Shown, Verb};
use crate::pane::{
    Effect, Follow, Form, Input, Inputs, Live, LiveForm, Look, OnFile, Outbox, Slot,
};
use crate::records::staff;
use crate::words::Words;

fn desks(words: &Words) -> Vec<(String, String)> {
    Desk::ALL
        .iter()
        .map(|desk| (desk.as_str().to_owned(), words.word("desk", desk.as_str())))
        .collect()
}

fn languages() -> Vec<(String, String)> {
    let known = [("en", "English"), ("cs", "čeština")];
    known
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .into()
}

/// A new person.
pub(super) fn add(words: &Words) -> Form {
    let mut inputs = Inputs::new();
    let code = inputs.text(Input::text(words.column_code(), "").required());
    let name = inputs.text(Input::text(words.column_name(), "").required());
    let desk = inputs.one_of(
        Input::choice(words.column_desk(), desks(words)),
        Desk::parse,
    );
    let language = inputs.text(Input::choice(
        words.staff_language(),
        first(languages(), words.lang().as_str()),
    ));
    let badge = inputs.text(Input::text(words.staff_badge(), "").keeps_codes());
    let pin = inputs.pin(Input::text("PIN".to_owned(), "").required());
    let title = words.staff_new_title();
    let intro = vec![words.staff_new_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let person = AddStaff {
            code: typed.get(&code)?,
            name: typed.get(&name)?,
            desk: typed.get(&desk)?,
            pin: typed.get(&pin)?,
            language: Some(typed.get(&language)?),
            duties: None,
            badge: typed.get(&badge)?,
        };
        out.perform(person, |words, receipt| {
            (words.staff_added(receipt.subject.as_str()), None)
        });
        Ok(())
    })
    .secret()
}

/// A new PIN, where the old one is forgotten; it ends a lock-out.
pub(super) fn pin(words: &Words, row: &Row) -> Form {
    let code = row.code.clone();
    let mut inputs = Inputs::new();
    let pin = inputs.pin(Input::text(words.staff_new_pin(), "").required());
    let title = words.staff_pin_title(row.name.as_str());
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let change = EditStaff {
            staff: code.clone(),
            pin: Some(typed.get(&pin)?),
            ..EditStaff::default()
        };
        out.perform(change, |words, receipt| {
            (words.staff_pin_set(receipt.subject.as_str()), None)
        });
        Ok(())
    })
    .secret()
}

/// The form in which whoever is signed in changes their own PIN.
#[must_use]
pub fn own_pin_form(words: &Words) -> Form {
    let mut inputs = Inputs::new();
    let now = inputs.pin(Input::pin(words.own_pin_now()).required());
    let new = inputs.pin(Input::pin(words.staff_new_pin()).required());
    let again = inputs.pin(Input::pin(words.own_pin_again()).required());
    let title = words.own_pin_title();
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let (now, pin) = (typed.get(&now)?, typed.get(&new)?);
        if typed.text(&new) != typed.text(&again) {
            return Err(again.wrong(Refused::rule("pin-differs")));
        }
        let label = out.words.own_pin_now();
        out.effects.push(Effect::Perform(
            Box::new(move |office, session| {
                office.check_pin_of_field(session, &now, &label)?;
                office.perform(session, &ChangePin { pin })
            }),
            |words, _| (words.own_pin_changed(), None),
        ));
        Ok(())
    })
    .secret()
}

/// Their name, home desk and language.
pub(super) fn edit(words: &Words, row: &Row) -> LiveForm<Edited> {
    let staff = row.code.clone();
    let mut inputs = Inputs::new();
    let name = inputs.text(
        Input::offered(words.column_name(), &row.name)
            .required()
            .writes("name"),
    );
    let desk = inputs.one_of(
        Input::choice(words.column_desk(), first(desks(words), &row.desk)).writes("desk"),
        Desk::parse,
    );
    let language = inputs.text(
        Input::choice(words.staff_language(), first(languages(), &row.language)).writes("language"),
    );
    let badge = inputs.text(
        Input::offered(words.staff_badge(), &row.badge)
            .keeps_codes()
            .writes("badge"),
    );
    let title = words.staff_edit_title(row.name.as_str());
    let edited = Edited {
        staff: staff.clone(),
        fields: [name.clone(), language.clone(), badge.clone()],
        desk: desk.clone(),
        follow: Follow::default(),
    };
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        typed.must_differ()?;
        let mut shown = Shown::default();
        let change = EditStaff {
            staff: staff.clone(),
            name: typed.changed(&name, &mut shown)?,
            desk: typed.changed(&desk, &mut shown)?,
            language: typed.changed(&language, &mut shown)?,
            badge: typed.changed(&badge, &mut shown)?,
            shown,
            ..EditStaff::default()
        };
        out.perform(change, |words, receipt| {
            (words.staff_edited(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, edited)
}

/// A person whose card is open, as it is on file.
#[derive(Debug)]
pub(super) struct Edited {
    staff: String,
    /// Name, language, badge.
    fields: [Slot<String>; 3],
    desk: Slot<Desk>,
    follow: Follow<[String; 4]>,
}

impl Live for Edited {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = String;
    type View = Option<OnFile<[String; 4]>>;

    fn ask(&self, _form: &Form) -> String {
        self.staff.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let row = reader.row(
            "select name, language, coalesce(badge, ''), desk from staff where code = $1",
            &[code.as_str().into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(OnFile {
            what: [row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?],
            by: staff::last_to(reader, EditStaff::NAME, code)?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let (fields, desk) = (&self.fields, &self.desk);
        let now = |now: &[String; 4]| {
            let mut all: Vec<_> = fields
                .iter()
                .zip(now)
                .map(|(one, text)| one.now(text))
                .collect();
            all.push(desk.now(&now[3]));
            all
        };
        self.follow.show(on_file.as_ref(), form, look.words, now);
    }
}

/// What is so now stands first among the choices.
fn first(mut choices: Vec<(String, String)>, now: &str) -> Vec<(String, String)> {
    choices.sort_by_key(|(value, _)| value != now);
    choices
}

/// Somebody who has left comes back: the undo of leaving.
pub(super) fn come_back(row: &Row, out: &mut Outbox<'_>) {
    let change = EditStaff::of_activity(row.code.clone(), true);
    out.perform(change, |words, receipt| {
        (words.staff_returned(receipt.subject.as_str()), None)
    });
}
