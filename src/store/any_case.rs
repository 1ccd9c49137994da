//! Codes that are found whatever their case.

use super::Value;

/// A code to be compared in any case: `upper(code) in ($1, $2, $3)`.
///
/// The store's `upper` may know the letters of ASCII only, so the others are tried as they are typed and in both cases.
#[must_use]
pub fn any_case(code: &str) -> [Value; 3] {
    let ways = [code.to_owned(), code.to_uppercase(), code.to_lowercase()];
    ways.map(|code| code.to_ascii_uppercase().into())
}
