//! Cancels an order, or some of its lines, with a reason; what was held goes to whoever waits for it.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::change::Lowered;
use crate::records::order::{self, Order, OrderLine};
use crate::records::{change, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Cancels what has not been handed over; refuses where nothing is left of it. Of lines whose goods are picked already the back office decides first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The order's number.
    pub order: String,
    /// Why; kept with the order.
    pub reason: String,
    /// The numbers of the lines, from 1; none: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i64>,
}

impl Verb for Cancel {
    const NAME: &'static str = "order.cancel";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        order.must_run()?;
        let reason = text::name("reason", &self.reason)?;
        let mut lines = order::lines(permit, order.id)?;
        let mut freed = Vec::new();
        for number in &self.lines {
            if !lines.iter().any(|line| line.line == *number) {
                return Err(Refused::not_found("line", &number.to_string()));
            }
        }
        let named = |line: &OrderLine| self.lines.is_empty() || self.lines.contains(&line.line);
        let is_over = |line: &OrderLine| {
            line.state.ordered.0 <= line.state.cancelled.0 + line.state.handed_over.0
        };
        if lines.iter().filter(|line| named(line)).all(is_over) {
            return Err(Refused::rule("nothing-to-cancel").with("order", order.number.as_str()));
        }
        let mut exceptions = Vec::new();
        for line in lines.iter_mut().filter(|line| named(line)) {
            let wanted = line.state.handed_over;
            match change::lower(permit, &order, line, wanted, &reason)? {
                Lowered::Done(item) => freed.extend(item),
                Lowered::Waits(exception) => exceptions.push(exception),
            }
        }
        let total = order::add_up(permit, &order, &lines, &reason)?;
        let states = order::settle(permit, order.id)?;
        for item in freed {
            release::release(permit, item)?;
        }
        let mut receipt = Receipt::about(order.number.as_str())
            .order(order.id)
            .with("commercial", states.commercial.as_str())
            .with("money", states.money.as_str())
            .with("total", total.to_string());
        if !exceptions.is_empty() {
            receipt = receipt.with("exceptions", exceptions);
        }
        Ok(receipt)
    }
}
