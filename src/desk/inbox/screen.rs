//! The inbox of a desk and of whoever looks: what waits, what they were told.

use super::read::{Line, Notices, What};
use super::{ReadNotice, UnreadNotice};
use crate::desk::questions::{self, Settle, ThreadScreen, answer_form, done_form, kind_of};
use crate::model::{Desk, Instant, ReadRight, ThreadKind, ThreadState};
use crate::office::{Reader, Refused};
use crate::pane::{
    Anchor, Binding, Bound, Chord, Kind, Look, Outbox, Page, Pane, Place, Table, Talk, Who,
    addressee_of,
};
use crate::records::thread::Thread;
use crate::records::training::RunsOut;
use crate::records::unanswered::Unanswered;
use crate::ui::{Column, text};
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// A desk's inbox.
pub type Inbox = Table<Notices>;

impl Inbox {
    /// The inbox of this desk, and of whoever looks.
    #[must_use]
    pub fn at(desk: Desk) -> Self {
        Self::of(Notices { desk, staff: None })
    }
}

/// The chosen line is a thread that runs, and this is so of it.
fn runs(list: &Inbox, lines: &[Line], test: impl FnOnce(&Thread) -> bool) -> bool {
    let thread = list.chosen(lines).and_then(Line::thread);
    thread.is_some_and(|thread| thread.state != ThreadState::Settled && test(thread))
}

fn reply(
    list: &Inbox,
    lines: &[Line],
    out: &mut Outbox<'_>,
    form: fn(&Words, &str, Vec<String>) -> crate::pane::Form,
) {
    if let Some(thread) = list.chosen(lines).and_then(Line::thread) {
        let last = questions::before_an_answer(&thread.last.by, &thread.last.words);
        out.open(Bound::pane(form(out.words, &thread.number, last)));
    }
}

fn open(list: &Inbox, lines: &[Line], out: &mut Outbox<'_>) {
    let Some(line) = list.chosen(lines) else {
        return;
    };
    match &line.what {
        What::First(cover, _) => out.go(Place::Cover(cover.clone())),
        What::RunsOut(_) => out.go(Place::Training),
        What::Unanswered(one) => out.go(Place::Cover(one.number.clone())),
        What::Thread { thread, .. } => {
            let pane = ThreadScreen::of(&thread.number, out.who.staff);
            out.open(Bound::pane(pane));
        }
        What::Notice(notice) => {
            if !notice.read {
                out.perform(ReadNotice { notice: notice.id }, |_, _| {
                    (String::new(), None)
                });
            }
            match (&notice.order, &notice.cover) {
                (Some(order), _) => out.go(Place::Order(order.clone())),
                (None, Some(cover)) => out.go(Place::Cover(cover.clone())),
                (None, None) => {
                    // What is read already was answered, or looked at: F4 still asks for an answer where one is missing.
                    if let Some(number) = notice.proposes().filter(|_| !notice.read) {
                        out.go(Place::Arrangement(number));
                    }
                }
            }
        }
    }
}

fn done(list: &Inbox, lines: &[Line], out: &mut Outbox<'_>) {
    match list.chosen(lines).map(|line| &line.what) {
        Some(What::First(cover, _)) => out.go(Place::Talk(Talk::FirstDone(cover.clone()))),
        Some(What::Thread { .. }) => reply(list, lines, out, done_form),
        Some(What::Notice(notice)) => out.perform(ReadNotice { notice: notice.id }, |words, _| {
            (words.inbox_done(), None)
        }),
        Some(What::RunsOut(_) | What::Unanswered(_)) | None => {}
    }
}

fn may_be_done(list: &Inbox, lines: &[Line]) -> bool {
    match list.chosen(lines).map(|line| &line.what) {
        Some(What::First(..)) => true,
        Some(What::Thread { thread, .. }) => {
            thread.kind == ThreadKind::CallBack && thread.state != ThreadState::Settled
        }
        Some(What::Notice(notice)) => !notice.read,
        Some(What::RunsOut(_) | What::Unanswered(_)) | None => false,
    }
}

fn may_be_settled(list: &Inbox, lines: &[Line]) -> bool {
    let chosen = list.chosen(lines).map(|line| &line.what);
    matches!(chosen, Some(What::Thread { thread, may_settle: true, .. })
        if thread.state != ThreadState::Settled && thread.kind != ThreadKind::CallBack)
}

