//! Codes that are found whatever their case.

use super::Value;

/// A code for a statement: as it is written ($1), and to be compared in any case: `upper(code) in ($2, $3)`.
///
/// The store's `upper` may know the letters of ASCII only, so the others are tried in both cases.
#[must_use]
pub fn any_case(code: &str) -> [Value; 3] {
    let both = [code.to_uppercase(), code.to_lowercase()];
    let [upper, lower] = both.map(|code| code.to_ascii_uppercase());
    [code.into(), upper.into(), lower.into()]
}
