//! What is typed into an order, and where.

use super::suggest::Offer;
use crate::model::money::line_amount;
use crate::model::{Discount, Money, Quantity};
use crate::ui::Field;

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
}

/// One line as it is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) item: Field,
    pub(super) quantity: Field,
    pub(super) discount: Field,
}

/// A discount as it is typed; none where nothing is.
pub(super) fn discount(field: &Field) -> Option<Discount> {
    match field.value().trim() {
        "" => Some(Discount::default()),
        text => Discount::parse(text),
    }
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.item.value().trim().is_empty()
    }

    /// "1" where nothing is typed.
    pub(super) fn amount(&self) -> Option<Quantity> {
        match self.quantity.value().trim() {
            "" => Some(Quantity::units(1)),
            text => Quantity::parse(text),
        }
    }

    pub(super) fn reduced(&self) -> Option<Discount> {
        discount(&self.discount)
    }

    /// What it costs at the price of now.
    pub(super) fn cost(&self, offer: &Offer) -> Option<Money> {
        line_amount(offer.price, self.amount()?, self.reduced()?)
    }
}
