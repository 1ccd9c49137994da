//! Draws the card of a customer.

use super::customer_card::CustomerCard;
use super::draw_card::{joined, tell, wrapped};
use crate::model::Money;
use crate::pane::{Look, thread_lines};
use crate::ui::panel::Row;
use crate::words::named;
use ratatui::style::Style;

/// The card in so many columns: what stands ready and what is owed first, then who they are, then what happened.
pub(in crate::front) fn rows(card: &CustomerCard, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let blocks = [
        now(card, look),
        thread_lines(&card.threads, look),
        who(card, look),
    ];
    let filled = blocks.into_iter().filter(|block| !block.is_empty());
    for (nth, block) in filled.enumerate() {
        if nth > 0 {
            rows.push(Row::blank());
        }
        rows.extend(wrapped(&block, columns));
    }
    if !card.lately.is_empty() {
        rows.push(Row::rule(look.words.card_happened(), ""));
        rows.extend(lately(card, look));
    } else if card.erased {
        rows.push(Row::blank());
        rows.push(Row::text(0, look.words.customer_erased(), look.theme.dim));
    }
    rows
}

/// What stands ready, what runs, what is owed.
fn now(card: &CustomerCard, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let mut lines = Vec::new();
    if let Some(into) = &card.merged_into {
        lines.push((words.customer_merged_into(into.as_str()), theme.bad));
    }
    for parcel in &card.ready {
        lines.push((
            words.customer_ready(
                named::Order(parcel.order.as_str()),
                named::Parcel(parcel.parcel.as_str()),
                named::Place(parcel.place.as_str()),
                named::When(words.when(parcel.since, look.now)),
            ),
            theme.good,
        ));
    }
    if card.is_hidden {
        return lines;
    }
    lines.push(match (card.open, card.first_order) {
        (0, None) => (words.customer_no_orders(), theme.dim),
        (0, Some(_)) => (words.customer_nothing_open(), theme.dim),
        (open, _) => (words.customer_open(open), theme.plain),
    });
    if card.unpaid > Money::ZERO {
        lines.push((words.customer_unpaid(words.money(card.unpaid)), theme.warn));
    }
    let owes = words.money(card.on_account);
    match card.limit {
        Some(limit) if card.on_account > Money::ZERO || limit > Money::ZERO => {
            let style = if card.on_account > limit {
                theme.bad
            } else {
                theme.plain
            };
            lines.push((
                words.customer_on_account_of(named::Limit(words.money(limit)), named::Owes(owes)),
                style,
            ));
        }
        None if card.on_account > Money::ZERO => {
            lines.push((words.customer_on_account(owes), theme.warn));
        }
        _ => {}
    }
    lines
}

/// Who they are and how they are reached.
fn who(card: &CustomerCard, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let of = &card.card;
    if card.is_hidden {
        return vec![(words.card_hidden(), theme.dim)];
    }
    let mut lines = vec![joined(&[&of.contact, &of.phone, &of.email])];
    for one in &card.contacts {
        let name = match (one.name.as_str(), one.role.as_str()) {
            (name, "") => name.to_owned(),
            ("", role) => role.to_owned(),
            (name, role) => format!("{name} ({role})"),
        };
        lines.push(joined(&[&name, &one.phone, &one.email]));
    }
    let city = format!("{} {}", of.postal_code, of.city);
    lines.push(joined(&[&of.street, city.trim(), &of.country]));
    let ids = [
        (words.customers_company_id(), &of.company_id),
        (words.customers_vat_id(), &of.vat_id),
    ];
    let ids: Vec<_> = ids
        .iter()
        .filter(|(_, id)| !id.is_empty())
        .map(|(label, id)| format!("{label} {id}"))
        .collect();
    lines.push(ids.join("  "));
    if let Some(at) = card.first_order {
        lines.push(words.customer_since(words.date(at)));
    }
    if !of.note.is_empty() {
        lines.push(words.card_note(of.note.replace('\n', " / ")));
    }
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| (line, theme.plain))
        .collect()
}

/// What happened lately, newest first.
fn lately(card: &CustomerCard, look: &Look<'_>) -> Vec<Row> {
    let told = card.lately.iter().map(|one| {
        let what = look.words.word("verb", &one.verb.replace('.', "-"));
        (one.at, format!("{}  {what}", one.order), one.who.clone())
    });
    tell(told.collect(), look)
}