impl Kind for Notices {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Row = Line;
    const BINDINGS: &'static [Binding<Inbox>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::inbox_key_open,
            when: |list, lines, _| list.has_row(lines),
            act: |list, lines, out| open(list, lines, out),
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::question_key_answer,
            when: |list, lines, _| runs(list, lines, |_| true),
            act: |list, lines, out| reply(list, lines, out, answer_form),
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::inbox_key_read,
            when: |list, lines, _| may_be_done(list, lines),
            act: |list, lines, out| done(list, lines, out),
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::inbox_key_unread,
            when: |list, lines, _| {
                let chosen = list.chosen(lines).map(|line| &line.what);
                matches!(chosen, Some(What::Notice(notice)) if notice.read)
            },
            act: |list, lines, out| {
                if let Some(What::Notice(notice)) = list.chosen(lines).map(|line| &line.what) {
                    out.perform(UnreadNotice { notice: notice.id }, |words, _| {
                        (words.inbox_undone(), None)
                    });
                }
            },
        },
        Binding {
            chord: Chord::char('s'),
            label: Words::question_key_settle,
            when: |list, lines, _| may_be_settled(list, lines),
            act: |list, lines, out| {
                if let Some(thread) = list.chosen(lines).and_then(Line::thread) {
                    let settle = Settle {
                        question: thread.number.clone(),
                        words: String::new(),
                    };
                    out.perform(settle, |words, receipt| {
                        (words.question_is_settled(receipt.subject.as_str()), None)
                    });
                }
            },
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::question_key_ask,
            when: |_, _, _| true,
            act: |list, _, out| {
                let other = list.kind().desk.other().as_str();
                out.go(Place::Talk(Talk::Ask(String::new(), String::new(), other)));
            },
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::question_key_call,
            when: |_, _, _| true,
            act: |_, _, out| out.open(message(out)),
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::question_key_promise,
            when: |_, _, _| true,
            act: |_, _, out| {
                out.open(Bound::pane(questions::promise_form(out.words, "", None)));
            },
        },
    ];

    fn meet(&mut self, who: &Who) {
        self.staff = Some(who.staff);
    }
    fn title(&self, words: &Words) -> String {
        words.section_inbox()
    }
    fn empty(&self, words: &Words) -> String {
        words.inbox_empty()
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![
            words.inbox_for_me(),
            words.inbox_my_desk(),
            words.inbox_of_others(),
            words.inbox_settled(),
        ]
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_at(), 15),
            Column::new(words.inbox_column_who(), 15).from(60),
            Column::new(words.column_what(), 0),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Line>, Refused> {
        self.lines(page, reader)
    }
    fn anchor(line: &Line, filter: usize) -> Option<Anchor> {
        Some(line.anchor(filter))
    }
    fn is_named(line: &Line, name: &str) -> bool {
        matches!(&line.what, What::Thread { thread, .. } if thread.number == name)
    }
    fn key(line: &Line) -> i64 {
        line.key
    }
    fn details(line: &Line, look: &Look<'_>) -> Vec<String> {
        let mut details = match &line.what {
            What::First(cover, thing) => text::wrap(&first(cover, thing, look), 76),
            What::RunsOut(one) => text::wrap(&runs_out(one, look.words), 76),
            What::Unanswered(one) => text::wrap(&nobody_answers(one, look), 76),
            What::Notice(notice) => text::wrap(&notice.sentence(look), 76),
            What::Thread { thread, .. } => {
                let from = look.words.question_from_to(
                    named::From(thread.asker.as_str()),
                    named::To(addressee_of(thread, look.words)),
                    named::When(look.words.when(thread.asked_at, look.now)),
                );
                let last = format!("{}: {}", thread.last.by, thread.last.words);
                let mut lines = vec![format!("{}  {from}", thread.number)];
                lines.extend(text::wrap(&last.replace('\n', " / "), 76));
                lines
            }
        };
        details.truncate(4);
        details
    }
    fn cells(line: &Line, look: &Look<'_>) -> (Vec<String>, Style) {
        let (words, theme) = (look.words, look.theme);
        match &line.what {
            What::First(cover, thing) => {
                let cells = vec![String::new(), String::new(), first(cover, thing, look)];
                (cells, theme.accent)
            }
            What::RunsOut(one) => {
                // A month ahead it is told, two weeks ahead it stands out, three days ahead it presses.
                let style = match one.days {
                    ..3 => theme.bad,
                    3..14 => theme.warn,
                    _ => theme.plain,
                };
                let mark = if one.days < 3 { "! " } else { "" };
                let at = format!("{mark}{}", words.when(Instant(one.until.0 - 1), look.now));
                (vec![at, one.name.clone(), runs_out(one, words)], style)
            }
            What::Unanswered(one) => {
                let at = format!("! {}", words.when(one.told_at, look.now));
                (
                    vec![at, one.asker.clone(), nobody_answers(one, look)],
                    theme.bad,
                )
            }
            What::Notice(notice) => {
                let said = notice.sentence(look);
                let (said, style) = if notice.read || notice.is_over(look.now) {
                    (said, theme.dim)
                } else {
                    (format!("* {said}"), theme.plain)
                };
                let at = words.when(notice.at, look.now);
                (vec![at, notice.to.clone(), said], style)
            }
            What::Thread { thread, waits, .. } => thread_cells(thread, *waits, look),
        }
    }
}

