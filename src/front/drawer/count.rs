//! The drawer is counted, before anybody is told what should be in it.

use super::{counts, own_drawer};
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Counts one's own open drawer. The count is kept as it is, the first one above all; only then is it told what should be in it. Whoever
/// counts again keeps that beside it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountDrawer {
    /// All notes and coins.
    pub counted: Money,
}

impl Verb for CountDrawer {
    const NAME: &'static str = "drawer.count";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let drawer = own_drawer(permit)?;
        counts::keep(permit, &drawer, self.counted, None)?;
        let difference = self.counted.minus(drawer.expected);
        Ok(Receipt::about(drawer.number)
            .with("counted", self.counted.to_string())
            .with("expected", drawer.expected.to_string())
            .with("difference", difference.to_string()))
    }
}
