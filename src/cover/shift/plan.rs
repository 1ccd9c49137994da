//! "Next Tuesday from twelve to half past: who stands in?"

use super::clash::{Wanted, must_be_bare, must_fit, must_not_be_mutual};
use super::said::About;
use super::whom::{candidates, with_level};
use super::{duties_of, must_own};
use crate::model::cover::COVER_HOURS_MAX;
use crate::model::roster::Span;
use crate::model::time::parse_when;
use crate::model::{
    CoverId, CoverReason, Desk, Duties, Duty, Instant, Level, Right, StaffId, UnderCover,
};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Plans a cover that begins later. The owner of the duties may plan it, the coverer for themselves, and management for anyone: then
/// the owner is told by whom, and may end it with a word why, which the planner is told.
/// Who plans to cover a named owner offers it: the owner accepts first. Who plans to cover where nobody is named has accepted with that;
/// anyone else accepts first. Every clash is refused with its cause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What is to be covered.
    pub duties: Vec<Duty>,
    /// Why.
    pub reason: CoverReason,
    /// When it begins: "12:00" (the next one), "2h", "2026-11-24 12:00" or RFC 3339; later than now.
    pub from: String,
    /// Until when: "12:30" (the next one after the beginning), "45m" (from the beginning), or as `from`; at most twelve hours.
    pub until: String,
    /// The code of whoever is to cover; none: anyone who can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The code of the person whose duties they are; none: the planner's own, or of the one person who owns them all.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The hand-over note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for Plan {
    const NAME: &'static str = "cover.plan";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let duties = duties_of(&self.duties)?;
        let coverer = self.of.as_deref();
        let coverer = coverer
            .map(|code| staff::find(reader, code).map(|(id, ..)| id))
            .transpose()?;
        let owner = self.owner(reader, me, duties, coverer)?;
        Ok(Concern::of([coverer, owner])
            .managers()
            .otherwise(Refused::not_allowed("plan-not-yours").with("duties", duties)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let duties = duties_of(&self.duties)?;
        let (me, now) = (permit.staff(), permit.now());
        let span = span_of(permit, &self.from, &self.until)?;
        let note = text::cover_note("note", &self.note)?;
        let coverer = self
            .of
            .as_deref()
            .map(|code| staff::find(permit, code).map(|(id, ..)| id))
            .transpose()?;
        let owner = self.owner(permit, me, duties, coverer)?;
        let wanted = Wanted {
            duties,
            owner,
            span,
            but: None,
        };
        must_be_bare(permit, &wanted)?;
        match coverer {
            Some(coverer) => {
                must_fit(permit, coverer, &wanted)?;
                must_not_be_mutual(permit, owner, coverer, span)?;
            }
            None => somebody_could(permit, &wanted)?,
        }
        // Whoever wants to cover a named owner asks them first.
        let offered = coverer == Some(me) && owner.is_some_and(|owner| owner != me);
        let agreed = coverer == Some(me) && !offered;
        if agreed {
            nobody_owns_one_alone(permit, duties)?;
        }
        let asked = if offered { owner } else { coverer };
        let kind = if agreed { "declared" } else { "asked" };
        let number = permit.next_yearly("CS")?;
        let seq = permit.seq();
        let id = permit.insert(
            "insert into cover (number, kind, duties, reason, owner, asked, coverer, asked_at, begins_at, accepted_at, ends_at, note, seq)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            &[
                number.as_str().into(),
                kind.into(),
                duties.to_string().into(),
                self.reason.as_str().into(),
                owner.map(|id| id.0).into(),
                asked.map(|id| id.0).into(),
                coverer.filter(|_| agreed || offered).map(|id| id.0).into(),
                now.0.into(),
                span.from.0.into(),
                agreed.then_some(now.0).into(),
                span.until.0.into(),
                note.into(),
                seq.into(),
            ],
        )?;
        let told = Told {
            cover: CoverId(id),
            number: &number,
            duties,
            span,
        };
        if offered && let Some(owner) = owner {
            let name = staff::name(permit, me)?;
            told.tell(
                permit,
                Reader::Person(owner),
                "cover-planned-offered",
                &name,
            )?;
        } else {
            told.both(permit, owner, coverer, agreed)?;
        }
        let about = About {
            owner,
            coverer,
            duties,
            until: span.until,
        };
        let receipt = Receipt::about(number.as_str())
            .with("cover", number)
            .with("from", span.from.to_string())
            .with("agreed", agreed)
            .with("offered", offered);
        about.put(permit, receipt)
    }
}

impl Plan {
    /// Whose duties they are: who was named, the planner who owns them all, or the one person who does.
    fn owner(
        &self,
        reads: &mut impl Reads,
        me: StaffId,
        duties: Duties,
        coverer: Option<StaffId>,
    ) -> Result<Option<StaffId>, Refused> {
        if let Some(code) = &self.owner {
            let (id, ..) = staff::find(reads, code)?;
            must_own(reads, id, duties)?;
            return Ok(Some(id));
        }
        if coverer != Some(me) && must_own(reads, me, duties).is_ok() {
            return Ok(Some(me));
        }
        let owners = owners_of(reads, duties)?;
        Ok(match owners.as_slice() {
            [owner] => Some(*owner),
            _ => None,
        })
    }
}

