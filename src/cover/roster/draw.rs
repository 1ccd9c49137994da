//! How the roster is drawn. Nothing is said by colour alone: the desks, breaks and reasons have marks of their own.

use super::absence::Absence;
use super::screen::Roster;
use super::view::{Mode, View};
use crate::model::roster::{Hours, Mark, Span, Working};
use crate::model::time::from_local;
use crate::model::{AbsenceKind, Desk, Duty, Instant, Whereabouts};
use crate::pane::{Canvas, Look};
use crate::records::roster::Day;
use crate::ui::{Column, text};
use crate::words::{Words, named};
use chrono::{NaiveDate, TimeDelta, Timelike};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// From this width on names stand beside the week, and where people are beside the day.
const WIDE: u16 = 110;

/// Rows below the list: the rule, what the marks mean, and two about the chosen person.
const BELOW: u16 = 4;

pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    modes(screen.mode, area, canvas, look);
    let below = BELOW.min(area.height / 3);
    let body = Rect {
        y: area.y + area.height.min(2),
        height: area.height.saturating_sub(2 + below),
        ..area
    };
    match screen.mode {
        Mode::Day => day(screen, view, body, canvas, look),
        Mode::Week => week(screen, view, body, canvas, look),
        Mode::Absences => absences(screen, view, body, canvas, look),
        Mode::Here => here(screen, view, body, canvas, look),
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(below),
        height: below,
        ..area
    };
    let rule = "─".repeat(usize::from(area.width));
    text::put(canvas.buffer, foot, 0, 0, &rule, look.theme.dim);
    for (y, line) in (1..).zip(details(screen, view, look)) {
        text::put(canvas.buffer, foot, 2, y, &line, look.theme.plain);
    }
}

/// "[Day]  Week   Absences   Here   Tab".
fn modes(mode: Mode, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let words = look.words;
    let shown: Vec<String> = Mode::ALL
        .iter()
        .map(|known| {
            let name = match known {
                Mode::Day => words.roster_mode_day(),
                Mode::Week => words.roster_mode_week(),
                Mode::Absences => words.roster_mode_absences(),
                Mode::Here => words.roster_mode_here(),
            };
            if *known == mode {
                format!("[{name}]")
            } else {
                format!(" {name} ")
            }
        })
        .collect();
    let line = format!("{}   Tab", shown.join(" "));
    text::put(canvas.buffer, area, 1, 0, &line, look.theme.dim);
}

/// The day's name, its hours, and why it is closed.
fn headline(day: &Day, today: Option<NaiveDate>, look: &Look<'_>) -> String {
    let words = look.words;
    let mut parts = vec![words.day(day.date)];
    if Some(day.date) == today {
        parts[0] = format!("{} ({})", parts[0], words.roster_today());
    }
    let time = |span: &Span| format!("{}–{}", words.time(span.from), words.time(span.until));
    if day.open.is_empty() {
        parts.push(words.roster_closed());
    } else {
        let open: Vec<String> = day.open.iter().map(time).collect();
        parts.push(words.roster_open(open.join(", ")));
    }
    parts.extend(day.holiday.map(|holiday| words.word("holiday", holiday)));
    if !day.name.is_empty() {
        parts.push(day.name.clone());
    }
    parts.join("   ")
}

/// The quarters, halves or whole hours that the columns of a band stand for.
#[derive(Debug, Clone, Copy)]
struct Scale {
    first_hour: i64,
    hours: i64,
    per_hour: i64,
}

impl Scale {
    /// Whole hours round everything that happens on the day, in as small steps as fit into so many columns.
    fn of(day: &Day, midnight: Instant, columns: i64) -> Self {
        let spans = day.people.iter().flat_map(|person| &person.spans);
        let spans: Vec<&Span> = spans.chain(&day.open).collect();
        let hour = |at: Instant| (at.0 - midnight.0).div_euclid(3_600_000);
        let first = spans.iter().map(|span| hour(span.from)).min().unwrap_or(8);
        let last = spans
            .iter()
            .map(|span| hour(Instant(span.until.0 - 1)) + 1)
            .max();
        let first_hour = (first - 1).max(0);
        let hours = (last.unwrap_or(17) + 1 - first_hour).max(1);
        let per_hour = [4, 2, 1].into_iter().find(|per| hours * per <= columns);
        Self {
            first_hour,
            hours,
            per_hour: per_hour.unwrap_or(1),
        }
    }

    fn columns(self) -> i64 {
        self.hours * self.per_hour
    }

