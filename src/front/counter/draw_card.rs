//! Draws the card of an order.

use super::card::Card;
use crate::model::{Commercial, Discount, Duty, Instant, Money, MoneyState, Quantity};
use crate::office::Standing;
use crate::pane::{Look, thread_lines, undecided_line};
use crate::ui::text;
use crate::words::named;
use ratatui::style::Style;

/// A row of a card: how far it stands from the left, what it says, how it looks.
pub(super) type CardRow = (u16, String, Style);

/// The card in so many columns: the state first, then what stands in the way, then lines and story.
pub(super) fn rows(card: &Card, columns: u16, look: &Look<'_>) -> Vec<CardRow> {
    let mut rows = wrapped(&head(card, look), columns);
    let wide = usize::from(columns.saturating_sub(2));
    let below = goods(card, wide, look).into_iter().chain(story(card, look));
    rows.extend(below.map(|(line, style)| (1, line, style)));
    rows
}

/// The state, and what stands in the way.
fn head(card: &Card, look: &Look<'_>) -> Vec<(String, Style)> {
    let mut lines: Vec<(String, Style)> = Vec::new();
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    lines.push((format!("{}  {}", order.number, card.customer), theme.title));
    let where_it_is = words.word("fulfilment", order.states.fulfilment.as_str());
    let runs = words.word("commercial", order.states.commercial.as_str());
    // What stops an order says more than where its goods are.
    let (state, besides) = match order.states.commercial {
        Commercial::Taken if !card.exceptions.is_empty() => {
            (words.word("commercial", "undecided"), String::new())
        }
        Commercial::Taken | Commercial::Closed => (where_it_is, runs),
        Commercial::Cancelled | Commercial::Lapsed => (runs, String::new()),
        Commercial::Quote | Commercial::Sent | Commercial::OnHold => (runs, where_it_is),
    };
    let state = state.to_uppercase();
    let promised = order
        .promised_at
        .map(|at| words.card_promised(words.when(at, look.now)))
        .unwrap_or_default();
    let late = order
        .promised_at
        .is_some_and(|at| at < look.now && order.states.open);
    let stopped = order.hold.is_some() || order.cancelled.is_some();
    let parts = [state, besides, promised].map(|part| part.trim().to_owned());
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let style = if late || stopped || !card.exceptions.is_empty() {
        theme.bad
    } else {
        theme.good
    };
    lines.push((parts.join("  "), style));
    if let Some(reason) = order.cancelled.as_ref().or(order.hold.as_ref()) {
        lines.push((words.card_stopped(reason.as_str()), theme.bad));
    }
    for parcel in card.parcels.iter().rev().take(3) {
        lines.push((
            match (parcel.handed_at, parcel.ready_at) {
                (Some(at), _) => words.card_parcel_gone(
                    named::Parcel(parcel.number.as_str()),
                    named::When(words.when(at, look.now)),
                ),
                (None, Some(at)) => words.card_parcel_ready(
                    named::Parcel(parcel.number.as_str()),
                    named::Picker(parcel.picked_by.as_str()),
                    named::Place(parcel.place.as_str()),
                    named::When(words.when(at, look.now)),
                ),
                (None, None) => words.card_parcel_packed(
                    named::Parcel(parcel.number.as_str()),
                    named::Picker(parcel.picked_by.as_str()),
                ),
            },
            theme.plain,
        ));
    }
    lines.push(owed(card, look));
    let delivery = words.word("delivery", order.delivery.as_str());
    lines.push((delivery, theme.plain));
    let off = order.pricing.discount;
    if off != Discount::default() {
        lines.push((words.card_discount(words.discount(off)), theme.plain));
    }
    for one in &card.exceptions {
        lines.push((undecided_line(one, look), theme.bad));
    }
    if !card.to_sign.is_empty() {
        let papers: Vec<_> = card
            .to_sign
            .iter()
            .map(|kind| words.word("paper", kind.as_str()))
            .collect();
        lines.push((words.card_to_sign(papers.join(", ")), theme.warn));
    }
    if card.needs_the_back() && !look.who.may(Duty::Fulfilment) {
        let who = card.back_people.join(", ");
        let said = if look.who.standing(Duty::Fulfilment) == Standing::CouldCover {
            words.card_back_or_you(who)
        } else {
            words.card_back(who)
        };
        lines.push((said, theme.warn));
    }
    if !order.note.is_empty() {
        lines.push((
            words.card_note(order.note.replace('\n', " / ")),
            theme.plain,
        ));
    }
    lines.extend(thread_lines(&card.threads, look));
    lines
}

