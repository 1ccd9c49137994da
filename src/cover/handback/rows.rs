//! A hand-back sheet as rows that a screen and a paper share, and as JSON: the same figures everywhere.

use super::sheet::{DrawerCounted, Sheet, SheetLine};
use crate::model::text::safe;
use crate::model::{Instant, Money};
use crate::pane::{Look, Place};
use crate::ui::text;
use crate::words::{Words, named};
use ratatui::style::Style;
use serde_json::{Value, json};

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// The heading of what follows.
    Heading,
    /// To be confirmed or disputed.
    Review,
    /// Did not go as it should.
    Problem,
    /// Anything else.
    Plain,
}

/// One row.
#[derive(Debug, Clone)]
pub(super) struct SheetRow {
    /// Of a line its place in the journal; below zero for everything else.
    pub(super) key: i64,
    /// How it looks.
    pub(super) tone: Tone,
    /// At the left.
    pub(super) left: String,
    /// The same as a thing to do: without when it happened.
    pub(super) thing: String,
    /// At the right: an answer, an amount, a time.
    pub(super) right: String,
    /// Where it belongs.
    pub(super) place: Option<Place>,
}

impl SheetRow {
    /// Its key, its cells and how it looks, for a list.
    pub(super) fn shown(&self, look: &Look<'_>) -> (i64, Vec<String>, Style) {
        let (mark, style) = match self.tone {
            Tone::Heading => ("", look.theme.accent),
            Tone::Review => ("? ", look.theme.warn),
            Tone::Problem => ("! ", look.theme.bad),
            Tone::Plain => ("  ", look.theme.plain),
        };
        let cells = vec![format!("{mark}{}", self.left), self.right.clone()];
        (self.key, cells, style)
    }
}

/// Rows that are added one after the other.
#[derive(Default)]
pub(super) struct Rows(pub(super) Vec<SheetRow>);

impl Rows {
    pub(super) fn add(&mut self, tone: Tone, left: String, right: String, place: Option<Place>) {
        let key = -1 - i64::try_from(self.0.len()).unwrap_or_default();
        self.0.push(SheetRow {
            key,
            tone,
            thing: left.clone(),
            left,
            right,
            place,
        });
    }

    pub(super) fn heading(&mut self, text: String) {
        self.add(Tone::Heading, text, String::new(), None);
    }
}

/// All rows of a sheet: money and goods that are less with their sum, what is to be reviewed, what went wrong, what was promised and asked, money, then everything by customer and
/// order.
pub(super) fn rows(sheet: &Sheet, words: &Words, now: Instant) -> Vec<SheetRow> {
    let mut rows = Rows::default();
    let several = sheet.chain.len() > 1;
    let (first, rest): (Vec<_>, Vec<_>) = sheet
        .lines
        .iter()
        .partition(|line| line.what.at_stake.is_some() || line.review || line.problem);
    let (stakes, first): (Vec<_>, Vec<_>) = first
        .into_iter()
        .partition(|line| line.what.at_stake.is_some());
    if let Some(sum) = sheet.at_stake() {
        rows.heading(words.sheet_head_stake());
        for line in stakes {
            rows.0.push(line_row(line, several, true, words));
        }
        let tone = if sum > Money::ZERO {
            Tone::Problem
        } else {
            Tone::Plain
        };
        rows.add(tone, words.sheet_stake_sum(), words.money(sum), None);
    }
    for (is_review, heading) in [
        (true, words.sheet_head_review()),
        (false, words.sheet_head_problems()),
    ] {
        let lines = first.iter().filter(|line| line.review == is_review);
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            rows.heading(heading);
        }
        for line in lines {
            rows.0.push(line_row(line, several, true, words));
        }
    }
    promised(sheet, words, now, &mut rows);
    money(sheet, words, &mut rows);
    let mut group = None;
    for line in rest {
        let of = (line.customer.clone(), line.order.clone());
        if group.as_ref() != Some(&of) {
            let heading = match &of {
                (Some(customer), Some(order)) => format!("{customer}  {order}"),
                _ => words.sheet_head_other(),
            };
            let place = of.1.clone().map(Place::Order);
            rows.add(Tone::Heading, heading, String::new(), place);
            group = Some(of);
        }
        rows.0.push(line_row(line, several, false, words));
    }
    rows.0
}

