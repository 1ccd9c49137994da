//! A thread with everything that was said in it, and the card one key away.

use super::{Reopen, Settle, answer_form, done_form};
use crate::model::{ReadRight, StaffId, ThreadKind, ThreadState};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Place, Screen, addressee_of};
use crate::records::thread::{Entry, Mine, Thread};
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How wide the dialog is where there is room.
const COLUMNS: u16 = 78;

/// A thread on the screen.
#[derive(Debug)]
pub struct ThreadScreen {
    number: String,
    staff: StaffId,
    /// How many rows above the last ones are shown.
    up: usize,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    thread: Option<Thread>,
    said: Vec<Entry>,
    may_settle: bool,
}

impl ThreadScreen {
    /// The thread with this number, for whoever looks.
    #[must_use]
    pub fn of(number: &str, staff: StaffId) -> Self {
        Self {
            number: number.to_owned(),
            staff,
            up: 0,
        }
    }
}

/// Whether a thread is there and this is so of it.
fn is(view: &View, test: impl FnOnce(&Thread) -> bool) -> bool {
    view.thread.as_ref().is_some_and(test)
}

fn runs(view: &View) -> bool {
    is(view, |thread| thread.state != ThreadState::Settled)
}

/// The words that an answer answers, each line short enough for a form.
pub(in crate::desk) fn before_an_answer(by: &str, words: &str) -> Vec<String> {
    let mut lines = text::wrap(&format!("{by}: {}", words.replace('\n', " / ")), 60);
    lines.truncate(4);
    lines
}

impl Screen for ThreadScreen {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = (String, StaffId);
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::question_key_answer,
            when: |_, view, _| runs(view),
            act: |screen, view, out| {
                if let Some(last) = view.said.last() {
                    let last = before_an_answer(&last.by, &last.words);
                    out.open(Bound::pane(answer_form(out.words, &screen.number, last)));
                }
            },
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::question_key_done,
            when: |_, view, _| runs(view) && is(view, |it| it.kind == ThreadKind::CallBack),
            act: |screen, view, out| {
                if let Some(last) = view.said.last() {
                    let last = before_an_answer(&last.by, &last.words);
                    out.open(Bound::pane(done_form(out.words, &screen.number, last)));
                }
            },
        },
        Binding {
            chord: Chord::char('s'),
            label: Words::question_key_settle,
            when: |_, view, _| {
                runs(view) && view.may_settle && is(view, |it| it.kind != ThreadKind::CallBack)
            },
            act: |screen, _, out| {
                let settle = Settle {
                    question: screen.number.clone(),
                    words: String::new(),
                };
                out.perform(settle, |words, receipt| {
                    (words.question_is_settled(receipt.subject.as_str()), None)
                });
            },
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::question_key_reopen,
            when: |_, view, _| view.may_settle && view.thread.is_some() && !runs(view),
            act: |screen, _, out| {
                let reopen = Reopen {
                    question: screen.number.clone(),
                    words: String::new(),
                };
                out.perform(reopen, |words, receipt| {
                    (words.question_reopened(receipt.subject.as_str()), None)
                });
            },
        },
        Binding {
            chord: Chord::char('o'),
            label: Words::question_key_card,
            when: |_, view, _| is(view, |it| card_of(it).is_some()),
            act: |_, view, out| {
                if let Some(place) = view.thread.as_ref().and_then(card_of) {
                    out.go(place);
                }
            },
        },
    ];

    fn title(&self, _words: &Words) -> String {
        self.number.clone()
    }
    fn ask(&self) -> Self::Ask {
        (self.number.clone(), self.staff)
    }
    fn read((number, staff): &Self::Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let mut thread = Thread::find(reader, number)?;
        let (now, mine) = (reader.now(), Mine::of(reader, *staff)?);
        if thread.asked_by != *staff && !mine.is_for(&thread, now) {
            reader.must_see(ReadRight::AnyDesk)?;
            if !reader.may_see(ReadRight::CustomerDetails) {
                thread.phone.clear();
            }
        }
        Ok(View {
            said: thread.said(reader)?,
            may_settle: mine.may_settle(&thread, now),
            thread: Some(thread),
        })
    }
    fn arrived(&mut self, _before: &View, _view: &View) {
        self.up = 0;
    }
    fn key(&mut self, key: KeyEvent, _view: &View, _out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Up => self.up += 1,
            KeyCode::Down => self.up = self.up.saturating_sub(1),
            KeyCode::PageUp => self.up += 8,
            KeyCode::PageDown => self.up = self.up.saturating_sub(8),
            _ => return false,
        }
        true
    }
    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let Some(thread) = &view.thread else { return };
        let wide = usize::from(area.width);
        let mut y = 0;
        for (line, style) in heading(thread, look) {
            y = text::paragraph(canvas.buffer, area, 0, y, &line, style);
        }
        y += 1;
        let rows = told(&view.said, wide, look);
        let room = usize::from(area.height.saturating_sub(y)).max(1);
        self.up = self.up.min(rows.len().saturating_sub(room));
        let first = rows.len().saturating_sub(room + self.up);
        for ((line, style), y) in rows.iter().skip(first).take(room).zip(y..) {
            text::put(canvas.buffer, area, 0, y, line, *style);
        }
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((COLUMNS, 18))
    }
}

