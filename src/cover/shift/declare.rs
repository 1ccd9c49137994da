//! Nobody there to ask: whoever is trained stands in at once, and the owner is told.

use super::said::About;
use super::{duties_of, end_of, may_cover, must_own};
use crate::model::cover::CUSTOMER_COVER_MINUTES_MAX;
use crate::model::{CoverId, CoverReason, Duties, Duty, Right, StaffId, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{order::Order, staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a cover that begins now; needs no approval. With an order it reaches this customer's order only, for at most
/// thirty minutes, and ends when the card is closed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// What is covered; one must be trained in each.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// Until when: "12:30", "45m" or RFC 3339; at most twelve hours.
    pub until: String,
    /// The code of the person whose duties they are.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The one order it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for Declare {
    const NAME: &'static str = "cover.declare";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let (me, now) = (permit.staff(), permit.now());
        let mut until = end_of(permit, &self.until, now)?;
        may_cover(permit, me, duties)?;
        let owner = self.owner(permit, me, duties)?;
        let order = self
            .order
            .as_deref()
            .map(|number| Order::find(permit, number))
            .transpose()?;
        if order.is_some() {
            until = until.min(now.plus_minutes(CUSTOMER_COVER_MINUTES_MAX));
        }
        let note = text::cover_note("note", &self.note)?;
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let kind = if order.is_some() {
            "customer"
        } else {
            "declared"
        };
        let id = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, coverer, orders, asked_at, starts_at, ends_at, note, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)",
            &[
                number.as_str().into(),
                kind.into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                owner.map(|id| id.0).into(),
                me.0.into(),
                order.as_ref().map(|order| order.id.0).into(),
                now.0.into(),
                until.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        tell_owners(permit, owner, duties, CoverId(id), &number, until.0)?;
        let about = About {
            owner,
            coverer: Some(me),
            duties,
            until,
        };
        let receipt = Receipt::about(number.as_str()).with("cover", number);
        let mut receipt = about.put(permit, receipt)?;
        if let Some(order) = order {
            receipt = receipt.order(order.id).with("order", order.number);
        }
        Ok(receipt)
    }
}

impl Declare {
    fn owner(
        &self,
        permit: &mut Permit<'_>,
        me: StaffId,
        duties: Duties,
    ) -> Result<Option<StaffId>, Refused> {
        let Some(code) = &self.owner else {
            return Ok(None);
        };
        let (id, ..) = staff::find(permit, code)?;
        if id == me {
            return Err(Refused::rule("cover-oneself"));
        }
        must_own(permit, id, duties)?;
        Ok(Some(id))
    }
}

/// The named owner is told, or everyone who owns one of the duties.
fn tell_owners(
    permit: &mut Permit<'_>,
    owner: Option<StaffId>,
    duties: Duties,
    cover: CoverId,
    number: &str,
    until: i64,
) -> Result<(), Refused> {
    let mut told: Vec<i64> = owner.iter().map(|id| id.0).collect();
    if told.is_empty() {
        for duty in duties.iter() {
            let rows = permit.rows(
                "select c.staff from competence c join staff s on s.id = c.staff where c.duty = $1 and c.level = 'own' and s.active = 1 limit 20",
                &[duty.as_str().into()],
            )?;
            for row in rows {
                let id = row.int(0)?;
                if !told.contains(&id) {
                    told.push(id);
                }
            }
        }
    }
    let me = permit.staff();
    let name = staff::name(permit, me)?;
    for id in told {
        let data = serde_json::json!({"cover": number, "name": name, "duties": duties.to_string(), "until": until});
        notice::tell_of_cover(
            permit,
            Reader::Person(StaffId(id)),
            "cover-declared",
            cover,
            data,
        )?;
    }
    Ok(())
}
