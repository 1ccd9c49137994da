//! Days on which the office is closed, or open on a holiday.

use super::super::view::View;
use super::super::{CloseDay, OpenDay};
use super::date_in;
use crate::pane::{Bound, Form, Input, Inputs, Outbox};

pub(in crate::cover::roster) fn close_day(view: &View, out: &mut Outbox<'_>) {
    let Some(date) = view.date else { return };
    let words = out.words;
    let title = words.roster_close_title(words.day(date));
    let intro = vec![words.roster_close_intro()];
    let mut inputs = Inputs::new();
    let name = inputs.text(Input::text(words.roster_day_name(), "").required());
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let verb = CloseDay {
            date: date.to_string(),
            name: typed.get(&name)?,
        };
        out.perform(verb, |words, receipt| {
            let date = date_in(words, receipt.subject.as_str());
            (words.roster_day_closed(date), None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

pub(in crate::cover::roster) fn open_day(view: &View, out: &mut Outbox<'_>) {
    let Some(date) = view.date else { return };
    let verb = OpenDay {
        date: date.to_string(),
        name: String::new(),
    };
    out.perform(verb, |words, receipt| {
        let date = date_in(words, receipt.subject.as_str());
        (words.roster_day_opened(date), None)
    });
}
