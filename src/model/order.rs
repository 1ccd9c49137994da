//! What state an order is in, on three axes, derived from its lines and its money by one function.

use super::{Money, Quantity};
use crate::written;

written! {
    /// Where the order stands between customer and office.
    pub enum Commercial {
        /// Prices given, nothing promised.
        Quote = "quote",
        /// The quote went out.
        Sent = "sent",
        /// The office has taken it on.
        Taken = "taken",
        /// Stopped until resumed.
        OnHold = "on-hold",
        /// Everything that was to be done is done.
        Closed = "closed",
        /// Nothing will be delivered.
        Cancelled = "cancelled",
        /// The quote's time ran out.
        Lapsed = "lapsed",
    }
}

written! {
    /// Where the goods are.
    pub enum Fulfilment {
        /// Nothing is held for it yet.
        New = "new",
        /// Something is missing and nothing can be picked.
        Waiting = "waiting",
        /// Goods are held and wait for the picker.
        ToPick = "to-pick",
        /// Part is in a parcel, part still on the shelf, or no parcel is ready.
        Picking = "picking",
        /// Everything that is held stands in parcels that are ready.
        Ready = "ready",
        /// The customer has part of it, and nothing stands ready or is to pick.
        PartlyHandedOver = "partly-handed-over",
        /// The customer has all of it.
        HandedOver = "handed-over",
        /// It came back.
        Returned = "returned",
    }
}

written! {
    /// What is owed.
    pub enum MoneyState {
        /// It costs nothing, or nothing is due.
        NothingDue = "nothing-due",
        /// A deposit was agreed and is not paid yet.
        DepositDue = "deposit-due",
        /// To be paid at hand-over.
        ToPay = "to-pay",
        /// Handed over on account and not invoiced yet.
        ToInvoice = "to-invoice",
        /// Part is paid.
        PartlyPaid = "partly-paid",
        /// Exactly paid.
        Paid = "paid",
        /// More was paid than it costs.
        RefundDue = "refund-due",
    }
}

written! {
    /// How the goods reach the customer.
    pub enum Delivery {
        /// The customer comes.
        Pickup = "pickup",
        /// The office sends.
        Delivery = "delivery",
    }
}

written! {
    /// How somebody pays.
    pub enum Means {
        /// Notes and coins.
        Cash = "cash",
        /// Card.
        Card = "card",
        /// Bank transfer.
        Transfer = "transfer",
    }
}

written! {
    /// A paper that must be ticked off before the goods leave.
    pub enum PaperKind {
        /// Signed by who takes the goods.
        DeliveryNote = "delivery-note",
        /// Filled in and handed out.
        WarrantyCard = "warranty-card",
        /// Signed by both sides.
        HandoverProtocol = "handover-protocol",
        /// Identity card shown.
        IdentityCheck = "identity-check",
    }
}

/// The counts of one line, in thousandths; see the table `order_line`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LineState {
    /// What the customer asked for.
    pub ordered: Quantity,
    /// What will not be delivered.
    pub cancelled: Quantity,
    /// Held from stock for this line and not handed over, picked or not.
    pub allocated: Quantity,
    /// Of the held, what is in parcels.
    pub picked: Quantity,
    /// What the customer has been given.
    pub handed_over: Quantity,
    /// Of it, what came back.
    pub returned: Quantity,
    /// What came back and need not be paid.
    pub refunded: Quantity,
}

impl LineState {
    /// What is neither cancelled nor handed over nor held: what the stock still owes.
    #[must_use]
    pub const fn lacking(&self) -> Quantity {
        Quantity(self.ordered.0 - self.cancelled.0 - self.allocated.0 - self.handed_over.0)
    }

    /// What is to be paid: ordered, and neither cancelled nor come back for money.
    #[must_use]
    pub const fn to_pay(&self) -> Quantity {
        Quantity(self.ordered.0 - self.cancelled.0 - self.refunded.0)
    }

    /// Held and still on the shelf.
    #[must_use]
    pub const fn to_pick(&self) -> Quantity {
        Quantity(self.allocated.0 - self.picked.0)
    }
}

/// An order as the three axes see it.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// Its lines.
    pub lines: &'a [LineState],
    /// In parcels that are marked ready and not handed over.
    pub ready: Quantity,
    /// Stopped.
    pub held: bool,
    /// The whole order was cancelled.
    pub cancelled: bool,
    /// With VAT, for what is not cancelled.
    pub total: Money,
    /// Agreed at the start.
    pub deposit: Money,
    /// So far.
    pub paid: Money,
    /// Goods left without full payment, by permission.
    pub on_account: bool,
}

/// The three axes, and the two flags that the indexes need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct States {
    /// Between customer and office.
    pub commercial: Commercial,
    /// The goods.
    pub fulfilment: Fulfilment,
    /// The money.
    pub money: MoneyState,
    /// There is still something to do for somebody.
    pub open: bool,
    /// Something is held on the shelf and may be picked now.
    pub pickable: bool,
}

/// The one function that says in what state an order is.
#[must_use]
pub fn states(facts: &Facts<'_>) -> States {
    let sum = |of: fn(&LineState) -> i64| facts.lines.iter().map(of).sum::<i64>();
    let wanted = sum(|line| line.ordered.0 - line.cancelled.0);
    let handed_over = sum(|line| line.handed_over.0);
    let picked = sum(|line| line.picked.0);
    let to_pick = sum(|line| line.to_pick().0);
    let lacking = sum(|line| line.lacking().0);
    let done = wanted == handed_over && wanted > 0;
    let returned = sum(|line| line.returned.0);
    let fulfilment = if done && returned >= handed_over {
        Fulfilment::Returned
    } else if done {
        Fulfilment::HandedOver
    } else if picked > 0 && picked == facts.ready.0 && to_pick == 0 {
        Fulfilment::Ready
    } else if picked > 0 {
        Fulfilment::Picking
    } else if to_pick > 0 {
        Fulfilment::ToPick
    } else if handed_over > 0 {
        Fulfilment::PartlyHandedOver
    } else if lacking > 0 && !facts.held && !facts.cancelled {
        Fulfilment::Waiting
    } else {
        Fulfilment::New
    };
    let money = money_state(facts, done);
    let settled = matches!(
        money,
        MoneyState::NothingDue | MoneyState::Paid | MoneyState::ToInvoice
    );
    let nothing_wanted = wanted == 0 && handed_over == 0;
    let commercial = if facts.cancelled || nothing_wanted {
        Commercial::Cancelled
    } else if done && settled {
        Commercial::Closed
    } else if facts.held {
        Commercial::OnHold
    } else {
        Commercial::Taken
    };
    let finished = matches!(commercial, Commercial::Closed | Commercial::Cancelled);
    States {
        commercial,
        fulfilment,
        money,
        open: !finished || money == MoneyState::RefundDue,
        pickable: to_pick > 0 && commercial == Commercial::Taken,
    }
}

fn money_state(facts: &Facts<'_>, done: bool) -> MoneyState {
    let Money(total) = facts.total;
    let Money(paid) = facts.paid;
    if paid > total {
        MoneyState::RefundDue
    } else if total == 0 {
        MoneyState::NothingDue
    } else if paid == total {
        MoneyState::Paid
    } else if done && facts.on_account {
        MoneyState::ToInvoice
    } else if facts.deposit.0 > paid {
        MoneyState::DepositDue
    } else if paid > 0 {
        MoneyState::PartlyPaid
    } else {
        MoneyState::ToPay
    }
}
