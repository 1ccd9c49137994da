//! A bin that is typed and not known is asked about once before it is made: a slip of the finger is no new shelf.

use crate::office::{Reader, Reads, Refused, Verb};
use crate::pane::{Outbox, Then};
use std::cell::RefCell;

/// So many names that are near are told.
const NEAR_MAX: usize = 3;

/// The bin that was asked about last in one dialog.
#[derive(Debug, Default)]
pub(super) struct NewBin(RefCell<String>);

impl NewBin {
    /// Puts goods into a bin, all of the verbs or none. A bin that is not known is refused the first time, with the names that
    /// are near; the same once more makes it. Scripts are not asked: the verbs themselves make new bins.
    pub(super) fn perform<V: Verb>(
        &self,
        bin: &str,
        verbs: Vec<V>,
        out: &mut Outbox<'_>,
        then: Then,
    ) {
        if self.0.replace(bin.to_owned()) == bin {
            return out.perform_all(verbs, then);
        }
        let bin = bin.to_owned();
        out.perform_after(move |reader| must_be_known(reader, &bin), verbs, then);
    }
}

/// Refuses a bin that would be a new one. What is no bin at all is left to the verb, which says why.
///
/// # Errors
/// `bin-is-new`, `bin-is-new-near`.
fn must_be_known(reader: &mut Reader<'_>, bin: &str) -> Result<(), Refused> {
    let known = reader.row("select id from bin where code = $1", &[bin.into()])?;
    if known.is_some() || bin.is_empty() || bin.starts_with('@') {
        return Ok(());
    }
    let rows = reader.rows(
        "select code from bin where own = 0 order by code limit 1000",
        &[],
    )?;
    let codes = rows
        .iter()
        .map(|row| Ok(row.text(0)?))
        .collect::<Result<Vec<_>, Refused>>()?;
    let near = near(bin, codes);
    Err(if near.is_empty() {
        Refused::rule("bin-is-new").with("bin", bin)
    } else {
        Refused::rule("bin-is-new-near")
            .with("bin", bin)
            .with("near", near.join(", "))
    })
}

/// The codes that one slip of the finger makes of this one, or two where it is long; the likest first.
fn near(bin: &str, codes: Vec<String>) -> Vec<String> {
    let slips_max = if bin.chars().count() < 6 { 1 } else { 2 };
    let typed = bin.to_uppercase();
    let mut near: Vec<(usize, String)> = codes
        .into_iter()
        .map(|code| (strsim::osa_distance(&typed, &code.to_uppercase()), code))
        .filter(|(slips, _)| *slips <= slips_max)
        .collect();
    near.sort();
    near.truncate(NEAR_MAX);
    near.into_iter().map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn the_likest_codes_are_told_first_and_no_others() {
        let codes = || {
            ["A1", "A12", "B1", "C7", "MAIN"]
                .map(str::to_owned)
                .to_vec()
        };
        assert_eq!(near("a1", codes()), ["A1", "A12", "B1"]);
        assert_eq!(near("MIAN", codes()), ["MAIN"]);
        assert!(near("ZZ9", codes()).is_empty());
    }
}
