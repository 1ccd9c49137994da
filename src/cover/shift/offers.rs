//! What F4 offers first: a planned cover whose time has come, then the desk whose owner is away or whose queue waits.

use super::Cover;
use crate::cover::arrangement::Arrangement;
use crate::model::cover::{BEGIN_EARLY_MINUTES, COVER_HOURS_MAX};
use crate::model::{CoverReason, Duties, Duty, Instant, Presence, StaffId, Whereabouts};
use crate::office::{Reads, Refused, Standing};
use crate::pane::{CoverOffer, OfferKind};
use crate::records::{presence::presence, staff};

/// What this person can begin now, the most likely first.
///
/// # Errors
/// What the store reports.
pub fn offers(
    reads: &mut impl Reads,
    person: StaffId,
    standings: &[(Duty, Standing)],
) -> Result<Vec<CoverOffer>, Refused> {
    let mut offers = planned(reads, person)?;
    let trained: Vec<Duty> = standings
        .iter()
        .filter(|(_, standing)| *standing == Standing::CouldCover)
        .map(|(duty, _)| *duty)
        .collect();
    if !trained.is_empty() {
        offers.extend(bare(reads, &trained)?);
    }
    Ok(offers)
}

/// Planned covers and arrangements of this person that can be begun now.
fn planned(reads: &mut impl Reads, person: StaffId) -> Result<Vec<CoverOffer>, Refused> {
    let (now, zone) = (reads.now(), reads.facts().zone);
    let mut offers = Vec::new();
    for cover in Cover::due(reads)? {
        if cover.coverer == Some(person) && cover.accepted_at.is_some() {
            offers.push(CoverOffer {
                kind: OfferKind::Begin(cover.number.clone()),
                duties: cover.duties,
                owner: named(reads, cover.owner)?,
                reason: CoverReason::parse(&cover.reason).unwrap_or(CoverReason::Other),
                begins: cover.begins_at.unwrap_or(now),
                until: cover.ends_at,
            });
        }
    }
    for arrangement in Arrangement::running(reads)? {
        if arrangement.coverer != person || arrangement.agreed_at.is_none() {
            continue;
        }
        if let Some(span) = arrangement.due(now, zone)
            && !arrangement.was_begun(reads, span.from)?
        {
            offers.push(CoverOffer {
                kind: OfferKind::Arranged(arrangement.number.clone()),
                duties: arrangement.duties,
                owner: named(reads, Some(arrangement.owner))?,
                reason: CoverReason::parse(&arrangement.reason).unwrap_or(CoverReason::Other),
                begins: span.from,
                until: span.until,
            });
        }
    }
    Ok(offers)
}

fn named(
    reads: &mut impl Reads,
    owner: Option<StaffId>,
) -> Result<Option<(String, String)>, Refused> {
    let Some(owner) = owner else {
        return Ok(None);
    };
    let row = reads.row("select code from staff where id = $1", &[owner.0.into()])?;
    let code = row.map_or(Ok(String::new()), |row| row.text(0))?;
    Ok(Some((code, staff::name(reads, owner)?)))
}

