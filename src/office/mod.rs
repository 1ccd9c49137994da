//! The only door to the office's file: whoever wants to write asks `perform`, and it decides, writes and journals in one transaction.

mod authority;
mod backup;
mod clock;
mod concern;
mod cover_end;
mod evidence;
mod found;
mod journal;
mod managers;
mod news;
mod permit;
mod pin;
mod pin_check;
mod practice;
mod proof;
mod read;
mod refused;
mod replay;
mod request;
mod restore;
mod sealed;
mod session;
mod shown;
mod standing;
mod verb;
mod viewer;
mod writing;
mod wrong_pins;

pub use authority::{other_owners, owners};
pub use backup::{
    ABANDONED_AFTER, Backup, JournalHead, Keep, OfficeId, Prove, back_up, backup_folder,
    backups_of, head_of, head_of_copy, named_as_backups, newest_backup, verify_copy,
};
pub use clock::{CLOCK_HOURS, ClockDoubt};
pub use concern::Concern;
pub use cover_end::CoverEnding;
pub use found::Founding;
pub use journal::{ChainFault, Line, verify};
pub use managers::managers;
pub use news::News;
pub use permit::{Permit, Reads};
pub use pin::Pin;
pub use practice::Practice;
pub use proof::{
    AUTHORITY_AND_MONEY, Doubt, Proof, Unproved, chain_fault_in_words, line_in_words, prove,
};
pub use read::Reader;
pub use refused::{Class, Datum, PIN_FIELD, Refused};
pub use replay::{Replay, RunVerb};
pub use request::{decode, read_json};
pub use restore::{Replaced, Restored, refuse_faults, restore};
pub use session::{Session, SignOut};
pub use shown::{Against, CHANGED_MEANWHILE, Shown};
pub use standing::{Standing, standing};
pub use verb::{Receipt, Verb};
pub use viewer::Viewer;
pub use writing::Writing;

pub use crate::store::{Row, Value};

use crate::model::{Clock, ReadRight};
use crate::store::{self, Access, Engine, Tables};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writing::Undo;

/// What is fixed for the whole office.
#[derive(Debug, Clone)]
pub struct OfficeFacts {
    /// As it stands in the header and on papers.
    pub name: String,
    /// ISO 4217; a currency with two decimals.
    pub currency: String,
    /// Where business days begin and end.
    pub zone: chrono_tz::Tz,
    /// "en" or "cs": of the papers, and before anyone signs in.
    pub language: String,
}

/// Of which state of the file a reading was, and what it read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOf {
    /// The last journal line.
    pub seq: i64,
    /// What was read.
    pub tables: Tables,
}

impl ReadOf {
    /// Whether this line has made it old.
    #[must_use]
    pub const fn is_old_after(&self, line: &News) -> bool {
        line.seq > self.seq && line.touched.meets(self.tables)
    }
}

/// An office that is open: one connection to its file and the clock.
pub struct Office {
    engine: Box<dyn Engine>,
    clock: Arc<dyn Clock>,
    facts: Arc<OfficeFacts>,
    path: PathBuf,
    news_from: i64,
    /// Of which state the last reading was, and what it read.
    last_read: ReadOf,
    /// It is a practice copy, of which nothing leaves the machine's screen.
    practice: bool,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Office {
    /// Opens an existing office to read and write.
    ///
    /// # Errors
    /// The file is missing, foreign, newer, damaged, read-only or on a network share.
    pub fn open(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Refused> {
        Self::open_for(path, clock, Access::Write)
    }

    /// Opens an existing office to read only: every write is refused by the engine.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn open_to_read(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Refused> {
        Self::open_for(path, clock, Access::Read)
    }

    /// Opens the same office once more, to read beside this one.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn open_beside(&self) -> Result<Self, Refused> {
        let (path, clock) = (&self.path, Arc::clone(&self.clock));
        if self.practice {
            Self::open_practice_to_read(path, clock)
        } else {
            Self::open_to_read(path, clock)
        }
    }

