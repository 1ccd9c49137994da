//! The drawer is counted to hand it over to somebody: the signature of whoever gives it.

use super::{counts, own_drawer};
use crate::model::{Duty, Money, Right, StaffId, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Counts one's own open drawer for a colleague who takes it over, and signs that with it. Whoever has a drawer open may always hand it
/// over, also when the duty is no longer theirs or somebody covers it already. It is not told what should be in it: the colleague has
/// not counted yet. Whoever is not trained in reception could not take it over.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveDrawer {
    /// The code of who takes it over.
    pub to: String,
    /// All notes and coins.
    pub counted: Money,
}

impl Verb for GiveDrawer {
    const NAME: &'static str = "drawer.give";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (to, name, active) = staff::find(permit, &self.to)?;
        if to == permit.staff() {
            return Err(Refused::rule("drawer-own"));
        }
        if !active {
            return Err(Refused::not_found("staff", &self.to));
        }
        if !may_take(permit, to)? {
            return Err(Refused::rule("drawer-to-untrained").with("name", name));
        }
        let drawer = own_drawer(permit)?;
        counts::keep(permit, &drawer, self.counted, Some(to))?;
        Ok(Receipt::about(drawer.number).with("to", name))
    }
}

/// Whether somebody is trained in reception, at least to cover it: nobody else can take a drawer over.
fn may_take(permit: &mut Permit<'_>, to: StaffId) -> Result<bool, Refused> {
    let now = permit.now();
    let row = permit.row(
        "select 1 from competence where staff = $1 and duty = $2 and (level = 'own' or level = 'cover') and (valid_until is null or valid_until > $3)",
        &[to.0.into(), Duty::Reception.as_str().into(), now.0.into()],
    )?;
    Ok(row.is_some())
}