    /// The middle of a column, on the clock of the wall.
    fn at(self, column: i64, date: NaiveDate, zone: chrono_tz::Tz) -> Instant {
        let step = 60 / self.per_hour;
        let minutes = self.first_hour * 60 + column * step + step / 2;
        let wall = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes);
        from_local(zone, wall)
    }

    /// The column in which a moment of this day lies.
    fn column(self, at: Instant, date: NaiveDate, zone: chrono_tz::Tz) -> Option<i64> {
        let local = at.local(zone);
        let days = local.date_naive().signed_duration_since(date).num_days();
        let minutes = days * 1440 + i64::from(local.hour() * 60 + local.minute());
        let column = (minutes - self.first_hour * 60).div_euclid(60 / self.per_hour);
        (0..self.columns()).contains(&column).then_some(column)
    }

    /// "8   9   10  11": each hour where it begins.
    fn heading(self) -> String {
        let wide = usize::try_from(self.per_hour).unwrap_or(1);
        let every = if wide >= 3 { 1 } else { 4 / wide };
        let mut line = String::new();
        for nth in (0..usize::try_from(self.hours).unwrap_or(0)).step_by(every) {
            let hour = (self.first_hour + i64::try_from(nth).unwrap_or(0)).rem_euclid(24);
            line.push_str(&text::left(&hour.to_string(), wide * every));
        }
        line
    }
}

/// What stands for a moment in a band.
fn sign(mark: &Mark<'_>, desk: Desk, words: &Words) -> char {
    match (mark, desk) {
        (Mark::Off, _) => ' ',
        (Mark::Break, _) => '·',
        (Mark::Work, Desk::Front) => '█',
        (Mark::Work, Desk::Back) => '▒',
        (Mark::Away(kind), _) => letter(kind, words),
    }
}

/// The letter of a reason in a band.
fn letter(kind: &str, words: &Words) -> char {
    let letter = words.word("absence-letter", kind);
    letter.chars().next().unwrap_or('?')
}

fn day(screen: &mut Roster, view: &View, body: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let Some(day) = view.days.first() else { return };
    let line = headline(day, view.today, look);
    text::put(canvas.buffer, body, 1, 0, &line, theme.accent);
    let wide = body.width >= WIDE;
    let (name, place) = (18, if wide { 30 } else { 0 });
    let zone = words.zone();
    let room =
        i64::from(body.width) - i64::from(name) - 4 - if wide { i64::from(place) + 2 } else { 0 };
    let midnight = crate::records::roster::midnight(day.date, zone);
    let scale = Scale::of(day, midnight, room);
    let now = scale.column(look.now, day.date, zone);
    if let Some(column) = now {
        let x = name + 4 + u16::try_from(column).unwrap_or(0);
        let marker = format!("▼{}", words.time(look.now));
        text::put(canvas.buffer, body, x, 1, &marker, theme.warn);
    }
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let working = day.of(person.staff);
            let band = working.map_or(String::new(), |working| {
                band(working, scale, day.date, words)
            });
            let is_otherwise = view.otherwise.contains_key(&(day.date, person.staff));
            let mark = if is_otherwise { "* " } else { "" };
            let mut cells = vec![format!("{mark}{}", person.name), band];
            if wide {
                cells.push(words.whereabouts(&person.whereabouts, look.now));
            }
            (person.staff.0, cells, theme.plain)
        })
        .collect();
    let mut columns = vec![
        Column::new(words.column_name(), name),
        Column::new(scale.heading(), 0),
    ];
    if wide {
        columns.push(Column::new(words.roster_now(), place));
    }
    let list = Rect {
        y: body.y + body.height.min(2),
        height: body.height.saturating_sub(2),
        ..body
    };
    let drawn = screen
        .list
        .draw(canvas.buffer, list, &columns, &rows, theme, look.focused);
    if let Some(column) = now {
        let x = list.x + name + 4 + u16::try_from(column).unwrap_or(0);
        for (_, row) in &drawn {
            let cell = Rect::new(x, row.y, 1, 1).intersection(canvas.buffer.area);
            canvas
                .buffer
                .set_style(cell, Style::new().add_modifier(Modifier::REVERSED));
        }
    }
    canvas.rows(drawn);
}

fn band(working: &Working, scale: Scale, date: NaiveDate, words: &Words) -> String {
    (0..scale.columns())
        .map(|column| {
            let at = scale.at(column, date, words.zone());
            sign(&working.mark(at), working.desk, words)
        })
        .collect()
}

