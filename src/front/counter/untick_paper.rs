//! A paper was ticked off that is not signed: the way back.

use crate::model::{Duty, PaperKind, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::order::{self, Order};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes the tick off a paper again; refused once goods of the order have left, because they left on the strength of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UntickPaper {
    /// The order's number.
    pub order: String,
    /// Which.
    pub paper: PaperKind,
}

impl Verb for UntickPaper {
    const NAME: &'static str = "paper.untick";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        let lines = order::lines(permit, order.id)?;
        if lines.iter().any(|line| line.state.handed_over.0 > 0) {
            return Err(Refused::rule("paper-gone-with-goods")
                .with("order", order.number)
                .with("paper", self.paper.as_str()));
        }
        let gone = permit.write(
            "delete from paper where orders = $1 and kind = $2",
            &[order.id.0.into(), self.paper.as_str().into()],
        )?;
        if gone == 0 {
            return Err(Refused::rule("paper-not-signed")
                .with("order", order.number)
                .with("paper", self.paper.as_str()));
        }
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("paper", self.paper.as_str()))
    }
}