fn first(cover: &str, thing: &str, look: &Look<'_>) -> String {
    look.words
        .inbox_first(named::Number(cover), named::Thing(thing))
}

fn nobody_answers(one: &Unanswered, look: &Look<'_>) -> String {
    let words = look.words;
    let at = named::At(words.when(one.asked_at, look.now));
    let asker = named::Asker(one.asker.as_str());
    let duties = named::Duties(words.duties(one.duties));
    let number = named::Number(one.number.as_str());
    let until = named::Until(words.when(one.until, look.now));
    if one.asked.is_empty() {
        return words.inbox_cover_unanswered_anyone(asker, at, duties, number, until);
    }
    let name = named::Name(one.asked.as_str());
    words.inbox_cover_unanswered(asker, at, duties, name, number, until)
}

fn runs_out(one: &RunsOut, words: &Words) -> String {
    words.inbox_runs_out(named::Days(one.days), named::Duty(words.duty(one.duty)))
}

/// A telephone message of anybody.
fn message(out: &Outbox<'_>) -> Box<dyn Pane> {
    Bound::pane(questions::message_form(out.words, out.who, None, None))
}

fn thread_cells(thread: &Thread, waits: bool, look: &Look<'_>) -> (Vec<String>, Style) {
    let (words, theme) = (look.words, look.theme);
    let overdue = thread.is_overdue(look.now);
    let settled = thread.state == ThreadState::Settled;
    let presses = !settled && (thread.urgent || overdue);
    let who = if waits {
        thread.asker.clone()
    } else {
        format!("→ {}", addressee_of(thread, words))
    };
    let at = words.when(thread.due_at.unwrap_or(thread.asked_at), look.now);
    let at = if presses { format!("! {at}") } else { at };
    let about = thread.order.clone().or_else(|| thread.cover.clone());
    let head = match thread.kind {
        ThreadKind::Question => about.unwrap_or_default(),
        ThreadKind::Dispute => kind_of(thread, words),
        ThreadKind::Phone | ThreadKind::CallBack => {
            format!(
                "{} {} {}",
                kind_of(thread, words),
                thread.subject,
                thread.phone
            )
        }
    };
    let said = match (thread.kind, thread.entries) {
        (ThreadKind::Question | ThreadKind::Dispute, 1) => thread.subject.clone(),
        _ => thread.last.words.replace('\n', " / "),
    };
    let said = if thread.state == ThreadState::Answered {
        format!(
            "{}: {}: {said}",
            words.word("thread-state", "answered"),
            thread.last.by
        )
    } else {
        said
    };
    let style = match (waits, presses) {
        _ if settled => theme.dim,
        (_, true) => theme.bad,
        (true, false) => theme.accent,
        (false, false) => theme.plain,
    };
    let head = head.trim_end();
    let is_call = matches!(thread.kind, ThreadKind::Phone | ThreadKind::CallBack);
    let colon = if is_call { ":" } else { "" };
    let what = format!("{head}{colon} {said}");
    (vec![at, who, what.trim().to_owned()], style)
}
