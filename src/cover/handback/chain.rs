//! A cover that was handed on: all that began from it, as one.

use crate::cover::shift::Cover;
use crate::office::{Reads, Refused};

/// How many covers a chain may have; one that is handed on more often is cut there.
const CHAIN_MAX: usize = 50;

/// The chain to which a cover belongs, the first one first; of most covers only themselves.
///
/// # Errors
/// What the store reports.
pub(super) fn chain_of(reads: &mut impl Reads, cover: &Cover) -> Result<Vec<Cover>, Refused> {
    let mut first = cover.clone();
    for _ in 0..CHAIN_MAX {
        let Some(parent) = first.parent else { break };
        let row = reads.row("select number from cover where id = $1", &[parent.0.into()])?;
        let Some(row) = row else { break };
        first = Cover::find(reads, &row.text(0)?)?;
    }
    let mut chain = vec![first];
    let mut at = 0;
    while let Some(one) = chain.get(at).map(|one| one.id)
        && chain.len() < CHAIN_MAX
    {
        for row in reads.rows(
            "select number from cover where parent = $1 and starts_at is not null order by id limit 10",
            &[one.0.into()],
        )? {
            chain.push(Cover::find(reads, &row.text(0)?)?);
        }
        at += 1;
    }
    Ok(chain)
}
