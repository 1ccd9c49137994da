//! Money in whole minor units, VAT and discounts in basis points, and how a line and an order add up.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in minor units (haléře, cents) of the office's one currency, which has two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Money(pub i64);

/// The greatest amount that may be written anywhere: 10 thousand million, far from where sums could overflow.
pub const MONEY_MAX: Money = Money(1_000_000_000_000);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Reads "129", "129.00" or "129,5"; `None` for anything else, more than two decimals or beyond [`MONEY_MAX`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let amount = parse_fixed(text, 2)?;
        (amount.abs() <= MONEY_MAX.0).then_some(Self(amount))
    }

    /// The sum, or `None` beyond what can be counted.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// What is left; may be negative.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Reads a decimal number with at most `decimals` places as that many smaller units.
pub(crate) fn parse_fixed(text: &str, decimals: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = match digits.find(['.', ',']) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_point = whole.len() != digits.len();
    if whole.is_empty() || !plain(whole) || !plain(fraction) || (has_point && fraction.is_empty()) {
        return None;
    }
    let places = decimals as usize;
    if fraction.len() > places && fraction[places..].bytes().any(|byte| byte != b'0') {
        return None;
    }
    let kept = &fraction[..fraction.len().min(places)];
    let mut value: i64 = whole.parse().ok()?;
    for place in 0..places {
        let digit = kept
            .as_bytes()
            .get(place)
            .map_or(0, |byte| i64::from(byte - b'0'));
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    Some(if negative { -value } else { value })
}

/// Writes `units` with `decimals` places, as JSON and CSV have it: "129.00".
pub(crate) fn write_fixed(units: i64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    let sign = if units < 0 { "-" } else { "" };
    let size = units.unsigned_abs();
    let (whole, part) = (size / scale, size % scale);
    format!("{sign}{whole}.{part:0width$}", width = decimals as usize)
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&write_fixed(self.0, 2))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::quantity::number_text(deserializer)?;
        Self::parse(&text).ok_or_else(|| coded("bad-money", &text))
    }
}

impl schemars::JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,2})?$", "description": "amount in the office's currency, such as \"129.00\""})
    }
}

/// A deserialisation error that carries a refusal's id and the value at fault; `office::request` reads it back.
pub(crate) fn coded<E: serde::de::Error>(id: &str, value: &str) -> E {
    let short: String = value.chars().take(40).collect();
    E::custom(format_args!("refused\u{1f}{id}\u{1f}{short}\u{1f}"))
}

macro_rules! basis_points {
    ($(#[$meta:meta])* $name:ident, $refusal:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub i64);
        impl $name {
            /// Reads a percentage such as "21" or "12.5"; `None` outside 0 to 100.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let value = parse_fixed(text.trim().trim_end_matches('%').trim_end(), 2)?;
                (0..=10_000).contains(&value).then_some(Self(value))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let text = write_fixed(self.0, 2);
                f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = super::quantity::number_text(deserializer)?;
                Self::parse(&text).ok_or_else(|| coded($refusal, &text))
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "description": "per cent, 0 to 100, such as \"21\""})
            }
        }
    };
}

basis_points!(
    /// A VAT rate in basis points; written in per cent.
    VatRate, "bad-vat"
);
basis_points!(
    /// A discount in basis points; written in per cent.
    Discount, "bad-discount"
);

/// What a line costs without VAT: price x quantity less the discount, rounded once, half away from zero.
///
/// `None` where the result is beyond [`MONEY_MAX`].
#[must_use]
pub fn line_net(price: Money, quantity: super::Quantity, discount: Discount) -> Option<Money> {
    let exact = Decimal::from(price.0)
        .checked_mul(Decimal::from(quantity.0))?
        .checked_mul(Decimal::from(10_000 - discount.0))?
        .checked_div(Decimal::from(10_000_000_i64))?;
    to_money(exact)
}

/// The VAT of one rate on the sum of line nets, rounded once (EN 16931, BR-CO-17).
#[must_use]
pub fn vat_of(net: Money, rate: VatRate) -> Option<Money> {
    to_money(
        Decimal::from(net.0)
            .checked_mul(Decimal::from(rate.0))?
            .checked_div(Decimal::from(10_000))?,
    )
}

/// What an order costs: the nets per rate, VAT once per rate, and the sum of both.
///
/// Takes (net, rate) of each line; gives the total with VAT. `None` beyond [`MONEY_MAX`].
#[must_use]
pub fn order_total(lines: &[(Money, VatRate)]) -> Option<Money> {
    let mut total = Money::ZERO;
    for (rate, net) in nets_by_rate(lines)? {
        total = total.plus(net)?.plus(vat_of(net, rate)?)?;
    }
    (total <= MONEY_MAX).then_some(total)
}

/// The sum of line nets of each rate, lowest rate first.
#[must_use]
pub fn nets_by_rate(lines: &[(Money, VatRate)]) -> Option<Vec<(VatRate, Money)>> {
    let mut sums: Vec<(VatRate, Money)> = Vec::new();
    for &(net, rate) in lines {
        match sums.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum = sum.plus(net)?,
            None => sums.push((rate, net)),
        }
    }
    sums.sort_unstable_by_key(|(rate, _)| *rate);
    Some(sums)
}

fn to_money(exact: Decimal) -> Option<Money> {
    let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let units = i64::try_from(rounded.mantissa()).ok()?;
    (units.abs() <= MONEY_MAX.0).then_some(Money(units))
}
