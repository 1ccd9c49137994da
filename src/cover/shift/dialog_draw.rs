//! How F4 looks: tabs, people with where they are, ticks, the end with its minutes, what is handed over, the PIN.

use super::dialog::{CoverDialog, Part, Tab};
use super::dialog_parts::{click, reason_texts, wrapped};
use super::draft_lines::{self, NoteLine};
use super::people::{Colleague, Found};
use super::side::{CLICK_PEOPLE, CLICK_TABS, Row};
use super::submit;
use crate::pane::{Canvas, Chord, Look, OfferKind};
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// How wide the dialog is where there is room.
pub(super) const COLUMNS: u16 = 78;

/// Where the parts begin, behind their names.
pub(super) const LABELS: u16 = 14;

/// So many people and lines of the note are shown at most.
const PEOPLE_MAX: u16 = 6;
const NOTES_MAX: u16 = 5;

/// How many rows each part gets, and how many stay free between them.
struct Rows {
    people: u16,
    notes: u16,
    gaps: u16,
}

impl CoverDialog {
    /// How high everything is where there is room.
    pub(super) fn measure(&mut self, found: &Found, columns: u16, look: &Look<'_>) {
        let wide = columns.min(COLUMNS - 4);
        let rows = self.divide(found, u16::MAX, wide, look);
        let trouble = text::wrap(&self.trouble, usize::from(wide)).len();
        let trouble = if self.trouble.is_empty() { 0 } else { trouble };
        self.rows = rows.people
            + rows.notes
            + rows.gaps
            + self.fixed(found, wide, look)
            + u16::try_from(trouble).unwrap_or(0)
            + 2;
    }

    /// The rows of what is always as high: tabs, duties, reasons, end, the rule, the PIN.
    fn fixed(&self, found: &Found, wide: u16, look: &Look<'_>) -> u16 {
        let parts = self.parts();
        let has = |part| u16::from(parts.contains(&part));
        let room = wide.saturating_sub(LABELS);
        let lines = |texts: &[String]| wrapped(texts, room).last().map_or(1, |at| at.1 + 1);
        let duties = lines(&self.duty_texts(found, look.words)) * has(Part::Duties);
        let reasons = lines(&reason_texts(self, look.words)) * has(Part::Why);
        1 + duties + reasons + has(Part::Until) + has(Part::Note) + has(Part::Pin)
    }

    pub(super) fn notes(&self, found: &Found, look: &Look<'_>) -> Vec<NoteLine> {
        draft_lines::lines(&found.draft, look.words, look.now, true)
    }

    /// What there is room for: free rows go first, then lines of the note, then people.
    fn divide(&self, found: &Found, high: u16, wide: u16, look: &Look<'_>) -> Rows {
        let parts = self.parts();
        let many = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let list = many(self.list(found).len());
        let mut rows = Rows {
            people: list.clamp(1, PEOPLE_MAX),
            notes: 0,
            gaps: 4,
        };
        if parts.contains(&Part::Note) {
            let lines = many(self.notes(found, look).len()).clamp(1, NOTES_MAX);
            rows.notes = if self.note.is_some() {
                lines.max(3)
            } else {
                lines
            };
        }
        let fixed = self.fixed(found, wide, look) + u16::from(!self.trouble.is_empty());
        let over =
            |rows: &Rows| (rows.people + rows.notes + rows.gaps + fixed).saturating_sub(high);
        rows.gaps -= over(&rows).min(rows.gaps);
        rows.notes -= over(&rows).min(rows.notes.saturating_sub(2));
        rows.people -= over(&rows).min(rows.people.saturating_sub(2));
        rows
    }

    pub(super) fn duty_texts(&self, found: &Found, words: &Words) -> Vec<String> {
        let ticked = self.side().ticked;
        let said = |(duty, can): (crate::model::Duty, bool)| {
            let mark = if ticked.has(duty) { '■' } else { '□' };
            if can {
                format!("{mark} {}", words.duty(duty))
            } else {
                words.cover_not_trained_in(words.duty(duty))
            }
        };
        self.duties(found).into_iter().map(said).collect()
    }

    /// Draws everything into the frame.
    pub(super) fn paint(
        &self,
        found: &Found,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let (words, theme) = (look.words, look.theme);
        let rows = self.divide(found, area.height, area.width, look);
        let mut y = u16::from(rows.gaps >= 2);
        self.paint_tabs(
            Rect {
                y: area.y + y,
                ..area
            },
            canvas,
            look,
        );
        y += 1 + u16::from(rows.gaps >= 1);
        let parts = self.parts();
        if !parts.contains(&Part::Whom) {
            let said = match self.tab {
                Tab::Practise => words.cover_practise_intro(),
                Tab::Give => words.cover_nothing_to_give(),
                Tab::Ask => words.cover_nothing_to_ask(),
            };
            text::paragraph(canvas.buffer, area, 2, y, &said, theme.plain);
            return self.paint_keys(found, area, canvas, look);
        }
        self.paint_people(found, below(area, y, rows.people), canvas, look);
        y += rows.people + u16::from(rows.gaps >= 3);
        if parts.contains(&Part::Duties) {
            y += self.paint_duties(found, below(area, y, 3), canvas, look);
            y += self.paint_reasons(below(area, y, 3), canvas, look);
            self.paint_until(below(area, y, 1), canvas, look);
            y += 1;
        }
        if parts.contains(&Part::Note) {
            let (name, remark) = match self.tab {
                Tab::Ask => (words.cover_note_you_leave(), words.cover_note_key()),
                Tab::Give | Tab::Practise => (words.cover_note_you_take(), words.cover_note_key()),
            };
            canvas.rule_in_frame(area, y, &name, &remark, theme);
            y += 1;
            self.paint_note(found, below(area, y, rows.notes), canvas, look);
            y += rows.notes + u16::from(rows.gaps >= 4);
        }
        if parts.contains(&Part::Pin) {
            self.paint_pin(below(area, y, 1), canvas, look);
            y += 1;
        }
        let lines = text::wrap(&self.trouble, usize::from(area.width));
        let high = u16::try_from(lines.len()).unwrap_or(1);
        let first = y.min(area.height.saturating_sub(high));
        for (row, line) in (first..).zip(lines.iter().filter(|_| !self.trouble.is_empty())) {
            let line = text::left(line, usize::from(area.width));
            text::put(canvas.buffer, area, 0, row, &line, theme.bad);
        }
        self.paint_keys(found, area, canvas, look);
    }

