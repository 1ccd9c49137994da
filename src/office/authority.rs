//! Whether a person may do a thing, decided in one place, inside the transaction and at the office's clock.
//!
//! A verb runs if the person is active, signed in on that terminal, and either owns its duty, or has an open cover that
//! includes the duty and a competence of at least *cover* that is valid now (DESIGN section 3).

use super::{Reads, Receipt, Refused, Session};
use crate::model::cover::GRACE_SECONDS;
use crate::model::{CoverId, Duties, Duty, Instant, Level, OrderId, Right, StaffId, UnderCover};
use crate::store::{Engine, Row};

/// On what ground a verb runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    cover: Option<CoverId>,
    only: Option<OrderId>,
    review: bool,
}

impl Grant {
    const OWN: Self = Self {
        cover: None,
        only: None,
        review: false,
    };

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

pub(super) fn grant(
    engine: &mut dyn Engine,
    who: &Session,
    verb: &'static str,
    right: Right,
    under_cover: UnderCover,
    now: Instant,
) -> Result<Grant, Refused> {
    let duty = right.duty();
    let rows = engine.run(
        "select s.active, c.level, c.valid_until
         from sign_in i join staff s on s.id = i.staff
         left join competence c on c.staff = s.id and c.duty = $3
         where i.id = $1 and i.staff = $2 and i.closed_at is null and i.terminal = $4",
        &[
            who.id.into(),
            who.staff.0.into(),
            duty.map(Duty::as_str).unwrap_or_default().into(),
            who.terminal.as_str().into(),
        ],
    )?;
    let Some(row) = rows.first().filter(|row| row.flag(0).unwrap_or(false)) else {
        return Err(Refused::not_allowed("not-signed-in"));
    };
    let Some(duty) = duty else {
        return Ok(Grant::OWN);
    };
    let level = valid_level(row, 1, now)?;
    if level == Some(Level::Own) {
        hold_returning_owner(engine, who.staff, duty, now)?;
        return Ok(Grant::OWN);
    }
    if level == Some(Level::Cover)
        && let Some(cover) = cover_in_force(engine, who, duty, verb, now)?
    {
        return match under_cover {
            UnderCover::OwnerOnly => {
                Err(refusal("owner-only", engine, who.staff, duty, verb, now)?)
            }
            UnderCover::Allowed => Ok(cover),
            UnderCover::Review => Ok(Grant {
                review: true,
                ..cover
            }),
        };
    }
    let could_cover = level == Some(Level::Cover) && under_cover != UnderCover::OwnerOnly;
    Err(refusal("not-allowed", engine, who.staff, duty, verb, now)?
        .with("could_cover", could_cover))
}

fn valid_level(row: &Row, column: usize, now: Instant) -> Result<Option<Level>, Refused> {
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
    engine: &mut dyn Engine,
    who: &Session,
    duty: Duty,
    verb: &'static str,
    now: Instant,
) -> Result<Option<Grant>, Refused> {
    let rows = engine.run(
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
            && let Some(order) = picked_in_the_grace(engine, row.int(0)?, ends)?
        {
            return Ok(Some(Grant {
                cover: Some(CoverId(row.int(0)?)),
                only: Some(order),
                review: false,
            }));
        }
        if lends && now < ends || grace && was_open {
            return Ok(Some(Grant {
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
    engine: &mut dyn Engine,
    cover: i64,
    ends: Instant,
) -> Result<Option<OrderId>, Refused> {
    let rows = engine.run(
        "select orders from journal where cover = $1 and cover is not null and at >= $2 and verb = 'order.pick' order by seq desc limit 1",
        &[cover.into(), ends.0.into()],
    )?;
    let order = rows.first().map(|row| row.int_or_none(0)).transpose()?;
    Ok(order.flatten().map(OrderId))
}

/// An owner who comes back takes over first: while the cover runs it is taken back, and once it has ended its sheet is seen. What
/// runs comes first: the sheet of a cover that was handed on can be answered only when the one that goes on with it has ended.
fn hold_returning_owner(
    engine: &mut dyn Engine,
    staff: StaffId,
    duty: Duty,
    now: Instant,
) -> Result<(), Refused> {
    let rows = engine.run(
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
    engine: &mut dyn Engine,
    staff: StaffId,
    duty: Duty,
    verb: &'static str,
    now: Instant,
) -> Result<Refused, Refused> {
    let rows = engine.run(
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

/// What a person may do in one duty at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Not even look more closely.
    #[default]
    None,
    /// May look and answer.
    Aware,
    /// Trained, and may declare a cover.
    CouldCover,
    /// Acts now, under this cover.
    Covers(CoverId),
    /// Acts any time.
    Owns,
}

impl Standing {
    /// Whether verbs of the duty run.
    #[must_use]
    pub const fn may_act(self) -> bool {
        matches!(self, Self::Owns | Self::Covers(_))
    }
}

/// What a person may do in each duty now, in the order of [`Duty::ALL`]; for screens, which show it. `perform` asks anew.
///
/// # Errors
/// What the store reports.
pub fn standing(reads: &mut impl Reads, staff: StaffId) -> Result<Vec<(Duty, Standing)>, Refused> {
    let now = reads.now();
    let mut covers = Vec::new();
    for row in reads.rows(
        "select id, duties from cover where coverer = $1 and ended_at is null and starts_at is not null and starts_at <= $2 and ends_at > $2 order by orders is not null, id",
        &[staff.0.into(), now.0.into()],
    )? {
        covers.push((CoverId(row.int(0)?), Duties::parse(&row.text(1)?).unwrap_or_default()));
    }
    let rows = reads.rows(
        "select duty, level, valid_until from competence where staff = $1",
        &[staff.0.into()],
    )?;
    let mut all: Vec<(Duty, Standing)> = Duty::ALL
        .iter()
        .map(|duty| (*duty, Standing::None))
        .collect();
    for row in rows {
        let duty = row.word(0, Duty::parse)?;
        let standing = match valid_level(&row, 1, now)? {
            None => Standing::None,
            Some(Level::Aware) => Standing::Aware,
            Some(Level::Own) => Standing::Owns,
            Some(Level::Cover) => match covers.iter().find(|(_, duties)| duties.has(duty)) {
                Some((cover, _)) => Standing::Covers(*cover),
                None => Standing::CouldCover,
            },
        };
        if let Some(entry) = all.iter_mut().find(|(known, _)| *known == duty) {
            entry.1 = standing;
        }
    }
    Ok(all)
}
