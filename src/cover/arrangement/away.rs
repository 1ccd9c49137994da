//! An absence that falls into standing arrangements: whom it concerns is told which, and who could stand in instead.

use super::Arrangement;
use crate::cover::shift::clash::Wanted;
use crate::cover::shift::whom::next_best;
use crate::model::StaffId;
use crate::model::roster::Span;
use crate::office::{Permit, Reads, Refused};
use crate::records::notice::{self, Notice, Reader};
use crate::records::staff;

/// So many days of an absence are looked at.
const DAYS_MAX: i64 = 366;

/// An agreed arrangement that lends its duties while one of its two is away.
#[derive(Debug, Clone)]
pub(in crate::cover) struct Touched {
    pub(in crate::cover) arrangement: Arrangement,
    /// The next best for the first time of it, where its coverer is away.
    pub(in crate::cover) next: Option<(StaffId, String)>,
}

impl Touched {
    /// The arrangements of this person that an absence falls into.
    ///
    /// # Errors
    /// What the store reports.
    pub(in crate::cover) fn by(
        reads: &mut impl Reads,
        person: StaffId,
        away: Span,
    ) -> Result<Vec<Self>, Refused> {
        let zone = reads.facts().zone;
        let first = away.from.max(reads.now()).local(zone).date_naive();
        let last = away.until.local(zone).date_naive();
        let days = (last - first).num_days().clamp(0, DAYS_MAX) + 1;
        let coming = Arrangement::to_come(reads, first, u16::try_from(days).unwrap_or(1))?;
        let mut touched: Vec<Self> = Vec::new();
        for (arrangement, span) in coming {
            let is_theirs = [arrangement.owner, arrangement.coverer].contains(&person);
            let is_known = touched
                .iter()
                .any(|one| one.arrangement.id == arrangement.id);
            if !is_theirs || is_known || !span.meets(away) {
                continue;
            }
            let next = if arrangement.coverer == person {
                let wanted = Wanted {
                    duties: arrangement.duties,
                    owner: Some(arrangement.owner),
                    span,
                    but: None,
                };
                next_best(reads, &wanted, &[arrangement.owner, person])?
            } else {
                None
            };
            touched.push(Self { arrangement, next });
        }
        Ok(touched)
    }

    /// The number, and who could stand in: "AR-2026-0001 (Eva Veselá)".
    fn in_short(&self) -> String {
        let number = &self.arrangement.number;
        self.next
            .as_ref()
            .map_or_else(|| number.clone(), |(_, name)| format!("{number} ({name})"))
    }

    /// The owner and management are told that nobody stands in by the arrangement, and who could; the coverer that its owner is away.
    fn tell(&self, permit: &mut Permit<'_>, person: StaffId, away: Span) -> Result<(), Refused> {
        let arrangement = &self.arrangement;
        let covers = arrangement.coverer == person;
        let mut data = serde_json::json!({
            "name": staff::name(permit, person)?, "number": arrangement.number, "duties": arrangement.duties.to_string(),
            "owner": staff::name(permit, arrangement.owner)?, "coverer": staff::name(permit, arrangement.coverer)?,
            "weekdays": arrangement.weekdays.to_keep(), "starts": arrangement.minutes.0, "ends": arrangement.minutes.1,
            "from_at": away.from.0, "until_at": away.until.0
        });
        let kind = match &self.next {
            Some((_, name)) => {
                data["next"] = name.as_str().into();
                "arrangement-coverer-away"
            }
            None if covers => "arrangement-coverer-away-nobody",
            None => "arrangement-owner-away",
        };
        let mut readers = if covers {
            let mut readers = vec![arrangement.owner];
            readers.extend(staff::managers(permit)?);
            readers
        } else {
            vec![arrangement.coverer]
        };
        readers.sort_by_key(|one| one.0);
        readers.dedup();
        readers.retain(|one| *one != permit.staff() && *one != person);
        for to in readers {
            let notice = Notice {
                to: Reader::Person(to),
                kind,
                order: None,
                cover: None,
                data: data.clone(),
            };
            notice::tell(permit, &notice)?;
        }
        Ok(())
    }
}

/// The arrangements in one text, for the notices of the absence itself; empty where there are none.
pub(in crate::cover) fn in_short(touched: &[Touched]) -> String {
    let each: Vec<String> = touched.iter().map(Touched::in_short).collect();
    each.join(", ")
}

/// An absence counts from now on: those whom its arrangements concern are told. Returns the numbers of the arrangements.
///
/// # Errors
/// What the store reports.
pub(in crate::cover) fn one_is_away(
    permit: &mut Permit<'_>,
    person: StaffId,
    away: Span,
    touched: &[Touched],
) -> Result<Vec<String>, Refused> {
    for one in touched {
        one.tell(permit, person, away)?;
    }
    Ok(touched
        .iter()
        .map(|one| one.arrangement.number.clone())
        .collect())
}
