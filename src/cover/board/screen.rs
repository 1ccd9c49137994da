//! The board in the office's section: the cells, what is chosen among them, and the keys.

use super::forms::{Suppositions, gap_of, plan_form, what_if_form};
use super::grid::{self, Chosen, Column};
use super::view::{Ask, Mode, View, look};
use super::{details, weak};
use crate::model::staffing::{Half, board_duties};
use crate::model::{Duty, Instant, ReadRight};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::List;
use crate::words::Words;
use chrono::{NaiveDate, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The section.
#[derive(Debug)]
pub struct Coverage {
    pub(super) mode: Mode,
    date: Option<NaiveDate>,
    duty: Duty,
    /// The beginning of the chosen half-hour; none: the present one, or the first.
    at: Option<Instant>,
    pub(super) supposed: Suppositions,
    /// As they were drawn last.
    pub(super) columns: Vec<Column>,
    list: List,
    /// What time it was when it was drawn last.
    now: Instant,
}

impl Default for Coverage {
    fn default() -> Self {
        Self {
            mode: Mode::Day,
            date: None,
            duty: Duty::Reception,
            at: None,
            supposed: Suppositions::default(),
            columns: Vec::new(),
            list: List::default(),
            now: Instant::default(),
        }
    }
}

impl Coverage {
    /// With one of its views open.
    #[must_use]
    pub fn showing(mode: Mode) -> Self {
        Self {
            mode,
            ..Self::default()
        }
    }

    const fn is_grid(&self) -> bool {
        matches!(self.mode, Mode::Day | Mode::Week)
    }

    /// The chosen cell; in a column of several half-hours the worst of them.
    pub(super) fn chosen(&self, view: &View) -> Option<Chosen> {
        let halves = &view.staffing.halves;
        let last = halves.len().checked_sub(1)?;
        let at = self.at.unwrap_or(self.now);
        let half = halves
            .partition_point(|half| half.span.until <= at)
            .min(last);
        let half = match self.columns.iter().find(|of| of.halves.contains(&half)) {
            Some(column) if column.halves.end <= halves.len() => {
                grid::worst(view, self.duty, column.halves.clone()).0
            }
            _ => half,
        };
        Some(Chosen {
            duty: self.duty,
            half,
        })
    }

    fn half(&self, view: &View) -> Option<Half> {
        let chosen = self.chosen(view)?;
        view.staffing.halves.get(chosen.half).copied()
    }

    fn choose(&mut self, view: &View, half: usize) {
        self.at = view.staffing.halves.get(half).map(|half| half.span.from);
    }

    /// To the column at the left or at the right; beyond the edge, to the day or week before or after.
    fn step(&mut self, view: &View, onwards: bool) {
        let Some(chosen) = self.chosen(view) else {
            return self.turn(view, onwards);
        };
        let at = self
            .columns
            .iter()
            .position(|of| of.halves.contains(&chosen.half));
        let column = at.and_then(|at| self.columns.get(at));
        let next = match column {
            Some(column) if onwards => Some(column.halves.end),
            Some(column) => column.halves.start.checked_sub(1),
            None => None,
        };
        match next.filter(|half| *half < view.board.len()) {
            Some(half) => self.choose(view, half),
            None => self.turn(view, onwards),
        }
    }

    fn next_duty(&mut self, down: bool) {
        let duties: Vec<Duty> = board_duties().collect();
        let at = duties
            .iter()
            .position(|duty| *duty == self.duty)
            .unwrap_or(0);
        let to = if down { at + 1 } else { at.saturating_sub(1) };
        self.duty = duties.get(to).copied().unwrap_or(self.duty);
    }

    /// To the day, week or four weeks before or after.
    fn turn(&mut self, view: &View, onwards: bool) {
        let days: i64 = match self.mode {
            Mode::Day => 1,
            Mode::Week | Mode::Weak | Mode::Depth => 7,
        };
        let days = if onwards { days } else { -days };
        if let Some(at) = &mut self.at {
            *at = at.plus_minutes(days * 24 * 60);
        }
        self.date = view.first.checked_add_signed(TimeDelta::days(days));
    }

    fn next_mode(&mut self, view: &View, onwards: bool) {
        let modes = Mode::ALL;
        let at = modes
            .iter()
            .position(|mode| *mode == self.mode)
            .unwrap_or(0);
        let step = if onwards { 1 } else { modes.len() - 1 };
        let was_grid = self.is_grid();
        self.mode = modes[(at + step) % modes.len()];
        // From the week to the chosen day of it; single points are looked for from today on.
        if was_grid && self.is_grid() {
            let day = self
                .half(view)
                .and_then(|half| view.staffing.days.get(half.day));
            self.date = day.map(|day| day.date).or(self.date);
        } else {
            self.date = None;
        }
    }

    /// To the next half-hour in which nobody does a duty: by time, then by duty.
    fn next_gap(&mut self, view: &View, out: &mut Outbox<'_>) {
        let from = self
            .chosen(view)
            .map_or((0, Duty::Reception), |chosen| (chosen.half, chosen.duty));
        let told = crate::model::coverage::gaps(&view.staffing, &view.board);
        let next = told.iter().find(|gap| (gap.half, gap.duty) > from);
        match next.or_else(|| told.first()) {
            Some(gap) => {
                self.duty = gap.duty;
                self.choose(view, gap.half);
            }
            None => out.say(out.words.coverage_no_gap()),
        }
    }
}

impl Screen for Coverage {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = Ask;
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('p'),
            label: Words::coverage_key_plan,
            when: |screen, view, _| {
                screen.is_grid()
                    && screen
                        .chosen(view)
                        .is_some_and(|chosen| gap_of(view, chosen, screen.now).is_some())
            },
            act: |screen, view, out| {
                let Some(chosen) = screen.chosen(view) else {
                    return;
                };
                let (Some(half), Some(span)) = (screen.half(view), gap_of(view, chosen, out.now))
                else {
                    return;
                };
                let ranked = details::ranked(view, chosen, half, out.now);
                if let Some(form) = plan_form(out.words, view, chosen, span, &ranked, out.now) {
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::coverage_key_what_if,
            when: |_, view, _| !view.staffing.halves.is_empty(),
            act: |screen, view, out| {
                let half = screen.half(view);
                let form = half
                    .and_then(|half| what_if_form(out.words, view, half, screen.supposed.clone()));
                if let Some(form) = form {
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::coverage_key_as_it_is,
            when: |screen, _, _| !screen.supposed.all().is_empty(),
            act: |screen, _, _| screen.supposed.clear(),
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::coverage_key_next_gap,
            when: |screen, view, _| screen.is_grid() && !view.board.is_empty(),
            act: |screen, view, out| screen.next_gap(view, out),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::coverage_key_day,
            when: |screen, view, _| screen.mode == Mode::Week && screen.half(view).is_some(),
            act: |screen, view, _| {
                let day = screen
                    .half(view)
                    .and_then(|half| view.staffing.days.get(half.day));
                screen.date = day.map(|day| day.date);
                screen.mode = Mode::Day;
            },
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::coverage_key_today,
            when: |screen, _, _| screen.date.is_some(),
            act: |screen, _, _| {
                screen.date = None;
                screen.at = None;
            },
        },
        Binding {
            chord: Chord::key(KeyCode::Tab),
            label: Words::coverage_key_view,
            when: |_, _, _| true,
            act: |screen, view, _| screen.next_mode(view, true),
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_coverage()
    }

    fn ask(&self) -> Ask {
        Ask {
            mode: self.mode,
            date: self.date,
            supposed: self
                .supposed
                .all()
                .into_iter()
                .map(|one| one.supposed)
                .collect(),
        }
    }

    fn read(ask: &Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        look(reader, ask)
    }

    fn arrived(&mut self, _before: &View, view: &View) {
        self.columns.clear();
        if view.ask.as_ref().is_some_and(|ask| ask.mode == Mode::Day) {
            // The same time of day where another day is shown.
            let first = view.staffing.halves.first();
            let inside = |at: Instant| view.staffing.halves.iter().any(|half| half.span.has(at));
            if self.at.is_some_and(|at| !inside(at)) {
                self.at = first.map(|half| half.span.from);
            }
        }
    }

    fn key(&mut self, key: KeyEvent, view: &View, _out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::BackTab => self.next_mode(view, false),
            KeyCode::PageDown if self.mode != Mode::Weak => self.turn(view, true),
            KeyCode::PageUp if self.mode != Mode::Weak => self.turn(view, false),
            KeyCode::Right if self.is_grid() => self.step(view, true),
            KeyCode::Left if self.is_grid() => self.step(view, false),
            KeyCode::Down if self.is_grid() => self.next_duty(true),
            KeyCode::Up if self.is_grid() => self.next_duty(false),
            KeyCode::Home if self.is_grid() => self.choose(view, 0),
            KeyCode::End if self.is_grid() => self.choose(view, view.board.len().saturating_sub(1)),
            _ if self.mode == Mode::Weak => {
                let keys = weak::keys(view);
                return self.list.key(key, &keys);
            }
            _ => return false,
        }
        true
    }

    fn clicked(&mut self, row: i64, view: &View) {
        if !self.is_grid() {
            self.list.choose(row);
        } else if let Some(chosen) = grid::chosen_of(row) {
            self.duty = chosen.duty;
            self.choose(view, chosen.half);
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.now = look.now;
        let mut top = self.draw_band(area, canvas, look);
        self.draw_modes(view, top, area, canvas, look);
        top += 1;
        let body = Rect {
            y: area.y + top,
            height: area.height.saturating_sub(top),
            ..area
        };
        // What was read for another of the views is not drawn as this one.
        if view.ask.as_ref().is_none_or(|ask| ask.mode != self.mode) {
            return;
        }
        match self.mode {
            Mode::Weak => weak::draw(view, &mut self.list, body, canvas, look),
            Mode::Depth => weak::draw_depth(view, body, canvas, look),
            Mode::Day | Mode::Week => self.draw_grid(view, body, canvas, look),
        }
    }
}
