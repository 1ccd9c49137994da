//! The forms of a day and of the usual week follow the roster: what another manager writes meanwhile shows in them.

use super::super::on_file::{OnFile as Hours, on_day, usually};
use super::super::set_week::first_of;
use super::super::{SetDay, SetWeek};
use super::hours::written;
use crate::model::time::parse_date;
use crate::model::{Desk, ReadRight, Weekdays};
use crate::office::{Reader, Refused, Shown, Verb};
use crate::pane::{FieldNow, Follow, Form, Live, Look, OnFile, Slot, Typed, Wrong};
use crate::records::roster::today;
use crate::records::staff;
use crate::words::Words;
use chrono::{NaiveDate, Weekday};

/// The fields of both forms.
#[derive(Debug, Clone)]
pub(super) struct HourFields {
    pub(super) hours: Slot<String>,
    pub(super) desk: Slot<Desk>,
    /// Of a day alone.
    pub(super) note: Option<Slot<String>>,
}

impl HourFields {
    fn now(&self, now: &Hours, words: &Words) -> Vec<FieldNow> {
        let mut fields = vec![
            self.hours.now(written(&now.hours, words)),
            self.desk.now(now.desk.as_str()),
        ];
        fields.extend(self.note.iter().map(|note| note.now(&now.note)));
        fields
    }

    /// Hours and desk as they were typed, and what stood there before.
    pub(super) fn typed(&self, typed: &Typed<'_>) -> Result<(String, Desk, Shown), Wrong> {
        let mut shown = Shown::default();
        let before = typed.before(&self.hours);
        // As the file has them, however they are written here.
        let before = before.and_then(|hours| crate::model::roster::Hours::parse(&hours));
        if let Some(before) = before {
            shown.put("hours", &before.to_string());
        }
        let desk = typed.written(&self.desk, &mut shown)?;
        Ok((typed.get(&self.hours)?, desk, shown))
    }
}

/// A day of somebody (their code), as it is on file.
#[derive(Debug)]
pub(super) struct OneDay {
    pub(super) of: (String, NaiveDate),
    pub(super) fields: HourFields,
    pub(super) follow: Follow<Hours>,
}

impl Live for OneDay {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (String, NaiveDate);
    type View = Option<OnFile<Hours>>;

    fn ask(&self, _form: &Form) -> Self::Ask {
        self.of.clone()
    }

    fn read((code, date): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let (staff, ..) = staff::find(reader, code)?;
        Ok(Some(OnFile {
            what: on_day(reader, staff, *date)?,
            by: staff::last_to(reader, SetDay::NAME, code)?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let (fields, words) = (&self.fields, look.words);
        let now = |now: &Hours| fields.now(now, words);
        self.follow.show(on_file.as_ref(), form, words, now);
    }
}

/// The usual week of somebody (their code): the first of the weekdays that are chosen, as it is on file.
#[derive(Debug)]
pub(super) struct OneWeek {
    pub(super) code: String,
    pub(super) weekdays: Slot<String>,
    pub(super) from: Slot<Option<String>>,
    pub(super) fields: HourFields,
    pub(super) follow: Follow<Hours>,
    /// The weekdays and the day whose hours the form shows.
    pub(super) shows: (String, String),
}

/// What was read, and for which weekdays and day.
type OfWeek = ((String, String), OnFile<Hours>);

impl Live for OneWeek {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (String, (String, String));
    type View = Option<OfWeek>;

    fn ask(&self, form: &Form) -> Self::Ask {
        let text = |text: &str| text.to_owned();
        let from = text(form.text(&self.from));
        let of = (text(form.text(&self.weekdays)), from);
        (self.code.clone(), of)
    }

    fn read((code, of): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let today = today(reader);
        let first = Weekdays::parse(&of.0).and_then(first_of);
        // A day that is still being typed shows nothing else meanwhile.
        let from = if of.1.is_empty() {
            Some(today)
        } else {
            parse_date(&of.1, today)
        };
        let Some((first, from)) = first.zip(from) else {
            return Ok(None);
        };
        let first: Weekday = first;
        let (staff, ..) = staff::find(reader, code)?;
        let now = OnFile {
            what: usually(reader, staff, first, from)?,
            by: staff::last_to(reader, SetWeek::NAME, code)?,
        };
        Ok(Some((of.clone(), now)))
    }

    fn show(&mut self, read: &Self::View, form: &mut Form, look: &Look<'_>) {
        let Some((of, now)) = read else { return };
        let (fields, words) = (&self.fields, look.words);
        if *of != self.shows {
            // Another weekday is no change of anybody.
            self.shows = of.clone();
            self.follow = Follow::default();
            form.begin_anew(&fields.now(&now.what, words));
        }
        let fields_now = |now: &Hours| fields.now(now, words);
        self.follow.show(Some(now), form, words, fields_now);
    }
}
