//! The time of a standing arrangement has come round: one key begins today's cover.

use super::Arrangement;
use crate::cover::shift::said::About;
use crate::cover::shift::{may_cover, must_not_be_lent, must_not_be_mutual, must_own};
use crate::model::cover::COVER_HOURS_MAX;
use crate::model::roster::Span;
use crate::model::{CoverId, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Begins today's cover of a standing arrangement that both have agreed to, from fifteen minutes before its time until its end;
/// once a day. Its coverer does.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginToday {
    /// The number of the arrangement.
    pub arrangement: String,
}

impl Verb for BeginToday {
    const NAME: &'static str = "arrangement.begin";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let arrangement = Arrangement::find(reader, &self.arrangement)?;
        let is_open = arrangement.ended_at.is_none() && arrangement.agreed_at.is_some();
        let is_theirs = !is_open || arrangement.coverer == me;
        let name = staff::name(reader, arrangement.coverer)?;
        Ok(Concern::of([is_theirs.then_some(me)]).otherwise(
            Refused::not_allowed("arrangement-not-yours")
                .with("arrangement", arrangement.number)
                .with("name", name),
        ))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let arrangement = Arrangement::find(permit, &self.arrangement)?;
        let (me, now) = (permit.staff(), permit.now());
        let refuse = |id| Refused::rule(id).with("arrangement", arrangement.number.as_str());
        if arrangement.ended_at.is_some() {
            return Err(refuse("arrangement-ended"));
        }
        if arrangement.agreed_at.is_none() {
            let name = staff::name(permit, arrangement.other())?;
            return Err(refuse("arrangement-not-agreed").with("name", name));
        }
        let due = arrangement.due(now, permit.facts().zone);
        let span = due.ok_or_else(|| refuse("arrangement-not-due"))?;
        if arrangement.was_begun(permit, span.from)? {
            return Err(refuse("arrangement-begun"));
        }
        may_cover(permit, me, arrangement.duties)?;
        must_own(permit, arrangement.owner, arrangement.duties)?;
        must_not_be_lent(permit, Some(arrangement.owner), arrangement.duties, None)?;
        let until = span.until.min(now.plus_minutes(COVER_HOURS_MAX * 60));
        must_not_be_mutual(
            permit,
            Some(arrangement.owner),
            me,
            Span { from: now, until },
        )?;
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let id = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, coverer, asked_at, begins_at, accepted_at, starts_at, ends_at, arrangement, seq)
             values ($1, 'declared', $2, $3, $4, $5, $6, $7, $6, $6, $8, $9, $10)",
            &[
                number.as_str().into(),
                arrangement.duties.to_string().into(),
                arrangement.reason.as_str().into(),
                arrangement.owner.0.into(),
                me.0.into(),
                now.0.into(),
                span.from.0.into(),
                until.0.into(),
                arrangement.id.into(),
                seq.into(),
            ],
        )?;
        let data = serde_json::json!({"cover": number, "name": staff::name(permit, me)?, "until": until.0, "duties": arrangement.duties.to_string()});
        notice::tell_of_cover(
            permit,
            Reader::Person(arrangement.owner),
            "cover-declared",
            CoverId(id),
            data,
        )?;
        let about = About {
            owner: Some(arrangement.owner),
            coverer: Some(me),
            duties: arrangement.duties,
            until,
        };
        let receipt = Receipt::about(number.as_str()).with("cover", number);
        about.put(permit, receipt)
    }
}
