//! The customer beside the card: how they are reached, what they owe, whom to call back, what they take most, their last orders.

use super::badge::{moment, short};
use super::beside::Habits;
use super::customer_card::CustomerCard;
use super::draw_card::{joined, labelled};
use super::draw_day::away;
use super::screen::{Subject, View};
use crate::model::{Money, ThreadKind, ThreadState};
use crate::pane::Look;
use crate::ui::panel::Row;
use crate::ui::{Panel, text};
use ratatui::style::Modifier;

/// How wide the bars of what is taken most are.
const BAR_COLUMNS: i64 = 8;

/// The panel of whose card is shown; none where that has not been read.
pub(super) fn rows(
    view: &View,
    shown: Option<Subject>,
    columns: u16,
    look: &Look<'_>,
) -> Option<(Panel, Vec<Row>)> {
    let words = look.words;
    match shown? {
        Subject::Order(number) => {
            let card = view
                .card
                .as_ref()
                .filter(|card| card.order.number == number)?;
            let customer = &view.beside.as_ref()?.customer;
            let panel = Panel {
                remark: card.customer_code.clone(),
                ..Panel::of(words.column_customer())
            };
            let mut rows = who(customer, columns, look);
            rows.extend(calls(customer, columns, look));
            rows.extend(habits(&view.habits, look));
            Some((panel, rows))
        }
        // Who they are stands on their own card.
        Subject::Customer(code) => {
            view.person.as_ref().filter(|card| card.card.code == code)?;
            let mut rows = habits(&view.habits, look).into_iter();
            rows.next()?;
            Some((Panel::of(words.card_buys_most()), rows.collect()))
        }
    }
}

fn who(card: &CustomerCard, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let of = &card.card;
    let strong = theme.plain.add_modifier(Modifier::BOLD);
    let city = format!("{} {}", of.postal_code, of.city);
    let owes = card.unpaid.plus(card.on_account).unwrap_or(Money::ZERO);
    let owes = if owes > Money::ZERO {
        words.amount(owes)
    } else {
        String::new()
    };
    let facts = [
        (words.card_person(), of.contact.clone(), theme.plain),
        (words.card_phone(), of.phone.clone(), strong),
        (words.card_email(), of.email.clone(), theme.plain),
        (
            words.card_address(),
            joined(&[&of.street, city.trim()]),
            theme.plain,
        ),
        (words.card_company(), of.company_id.clone(), theme.plain),
        (words.card_owes(), owes, theme.warn),
    ];
    if card.is_hidden {
        let lines = text::wrap(&words.card_hidden(), usize::from(columns));
        return lines
            .into_iter()
            .map(|line| Row::text(0, line, theme.dim))
            .collect();
    }
    let known = facts.into_iter().filter(|(_, fact, _)| !fact.is_empty());
    let known: Vec<_> = known
        .map(|(label, fact, style)| (label, vec![(fact, style)]))
        .collect();
    labelled(&known, columns)
}

fn calls(card: &CustomerCard, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let mut rows = Vec::new();
    for thread in &card.threads {
        let due = thread.due_at.filter(|_| {
            thread.kind == ThreadKind::CallBack && thread.state != ThreadState::Settled
        });
        let Some(due) = due else { continue };
        rows.push(Row::rule(words.counter_call_back(), away(due, look)));
        let style = if due <= look.now {
            theme.bad
        } else {
            theme.warn
        };
        let said = thread.last.words.replace('\n', " / ");
        let lines = text::wrap(&said, usize::from(columns.saturating_sub(6)));
        for (nth, line) in lines.into_iter().take(3).enumerate() {
            let row = if nth == 0 {
                Row::text(0, moment(due, look), style)
            } else {
                Row::blank()
            };
            rows.push(row.and(6, line, theme.plain));
        }
    }
    rows
}

/// What they take most, then their last orders, each behind its name.
fn habits(habits: &Habits, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let mut rows = Vec::new();
    let most = habits.items.first().map_or(0, |(_, orders)| *orders);
    if most > 0 {
        rows.push(Row::rule(words.card_buys_most(), ""));
    }
    for (name, orders) in &habits.items {
        let full = (BAR_COLUMNS * orders / most.max(1)).clamp(1, BAR_COLUMNS);
        let bar = |mark: &str, count: i64| mark.repeat(usize::try_from(count).unwrap_or(0));
        let dots = u16::try_from(BAR_COLUMNS - full).unwrap_or(0);
        rows.push(
            Row::text(0, name.as_str(), theme.plain)
                .right(dots, bar("■", full), theme.accent)
                .right(0, bar("·", BAR_COLUMNS - full), theme.dim),
        );
    }
    if !habits.last.is_empty() {
        let count = super::beside::said_count(habits.orders);
        let title = format!("{} {count}", words.card_last_orders());
        rows.push(Row::rule(title, ""));
    }
    for last in &habits.last {
        rows.push(
            Row::text(0, words.day_and_month_of(last.placed_at), theme.dim)
                .and(9, short(&last.number), theme.plain)
                .right(0, words.amount(last.total), theme.plain)
                .key(-last.id),
        );
    }
    rows
}
