//! How much a customer may owe.

use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::customer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets how much a customer may owe on account; none: what the office has decided for everyone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLimit {
    /// The customer's code.
    pub customer: String,
    /// Zero: nothing leaves unpaid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
}

impl Verb for SetLimit {
    const NAME: &'static str = "customer.set_limit";
    const RIGHT: Right = Right::Duty(Duty::Accounting);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, _) = customer::find(permit, &self.customer)?;
        if let Some(limit) = self.limit.filter(|limit| *limit < Money::ZERO) {
            return Err(Refused::rule("bad-money").with("value", limit.to_string()));
        }
        let seq = permit.seq();
        permit.write(
            "update customer set account_limit = $2, changed_seq = $3 where id = $1",
            &[
                id.0.into(),
                self.limit.map(|limit| limit.0).into(),
                seq.into(),
            ],
        )?;
        Ok(Receipt::about(self.customer.as_str()))
    }
}
