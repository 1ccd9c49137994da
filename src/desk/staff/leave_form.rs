//! Asks before somebody leaves the office, and says what ends with that.

use super::EditStaff;
use crate::model::ReadRight;
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look};
use crate::words::{Words, named};

/// What ends when somebody leaves.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    /// The terminals where they are signed in.
    terminals: Vec<String>,
    /// Covers of theirs, and requests, that run or are planned.
    covers: i64,
    /// Standing arrangements with them.
    arrangements: i64,
}

/// Whose leaving is asked about: the code.
#[derive(Debug)]
pub(super) struct Leaving(String);

/// Asks whether this person leaves; "no" stands first.
pub(super) fn leave_form(words: &Words, code: &str, name: &str) -> LiveForm<Leaving> {
    let staff = code.to_owned();
    let mut inputs = Inputs::new();
    let sure = inputs.yes_or_no(Input::yes_or_no(words.staff_leave_sure(), words));
    let form = Form::typed(
        words.staff_leave_title(name),
        vec![words.staff_leave_intro()],
        inputs,
        move |typed, out| {
            if !typed.get(&sure)? {
                out.close();
                return Ok(());
            }
            let change = EditStaff::of_activity(staff.clone(), false);
            out.perform(change, |words, receipt| {
                (words.staff_left(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    );
    LiveForm::of(form, Leaving(code.to_owned()))
}

impl Live for Leaving {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = String;
    type View = Option<Ending>;

    fn ask(&self, _form: &Form) -> String {
        self.0.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (staff, ..) = crate::records::staff::find(reader, code)?;
        let signed_in = reader.rows(
            "select distinct terminal from sign_in where staff = $1 and closed_at is null order by terminal",
            &[staff.0.into()],
        )?;
        let terminals = signed_in.iter().map(|row| row.text(0));
        let row = reader.row(
            "select (select count(*) from cover where ended_at is null and (coverer = $1 or asked = $1 and starts_at is null or owner = $1 and starts_at is null)),
                    (select count(*) from arrangement where ended_at is null and (owner = $1 or coverer = $1))",
            &[staff.0.into()],
        )?;
        let counts = row.map_or(Ok((0, 0)), |row| {
            Ok::<_, Refused>((row.int(0)?, row.int(1)?))
        })?;
        Ok(Some(Ending {
            terminals: terminals.collect::<Result<_, _>>()?,
            covers: counts.0,
            arrangements: counts.1,
        }))
    }

    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>) {
        let Some(ending) = found else { return };
        let mut said = Vec::new();
        if !ending.terminals.is_empty() {
            said.push(
                look.words
                    .staff_leave_signed_in(ending.terminals.join(", ")),
            );
        }
        if ending.covers + ending.arrangements > 0 {
            said.push(look.words.staff_leave_covers(
                named::Arrangements(ending.arrangements),
                named::Covers(ending.covers),
            ));
        }
        form.warn(said.join(" "));
    }
}