fn line_row(line: &SheetLine, several: bool, with_order: bool, words: &Words) -> SheetRow {
    let what = words.word("verb", &line.verb.replace('.', "-"));
    // A cover lasts twelve hours at most; its day stands in the heading.
    let mut left = format!("{}  {what}", words.time(line.at));
    let customer = line.customer.as_deref().unwrap_or_default();
    let about = format!("{} {customer}", line.subject);
    let thing = format!("{} ({what})", about.trim());
    if line.order.as_ref() != Some(&line.subject) || with_order {
        left.push_str(&format!("  {}", line.subject));
    }
    if with_order && !customer.is_empty() {
        left.push_str(&format!("  {customer}"));
    }
    if several {
        left.push_str(&format!("  ({})", line.cover));
    }
    let said = line.what.said(words);
    if !said.is_empty() {
        left.push_str(&format!("  {said}"));
    }
    let answer = line.answer.as_deref();
    let answer = answer.map(|answer| words.word("answer", answer));
    let answer = answer.unwrap_or_default();
    let right = if line.words.is_empty() {
        answer
    } else {
        format!("{answer}: {}", line.words)
    };
    SheetRow {
        key: line.seq,
        tone: match (line.needs_a_look(), line.problem) {
            (true, _) => Tone::Review,
            (false, true) => Tone::Problem,
            (false, false) => Tone::Plain,
        },
        left,
        thing,
        right,
        place: line.order.clone().map(Place::Order),
    }
}

fn promised(sheet: &Sheet, words: &Words, now: Instant, rows: &mut Rows) {
    if !sheet.promised.is_empty() {
        rows.heading(words.sheet_head_promised());
    }
    for promise in &sheet.promised {
        let tone = if promise.due <= now {
            Tone::Problem
        } else {
            Tone::Plain
        };
        let (left, place) = if promise.is_call {
            let call = words.sheet_call_back(promise.whom.trim());
            (
                call,
                Place::Talk(crate::pane::Talk::Thread(promise.number.clone())),
            )
        } else {
            let order = format!("{}  {}", promise.number, promise.whom);
            (order, Place::Order(promise.number.clone()))
        };
        rows.add(tone, left, words.when(promise.due, now), Some(place));
    }
    if !sheet.questions.is_empty() {
        rows.heading(words.sheet_head_questions());
    }
    for thread in &sheet.questions {
        let about = thread.order.clone().unwrap_or_default();
        let left = format!("{}  {}  {about}", thread.number, thread.subject);
        let right = words.word("thread-state", thread.state.as_str());
        let place = Place::Talk(crate::pane::Talk::Thread(thread.number.clone()));
        rows.add(Tone::Plain, left.trim_end().to_owned(), right, Some(place));
    }
}

fn money(sheet: &Sheet, words: &Words, rows: &mut Rows) {
    if sheet.money.is_empty() && sheet.drawers.is_empty() {
        return;
    }
    rows.heading(words.sheet_head_money());
    for taken in &sheet.money {
        let means = words.word("means", &taken.means);
        let left = words.sheet_taken(named::Means(means), named::Times(taken.times));
        rows.add(Tone::Plain, left, words.money(taken.amount), None);
    }
    for drawer in &sheet.drawers {
        let left = words.sheet_drawer(
            named::Drawer(drawer.number.as_str()),
            named::Float(words.money(drawer.float)),
        );
        let right = match drawer.counted {
            Some(counted) => words.sheet_counted(words.money(counted)),
            None => words.sheet_not_counted(),
        };
        rows.add(Tone::Plain, left, right, None);
        if let Some(taken) = &drawer.taken {
            let (from, name) = (
                named::Drawer(taken.number.as_str()),
                named::Name(taken.name.as_str()),
            );
            let left = if taken.alone {
                words.sheet_taken_alone(from, name)
            } else {
                words.sheet_taken_over(from, name)
            };
            rows.add(Tone::Plain, left, words.money(taken.counted), None);
            counts(&taken.counts, words, rows);
            difference(taken.difference, &taken.reason, words, rows);
        }
        if drawer.counts.len() > 1 {
            counts(&drawer.counts, words, rows);
        }
        difference(drawer.difference, &drawer.reason, words, rows);
    }
}

/// Every count of a drawer, by whom.
fn counts(counts: &[(String, Money)], words: &Words, rows: &mut Rows) {
    for (name, counted) in counts {
        let left = words.sheet_counted_by(name.as_str());
        rows.add(Tone::Plain, left, words.money(*counted), None);
    }
}

fn difference(difference: Money, reason: &str, words: &Words, rows: &mut Rows) {
    if difference != Money::ZERO {
        let left = words.sheet_difference(reason);
        rows.add(Tone::Problem, left, words.money(difference), None);
    }
}

/// Who stood in for whom, from when until when, and how it ended; then the notes.
pub(super) fn heading(sheet: &Sheet, words: &Words, now: Instant) -> Vec<String> {
    let cover = &sheet.cover;
    let began = cover.starts_at.unwrap_or(cover.ends_at);
    let ended = cover.ended_at.unwrap_or(cover.ends_at);
    let mut lines = vec![words.sheet_intro(
        named::Coverer(sheet.coverer.as_str()),
        named::Owner(sheet.owner.as_str()),
    )];
    lines.push(words.sheet_span(
        named::Duties(words.duties(cover.duties)),
        named::Span(words.span(began, ended, now)),
    ));
    if sheet.chain.len() > 1 {
        let chain: Vec<String> = sheet
            .chain
            .iter()
            .map(|(number, name)| format!("{number} {name}"))
            .collect();
        lines.push(words.sheet_chain(chain.join(" → ")));
    }
    lines.extend(sheet.notes.iter().map(|note| note.replace('\n', " / ")));
    if !cover.first_thing.is_empty() {
        lines.push(words.sheet_first_is(cover.first_thing.as_str()));
    }
    lines
}

