//! Whether a person may do a thing, decided in one place, inside the transaction and at the office's clock.
//!
//! A verb runs if the person is active, signed in on that terminal, and either owns its duty, or has an open cover that
//! includes the duty and a competence of at least *cover* that is valid now (DESIGN section 3).

use super::{Concern, Permit, Reader, Reads, Receipt, Refused, Session};
use crate::model::cover::GRACE_SECONDS;
use crate::model::{CoverId, Duties, Duty, Instant, Level, OrderId, Right, StaffId, UnderCover};
use crate::store::Row;

/// On what ground a verb runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    duty: Option<Duty>,
    cover: Option<CoverId>,
    only: Option<OrderId>,
    review: bool,
}

impl Grant {
    const OWN: Self = Self {
        duty: None,
        cover: None,
        only: None,
        review: false,
    };

    /// For an owner's own work in this duty.
    const fn own(duty: Duty) -> Self {
        Self {
            duty: Some(duty),
            ..Self::OWN
        }
    }

    /// In which duty it runs.
    pub(super) const fn duty(&self) -> Option<Duty> {
        self.duty
    }

    pub(super) const fn cover(&self) -> Option<CoverId> {
        self.cover
    }

    pub(super) const fn review(&self) -> bool {
        self.review
    }

    /// A cover for one customer reaches no other order: checked against what the verb has really touched.
    pub(super) fn confirm(&self, receipt: &Receipt) -> Result<(), Refused> {
        match self.only {
            Some(order) if receipt.order != Some(order) => {
                Err(Refused::not_allowed("cover-other-customer").with("subject", &receipt.subject))
            }
            _ => Ok(()),
        }
    }
}

/// A verb, as far as it is asked whether somebody may run it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) verb: &'static str,
    pub(super) right: Right,
    pub(super) under_cover: UnderCover,
}

