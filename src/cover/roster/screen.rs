//! The roster on the screen: the day as bands, the week as hours, who is away, and who is here.

use super::absence::{Absence, State};
use super::view::{Mode, View, read};
use super::{draw, forms};
use crate::model::{Duty, ReadRight};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen, Who};
use crate::ui::List;
use crate::words::Words;
use chrono::{Days, NaiveDate};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The section.
#[derive(Debug, Default)]
pub struct Roster {
    pub(super) mode: Mode,
    /// The day that is shown, or a day of the week that is; none: today.
    pub(super) date: Option<NaiveDate>,
    pub(super) list: List,
}

impl Roster {
    /// Showing who is here.
    #[must_use]
    pub fn who_is_here() -> Self {
        Self {
            mode: Mode::Here,
            ..Self::default()
        }
    }

    fn go(&mut self, view: &View, days: i64) {
        let Some(date) = view.date else { return };
        let count = Days::new(days.unsigned_abs());
        let there = if days < 0 {
            date.checked_sub_days(count)
        } else {
            date.checked_add_days(count)
        };
        self.date = there
            .filter(|date| Some(*date) != view.today)
            .or(self.date.filter(|_| there.is_none()));
    }

    fn turn(&mut self, steps: usize) {
        let at = Mode::ALL.iter().position(|mode| *mode == self.mode);
        self.mode = Mode::ALL[(at.unwrap_or(0) + steps) % Mode::ALL.len()];
        self.list = List::default();
    }

    const fn shows_days(&self) -> bool {
        matches!(self.mode, Mode::Day | Mode::Week)
    }

    /// So many days the arrows go at once.
    fn step(&self) -> i64 {
        if self.mode == Mode::Week { 7 } else { 1 }
    }

    /// Whether the chosen absence waits for the word of whoever looks at it.
    fn may_decide(&self, view: &View, who: &Who) -> bool {
        let asked = |absence: &Absence| absence.state == State::Asked;
        who.may(Duty::Management) && view.absence(self).is_some_and(asked)
    }

    /// Whether whoever looks can take the chosen absence back: their own, or as a manager anybody's, before it begins.
    fn may_withdraw(&self, view: &View, who: &Who) -> bool {
        view.absence(self).is_some_and(|absence| {
            let is_coming = match absence.state {
                State::Asked => true,
                State::Approved => view.now.is_some_and(|now| now < absence.span.from),
                State::Declined | State::Withdrawn => false,
            };
            is_coming && (absence.staff == who.staff || who.may(Duty::Management))
        })
    }

    /// Whether whoever looks can close or open the office on the day that is shown.
    fn may_close(&self, view: &View, who: &Who) -> bool {
        self.mode == Mode::Day && who.may(Duty::Management) && view.is_coming()
    }
}

impl Screen for Roster {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = (Mode, Option<NaiveDate>);
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::roster_key_day,
            when: |screen, view, who| {
                screen.mode == Mode::Day && view.is_open(screen, who) && who.may(Duty::Management)
            },
            act: |screen, view, out| forms::set_day(screen, view, out),
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::roster_key_approve,
            when: Self::may_decide,
            act: |screen, view, out| forms::approve(screen, view, out),
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::roster_key_decline,
            when: Self::may_decide,
            act: |screen, view, out| forms::decline(screen, view, out),
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::roster_key_withdraw,
            when: Self::may_withdraw,
            act: |screen, view, out| forms::withdraw(screen, view, out),
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::roster_key_back,
            when: |screen, view, who| view.to_end(screen, who).is_some(),
            act: |screen, view, out| {
                if let Some(number) = view.to_end(screen, out.who) {
                    forms::end(number, out);
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::roster_key_ask,
            when: |_, _, _| true,
            act: |screen, view, out| forms::ask(screen, view, out),
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::roster_key_week,
            when: |screen, view, who| {
                screen.shows_days() && who.may(Duty::Management) && view.chosen(screen).is_some()
            },
            act: |screen, view, out| forms::set_week(screen, view, out),
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::roster_key_usual,
            when: |screen, view, who| {
                screen.mode == Mode::Day
                    && who.may(Duty::Management)
                    && view.is_otherwise(screen)
                    && view.is_open(screen, who)
            },
            act: |screen, view, out| forms::clear_day(screen, view, out),
        },
        Binding {
            chord: Chord::key(KeyCode::Left),
            label: Words::roster_key_before,
            when: |screen, _, _| screen.shows_days(),
            act: |screen, view, _| screen.go(view, -screen.step()),
        },
        Binding {
            chord: Chord::key(KeyCode::Right),
            label: Words::roster_key_after,
            when: |screen, _, _| screen.shows_days(),
            act: |screen, view, _| screen.go(view, screen.step()),
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::roster_key_today,
            when: |screen, _, _| screen.shows_days() && screen.date.is_some(),
            act: |screen, _, _| screen.date = None,
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::roster_key_copy,
            when: |screen, view, who| {
                screen.shows_days() && who.may(Duty::Management) && view.date.is_some()
            },
            act: |screen, view, out| forms::copy_week(screen, view, out),
        },
        Binding {
            chord: Chord::char('k'),
            label: Words::roster_key_close,
            when: |screen, view, who| screen.may_close(view, who) && !view.is_closed(),
            act: |_, view, out| forms::close_day(view, out),
        },
        Binding {
            chord: Chord::char('k'),
            label: Words::roster_key_open,
            when: |screen, view, who| screen.may_close(view, who) && view.is_closed(),
            act: |_, view, out| forms::open_day(view, out),
        },
        Binding {
            chord: Chord::char('-'),
            label: Words::roster_key_week_before,
            when: |screen, _, _| screen.mode == Mode::Day,
            act: |screen, view, _| screen.go(view, -7),
        },
        Binding {
            chord: Chord::char('+'),
            label: Words::roster_key_week_after,
            when: |screen, _, _| screen.mode == Mode::Day,
            act: |screen, view, _| screen.go(view, 7),
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_roster()
    }

    fn ask(&self) -> Self::Ask {
        (self.mode, self.date)
    }

    fn read((mode, date): &Self::Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        read(*mode, *date, reader)
    }

    fn arrived(&mut self, before: &View, view: &View) {
        self.list
            .settle(&before.keys(self.mode), &view.keys(self.mode));
    }

    fn key(&mut self, key: KeyEvent, view: &View, _out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Tab => self.turn(1),
            KeyCode::BackTab => self.turn(Mode::ALL.len() - 1),
            _ => return self.list.key(key, &view.keys(self.mode)),
        }
        true
    }

    fn clicked(&mut self, row: i64, _view: &View) {
        self.list.choose(row);
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        draw::draw(self, view, area, canvas, look);
    }
}
