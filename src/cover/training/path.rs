//! The chosen cell's path: what holds, how lately it was used, and what is missing before the next level.

use super::matrix::{Cell, Person, Planned};
use super::screen::{View, next_level};
use crate::model::{Duty, Instant, Level};
use crate::pane::Look;
use crate::records::training::days_left;
use crate::words::named;
use ratatui::style::Style;

const NO_BREAK_SPACE: &str = "\u{a0}";

/// What there is to say about somebody in a duty: what holds, how lately it was used, and what is missing before the next level.
pub(super) fn path(
    view: &View,
    person: &Person,
    duty: Duty,
    cell: Option<&Cell>,
    look: &Look<'_>,
) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let title = format!("{}: {}", person.name, words.duty(duty));
    let mut lines = vec![(title, theme.accent), signed(cell, look)];
    if let Some(loss) = &view.loss {
        let said = if loss.bare + loss.single == 0 {
            words.training_no_loss()
        } else {
            words.training_loss(
                named::Bare(words.hours(loss.bare)),
                named::Single(words.hours(loss.single)),
            )
        };
        lines.push((said, if loss.bare > 0 { theme.bad } else { theme.warn }));
    }
    let last = view.matrix.practised.get(&(person.staff, duty));
    let verb = |name: &str| words.word("verb", &name.replace('.', "-"));
    lines.push(match last {
        Some(at) => {
            let done: Vec<String> = view
                .evidence
                .iter()
                .map(|one| format!("{} {}×", verb(&one.verb), one.times))
                .collect();
            let at = words.when(*at, look.now);
            (
                words.training_last(named::At(at), named::Done(done.join(", "))),
                theme.plain,
            )
        }
        None => (words.training_never(), theme.dim),
    });
    if let Some(next) = next_level(cell, duty, look.now) {
        lines.push(way(view, next, look));
    }
    if let Some(plan) = view.matrix.plan_of(person.staff, duty) {
        lines.push((planned(plan, look), theme.plain));
    }
    for step in &view.steps {
        let what = words.word("training-step", &step.step);
        let mut line = format!(
            "{}  {what}: {}",
            words.when(step.at, look.now),
            verb(&step.card)
        );
        if !step.result.is_empty() {
            line.push_str(&format!("  {}", step.result));
        }
        if !step.trainer.is_empty() {
            line.push_str(&format!("  {}", words.training_with(step.trainer.as_str())));
        }
        lines.push((line, theme.dim));
    }
    lines
}

/// What was signed off, by whom, and until when it holds.
fn signed(cell: Option<&Cell>, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    let Some(cell) = cell else {
        return (words.training_untrained(), theme.dim);
    };
    let mut line = words.training_signed(
        named::At(words.date(cell.signed_at)),
        named::Level(words.level(cell.level)),
        named::Who(cell.signer.as_str()),
    );
    if let Some(discount) = cell.discount_max {
        line.push_str(&format!(
            "; {}",
            words.training_discount(words.discount(discount))
        ));
    }
    let Some(until) = cell.until else {
        return (line, theme.plain);
    };
    let day = words.date(Instant(until.0 - 1));
    if until <= look.now {
        return (
            format!("{line}; {}", words.training_ran_out(day)),
            theme.bad,
        );
    }
    match days_left(until, look.now) {
        Some(days) => {
            let runs_out = words.training_runs_out(named::Day(day), named::Days(days));
            (format!("{line}; {runs_out}"), theme.warn)
        }
        None => (format!("{line}; {}", words.staff_until(day)), theme.plain),
    }
}

/// "to cover:  □ 3 of 11 cards read  ■ practised  □ under supervision  □ signed off".
fn way(view: &View, next: Level, look: &Look<'_>) -> (String, Style) {
    let words = look.words;
    let mark = |is_done| if is_done { "■" } else { "□" };
    let mut parts = vec![words.training_next(words.level(next))];
    let (read, all) = view.cards;
    if all > 0 {
        let cards = words.training_cards_read(named::All(all), named::Read(read));
        parts.push(format!("{} {cards}", mark(read == all)));
    }
    for step in ["practised", "supervised"] {
        let is_done = view
            .steps
            .iter()
            .any(|one| one.step == step && one.is_whole());
        parts.push(format!(
            "{} {}",
            mark(is_done),
            words.word("training-step", step)
        ));
    }
    parts.push(format!("□ {}", words.training_step_signed()));
    // A line breaks between the steps, never between a box and what it stands for.
    let whole = parts.iter().map(|part| part.replace(' ', NO_BREAK_SPACE));
    let line = whole.collect::<Vec<_>>().join("  ");
    (line, look.theme.good)
}

fn planned(plan: &Planned, look: &Look<'_>) -> String {
    let words = look.words;
    let mut line = words.training_plan_line(
        named::Day(words.date(Instant(plan.due.0 - 1))),
        named::Level(words.level(plan.level)),
        named::Plan(plan.number.as_str()),
    );
    if !plan.trainer.is_empty() {
        line.push_str(&format!(
            "  {}",
            words.training_teaches(plan.trainer.as_str())
        ));
    }
    line
}
