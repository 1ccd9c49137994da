//! Who sits at which terminal: signing in with a PIN, out again, and the lock after wrong PINs.

use super::journal::Writing as NewLine;
use super::managers::managers_at;
use super::pin_check::Whom;
use super::{Office, Pin, Refused};
use crate::model::terminal::BESIDE;
use crate::model::{Instant, StaffId};
use serde_json::{Value, json};

/// An open sign-in of one person on one terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub(super) id: i64,
    /// Who.
    pub staff: StaffId,
    /// Where.
    pub terminal: String,
    /// By how much this machine's clock is behind the journal, in seconds; 0: it is not, or not enough to matter.
    pub(super) clock_behind_seconds: i64,
    /// How many wrong PINs were tried for this person since they signed in last.
    pub(super) wrong_pins_before: i64,
    /// When the form whose content is being saved was opened; gives it the grace after a cover's time-out.
    pub(super) form_opened_at: Option<Instant>,
}

/// No form was ever opened at this moment: the session is that of a journal line that is played again.
pub(super) const REPLAYED: Instant = Instant(0);

impl Session {
    /// Whether a line of the journal is played again under it.
    pub(super) const fn is_replayed(&self) -> bool {
        matches!(self.form_opened_at, Some(REPLAYED))
    }

    /// By how much this machine's clock is behind the journal, in seconds; 0: it is not, or not enough to matter.
    #[must_use]
    pub const fn clock_behind_seconds(&self) -> i64 {
        self.clock_behind_seconds
    }

    /// How many wrong PINs were tried for this person since they signed in last.
    #[must_use]
    pub const fn wrong_pins_before(&self) -> i64 {
        self.wrong_pins_before
    }

    /// The same sign-in, saving a form that was opened at this moment.
    #[must_use]
    pub fn with_form_opened(&self, at: Instant) -> Self {
        Self {
            form_opened_at: Some(at),
            ..self.clone()
        }
    }
}

/// How a sign-in ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOut {
    /// The person leaves the terminal: covers that they carry end with it.
    Left,
    /// A command has run to its end: covers go on.
    CommandEnded,
}

/// A clock that is less behind the journal is no matter: two machines' worth of drift, or a slow write.
const CLOCK_BEHIND_SECONDS_MAX: i64 = 120;

impl Office {
    /// Signs a person in on a terminal, by their code in any case or by their badge; whoever sat there before is signed out of it. A
    /// command signs nobody out who sits at a screen. Checks the PIN outside of the write lock.
    /// `screen` is false for a command: it does not count as presence.
    ///
    /// # Errors
    /// `unknown-code-or-pin`, with the tries that are left, or `locked-out`.
    pub fn sign_in(
        &mut self,
        terminal: &str,
        code: &str,
        pin: &Pin,
        screen: bool,
    ) -> Result<Session, Refused> {
        self.with_pin(Whom::Code(code), pin, terminal, |writing, known, wrong| {
            writing.open_sign_in(known.staff, &known.code, terminal, screen, wrong)
        })
    }

    /// Whether somebody is a manager of this office and knows their PIN, for what is done to the file itself. Wrong ones count as at
    /// sign-in; nothing else is written. Gives their code and name.
    ///
    /// # Errors
    /// As [`Office::sign_in`]; `manager-only` for anybody else.
    pub fn manager(&mut self, code: &str, pin: &Pin) -> Result<(String, String), Refused> {
        self.with_pin(Whom::Code(code), pin, "restore", |writing, known, _| {
            if !managers_at(&mut *writing.engine, writing.now)?.contains(&known.staff) {
                return Err(Refused::not_allowed("manager-only"));
            }
            let rows = writing.engine.run(
                "select name from staff where id = $1",
                &[known.staff.0.into()],
            )?;
            let row = rows.first();
            let row = row.ok_or_else(|| Refused::not_found("staff", &known.code))?;
            Ok((known.code.clone(), row.text(0)?))
        })
    }

    /// Whether whoever is signed in knows their PIN, before something that only they themselves may do; wrong ones count as at sign-in.
    ///
    /// # Errors
    /// As [`Office::sign_in`]; `signed-out-left` and its like where the sign-in is over.
    pub fn check_pin(&mut self, session: &Session, pin: &Pin) -> Result<(), Refused> {
        let whom = Whom::SignedIn(session);
        self.with_pin(whom, pin, &session.terminal, |_, _, _| Ok(()))
    }

    /// As [`Office::check_pin`]; a wrong PIN is told of the field with this label.
    ///
    /// # Errors
    /// As [`Office::check_pin`].
    pub fn check_pin_of_field(
        &mut self,
        session: &Session,
        pin: &Pin,
        field: &str,
    ) -> Result<(), Refused> {
        self.check_pin(session, pin)
            .map_err(|refused| refused.in_pin_field(field))
    }