    fn open_for(path: &Path, clock: Arc<dyn Clock>, access: Access) -> Result<Self, Refused> {
        let engine = store::open(path, access)?;
        let mut office = Self::over(Box::new(engine), path, clock)?;
        if access == Access::Write {
            office.seal_what_is_older()?;
        }
        Ok(office)
    }

    /// An office that an earlier version of the program began has a line that seals what that version wrote.
    fn seal_what_is_older(&mut self) -> Result<(), Refused> {
        if !sealed::is_unsealed(self.engine.as_mut())? {
            return Ok(());
        }
        self.engine.begin()?;
        let engine = self.engine.as_mut();
        let done = sealed::is_unsealed(engine).and_then(|is_unsealed| {
            if is_unsealed {
                let last = journal::head(engine)?;
                let (now, _) = clock::time(engine, &*self.clock, &last, &self.facts)?;
                sealed::seal_all(engine, &last, now)?;
            }
            Ok(())
        });
        match done {
            Ok(()) => Ok(self.engine.commit()?),
            Err(refused) => {
                self.engine.rollback();
                Err(refused)
            }
        }
    }

    /// An office over an engine that is open already.
    ///
    /// # Errors
    /// Where the file holds no office.
    pub fn over(
        mut engine: Box<dyn Engine>,
        path: &Path,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Refused> {
        let facts = match Self::facts_of(engine.as_mut()) {
            Err(refused) if refused.id == "store-foreign" => {
                return Err(store::FileFault::Foreign(path.to_owned()).into());
            }
            other => other?,
        };
        let news_from = engine
            .run("select coalesce(max(seq), 0) from journal", &[])?
            .first()
            .map_or(Ok(0), |row| row.int(0))?;
        Ok(Self {
            engine,
            clock,
            facts,
            path: path.to_owned(),
            last_read: ReadOf::default(),
            news_from,
            practice: false,
        })
    }

    fn facts_of(engine: &mut dyn Engine) -> Result<Arc<OfficeFacts>, Refused> {
        let rows = engine.run("select name, currency, zone, language from office", &[])?;
        let Some(row) = rows.first() else {
            return Err(Refused::store("store-foreign").with("path", ""));
        };
        let zone: String = row.text(2)?;
        Ok(Arc::new(OfficeFacts {
            name: row.text(0)?,
            currency: row.text(1)?,
            zone: zone
                .parse()
                .map_err(|_| Refused::store("store-damaged").with("detail", zone))?,
            language: row.text(3)?,
        }))
    }

    /// What is fixed for the whole office.
    #[must_use]
    pub fn facts(&self) -> &Arc<OfficeFacts> {
        &self.facts
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this is a copy to practise on: nothing is printed from it.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        self.practice
    }

    /// The clock that was passed in.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Runs a verb: authority, the verb itself and its journal line in one transaction, durable on return.
    ///
    /// # Errors
    /// Refuses with what stands in the way and the way out; nothing is written then.
    pub fn perform<V: Verb>(&mut self, who: &Session, verb: &V) -> Result<Receipt, Refused> {
        self.perform_request(who, verb, None)
    }

    /// As [`Office::perform`], for a request with an id: the same id again gives the first answer and has no second effect.
    ///
    /// # Errors
    /// As [`Office::perform`]; and where the id was used by somebody else, or for something else.
    pub fn perform_request<V: Verb>(
        &mut self,
        who: &Session,
        verb: &V,
        request: Option<&str>,
    ) -> Result<Receipt, Refused> {
        verb.prepare()?;
        self.all_or_nothing(|writing| writing.perform(who, verb, request))
    }

    /// Runs several verbs in one transaction. A verb that is refused leaves nothing, also where `work` goes on; an error of `work`
    /// takes everything back.
    ///
    /// # Errors
    /// What `work` refuses; nothing is written then. `store-uncertain` where the disk failed at the very end: it may be written.
    pub fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        self.write(Undo::Verb, work)
    }

