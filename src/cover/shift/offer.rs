//! "Shall I stand in for you?": an owner who is here is asked, and may say no.

use super::clash::{Wanted, must_be_active, must_be_bare, must_not_be_mutual};
use super::consent::must_not_be_lent;
use super::said::About;
use super::{duties_of, end_of, may_cover, must_own};
use crate::model::roster::Span;
use crate::model::{CoverId, CoverReason, Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::presence::at_a_screen;
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Offers an owner to cover their duties. It begins when they accept, and they may decline. Where the office's minutes pass
/// without an answer, `cover.declare` begins it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// What is to be covered; one must be trained in each.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// Until when: "12:30", "45m" or RFC 3339; at most twelve hours.
    pub until: String,
    /// The code of the person whose duties they are.
    #[serde(rename = "for")]
    pub owner: String,
    /// What to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for Offer {
    const NAME: &'static str = "cover.offer";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let (me, now) = (permit.staff(), permit.now());
        let until = end_of(permit, &self.until, now)?;
        may_cover(permit, me, duties)?;
        let (owner, ..) = staff::find(permit, &self.owner)?;
        if owner == me {
            return Err(Refused::rule("cover-oneself"));
        }
        must_be_active(permit, owner)?;
        must_own(permit, owner, duties)?;
        must_not_be_lent(permit, Some(owner), duties, None)?;
        let wanted = Wanted {
            duties,
            owner: Some(owner),
            span: Span { from: now, until },
            but: None,
        };
        must_be_bare(permit, &wanted)?;
        must_not_be_mutual(permit, Some(owner), me, wanted.span)?;
        let note = text::cover_note("note", &self.note)?;
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        // Who is asked is its owner: with that it is an offer, and begins with their yes.
        let id = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, asked, coverer, asked_at, ends_at, note, seq)
             values ($1, 'asked', $2, $3, $4, $4, $5, $6, $7, $8, $9)",
            &[
                number.as_str().into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                owner.0.into(),
                me.0.into(),
                now.0.into(),
                until.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        let data = serde_json::json!({"cover": number, "name": staff::name(permit, me)?, "duties": duties.to_string(), "until": until.0});
        notice::tell_of_cover(
            permit,
            Reader::Person(owner),
            "cover-offered",
            CoverId(id),
            data,
        )?;
        let about = About {
            owner: Some(owner),
            coverer: Some(me),
            duties,
            until,
        };
        let receipt = Receipt::about(number.as_str())
            .with("cover", number)
            .with("present", at_a_screen(permit, owner)?);
        about.put(permit, receipt)
    }
}
