//! Money in whole minor units, VAT and discounts in basis points, and how a line and an order add up.

use super::number;
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

    /// Reads what somebody typed: "129", "129.00", "129,5", "1 290,00". `None` for anything else, more than two decimals, a number with
    /// two meanings such as "1,234", or beyond [`MONEY_MAX`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::within(number::typed(text, 2).ok()?)
    }

    /// Reads what a program wrote: a dot before the decimals.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        Self::within(number::written(text, 2)?)
    }

    fn within(amount: i64) -> Option<Self> {
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
        Self::written(&text).ok_or_else(|| coded("bad-money", &text))
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
                Self::within(number::typed(text.trim().trim_end_matches('%').trim_end(), 2).ok()?)
            }

            /// Reads what a program wrote: a dot before the decimals.
            #[must_use]
            pub fn written(text: &str) -> Option<Self> {
                Self::within(number::written(text.trim().trim_end_matches('%').trim_end(), 2)?)
            }

            fn within(value: i64) -> Option<Self> {
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
                Self::written(&text).ok_or_else(|| coded($refusal, &text))
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

/// A price without VAT as one with it, or the other way round, rounded once: an order keeps the kind of prices with which it was
/// taken. `None` beyond [`MONEY_MAX`].
#[must_use]
pub fn price_as(price: Money, rate: VatRate, had_vat: bool, with_vat: bool) -> Option<Money> {
    match (had_vat, with_vat) {
        (true, false) => part(price, 10_000, 10_000 + rate.0),
        (false, true) => part(price, 10_000 + rate.0, 10_000),
        (true, true) | (false, false) => Some(price),
    }
}

/// What a line costs: price x quantity less its discount, rounded once, half away from zero. With VAT where the price has it in it.
///
/// `None` where the result is beyond [`MONEY_MAX`].
#[must_use]
pub fn line_amount(price: Money, quantity: super::Quantity, discount: Discount) -> Option<Money> {
    let exact = Decimal::from(price.0)
        .checked_mul(Decimal::from(quantity.0))?
        .checked_mul(Decimal::from(10_000 - discount.0))?
        .checked_div(Decimal::from(10_000_000_i64))?;
    to_money(exact)
}

/// How the lines of an order add up: agreed when it is taken, and not touched by what the office decides later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pricing {
    /// The prices of its lines have VAT in them.
    pub with_vat: bool,
    /// Off what all lines cost together.
    pub discount: Discount,
}

/// What one VAT rate has of an order's total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The rate.
    pub rate: VatRate,
    /// Without VAT.
    pub net: Money,
    /// The VAT.
    pub vat: Money,
}

impl Pricing {
    /// What each rate has of the total, lowest rate first. Takes (amount, rate) of each line.
    ///
    /// The amounts of a rate are added up, the discount goes off them, and the VAT is computed of what is left, each rounded once:
    /// on top of prices without VAT (EN 16931, BR-CO-17), out of prices with it (as Czech Act 235/2004 Coll., section 37, has it).
    /// `None` beyond [`MONEY_MAX`].
    #[must_use]
    pub fn shares(self, lines: &[(Money, VatRate)]) -> Option<Vec<Share>> {
        let sums = by_rate(lines)?.into_iter();
        sums.map(|(rate, sum)| {
            let left = part(sum, 10_000 - self.discount.0, 10_000)?;
            if self.with_vat {
                let vat = part(left, rate.0, 10_000 + rate.0)?;
                let net = left.minus(vat);
                return Some(Share { rate, net, vat });
            }
            let (net, vat) = (left, part(left, rate.0, 10_000)?);
            Some(Share { rate, net, vat })
        })
        .collect()
    }

    /// What an order costs, with VAT. Takes (amount, rate) of each line; `None` beyond [`MONEY_MAX`].
    #[must_use]
    pub fn total(self, lines: &[(Money, VatRate)]) -> Option<Money> {
        let mut total = Money::ZERO;
        for share in self.shares(lines)? {
            total = total.plus(share.net)?.plus(share.vat)?;
        }
        (total <= MONEY_MAX).then_some(total)
    }

    /// How much the discount takes off, in the kind of prices that the lines have. `None` beyond [`MONEY_MAX`].
    #[must_use]
    pub fn taken_off(self, lines: &[(Money, VatRate)]) -> Option<Money> {
        let mut off = Money::ZERO;
        for (_, sum) in by_rate(lines)? {
            off = off.plus(sum.minus(part(sum, 10_000 - self.discount.0, 10_000)?))?;
        }
        Some(off)
    }
}

impl Discount {
    /// Both, one after the other, rounded up to a hundredth of a per cent: what somebody has given away in all.
    #[must_use]
    pub const fn and_then(self, other: Self) -> Self {
        let kept = (10_000 - self.0) * (10_000 - other.0);
        Self(10_000 - kept / 10_000)
    }
}

/// The sums of each rate, lowest rate first.
fn by_rate(lines: &[(Money, VatRate)]) -> Option<Vec<(VatRate, Money)>> {
    let mut sums: Vec<(VatRate, Money)> = Vec::new();
    for &(amount, rate) in lines {
        match sums.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum = sum.plus(amount)?,
            None => sums.push((rate, amount)),
        }
    }
    sums.sort_unstable_by_key(|(rate, _)| *rate);
    Some(sums)
}

/// So many of so many parts of an amount, rounded once, half away from zero.
fn part(amount: Money, parts: i64, of: i64) -> Option<Money> {
    let exact = Decimal::from(amount.0).checked_mul(Decimal::from(parts))?;
    to_money(exact.checked_div(Decimal::from(of))?)
}

fn to_money(exact: Decimal) -> Option<Money> {
    let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let units = i64::try_from(rounded.mantissa()).ok()?;
    (units.abs() <= MONEY_MAX.0).then_some(Money(units))
}
