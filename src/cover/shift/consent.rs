//! Whether somebody's duties may be taken over without their yes, and whether they are lent already.

use crate::model::{AbsenceKind, CoverId, Duties, Duty, Instant, StaffId, Unasked};
use crate::office::{Reads, Refused};
use crate::records::presence::{absent, at_a_screen};
use crate::records::setting::Setting;
use crate::records::staff;

/// Why this owner need not be asked before this person stands in for them.
///
/// # Errors
/// `owner-here`, with their name and how long an answer is waited for: they sit at a screen, and are asked with `cover.offer`.
/// `owner-asked`: they were, and may still answer.
pub(in crate::cover) fn unasked(
    reads: &mut impl Reads,
    owner: StaffId,
    coverer: StaffId,
    duties: Duties,
) -> Result<Unasked, Refused> {
    if let Some(absence) = absent(reads, owner)? {
        let ill = absence.kind == AbsenceKind::Sick;
        return Ok(if ill { Unasked::Ill } else { Unasked::Away });
    }
    if !at_a_screen(reads, owner)? {
        return Ok(Unasked::Away);
    }
    let minutes = Setting::CoverAnswerMinutes.count(reads)?;
    let name = staff::name(reads, owner)?;
    let Some((_, number, asked_at)) = open_offer(reads, owner, coverer, duties)? else {
        return Err(Refused::rule("owner-here")
            .with("name", name)
            .with("duties", duties)
            .with("minutes", minutes));
    };
    let until = asked_at.plus_minutes(minutes);
    if reads.now() >= until {
        return Ok(Unasked::Unanswered);
    }
    Err(Refused::rule("owner-asked")
        .with("name", name)
        .with("cover", number)
        .with("until", until))
}

/// The offer of this person to this owner that covers all of the duties and is not answered: its key, number, and when it was made.
pub(super) fn open_offer(
    reads: &mut impl Reads,
    owner: StaffId,
    coverer: StaffId,
    duties: Duties,
) -> Result<Option<(CoverId, String, Instant)>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select id, number, asked_at, duties from cover
         where coverer = $1 and ended_at is null and starts_at is null and accepted_at is null and owner = $2 and asked = $2 and ends_at > $3 order by id",
        &[coverer.0.into(), owner.0.into(), now.0.into()],
    )?;
    for row in rows {
        let offered: Duties = row.word(3, Duties::parse)?;
        if offered.and(duties) == duties {
            let found = (CoverId(row.int(0)?), row.text(1)?, Instant(row.int(2)?));
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Refuses where one of the duties is lent already: for this owner, or for nobody in particular. There is one cover of an owner's
/// duty at a time, however it began. Where nobody is named, any cover of the duty is in the way. One for a single customer is not.
/// `goes_on_with` is the cover that ends as this one begins.
///
/// # Errors
/// `duty-covered`, with who covers it and until when.
pub(in crate::cover) fn must_not_be_lent(
    reads: &mut impl Reads,
    owner: Option<StaffId>,
    duties: Duties,
    goes_on_with: Option<CoverId>,
) -> Result<(), Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select c.id, c.number, c.duties, c.owner, c.ends_at, s.name from cover c join staff s on s.id = c.coverer
         where c.ended_at is null and c.starts_at is not null and c.ends_at > $1 and c.orders is null order by c.id limit 500",
        &[now.0.into()],
    )?;
    for row in rows {
        let lent: Duties = row.word(2, Duties::parse)?;
        let Some(duty) = lent.and(duties).iter().next() else {
            continue;
        };
        let of = row.int_or_none(3)?.map(StaffId);
        let other_owner = owner.is_some() && of.is_some() && owner != of;
        if other_owner || Some(CoverId(row.int(0)?)) == goes_on_with {
            continue;
        }
        return Err(refused(
            &row.text(5)?,
            duty,
            &row.text(1)?,
            Instant(row.int(4)?),
        ));
    }
    Ok(())
}

fn refused(name: &str, duty: Duty, cover: &str, until: Instant) -> Refused {
    Refused::rule("duty-covered")
        .with("name", name)
        .with("duty", duty)
        .with("cover", cover)
        .with("until", until)
}

/// Refuses somebody who is away by an absence that runs: who has reported sick stands in for nobody.
///
/// # Errors
/// `coverer-absent`, with the absence.
pub(in crate::cover) fn must_be_at_work_now(
    reads: &mut impl Reads,
    person: StaffId,
) -> Result<(), Refused> {
    match absent(reads, person)? {
        None => Ok(()),
        Some(absence) => Err(Refused::rule("coverer-absent")
            .with("name", staff::name(reads, person)?)
            .with("absence", absence.number)
            .with("until", absence.until)),
    }
}