    /// Signs somebody in beside whoever sits at a terminal, for what `act` does and no longer: the other one stays signed in.
    ///
    /// # Errors
    /// As [`Office::sign_in`], and what `act` refuses.
    pub fn beside<T>(
        &mut self,
        session: &Session,
        code: &str,
        pin: &Pin,
        act: impl FnOnce(&mut Self, &Session) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        // At the same terminal it would sign out whoever works there.
        let terminal = format!("{}{}", session.terminal, BESIDE);
        let other = self.sign_in(&terminal, code, pin, false)?;
        let done = act(self, &other);
        self.sign_out(&other, SignOut::CommandEnded)?;
        done
    }

    /// Whether a PIN is the person's own, for unlocking a terminal (F12); wrong ones count as at sign-in.
    ///
    /// # Errors
    /// As [`Office::sign_in`].
    pub fn unlock(&mut self, session: &Session, code: &str, pin: &Pin) -> Result<Session, Refused> {
        self.sign_in(&session.terminal, code, pin, true)
    }

    /// Ends a sign-in; already ended is not an error.
    ///
    /// # Errors
    /// What the store reports.
    pub fn sign_out(&mut self, session: &Session, how: SignOut) -> Result<(), Refused> {
        self.transaction(|writing| writing.close_sign_in(session, how))
    }
}

impl super::Writing<'_> {
    pub(super) fn close_sign_in(&mut self, session: &Session, how: SignOut) -> Result<(), Refused> {
        let now = self.now;
        let word = match how {
            SignOut::Left => "left",
            SignOut::CommandEnded => "command-ended",
        };
        let closed = self.engine.change(
            "update sign_in set closed_at = $2, how = $3 where id = $1 and closed_at is null",
            &[session.id.into(), now.0.into(), word.into()],
        )?;
        if closed == 0 {
            return Ok(());
        }
        if how == SignOut::Left {
            self.end_covers_of(session.staff)?;
        }
        self.line_of(session, "session.close", &json!({"how": word}))
    }

    /// The clock was set back: the journal's time stands still until it has caught up, and this line says so.
    pub(super) fn note_clock(&mut self, session: &Session, seconds: i64) -> Result<(), Refused> {
        self.line_of(session, "clock.behind", &json!({"seconds": seconds}))
    }

    /// The learner at a practice copy, who has shown their PIN to the real office.
    pub(super) fn open_practice(
        &mut self,
        staff: StaffId,
        terminal: &str,
    ) -> Result<Session, Refused> {
        let rows = self
            .engine
            .run("select code from staff where id = $1", &[staff.0.into()])?;
        let row = rows.first();
        let row = row.ok_or_else(|| Refused::not_found("staff", &staff.0.to_string()))?;
        self.open_sign_in(staff, &row.text(0)?, terminal, true, 0)
    }

    /// A sign-in as the journal has it.
    pub(super) fn replay_sign_in(
        &mut self,
        staff: StaffId,
        code: &str,
        terminal: &str,
        screen: bool,
    ) -> Result<(), Refused> {
        let (_, wrong) = self.wrong_pins_of(code)?;
        self.open_sign_in(staff, code, terminal, screen, wrong)
            .map(drop)
    }

    /// A line of the sign-in itself: it changes nothing that a duty answers for.
    fn line_of(&mut self, session: &Session, verb: &str, ask: &Value) -> Result<(), Refused> {
        let data = json!({"ask": ask, "got": {}}).to_string();
        let line = NewLine {
            staff: Some(session.staff),
            terminal: &session.terminal,
            sign_in: Some(session.id),
            duty: None,
            cover: None,
            review: false,
            verb,
            subject: &session.terminal,
            order: None,
            data,
        };
        self.journal(line)
    }

    fn open_sign_in(
        &mut self,
        staff: StaffId,
        code: &str,
        terminal: &str,
        screen: bool,
        wrong: i64,
    ) -> Result<Session, Refused> {
        let seq = self.last.seq + 1;
        self.engine.run(
            "update sign_in set closed_at = $2, how = 'switched' where terminal = $1 and screen = $3 and closed_at is null",
            &[terminal.into(), self.now.0.into(), screen.into()],
        )?;
        if wrong > 0 {
            self.engine.run(
                "update staff set wrong_pins = 0, locked_until = null where id = $1",
                &[staff.0.into()],
            )?;
        }
        let id = self.engine.insert(
            "insert into sign_in (staff, terminal, screen, opened_at, seq) values ($1, $2, $3, $4, $5)",
            &[staff.0.into(), terminal.into(), screen.into(), self.now.0.into(), seq.into()],
        )?;
        let session = Session {
            id,
            staff,
            terminal: terminal.to_owned(),
            clock_behind_seconds: if self.behind_seconds > CLOCK_BEHIND_SECONDS_MAX {
                self.behind_seconds
            } else {
                0
            },
            wrong_pins_before: wrong,
            form_opened_at: None,
        };
        self.line_of(&session, "session.open", &json!({"how": code}))?;
        if session.clock_behind_seconds > 0 {
            self.note_clock(&session, session.clock_behind_seconds)?;
        }
        Ok(session)
    }
}
