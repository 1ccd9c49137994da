//! The hand-back sheet on the screen: what is to be reviewed first, each thing accepted or disputed, and what to do first picked.

use super::rows::{SheetRow, Tone, heading, paper, rows};
use super::{AcceptSheet, Dispute, PickFirst, Sheet, SheetLine, sheet};
use crate::model::ReadRight;
use crate::office::{Reader, Refused};
use crate::pane::{
    AskFirst, Binding, Bound, Canvas, Chord, Form, Input, Inputs, Look, Outbox, Screen, Who,
};
use crate::ui::{Column, List, text};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// How wide a paper is, and the dialog that shows the sheet.
const PAPER_COLUMNS: usize = 80;
const COLUMNS: u16 = 100;

/// A sheet.
#[derive(Debug)]
pub struct SheetScreen {
    number: String,
    list: List,
    /// As it is printed, from this row on; none: the list.
    as_paper: Option<usize>,
    /// The rows as they were drawn last.
    rows: Vec<SheetRow>,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    sheet: Option<Sheet>,
}

impl SheetScreen {
    /// Of the cover with this number.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            list: List::default(),
            as_paper: None,
            rows: Vec::new(),
        }
    }

    fn chosen(&self) -> Option<&SheetRow> {
        let key = self.list.chosen()?;
        self.rows.iter().find(|row| row.key == key)
    }

    /// Of a chosen heading the first line of the journal under it: one without an answer, else any.
    fn first_under_heading(&self) -> Option<i64> {
        let key = self.list.chosen()?;
        let at = self.rows.iter().position(|row| row.key == key)?;
        let (heading, rest) = self.rows.get(at..)?.split_first()?;
        if heading.tone != Tone::Heading {
            return None;
        }
        let under = rest.iter().take_while(|row| row.tone != Tone::Heading);
        let lines: Vec<_> = under.filter(|row| row.key > 0).collect();
        let waits = lines.iter().find(|row| row.right.is_empty());
        waits.or_else(|| lines.first()).map(|row| row.key)
    }

    /// The line of the journal that is chosen.
    fn line(&self) -> Option<i64> {
        // On the paper no line is chosen.
        let chosen = self.list.chosen().filter(|_| self.as_paper.is_none());
        chosen.filter(|key| *key > 0)
    }
}

/// Lines wait for an answer from whoever looks.
fn may_answer(view: &View, who: &Who) -> bool {
    let Some(sheet) = &view.sheet else {
        return false;
    };
    let open = sheet.lines.iter().any(|line| line.answer.is_none());
    open && (sheet.cover.owner == Some(who.staff) || sheet.cover.owner.is_none())
}

/// The chosen line of the journal waits for an answer.
fn line_waits(screen: &SheetScreen, view: &View) -> bool {
    let (Some(sheet), Some(line)) = (&view.sheet, screen.line()) else {
        return false;
    };
    let chosen = sheet.lines.iter().find(|one| one.seq == line);
    chosen.is_some_and(|line| line.answer.is_none())
}

/// Accepts the chosen line; the sheet stays, at the next line that waits.
fn accept_line(screen: &SheetScreen, out: &mut Outbox<'_>) {
    let Some(line) = screen.line() else { return };
    let accept = AcceptSheet {
        cover: screen.number.clone(),
        line: Some(line),
    };
    out.perform(accept, |words, receipt| {
        let number = receipt.subject.as_str();
        let sheet = SheetScreen::of(number);
        (words.sheet_line_accepted(number), Some(Bound::pane(sheet)))
    });
}

fn is_mine(view: &View, who: &Who) -> bool {
    let sheet = view.sheet.as_ref();
    sheet.is_some_and(|sheet| sheet.cover.owner.is_none_or(|owner| owner == who.staff))
}

