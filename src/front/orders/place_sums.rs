//! What the order form adds up: the total with VAT, and what is missing of each line.

use super::place_screen::PlaceScreen;
use super::suggest::{Suggestions, is_same};
use super::typed::{Spot, discount};
use crate::model::money::Pricing;
use crate::model::{Money, Quantity};

/// The order's sums, its discount taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) net: Money,
    pub(super) vat: Money,
    pub(super) total: Money,
}

impl PlaceScreen {
    /// As far as all lines can be read, but for the one whose item is still being typed.
    pub(super) fn sums(&self, view: &Suggestions) -> Option<Sums> {
        let mut amounts = Vec::new();
        for (nth, line) in self.lines.iter().enumerate() {
            let is_typed = self.at == Spot::Item(nth) && line.priced(view).is_none();
            if line.is_empty() || is_typed {
                continue;
            }
            amounts.push((line.cost(view)?, line.priced(view)?.vat));
        }
        let pricing = Pricing {
            with_vat: view.with_vat,
            discount: discount(&self.whole_discount).ok()?,
        };
        let (mut net, mut vat) = (Money::ZERO, Money::ZERO);
        for share in pricing.shares(&amounts)? {
            net = net.plus(share.net)?;
            vat = vat.plus(share.vat)?;
        }
        let total = net.plus(vat)?;
        Some(Sums { net, vat, total })
    }

    /// What is still missing for a line when the lines before it have taken theirs: (free, missing). None: it cannot be said.
    pub(super) fn shortage(&self, nth: usize, view: &Suggestions) -> Option<(Quantity, Quantity)> {
        let line = self.lines.get(nth)?;
        let free = view.offer(line.item.value())?.free.0;
        let before = self.lines[..nth]
            .iter()
            .filter(|other| is_same(other.item.value().trim(), line.item.value().trim()));
        let taken: i64 = before
            .filter_map(|other| Some((other.amount().ok()?.0 - other.held().0).max(0)))
            .sum();
        let free = (free - taken).max(0) + line.held().0;
        let missing = (line.amount().ok()?.0 - free).max(0);
        Some((Quantity(free), Quantity(missing)))
    }
}
