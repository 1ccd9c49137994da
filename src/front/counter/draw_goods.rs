//! The lines of an order on its card, and its money below them: every figure that is shown adds up with the others.

use super::card::Card;
use crate::model::{Commercial, Discount, Money, MoneyState, Quantity};
use crate::pane::Look;
use crate::records::order::{Order, OrderLine};
use crate::ui::panel::Row;
use crate::ui::text;
use ratatui::style::{Modifier, Style};

/// Where the name of a line begins, behind its quantity and unit.
pub(super) const NAME_AT: u16 = 9;

/// How wide amounts are.
const AMOUNT_COLUMNS: u16 = 12;

/// The lines, then the sums.
pub(super) fn rows(card: &Card, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let prices = if card.order.pricing.with_vat {
        words.card_with_vat()
    } else {
        words.column_net()
    };
    let mut rows = vec![
        Row::text(0, text::right(&words.column_quantity(), 8), theme.heading)
            .and(NAME_AT, words.column_item(), theme.heading)
            .right(0, prices, theme.heading),
    ];
    rows.extend(card.lines.iter().map(|line| goods(line, look)));
    rows.extend(sums(card, look));
    rows
}

/// One line: how much of what, what of it is missing or came back, what it costs.
pub(super) fn goods(line: &OrderLine, look: &Look<'_>) -> Row {
    let (words, theme) = (look.words, look.theme);
    let wanted = Quantity(line.state.ordered.0 - line.state.cancelled.0);
    let lacking = line.state.lacking();
    let style = if wanted == Quantity::ZERO {
        theme.dim
    } else if lacking.0 > 0 {
        theme.warn
    } else {
        theme.plain
    };
    let count = text::right(&words.quantity(wanted), 5);
    let off = if line.discount == Discount::default() {
        String::new()
    } else {
        format!(" -{}", words.discount(line.discount))
    };
    let mut row = Row::text(0, format!("{count} {}", line.unit), style);
    row = row.and(NAME_AT, format!("{}{off}", line.name), style);
    let amount = line.amount_of(line.state.to_pay()).ok();
    let amount = amount.filter(|_| wanted > Quantity::ZERO);
    row = row.right(
        0,
        amount
            .map(|amount| words.amount(amount))
            .unwrap_or_default(),
        style,
    );
    let mut remark = String::new();
    if lacking.0 > 0 {
        remark = words.card_missing(words.quantity(lacking));
    } else if line.state.returned.0 > 0 {
        remark = words.card_came_back(words.quantity(line.state.returned));
    }
    row.right(AMOUNT_COLUMNS, remark, style)
}

/// A label with its amount below the lines.
fn sum(label: String, amount: Money, style: Style, look: &Look<'_>) -> Row {
    Row::blank()
        .right(0, look.words.amount(amount), style)
        .right(AMOUNT_COLUMNS, label, style)
}

/// The discount on everything, the VAT, the total, the deposit that was agreed and what is left of it, what is paid, what is left
/// to pay or goes back.
fn sums(card: &Card, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    let mut rows = Vec::new();
    if order.states.commercial != Commercial::Cancelled || order.total > Money::ZERO {
        rows.extend(before_the_total(order, &card.lines, look));
        let strong = theme.plain.add_modifier(Modifier::BOLD);
        rows.push(sum(words.card_total(), order.total, strong, look));
    }
    if order.deposit > Money::ZERO {
        rows.push(sum(words.card_deposit(), order.deposit, theme.dim, look));
    }
    if order.paid > Money::ZERO || order.total > Money::ZERO {
        rows.push(sum(words.card_paid(), order.paid, theme.dim, look));
    }
    let deposit_due = order.deposit_due();
    if deposit_due > Money::ZERO && order.paid > Money::ZERO && card.due() > deposit_due {
        rows.push(sum(
            words.card_deposit_left(),
            deposit_due,
            theme.warn,
            look,
        ));
    }
    let loud = Modifier::BOLD;
    if card.overpaid() > Money::ZERO {
        let style = theme.bad.add_modifier(loud);
        rows.push(sum(words.card_refund(), card.overpaid(), style, look));
    } else if card.due() > Money::ZERO {
        let label = if order.states.money == MoneyState::ToInvoice {
            words.card_on_account()
        } else {
            words.card_to_pay()
        };
        let style = theme.warn.add_modifier(loud);
        rows.push(sum(label, card.due(), style, look));
    } else if order.total > Money::ZERO {
        let style = theme.good.add_modifier(loud);
        rows.push(Row::blank().right(0, words.card_all_paid(), style));
    }
    rows
}

/// The discount and the VAT of each rate. Where they do not add up to the total, as in an order that came from another program with
/// its own rounding, they are left out.
fn before_the_total(order: &Order, lines: &[OrderLine], look: &Look<'_>) -> Vec<Row> {
    let (words, dim) = (look.words, look.theme.dim);
    let mut rows = Vec::new();
    let (Ok(shares), Ok(off)) = (order.shares_of(lines), order.taken_off(lines)) else {
        return rows;
    };
    let total: i64 = shares.iter().map(|share| share.net.0 + share.vat.0).sum();
    if total != order.total.0 {
        return rows;
    }
    if off > Money::ZERO {
        let label = words.card_discount_line(words.discount(order.pricing.discount));
        rows.push(sum(label, Money(-off.0), dim, look));
    }
    for share in shares.iter().filter(|share| share.vat > Money::ZERO) {
        let rate = words.vat(share.rate);
        let label = if order.pricing.with_vat {
            words.card_vat_in(rate)
        } else {
            words.card_vat(rate)
        };
        rows.push(sum(label, share.vat, dim, look));
    }
    rows
}
