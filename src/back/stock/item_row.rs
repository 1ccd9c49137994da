//! An item in the list of the range, and what is said of it when it is chosen.

use super::moves::MoveRow;
use crate::model::{Instant, Money, Quantity};
use crate::office::{Reader, Reads, Refused};
use crate::pane::Look;
use crate::words::named;

/// An item in the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) id: i64,
    pub(super) folded: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    /// `None`: more than can be counted.
    pub(super) net: Option<Money>,
    pub(super) gross: Option<Money>,
    /// As it is kept.
    pub(super) price: Money,
    pub(super) on_hand: Quantity,
    pub(super) allocated: Quantity,
    pub(super) missing: Quantity,
    pub(super) active: bool,
    pub(super) bins: String,
    pub(super) low_at: Quantity,
    /// What open orders still lack of it.
    pub(super) waited_for: Quantity,
    /// Read of the chosen item alone.
    pub(super) moves: Option<Vec<MoveRow>>,
    /// Read of the chosen item alone: what of it was not found, bin by bin.
    pub(super) gaps: Vec<Gap>,
}

/// What was not found of an item in one bin.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    pub(super) bin: String,
    pub(super) quantity: Quantity,
    pub(super) order: String,
    pub(super) since: Instant,
    pub(super) who: String,
}

impl Row {
    /// The bin that is walked past first.
    pub(super) fn first_bin(&self) -> &str {
        self.bins.split(", ").next().unwrap_or_default()
    }

    /// The bin to count: the one in which something was not found, or the first.
    pub(super) fn bin_to_count(&self) -> &str {
        self.gaps
            .first()
            .map_or_else(|| self.first_bin(), |gap| gap.bin.as_str())
    }

    pub(super) fn free(&self) -> Quantity {
        Quantity(self.on_hand.0 - self.allocated.0 - self.missing.0)
    }

    /// There is no more of it than it should be ordered at, or not even what open orders want.
    pub(super) fn is_low(&self) -> bool {
        let is_below = self.low_at > Quantity::ZERO && self.free() <= self.low_at;
        let is_out = self.free() <= Quantity::ZERO && self.waited_for > Quantity::ZERO;
        self.active && (is_below || is_out)
    }
}

/// What is said of the item that is chosen: its prices, what waits for it, what was not found, and its moves.
pub(super) fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
    let gap = |gap: &Gap| {
        look.words.stock_missing(
            named::Bin(gap.bin.as_str()),
            named::Order(gap.order.as_str()),
            named::Quantity(look.words.quantity(gap.quantity)),
            named::Unit(row.unit.as_str()),
            named::When(look.words.when(gap.since, look.now)),
            named::Who(gap.who.as_str()),
        )
    };
    let words = look.words;
    let prices = row.gross.zip(row.net).map(|(gross, net)| {
        words.item_prices(
            named::Gross(words.money(gross)),
            named::Net(words.money(net)),
        )
    });
    let waits = row.waited_for > Quantity::ZERO;
    let waits = waits.then(|| {
        words.stock_waited_for(
            named::Quantity(words.quantity(row.waited_for)),
            named::Unit(row.unit.as_str()),
        )
    });
    let gaps = row.gaps.iter().map(gap);
    let mut details: Vec<String> = prices.into_iter().chain(waits).chain(gaps).collect();
    details.push(look.words.stock_moves(row.name.as_str()));
    details.extend(row.moves.iter().flatten().map(|one| one.line(look)));
    details
}

/// What of an item was not found, the oldest first.
pub(super) fn gaps(reader: &mut Reader<'_>, item: i64) -> Result<Vec<Gap>, Refused> {
    let rows = reader.rows(
        "select b.code, m.quantity, o.number, m.since, s.name from missing_goods m cross join bin b on b.id = m.bin
         cross join orders o on o.id = m.orders cross join staff s on s.id = m.noted_by where m.item = $1 order by m.since, b.code limit 3",
        &[item.into()],
    )?;
    let one = |row: &crate::office::Row| {
        Ok(Gap {
            bin: row.text(0)?,
            quantity: Quantity(row.int(1)?),
            order: row.text(2)?,
            since: Instant(row.int(3)?),
            who: row.text(4)?,
        })
    };
    rows.iter().map(one).collect()
}