/// The state of the money with the figure that belongs to it: what is left of a deposit, what is due, what goes back.
fn owed(card: &Card, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    let state = words.word("money", order.states.money.as_str());
    let figure = match order.states.money {
        MoneyState::DepositDue => order.deposit_due(),
        MoneyState::RefundDue => card.overpaid(),
        MoneyState::ToPay | MoneyState::PartlyPaid | MoneyState::ToInvoice => card.due(),
        MoneyState::Paid | MoneyState::NothingDue => {
            let total = named::Total(words.money(order.total));
            return (
                words.card_money_done(named::State(state), total),
                theme.plain,
            );
        }
    };
    let said = words.card_money_due(named::Due(words.money(figure)), named::State(state));
    (said, theme.warn)
}

/// The lines of the order under a space, amounts at the right.
fn goods(card: &Card, wide: usize, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let mut rows = vec![(String::new(), theme.plain)];
    for line in &card.lines {
        let lacking = line.state.lacking();
        let missing = if lacking.0 > 0 {
            words.card_missing(words.quantity(lacking))
        } else {
            String::new()
        };
        let wanted = Quantity(line.state.ordered.0 - line.state.cancelled.0);
        let count = text::right(&words.quantity(wanted), 5);
        let back = if line.state.returned.0 > 0 {
            words.card_came_back(words.quantity(line.state.returned))
        } else {
            String::new()
        };
        let amount = line.amount_of(line.state.to_pay()).unwrap_or(line.net);
        let amount = format!(" {missing}{back} {}", words.amount(amount));
        let off = if line.discount == Discount::default() {
            String::new()
        } else {
            format!(" -{}", words.discount(line.discount))
        };
        let head = format!("{count} {} {}{off}", text::left(&line.unit, 3), line.name);
        let room = wide.saturating_sub(text::width(&amount));
        let style = if wanted == Quantity::ZERO {
            theme.dim
        } else if lacking.0 > 0 {
            theme.warn
        } else {
            theme.plain
        };
        rows.push((format!("{}{amount}", text::left(&head, room)), style));
    }
    // The lines are as they were priced; what the customer pays has VAT in it.
    for (label, amount, style) in sums(card, look) {
        let sum = format!("{label} {}", text::right(&words.amount(amount), 11));
        rows.push((text::right(&sum, wide), style));
    }
    rows
}

/// The sums under the lines, each in its place: the total, a deposit that was agreed, what is paid, what is left or goes back.
fn sums(card: &Card, look: &Look<'_>) -> Vec<(String, Money, Style)> {
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    let mut sums = vec![(words.orders_total(), order.total, theme.accent)];
    if order.deposit > Money::ZERO {
        sums.push((words.card_deposit(), order.deposit, theme.plain));
    }
    if order.paid > Money::ZERO {
        sums.push((words.card_paid(), order.paid, theme.plain));
    }
    if card.overpaid() > Money::ZERO {
        sums.push((words.card_refund(), card.overpaid(), theme.warn));
    } else if card.due() > Money::ZERO {
        sums.push((words.card_to_pay(), card.due(), theme.warn));
    }
    sums
}

/// Lines in so many columns; what does not fit goes on below, a little to the right.
pub(super) fn wrapped(lines: &[(String, Style)], columns: u16) -> Vec<CardRow> {
    let wide = usize::from(columns.saturating_sub(4));
    let mut rows = Vec::new();
    for (line, style) in lines {
        for (nth, part) in text::wrap(line, wide).into_iter().enumerate() {
            rows.push((if nth == 0 { 1 } else { 3 }, part, *style));
        }
    }
    rows
}

/// What happened, newest first, under a space.
fn story(card: &Card, look: &Look<'_>) -> Vec<(String, Style)> {
    let told = card.timeline.iter().rev().map(|(at, who, verb)| {
        let what = look.words.word("verb", &verb.replace('.', "-"));
        (*at, format!("{what}  {who}"))
    });
    let space = (String::new(), look.theme.plain);
    std::iter::once(space).chain(tell(told, look)).collect()
}

/// What happened, each behind its moment, the moments as wide as the widest.
pub(super) fn tell(
    happened: impl Iterator<Item = (Instant, String)>,
    look: &Look<'_>,
) -> Vec<(String, Style)> {
    let told: Vec<(String, String)> = happened
        .map(|(at, what)| (look.words.when(at, look.now), what))
        .collect();
    let wide = told.iter().map(|(when, _)| text::width(when)).max();
    told.iter()
        .map(|(when, what)| {
            let when = text::left(when, wide.unwrap_or(0));
            (format!("{when} {what}"), look.theme.dim)
        })
        .collect()
}
