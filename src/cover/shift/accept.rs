//! "Yes, I stand in": a request becomes a cover.

use super::clash::{Wanted, must_fit, must_not_be_mutual};
use super::consent::must_not_be_lent;
use super::hand_on::end_parent;
use super::said::About;
use super::{Cover, Status, may_cover, must_own};
use crate::model::roster::Span;
use crate::model::{Instant, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Accepts a request for cover. The cover runs from this moment; one whose time is still to come is agreed, and begun at its time.
/// One that nobody has answered within the office's minutes may be accepted by whoever can. An owner accepts so who offered to stand in
/// for them. Of two who accept, the first has it. One that somebody wants to hand over before it begins changes hands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The number of the request.
    pub cover: String,
}

impl Verb for Accept {
    const NAME: &'static str = "cover.accept";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        let status = cover.status(reader.now());
        let is_open =
            status == Status::Asked || status == Status::Planned && cover.swap_wanted().is_some();
        // Anyone is asked where nobody is named; what is taken or over is for nobody, and that is said.
        // What nobody has answered in the office's minutes is for whoever can.
        let is_theirs =
            !is_open || cover.asked.is_none_or(|asked| asked == me) || cover.waited(reader)? > 0;
        Ok(Concern::of([is_theirs.then_some(me)])
            .otherwise(Refused::not_allowed("asked-somebody-else").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        let swap = cover.status(now) == Status::Planned && cover.swap_wanted().is_some();
        if cover.status(now) != Status::Asked && !swap {
            return Err(taken(permit, &cover)?);
        }
        if let Some(coverer) = cover.offered_by() {
            return accept_offer(permit, &cover, coverer);
        }
        if cover.owner == Some(me) {
            return Err(Refused::rule("cover-oneself"));
        }
        let later = cover.begins_at.is_some_and(|begins| begins > now);
        if later {
            let wanted = Wanted {
                duties: cover.duties,
                owner: cover.owner,
                span: cover.span(),
                but: Some(cover.id),
            };
            must_fit(permit, me, &wanted)?;
        } else {
            may_cover(permit, me, cover.duties)?;
            must_not_be_lent(permit, cover.owner, cover.duties, cover.parent)?;
        }
        must_not_be_mutual(permit, cover.owner, me, from_now(&cover, now))?;
        end_parent(permit, &cover)?;
        permit.write(
            "update cover set coverer = $2, accepted_at = $3, starts_at = $4 where id = $1",
            &[
                cover.id.0.into(),
                me.0.into(),
                now.0.into(),
                (!later).then_some(now.0).into(),
            ],
        )?;
        notice::answered(permit, cover.id)?;
        tell(permit, &cover, later)?;
        let about = About {
            coverer: Some(me),
            ..About::cover(&cover)
        };
        let receipt = Receipt::about(cover.number.as_str())
            .with("cover", cover.number)
            .with("begun", !later)
            .with("from", cover.begins_at.unwrap_or(now).to_string());
        about.put(permit, receipt)
    }
}

/// The owner says yes to who offered to stand in: it begins now, or is agreed for its time.
fn accept_offer(
    permit: &mut Permit<'_>,
    cover: &Cover,
    coverer: StaffId,
) -> Result<Receipt, Refused> {
    let now = permit.now();
    if let Some(owner) = cover.owner {
        must_own(permit, owner, cover.duties)?;
    }
    let later = cover.begins_at.is_some_and(|begins| begins > now);
    if later {
        let wanted = Wanted {
            duties: cover.duties,
            owner: cover.owner,
            span: cover.span(),
            but: Some(cover.id),
        };
        must_fit(permit, coverer, &wanted)?;
    } else {
        may_cover(permit, coverer, cover.duties)?;
        must_not_be_lent(permit, cover.owner, cover.duties, None)?;
    }
    must_not_be_mutual(permit, cover.owner, coverer, from_now(cover, now))?;
    permit.write(
        "update cover set asked = coverer, accepted_at = $2, starts_at = $3 where id = $1",
        &[
            cover.id.0.into(),
            now.0.into(),
            (!later).then_some(now.0).into(),
        ],
    )?;
    notice::answered(permit, cover.id)?;
    let me = permit.staff();
    let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "from": cover.span().from.0, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
    let kind = if later {
        "cover-offer-agreed"
    } else {
        "cover-offer-accepted"
    };
    notice::tell_of_cover(permit, Reader::Person(coverer), kind, cover.id, data)?;
    let receipt = Receipt::about(cover.number.as_str())
        .with("cover", cover.number.as_str())
        .with("begun", !later)
        .with("offered", true)
        .with("from", cover.begins_at.unwrap_or(now).to_string());
    About::cover(cover).put(permit, receipt)
}

/// The time that is lent with a yes at this moment.
fn from_now(cover: &Cover, now: Instant) -> Span {
    Span {
        from: cover.begins_at.map_or(now, |begins| begins.max(now)),
        until: cover.ends_at,
    }
}

/// Why a request cannot be accepted any more: who has it, or that its time is over.
fn taken(permit: &mut Permit<'_>, cover: &Cover) -> Result<Refused, Refused> {
    Ok(match cover.coverer {
        Some(coverer) => Refused::rule("cover-taken")
            .with("cover", cover.number.as_str())
            .with("name", staff::name(permit, coverer)?),
        None => Refused::rule("cover-not-open").with("cover", cover.number.as_str()),
    })
}

/// The owner and whoever planned it are told who stands in; whoever had agreed before, that they need not.
fn tell(permit: &mut Permit<'_>, cover: &Cover, later: bool) -> Result<(), Refused> {
    let me = permit.staff();
    let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "from": cover.span().from.0, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
    let kind = if later {
        "cover-planned"
    } else {
        "cover-accepted"
    };
    let planner = cover.planned_by(permit)?;
    let mut told: Vec<StaffId> = Vec::new();
    for to in [cover.owner, cover.coverer, planner].into_iter().flatten() {
        if to == me || told.contains(&to) {
            continue;
        }
        told.push(to);
        notice::tell_of_cover(permit, Reader::Person(to), kind, cover.id, data.clone())?;
    }
    Ok(())
}
