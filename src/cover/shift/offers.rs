//! What F4 offers first: a planned cover whose time has come, then the desk whose owner is away or whose queue waits.

use super::Cover;
use super::consent::unasked;
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
        offers.extend(bare(reads, person, &trained)?);
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
                reason: cover.reason.unwrap_or(CoverReason::Other),
                begins: cover.begins_at.unwrap_or(now),
                until: cover.ends_at,
                rank: 0,
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
                reason: arrangement.reason,
                begins: span.from,
                until: span.until,
                rank: 0,
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
fn bare(reads: &mut impl Reads, me: StaffId, trained: &[Duty]) -> Result<Vec<CoverOffer>, Refused> {
    let now = reads.now();
    let people = presence(reads)?;
    let queue = reads.row("select 1 from orders where pickable = 1 limit 1", &[])?;
    let covered = covered_now(reads)?;
    let mut ranked: Vec<(u8, CoverOffer)> = Vec::new();
    for duty in trained {
        let owners = super::plan::owners_of(reads, Duties::NONE.with(*duty))?;
        let owners: Vec<&Presence> = people
            .iter()
            .filter(|person| owners.contains(&person.staff))
            .collect();
        let is_here = |person: &&&Presence| matches!(person.whereabouts, Whereabouts::Here(_));
        let is_covered = covered.has(*duty);
        let missed = !is_covered && !owners.iter().any(|person| is_here(&person));
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
        let rank = match (missed || away.is_some() && !is_covered, waits) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        let (reason, until) = why_and_until(away, now);
        let kind = match owner {
            Some(owner) if unasked(reads, owner.staff, me, Duties::NONE.with(*duty)).is_err() => {
                OfferKind::Propose
            }
            _ => OfferKind::Declare,
        };
        let owner = owner.map(|person| (person.code.clone(), person.name.clone()));
        let together = ranked.iter_mut().find(|(_, offer)| {
            offer.owner == owner
                && offer.kind == kind
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
                    kind,
                    duties: Duties::NONE.with(*duty),
                    owner,
                    reason,
                    begins: now,
                    until,
                    rank: 0,
                },
            )),
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let ranked = ranked.into_iter();
    Ok(ranked
        .map(|(rank, offer)| CoverOffer { rank, ..offer })
        .collect())
}

/// What somebody stands in for now.
fn covered_now(reads: &mut impl Reads) -> Result<Duties, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select duties from cover where ended_at is null and starts_at is not null and ends_at > $1 and orders is null",
        &[now.0.into()],
    )?;
    let mut covered = Duties::NONE;
    for row in rows {
        let duties: Duties = row.word(0, Duties::parse)?;
        covered = duties.iter().fold(covered, Duties::with);
    }
    Ok(covered)
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
        // Nobody knows why somebody is not there: illness is what they report themselves.
        Some(Whereabouts::Missing(_) | Whereabouts::NotToday) => (CoverReason::Other, half_an_hour),
        _ => (CoverReason::Lunch, half_an_hour),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Desk, StaffId};

    #[test]
    fn nobody_is_taken_for_ill_who_is_only_not_there() {
        let now = Instant(1_790_000_000_000);
        for (whereabouts, reason) in [
            (Whereabouts::Missing(now), CoverReason::Other),
            (Whereabouts::NotToday, CoverReason::Other),
            (
                Whereabouts::Away("sick".to_owned(), now.plus_minutes(60)),
                CoverReason::Sick,
            ),
        ] {
            let person = Presence {
                staff: StaffId(1),
                code: "PM".to_owned(),
                name: "Petr".to_owned(),
                desk: Desk::Back,
                whereabouts,
            };
            assert_eq!(why_and_until(Some(&person), now).0, reason);
        }
    }
}
