//! How often each person has done each thing: added up as the journal grows, so that nobody has to count it.

use super::Refused;
use crate::model::{Duty, Instant, StaffId};
use crate::store::Engine;

/// What one transaction did: by whom, which verb, of which duty, how often.
#[derive(Debug, Default)]
pub(super) struct Done(Vec<(StaffId, &'static str, Duty, i64)>);

impl Done {
    /// Somebody has done something.
    pub(super) fn note(&mut self, staff: StaffId, verb: &'static str, duty: Duty) {
        let known = self
            .0
            .iter_mut()
            .find(|(by, what, ..)| *by == staff && *what == verb);
        match known {
            Some((.., times)) => *times += 1,
            None => self.0.push((staff, verb, duty, 1)),
        }
    }

    /// Writes it down.
    pub(super) fn keep(self, engine: &mut dyn Engine, now: Instant) -> Result<(), Refused> {
        for (staff, verb, duty, times) in self.0 {
            engine.change(
                "insert into evidence (staff, verb, duty, times, last_at) values ($1, $2, $3, $4, $5)
                 on conflict (staff, verb) do update set times = times + excluded.times, last_at = excluded.last_at",
                &[
                    staff.0.into(),
                    verb.into(),
                    duty.as_str().into(),
                    times.into(),
                    now.0.into(),
                ],
            )?;
        }
        Ok(())
    }
}
