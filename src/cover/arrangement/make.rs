//! "You take my lunches, I take yours": a standing arrangement is proposed.

use super::{Arrangement, dates};
use crate::cover::shift::{duties_of, level_in, must_own};
use crate::model::cover::COVER_HOURS_MAX;
use crate::model::roster::Hours;
use crate::model::{CoverReason, Duties, Duty, Level, Right, StaffId, UnderCover, Weekdays};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::arrangement::WeekHours;
use crate::records::notice::{self, Notice, Reader};
use crate::records::roster::date_of;
use crate::records::staff;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Proposes that somebody covers somebody on certain weekdays at a certain time. The owner, the coverer or management proposes
/// it; the other one of the two agrees (what management proposes: the coverer). From then on it is one key each day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Make {
    /// The code of the person whose duties they are.
    pub owner: String,
    /// The code of whoever is to stand in.
    pub coverer: String,
    /// What is covered.
    pub duties: Vec<Duty>,
    /// "mo-fr" or "mo,we,fr".
    pub weekdays: String,
    /// When it begins, by the clock in the office: "12:00".
    pub starts: String,
    /// When it ends, "12:30"; before `starts` means on the next day. At most twelve hours.
    pub ends: String,
    /// Why.
    pub reason: CoverReason,
    /// The first day; none: today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day; none: until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Verb for Make {
    const NAME: &'static str = "arrangement.make";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        _: StaffId,
    ) -> Result<Concern, Refused> {
        let duties = duties_of(&self.duties)?;
        let (owner, ..) = staff::find(reader, &self.owner)?;
        let (coverer, ..) = staff::find(reader, &self.coverer)?;
        Ok(Concern::of([Some(owner), Some(coverer)])
            .managers()
            .otherwise(Refused::not_allowed("plan-not-yours").with("duties", duties)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let me = permit.staff();
        let (owner, owner_name, _) = staff::find(permit, &self.owner)?;
        let (coverer, coverer_name, _) = staff::find(permit, &self.coverer)?;
        let weekdays = Weekdays::parse(&self.weekdays)
            .ok_or_else(|| Refused::rule("bad-weekdays").with("value", self.weekdays.as_str()))?;
        let minutes = self.minutes()?;
        let days = dates(permit, self.from.as_deref(), self.until.as_deref())?;
        may_stand_in(permit, owner, coverer, duties)?;
        let wanted = Wanted {
            owner,
            coverer,
            duties,
            hours: WeekHours { weekdays, minutes },
            days: (date_of(days.0), days.1.map(date_of)),
        };
        must_not_clash(permit, &wanted)?;
        let number = permit.next_yearly("AR")?;
        let seq = permit.seq();
        permit.insert(
            "insert into arrangement (number, owner, coverer, duties, reason, weekdays, starts, ends, valid_from, valid_until, made_by, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            &[
                number.as_str().into(),
                owner.0.into(),
                coverer.0.into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                weekdays.to_keep().into(),
                minutes.0.into(),
                minutes.1.into(),
                days.0.into(),
                days.1.into(),
                me.0.into(),
                seq.into(),
            ],
        )?;
        let to = if me == coverer { owner } else { coverer };
        let data = serde_json::json!({
            "name": staff::name(permit, me)?, "number": number, "duties": duties.to_string(),
            "owner": owner_name, "coverer": coverer_name, "weekdays": weekdays.to_keep(), "starts": minutes.0, "ends": minutes.1
        });
        // What management proposes is answered by the coverer; its owner is told, and may end it.
        let over = (me != owner && me != coverer).then_some((owner, "arrangement-made-over"));
        for (to, kind) in [Some((to, "arrangement-made")), over].into_iter().flatten() {
            let notice = Notice {
                to: Reader::Person(to),
                kind,
                order: None,
                cover: None,
                data: data.clone(),
            };
            notice::tell(permit, &notice)?;
        }
        Ok(Receipt::about(number.as_str()).with("arrangement", number))
    }
}

impl Make {
    /// Minutes of the local day; the end after the beginning, if need be on the next day.
    fn minutes(&self) -> Result<(i64, i64), Refused> {
        let hours = Hours::parse(&format!("{}-{}", self.starts.trim(), self.ends.trim()))
            .filter(|hours| hours.spans().len() == 1)
            .ok_or_else(|| {
                Refused::rule("bad-hours").with("value", format!("{}-{}", self.starts, self.ends))
            })?;
        let (starts, ends) = hours.spans()[0];
        if i64::from(ends - starts) > COVER_HOURS_MAX * 60 {
            return Err(Refused::rule("cover-too-long").with("hours", COVER_HOURS_MAX));
        }
        Ok((i64::from(starts), i64::from(ends)))
    }
}

/// Refuses unless the one owns all of the duties, and the other is trained to cover each.
pub(super) fn may_stand_in(
    reads: &mut impl Reads,
    owner: StaffId,
    coverer: StaffId,
    duties: Duties,
) -> Result<(), Refused> {
    if owner == coverer {
        return Err(Refused::rule("cover-oneself"));
    }
    must_own(reads, owner, duties)?;
    for duty in duties.iter() {
        let level = level_in(reads, coverer, duty)?;
        if level == Some(Level::Cover) {
            continue;
        }
        let name = staff::name(reads, coverer)?;
        return Err(match level {
            Some(Level::Own) => Refused::rule("owns-already"),
            _ => Refused::not_allowed("not-trained"),
        }
        .with("name", name)
        .with("duty", duty));
    }
    Ok(())
}

/// What is wanted, as far as it can clash with what is arranged already.
struct Wanted {
    owner: StaffId,
    coverer: StaffId,
    duties: Duties,
    hours: WeekHours,
    days: (NaiveDate, Option<NaiveDate>),
}

/// Refuses where the owner is covered in one of the duties at such a time by another arrangement, the coverer covers it, or is
/// covered by the owner. A line that is played again was written by the rules of its time.
fn must_not_clash(permit: &mut Permit<'_>, wanted: &Wanted) -> Result<(), Refused> {
    if permit.is_replayed() {
        return Ok(());
    }
    for other in Arrangement::running(permit)? {
        let meets =
            other.hours().meets(wanted.hours) && other.lasts_into(wanted.days.0, wanted.days.1);
        if !meets {
            continue;
        }
        must_not_be_mutual(permit, &other, wanted.owner, wanted.coverer)?;
        let shared = other.duties.and(wanted.duties).iter().next();
        if let Some(duty) = shared
            && (other.owner == wanted.owner || other.coverer == wanted.coverer)
        {
            return Err(Refused::rule("arrangement-overlaps")
                .with("arrangement", other.number)
                .with("duty", duty));
        }
    }
    Ok(())
}

/// Refuses where that arrangement, at the same time, is the other way round: then nobody does the one's work or the other's.
pub(super) fn must_not_be_mutual(
    reads: &mut impl Reads,
    other: &Arrangement,
    owner: StaffId,
    coverer: StaffId,
) -> Result<(), Refused> {
    if other.owner != coverer || other.coverer != owner {
        return Ok(());
    }
    Err(Refused::rule("arrangements-each-other")
        .with("name", staff::name(reads, owner)?)
        .with("other", staff::name(reads, coverer)?)
        .with("duties", other.duties)
        .with("arrangement", other.number.as_str()))
}
