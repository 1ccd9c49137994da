//! The engine over SQLite.

use super::changes::{Change, Digest, Shape};
use super::keyed::Insert;
use super::recorder::{Recorder, Watch};
use super::tables::Tables;
use super::{Engine, Row, StoreError, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a writer waits for others before it is refused, in milliseconds.
pub(super) const BUSY_MILLISECONDS_MAX: u64 = 10_000;

/// How long a waiting writer sleeps between two tries, in microseconds. SQLite's own time-out backs off to 100 ms
/// and starves whoever waits longest; equal short sleeps give every process its turn.
const BUSY_SLEEP_MICROSECONDS: u64 = 200;

thread_local! {
    static WAITING_SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Sleeps a moment and says whether to try again.
pub(super) fn wait_for_lock(tries: i32) -> bool {
    let since = WAITING_SINCE.with(|cell| {
        if tries == 0 || cell.get().is_none() {
            cell.set(Some(Instant::now()));
        }
        cell.get()
    });
    if since.is_some_and(|since| since.elapsed() > Duration::from_millis(BUSY_MILLISECONDS_MAX)) {
        return false;
    }
    std::thread::sleep(Duration::from_micros(BUSY_SLEEP_MICROSECONDS));
    true
}

/// A statement, as SQLite is to have it.
#[derive(Debug)]
pub(super) struct Text {
    sql: Cow<'static, str>,
    /// Which argument stands at each of SQLite's places, which are numbered by first appearance.
    places: Vec<usize>,
    /// How the row that it inserts is known by its arguments.
    pub(super) inserted: Option<Insert>,
    /// What it reads.
    reads: Tables,
}

/// A statement that writes and fails ends its transaction, or what was done since a savepoint, so SQLite need not keep a journal of what the statement
/// alone has done; and it would, for each one on a table with a trigger.
fn or_fail(sql: &'static str) -> Cow<'static, str> {
    for (begins, instead) in [
        ("insert into ", "insert or fail into "),
        ("update ", "update or fail "),
    ] {
        if let Some(rest) = sql.strip_prefix(begins) {
            return Cow::Owned(format!("{instead}{rest}"));
        }
    }
    Cow::Borrowed(sql)
}

fn places(statement: &rusqlite::Statement<'_>) -> Result<Vec<usize>, StoreError> {
    let place = |place| {
        let name = statement.parameter_name(place);
        let number = name.and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        number
            .and_then(|number| number.checked_sub(1))
            .ok_or_else(|| StoreError::Asked(format!("{name:?} is no place for a value")))
    };
    (1..=statement.parameter_count()).map(place).collect()
}

/// One SQLite connection.
#[derive(Debug)]
pub struct Sqlite {
    pub(super) connection: Connection,
    pub(super) recorder: Recorder,
    /// The state of the tables in which they were seen to be the program's own.
    proved_schema: Option<i64>,
    /// By the address of a text: all are static.
    pub(super) texts: HashMap<(usize, usize), Arc<Text>>,
    /// The tables that were read since they were last taken.
    read: Tables,
    /// What SQLite says that the statement reads that was prepared last.
    #[cfg(debug_assertions)]
    told: super::tables::Told,
}

impl Sqlite {
    pub(super) fn over(
        #[cfg_attr(
            not(debug_assertions),
            expect(unused_mut, reason = "listened to only while testing")
        )]
        mut connection: Connection,
    ) -> Self {
        connection.set_prepared_statement_cache_capacity(256);
        Self {
            #[cfg(debug_assertions)]
            told: super::tables::Told::by(&mut connection),
            connection,
            recorder: Recorder::default(),
            proved_schema: None,
            texts: HashMap::new(),
            read: Tables::NONE,
        }
    }

    /// Runs several statements, for migrations and demo set-up; no parameters.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .execute_batch(sql)
            .map_err(|error| explain(&error))
    }

    /// Runs SQL that is not known at compile time; only for reading pragmas and for checks of the whole file.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn query(&mut self, sql: &str) -> Result<Vec<Row>, StoreError> {
        let mut statement = self
            .connection
            .prepare(sql)
            .map_err(|error| explain(&error))?;
        collect(&mut statement, &[], &[])
    }

    /// Gives each row of a query that is not known at compile time to `take`, one after the other; for exports.
    ///
    /// # Errors
    /// What SQLite or `take` reports.
    pub fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare(sql)
            .map_err(|error| explain(&error))?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| explain(&error))? {
            take(&row_of(row, columns)?)?;
        }
        Ok(())
    }

    /// Runs a statement that is not known at compile time with values for `?1`..`?n`; for the import of an export.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn put(&mut self, sql: &str, values: &[Value]) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(|error| explain(&error))?;
        statement
            .execute(rusqlite::params_from_iter(values))
            .map(drop)
            .map_err(|error| explain(&error))
    }

    /// Within a write transaction: nobody has put a trigger, a view or a table of theirs into the file, whose doings would be signed by
    /// whoever writes next. Compared once, and again whenever SQLite says that the tables have changed.
    fn schema_is_ours(&mut self) -> Result<(), StoreError> {
        let rows = self.run("pragma schema_version", &[])?;
        let state = rows.first().map_or(Ok(0), |row| row.int(0))?;
        // A file that is being made, or brought up to date, is compared when it is written next.
        if self.proved_schema == Some(state) || self.recorder.is_idle() {
            return Ok(());
        }
        match super::schema::foreign_schema(self)?.into_iter().next() {
            Some(foreign) => Err(StoreError::Foreign(foreign)),
            None => {
                self.proved_schema = Some(state);
                Ok(())
            }
        }
    }

    /// What is known of a statement; read from its text at its first use.
    fn text(&mut self, sql: &'static str) -> Result<Arc<Text>, StoreError> {
        let address = (sql.as_ptr().addr(), sql.len());
        if let Some(known) = self.texts.get(&address) {
            return Ok(Arc::clone(known));
        }
        let instead = or_fail(sql);
        #[cfg(debug_assertions)]
        self.told.forget();
        let places = {
            let statement = self.connection.prepare_cached(&instead);
            places(&*statement.map_err(|error| explain(&error))?)?
        };
        let reads = Tables::read_by(sql);
        #[cfg(debug_assertions)]
        self.told.are_among(reads, sql);
        let text = Arc::new(Text {
            sql: instead,
            places,
            reads,
            inserted: self.recorder.insert_of(sql)?,
        });
        self.texts.insert(address, Arc::clone(&text));
        Ok(text)
    }

    /// The connection itself, for backups.
    #[must_use]
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Engine for Sqlite {
    fn begin(&mut self) -> Result<(), StoreError> {
        self.run("begin immediate", &[])?;
        self.schema_is_ours().inspect_err(|_| self.rollback())
    }

    fn begin_read(&mut self) -> Result<(), StoreError> {
        self.run("begin", &[]).map(drop)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.run("commit", &[]).map(drop)
    }

    fn rollback(&mut self) {
        self.recorder.forget();
        if !self.connection.is_autocommit() {
            // A rollback that fails leaves a transaction that dies with the connection: nothing is written either way.
            let _ = self.run("rollback", &[]);
        }
    }

    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.run("savepoint verb", &[])?;
        self.recorder.mark();
        Ok(())
    }

    fn release(&mut self) -> Result<(), StoreError> {
        self.run("release savepoint verb", &[]).map(drop)
    }

    fn back_to_savepoint(&mut self) -> Result<(), StoreError> {
        self.recorder.forget_since_mark();
        self.run("rollback to savepoint verb", &[])?;
        self.release()
    }

    fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        let text = self.text(sql)?;
        let mut statement = self
            .connection
            .prepare_cached(&text.sql)
            .map_err(|error| explain(&error))?;
        let rows = collect(&mut statement, &text.places, args)?;
        self.recorder.inserted(&text, args);
        self.read = self.read.and(text.reads);
        Ok(rows)
    }

    fn take_read(&mut self) -> Tables {
        std::mem::take(&mut self.read)
    }

    fn change(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreError> {
        let text = self.text(sql)?;
        let mut statement = self
            .connection
            .prepare_cached(&text.sql)
            .map_err(|error| explain(&error))?;
        bind(&mut statement, &text.places, args)?;
        let written = statement.raw_execute().map_err(|error| explain(&error))?;
        self.recorder.inserted(&text, args);
        Ok(written)
    }

    fn insert_new(&mut self, sql: &'static str, args: &[Value]) -> Result<Option<i64>, StoreError> {
        let written = self.change(sql, args)?;
        Ok((written > 0).then(|| self.connection.last_insert_rowid()))
    }

    fn record_changes(&mut self, watch: Watch<'_>) -> Result<(), StoreError> {
        self.record(watch)
    }

    fn take_changes(&mut self) -> Result<Vec<Change>, StoreError> {
        self.take_recorded()
    }

    fn shapes(&mut self, except: &[&str]) -> Result<Vec<Shape>, StoreError> {
        self.shapes_of_tables(except)
    }

    fn foreign_schema(&mut self) -> Result<Vec<String>, StoreError> {
        super::schema::foreign_schema(self)
    }

    fn seals(
        &mut self,
        shape: &Shape,
        take: &mut dyn FnMut(&[u8], Digest),
    ) -> Result<(), StoreError> {
        self.seals_of(shape, take)
    }

    fn places_of(
        &mut self,
        shape: &Shape,
        text: &str,
        take: &mut dyn FnMut(&[u8], &str),
    ) -> Result<(), StoreError> {
        self.places_of_text(shape, text, take)
    }

    fn expect_bulk(&mut self) -> Result<(), StoreError> {
        self.run("pragma cache_size = -131072", &[])?;
        self.run("pragma wal_autocheckpoint = 20000", &[]).map(drop)
    }

    fn version(&mut self) -> Result<i64, StoreError> {
        let rows = self.run("pragma data_version", &[])?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}

/// Binds the arguments at their places.
fn bind(
    statement: &mut rusqlite::Statement<'_>,
    places: &[usize],
    args: &[Value],
) -> Result<(), StoreError> {
    for (place, number) in (1..).zip(places) {
        let value = args
            .get(*number)
            .ok_or_else(|| StoreError::Asked(format!("no value for ${}", number + 1)))?;
        statement
            .raw_bind_parameter(place, value)
            .map_err(|error| explain(&error))?;
    }
    if places.len() < args.len() {
        let (given, asked) = (args.len(), places.len());
        return Err(StoreError::Asked(format!("{given} values for {asked}")));
    }
    Ok(())
}

fn collect(
    statement: &mut rusqlite::Statement<'_>,
    places: &[usize],
    args: &[Value],
) -> Result<Vec<Row>, StoreError> {
    bind(statement, places, args)?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(|error| explain(&error))? {
        found.push(row_of(row, columns)?);
    }
    Ok(found)
}

fn row_of(row: &rusqlite::Row<'_>, columns: usize) -> Result<Row, StoreError> {
    let mut values = Vec::with_capacity(columns);
    {
        for column in 0..columns {
            values.push(
                match row.get_ref(column).map_err(|error| explain(&error))? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Int(number),
                    ValueRef::Real(number) => {
                        return Err(StoreError::Asked(format!(
                            "column {column} is the fraction {number}"
                        )));
                    }
                    ValueRef::Text(bytes) => {
                        Value::Text(String::from_utf8_lossy(bytes).into_owned())
                    }
                    ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                },
            );
        }
    }
    Ok(Row(values))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.as_ref()))
    }
}

/// Says in the store's words what SQLite reports.
pub(super) fn explain(error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return StoreError::Asked(error.to_string());
    };
    let text = message.clone().unwrap_or_else(|| failure.to_string());
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged(text),
        ErrorCode::ConstraintViolation => StoreError::Constraint(text),
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => StoreError::Io(text),
        _ => StoreError::Asked(text),
    }
}