/// "8–16:30", or what they are away for.
fn hours_of(working: &Working, words: &Words, columns: usize) -> String {
    let (Some(first), Some(last)) = (working.spans.first(), working.spans.last()) else {
        return "–".to_owned();
    };
    let whole = Span {
        from: first.from,
        until: last.until,
    };
    if let Some(away) = working.away.iter().find(|away| away.span.holds(whole)) {
        return text::clip(&words.word("absence-kind", &away.kind), columns);
    }
    let short = |at: Instant| {
        let time = words.time(at);
        let time = time.strip_suffix(":00").unwrap_or(&time);
        time.strip_prefix('0').unwrap_or(time).to_owned()
    };
    let mut shown = format!("{}–{}", short(whole.from), short(whole.until));
    if text::width(&shown) > columns {
        shown = shown.replace(':', "");
    }
    match working.away.first() {
        Some(away) if text::width(&shown) + 2 <= columns => {
            format!("{shown} {}", letter(&away.kind, words))
        }
        _ => shown,
    }
}

fn week(screen: &mut Roster, view: &View, body: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let (Some(first), Some(last)) = (view.days.first(), view.days.last()) else {
        return;
    };
    let mut line = format!("{} – {}", words.short_day(first.date), words.day(last.date));
    for day in view
        .days
        .iter()
        .filter(|day| day.holiday.is_some() || !day.name.is_empty())
    {
        let holiday = day.holiday.map(|holiday| words.word("holiday", holiday));
        let name = holiday.unwrap_or_else(|| day.name.clone());
        line.push_str(&format!("   {}: {name}", words.short_day(day.date)));
    }
    text::put(canvas.buffer, body, 1, 0, &line, theme.accent);
    let wide = body.width >= WIDE;
    let name = if wide { 18 } else { 6 };
    let each = usize::from(body.width.saturating_sub(name + 4) / 7).max(2);
    let heading: String = view
        .days
        .iter()
        .map(|day| {
            let mark = if Some(day.date) == view.today {
                "*"
            } else {
                ""
            };
            let text = format!(
                "{mark}{} {}",
                words.weekday(day.date),
                day.date.format("%-d")
            );
            text::left(&text, each)
        })
        .collect();
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let hours: String = view
                .days
                .iter()
                .map(|day| {
                    let hours = day
                        .of(person.staff)
                        .map(|working| hours_of(working, words, each.saturating_sub(1)));
                    text::left(&hours.unwrap_or_default(), each)
                })
                .collect();
            let who = if wide { &person.name } else { &person.code };
            (person.staff.0, vec![who.clone(), hours], theme.plain)
        })
        .collect();
    let columns = [
        Column::new(
            if wide {
                words.column_name()
            } else {
                words.column_code()
            },
            name,
        ),
        Column::new(heading, 0),
    ];
    let list = Rect {
        y: body.y + body.height.min(1),
        height: body.height.saturating_sub(1),
        ..body
    };
    let drawn = screen
        .list
        .draw(canvas.buffer, list, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

fn absences(
    screen: &mut Roster,
    view: &View,
    body: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    if view.absences.is_empty() {
        let columns = usize::from(body.width.saturating_sub(4));
        for (y, line) in (0..).zip(text::wrap(&words.roster_no_absences(), columns)) {
            text::put(canvas.buffer, body, 2, y, &line, theme.dim);
        }
        return;
    }
    let rows: Vec<_> = view
        .absences
        .iter()
        .map(|absence| {
            let (state, style) = state_of(absence, look);
            let cells = vec![
                absence.name.clone(),
                words.word("absence-kind", absence.kind.as_str()),
                words.span(absence.span.from, absence.span.until, look.now),
                state,
                absence.number.clone(),
            ];
            (absence.id, cells, style)
        })
        .collect();
    let columns = [
        Column::new(words.column_name(), 18),
        Column::new(words.roster_kind(), 10),
        Column::new(words.roster_when(), 0),
        Column::new(words.column_state(), 12),
        Column::new(words.roster_number(), 13).from(90),
    ];
    let drawn = screen
        .list
        .draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// What an absence is now: waits, comes, runs or is over.
fn state_of(absence: &Absence, look: &Look<'_>) -> (String, Style) {
    use super::absence::State;
    let (words, theme) = (look.words, look.theme);
    match absence.state {
        State::Asked => (words.roster_waits(), theme.warn),
        State::Approved if absence.span.until <= look.now => (words.roster_over(), theme.dim),
        State::Approved if absence.is_running(look.now) => (words.roster_runs(), theme.good),
        State::Approved | State::Declined | State::Withdrawn => (
            words.word("absence-state", absence.state.as_str()),
            theme.plain,
        ),
    }
}

fn here(screen: &mut Roster, view: &View, body: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let style = match person.whereabouts {
                Whereabouts::Here(_) => theme.good,
                Whereabouts::Missing(_) => theme.warn,
                Whereabouts::Away(..) | Whereabouts::Later(_) => theme.plain,
                Whereabouts::Gone(_) | Whereabouts::NotToday => theme.dim,
            };
            let terminal = match &person.whereabouts {
                Whereabouts::Here(terminal) => terminal.clone(),
                _ => String::new(),
            };
            let cells = vec![
                person.name.clone(),
                words.whereabouts(&person.whereabouts, look.now),
                words.word("desk", person.desk.as_str()),
                terminal,
            ];
            (person.staff.0, cells, style)
        })
        .collect();
    let columns = [
        Column::new(words.column_name(), 20),
        Column::new(words.roster_now(), 0),
        Column::new(words.column_desk(), 12),
        Column::new(words.column_terminal(), 14).from(76),
    ];
    let drawn = screen
        .list
        .draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// What the marks mean, and more about what is chosen.
fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    match screen.mode {
        Mode::Day => {
            let mut lines = vec![legend(view, words)];
            lines.extend(person_line(screen, view, look));
            lines
        }
        Mode::Week => {
            let Some(person) = view.chosen(screen) else {
                return Vec::new();
            };
            let days = view.days.iter().filter_map(|day| day.of(person.staff));
            let minutes: i64 = days
                .flat_map(|day| &day.spans)
                .map(|span| span.minutes())
                .sum();
            vec![words.roster_week_of(
                named::Hours(words.duration(minutes * 60_000)),
                named::Name(person.name.as_str()),
            )]
        }
        Mode::Absences => {
            let Some(absence) = view.absence(screen) else {
                return Vec::new();
            };
            let (state, _) = state_of(absence, look);
            let mut lines = vec![format!("{}   {}   {state}", absence.number, absence.name)];
            // Why somebody is away is for themselves and for who decides.
            if absence.staff == look.who.staff || look.who.may(Duty::Management) {
                lines.extend([absence.note.clone(), absence.words.clone()]);
            }
            lines.retain(|line| !line.is_empty());
            lines
        }
        Mode::Here => {
            let count = view
                .people
                .iter()
                .filter(|person| matches!(person.whereabouts, Whereabouts::Here(_)));
            vec![words.roster_here_count(named::All(view.people.len()), named::Here(count.count()))]
        }
    }
}

