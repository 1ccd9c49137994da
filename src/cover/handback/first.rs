//! The read-back: whoever comes back says what they do first, and it stays before their eyes until it is done.

use super::answerable;
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Picks the one thing to do first from a hand-back sheet: one of its lines, or any thing in words. Another pick takes its place.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PickFirst {
    /// The cover's number.
    pub cover: String,
    /// What: a word for oneself, such as "order SO-2026-0007".
    pub thing: String,
}

impl Verb for PickFirst {
    const NAME: &'static str = "handback.first";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        Concern::judged(me, answerable(reader, me, &self.cover).map(drop))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let thing = text::name("thing", &self.thing)?;
        let me = permit.staff();
        let (cover, _) = answerable(permit, me, &self.cover)?;
        permit.write(
            "update cover set first_thing = $2, first_by = $3,
                    ended_at = coalesce(ended_at, ends_at), ended_how = coalesce(ended_how, 'timed-out') where id = $1",
            &[cover.id.0.into(), thing.into(), me.0.into()],
        )?;
        Ok(Receipt::about(cover.number))
    }
}

/// What was to be done first is done.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstDone {
    /// The cover's number.
    pub cover: String,
}

impl Verb for FirstDone {
    const NAME: &'static str = "handback.first_done";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        _: StaffId,
    ) -> Result<Concern, Refused> {
        let row = reader.row(
            "select first_by from cover where number = $1 and first_thing <> ''",
            &[self.cover.as_str().into()],
        )?;
        let by = row.map(|row| row.int_or_none(0)).transpose()?.flatten();
        Ok(Concern::of([by.map(StaffId)])
            .otherwise(Refused::rule("nothing-first").with("cover", self.cover.as_str())))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let me = permit.staff();
        permit.write(
            "update cover set first_thing = '' where number = $1 and first_by = $2 and first_thing <> ''",
            &[self.cover.as_str().into(), me.0.into()],
        )?;
        Ok(Receipt::about(self.cover.as_str()))
    }
}
