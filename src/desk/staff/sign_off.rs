//! A manager signs off how well somebody knows a duty.

use super::add::write_competence;
use crate::model::time::{from_local, parse_date};
use crate::model::{Discount, Duty, Instant, Level, Right, StaffId, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::notice::{self, Notice, Reader};
use crate::records::staff::managers;
use crate::records::{staff, training};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Signs off a competence, or takes it away with level `none`. The last manager keeps management.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// The person's code.
    pub staff: String,
    /// Which duty.
    pub duty: Duty,
    /// "aware", "cover", "own", or "none" to take it away.
    pub level: String,
    /// The last day it is valid: "2027-01-31"; none: until it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// For sales: the greatest discount that this person may give, in per cent; none: the office's limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_max: Option<Discount>,
    /// What stood in these fields when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for SignOff {
    const NAME: &'static str = "competence.sign_off";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, name, _) = staff::find(permit, &self.staff)?;
        self.not_overtaken(permit, id)?;
        let level = match self.level.as_str() {
            "none" => None,
            text => Some(
                Level::parse(text).ok_or_else(|| Refused::rule("bad-level").with("value", text))?,
            ),
        };
        if self.duty == Duty::Management {
            if level.is_some_and(|level| level != Level::Own) {
                return Err(Refused::rule("management-not-covered"));
            }
            if level.is_none() || self.until.is_some() {
                another_manager(permit, id.0)?;
            }
        }
        let before = signed(permit, id, self.duty)?;
        match level {
            Some(level) => {
                let until = self.last_moment(permit)?;
                write_competence(permit, id, self.duty, level, until)?;
                permit.write(
                    "update competence set discount_max = $3 where staff = $1 and duty = $2",
                    &[
                        id.0.into(),
                        self.duty.as_str().into(),
                        self.discount_max.map(|rate| rate.0).into(),
                    ],
                )?;
                training::fulfil(permit, id, self.duty, level)?;
                if id == permit.staff() {
                    tell_other_managers(permit, &name, self.duty)?;
                }
            }
            None => {
                permit.write(
                    "delete from competence where staff = $1 and duty = $2",
                    &[id.0.into(), self.duty.as_str().into()],
                )?;
            }
        }
        crate::records::cover::fit_to_competence(permit, id)?;
        let receipt = Receipt::about(self.staff.as_str()).with("name", name);
        // What somebody loses by it is said, so that it is never lost unseen.
        Ok(match before.lowered_to(level, permit.now()) {
            Some(lost) => receipt.with("lowered_from", lost.as_str()),
            None => receipt,
        })
    }
}

/// Who signs off themselves is checked by nobody: whoever else manages the office is told.
fn tell_other_managers(permit: &mut Permit<'_>, name: &str, duty: Duty) -> Result<(), Refused> {
    let me = permit.staff();
    for manager in managers(permit)?.into_iter().filter(|one| *one != me) {
        let notice = Notice {
            to: Reader::Person(manager),
            kind: "signed-oneself",
            order: None,
            cover: None,
            data: serde_json::json!({"name": name, "duties": duty}),
        };
        notice::tell(permit, &notice)?;
    }
    Ok(())
}

impl SignOff {
    /// What was shown is still so.
    fn not_overtaken(&self, permit: &mut Permit<'_>, id: StaffId) -> Result<(), Refused> {
        if self.shown.is_empty() {
            return Ok(());
        }
        let (now, zone) = (permit.now(), permit.facts().zone);
        let on_file = signed(permit, id, self.duty)?;
        let until = on_file.last_day(now, zone);
        let wanted = self.last_moment(permit)?.map(|end| day_before(end, zone));
        self.shown
            .against()
            .field("level", &on_file.level, Some(&self.level))?
            .field("until", &until, Some(&wanted))?
            .field(
                "discount_max",
                &on_file.discount_max,
                Some(&self.discount_max),
            )?
            .done()
    }

    /// The end of the last valid day in the office's zone.
    fn last_moment(&self, permit: &Permit<'_>) -> Result<Option<Instant>, Refused> {
        let Some(text) = self.until.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok(None);
        };
        let zone = permit.facts().zone;
        let bad = || Refused::rule("bad-date").with("value", text);
        let day = parse_date(text, permit.now().local(zone).date_naive()).ok_or_else(bad)?;
        let next = day.succ_opt().ok_or_else(bad)?;
        let end = from_local(zone, next.and_time(chrono::NaiveTime::MIN));
        if end <= permit.now() {
            return Err(Refused::rule("date-past").with("at", Instant(end.0 - 1)));
        }
        Ok(Some(end))
    }
}

/// A competence as it is on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// As it is written: "none" where there is no competence.
    pub(super) level: String,
    /// The moment from which it does not hold any more.
    pub(super) until: Option<Instant>,
    /// For sales: the greatest discount of their own.
    pub(super) discount_max: Option<Discount>,
}

impl Signed {
    /// The level that is given up by signing off this one instead, where it still holds; none: nothing is.
    pub(super) fn lowered_to(&self, level: Option<Level>, now: Instant) -> Option<Level> {
        let held = Level::parse(&self.level)?;
        let holds = self.until.is_none_or(|until| until > now);
        (holds && level.is_none_or(|level| level < held)).then_some(held)
    }

    /// The last day on which it is valid, "2027-01-31"; `None` where it is over, or has no end.
    pub(super) fn last_day(&self, now: Instant, zone: chrono_tz::Tz) -> Option<String> {
        let until = self.until.filter(|until| *until > now);
        until.map(|until| day_before(until, zone))
    }
}

/// The day that ends with this moment.
fn day_before(end: Instant, zone: chrono_tz::Tz) -> String {
    Instant(end.0 - 1).local(zone).date_naive().to_string()
}

/// How well somebody knows a duty.
pub(super) fn signed(
    reads: &mut impl Reads,
    staff: StaffId,
    duty: Duty,
) -> Result<Signed, Refused> {
    let row = reads.row(
        "select level, valid_until, discount_max from competence where staff = $1 and duty = $2",
        &[staff.0.into(), duty.as_str().into()],
    )?;
    let Some(row) = row else {
        return Ok(Signed {
            level: "none".to_owned(),
            until: None,
            discount_max: None,
        });
    };
    Ok(Signed {
        level: row.text(0)?,
        until: row.int_or_none(1)?.map(Instant),
        discount_max: row.int_or_none(2)?.map(Discount),
    })
}

fn another_manager(permit: &mut Permit<'_>, leaving: i64) -> Result<(), Refused> {
    let other = permit.row(
        "select 1 from competence c join staff s on s.id = c.staff
         where c.duty = 'management' and c.level = 'own' and c.valid_until is null and s.active = 1 and s.id <> $1 limit 1",
        &[leaving.into()],
    )?;
    if other.is_none() {
        Err(Refused::rule("last-manager"))
    } else {
        Ok(())
    }
}