/// Decides whether somebody may run a verb, and on what ground: the only place where a right of any kind is judged.
pub(super) fn decide(
    reader: &mut Reader<'_>,
    who: &Session,
    asked: Asked,
    concern: impl FnOnce(&mut Reader<'_>) -> Result<Concern, Refused>,
) -> Result<Grant, Refused> {
    must_be_signed_in(reader, who)?;
    let me = who.staff;
    match asked.right {
        Right::Duty(duty) => in_duty(reader, who, asked, duty),
        Right::Anyone => Ok(Grant::OWN),
        Right::Party => {
            let concern = concern(reader)?;
            if concern.names(me) {
                return Ok(Grant::OWN);
            }
            as_manager(reader, me, concern)
        }
        Right::Addressee => {
            let concern = concern(reader)?;
            for duty in concern.its_duties().iter() {
                if let Some(grant) = stands_in(reader, who, duty, asked.verb)? {
                    return Ok(grant);
                }
            }
            if concern.names(me) {
                return Ok(Grant::OWN);
            }
            as_manager(reader, me, concern)
        }
        Right::OwnerOf => {
            let concern = concern(reader)?;
            let duties = concern.its_duties();
            let mut owns_all = !duties.is_empty();
            for duty in duties.iter() {
                owns_all = owns_all && owns(reader, me, duty)?;
            }
            match duties.iter().next() {
                Some(duty) if owns_all => Ok(Grant::own(duty)),
                _ => as_manager(reader, me, concern),
            }
        }
        Right::SelfOr(duty) => {
            let concern = concern(reader)?;
            if concern.names(me) {
                return Ok(Grant::OWN);
            }
            stands_in(reader, who, duty, asked.verb)?.ok_or_else(|| concern.refusal())
        }
    }
}

/// Where managers may as well, whoever manages may; else it is refused.
fn as_manager(reader: &mut Reader<'_>, me: StaffId, concern: Concern) -> Result<Grant, Refused> {
    if concern.is_for_managers() && owns(reader, me, Duty::Management)? {
        Ok(Grant::own(Duty::Management))
    } else {
        Err(concern.refusal())
    }
}

/// Whether somebody owns a duty now.
pub(super) fn owns(reads: &mut impl Reads, staff: StaffId, duty: Duty) -> Result<bool, Refused> {
    Ok(level_of(reads, staff, duty)? == Some(Level::Own))
}

/// The names of those who own a duty now, at most three: whom to ask.
///
/// # Errors
/// What the store reports.
pub fn owners(reads: &mut impl Reads, duty: Duty) -> Result<Vec<String>, Refused> {
    owners_besides(reads, duty, None)
}

/// The names of those who own a duty now besides whoever acts, at most three.
///
/// # Errors
/// What the store reports.
pub fn other_owners(permit: &mut Permit<'_>, duty: Duty) -> Result<Vec<String>, Refused> {
    let me = permit.staff();
    owners_besides(permit, duty, Some(me))
}

fn owners_besides(
    reads: &mut impl Reads,
    duty: Duty,
    besides: Option<StaffId>,
) -> Result<Vec<String>, Refused> {
    let now = reads.now();
    // Nobody has the number 0.
    let besides = besides.map_or(0, |staff| staff.0);
    let rows = reads.rows(
        "select s.name from competence c join staff s on s.id = c.staff
         where c.duty = $1 and c.level = 'own' and (c.valid_until is null or c.valid_until > $2) and s.active = 1 and s.id <> $3 order by s.name limit 3",
        &[duty.as_str().into(), now.0.into(), besides.into()],
    )?;
    rows.iter().map(|row| Ok(row.text(0)?)).collect()
}

/// Whether whoever acts owns a duty or covers it now, for the office and not for one customer only.
fn stands_in(
    reader: &mut Reader<'_>,
    who: &Session,
    duty: Duty,
    verb: &'static str,
) -> Result<Option<Grant>, Refused> {
    Ok(match level_of(reader, who.staff, duty)? {
        Some(Level::Own) => Some(Grant::own(duty)),
        Some(Level::Cover) => {
            cover_in_force(reader, who, duty, verb)?.filter(|grant| grant.only.is_none())
        }
        Some(Level::Aware) | None => None,
    })
}

fn must_be_signed_in(reads: &mut impl Reads, who: &Session) -> Result<(), Refused> {
    let open = reads.row(
        "select 1 from sign_in i join staff s on s.id = i.staff
         where i.id = $1 and i.staff = $2 and i.closed_at is null and i.terminal = $3 and s.active = 1",
        &[
            who.id.into(),
            who.staff.0.into(),
            who.terminal.as_str().into(),
        ],
    )?;
    match open {
        Some(_) => Ok(()),
        None => Err(Refused::not_allowed("not-signed-in")),
    }
}

/// Whether whoever acts may run a verb of this duty: they own it, or cover it and the verb may be run under a cover.
pub(super) fn in_duty(
    reads: &mut impl Reads,
    who: &Session,
    asked: Asked,
    duty: Duty,
) -> Result<Grant, Refused> {
    let level = level_of(reads, who.staff, duty)?;
    if level == Some(Level::Own) {
        hold_returning_owner(reads, who.staff, duty)?;
        return Ok(Grant::own(duty));
    }
    let refuse = |reads: &mut _, id| refusal(id, reads, who.staff, duty, asked.verb);
    if level == Some(Level::Cover)
        && let Some(cover) = cover_in_force(reads, who, duty, asked.verb)?
    {
        return match asked.under_cover {
            UnderCover::OwnerOnly => Err(refuse(reads, "owner-only")?),
            UnderCover::Allowed | UnderCover::Review => Ok(Grant {
                review: asked.under_cover == UnderCover::Review,
                ..cover
            }),
        };
    }
    let could_cover = level == Some(Level::Cover) && asked.under_cover != UnderCover::OwnerOnly;
    Err(refuse(reads, "not-allowed")?.with("could_cover", could_cover))
}

fn level_of(reads: &mut impl Reads, staff: StaffId, duty: Duty) -> Result<Option<Level>, Refused> {
    let now = reads.now();
    let row = reads.row(
        "select level, valid_until from competence where staff = $1 and duty = $2",
        &[staff.0.into(), duty.as_str().into()],
    )?;
    row.map_or(Ok(None), |row| valid_level(&row, 0, now))
}

pub(super) fn valid_level(
    row: &Row,
    column: usize,
    now: Instant,
) -> Result<Option<Level>, Refused> {
    let Some(level) = row.text_or_none(column)? else {
        return Ok(None);
    };
    let until = row.int_or_none(column + 1)?;
    Ok(if until.is_none_or(|until| until > now.0) {
        Level::parse(&level)
    } else {
        None
    })
}

/// The cover that lends this duty to this person now. Within the grace after a time-out it lends it for a form that was open before it,
/// and for the shelf of what was picked in such a form.
fn cover_in_force(
    reads: &mut impl Reads,
    who: &Session,
    duty: Duty,
    verb: &'static str,
) -> Result<Option<Grant>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select id, duties, ends_at, orders from cover
         where coverer = $1 and ended_at is null and starts_at is not null and starts_at <= $2 order by orders is not null, id",
        &[who.staff.0.into(), now.0.into()],
    )?;
    for row in rows {
        let lends = Duties::parse(&row.text(1)?).is_some_and(|duties| duties.has(duty));
        let ends = Instant(row.int(2)?);
        let grace = lends && now >= ends && now < ends.plus_seconds(GRACE_SECONDS);
        let was_open = who.form_opened_at.is_some_and(|opened| opened < ends);
        if grace
            && !was_open
            && verb == PUTS_ON_A_SHELF
            && let Some(order) = picked_in_the_grace(reads, row.int(0)?, ends)?
        {
            return Ok(Some(Grant {
                duty: Some(duty),
                cover: Some(CoverId(row.int(0)?)),
                only: Some(order),
                review: false,
            }));
        }
        if lends && now < ends || grace && was_open {
            return Ok(Some(Grant {
                duty: Some(duty),
                cover: Some(CoverId(row.int(0)?)),
                only: row.int_or_none(3)?.map(OrderId),
                review: false,
            }));
        }
    }
    Ok(None)
}

