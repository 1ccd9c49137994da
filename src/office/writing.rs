//! A write transaction: each verb in it is asked for, allowed, done and journaled, or leaves nothing.

use super::journal::{self, Head, Line};
use super::permit::Permit;
use super::{
    ClockDoubt, OfficeFacts, Reader, Receipt, Refused, Session, Verb, authority, clock, evidence,
    request, sealed,
};
use crate::model::{Clock, Instant};
use crate::store::Engine;
use std::sync::Arc;

/// What a refused verb takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Undo {
    /// What it has written itself.
    Verb,
    /// All of the transaction.
    Everything,
}

/// A write transaction in progress: knows the time, and the journal's last line.
pub struct Writing<'a> {
    pub(super) engine: &'a mut dyn Engine,
    pub(super) facts: &'a Arc<OfficeFacts>,
    pub(super) now: Instant,
    /// By how much the clock is behind the journal, in seconds.
    pub(super) behind_seconds: i64,
    /// Why nothing but a manager's word on the clock is written.
    pub(super) doubt: Option<ClockDoubt>,
    pub(super) last: Head,
    /// What was done in this transaction and is not in the evidence yet.
    pub(super) done: evidence::Done,
    /// The line that is played again, and whether it changed other rows then.
    pub(super) told: Option<(&'a Line, bool)>,
    /// What a refused verb takes back.
    pub(super) undo: Undo,
    /// Why nothing more can be written in this transaction, and all of it is taken back.
    pub(super) over: Option<Refused>,
}

impl std::fmt::Debug for Writing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl<'a> Writing<'a> {
    pub(super) fn start(
        engine: &'a mut dyn Engine,
        clock: &dyn Clock,
        facts: &'a Arc<OfficeFacts>,
        undo: Undo,
    ) -> Result<Self, Refused> {
        let last = journal::head(engine)?;
        let (now, doubt) = clock::time(engine, clock, &last, facts)?;
        let behind = if doubt.is_some() {
            0
        } else {
            now.0 - clock.now().0
        };
        Ok(Self {
            engine,
            facts,
            now,
            behind_seconds: behind / 1000,
            doubt,
            last,
            done: evidence::Done::default(),
            told: None,
            undo,
            over: None,
        })
    }

    /// Runs one verb within this transaction. The verb's `prepare` must have been called.
    ///
    /// # Errors
    /// As [`Office::perform`].
    pub fn perform<V: Verb>(
        &mut self,
        who: &Session,
        verb: &V,
        request: Option<&str>,
    ) -> Result<Receipt, Refused> {
        if let Some(refused) = &self.over {
            return Err(refused.clone());
        }
        let before = self.begin_verb()?;
        let done = self.perform_here(who, verb, request);
        match &done {
            Ok(_) => self.keep_verb().inspect_err(|refused| {
                // Neither kept nor taken back by itself: nothing of the transaction stands.
                self.over = Some(refused.clone());
            })?,
            Err(refused) => self.undo_verb(before, refused),
        }
        done
    }

    /// The journal's last line before the verb, where a refusal takes back the verb alone.
    fn begin_verb(&mut self) -> Result<Option<Head>, Refused> {
        match self.undo {
            Undo::Everything => Ok(None),
            Undo::Verb => {
                self.engine.savepoint()?;
                Ok(Some(self.last.clone()))
            }
        }
    }

    fn keep_verb(&mut self) -> Result<(), Refused> {
        match self.undo {
            Undo::Everything => Ok(()),
            Undo::Verb => Ok(self.engine.release()?),
        }
    }

    /// Takes back what a refused verb has written. Where that cannot be done by itself, all of the transaction is taken back.
    fn undo_verb(&mut self, before: Option<Head>, refused: &Refused) {
        let undone = before.is_some_and(|last| {
            self.last = last;
            self.engine.back_to_savepoint().is_ok()
        });
        if !undone {
            self.over = Some(refused.clone());
        }
    }

