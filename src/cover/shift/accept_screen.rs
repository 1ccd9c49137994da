//! The answer to a request: who asks, for what, until when, and what one should know; then yes or no.

use super::{Accept, Cover, Decline, said};
use crate::model::{Duties, Instant, ReadRight};
use crate::office::{Pin, Reader, Reads, Refused};
use crate::pane::{Binding, Canvas, Chord, Form, Input, Inputs, Look, Outbox, Screen};
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
    /// When it begins, where that is later than now.
    later: Option<Instant>,
    note: String,
    /// Whoever reads it is its owner, and is asked whether somebody may stand in.
    is_offer: bool,
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
        let answers = vec![
            ("yes".to_owned(), words.cover_yes()),
            ("no".to_owned(), words.cover_no()),
        ];
        let mut inputs = Inputs::new();
        let answer = inputs.yes_or_no(Input::choice(words.cover_answer(), answers));
        let why_not = inputs.text(Input::text(words.cover_why_not(), ""));
        let pin = inputs.own_pin(Input::pin(words.cover_pin()));
        // The keys are there at first, for yes is what is usual.
        let first = pin.clone();
        let title = words.cover_accept_title(number);
        let intro = vec![words.cover_accept_intro()];
        let known = number.to_owned();
        let form = Form::typed(title, intro, inputs, move |typed, out| {
            let cover = known.clone();
            if typed.get(&answer)? {
                accept(cover, typed.get(&pin)?, out);
            } else {
                decline(cover, typed.get(&why_not)?, out);
            }
            Ok(())
        });
        Self {
            number: number.to_owned(),
            form: form.at(&first),
        }
    }
}

fn decline(cover: String, reason: String, out: &mut Outbox<'_>) {
    out.perform(Decline { cover, reason }, |words, receipt| {
        let who = match receipt.text("asked_by") {
            "" => receipt.text("owner"),
            offers => offers,
        };
        let owner = named::Owner(who);
        let number = named::Number(receipt.subject.as_str());
        (words.cover_is_declined(number, owner), None)
    });
}

fn accept(cover: String, pin: Pin, out: &mut Outbox<'_>) {
    out.perform_with_pin(pin, Accept { cover }, |words, receipt| {
        let begun = receipt.result.get("begun") == Some(&true.into());
        let said = if receipt.result.contains_key("offered") {
            said::extended(words, receipt)
        } else if begun {
            said::begun(words, receipt)
        } else {
            said::agreed(words, receipt)
        };
        (said, None)
    });
}

impl Screen for AcceptScreen {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = String;
    type View = Request;

    fn title(&self, words: &Words) -> String {
        self.form.title(words)
    }

    fn ask(&self) -> String {
        self.number.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Request, Refused> {
        let cover = Cover::find(reader, number)?;
        let asks = cover.asked_by(reader)?;
        let who = asks.map(|owner| staff::name(reader, owner)).transpose()?;
        Ok(Request {
            who: who.unwrap_or_default(),
            duties: cover.duties,
            reason: cover.why().to_owned(),
            until: Some(cover.ends_at),
            later: cover.begins_at.filter(|begins| *begins > reader.now()),
            is_offer: cover.offered_by().is_some(),
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

    fn inserts(&self, c: char) -> bool {
        self.form.inserts(c)
    }

    fn paste(&mut self, text: &str) {
        self.form.paste(text);
    }

    fn key(&mut self, key: KeyEvent, _view: &Request, out: &mut Outbox<'_>) -> bool {
        self.form.key(key, &(), out)
    }

    fn refused(&mut self, sentence: &str) {
        self.form.refused(sentence);
    }

    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        self.form.refused_with(refused, words);
    }

    fn forget_pin(&mut self) {
        self.form.forget_pin();
    }

    fn prepare(&mut self, view: &Request, columns: u16, look: &Look<'_>) {
        let words = look.words;
        let Some(until) = view.until else {
            return;
        };
        let (duties, reason) = (
            words.duties(view.duties),
            words.word("reason", &view.reason),
        );
        let until = words.when(until, look.now);
        let asked = match view.later {
            None if view.is_offer => words.cover_offer_request(
                named::Duties(duties),
                named::Reason(reason),
                named::Until(until),
                named::Who(view.who.as_str()),
            ),
            Some(from) if view.is_offer => words.cover_offer_request_later(
                named::Duties(duties),
                named::From(words.when(from, look.now)),
                named::Reason(reason),
                named::Until(until),
                named::Who(view.who.as_str()),
            ),
            None => words.cover_request(
                named::Duties(duties),
                named::Reason(reason),
                named::Until(until),
                named::Who(view.who.as_str()),
            ),
            Some(from) => words.cover_request_later(
                named::Duties(duties),
                named::From(words.when(from, look.now)),
                named::Reason(reason),
                named::Until(until),
                named::Who(view.who.as_str()),
            ),
        };
        let columns = usize::from(columns.min(COLUMNS - 4));
        let mut intro = text::wrap(&asked, columns);
        intro.extend(text::wrap(&view.note, columns));
        intro.push(if view.later.is_some() {
            words.cover_accept_later()
        } else if view.is_offer {
            words.cover_offer_intro()
        } else {
            words.cover_accept_intro()
        });
        self.form.introduce(intro);
    }

    fn draw(&mut self, _view: &Request, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.form.draw(&(), area, canvas, look);
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.form.draft()
    }

    fn take_draft(&mut self, values: &[String]) {
        self.form.take_draft(values);
    }

    fn is_dirty(&self) -> bool {
        self.form.is_dirty()
    }

    fn size(&self) -> Option<(u16, u16)> {
        self.form
            .size()
            .map(|(wide, high)| (wide.max(COLUMNS), high))
    }
}
