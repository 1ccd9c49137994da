//! What money is given back for: goods that came back since the last refund, or that were cancelled and had been paid.

use crate::model::{Money, OrderId, Quantity};
use crate::office::{Reads, Refused};
use crate::records::order::{Order, OrderLine};
use crate::records::part::{Part, Taken, part_of};

/// So much of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Back {
    /// Its number.
    pub(super) line: i64,
    pub(super) quantity: Quantity,
}

/// What this sum is given back for, before it is written. What was cancelled is named only where the sum is just that: nobody knows of
/// a part of it whether it was paid.
pub(super) fn refunded(
    reads: &mut impl Reads,
    order: &Order,
    lines: &[OrderLine],
    sum: Money,
) -> Result<Vec<Back>, Refused> {
    let since = last_refund(reads, order.id)?;
    let rows = reads.rows(
        "select line, cast(sum(quantity) as bigint) from return_line
         where orders = $1 and seq > $2 and (outcome = 'restock' or outcome = 'refund') group by line order by line",
        &[order.id.0.into(), since.unwrap_or(0).into()],
    )?;
    let mut back = Vec::new();
    for row in rows {
        back.push(Back {
            line: row.int(0)?,
            quantity: Quantity(row.int(1)?),
        });
    }
    if since.is_none() {
        let mut all = back.clone();
        for line in lines
            .iter()
            .filter(|line| line.state.cancelled > Quantity::ZERO)
        {
            let more = line.state.cancelled;
            match all.iter_mut().find(|back| back.line == line.line) {
                Some(back) => back.quantity = Quantity(back.quantity.0 + more.0),
                None => all.push(Back {
                    line: line.line,
                    quantity: more,
                }),
            }
        }
        all.sort_by_key(|back| back.line);
        if part_back(order, lines, &all)?.total == sum {
            return Ok(all);
        }
    }
    Ok(back)
}

/// The journal line of the last money that was given back for an order; a payment that was taken back is none.
fn last_refund(reads: &mut impl Reads, order: OrderId) -> Result<Option<i64>, Refused> {
    let row = reads.row(
        "select max(seq) from payment where orders = $1 and amount < 0 and takes_back is null",
        &[order.0.into()],
    )?;
    Ok(row.map_or(Ok(None), |row| row.int_or_none(0))?)
}

/// The lines of what came back.
pub(super) fn goods_of<'a>(
    lines: &'a [OrderLine],
    back: &[Back],
) -> Vec<(&'a OrderLine, Quantity)> {
    let of = |back: &Back| {
        let line = lines.iter().find(|line| line.line == back.line)?;
        Some((line, back.quantity))
    };
    back.iter().filter_map(of).collect()
}

/// What they cost: by so much less is to be paid of the order than before.
pub(super) fn part_back<'a>(
    order: &Order,
    lines: &'a [OrderLine],
    back: &[Back],
) -> Result<Part<'a>, Refused> {
    let taken: Vec<Taken> = back.iter().map(|back| (back.line, back.quantity)).collect();
    part_of(order, lines, &taken, |line| line.state.to_pay())
}
