//! A paper that the order requires is signed, filled in or shown.

use crate::model::{Duty, PaperKind, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{order::Order, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ticks off one of the papers that the order requires; ticking it twice is refused.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignPaper {
    /// The order's number.
    pub order: String,
    /// Which.
    pub paper: PaperKind,
    /// Who signed or showed it.
    pub signed_by: String,
}

impl Verb for SignPaper {
    const NAME: &'static str = "paper.sign";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        if !order.papers.contains(&self.paper) {
            return Err(Refused::rule("paper-not-required")
                .with("order", order.number)
                .with("paper", self.paper.as_str()));
        }
        let signed_by = text::name("signed_by", &self.signed_by)?;
        let seq = permit.seq();
        let signed = permit.write(
            "insert into paper (orders, kind, signed_by, seq) values ($1, $2, $3, $4) on conflict (orders, kind) do nothing",
            &[order.id.0.into(), self.paper.as_str().into(), signed_by.into(), seq.into()],
        )?;
        if signed == 0 {
            return Err(Refused::rule("paper-signed-already")
                .with("order", order.number)
                .with("paper", self.paper.as_str()));
        }
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("paper", self.paper.as_str()))
    }
}