    fn perform_here<V: Verb>(
        &mut self,
        who: &Session,
        verb: &V,
        request: Option<&str>,
    ) -> Result<Receipt, Refused> {
        let ask = serde_json::to_string(verb)
            .map_err(|error| Refused::store("store-io").with("detail", error.to_string()))?;
        let known = match request {
            Some(id) => request::known(self.engine, id, who.staff, V::NAME, &ask)?,
            None => request::Known::Not,
        };
        if let request::Known::Answered(answer) = known {
            return Ok(answer);
        }
        let asked = authority::Asked {
            verb: V::NAME,
            right: V::RIGHT,
            under_cover: V::UNDER_COVER,
        };
        let mut reader = self.reader();
        let grant = authority::decide(&mut reader, who, asked, |reader| {
            verb.concern(reader, who.staff)
        })?;
        if let (Some(id), request::Known::Reused(first)) = (request, known) {
            return Err(Refused::rule("request-reused")
                .with("id", id)
                .with("verb", first));
        }
        let seq = self.last.seq + 1;
        let now = match self.doubt {
            Some(doubt) if !V::SETTLES_CLOCK => return Err(doubt.refused()),
            Some(doubt) if !doubt.clock.is_possible() => return Err(doubt.impossible()),
            Some(doubt) => doubt.clock,
            None => self.now,
        };
        let told = self.told.as_ref().map(|(line, _)| line.got());
        let permit = Permit::new(self.engine, self.facts, (now, self.doubt), seq, who, &grant);
        let mut permit = permit.playing(told);
        let mut receipt = verb.run(&mut permit)?;
        let listed = permit.listed();
        grant.confirm(&receipt)?;
        receipt.seq = crate::model::Seq(seq);
        let got = serde_json::Value::Object(receipt.result.clone());
        // What only stands on a sheet for its owner to see is no work of the covered duty.
        let duty = grant.duty().filter(|_| listed.is_none());
        let line = journal::Writing {
            staff: Some(who.staff),
            terminal: &who.terminal,
            sign_in: Some(who.id),
            duty,
            cover: grant.cover().or(listed),
            review: grant.review() || listed.is_some(),
            verb: V::NAME,
            subject: &receipt.subject,
            order: receipt.order,
            data: request::data_of(&ask, &got.to_string()),
        };
        self.journal_at(now, line)?;
        if let Some(id) = request {
            request::keep_answer(self.engine, id, V::NAME, &receipt)?;
        }
        // From here on it is the machine's time.
        (self.now, self.doubt) = (now, None);
        if let Some(duty) = duty {
            self.done.note(who.staff, V::NAME, duty);
        }
        Ok(receipt)
    }

    /// Reads within this transaction.
    pub(super) fn reader(&mut self) -> Reader<'_> {
        Reader::new(self.engine, (self.now, self.doubt), self.facts)
    }

    /// The end of the transaction, which is about to be made durable.
    pub(super) fn finish(&mut self) -> Result<(), Refused> {
        if let Some(refused) = self.over.take() {
            return Err(refused);
        }
        self.keep_evidence()?;
        self.leave_nothing_unsaid()
    }

    /// Adds what was done to the evidence, once for all that one transaction did of a kind.
    pub(super) fn keep_evidence(&mut self) -> Result<(), Refused> {
        std::mem::take(&mut self.done).keep(self.engine, self.now)
    }

    /// Every row that was changed stands in a journal line; one that does not would be found as a forgery.
    fn leave_nothing_unsaid(&mut self) -> Result<(), Refused> {
        match self.engine.take_changes()?.first() {
            None => Ok(()),
            Some(change) => Err(Refused::store("store-io").with(
                "detail",
                format!("a row of {} was changed by no journal line", change.table),
            )),
        }
    }

    pub(super) fn journal(&mut self, line: journal::Writing<'_>) -> Result<(), Refused> {
        self.journal_at(self.now, line)
    }

    fn journal_at(&mut self, now: Instant, line: journal::Writing<'_>) -> Result<(), Refused> {
        let rows = sealed::pack(&self.engine.take_changes()?);
        let rows = match &mut self.told {
            None => Some(rows),
            Some((told, differs)) => {
                *differs = told
                    .rows
                    .as_ref()
                    .is_some_and(|known| !sealed::are_alike(&rows, known));
                told.rows.clone()
            }
        };
        self.last = journal::append(self.engine, &self.last, now, line, rows)?;
        Ok(())
    }
}