/// Asks, naming the sheet, before every line that has no answer is accepted.
fn accept_all(screen: &SheetScreen, view: &View, out: &mut Outbox<'_>) {
    let Some(sheet) = &view.sheet else { return };
    let open = sheet.lines.iter().filter(|line| line.answer.is_none());
    let lines = vec![out.words.sheet_accept_lines(open.count())];
    let title = out.words.sheet_accept_title(screen.number.as_str());
    let cover = screen.number.clone();
    let ask = AskFirst::of(title, lines, Words::sheet_key_accept_all, move |out| {
        let accept = AcceptSheet {
            cover: cover.clone(),
            line: None,
        };
        out.perform(accept, |words, receipt| {
            (words.sheet_accepted(receipt.subject.as_str()), None)
        });
    });
    out.open(Bound::pane(ask.not_by_typing('a')));
}

/// Disputes the chosen line; on a heading the first line under it, which is chosen then. Where there is none, it says so.
fn dispute(screen: &mut SheetScreen, out: &mut Outbox<'_>) {
    if let Some(line) = screen.first_under_heading() {
        screen.list.choose(line);
    }
    let Some(line) = screen.line() else {
        return out.say(out.words.sheet_dispute_no_line());
    };
    let cover = screen.number.clone();
    let said = screen.chosen().map(|row| row.left.clone());
    let mut inputs = Inputs::new();
    let why = inputs.text(Input::text(out.words.sheet_words(), "").required());
    let title = out.words.sheet_dispute_title();
    let intro = said.into_iter().collect();
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let dispute = Dispute {
            cover: cover.clone(),
            line,
            words: typed.get(&why)?,
        };
        out.perform(dispute, |words, receipt| {
            let said = words.sheet_disputed_as(
                named::Number(receipt.subject.as_str()),
                named::Question(receipt.text("question")),
            );
            (said, None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

fn pick_first(screen: &SheetScreen, out: &mut Outbox<'_>) {
    let cover = screen.number.clone();
    // A heading is a thing to do where an order stands in it.
    let chosen = screen.chosen();
    let chosen = chosen.filter(|row| row.tone != Tone::Heading || row.place.is_some());
    let thing = chosen.map(|row| row.thing.clone()).unwrap_or_default();
    let mut inputs = Inputs::new();
    let first = inputs.text(Input::text(out.words.sheet_first(), &thing).required());
    let title = out.words.sheet_first_title();
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let first = PickFirst {
            cover: cover.clone(),
            thing: typed.get(&first)?,
        };
        out.perform(first, |words, receipt| {
            (words.sheet_first_picked(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

impl Screen for SheetScreen {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Ask = String;
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('a'),
            label: Words::sheet_key_accept_all,
            when: |_, view, who| may_answer(view, who),
            act: |screen, view, out| {
                let looks = |sheet: &Sheet| sheet.lines.iter().any(SheetLine::needs_a_look);
                if view.sheet.as_ref().is_some_and(looks) {
                    return out.say(out.words.sheet_review_first());
                }
                accept_all(screen, view, out);
            },
        },
        Binding {
            chord: Chord::char('l'),
            label: Words::sheet_key_accept_line,
            when: |screen, view, who| may_answer(view, who) && line_waits(screen, view),
            act: |screen, _, out| accept_line(screen, out),
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::sheet_key_dispute,
            when: |screen, view, who| screen.as_paper.is_none() && is_mine(view, who),
            act: |screen, _, out| dispute(screen, out),
        },
        Binding {
            chord: Chord::char('f'),
            label: Words::sheet_key_first,
            when: |_, view, who| is_mine(view, who),
            act: |screen, _, out| pick_first(screen, out),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::inbox_key_open,
            when: |screen, _, _| {
                screen.as_paper.is_none() && screen.chosen().is_some_and(|row| row.place.is_some())
            },
            act: |screen, _, out| {
                if let Some(place) = screen.chosen().and_then(|row| row.place.clone()) {
                    out.go(place);
                }
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::sheet_key_paper,
            when: |screen, view, _| view.sheet.is_some() && screen.as_paper.is_none(),
            act: |screen, _, _| screen.as_paper = Some(0),
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::sheet_key_list,
            when: |screen, _, _| screen.as_paper.is_some(),
            act: |screen, _, _| screen.as_paper = None,
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.sheet_title(self.number.as_str())
    }
    fn ask(&self) -> String {
        self.number.clone()
    }
    fn read(number: &String, reader: &mut Reader<'_>) -> Result<View, Refused> {
        sheet(reader, number).map(|sheet| View { sheet: Some(sheet) })
    }
    fn arrived(&mut self, _before: &View, _view: &View) {}
    fn key(&mut self, key: KeyEvent, _view: &View, _out: &mut Outbox<'_>) -> bool {
        if let Some(from) = &mut self.as_paper {
            match key.code {
                KeyCode::Up => *from = from.saturating_sub(1),
                KeyCode::Down => *from += 1,
                KeyCode::PageUp => *from = from.saturating_sub(10),
                KeyCode::PageDown => *from += 10,
                KeyCode::Esc => self.as_paper = None,
                _ => return false,
            }
            return true;
        }
        let keys: Vec<i64> = self.rows.iter().map(|row| row.key).collect();
        self.list.key(key, &keys)
    }
    fn clicked(&mut self, row: i64, _view: &View) {
        self.list.choose(row);
    }
    fn prepare(&mut self, view: &View, _columns: u16, look: &Look<'_>) {
        let Some(sheet) = &view.sheet else { return };
        let before: Vec<i64> = self.rows.iter().map(|row| row.key).collect();
        self.rows = rows(sheet, look.words, look.now);
        let now: Vec<i64> = self.rows.iter().map(|row| row.key).collect();
        if self.list.chosen().is_none() {
            // The first line that waits for an answer; else not a heading, but the first thing under it.
            let waits = |row: &&SheetRow| row.key > 0 && row.right.is_empty();
            let first = self.rows.iter().find(waits);
            let first = first.or_else(|| self.rows.iter().find(|row| row.tone != Tone::Heading));
            if let Some(row) = first {
                self.list.choose(row.key);
            }
        }
        self.list.settle(&before, &now);
    }
    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let Some(sheet) = &view.sheet else { return };
        if let Some(from) = self.as_paper {
            let columns = PAPER_COLUMNS.min(usize::from(area.width));
            let lines = paper(sheet, look.words, look.now, columns);
            let room = usize::from(area.height);
            let from = from.min(lines.len().saturating_sub(room));
            self.as_paper = Some(from);
            for (line, y) in lines.iter().skip(from).take(room).zip(0..) {
                text::put(canvas.buffer, area, 0, y, line, look.theme.plain);
            }
            return;
        }
        let mut top = 0;
        for (nth, line) in heading(sheet, look.words, look.now).iter().enumerate() {
            let style = if nth == 0 {
                look.theme.accent
            } else {
                look.theme.plain
            };
            top = text::paragraph(canvas.buffer, area, 0, top, line, style);
        }
        top = (top + 1).min(area.height);
        let place = Rect {
            y: area.y + top,
            height: area.height - top,
            ..area
        };
        self.draw_rows(place, canvas, look);
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((COLUMNS, 24))
    }
}

impl SheetScreen {
    fn draw_rows(&mut self, place: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        if self.rows.is_empty() {
            text::put(canvas.buffer, place, 0, 0, &words.sheet_empty(), theme.dim);
            return;
        }
        let shown: Vec<_> = self.rows.iter().map(|row| row.shown(look)).collect();
        let columns = [
            Column::new(words.column_what(), 0),
            Column::new(words.sheet_answer(), 24),
        ];
        let drawn = self
            .list
            .draw(canvas.buffer, place, &columns, &shown, theme, true);
        canvas.rows(drawn);
    }
}
