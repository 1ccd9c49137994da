//! The figures in the office's section: duties with their bars, what it comes to, and how it went through the period.

use super::chart::{self, Part};
use super::sums::{CoverSums, DutySums, Figures, figures};
use crate::model::ReadRight;
use crate::model::period::Period;
use crate::model::staffing::board_duties;
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::records::roster;
use crate::ui::{tabs, text};
use crate::words::{Words, named};
use chrono::{Datelike, NaiveDate};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The section.
#[derive(Debug)]
pub struct FiguresScreen {
    period: Period,
    /// A day in it; none: today.
    date: Option<NaiveDate>,
}

impl Default for FiguresScreen {
    fn default() -> Self {
        Self {
            period: Period::Month,
            date: None,
        }
    }
}

impl FiguresScreen {
    fn turn(&mut self, view: &Figures, onwards: bool) {
        self.date = if onwards {
            Some(view.next)
        } else {
            view.first.pred_opt()
        };
    }

    fn next_period(&mut self, onwards: bool) {
        self.period = match (self.period, onwards) {
            (Period::Week, true) | (Period::Year, false) => Period::Month,
            (Period::Month, true) | (Period::Week, false) => Period::Year,
            (Period::Year, true) | (Period::Month, false) => Period::Week,
        };
    }
}

impl Screen for FiguresScreen {
    const RIGHT: ReadRight = ReadRight::Management;
    type Ask = (Period, Option<NaiveDate>);
    type View = Figures;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::key(KeyCode::Tab),
            label: Words::figures_key_period,
            when: |_, _, _| true,
            act: |screen, _, _| screen.next_period(true),
        },
        Binding {
            chord: Chord::key(KeyCode::Left),
            label: Words::figures_key_before,
            when: |_, _, _| true,
            act: |screen, view, _| screen.turn(view, false),
        },
        Binding {
            chord: Chord::key(KeyCode::Right),
            label: Words::figures_key_after,
            when: |screen, _, _| screen.date.is_some(),
            act: |screen, view, _| screen.turn(view, true),
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::coverage_key_today,
            when: |screen, _, _| screen.date.is_some(),
            act: |screen, _, _| screen.date = None,
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_figures()
    }

    fn ask(&self) -> Self::Ask {
        (self.period, self.date)
    }

    fn read((period, date): &Self::Ask, reader: &mut Reader<'_>) -> Result<Figures, Refused> {
        let date = date.unwrap_or_else(|| roster::today(reader));
        figures(reader, *period, date)
    }

    fn arrived(&mut self, _before: &Figures, _view: &Figures) {}

    fn key(&mut self, key: KeyEvent, view: &Figures, _out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::BackTab => self.next_period(false),
            KeyCode::PageUp => self.turn(view, false),
            KeyCode::PageDown => self.turn(view, true),
            _ => return false,
        }
        true
    }

    fn draw(&mut self, view: &Figures, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_periods(view, area, canvas, look);
        if view.first == view.next {
            return;
        }
        let mut y = draw_duties(view, 2, area, canvas, look);
        // A low terminal has no room for empty lines.
        let space = u16::from(area.height > 22);
        y += space;
        for (line, style) in sentences(view, look) {
            y = text::paragraph(canvas.buffer, area, 1, y, &line, style);
        }
        draw_parts(self.period, view, y + space, area, canvas, look);
    }
}

impl FiguresScreen {
    fn draw_periods(&self, view: &Figures, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        let names: Vec<String> = Period::ALL
            .iter()
            .map(|period| words.word("figures-period", period.as_str()))
            .collect();
        let open = Period::ALL.iter().position(|known| *known == self.period);
        let day = |date: NaiveDate| words.date(roster::midnight(date, words.zone()));
        let last = view.next.pred_opt().unwrap_or(view.next);
        let days = if view.first < view.next {
            format!("{} - {}", day(view.first), day(last))
        } else {
            String::new()
        };
        let open = open.unwrap_or(0);
        tabs::headline(canvas.buffer, area, &names, open, &days, look.theme);
        canvas.filters(area, &names, open, 0);
    }
}

/// A time, or a dash.
fn middle(words: &Words, times: &[i64]) -> String {
    CoverSums::middle(times).map_or_else(|| "-".to_owned(), |time| words.duration(time))
}

/// How wide the columns of numbers are together.
const NUMBERS: u16 = 41;

