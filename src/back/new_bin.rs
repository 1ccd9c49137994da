//! A bin that is typed and not known is asked about once before it is made: a slip of the finger is no new shelf.

use crate::office::{Reader, Reads, Refused, Verb};
use crate::pane::{Outbox, Then};
use crate::records::item::find_bin;
use std::cell::RefCell;

/// So many names that are near are told.
const NEAR_MAX: usize = 3;

/// The places that were asked about last in one dialog.
#[derive(Debug, Default)]
pub(super) struct NewPlace(RefCell<String>);

/// What a place is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Goods.
    Goods,
    /// Parcels that wait for their customers.
    Parcels,
}

impl NewPlace {
    /// Puts goods into bins, all of the verbs or none. A bin that is not known is refused the first time, with the names that
    /// are near; the same once more makes it. Scripts are not asked: the verbs themselves make new bins.
    pub(super) fn perform<V: Verb>(
        &self,
        bins: &[String],
        verbs: Vec<V>,
        out: &mut Outbox<'_>,
        then: Then,
    ) {
        self.perform_for(For::Goods, bins, verbs, out, then);
    }

    /// As [`Self::perform`], for a place of either kind.
    pub(super) fn perform_for<V: Verb>(
        &self,
        what: For,
        places: &[String],
        verbs: Vec<V>,
        out: &mut Outbox<'_>,
        then: Then,
    ) {
        let asked = places.join("\n");
        if self.0.replace(asked.clone()) == asked {
            return out.perform_all(verbs, then);
        }
        let places = places.to_vec();
        let look = move |reader: &mut Reader<'_>| must_be_known(reader, what, &places);
        out.perform_after(look, verbs, then);
    }
}

/// Refuses places that would be new, and bins that would become shelves. What is no place at all is left to the verb, which says why. The first shelf of an office is
/// not asked about: there is none that could have been meant instead.
///
/// # Errors
/// `bin-is-new`, `bin-is-new-near`, `shelf-is-new`, `shelf-is-new-near`, `shelf-is-bin`.
fn must_be_known(reader: &mut Reader<'_>, what: For, places: &[String]) -> Result<(), Refused> {
    let mut new = Vec::new();
    for place in places {
        if what == For::Parcels && is_for_goods(reader, place)? {
            return Err(Refused::rule("shelf-is-bin").with("bin", place.as_str()));
        }
        let known = match find_bin(reader, place) {
            Ok(_) => true,
            Err(refused) if refused.id == "not-found" => false,
            Err(refused) => return Err(refused),
        };
        if !known && !place.is_empty() && !place.starts_with('@') && !new.contains(place) {
            new.push(place.clone());
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let rows = reader.rows(
        "select code, pickup from bin where own = 0 order by code limit 1000",
        &[],
    )?;
    let mut codes = Vec::with_capacity(rows.len());
    for row in rows {
        if what == For::Goods || row.flag(1)? {
            codes.push(row.text(0)?);
        }
    }
    if what == For::Parcels && codes.is_empty() {
        return Ok(());
    }
    let near: Vec<String> = new
        .iter()
        .flat_map(|new| near(new, codes.clone()))
        .collect();
    let new = new.join(", ");
    Err(match (what, near.is_empty()) {
        (For::Goods, true) => Refused::rule("bin-is-new").with("bin", new),
        (For::Parcels, true) => Refused::rule("shelf-is-new").with("bin", new),
        (For::Goods, false) => Refused::rule("bin-is-new-near")
            .with("bin", new)
            .with("near", near.join(", ")),
        (For::Parcels, false) => Refused::rule("shelf-is-new-near")
            .with("bin", new)
            .with("near", near.join(", ")),
    })
}

/// Refuses a bin in which goods lie, where the label of a shelf was expected.
///
/// # Errors
/// `bin-no-shelf`.
pub(super) fn must_be_shelf(reader: &mut Reader<'_>, place: &str) -> Result<(), Refused> {
    if is_for_goods(reader, place)? {
        return Err(Refused::rule("bin-no-shelf").with("bin", place));
    }
    Ok(())
}

/// Whether this is a bin of the office that is no pickup shelf.
fn is_for_goods(reader: &mut Reader<'_>, place: &str) -> Result<bool, Refused> {
    let row = reader.row_of_code(
        "select code, pickup from bin where upper(code) in ($1, $2, $3) and own = 0 order by pickup desc, code",
        place,
        0,
    )?;
    Ok(row.map(|row| row.flag(1)).transpose()? == Some(false))
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
