//! "All right, every day then."

use super::Arrangement;
use super::make::{may_stand_in, must_not_be_mutual};
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Notice, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Agrees to a standing arrangement that the other one proposed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agree {
    /// Its number.
    pub arrangement: String,
}

impl Verb for Agree {
    const NAME: &'static str = "arrangement.agree";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let arrangement = Arrangement::find(reader, &self.arrangement)?;
        let is_open = arrangement.ended_at.is_none() && arrangement.agreed_at.is_none();
        let is_theirs = !is_open || arrangement.other() == me;
        let name = staff::name(reader, arrangement.other())?;
        Ok(Concern::of([is_theirs.then_some(me)]).otherwise(
            Refused::not_allowed("arrangement-not-yours")
                .with("arrangement", arrangement.number)
                .with("name", name),
        ))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let arrangement = Arrangement::find(permit, &self.arrangement)?;
        let now = permit.now();
        if arrangement.ended_at.is_some() || arrangement.agreed_at.is_some() {
            return Err(
                Refused::rule("arrangement-not-open").with("arrangement", arrangement.number)
            );
        }
        may_stand_in(
            permit,
            arrangement.owner,
            arrangement.coverer,
            arrangement.duties,
        )?;
        must_still_fit(permit, &arrangement)?;
        permit.write(
            "update arrangement set agreed_at = $2 where id = $1",
            &[arrangement.id.into(), now.0.into()],
        )?;
        notice::arrangement_answered(permit, arrangement.other(), &arrangement.number)?;
        tell(permit, &arrangement, "arrangement-agreed")?;
        Ok(Receipt::about(arrangement.number.as_str()).with("arrangement", arrangement.number))
    }
}

/// Refuses where by an arrangement that both have agreed to meanwhile the two would cover each other at one time.
fn must_still_fit(permit: &mut Permit<'_>, arrangement: &Arrangement) -> Result<(), Refused> {
    if permit.is_replayed() {
        return Ok(());
    }
    for other in Arrangement::running(permit)? {
        if other.agreed_at.is_some()
            && other.hours().meets(arrangement.hours())
            && other.lasts_into(arrangement.days.0, arrangement.days.1)
        {
            must_not_be_mutual(permit, &other, arrangement.owner, arrangement.coverer)?;
        }
    }
    Ok(())
}

/// Tells those whom it concerns, but for whoever acts.
pub(super) fn tell(
    permit: &mut Permit<'_>,
    arrangement: &Arrangement,
    kind: &'static str,
) -> Result<(), Refused> {
    let me = permit.staff();
    let name = staff::name(permit, me)?;
    let data = serde_json::json!({"name": name, "number": arrangement.number, "duties": arrangement.duties.to_string()});
    for to in [arrangement.owner, arrangement.coverer] {
        if to != me {
            notice::tell(
                permit,
                &Notice {
                    to: Reader::Person(to),
                    kind,
                    order: None,
                    cover: None,
                    data: data.clone(),
                },
            )?;
        }
    }
    Ok(())
}
