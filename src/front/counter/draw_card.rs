//! Draws the card of an order.

use super::card::Card;
use crate::model::{Duty, Money};
use crate::office::Standing;
use crate::pane::{Canvas, Look};
use crate::ui::text;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws as much of the card as there is room for: the state first, then what stands in the way, then lines and story.
pub(super) fn draw(card: &Card, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let mut lines: Vec<(String, Style)> = Vec::new();
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    lines.push((format!("{}  {}", order.number, card.customer), theme.accent));
    let state = words
        .word("fulfilment", order.states.fulfilment.as_str())
        .to_uppercase();
    let promised = order
        .promised_at
        .map(|at| words.card_promised(words.when(at, look.now)))
        .unwrap_or_default();
    let late = order
        .promised_at
        .is_some_and(|at| at < look.now && order.states.open);
    lines.push((
        format!(
            "{state}  {}  {promised}",
            words.word("commercial", order.states.commercial.as_str())
        ),
        if late { theme.bad } else { theme.good },
    ));
    for parcel in card.parcels.iter().rev().take(3) {
        lines.push((
            match (parcel.handed_at, parcel.ready_at) {
                (Some(at), _) => {
                    words.card_parcel_gone(parcel.number.as_str(), words.when(at, look.now))
                }
                (None, Some(at)) => words.card_parcel_ready(
                    parcel.number.as_str(),
                    parcel.picked_by.as_str(),
                    parcel.place.as_str(),
                    words.when(at, look.now),
                ),
                (None, None) => {
                    words.card_parcel_packed(parcel.number.as_str(), parcel.picked_by.as_str())
                }
            },
            theme.plain,
        ));
    }
    let due = card.due();
    let money = words.word("money", order.states.money.as_str());
    lines.push((
        words.card_money(
            words.money(due),
            words.money(order.paid),
            money,
            words.money(order.total),
        ),
        if due > Money::ZERO {
            theme.warn
        } else {
            theme.plain
        },
    ));
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
    if let Some(reason) = &order.hold {
        lines.push((words.card_hold(reason.as_str()), theme.bad));
    }
    if !order.note.is_empty() {
        lines.push((
            words.card_note(order.note.replace('\n', " / ")),
            theme.plain,
        ));
    }
    lines.push((String::new(), theme.plain));
    for line in &card.lines {
        let lacking = line.state.lacking();
        let missing = if lacking.0 > 0 {
            words.card_missing(words.quantity(lacking))
        } else {
            String::new()
        };
        lines.push((
            format!(
                "{:>6} {:<3} {}  {} {missing}",
                words.quantity(line.state.ordered),
                line.unit,
                line.name,
                words.amount(line.net)
            ),
            if lacking.0 > 0 {
                theme.warn
            } else {
                theme.plain
            },
        ));
    }
    lines.push((String::new(), theme.plain));
    for (at, who, verb) in card.timeline.iter().rev() {
        lines.push((
            format!(
                "{:>14}  {}  {who}",
                words.when(*at, look.now),
                words.word("verb", &verb.replace('.', "-"))
            ),
            theme.dim,
        ));
    }
    for (y, (line, style)) in lines.iter().enumerate() {
        text::put(
            canvas.buffer,
            area,
            1,
            u16::try_from(y).unwrap_or(u16::MAX),
            line,
            *style,
        );
    }
}
