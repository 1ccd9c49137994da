//! How much a customer may owe.

use crate::model::{CustomerId, Duty, Money, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
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
    /// What stood in `limit` when it was shown: refused with both values where somebody else has changed it since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
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
        let now = known(permit, id)?;
        self.shown
            .against()
            .field("limit", &now, Some(&self.limit))?
            .done()?;
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

/// How much this customer may owe by a decision of its own; `None`: there is none.
pub(super) fn known(
    reads: &mut impl Reads,
    customer: CustomerId,
) -> Result<Option<Money>, Refused> {
    let row = reads.row(
        "select account_limit from customer where id = $1",
        &[customer.0.into()],
    )?;
    let limit = row.map_or(Ok(None), |row| row.int_or_none(0))?;
    Ok(limit.map(Money))
}
