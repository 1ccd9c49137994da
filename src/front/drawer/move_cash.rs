//! Cash goes into the drawer, or out of it, without a customer.

use super::own_drawer;
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::ledger::{self, Posting};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Brings change from the safe into one's own drawer, or notes from it into the safe.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveCash {
    /// "500.00" into the drawer, "-5000.00" out of it; never zero.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

impl Verb for MoveCash {
    const NAME: &'static str = "drawer.move";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        if self.amount == Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", "0"));
        }
        text::name("reason", &self.reason)?;
        let drawer = own_drawer(permit)?;
        let postings = [
            Posting::of("cash", self.amount),
            Posting::of("safe", Money(-self.amount.0)),
        ];
        ledger::post(permit, &postings, Some(&drawer), None)?;
        Ok(Receipt::about(drawer.number).with("amount", self.amount.to_string()))
    }
}
