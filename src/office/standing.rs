//! What somebody may do in each duty now, for screens to show and for reading; a verb asks `authority`.

use super::authority::valid_level;
use super::{Reads, Refused};
use crate::model::{CoverId, Duties, Duty, Level, StaffId};

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
