//! How a drawer comes to its end: counted, explained where it differs, and kept as a sheet.

use super::sheet;
use crate::model::{DrawerEnd, Money};
use crate::office::{Permit, Reads, Receipt, Refused};
use crate::records::drawer_count::counts;
use crate::records::ledger::{self, Drawer, Posting};

/// The part of the answer that says what of the counted does not go into the safe.
pub(super) const STAYS: &str = "stays";

/// A drawer that was counted and is to be closed.
pub(super) struct Closing {
    pub(super) drawer: Drawer,
    pub(super) counted: Money,
    /// What its owner counted who hands it over.
    pub(super) given: Option<Money>,
    pub(super) reason: String,
    /// What stays in it as the float of the next; zero where the next one begins with all of it at once.
    pub(super) left: Money,
    pub(super) how: DrawerEnd,
}

impl Closing {
    pub(super) const fn difference(&self) -> Money {
        self.counted.minus(self.drawer.expected)
    }

    /// Whether something differs that nobody has explained, also in a count before the last: who counts again until it is right says
    /// what was wrong. Where that was counted just `now` the count has to be kept: a refusal would
    /// undo it, and the next try could be another number.
    ///
    /// # Errors
    /// `drawer-differs` where it was counted before.
    pub(super) fn lacks_reason(&self, permit: &mut Permit<'_>, now: bool) -> Result<bool, Refused> {
        let kept = counts(permit, self.drawer.id)?;
        let differed = kept.iter().find(|count| count.difference() != Money::ZERO);
        let differs = self.difference() != Money::ZERO
            || self.given.is_some_and(|given| given != self.counted)
            || differed.is_some();
        if !differs || !self.reason.is_empty() {
            return Ok(false);
        }
        if now {
            return Ok(true);
        }
        let counted = match differed {
            Some(count) if self.difference() == Money::ZERO => count.counted,
            _ => self.counted,
        };
        Err(Refused::rule("drawer-differs")
            .with("drawer", &self.drawer.number)
            .with("counted", counted))
    }

    /// What of the counted does not go into the safe.
    const fn stays(&self) -> Money {
        match self.how {
            DrawerEnd::Closed => self.left,
            DrawerEnd::Both | DrawerEnd::Alone => self.counted,
        }
    }

    /// What the answer says of a drawer that is closed now.
    pub(super) fn closed(&self, permit: &Permit<'_>) -> Receipt {
        if permit.answers(STAYS) {
            let safe = self.counted.minus(self.stays());
            self.receipt()
                .with("safe", safe.to_string())
                .with(STAYS, self.stays().to_string())
        } else {
            self.receipt()
        }
    }

    /// What the answer says of it.
    pub(super) fn receipt(&self) -> Receipt {
        let receipt = Receipt::about(self.drawer.number.as_str())
            .with("counted", self.counted.to_string())
            .with("expected", self.drawer.expected.to_string())
            .with("difference", self.difference().to_string());
        match self.given {
            Some(given) => receipt.with("given", given.to_string()),
            None => receipt,
        }
    }

    /// Closes it and keeps its sheet. What stays in it is cash between two drawers; the rest of the counted goes into the safe.
    pub(super) fn close(&self, permit: &mut Permit<'_>) -> Result<(), Refused> {
        let (drawer, difference) = (&self.drawer, self.difference());
        // A line of the journal from before the answer said what stays is played as it was: all of it went into the safe.
        let stays = if permit.answers(STAYS) {
            self.stays()
        } else {
            Money::ZERO
        };
        let postings = [
            Posting::of("cash", Money(-drawer.expected.0)),
            Posting::of("safe", self.counted.minus(stays)),
            Posting::between_drawers(stays),
            Posting::of("difference", Money(-difference.0)),
        ];
        ledger::post(permit, &postings, Some(drawer), None)?;
        let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
        permit.write(
            "update drawer set closed_at = $2, closed_by = $3, counted = $4, reason = $5, expected_at_close = $6, closed_seq = $7,
                    closed_how = $8, float_left = $9 where id = $1",
            &[
                drawer.id.into(),
                now.0.into(),
                staff.0.into(),
                self.counted.0.into(),
                self.reason.as_str().into(),
                drawer.expected.0.into(),
                seq.into(),
                self.how.as_str().into(),
                self.left.0.into(),
            ],
        )?;
        sheet::save(permit, &drawer.number)
    }
}