/// The duties with their bars: covered, and bare behind it. Gives the row behind them.
fn draw_duties(
    view: &Figures,
    top: u16,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let (words, theme) = (look.words, look.theme);
    let left = 13;
    let room = area.width.saturating_sub(left + NUMBERS + 2).min(60);
    let at = left + room + 1;
    let heads = [
        words.figures_covered(),
        words.figures_bare(),
        words.figures_gaps(),
        words.figures_covers(),
        words.figures_to_find(),
    ];
    let widths = [8, 8, 6, 8, 11];
    let mut numbers = |y: u16, cells: [String; 5], style| {
        let mut x = at;
        for (cell, width) in cells.iter().zip(widths) {
            text::put(
                canvas.buffer,
                area,
                x,
                y,
                &text::right(cell, width - 1),
                style,
            );
            x += u16::try_from(width).unwrap_or(0);
        }
    };
    numbers(top - 1, heads, theme.dim);
    let of = |duty: &crate::model::Duty| &view.duties[*duty as usize];
    let greatest = board_duties()
        .map(|duty| of(&duty).covered + of(&duty).bare)
        .max();
    let greatest = greatest.unwrap_or(0).max(1);
    let mut y = top;
    let row = |sums: &DutySums| {
        [
            words.hours(sums.covered.into()),
            words.hours(sums.bare.into()),
            sums.gaps.to_string(),
            sums.covers.covers.to_string(),
            middle(words, &sums.covers.finding),
        ]
    };
    for duty in board_duties().filter(|duty| view.kept.has(*duty)) {
        numbers(y, row(of(&duty)), theme.plain);
        y += 1;
    }
    numbers(y, row(&view.all), theme.title);
    text::put(canvas.buffer, area, 1, y, &words.figures_all(), theme.title);
    for (duty, y) in board_duties()
        .filter(|duty| view.kept.has(*duty))
        .zip(top..)
    {
        let sums = of(&duty);
        text::put(canvas.buffer, area, 1, y, &words.duty(duty), theme.plain);
        let covered = chart::bar(sums.covered, greatest, room);
        let x = left + u16::try_from(text::width(&covered)).unwrap_or(0);
        text::put(canvas.buffer, area, left, y, &covered, theme.accent);
        let all = text::width(&chart::bar(sums.covered + sums.bare, greatest, room));
        let bare = all.saturating_sub(text::width(&covered));
        let bare = "░".repeat(bare);
        let rest = Rect {
            width: area.width.min(left + room),
            ..area
        };
        text::put(canvas.buffer, rest, x, y, &bare, theme.bad);
    }
    y + 1
}

/// What it comes to, and how it was counted.
fn sentences(view: &Figures, look: &Look<'_>) -> Vec<(String, ratatui::style::Style)> {
    let (words, theme) = (look.words, look.theme);
    let covers = &view.all.covers;
    let open = view.all.owned + view.all.covered + view.all.bare;
    let mut lines = vec![(
        words.figures_open(
            named::Open(words.hours(open.into())),
            named::Owned(words.hours(view.all.owned.into())),
        ),
        theme.plain,
    )];
    let review = match covers.disputed_percent() {
        Some(percent) => words.figures_review(
            named::Count(covers.review),
            named::Disputed(covers.disputed),
            named::Percent(percent),
        ),
        None => words.figures_no_review(),
    };
    lines.push((review, theme.plain));
    let served = if covers.waited.is_empty() {
        words.figures_served(covers.served)
    } else {
        words.figures_served_waited(
            named::Count(covers.served),
            named::Time(middle(words, &covers.waited)),
            named::Waited(covers.waited.len()),
        )
    };
    lines.push((served, theme.plain));
    lines.push((words.figures_definition(), theme.dim));
    lines
}

/// How covered and bare hours went through the period.
fn draw_parts(
    period: Period,
    view: &Figures,
    y: u16,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let words = look.words;
    let Some(height) = area.height.checked_sub(y + 1).filter(|high| *high >= 2) else {
        return;
    };
    text::put(
        canvas.buffer,
        area,
        1,
        y,
        &words.figures_legend(),
        look.theme.dim,
    );
    let greatest = view
        .parts
        .iter()
        .map(|(_, covered, bare)| covered.max(bare))
        .max();
    let scale = words.hours((*greatest.unwrap_or(&0)).into());
    let parts: Vec<Part> = view
        .parts
        .iter()
        .map(|(date, covered, bare)| Part {
            label: match period {
                Period::Week | Period::Month => date.day().to_string(),
                Period::Year => date.month().to_string(),
            },
            bar: *bare,
            point: *covered,
        })
        .collect();
    let place = Rect {
        x: area.x + 1,
        y: area.y + y + 1,
        width: area.width.saturating_sub(2),
        height,
    };
    chart::draw(&parts, &scale, place, canvas, look.theme);
}
