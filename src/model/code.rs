//! Codes on labels: which texts are a scanner's and not a person's.

/// A thing with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// An order.
    Order {
        /// Its number.
        number: String,
        /// Whether something of it is to be picked now.
        pickable: bool,
    },
    /// A receipt or a slip.
    Paper {
        /// Its number.
        number: String,
        /// The number of its order.
        order: String,
        /// Whether something of that is to be picked now.
        pickable: bool,
    },
    /// A parcel.
    Parcel {
        /// Its number.
        number: String,
        /// Its key.
        id: i64,
        /// When it was picked, by which the list of parcels is ordered.
        picked_at: super::Instant,
        /// Not handed over yet.
        here: bool,
        /// The number of its order.
        order: String,
    },
    /// An item: its code, and what the list of items is ordered by.
    Item {
        /// Its code.
        code: String,
        /// Its key.
        id: i64,
        /// Its name as the list compares it.
        folded: String,
    },
    /// A bin: its code.
    Bin(String),
    /// Nothing of the office's.
    Nothing(String),
}

impl Scanned {
    /// The code by which people know it.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Order { number, .. }
            | Self::Paper { number, .. }
            | Self::Parcel { number, .. } => number,
            Self::Item { code, .. } | Self::Bin(code) | Self::Nothing(code) => code,
        }
    }
}

/// Whether a text is an EAN-8, UPC-A, EAN-13 or GTIN-14 with its right check digit (GS1 General Specifications, section 7.9:
/// weights 3 and 1 from the right, the sum a multiple of ten).
#[must_use]
pub fn is_gtin(text: &str) -> bool {
    matches!(text.len(), 8 | 12 | 13 | 14)
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| u32::from(byte - b'0') * if place % 2 == 1 { 3 } else { 1 })
            .sum::<u32>()
            .is_multiple_of(10)
}

/// Whether a text is one of the office's own numbers on a slip: "P-2026-0005", "SO-2026-0012".
#[must_use]
pub fn is_own_number(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(series), Some(year), Some(number), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(series, "SO" | "P" | "SL" | "R")
        && year.len() == 4
        && digits(year)
        && number.len() >= 4
        && digits(number)
}

/// Whether a text can only have come from a label, so that it is one even where somebody types.
#[must_use]
pub fn is_label(text: &str) -> bool {
    is_gtin(text) || is_own_number(text)
}

#[cfg(test)]
mod tests {
    use super::{is_gtin, is_own_number};

    #[test]
    fn check_digits_and_numbers_tell_labels_from_words() {
        for good in [
            "4006381333931",
            "96385074",
            "036000291452",
            "10614141000415",
        ] {
            assert!(is_gtin(good), "{good}");
        }
        for bad in ["4006381333932", "9638507", "", "40063813339x1"] {
            assert!(!is_gtin(bad), "{bad}");
        }
        assert!(is_own_number("P-2026-0005") && is_own_number("SO-2026-10005"));
        assert!(!is_own_number("PAP-A4") && !is_own_number("X-2026-0005"));
    }
}
