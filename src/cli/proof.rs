//! `check`, the part that no rule of business says: the file is what its journal says, row by row, and its tables are ours.

use super::check::Fault;
use crate::office::{
    AUTHORITY_AND_MONEY, Doubt, Reader, Reads, Refused, Unproved, chain_fault_in_words,
    line_in_words, prove,
};

/// The chain holds (invariant 24), and each row is what the last line that touched it says (invariant 48).
pub(super) fn rows(
    reader: &mut Reader<'_>,
    deep: bool,
    progress: &mut dyn FnMut(i64, i64),
    faults: &mut Vec<Fault>,
) -> Result<(), Refused> {
    let row = reader.row("select coalesce(max(seq), 0) from journal", &[])?;
    let all = row.map_or(Ok(0), |row| row.int(0))?;
    let tables = (!deep).then_some(AUTHORITY_AND_MONEY);
    let proof = prove(reader, tables, &mut |seq| {
        if seq % 1_000 == 0 {
            progress(seq, all);
        }
    })?;
    if let Some(fault) = proof.broken {
        let fault = chain_fault_in_words(reader, &fault)?;
        faults.push(Fault {
            invariant: 24,
            what: format!("the journal's chain: {fault}"),
        });
    }
    faults.extend(proof.unsealed.iter().take(20).map(|seq| Fault {
        invariant: 48,
        what: format!("journal line {seq} does not say which rows it changed"),
    }));
    for row in &proof.rows {
        faults.push(Fault {
            invariant: 48,
            what: in_words(reader, row)?,
        });
    }
    Ok(())
}

fn in_words(reader: &mut Reader<'_>, row: &Unproved) -> Result<String, Refused> {
    let line = line_in_words(reader, row.seq)?;
    let (table, key) = (&row.table, &row.key);
    Ok(match row.doubt {
        Doubt::Changed => format!("{table} {key} is not what {line} wrote"),
        Doubt::Missing => format!("{table} {key} is missing; {line} wrote it"),
        Doubt::Returned => format!("{table} {key} is there; {line} deleted it"),
        Doubt::Unknown => format!("{table} {key} was written by no journal line"),
    })
}

/// The tables, indexes, triggers and views are this program's (invariant 49).
pub(super) fn schema(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    faults.extend(reader.foreign_schema()?.into_iter().map(|what| Fault {
        invariant: 49,
        what: format!("in the file's schema, {what}"),
    }));
    Ok(())
}