/// Duties that could be declared, those of one owner at one desk together: the ones that nobody here owns first, and among
/// those the ones whose queue waits.
fn bare(reads: &mut impl Reads, trained: &[Duty]) -> Result<Vec<CoverOffer>, Refused> {
    let now = reads.now();
    let people = presence(reads)?;
    let queue = reads.row("select 1 from orders where pickable = 1 limit 1", &[])?;
    let mut ranked: Vec<(u8, CoverOffer)> = Vec::new();
    for duty in trained {
        let owners = super::plan::owners_of(reads, Duties::NONE.with(*duty))?;
        let owners: Vec<&Presence> = people
            .iter()
            .filter(|person| owners.contains(&person.staff))
            .collect();
        let is_here = |person: &&&Presence| matches!(person.whereabouts, Whereabouts::Here(_));
        let missed = !owners.iter().any(|person| is_here(&person));
        // Whoever owns it beside management, if there is one such person.
        let owner = match owners.as_slice() {
            [one] => Some(*one),
            many => {
                let at_its_desk = |person: &&&Presence| Some(person.desk) == duty.desk();
                many.iter().find(at_its_desk).copied()
            }
        };
        let away = owner.filter(|person| !is_here(&person));
        let waits = queue.is_some() && *duty == Duty::Fulfilment;
        let rank = match (missed || away.is_some(), waits) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        let (reason, until) = why_and_until(away, now);
        let owner = owner.map(|person| (person.code.clone(), person.name.clone()));
        let together = ranked.iter_mut().find(|(_, offer)| {
            offer.owner == owner
                && offer.until == until
                && offer.duties.iter().all(|known| known.desk() == duty.desk())
        });
        match together {
            Some((known, offer)) => {
                offer.duties = offer.duties.with(*duty);
                *known = rank.min(*known);
            }
            None => ranked.push((
                rank,
                CoverOffer {
                    kind: OfferKind::Declare,
                    duties: Duties::NONE.with(*duty),
                    owner,
                    reason,
                    begins: now,
                    until,
                },
            )),
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    Ok(ranked.into_iter().map(|(_, offer)| offer).collect())
}

/// Why the owner is away and until when, as far as it is known; else half an hour.
fn why_and_until(away: Option<&Presence>, now: Instant) -> (CoverReason, Instant) {
    let half_an_hour = now.plus_minutes(30);
    match away.map(|person| &person.whereabouts) {
        Some(Whereabouts::Away(kind, until)) => {
            let fits = *until > now && *until <= now.plus_minutes(COVER_HOURS_MAX * 60);
            let reason = CoverReason::parse(kind).unwrap_or(CoverReason::Other);
            (reason, if fits { *until } else { half_an_hour })
        }
        Some(Whereabouts::Missing(_) | Whereabouts::NotToday) => (CoverReason::Sick, half_an_hour),
        _ => (CoverReason::Lunch, half_an_hour),
    }
}

/// Who could stand in for all of these duties, best first: whoever is here and covers nothing, then whoever did it last. Code,
/// name, whether they are here.
///
/// # Errors
/// What the store reports.
pub fn who_could(
    reads: &mut impl Reads,
    duties: Duties,
    but: StaffId,
) -> Result<Vec<(String, String, bool)>, Refused> {
    let now = reads.now();
    let mut found = Vec::new();
    for person in presence(reads)? {
        let could = person.staff != but && super::may_cover(reads, person.staff, duties).is_ok();
        if !could {
            continue;
        }
        let here = matches!(person.whereabouts, Whereabouts::Here(_));
        let mut last = 0;
        for duty in duties.iter() {
            let row = reads.row(
                "select max(last_at) from evidence where staff = $1 and duty = $2",
                &[person.staff.0.into(), duty.as_str().into()],
            )?;
            let at = row.map(|row| row.int_or_none(0)).transpose()?.flatten();
            last = last.max(at.unwrap_or(0));
        }
        let busy = reads.row(
            "select 1 from cover where coverer = $1 and ended_at is null and starts_at is not null and ends_at > $2 limit 1",
            &[person.staff.0.into(), now.0.into()],
        )?;
        found.push((!here, busy.is_some(), -last, person.code, person.name, here));
    }
    found.sort();
    let named = found.into_iter();
    Ok(named
        .map(|(.., code, name, here)| (code, name, here))
        .collect())
}

impl Cover {
    /// Planned covers, accepted or not, whose time comes within fifteen minutes or has come, and that were not begun.
    ///
    /// # Errors
    /// What the store reports.
    pub fn due(reads: &mut impl Reads) -> Result<Vec<Self>, Refused> {
        let now = reads.now();
        let covers = Self::planned_between(
            reads,
            now.plus_minutes(-COVER_HOURS_MAX * 60),
            now.plus_minutes(BEGIN_EARLY_MINUTES),
        )?;
        let open = covers.into_iter().filter(|cover| cover.ends_at > now);
        Ok(open.collect())
    }
}
