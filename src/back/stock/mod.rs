//! What the office has to sell: items, the bins they lie in, and every move that makes up a number.

mod add_item;
mod adjust;
mod approve_count;
mod beside;
mod bins;
mod count;
mod count_lines;
mod count_screen;
mod counts;
mod discard_count;
mod draw_count;
mod edit_item;
mod forms;
mod found;
mod four_eyes;
mod item_row;
mod move_goods;
mod moves;
mod receive;
mod screen;
mod set_bin;
mod withdraw;
mod write_off;

pub use add_item::AddItem;
pub use adjust::Adjust;
pub use approve_count::ApproveCount;
pub use bins::{BinRow, Bins};
pub use count::{Count, CountLine};
pub use counts::bin_content;
pub use discard_count::DiscardCount;
pub use edit_item::EditItem;
pub use found::Found;
pub use move_goods::MoveGoods;
pub use moves::{MoveRow, Moves};
pub use receive::Receive;
pub use screen::{Range, Stock, at_item};
pub use set_bin::SetBin;
pub use write_off::WriteOff;

use crate::model::{BinId, ItemId, Quantity};
use crate::office::{Permit, Reads, Receipt, Refused};
use crate::records::item::{self, Move};
use crate::records::{release, text};

/// The dialog in which goods are counted or taken in by scanning, for whoever lists its keys.
pub const COUNT_DIALOG: crate::pane::Keyed = crate::pane::Keyed::of::<count_screen::CountScreen>();

/// The dialog that lists the counts to approve.
pub const COUNTS_DIALOG: crate::pane::Keyed =
    crate::pane::Keyed::of::<crate::pane::Table<counts::Counts>>();

/// The list of the bins in walking order.
pub const BINS_DIALOG: crate::pane::Keyed = crate::pane::Keyed::of::<crate::pane::Table<Bins>>();

/// The bin with this code; a new code makes a new bin, because a label on a shelf is all that a bin is.
/// Whether it was made comes with it.
pub(crate) fn bin(permit: &mut Permit<'_>, code: &str) -> Result<(BinId, bool), Refused> {
    let code = text::name("bin", code)?;
    if code.starts_with('@') {
        return Err(Refused::not_found("bin", &code));
    }
    match item::find_bin(permit, &code) {
        Ok(bin) => return Ok((bin, false)),
        Err(refused) if refused.id == "not-found" => {}
        Err(refused) => return Err(refused),
    }
    let code = as_the_others(permit, code)?;
    let made = permit.insert("insert into bin (code) values ($1)", &[code.into()])?;
    Ok((BinId(made), true))
}

/// The code of a new bin in capitals, where all other bins are written so.
fn as_the_others(permit: &mut Permit<'_>, code: String) -> Result<String, Refused> {
    let has_small = |code: &str| code.chars().any(char::is_lowercase);
    if !has_small(&code) {
        return Ok(code);
    }
    let rows = permit.rows(
        "select code from bin where own = 0 order by code limit 1000",
        &[],
    )?;
    let codes = rows.iter().map(|row| row.text(0));
    let codes = codes.collect::<Result<Vec<_>, _>>()?;
    let in_capitals = !codes.is_empty() && !codes.iter().any(|code| has_small(code));
    Ok(if in_capitals {
        code.to_uppercase()
    } else {
        code
    })
}

/// An answer, which says so where a bin was made.
fn with_new_bin(receipt: Receipt, is_new: bool) -> Receipt {
    if is_new {
        receipt.with("new_bin", true)
    } else {
        receipt
    }
}

/// Makes a bin's number what it really is: more goes to whoever waits, less is taken back from the latest promises.
/// Gives how many orders it changed.
fn shift(
    permit: &mut Permit<'_>,
    item: ItemId,
    bin: BinId,
    delta: Quantity,
    kind: &'static str,
) -> Result<usize, Refused> {
    let posted = Move {
        item,
        bin,
        delta,
        kind,
        line: None,
    };
    item::post(permit, posted)?;
    let mut orders = Vec::new();
    if delta < Quantity::ZERO {
        orders = release::take_back(permit, item, Quantity(-delta.0))?;
    }
    item::change_balance(permit, item, delta, Quantity::ZERO)?;
    orders.extend(release::release(permit, item)?);
    Ok(orders.len())
}