/// The sheet as a paper of so many columns.
#[must_use]
pub fn paper(sheet: &Sheet, words: &Words, now: Instant, columns: usize) -> Vec<String> {
    let rule = "-".repeat(columns);
    let mut lines = vec![words.sheet_title(sheet.cover.number.as_str())];
    for line in heading(sheet, words, now) {
        lines.extend(text::wrap(&safe(&line), columns));
    }
    let rows = rows(sheet, words, now);
    if rows.is_empty() {
        lines.push(rule.clone());
        lines.push(words.sheet_empty());
    }
    lines.extend(on_paper(&rows, columns));
    lines.push(rule);
    lines
}

/// Rows as lines of a paper of so many columns.
pub(super) fn on_paper(rows: &[SheetRow], columns: usize) -> Vec<String> {
    let rule = "-".repeat(columns);
    let mut lines = Vec::new();
    for row in rows {
        let (left, right) = (safe(&row.left).into_owned(), safe(&row.right).into_owned());
        if row.tone == Tone::Heading {
            lines.push(rule.clone());
            lines.push(left);
            continue;
        }
        let mark = match row.tone {
            Tone::Review => "? ",
            Tone::Problem => "! ",
            Tone::Heading | Tone::Plain => "  ",
        };
        let parts = text::wrap(&left, columns.saturating_sub(2));
        let marked = |(nth, part): (usize, String)| {
            let before = if nth == 0 { mark } else { "  " };
            format!("{before}{part}")
        };
        let mut parts: Vec<String> = parts.into_iter().enumerate().map(marked).collect();
        let used = parts.last().map_or(0, |last| text::width(last)) + text::width(&right);
        if used < columns
            && let Some(last) = parts.last_mut()
        {
            last.push_str(&" ".repeat(columns - used));
            last.push_str(&right);
        } else {
            for part in text::wrap(&right, columns.saturating_sub(4)) {
                parts.push(format!("    {part}"));
            }
        }
        lines.extend(parts.into_iter().map(|part| part.trim_end().to_owned()));
    }
    lines
}

/// Everything of the sheet but the cover itself, with names for scripts.
#[must_use]
pub fn sheet_json(sheet: &Sheet) -> Value {
    let line_of = |line: &SheetLine| {
        json!({"line": line.seq, "at": line.at, "cover": line.cover, "verb": line.verb, "subject": line.subject, "order": line.order, "customer": line.customer,
            "review": line.review, "problem": line.problem, "answer": line.answer, "words": line.words, "what": line.what.json()})
    };
    let chain: Vec<_> = sheet
        .chain
        .iter()
        .map(|(number, coverer)| json!({"cover": number, "coverer": coverer}))
        .collect();
    let money: Vec<_> = sheet
        .money
        .iter()
        .map(|taken| json!({"means": taken.means, "amount": taken.amount, "times": taken.times}))
        .collect();
    let drawers: Vec<_> = sheet.drawers.iter().map(drawer_json).collect();
    let promised: Vec<_> = sheet
        .promised
        .iter()
        .map(|promise| json!({"number": promise.number, "whom": promise.whom.trim(), "due": promise.due, "call_back": promise.is_call}))
        .collect();
    let questions: Vec<_> = sheet
        .questions
        .iter()
        .map(|thread| json!({"question": thread.number, "subject": thread.subject, "order": thread.order, "state": thread.state}))
        .collect();
    json!({"chain": chain, "notes": sheet.notes, "sheet": sheet.lines.iter().map(line_of).collect::<Vec<_>>(), "money": money, "drawers": drawers,
        "promised": promised, "questions": questions, "at_stake": sheet.at_stake(), "first": sheet.cover.first_thing})
}

fn drawer_json(drawer: &DrawerCounted) -> Value {
    let counts = |counts: &[(String, Money)]| -> Vec<Value> {
        let count = |(name, counted): &(String, Money)| json!({"by": name, "counted": counted});
        counts.iter().map(count).collect()
    };
    let taken = drawer.taken.as_ref().map(|taken| {
        json!({"drawer": taken.number, "from": taken.name, "alone": taken.alone, "counted": taken.counted, "difference": taken.difference,
            "reason": taken.reason, "counts": counts(&taken.counts)})
    });
    json!({"drawer": drawer.number, "float": drawer.float, "counted": drawer.counted, "difference": drawer.difference, "reason": drawer.reason,
        "counts": counts(&drawer.counts), "taken_over": taken})
}