/// Refuses duties of several people of which somebody owns one alone: they are asked for theirs.
///
/// # Errors
/// `plan-each-alone`, with the duty and whose it is.
fn nobody_owns_one_alone(reads: &mut impl Reads, duties: Duties) -> Result<(), Refused> {
    for duty in duties.iter() {
        if let [only] = owners_of(reads, Duties::NONE.with(duty))?[..] {
            return Err(Refused::rule("plan-each-alone")
                .with("duty", duty)
                .with("name", staff::name(reads, only)?));
        }
    }
    Ok(())
}

/// Refuses what nobody could say yes to: nobody is trained, or whoever is has something in the way, which is said of the first one.
fn somebody_could(reads: &mut impl Reads, wanted: &Wanted) -> Result<(), Refused> {
    let but: Vec<StaffId> = wanted.owner.into_iter().collect();
    let found = candidates(reads, Some(wanted), wanted.duties, &but)?;
    match found.into_iter().next() {
        None => match wanted.duties.iter().next() {
            Some(duty) => Err(Refused::rule("nobody-trained").with("duty", duty)),
            None => Ok(()),
        },
        Some(first) => first.trouble.map_or(Ok(()), Err),
    }
}

/// Everybody who owns all of the duties now, in the order in which they came to the office.
pub(super) fn owners_of(reads: &mut impl Reads, duties: Duties) -> Result<Vec<StaffId>, Refused> {
    let owners = with_level(reads, duties, Level::Own)?.into_iter();
    let mut owners: Vec<StaffId> = owners.map(|(id, ..)| id).collect();
    owners.sort_by_key(|id| id.0);
    Ok(owners)
}

/// The time that was asked for: later than now, its end after its beginning, at most twelve hours.
pub(super) fn span_of(reads: &impl Reads, from: &str, until: &str) -> Result<Span, Refused> {
    let (now, zone) = (reads.now(), reads.facts().zone);
    let read = |text: &str, base: Instant| {
        parse_when(text, base, zone).ok_or_else(|| {
            Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
        })
    };
    let from = read(from, now)?;
    if from <= now {
        return Err(Refused::rule("cover-begin-past").with("at", from));
    }
    let until = read(until, from)?;
    if until <= from {
        return Err(Refused::rule("cover-end-before")
            .with("from", from)
            .with("until", until));
    }
    if until > from.plus_minutes(COVER_HOURS_MAX * 60) {
        return Err(Refused::rule("cover-too-long").with("hours", COVER_HOURS_MAX));
    }
    Ok(Span { from, until })
}

/// What both inboxes are told of a planned cover.
pub(super) struct Told<'a> {
    pub(super) cover: CoverId,
    pub(super) number: &'a str,
    pub(super) duties: Duties,
    pub(super) span: Span,
}

impl Told<'_> {
    /// The owner is told what is planned, and the coverer is asked. Nobody is told what they did themselves.
    fn both(
        &self,
        permit: &mut Permit<'_>,
        owner: Option<StaffId>,
        coverer: Option<StaffId>,
        agreed: bool,
    ) -> Result<(), Refused> {
        let me = permit.staff();
        let planner = staff::name(permit, me)?;
        match coverer {
            Some(_) if agreed => {}
            Some(coverer) => self.tell(
                permit,
                Reader::Person(coverer),
                "cover-planned-asked",
                &planner,
            )?,
            None => {
                for desk in Desk::ALL {
                    self.tell(permit, Reader::Desk(*desk), "cover-planned-asked", &planner)?;
                }
            }
        }
        let owners = match owner {
            Some(owner) => vec![owner],
            None => owners_of(permit, self.duties)?,
        };
        let who = match coverer {
            Some(coverer) => staff::name(permit, coverer)?,
            None => String::new(),
        };
        // Management has planned it over the owner, who reads by whom and may end it.
        let is_over = owner.is_some_and(|owner| owner != me) && coverer != Some(me);
        let kind = match (agreed, coverer) {
            (true, _) => "cover-planned",
            (false, Some(_)) if is_over => "cover-planned-over",
            (false, None) if is_over => "cover-planned-over-anyone",
            (false, Some(_)) => "cover-planned-open",
            (false, None) => "cover-planned-anyone",
        };
        for owner in owners.into_iter().filter(|id| *id != me).take(20) {
            self.tell(permit, Reader::Person(owner), kind, &who)?;
        }
        Ok(())
    }

    /// Puts one notice about it into an inbox.
    pub(super) fn tell(
        &self,
        permit: &mut Permit<'_>,
        to: Reader,
        kind: &'static str,
        name: &str,
    ) -> Result<(), Refused> {
        let me = permit.staff();
        let planner = staff::name(permit, me)?;
        let data = serde_json::json!({"cover": self.number, "name": name, "planner": planner, "duties": self.duties.to_string(), "from": self.span.from.0, "until": self.span.until.0});
        notice::tell_of_cover(permit, to, kind, self.cover, data)
    }
}
