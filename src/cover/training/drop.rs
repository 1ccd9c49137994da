//! A training plan is given up.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends a training plan without what was planned.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DropPlan {
    /// Its number: "TP-2026-0001".
    pub plan: String,
}

impl Verb for DropPlan {
    const NAME: &'static str = "training.drop";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let row = permit.row(
            "select id, ended_how from training_plan where number = $1",
            &[self.plan.as_str().into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("plan", &self.plan))?;
        if row.text_or_none(1)?.is_some() {
            return Err(Refused::rule("plan-ended").with("plan", &self.plan));
        }
        let now = permit.now();
        permit.write(
            "update training_plan set ended_at = $2, ended_how = 'dropped' where id = $1",
            &[row.int(0)?.into(), now.0.into()],
        )?;
        Ok(Receipt::about(self.plan.as_str()))
    }
}