/// Where the card is to which a thread belongs.
fn card_of(thread: &Thread) -> Option<Place> {
    let order = thread.order.clone().map(Place::Order);
    let cover = || thread.cover.clone().map(Place::Cover);
    let customer = || {
        thread
            .customer
            .clone()
            .map(|(code, _)| Place::Customer(code))
    };
    order.or_else(cover).or_else(customer)
}

/// What kind of thread it is, in a word.
#[must_use]
pub fn kind_of(thread: &Thread, words: &Words) -> String {
    words.word("thread", thread.kind.as_str())
}

/// What it is, from whom to whom, and to what it belongs.
fn heading(thread: &Thread, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let state = match &thread.settled {
        Some((at, by)) => words.question_settled_by(
            named::When(words.when(*at, look.now)),
            named::Who(by.as_str()),
        ),
        None => words.word("thread-state", thread.state.as_str()),
    };
    let urgent = if thread.urgent {
        words.question_mark_urgent()
    } else {
        String::new()
    };
    let first = format!("{}  {state}  {urgent}", kind_of(thread, words));
    let style = match thread.state {
        ThreadState::Settled => theme.dim,
        _ if thread.urgent || thread.is_overdue(look.now) => theme.bad,
        ThreadState::Answered => theme.good,
        ThreadState::Open => theme.warn,
    };
    let mut lines = vec![(first.trim_end().to_owned(), style)];
    lines.push((
        words.question_from_to(
            named::From(thread.asker.as_str()),
            named::To(addressee_of(thread, words)),
            named::When(words.when(thread.asked_at, look.now)),
        ),
        theme.plain,
    ));
    if let Some(due) = thread.due_at {
        let due = words.question_due_at(
            named::Name(thread.subject.as_str()),
            named::Phone(thread.phone.as_str()),
            named::When(words.when(due, look.now)),
        );
        lines.push((due, style));
    } else if thread.kind == ThreadKind::Phone {
        let from = format!("{}  {}", thread.subject, thread.phone);
        lines.push((from.trim_end().to_owned(), theme.accent));
    }
    let customer = thread.customer.as_ref().map(|(_, name)| name.clone());
    let about: Vec<String> = [thread.order.clone(), thread.cover.clone(), customer]
        .into_iter()
        .flatten()
        .collect();
    if !about.is_empty() {
        lines.push((about.join("  "), theme.accent));
    }
    lines
}

/// What was said, oldest first, each under who said it and when.
fn told(said: &[Entry], wide: usize, look: &Look<'_>) -> Vec<(String, Style)> {
    let mut rows = Vec::new();
    for entry in said {
        let under = entry.cover.as_deref().unwrap_or_default();
        let head = format!(
            "{}  {}  {under}",
            look.words.when(entry.at, look.now),
            entry.by
        );
        rows.push((head.trim_end().to_owned(), look.theme.dim));
        for line in entry.words.lines() {
            for part in text::wrap(line, wide.saturating_sub(2)) {
                rows.push((format!("  {part}"), look.theme.plain));
            }
        }
    }
    rows
}