/// What ends a pick.
const PUTS_ON_A_SHELF: &str = "parcel.ready";

/// The order that was picked last under a cover after its end, by a form that was open before.
fn picked_in_the_grace(
    reads: &mut impl Reads,
    cover: i64,
    ends: Instant,
) -> Result<Option<OrderId>, Refused> {
    let rows = reads.rows(
        "select orders from journal where cover = $1 and cover is not null and at >= $2 and verb = 'order.pick' order by seq desc limit 1",
        &[cover.into(), ends.0.into()],
    )?;
    let order = rows.first().map(|row| row.int_or_none(0)).transpose()?;
    Ok(order.flatten().map(OrderId))
}

/// An owner who comes back takes over first: while the cover runs it is taken back, and once it has ended its sheet is seen. What
/// runs comes first: the sheet of a cover that was handed on can be answered only when the one that goes on with it has ended.
fn hold_returning_owner(reads: &mut impl Reads, staff: StaffId, duty: Duty) -> Result<(), Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select c.number, c.duties, c.ended_at, c.ends_at, s.name,
                exists (select 1 from journal j where j.cover = c.id)
         from cover c join staff s on s.id = c.coverer
         where c.owner = $1 and c.seen_at is null and c.starts_at is not null and c.orders is null
         order by c.ended_at is null and c.ends_at > $2 desc, c.id",
        &[staff.0.into(), now.0.into()],
    )?;
    for row in rows {
        if !Duties::parse(&row.text(1)?).is_some_and(|duties| duties.has(duty)) {
            continue;
        }
        let ends = Instant(row.int(3)?);
        let id = if row.int_or_none(2)?.is_some() || now >= ends {
            if !row.flag(5)? {
                continue;
            }
            "sheet-unseen"
        } else {
            "covered-now"
        };
        return Err(Refused::rule(id)
            .with("cover", row.text(0)?)
            .with("coverer", row.text(4)?)
            .with("until", ends));
    }
    Ok(())
}

/// "Not allowed", with everything the screen needs to offer the next key.
fn refusal(
    id: &'static str,
    reads: &mut impl Reads,
    staff: StaffId,
    duty: Duty,
    verb: &'static str,
) -> Result<Refused, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select s.name, c.level from competence c join staff s on s.id = c.staff
         where c.duty = $1 and c.level in ('own', 'cover') and (c.valid_until is null or c.valid_until > $2) and s.active = 1 and s.id <> $3
         order by exists (select 1 from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1) desc, c.level desc, s.name limit 3",
        &[duty.as_str().into(), now.0.into(), staff.0.into()],
    )?;
    let who = rows
        .iter()
        .map(|row| row.text(0))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Refused::not_allowed(id)
        .with("verb", verb)
        .with("duty", duty)
        .with("who", who))
}
