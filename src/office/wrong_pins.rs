//! Wrong PINs: how they are counted, and how long they lock somebody out.

use super::Refused;
use super::journal::Writing as NewLine;
use super::managers::managers_at;
use crate::model::{Instant, StaffId};
use serde_json::{Value, json};

/// Wrong PINs in a row before the person is locked out, and as many again before the next time.
pub(super) const WRONG_PINS_MAX: i64 = 5;

/// How long the first lock-out since the last sign-in lasts, the second and so on, in minutes; from the last one on it stays.
const LOCKED_MINUTES: [i64; 4] = [5, 15, 60, 240];

/// A lock-out that ends later than this was written by a clock that was ahead, and is none, in minutes.
const LOCKED_MINUTES_MAX: i64 = LOCKED_MINUTES[3];

/// So many wrong PINs in a row are tried at a clock that is not believed; then only at one that is.
const DOUBTFUL_TRIES_MAX: i64 = WRONG_PINS_MAX * 4;

/// How long somebody is locked out after so many wrong PINs, in minutes; nothing where they are not.
fn locked_minutes(tries: i64) -> Option<i64> {
    let nth = usize::try_from(tries / WRONG_PINS_MAX - 1).ok()?;
    (tries % WRONG_PINS_MAX == 0).then(|| {
        LOCKED_MINUTES
            .get(nth)
            .copied()
            .unwrap_or(LOCKED_MINUTES_MAX)
    })
}

impl super::Writing<'_> {
    /// The wrong PINs in a row so far.
    ///
    /// # Errors
    /// `locked-out` while the person is.
    pub(super) fn wrong_pins(&mut self, staff: StaffId, code: &str) -> Result<i64, Refused> {
        let rows = self.engine.run(
            "select wrong_pins, locked_until from staff where id = $1",
            &[staff.0.into()],
        )?;
        let row = rows.first();
        let row = row.ok_or_else(|| Refused::not_found("staff", code))?;
        let (tries, until) = (row.int(0)?, row.int_or_none(1)?.map(Instant));
        // One who turns the clock about lets lock-outs end at will: after so many tries it has to be one that is believed.
        if let Some(doubt) = self
            .doubt
            .filter(|_| until.is_some() && tries >= DOUBTFUL_TRIES_MAX)
        {
            return Err(doubt.refused());
        }
        let clock = self.wall();
        let longest = clock.plus_minutes(LOCKED_MINUTES_MAX);
        match until.filter(|until| *until > clock && *until <= longest) {
            Some(until) => Err(self.locked_out(staff, code, until)?),
            None => Ok(tries),
        }
    }

    /// The time by which lock-outs end: the clock's, also where it is not believed, or nobody could be let in again.
    fn wall(&self) -> Instant {
        self.doubt.map_or(self.now, |doubt| doubt.clock)
    }

    /// Until when somebody is locked out, and whether there is a manager besides who could set a new PIN.
    fn locked_out(
        &mut self,
        staff: StaffId,
        code: &str,
        until: Instant,
    ) -> Result<Refused, Refused> {
        let managers = managers_at(&mut *self.engine, self.now)?;
        let alone = managers.iter().all(|manager| *manager == staff);
        Ok(Refused::not_allowed("locked-out")
            .with("code", code)
            .with("until", until)
            .with("alone", alone))
    }

    /// A wrong PIN as the journal has it. An earlier version began to count anew after each lock-out, and did not say the count.
    pub(super) fn replay_wrong_pin(
        &mut self,
        code: &str,
        terminal: &str,
        tries: Option<i64>,
    ) -> Result<(), Refused> {
        let (staff, wrong) = self.wrong_pins_of(code)?;
        if tries.is_some() {
            return self.count_wrong_pin(staff, code, terminal, wrong).map(drop);
        }
        let count = wrong % WRONG_PINS_MAX + 1;
        let locked = locked_minutes(count).map(|minutes| self.now.plus_minutes(minutes));
        self.note_wrong_pin(
            staff,
            (code, terminal),
            (count, locked),
            &json!({"code": code}),
        )
    }

    pub(super) fn wrong_pins_of(&mut self, code: &str) -> Result<(StaffId, i64), Refused> {
        let rows = self.engine.run(
            "select id, wrong_pins from staff where code = $1",
            &[code.into()],
        )?;
        let row = rows
            .first()
            .ok_or_else(|| Refused::not_found("staff", code))?;
        Ok((StaffId(row.int(0)?), row.int(1)?))
    }

    pub(super) fn count_wrong_pin(
        &mut self,
        staff: StaffId,
        code: &str,
        terminal: &str,
        wrong: i64,
    ) -> Result<Refused, Refused> {
        let tries = wrong + 1;
        let clock = self.wall();
        let until = locked_minutes(tries).map(|minutes| clock.plus_minutes(minutes));
        // Who is not let in does not move the office's time: the line says by itself what the clock showed.
        self.now = self.last.at;
        let ask = json!({"code": code, "tries": tries, "clock": clock.0});
        self.note_wrong_pin(staff, (code, terminal), (tries, until), &ask)?;
        match until {
            Some(until) => self.locked_out(staff, code, until),
            None => Ok(Refused::not_allowed("wrong-pin")
                .with("code", code)
                .with("left", WRONG_PINS_MAX - tries % WRONG_PINS_MAX)),
        }
    }

    fn note_wrong_pin(
        &mut self,
        staff: StaffId,
        (code, terminal): (&str, &str),
        (count, until): (i64, Option<Instant>),
        ask: &Value,
    ) -> Result<(), Refused> {
        self.engine.run(
            "update staff set wrong_pins = $2, locked_until = $3 where id = $1",
            &[staff.0.into(), count.into(), until.map(|at| at.0).into()],
        )?;
        let line = NewLine {
            staff: None,
            terminal,
            sign_in: None,
            duty: None,
            cover: None,
            review: false,
            verb: "session.wrong_pin",
            subject: code,
            order: None,
            data: json!({"ask": ask, "got": {"wrong": count}}).to_string(),
        };
        self.journal(line)
    }
}