    fn paint_keys(&self, found: &Found, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        let keys = [
            (
                Chord::key(KeyCode::Enter),
                submit::enter(self, found, words),
            ),
            (Chord::key(KeyCode::Tab), words.key_next()),
            (Chord::key(KeyCode::Esc), words.key_back()),
        ];
        canvas.keys_in_frame(area, &keys, look.theme);
    }

    fn paint_tabs(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let names = [
            words.cover_tab_give(),
            words.cover_tab_ask(),
            words.cover_tab_practise(),
        ];
        let mut x = 1;
        for (nth, (tab, name)) in Tab::ALL.into_iter().zip(names).enumerate() {
            let is_open = tab == self.tab;
            let said = if is_open {
                format!("[{name}]")
            } else {
                format!(" {name} ")
            };
            let style = match (is_open, self.part) {
                (true, Part::Tabs) => theme.chosen,
                (true, _) => theme.accent,
                (false, _) => theme.dim,
            };
            text::put(canvas.buffer, area, x, 0, &said, style);
            let wide = u16::try_from(text::width(&said)).unwrap_or(0);
            click(canvas, area, (x, 0, wide), CLICK_TABS, nth);
            x += wide + 1;
        }
    }

    pub(super) fn label(
        &self,
        part: Part,
        label: &str,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let style = if self.part == part {
            look.theme.accent
        } else {
            look.theme.dim
        };
        let label = text::right(label, usize::from(LABELS) - 2);
        text::put(canvas.buffer, area, 0, 0, &label, style);
    }

    fn paint_people(&self, found: &Found, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let theme = look.theme;
        self.label(
            Part::Whom,
            &look.words.cover_part_whom(),
            area,
            canvas,
            look,
        );
        let list = self.list(found);
        let chosen = list
            .iter()
            .position(|row| row.whom.is_some() && row.whom == self.side().whom);
        let high = usize::from(area.height.max(1));
        let first = chosen.map_or(0, |at| (at + 1).saturating_sub(high));
        for (y, (nth, row)) in (0..).zip(list.iter().enumerate().skip(first).take(high)) {
            let is_chosen = Some(nth) == chosen;
            let (name, duties, state) = person(row, look);
            let room = usize::from(area.width.saturating_sub(LABELS));
            let name_wide = 19.min(room / 3);
            let state = text::clip(&state, room / 2);
            let left = room.saturating_sub(name_wide + 2 + text::width(&state));
            let mark = if is_chosen { "► " } else { "  " };
            let (name, duties) = (text::left(&name, name_wide), text::left(&duties, left));
            let line = format!("{mark}{name} {duties} {state}");
            let style = match (is_chosen, self.part, row.whom) {
                (true, Part::Whom, _) => theme.chosen,
                (true, ..) => theme.accent,
                (false, _, Some(_)) => theme.plain,
                (false, _, None) => theme.dim,
            };
            text::put(canvas.buffer, area, LABELS - 2, y, &line, style);
            click(canvas, area, (LABELS - 2, y, area.width), CLICK_PEOPLE, nth);
        }
    }
}

/// A part of an area that begins so many rows down.
fn below(area: Rect, y: u16, height: u16) -> Rect {
    let place = Rect {
        y: area.y.saturating_add(y),
        height,
        ..area
    };
    place.intersection(area)
}

/// Name, duties and state of a row.
fn person(row: &Row<'_>, look: &Look<'_>) -> (String, String, String) {
    let words = look.words;
    let duties = words.duties(row.duties);
    if let Some(offer) = row.offer {
        let name = offer.owner.as_ref().map(|(_, name)| name.clone());
        let name = name.unwrap_or_else(|| words.cover_nobody_named());
        let state = match &offer.kind {
            OfferKind::Declare | OfferKind::Propose => {
                row.person.map_or_else(String::new, |one| state(one, look))
            }
            OfferKind::Begin(_) | OfferKind::Arranged(_) => words.cover_planned_for(
                named::From(words.when(offer.begins, look.now)),
                named::Until(words.time(offer.until)),
            ),
        };
        return (name, duties, state);
    }
    match (row.person, row.whom) {
        (Some(one), Some(_)) => (one.name.clone(), duties, state(one, look)),
        (Some(one), None) => (one.name.clone(), duties, hindrance(one, look)),
        (None, _) if row.duties.is_empty() => (words.cover_anyone(), String::new(), String::new()),
        (None, _) => (words.cover_nobody_named(), duties, String::new()),
    }
}

/// Where somebody is, and who covers them.
fn state(one: &Colleague, look: &Look<'_>) -> String {
    match &one.covered {
        Some(until) => look.words.cover_is_covered(look.words.time(*until)),
        None => look.words.whereabouts(&one.whereabouts, look.now),
    }
}

/// Why somebody cannot be chosen.
fn hindrance(one: &Colleague, look: &Look<'_>) -> String {
    match one.busy {
        Some((_, until)) => look.words.cover_is_busy(look.words.time(until)),
        None => look.words.cover_not_trained(),
    }
}
