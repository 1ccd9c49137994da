//! What is typed into an order, and where.

use super::suggest::Offer;
use crate::model::money::line_net;
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
    Note,
}

/// One line as it is typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) item: Field,
    pub(super) quantity: Field,
    pub(super) discount: Field,
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
        match self.discount.value().trim() {
            "" => Some(Discount::default()),
            text => Discount::parse(text),
        }
    }

    /// Without VAT, at the price of now.
    pub(super) fn net(&self, offer: &Offer) -> Option<Money> {
        line_net(offer.price, self.amount()?, self.reduced()?)
    }
}
