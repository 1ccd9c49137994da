//! What a part of an order costs: what the order costs with it, less what it costs without it. Every part rounded by itself would not
//! add up to the order.

use super::order::{Order, OrderLine};
use crate::model::money::Share;
use crate::model::{Money, Quantity};
use crate::office::Refused;

/// So much of a line, by its number.
pub type Taken = (i64, Quantity);

/// A part of an order, and what it costs.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its goods, with what they cost before the discount on the whole order.
    pub goods: Vec<(&'a OrderLine, Quantity, Money)>,
    /// What that discount takes off.
    pub off: Money,
    /// What each VAT rate has of it, lowest rate first.
    pub shares: Vec<Share>,
    /// All of it, with VAT.
    pub total: Money,
}

/// What these goods cost, where they come on top of so much of each line that counts `before` them.
///
/// # Errors
/// `amount-too-large`.
pub fn part_of<'a>(
    order: &Order,
    lines: &'a [OrderLine],
    taken: &[Taken],
    before: impl Fn(&OrderLine) -> Quantity,
) -> Result<Part<'a>, Refused> {
    let mut counted: Vec<(&OrderLine, Quantity)> =
        lines.iter().map(|line| (line, before(line))).collect();
    let without = amounts(&counted)?;
    let mut goods = Vec::new();
    for (number, quantity) in taken {
        let found = counted.iter_mut().find(|(line, _)| line.line == *number);
        let Some((line, so_far)) = found else {
            continue;
        };
        let with = Quantity(so_far.0 + quantity.0);
        let amount = line.amount_of(with)?.minus(line.amount_of(*so_far)?);
        *so_far = with;
        goods.push((*line, *quantity, amount));
    }
    let with = amounts(&counted)?;
    let too_large = || Refused::rule("amount-too-large");
    let off = |amounts| order.pricing.taken_off(amounts).ok_or_else(too_large);
    let total = |amounts| order.pricing.total(amounts).ok_or_else(too_large);
    let shares = |amounts| order.pricing.shares(amounts).ok_or_else(too_large);
    let mut parts = shares(&with)?;
    for share in &mut parts {
        let less = shares(&without)?;
        if let Some(less) = less.iter().find(|less| less.rate == share.rate) {
            share.net = share.net.minus(less.net);
            share.vat = share.vat.minus(less.vat);
        }
    }
    parts.retain(|share| goods.iter().any(|(line, ..)| line.vat == share.rate));
    Ok(Part {
        off: off(&with)?.minus(off(&without)?),
        total: total(&with)?.minus(total(&without)?),
        shares: parts,
        goods,
    })
}

type Amounts = Vec<(Money, crate::model::VatRate)>;

fn amounts(counted: &[(&OrderLine, Quantity)]) -> Result<Amounts, Refused> {
    let each = counted.iter();
    each.map(|(line, quantity)| Ok((line.amount_of(*quantity)?, line.vat)))
        .collect()
}
