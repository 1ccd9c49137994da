//! What the office has to sell: items, the bins they lie in, and every move that makes up a number.

mod add_item;
mod adjust;
mod edit_item;
mod forms;
mod moves;
mod receive;
mod screen;

pub use add_item::AddItem;
pub use adjust::Adjust;
pub use edit_item::EditItem;
pub use moves::{MoveRow, Moves};
pub use receive::Receive;
pub use screen::{Range, Stock};

use crate::model::BinId;
use crate::office::{Permit, Reads, Refused};
use crate::records::text;

/// The bin with this code; a new code makes a new bin, because a label on a shelf is all that a bin is.
pub(crate) fn bin(permit: &mut Permit<'_>, code: &str) -> Result<BinId, Refused> {
    let code = text::name("bin", code)?;
    if code.starts_with('@') {
        return Err(Refused::not_found("bin", &code));
    }
    if let Some(row) = permit.row(
        "select id from bin where code = $1",
        &[code.as_str().into()],
    )? {
        return Ok(BinId(row.int(0)?));
    }
    Ok(BinId(permit.insert(
        "insert into bin (code) values ($1)",
        &[code.into()],
    )?))
}
