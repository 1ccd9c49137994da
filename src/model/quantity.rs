//! How much of an item: thousandths of its unit, so that 0.5 m is exact.

use super::number;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A quantity in thousandths of the item's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Quantity(pub i64);

/// The greatest quantity that may be written anywhere: a million units.
pub const QUANTITY_MAX: Quantity = Quantity(1_000_000_000);

impl Quantity {
    /// None.
    pub const ZERO: Self = Self(0);

    /// Reads what somebody typed: "2", "0.5", "0,5", "1 000". `None` for anything else, more than three decimals, a number with two
    /// meanings such as "1,234", or beyond [`QUANTITY_MAX`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::within(number::typed(text, 3).ok()?)
    }

    /// Reads what a program wrote: a dot before the decimals.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        Self::within(number::written(text, 3)?)
    }

    /// As it is written where people may read it back: "1.2340" and not "1.234", which can be meant in two ways.
    #[must_use]
    pub fn unmistakable(self) -> String {
        let text = self.to_string();
        match number::two_ways(&text) {
            Some(_) => format!("{text}0"),
            None => text,
        }
    }

    fn within(value: i64) -> Option<Self> {
        (value.abs() <= QUANTITY_MAX.0).then_some(Self(value))
    }

    /// The sum, or `None` beyond [`QUANTITY_MAX`].
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0).map(Self)?;
        (sum.0.abs() <= QUANTITY_MAX.0).then_some(sum)
    }

    /// Whether it is a whole number of units.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }

    /// So many whole units.
    #[must_use]
    pub const fn units(count: i64) -> Self {
        Self(count * 1000)
    }
}

/// Units of which there is no half: a piece, a box, a pair. Whatever is measured (m, kg, l, h) or called otherwise may be divided.
const COUNTED_UNITS: [&str; 14] = [
    "pc", "pcs", "piece", "pieces", "ks", "kus", "kusy", "box", "krabice", "set", "sada", "pair",
    "pár", "bal",
];

/// Whether goods in this unit are counted in whole numbers.
#[must_use]
pub fn is_counted(unit: &str) -> bool {
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    COUNTED_UNITS.contains(&unit.as_str())
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = super::money::write_fixed(self.0, 3);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = number_text(deserializer)?;
        Self::written(&text).ok_or_else(|| super::money::coded("bad-quantity", &text))
    }
}

impl schemars::JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,3})?$", "description": "quantity in the item's unit, such as \"2\" or \"0.5\""})
    }
}

/// Takes a number written as a string, or a whole JSON number; a floating-point number is kept as its digits.
pub(crate) fn number_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Text;
    impl serde::de::Visitor<'_> for Text {
        type Value = String;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a number written as a string")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }
        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<String, E> {
            Ok(number.to_string())
        }
        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<String, E> {
            Ok(number.to_string())
        }
        fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<String, E> {
            Ok(number.to_string())
        }
    }
    deserializer.deserialize_any(Text)
}
