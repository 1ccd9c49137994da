//! The board as it is drawn: what is supposed, which of the views is open, the cells with their legend, and what is chosen among them.

use super::screen::Coverage;
use super::view::{Mode, View};
use super::{details, grid};
use crate::model::Instant;
use crate::model::coverage::State;
use crate::pane::{Canvas, Look};
use crate::ui::{tabs, text};
use ratatui::layout::Rect;

impl Coverage {
    /// The line that says that this is a supposition; gives how many rows it took.
    pub(super) fn draw_band(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> u16 {
        let all = self.supposed.all();
        if all.is_empty() {
            return 0;
        }
        let words = look.words;
        let who: Vec<String> = all
            .iter()
            .map(|one| {
                let span = one.supposed.span;
                let last = Instant(span.until.0 - 1);
                let (first_day, last_day) =
                    (details::day(words, span.from), details::day(words, last));
                let (from, until) = (words.time(span.from), words.time(span.until));
                let whole = from == until;
                let when = match (first_day == last_day, whole) {
                    (true, true) => first_day,
                    (true, false) if until == "00:00" => format!("{first_day} {from}-24:00"),
                    (true, false) => format!("{first_day} {from}-{until}"),
                    (false, true) => format!("{first_day} - {last_day}"),
                    // A day whose work goes on after midnight.
                    (false, false) if from == "00:00" && span.minutes() < 36 * 60 => {
                        format!("{first_day} - {until}")
                    }
                    (false, false) => format!("{first_day} {from} - {last_day} {until}"),
                };
                format!("{} ({when})", one.name)
            })
            .collect();
        let said = format!(" {}", words.coverage_supposed(who.join(", ")));
        let wide = usize::from(area.width);
        text::put(
            canvas.buffer,
            area,
            0,
            0,
            &text::left(&said, wide),
            look.theme.band,
        );
        1
    }

    pub(super) fn draw_modes(
        &self,
        view: &View,
        y: u16,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let words = look.words;
        let names = Mode::ALL.map(|mode| match mode {
            Mode::Day => words.coverage_mode_day(),
            Mode::Week => words.coverage_mode_week(),
            Mode::Weak => words.coverage_mode_weak(),
            Mode::Depth => words.coverage_mode_depth(),
        });
        let open = Mode::ALL.iter().position(|mode| *mode == self.mode);
        let at = crate::records::roster::midnight(view.first, words.zone());
        let date = match self.mode {
            _ if view.ask.is_none() => String::new(),
            Mode::Day => {
                let date = words.date(at);
                let date: Vec<&str> = date.split(' ').skip(1).collect();
                format!("{} {}", grid::day_name(at, look), date.join(" "))
            }
            Mode::Week => words.coverage_week_of(words.date(at)),
            Mode::Weak | Mode::Depth => words.coverage_four_weeks(words.date(at)),
        };
        let row = Rect {
            y: area.y + y,
            height: area.height.saturating_sub(y),
            ..area
        };
        let open = open.unwrap_or(0);
        tabs::headline(canvas.buffer, row, &names, open, &date, look.theme);
    }

    pub(super) fn draw_grid(
        &mut self,
        view: &View,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let (words, theme) = (look.words, look.theme);
        if view.board.is_empty() {
            text::paragraph(
                canvas.buffer,
                area,
                2,
                1,
                &words.coverage_closed(),
                theme.dim,
            );
            return;
        }
        let room = area.width.saturating_sub(grid::label_width(look) + 1);
        self.columns.clear();
        let at = self.chosen(view).map_or(0, |chosen| chosen.half);
        self.columns = grid::columns(view, self.mode, room, at);
        let Some(chosen) = self.chosen(view) else {
            return;
        };
        let mut y = grid::draw(view, &self.columns, chosen, area, canvas, look);
        let states = [
            (State::Owner, words.coverage_legend_owner()),
            (State::Cover, words.coverage_legend_cover()),
            (State::Possible, words.coverage_legend_possible()),
            (State::Nobody, words.coverage_legend_nobody()),
        ];
        let mut x = 2;
        for (state, name) in states {
            let sign = grid::sign(state);
            text::put(canvas.buffer, area, x, y, sign, grid::style(state, theme));
            text::put(canvas.buffer, area, x + 2, y, &name, theme.dim);
            x += u16::try_from(text::width(&name)).unwrap_or(0) + 5;
        }
        if view.real.is_some() {
            let said = match self.mode {
                Mode::Week => words.coverage_legend_underlined(),
                Mode::Day | Mode::Weak | Mode::Depth => words.coverage_legend_changed(),
            };
            text::put(canvas.buffer, area, x, y, &said, theme.dim);
        }
        y += 1;
        let rule = "─".repeat(usize::from(area.width));
        text::put(canvas.buffer, area, 0, y, &rule, theme.dim);
        y += 1;
        let wide = usize::from(area.width.saturating_sub(4));
        for (line, style) in details::lines(view, chosen, look) {
            for (nth, part) in text::wrap(&line, wide).iter().enumerate() {
                text::put(
                    canvas.buffer,
                    area,
                    if nth == 0 { 2 } else { 4 },
                    y,
                    part,
                    style,
                );
                y += 1;
            }
        }
    }
}
