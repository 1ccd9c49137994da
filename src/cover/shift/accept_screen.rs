//! The answer to a request: who asks, for what, until when, and what one should know; then yes or no.

use super::{Accept, Cover, End};
use crate::model::{Duties, Instant};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Form, Input, Look, Outbox, Screen};
use crate::records::staff;
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// How wide the dialog is where there is room.
const COLUMNS: u16 = 76;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Request {
    who: String,
    duties: Duties,
    reason: String,
    until: Option<Instant>,
    note: String,
}

/// The dialog that answers a request for cover.
pub struct AcceptScreen {
    number: String,
    form: Form,
}

impl AcceptScreen {
    /// For the request with this number.
    #[must_use]
    pub fn of(words: &Words, number: &str) -> Self {
        let known = number.to_owned();
        let answers = vec![
            ("yes".to_owned(), words.cover_yes()),
            ("no".to_owned(), words.cover_no()),
        ];
        let form = Form::new(
            words.cover_accept_title(number),
            vec![words.cover_accept_intro()],
            vec![Input::choice(words.cover_answer(), answers)],
            move |values, out| answer(&known, values, out),
        );
        Self {
            number: number.to_owned(),
            form,
        }
    }
}

fn answer(number: &str, values: &[String], out: &mut Outbox<'_>) {
    let cover = number.to_owned();
    if values.first().is_some_and(|answer| answer == "yes") {
        out.perform(Accept { cover }, |words, receipt| {
            (words.cover_declared(receipt.subject.as_str()), None)
        });
    } else {
        let note = String::new();
        out.perform(End { cover, note }, |words, receipt| {
            let how = words.word("ended", receipt.text("ended"));
            (
                words.cover_ended(named::How(how), named::Number(receipt.subject.as_str())),
                None,
            )
        });
    }
}

impl Screen for AcceptScreen {
    type Ask = String;
    type View = Request;
    const STALE_ON: &'static [&'static str] = &["cover."];

    fn title(&self, words: &Words) -> String {
        self.form.title(words)
    }

    fn ask(&self) -> String {
        self.number.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Request, Refused> {
        let cover = Cover::find(reader, number)?;
        let who = cover
            .owner
            .map(|owner| staff::name(reader, owner))
            .transpose()?;
        Ok(Request {
            who: who.unwrap_or_default(),
            duties: cover.duties,
            reason: cover.reason,
            until: Some(cover.ends_at),
            note: cover.note,
        })
    }

    fn arrived(&mut self, _before: &Request, _view: &Request) {}

    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::cover_key_answer,
        when: |_, _, _| true,
        act: |screen, _, out| screen.form.save(out),
    }];

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, key: KeyEvent, _view: &Request, out: &mut Outbox<'_>) -> bool {
        self.form.key(key, &(), out)
    }

    fn refused(&mut self, sentence: &str) {
        self.form.refused(sentence);
    }

    fn prepare(&mut self, view: &Request, columns: u16, look: &Look<'_>) {
        let words = look.words;
        let Some(until) = view.until else {
            return;
        };
        let asked = words.cover_request(
            named::Duties(words.duties(view.duties)),
            named::Reason(words.word("reason", &view.reason)),
            named::Until(words.when(until, look.now)),
            named::Who(view.who.as_str()),
        );
        let columns = usize::from(columns.min(COLUMNS - 4));
        let mut intro = text::wrap(&asked, columns);
        intro.extend(text::wrap(&view.note, columns));
        intro.push(words.cover_accept_intro());
        self.form.introduce(intro);
    }

    fn draw(&mut self, _view: &Request, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.form.draw(&(), area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        self.form
            .size()
            .map(|(wide, high)| (wide.max(COLUMNS), high))
    }
}
