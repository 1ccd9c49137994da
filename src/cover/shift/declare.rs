//! Nobody there to ask: who is trained stands in at once, and the owner is told.

use super::clash::must_not_be_mutual;
use super::consent::{must_not_be_lent, open_offer, unasked};
use super::hand_on::withdraw;
use super::plan::owners_of;
use super::said::About;
use super::{duties_of, end_of, may_cover, must_own};
use crate::model::cover::CUSTOMER_COVER_MINUTES_MAX;
use crate::model::roster::Span;
use crate::model::{CoverId, CoverReason, Duties, Duty, Right, StaffId, Unasked, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{order::Order, staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a cover that begins now. It takes over without asking only where the owner is away, is ill, or has not answered an
/// offer within the office's minutes; which of these is kept. An owner who is at a screen is asked with `cover.offer`. Without an
/// owner, where several people own the duties, it lends a hand: nobody's own work is held, and all of them are told. One running
/// cover of an owner's duty at a time. With an order it reaches this customer's order only, for at most thirty minutes, and ends
/// when the card is closed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// What is covered; one must be trained in each.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// Until when: "12:30", "45m" or RFC 3339; at most twelve hours.
    pub until: String,
    /// The code of the person whose duties they are; none: the one who owns them all, if there is only one.
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
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let (me, now) = (permit.staff(), permit.now());
        let mut until = end_of(permit, &self.until, now)?;
        may_cover(permit, me, duties)?;
        let owner = self.owner(permit, me, duties)?;
        let mut because = None;
        if self.order.is_none() {
            must_not_be_lent(permit, owner, duties, None)?;
            must_not_be_mutual(permit, owner, me, Span { from: now, until })?;
            because = owner
                .map(|owner| unasked(permit, owner, me, duties))
                .transpose()?;
            if owner.is_none() {
                each_was_asked(permit, me, duties)?;
            }
        }
        // What was offered before is begun with it, also where the owner has gone meanwhile.
        if let (Some(_), Some(owner)) = (because, owner)
            && let Some((offer, ..)) = open_offer(permit, owner, me, duties)?
        {
            withdraw(permit, offer)?;
        }
        let because = because.map_or("", Unasked::as_str);
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
            "insert into cover (number, kind, duties, reason, owner, coverer, orders, asked_at, starts_at, ends_at, note, unasked, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12)",
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
                (!because.is_empty()).then_some(because).into(),
                seq.into(),
            ],
        )?;
        let told = Told {
            number: &number,
            duties,
            until: until.0,
            because,
        };
        tell_owners(permit, owner, CoverId(id), &told)?;
        let about = About {
            owner,
            coverer: Some(me),
            duties,
            until,
        };
        let receipt = Receipt::about(number.as_str())
            .with("cover", number)
            .with("unasked", because);
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
            let owners = owners_of(permit, duties)?;
            return Ok(match owners.as_slice() {
                [only] if self.order.is_none() && *only != me => Some(*only),
                _ => None,
            });
        };
        let (id, ..) = staff::find(permit, code)?;
        if id == me {
            return Err(Refused::rule("cover-oneself"));
        }
        must_own(permit, id, duties)?;
        Ok(Some(id))
    }
}

/// Where the duties are of several people, each who alone owns one of them is asked as if it were named alone.
///
/// # Errors
/// `owner-here`, `owner-asked`.
fn each_was_asked(permit: &mut Permit<'_>, me: StaffId, duties: Duties) -> Result<(), Refused> {
    for duty in duties.iter() {
        let duty = Duties::NONE.with(duty);
        let [only] = owners_of(permit, duty)?[..] else {
            continue;
        };
        if unasked(permit, only, me, duty)? == Unasked::Unanswered
            && let Some((offer, ..)) = open_offer(permit, only, me, duty)?
        {
            withdraw(permit, offer)?;
        }
    }
    Ok(())
}

/// What the owners are told.
struct Told<'a> {
    number: &'a str,
    duties: Duties,
    until: i64,
    because: &'static str,
}

/// The named owner is told, or everyone who owns one of the duties.
fn tell_owners(
    permit: &mut Permit<'_>,
    owner: Option<StaffId>,
    cover: CoverId,
    what: &Told<'_>,
) -> Result<(), Refused> {
    let mut told: Vec<i64> = owner.iter().map(|id| id.0).collect();
    if told.is_empty() {
        for duty in what.duties.iter() {
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
        let data = serde_json::json!({"cover": what.number, "name": name, "duties": what.duties.to_string(), "until": what.until, "unasked": what.because});
        notice::tell_of_cover(
            permit,
            Reader::Person(StaffId(id)),
            match what.because {
                "" => "cover-declared",
                _ => "cover-declared-unasked",
            },
            cover,
            data,
        )?;
    }
    Ok(())
}