/// "█ front desk  ▒ back office  · break  H holiday": the letters of those reasons that are in sight.
fn legend(view: &View, words: &Words) -> String {
    let mut parts = vec![
        format!("█ {}", words.word("desk", "front")),
        format!("▒ {}", words.word("desk", "back")),
        format!("· {}", words.roster_break()),
    ];
    let people = view.days.iter().flat_map(|day| &day.people);
    let away: Vec<&str> = people
        .flat_map(|person| &person.away)
        .map(|away| away.kind.as_str())
        .collect();
    for kind in AbsenceKind::ALL.iter().map(|kind| kind.as_str()) {
        if away.contains(&kind) {
            let word = words.word("absence-kind", kind);
            parts.push(format!("{} {word}", letter(kind, words)));
        }
    }
    parts.join("  ")
}

/// The hours of the chosen person on the day, where they are, and what was said about the day.
fn person_line(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    let (Some(person), Some(working)) = (view.chosen(screen), view.working(screen)) else {
        return Vec::new();
    };
    let hours: Vec<String> = working
        .spans
        .iter()
        .map(|span| format!("{}–{}", words.time(span.from), words.time(span.until)))
        .collect();
    let mut parts = vec![person.name.clone()];
    if hours.is_empty() {
        parts.push(words.roster_off());
    } else {
        parts.push(hours.join(", "));
        parts.push(words.word("desk", working.desk.as_str()));
    }
    if view.date == view.today {
        parts.push(words.whereabouts(&person.whereabouts, look.now));
    }
    let mut lines = vec![parts.join("   ")];
    let away = working.away.iter().map(|away| {
        let span = words.span(away.span.from, away.span.until, look.now);
        format!("{} {span}", words.word("absence-kind", &away.kind))
    });
    let mut more: Vec<String> = away.collect();
    if let Some(otherwise) = view.otherwise(screen) {
        let note = if otherwise.note.is_empty() {
            words.roster_otherwise()
        } else {
            words.roster_otherwise_because(otherwise.note.as_str())
        };
        more.push(format!("* {note}"));
    }
    lines.push(more.join("   "));
    lines
}

/// The hours as one types them.
pub(super) fn typed(working: Option<&Working>, zone: chrono_tz::Tz) -> String {
    let spans = working
        .map(|working| working.spans.as_slice())
        .unwrap_or_default();
    let time = |at: Instant| at.local(zone).format("%H:%M").to_string();
    let spans: Vec<String> = spans
        .iter()
        .map(|span| format!("{}-{}", time(span.from), time(span.until)))
        .collect();
    let text = spans.join(",");
    match Hours::parse(&text) {
        Some(hours) if !hours.is_off() => text,
        _ => "off".to_owned(),
    }
}