    /// Runs several verbs in one transaction: all of them, or none. The first refusal takes everything back, also where `work` goes
    /// on. It costs less than [`Office::transaction`], which has to be able to take back each verb by itself.
    ///
    /// # Errors
    /// As [`Office::transaction`]; and the first refusal of a verb.
    pub fn all_or_nothing<T>(
        &mut self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        self.write(Undo::Everything, work)
    }

    fn write<T>(
        &mut self,
        undo: Undo,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        self.engine.record_changes(sealed::WATCHED)?;
        self.engine.begin()?;
        let engine = self.engine.as_mut();
        let writing = Writing::start(engine, &*self.clock, &self.facts, undo);
        let result = writing.and_then(|mut writing| {
            let done = work(&mut writing)?;
            writing.finish()?;
            Ok(done)
        });
        match result {
            Ok(done) => match self.engine.commit() {
                Ok(()) => Ok(done),
                Err(error) => {
                    self.engine.rollback();
                    Err(match error {
                        // What was written before the disk failed may be found again, whole, by whoever opens the file next.
                        store::StoreError::Io(detail) => {
                            Refused::store("store-uncertain").with("detail", detail)
                        }
                        error => error.into(),
                    })
                }
            },
            Err(refused) => {
                self.engine.rollback();
                Err(refused)
            }
        }
    }

    /// Gives this connection much memory, for an import or a sample office of very many rows.
    ///
    /// # Errors
    /// What the store reports.
    pub fn expect_bulk(&mut self) -> Result<(), Refused> {
        Ok(self.engine.expect_bulk()?)
    }

    /// Reads as whoever may read the file: all of it of one moment, and none of it can write. For a person at a screen there is
    /// [`Office::read_as`].
    ///
    /// # Errors
    /// What `look` refuses or the store reports.
    pub fn read<T>(
        &mut self,
        look: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        // Until it has gone well any change may be one of what was to be read.
        self.last_read = ReadOf {
            seq: 0,
            tables: Tables::ALL,
        };
        self.engine.begin_read()?;
        // As for those who write: a clock that was set back shows no cover that is over as running.
        let engine = self.engine.as_mut();
        let result = journal::head(engine).and_then(|last| {
            let time = clock::time(engine, &*self.clock, &last, &self.facts)?;
            engine.take_read();
            let result = look(&mut Reader::new(engine, time, &self.facts));
            let mut tables = engine.take_read();
            if time.1.is_some() {
                // Whether the clock is believed hangs on the last line.
                tables = tables.and(Tables::of("journal"));
            }
            let failed = matches!(&result, Err(refused) if refused.class == Class::Store);
            if !failed {
                self.last_read = ReadOf {
                    seq: last.seq,
                    tables,
                };
            }
            result
        });
        self.engine.rollback();
        result
    }

    /// Of which state of the file the last reading was, and which tables it read: for whoever has to know when it is old.
    #[must_use]
    pub const fn last_read(&self) -> ReadOf {
        self.last_read
    }

    /// Reads as somebody who is signed in: whether they still are, and whether they may read this, is asked in the same moment.
    ///
    /// # Errors
    /// `not-signed-in` and its like with the sign-in that is over, `view-not-yours` and its like; and as [`Office::read`].
    pub fn read_as<T>(
        &mut self,
        viewer: &Viewer,
        right: ReadRight,
        look: impl FnOnce(&mut Reader<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        self.read(|reader| {
            reader.is_read_by(viewer)?;
            reader.must_see(right)?;
            // What one may see is asked anew when one's standing changes, not with every change of what it hangs on.
            reader.forget_read();
            look(reader)
        })
    }

    /// A number that changes whenever another connection has written.
    ///
    /// # Errors
    /// What the store reports.
    pub fn version(&mut self) -> Result<i64, Refused> {
        Ok(self.engine.version()?)
    }
}

/// A currency this program can count in: known, and with two decimals.
#[must_use]
pub fn is_usable_currency(code: &str) -> bool {
    iso_currency::Currency::from_code(code).is_some_and(|currency| currency.exponent() == Some(2))
}
