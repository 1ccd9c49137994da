//! The journal played again from its first line into a new file: what an office is must follow from what was done in it.

use super::journal::{Head, Line, text_of};
use super::session::REPLAYED;
use super::writing::Undo;
use super::{ClockDoubt, Office, Receipt, Refused, Session, SignOut, Writing};
use crate::model::Instant;
use crate::store::{self, Engine, Sqlite};
use std::path::Path;
use std::sync::Arc;

/// An office that is made anew from the journal of another one.
pub struct Replay {
    engine: Sqlite,
    facts: Option<Arc<super::OfficeFacts>>,
    last: Head,
}

impl std::fmt::Debug for Replay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Replay")
            .field("seq", &self.last.seq)
            .finish_non_exhaustive()
    }
}

/// Runs a verb by its name with the fields that the journal has.
pub type RunVerb<'a> =
    dyn FnMut(&mut Writing<'_>, &Session, &str, serde_json::Value) -> Result<Receipt, Refused> + 'a;

impl Replay {
    /// Into a new file, which is not meant to last.
    ///
    /// # Errors
    /// What the store reports.
    pub fn into_new(path: &Path) -> Result<Self, Refused> {
        let mut engine = store::create(path)?;
        engine.script("pragma synchronous = off")?;
        engine.expect_bulk()?;
        engine.record_changes(super::sealed::WATCHED)?;
        let last = super::journal::head(&mut engine)?;
        Ok(Self {
            engine,
            facts: None,
            last,
        })
    }

    /// Plays lines, each at its own time. Gives the first that comes out differently, and how.
    ///
    /// # Errors
    /// What the store reports.
    pub fn play(
        &mut self,
        lines: &[Line],
        screens: &[bool],
        run: &mut RunVerb<'_>,
    ) -> Result<Option<(i64, String)>, Refused> {
        self.engine.begin()?;
        for (line, screen) in lines.iter().zip(screens) {
            let outcome = self.one(line, *screen, run);
            let fault = match outcome {
                Err(refused) if refused.class == super::Class::Store => {
                    self.engine.rollback();
                    return Err(refused);
                }
                Err(refused) => Some(refused.to_string()),
                Ok(_) if self.last.seq != line.seq || self.last.hash != line.hash => {
                    Some(format!("{} came out differently", line.verb))
                }
                Ok(false) => Some(format!("{} changed other rows", line.verb)),
                Ok(true) => None,
            };
            if let Some(fault) = fault {
                self.engine.commit()?;
                return Ok(Some((line.seq, fault)));
            }
        }
        self.engine.commit()?;
        Ok(None)
    }

    /// Plays one line; false where it changed other rows than it did then.
    fn one(&mut self, line: &Line, screen: bool, run: &mut RunVerb<'_>) -> Result<bool, Refused> {
        if line.verb == "office.found" {
            self.last = super::found::replay(&mut self.engine, line)?;
            self.facts = Some(Office::facts_of(&mut self.engine)?);
            return Ok(true);
        }
        let facts = self
            .facts
            .clone()
            .ok_or_else(|| Refused::not_found("office", "1"))?;
        let ask = line.ask();
        // What a manager has settled, and what the clock of a wrong PIN was, the line itself says.
        let clock = match line.verb.as_str() {
            "clock.confirm" | "clock.correct" => Some(line.at),
            "session.wrong_pin" => ask
                .get("clock")
                .and_then(serde_json::Value::as_i64)
                .map(Instant),
            _ => None,
        };
        let last = self.last.at;
        let mut writing = Writing {
            engine: &mut self.engine,
            facts: &facts,
            now: if clock.is_some() { last } else { line.at },
            behind_seconds: 0,
            doubt: clock.map(|clock| ClockDoubt { clock, last }),
            last: self.last.clone(),
            done: super::evidence::Done::default(),
            told: Some((line, false)),
            undo: Undo::Everything,
            over: None,
        };
        let word = |name: &str| text_of(&ask, name);
        let session = || -> Result<Session, Refused> {
            Ok(Session {
                id: line.sign_in.unwrap_or_default(),
                staff: line
                    .staff
                    .ok_or_else(|| Refused::not_allowed("not-signed-in"))?,
                terminal: line.terminal.clone(),
                clock_behind_seconds: 0,
                wrong_pins_before: 0,
                // Whether the form was open before the cover ended was decided when the line was written.
                form_opened_at: Some(REPLAYED),
            })
        };
        match line.verb.as_str() {
            "session.open" => {
                let staff = session()?.staff;
                writing.replay_sign_in(staff, &word("how"), &line.terminal, screen)?;
            }
            "session.close" => {
                let how = if word("how") == "left" {
                    SignOut::Left
                } else {
                    SignOut::CommandEnded
                };
                writing.close_sign_in(&session()?, how)?;
            }
            "clock.behind" => {
                let seconds = ask.get("seconds").and_then(serde_json::Value::as_i64);
                writing.note_clock(&session()?, seconds.unwrap_or_default())?;
            }
            super::restore::RESTORING => writing.replay_restored(line)?,
            "session.wrong_pin" => {
                let tries = ask.get("tries").and_then(serde_json::Value::as_i64);
                writing.replay_wrong_pin(&word("code"), &line.terminal, tries)?;
            }
            verb => {
                let mut ask = ask.clone();
                hide_pins(&mut ask);
                run(&mut writing, &session()?, verb, ask)?;
            }
        }
        writing.keep_evidence()?;
        self.last = writing.last.clone();
        Ok(!matches!(writing.told, Some((_, true))))
    }
}

/// The journal has no PIN; any other one gives the same line.
fn hide_pins(ask: &mut serde_json::Value) {
    if let Some(pin) = ask.get_mut("pin") {
        *pin = "0582".into();
    }
}
