//! A cover of a cover: whoever stands in has to go, and somebody else goes on.

use super::clash::{must_be_active, must_not_be_mutual};
use super::{Cover, may_cover};
use crate::model::roster::Span;
use crate::model::{CoverId, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks somebody to go on with the cover that one carries, until its end. The cover runs on until they accept: then it ends as
/// handed on, and theirs begins, for the same owner, so that no minute is bare. The owner's sheet shows the whole chain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOn {
    /// The number of the cover that runs.
    pub cover: String,
    /// The code of whoever is to go on with it.
    pub to: String,
    /// What they should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for HandOn {
    const NAME: &'static str = "cover.hand_on";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        _: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        cover.must_run(reader.now())?;
        Ok(Concern::of([cover.coverer])
            .otherwise(Refused::not_allowed("not-your-cover").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        cover.must_run(now)?;
        if cover.order.is_some() {
            return Err(Refused::rule("customer-cover-not-handed-on").with("cover", cover.number));
        }
        let note = text::cover_note("note", &self.note)?;
        let (to, name, _) = staff::find(permit, &self.to)?;
        if Some(to) == cover.owner || to == me {
            return Err(Refused::rule("hand-on-to-owner")
                .with("cover", cover.number)
                .with("name", name));
        }
        must_be_active(permit, to)?;
        may_cover(permit, to, cover.duties)?;
        let span = Span {
            from: now,
            until: cover.ends_at,
        };
        must_not_be_mutual(permit, cover.owner, to, span)?;
        withdraw_children(permit, cover.id)?;
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let id = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, asked, parent, asked_at, ends_at, note, seq)
             values ($1, 'asked', $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &[
                number.as_str().into(),
                cover.duties.to_string().into(),
                cover.why().into(),
                cover.owner.map(|id| id.0).into(),
                to.0.into(),
                cover.id.0.into(),
                now.0.into(),
                cover.ends_at.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        let data = serde_json::json!({"cover": number, "name": staff::name(permit, me)?, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
        notice::tell_of_cover(permit, Reader::Person(to), "cover-asked", CoverId(id), data)?;
        Ok(Receipt::about(number.as_str())
            .with("cover", number)
            .with("to", name)
            .with("until", cover.ends_at.to_string()))
    }
}

/// Whoever was asked to go on with a cover is asked no more.
pub(super) fn withdraw_children(permit: &mut Permit<'_>, parent: CoverId) -> Result<(), Refused> {
    let rows = permit.rows(
        "select id from cover where parent = $1 and ended_at is null and starts_at is null order by id",
        &[parent.0.into()],
    )?;
    for row in rows {
        withdraw(permit, CoverId(row.int(0)?))?;
    }
    Ok(())
}

/// A request that was not answered is open no more.
pub(super) fn withdraw(permit: &mut Permit<'_>, request: CoverId) -> Result<(), Refused> {
    let (me, now) = (permit.staff(), permit.now());
    notice::answered(permit, request)?;
    permit.write(
        "update cover set ended_at = case when ends_at < $2 then ends_at else $2 end, ended_how = 'withdrawn', ended_by = $3, seen_at = $2 where id = $1",
        &[request.0.into(), now.0.into(), me.0.into()],
    )?;
    Ok(())
}

/// When the request is accepted: the cover that it goes on with ends as handed on. One that ended by itself meanwhile (its coverer
/// signed out) is gone on with as well; one that was given or taken back is not.
pub(super) fn end_parent(permit: &mut Permit<'_>, child: &Cover) -> Result<(), Refused> {
    let Some(parent) = child.parent else {
        return Ok(());
    };
    let (me, now) = (permit.staff(), permit.now());
    permit.write(
        "update cover set ended_at = $2, ended_how = 'handed-on', ended_by = $3 where id = $1 and ended_at is null and ends_at > $2",
        &[parent.0.into(), now.0.into(), me.0.into()],
    )?;
    Ok(())
}
