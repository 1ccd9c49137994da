//! In which order the bins are walked past.

use super::{bin, with_new_bin};
use crate::model::{BinId, Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives a bin its place on the way through the shelves; picking goes by it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetBin {
    /// The bin's code; a new one makes a new bin.
    pub bin: String,
    /// Lower ones come first; those of one number go by their codes.
    pub walk: i64,
    /// What stood in `walk` when it was shown: refused with both values where somebody else has changed it since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for SetBin {
    const NAME: &'static str = "bin.set";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (bin, is_new) = bin(permit, &self.bin)?;
        if !is_new {
            let now = walk(permit, bin)?;
            let shown = self.shown.against();
            shown.field("walk", &now, Some(&self.walk))?.done()?;
        }
        permit.write(
            "update bin set walk = $2 where id = $1",
            &[bin.0.into(), self.walk.into()],
        )?;
        // As the office writes it, however it was typed.
        let row = permit.row("select code from bin where id = $1", &[bin.0.into()])?;
        let row = row.ok_or_else(|| Refused::not_found("bin", &self.bin))?;
        let receipt = Receipt::about(row.text(0)?).with("walk", self.walk);
        Ok(with_new_bin(receipt, is_new))
    }
}

/// The place of a bin on the way.
pub(super) fn walk(reads: &mut impl Reads, bin: BinId) -> Result<i64, Refused> {
    let row = reads.row("select walk from bin where id = $1", &[bin.0.into()])?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?)
}
