//! The hand-back sheet on the screen: what was done, lines to review first, each accepted or disputed.

use super::{AcceptSheet, Dispute, SheetLine, sheet};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Form, Input, Look, Outbox, Screen};
use crate::ui::{Column, List, text};
use crate::words::{Words, named};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// A sheet.
#[derive(Debug)]
pub struct SheetScreen {
    number: String,
    list: List,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    intro: Option<(String, String, String)>,
    lines: Vec<SheetLine>,
}

impl SheetScreen {
    /// Of the cover with this number.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            list: List::default(),
        }
    }

    fn keys(view: &View) -> Vec<i64> {
        view.lines.iter().map(|line| line.seq).collect()
    }
}

impl Screen for SheetScreen {
    type Ask = String;
    type View = View;
    const STALE_ON: &'static [&'static str] = &["handback.", "cover."];
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('a'),
            label: Words::sheet_key_accept_all,
            when: |_, view, _| view.lines.iter().any(|line| line.answer.is_none()),
            act: |screen, _, out| {
                out.perform(
                    AcceptSheet {
                        cover: screen.number.clone(),
                        line: None,
                    },
                    |words, receipt| (words.sheet_accepted(receipt.subject.as_str()), None),
                )
            },
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::sheet_key_dispute,
            when: |screen, _, _| screen.list.chosen().is_some(),
            act: |screen, _, out| {
                let Some(line) = screen.list.chosen() else {
                    return;
                };
                let cover = screen.number.clone();
                let form = Form::new(
                    out.words.sheet_dispute_title(),
                    Vec::new(),
                    vec![Input::text(out.words.sheet_words(), "")],
                    move |values, out| {
                        let words = values.first().cloned().unwrap_or_default();
                        out.perform(
                            Dispute {
                                cover: cover.clone(),
                                line,
                                words,
                            },
                            |words, receipt| (words.sheet_disputed(receipt.subject.as_str()), None),
                        );
                    },
                );
                out.open(Bound::pane(form));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.sheet_title(self.number.as_str())
    }
    fn ask(&self) -> String {
        self.number.clone()
    }
    fn read(number: &String, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let sheet = sheet(reader, number)?;
        Ok(View {
            intro: Some((sheet.coverer, sheet.owner, sheet.cover.hand_back)),
            lines: sheet.lines,
        })
    }
    fn arrived(&mut self, before: &View, view: &View) {
        self.list.settle(&Self::keys(before), &Self::keys(view));
    }
    fn key(&mut self, key: KeyEvent, view: &View, _out: &mut Outbox<'_>) -> bool {
        self.list.key(key, &Self::keys(view))
    }
    fn clicked(&mut self, row: i64, _view: &View) {
        self.list.choose(row);
    }
    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        if let Some((coverer, owner, note)) = &view.intro {
            text::put(
                canvas.buffer,
                area,
                0,
                0,
                &words.sheet_intro(
                    named::Coverer(coverer.as_str()),
                    named::Owner(owner.as_str()),
                ),
                look.theme.accent,
            );
            text::put(
                canvas.buffer,
                area,
                0,
                1,
                &note.replace('\n', " / "),
                look.theme.plain,
            );
        }
        let place = Rect {
            y: area.y + 3.min(area.height),
            height: area.height.saturating_sub(3),
            ..area
        };
        if view.lines.is_empty() {
            text::put(
                canvas.buffer,
                place,
                0,
                0,
                &words.sheet_empty(),
                look.theme.dim,
            );
            return;
        }
        let rows: Vec<_> = view
            .lines
            .iter()
            .map(|line| {
                let mark = if line.review {
                    words.sheet_review()
                } else {
                    String::new()
                };
                let answer = line
                    .answer
                    .as_deref()
                    .map(|answer| words.word("answer", answer))
                    .unwrap_or_default();
                let said = if line.words.is_empty() {
                    answer
                } else {
                    format!("{answer}: {}", line.words)
                };
                let cells = vec![
                    words.when(line.at, look.now),
                    words.word("verb", &line.verb.replace('.', "-")),
                    line.subject.clone(),
                    mark,
                    said,
                ];
                (
                    line.seq,
                    cells,
                    if line.review && line.answer.is_none() {
                        look.theme.warn
                    } else {
                        look.theme.plain
                    },
                )
            })
            .collect();
        let columns = [
            Column::new(words.column_at(), 8),
            Column::new(words.column_what(), 24),
            Column::new(words.column_subject(), 14),
            Column::new(String::new(), 8),
            Column::new(words.sheet_answer(), 0),
        ];
        let drawn = self
            .list
            .draw(canvas.buffer, place, &columns, &rows, look.theme, true);
        canvas.rows(drawn);
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((100, 22))
    }
}
