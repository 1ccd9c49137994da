//! The report in the office's section: begun by a key, added up step by step while everybody works, stopped by a key.

use super::sales::{Batch, Months, Sums, batch};
use crate::model::{Duty, Quantity, ReadRight};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::{Column, List, text};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// How far the sum is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Waiting,
    /// Behind which order it goes on, and so many per cent are done.
    Running(i64, i64),
    Stopped(i64),
    Done,
}

/// The section.
#[derive(Debug, Default)]
pub struct Report {
    state: State,
    months: Months,
    list: List,
}

impl Report {
    fn begin(&mut self) {
        self.state = State::Running(0, 0);
        self.months.clear();
    }

    fn keys(&self) -> Vec<i64> {
        let newest_first = self.months.keys().rev();
        newest_first.map(|month| key_of(*month)).collect()
    }
}

/// A month as the key of its row.
fn key_of((year, month): (i32, u32)) -> i64 {
    i64::from(year) * 100 + i64::from(month)
}

impl Screen for Report {
    const RIGHT: ReadRight = ReadRight::Totals(Duty::Sales);
    /// Behind which order the next step begins; none: nothing is to be read.
    type Ask = Option<i64>;
    type View = Option<Batch>;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('x'),
            label: Words::report_key_stop,
            when: |screen, _, _| matches!(screen.state, State::Running(..)),
            act: |screen, _, _| {
                if let State::Running(_, percent) = screen.state {
                    screen.state = State::Stopped(percent);
                }
            },
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::report_key_begin,
            when: |screen, _, _| !matches!(screen.state, State::Running(..)),
            act: |screen, _, _| screen.begin(),
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_report()
    }

    fn ask(&self) -> Self::Ask {
        match self.state {
            State::Running(after, _) => Some(after),
            State::Waiting | State::Stopped(_) | State::Done => None,
        }
    }

    fn read(ask: &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        ask.map(|after| batch(reader, after)).transpose()
    }

    fn arrived(&mut self, _before: &Self::View, view: &Self::View) {
        // The answer to a question that is not asked any more does not arrive.
        let Some(batch) = view else { return };
        batch.add_to(&mut self.months);
        self.state = match batch.after {
            Some(after) => State::Running(after, batch.percent),
            None => State::Done,
        };
    }

    fn key(&mut self, key: KeyEvent, _view: &Self::View, _out: &mut Outbox<'_>) -> bool {
        let keys = self.keys();
        self.list.key(key, &keys)
    }

    fn clicked(&mut self, row: i64, _view: &Self::View) {
        self.list.choose(row);
    }

    fn draw(&mut self, _view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let mut all = Sums::default();
        for sums in self.months.values() {
            all.add(*sums);
        }
        let (said, style) = match self.state {
            State::Waiting => (words.report_waiting(), theme.dim),
            State::Running(_, percent) => (words.report_running(percent), theme.accent),
            State::Stopped(percent) => (words.report_stopped(percent), theme.warn),
            State::Done => (words.report_done(all.orders), theme.good),
        };
        text::put(canvas.buffer, area, 1, 0, &said, style);
        let rows: Vec<_> = self
            .months
            .iter()
            .rev()
            .map(|(&(year, month), sums)| {
                let cells = vec![
                    format!("{year}-{month:02}"),
                    words.quantity(Quantity::units(sums.orders)),
                    words.amount(sums.total),
                    words.amount(sums.paid),
                    words.amount(sums.due()),
                ];
                (key_of((year, month)), cells, theme.plain)
            })
            .collect();
        let columns = [
            Column::new(words.report_month(), 0),
            Column::new(words.report_orders(), 12).right(),
            Column::new(words.report_total(), 18).right(),
            Column::new(words.report_paid(), 18).right().from(72),
            Column::new(words.report_due(), 16).right().from(92),
        ];
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        if rows.is_empty() {
            return;
        }
        let drawn = self
            .list
            .draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
        canvas.rows(drawn);
        let sum = words.report_sum(
            named::Due(words.money(all.due())),
            named::Paid(words.money(all.paid)),
            named::Total(words.money(all.total)),
        );
        text::put(
            canvas.buffer,
            area,
            1,
            area.height.saturating_sub(1),
            &sum,
            theme.accent,
        );
    }
}
