//! "I am at lunch until half past twelve: who stands in for me?"

use super::clash::{Wanted, must_be_active, must_be_bare};
use super::said::About;
use super::{duties_of, end_of, may_cover, must_own};
use crate::model::roster::Span;
use crate::model::{CoverReason, Duty, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks somebody, or anyone who can, to cover one's own duties. It begins when it is accepted. Somebody who is not at a screen now may
/// be asked: the answer says so (`present`), and the request waits for them until its time is over. As long as it is open, or a
/// cover of the duty runs or is agreed for that time, there is no second one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// One's own duties that are to be covered.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// Until when: "12:30", "45m" or RFC 3339; at most twelve hours.
    pub until: String,
    /// The code of the person asked; none: anyone who can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The hand-over note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for Ask {
    const NAME: &'static str = "cover.ask";
    const RIGHT: Right = Right::OwnerOf;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let duties = duties_of(&self.duties)?;
        let concern = Concern::default().duties(duties);
        Ok(match must_own(reader, me, duties) {
            Ok(()) => concern,
            Err(refused) => concern.otherwise(refused),
        })
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let asker = permit.staff();
        let now = permit.now();
        let until = end_of(permit, &self.until, now)?;
        let note = text::cover_note("note", &self.note)?;
        let wanted = Wanted {
            duties,
            owner: Some(asker),
            span: Span { from: now, until },
            but: None,
        };
        must_be_bare(permit, &wanted)?;
        let asked = match &self.of {
            Some(code) => {
                let (id, ..) = staff::find(permit, code)?;
                if id == asker {
                    return Err(Refused::rule("cover-oneself"));
                }
                must_be_active(permit, id)?;
                may_cover(permit, id, duties)?;
                Some(id)
            }
            None => None,
        };
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let cover = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, asked, asked_at, ends_at, note, seq)
             values ($1, 'asked', $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                number.as_str().into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                asker.0.into(),
                asked.map(|id| id.0).into(),
                now.0.into(),
                until.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        let name = staff::name(permit, asker)?;
        let data = serde_json::json!({"cover": number, "name": name, "duties": duties.to_string(), "until": until.0});
        let told = match asked {
            Some(id) => vec![Reader::Person(id)],
            None => crate::model::Desk::ALL
                .iter()
                .map(|desk| Reader::Desk(*desk))
                .collect(),
        };
        let present = match asked {
            Some(id) => permit
                .row(
                    "select 1 from sign_in where staff = $1 and closed_at is null and screen = 1 limit 1",
                    &[id.0.into()],
                )?
                .is_some(),
            None => true,
        };
        for to in told {
            notice::tell_of_cover(
                permit,
                to,
                "cover-asked",
                crate::model::CoverId(cover),
                data.clone(),
            )?;
        }
        let about = About {
            owner: Some(asker),
            coverer: asked,
            duties,
            until,
        };
        let receipt = Receipt::about(number.as_str())
            .with("cover", number)
            .with("present", present);
        about.put(permit, receipt)
    }
}
