//! Where the office's file is read and written: one SQL text at a time, by an engine that knows no business word.

mod any_case;
mod changes;
mod copy;
mod keyed;
mod open;
mod practice;
mod private;
mod recorder;
mod rows;
mod schema;
mod sqlite;
mod tables;
mod value;

pub use any_case::any_case;
pub use changes::{
    Change, DIGEST_BYTES, Digest, Shape, key_in_words, key_number, put_bytes, put_length,
    take_bytes, take_length,
};
pub use copy::{
    IsStill, copy, copy_beside, copy_to_practise, name_it, name_new, open_copy, put_in_place,
    sync_folder,
};
pub use open::{Access, FileFault, create, is_older, open, open_practice};
pub use practice::{PracticeFolder, sweep_practice};
pub use private::{
    beside, open_file, private_file, private_folder, read_text, remove, remove_older_copies,
};
pub use recorder::Watch;
pub use sqlite::Sqlite;
pub use tables::Tables;
pub use value::{Row, Value};

/// Runs SQL on one connection. Synchronous and object-safe, so that another engine can stand behind the office.
pub trait Engine: Send {
    /// Starts a write transaction and takes the write lock at once.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when others held the lock for the whole time-out.
    fn begin(&mut self) -> Result<(), StoreError>;
    /// Starts a read transaction: everything read until the end is of one moment.
    ///
    /// # Errors
    /// What the engine reports.
    fn begin_read(&mut self) -> Result<(), StoreError>;
    /// Makes everything since `begin` durable.
    ///
    /// # Errors
    /// Where this fails nothing may be taken for written.
    fn commit(&mut self) -> Result<(), StoreError>;
    /// Forgets everything since `begin`. Never fails: a lost connection has forgotten as well.
    fn rollback(&mut self);
    /// Sets a savepoint within a write transaction; there is never more than one.
    ///
    /// # Errors
    /// What the engine reports.
    fn savepoint(&mut self) -> Result<(), StoreError>;
    /// Keeps what was done since the savepoint, which is gone then.
    ///
    /// # Errors
    /// What the engine reports.
    fn release(&mut self) -> Result<(), StoreError>;
    /// Forgets everything since the savepoint, which is gone then, and that it was recorded.
    ///
    /// # Errors
    /// Where this fails the whole transaction has to be rolled back.
    fn back_to_savepoint(&mut self) -> Result<(), StoreError>;
    /// Runs one statement whose parameters are `$1`..`$n`, and gives its rows.
    ///
    /// # Errors
    /// What the engine reports; a broken CHECK is [`StoreError::Constraint`].
    fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// Runs one statement that writes, and gives how many rows it wrote. Cheaper than `returning`, for which SQLite keeps
    /// a journal of the statement.
    ///
    /// # Errors
    /// As [`Engine::run`].
    fn change(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreError>;
    /// Inserts one row and gives the key that it was given; none where an `on conflict` let it be.
    ///
    /// # Errors
    /// As [`Engine::run`].
    fn insert_new(&mut self, sql: &'static str, args: &[Value]) -> Result<Option<i64>, StoreError>;
    /// Inserts one row and gives the key that it was given.
    ///
    /// # Errors
    /// As [`Engine::run`]; and where nothing was inserted.
    fn insert(&mut self, sql: &'static str, args: &[Value]) -> Result<i64, StoreError> {
        let key = self.insert_new(sql, args)?;
        key.ok_or_else(|| StoreError::Constraint("nothing was inserted".to_owned()))
    }
    /// Takes the tables that [`Engine::run`] has read since the last call.
    fn take_read(&mut self) -> Tables;
    /// Records from now on which rows are changed; before a transaction begins.
    ///
    /// # Errors
    /// What the engine reports.
    fn record_changes(&mut self, watch: Watch<'_>) -> Result<(), StoreError>;
    /// Takes the rows that were changed since the last call, each once, with its content as it is now. A rollback forgets them.
    ///
    /// # Errors
    /// What the engine reports.
    fn take_changes(&mut self) -> Result<Vec<Change>, StoreError>;
    /// The tables with rows of the file's own, less those named.
    ///
    /// # Errors
    /// What the engine reports.
    fn shapes(&mut self, except: &[&str]) -> Result<Vec<Shape>, StoreError>;
    /// What of the tables, indexes, triggers and views is not as this program makes them: a sentence each.
    ///
    /// # Errors
    /// What the engine reports.
    fn foreign_schema(&mut self) -> Result<Vec<String>, StoreError>;
    /// Hands the key and the digest of each row of a table to `take`.
    ///
    /// # Errors
    /// What the engine reports.
    fn seals(
        &mut self,
        shape: &Shape,
        take: &mut dyn FnMut(&[u8], Digest),
    ) -> Result<(), StoreError>;
    /// Hands the key of each row of a table in which this text stands by itself, and the column, to `take`.
    ///
    /// # Errors
    /// What the engine reports.
    fn places_of(
        &mut self,
        shape: &Shape,
        text: &str,
        take: &mut dyn FnMut(&[u8], &str),
    ) -> Result<(), StoreError>;
    /// Gives the connection much memory, for work that writes very many rows at once.
    ///
    /// # Errors
    /// What the engine reports.
    fn expect_bulk(&mut self) -> Result<(), StoreError>;
    /// A number that changes whenever another connection has written.
    ///
    /// # Errors
    /// What the engine reports.
    fn version(&mut self) -> Result<i64, StoreError>;
}

/// What can go wrong between the office and its file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Others held the write lock for the whole time-out.
    #[error("the file is busy")]
    Busy,
    /// No space left.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be written.
    #[error("the file is read-only")]
    ReadOnly,
    /// The file is not what it should be.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// A word of a state, a kind or their like is none that the program knows.
    #[error("the file is damaged: unknown word {0:?}")]
    UnknownWord(String),
    /// Somebody has put something into the file that is not the program's: a sentence.
    #[error("{0}")]
    Foreign(String),
    /// A CHECK, a key or a reference forbids it.
    #[error("the file refuses it: {0}")]
    Constraint(String),
    /// The operating system reports an error on reading or writing.
    #[error("input or output failed: {0}")]
    Io(String),
    /// A mistake of the program: an SQL text or a column that does not fit.
    #[error("the store was asked wrongly: {0}")]
    Asked(String),
}
