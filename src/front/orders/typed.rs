//! What is typed into an order, and where.

use super::suggest::{Offer, Suggestions};
use crate::model::money::line_amount;
use crate::model::quantity::is_counted;
use crate::model::{Discount, Money, Quantity, VatRate};
use crate::office::Refused;
use crate::records::order::OrderLine;
use crate::ui::Field;
use crate::words::Words;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Customer,
    Item(usize),
    Quantity(usize),
    Discount(usize),
    NeededBy,
    Delivery,
    Paper(usize),
    Deposit,
    WholeDiscount,
    Note,
    Reason,
}

/// One line as it is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) item: Field,
    pub(super) quantity: Field,
    pub(super) discount: Field,
    /// The line of the order that is changed; none: it is new.
    pub(super) kept: Option<Kept>,
    /// The item and its price that whoever types has seen.
    pub(super) told: Option<(String, Money)>,
}

/// A line of an order that is changed. It keeps its price, whatever the item costs by now.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Its number.
    pub(super) line: i64,
    pub(super) name: String,
    pub(super) unit: String,
    price: Money,
    vat: VatRate,
    /// How much of it was wanted so far.
    pub(super) wanted: Quantity,
    pub(super) discount: Discount,
    /// Picked, or with the customer: less than that is for somebody to decide.
    pub(super) fixed: Quantity,
    /// On the shelf, packed or with the customer for this order.
    held: Quantity,
}

/// What a line is priced by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Priced<'a> {
    pub(super) name: &'a str,
    pub(super) unit: &'a str,
    /// For one, in the order's kind of prices.
    pub(super) price: Money,
    pub(super) vat: VatRate,
}

/// A discount as it is typed; none where nothing is.
pub(super) fn discount(field: &Field) -> Result<Discount, Refused> {
    match field.value().trim() {
        "" => Ok(Discount::default()),
        text => Discount::parse(text).ok_or_else(|| Refused::misread("bad-discount", text)),
    }
}

impl Line {
    /// A line of the order that is changed.
    pub(super) fn of(line: &OrderLine, words: &Words) -> Self {
        let state = line.state;
        let wanted = Quantity(state.ordered.0 - state.cancelled.0);
        let off = if line.discount == Discount::default() {
            Field::default()
        } else {
            Field::offered(&words.typed(&line.discount))
        };
        let fixed = state.picked.0 + state.handed_over.0;
        Self {
            item: Field::with(&line.code),
            quantity: Field::offered(&words.typed(&wanted)),
            discount: off,
            kept: Some(Kept {
                line: line.line,
                name: line.name.clone(),
                unit: line.unit.clone(),
                price: line.price,
                vat: line.vat,
                wanted,
                discount: line.discount,
                fixed: Quantity(fixed),
                held: Quantity(fixed + state.allocated.0),
            }),
            told: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.item.value().trim().is_empty()
    }

    /// Nothing at all is typed into it.
    pub(super) fn is_blank(&self) -> bool {
        let fields = [&self.item, &self.quantity, &self.discount];
        fields.iter().all(|field| field.value().trim().is_empty())
    }

    /// "1" where nothing is typed. Zero only where a line is taken out of an order.
    pub(super) fn amount(&self) -> Result<Quantity, Refused> {
        let text = self.quantity.value().trim();
        let read = match text {
            "" => Some(Quantity::units(1)),
            text => Quantity::parse(text),
        };
        let least = i64::from(self.kept.is_none());
        read.filter(|quantity| quantity.0 >= least)
            .ok_or_else(|| Refused::misread("bad-quantity", text))
    }

    /// As [`Self::amount`], in whole units where the item is counted.
    pub(super) fn whole_amount(&self, view: &Suggestions) -> Result<Quantity, Refused> {
        let quantity = self.amount()?;
        match self.priced(view) {
            Some(item) if !quantity.is_whole() && is_counted(item.unit) => {
                Err(Refused::rule("not-whole")
                    .with("item", item.name)
                    .with("unit", item.unit)
                    .with("quantity", quantity))
            }
            _ => Ok(quantity),
        }
    }

    /// What it is priced by: the line as it was taken, or the item as it is now.
    pub(super) fn priced<'a>(&'a self, view: &'a Suggestions) -> Option<Priced<'a>> {
        if let Some(kept) = &self.kept {
            return Some(Priced {
                name: &kept.name,
                unit: &kept.unit,
                price: kept.price,
                vat: kept.vat,
            });
        }
        let Offer {
            name,
            unit,
            price,
            vat,
            ..
        } = view.offer(self.item.value())?;
        Some(Priced {
            name,
            unit,
            price: *price,
            vat: *vat,
        })
    }

    /// What it costs, in the order's kind of prices.
    pub(super) fn cost(&self, view: &Suggestions) -> Option<Money> {
        let price = self.priced(view)?.price;
        line_amount(price, self.amount().ok()?, discount(&self.discount).ok()?)
    }

    /// How much this order holds of it already.
    pub(super) fn held(&self) -> Quantity {
        self.kept.as_ref().map_or(Quantity::ZERO, |kept| kept.held)
    }
}
