//! Sees which rows a connection changes, so that no writer can leave one out: by SQLite's own notice of a row that was written,
//! and, where a table has no row number, by triggers of the connection, which are not in the file. A trigger makes SQLite keep a
//! journal of each statement, which costs more than the row; so rows of the busiest tables are known by the statement itself.

use super::changes::{Change, Shape, list_of};
use super::keyed::{Given, Insert, key_given};
use super::sqlite::Text;
use super::{Row, Sqlite, StoreError, Value};
use rusqlite::types::ValueRef;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a connection is to see.
#[derive(Debug, Clone, Copy)]
pub struct Watch<'a> {
    /// Tables whose rows are not told.
    pub except: &'a [&'a str],
    /// Tables into which every statement inserts one row and gives each part of its key as a value: `insert into t (key, ..) values ($1, ..)`.
    pub keyed: &'a [&'a str],
}

/// A table whose rows are told.
#[derive(Debug)]
struct Watched {
    shape: Shape,
    /// Reads a row by its row number, or by its key where there is none.
    select: String,
    /// Whether SQLite gives its rows numbers, and so gives notice of each.
    numbered: bool,
    /// Whether that number is the key.
    number_is_key: bool,
    /// Whether what is inserted is known by the statement.
    keyed: bool,
}

/// Where a row that was written is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Number(i64),
    Key(Vec<Value>),
}

/// What was seen of the transaction that runs.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    seen: Arc<Mutex<Seen>>,
    watched: Arc<[Watched]>,
}

#[derive(Debug, Default)]
struct Seen {
    /// What triggers have told.
    changes: Vec<Change>,
    /// What is to be read again, by the place of its table.
    rows: Vec<(usize, Place)>,
    /// How much of both had been seen at the savepoint.
    at_savepoint: (usize, usize),
    /// Room to work in.
    content: Vec<u8>,
}

/// Up to so many rows are compared one by one.
const FEW: usize = 32;

impl Recorder {
    /// Forgets what was changed: it is rolled back.
    pub(super) fn forget(&self) {
        let mut seen = self.lock();
        seen.changes.clear();
        seen.rows.clear();
        seen.at_savepoint = (0, 0);
    }

    /// A savepoint is set: what is seen from now on may be rolled back by itself.
    pub(super) fn mark(&self) {
        let mut seen = self.lock();
        seen.at_savepoint = (seen.changes.len(), seen.rows.len());
    }

    /// Forgets what was changed since the savepoint.
    pub(super) fn forget_since_mark(&self) {
        let mut seen = self.lock();
        let (changes, rows) = seen.at_savepoint;
        seen.changes.truncate(changes);
        seen.rows.truncate(rows);
    }

    /// How a statement gives the key of the row that it inserts; nothing where its table is watched in another way.
    ///
    /// # Errors
    /// [`StoreError::Asked`] where it does not give the key of a keyed table: its row would be left out.
    pub(super) fn insert_of(&self, sql: &str) -> Result<Option<Insert>, StoreError> {
        let after = sql.strip_prefix("insert into ").unwrap_or_default();
        let name = after.split([' ', '(']).next().unwrap_or_default();
        let found = (0..)
            .zip(self.watched.iter())
            .find(|(_, of)| of.keyed && *of.shape.name == *name);
        let Some((table, of)) = found else {
            return Ok(None);
        };
        let key = key_given(after, &of.shape);
        let key = key.ok_or_else(|| StoreError::Asked(format!("no key in {sql}")))?;
        Ok(Some(Insert { table, key }))
    }

    /// Notes the row that a statement has inserted.
    pub(super) fn inserted(&self, text: &Text, args: &[Value]) {
        let Some(insert) = &text.inserted else { return };
        let value = |given: &Given| match given {
            Given::Argument(place) => args.get(*place).cloned().unwrap_or(Value::Null),
            Given::Number(number) => Value::Int(*number),
        };
        let key = insert.key.iter().map(value).collect();
        self.lock().rows.push((insert.table, Place::Key(key)));
    }

    /// Nothing is watched: the connection writes no journal of an office.
    pub(super) fn is_idle(&self) -> bool {
        self.watched.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        lock(&self.seen)
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sqlite {
    /// Begins to see what is changed.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(super) fn record(&mut self, watch: Watch<'_>) -> Result<(), StoreError> {
        if !self.recorder.watched.is_empty() {
            return Ok(());
        }
        let mut watched = Vec::new();
        for shape in self.shapes_of_tables(watch.except)? {
            watched.push(self.watched(shape, watch)?);
        }
        let watched: Arc<[Watched]> = watched.into();
        let mut script = String::new();
        for (number, table) in watched.iter().enumerate() {
            triggers(&mut script, number, table);
        }
        self.offer_functions(&watched)
            .and_then(|()| self.listen(&watched))
            .map_err(|error| super::sqlite::explain(&error))?;
        self.script(&script)?;
        self.recorder.watched = watched;
        // What was read of a statement before says nothing of what it inserts.
        self.texts.clear();
        Ok(())
    }

    fn watched(&mut self, shape: Shape, watch: Watch<'_>) -> Result<Watched, StoreError> {
        let name = shape.name.replace('\'', "''");
        let one = |rows: Vec<Row>| rows.first().map_or(Ok(0), |row| row.int(0));
        let numbered = one(self.query(&format!(
            "select wr = 0 from pragma_table_list('{name}') where schema = 'main'"
        ))?)?
            == 1;
        let number_is_key = numbered
            && one(self.query(&format!(
                "select count(*) = 1 and max(type) = 'INTEGER' from pragma_table_xinfo('{name}') where pk > 0"
            ))?)? == 1;
        let key: Vec<String> = if numbered {
            vec!["rowid = ?1".to_owned()]
        } else {
            let columns = shape
                .key
                .iter()
                .filter_map(|place| shape.columns.get(*place));
            (1..)
                .zip(columns)
                .map(|(nth, column)| format!("\"{column}\" = ?{nth}"))
                .collect()
        };
        Ok(Watched {
            select: format!(
                "select {} from main.\"{}\" where {}",
                shape.select_list(),
                shape.name,
                key.join(" and ")
            ),
            numbered,
            number_is_key,
            keyed: !numbered && watch.keyed.contains(&&*shape.name),
            shape,
        })
    }

    /// SQLite gives notice of each row that it writes in a table whose rows have numbers.
    fn listen(&mut self, watched: &Arc<[Watched]>) -> rusqlite::Result<()> {
        let places: HashMap<Arc<str>, usize> = (0..)
            .zip(watched.iter())
            .filter(|(_, table)| table.numbered)
            .map(|(place, table)| (Arc::clone(&table.shape.name), place))
            .collect();
        let seen = Arc::clone(&self.recorder.seen);
        self.connection.update_hook(Some(
            move |_: rusqlite::hooks::Action, database: &str, table: &str, number: i64| {
                if database == "main"
                    && let Some(place) = places.get(table)
                {
                    lock(&seen).rows.push((*place, Place::Number(number)));
                }
            },
        ))
    }

    fn offer_functions(&self, watched: &Arc<[Watched]>) -> rusqlite::Result<()> {
        use rusqlite::functions::FunctionFlags;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
        for (name, is_there) in [("row_written", true), ("row_gone", false)] {
            let (watched, seen) = (Arc::clone(watched), Arc::clone(&self.recorder.seen));
            let note = move |context: &mut rusqlite::functions::Context<'_>| {
                let number = usize::try_from(context.get::<i64>(0)?).unwrap_or(usize::MAX);
                let shape = watched
                    .get(number)
                    .map(|table| &table.shape)
                    .ok_or(rusqlite::Error::InvalidQuery)?;
                let fault = |error: StoreError| rusqlite::Error::UserFunctionError(error.into());
                let value = |place: usize| context.get_raw(place + 1);
                let mut seen = lock(&seen);
                let digest = if is_there {
                    Some(shape.digest_of(&mut seen.content, value).map_err(fault)?)
                } else {
                    None
                };
                let key = shape.key_of(value).map_err(fault)?;
                seen.changes.push(Change {
                    table: Arc::clone(&shape.name),
                    key,
                    digest,
                });
                Ok(Option::<i64>::None)
            };
            self.connection()
                .create_scalar_function(name, -1, flags, note)?;
        }
        Ok(())
    }

    /// Takes what was changed since the last time, each row once, with its content as it is now.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(super) fn take_recorded(&mut self) -> Result<Vec<Change>, StoreError> {
        let (changes, rows, mut content) = {
            let mut seen = self.recorder.lock();
            (
                std::mem::take(&mut seen.changes),
                std::mem::take(&mut seen.rows),
                std::mem::take(&mut seen.content),
            )
        };
        let mut all = Once::default();
        for change in changes {
            all.put(change);
        }
        let mut last = None;
        for row in rows {
            // Most rows that are written more than once are written one time after the other.
            if last.as_ref() != Some(&row) {
                if let Some(change) = self.look_up(&row, &mut content)? {
                    all.put(change);
                }
                last = Some(row);
            }
        }
        self.recorder.lock().content = content;
        Ok(all.rows)
    }

    /// A row as it is now; nothing where a trigger has told that it is gone.
    fn look_up(
        &self,
        (table, place): &(usize, Place),
        content: &mut Vec<u8>,
    ) -> Result<Option<Change>, StoreError> {
        let Some(of) = self.recorder.watched.get(*table) else {
            return Ok(None);
        };
        let told = |error: rusqlite::Error| super::sqlite::explain(&error);
        let mut statement = self.connection().prepare_cached(&of.select).map_err(told)?;
        match place {
            Place::Number(number) => statement.raw_bind_parameter(1, number).map_err(told)?,
            Place::Key(key) => {
                for (nth, value) in (1..).zip(key) {
                    statement.raw_bind_parameter(nth, value).map_err(told)?;
                }
            }
        }
        let mut rows = statement.raw_query();
        let row = rows.next().map_err(told)?;
        let (key, digest) = match (row, place) {
            (Some(row), _) => {
                let value = |place: usize| row.get_ref(place).unwrap_or(ValueRef::Null);
                let digest = of.shape.digest_of(content, value)?;
                (of.shape.key_of(value)?, Some(digest))
            }
            (None, Place::Number(number)) if of.number_is_key => {
                (of.shape.key_of(|_| ValueRef::Integer(*number))?, None)
            }
            (None, _) => return Ok(None),
        };
        Ok(Some(Change {
            table: Arc::clone(&of.shape.name),
            key,
            digest,
        }))
    }
}

/// Changes, each row once, in the order of the first change of each.
#[derive(Default)]
struct Once {
    rows: Vec<Change>,
    places: HashMap<(Arc<str>, Vec<u8>), usize>,
}

impl Once {
    fn put(&mut self, change: Change) {
        // Most verbs change few rows.
        let known = if self.rows.len() < FEW {
            self.rows
                .iter()
                .position(|known| known.is_of_row_of(&change))
        } else {
            if self.places.is_empty() {
                let rows = self.rows.iter().enumerate();
                self.places = rows.map(|(place, row)| (row.row(), place)).collect();
            }
            let place = *self.places.entry(change.row()).or_insert(self.rows.len());
            (place < self.rows.len()).then_some(place)
        };
        match known.and_then(|place| self.rows.get_mut(place)) {
            Some(known) => known.digest = change.digest,
            None => self.rows.push(change),
        }
    }
}

impl Change {
    fn is_of_row_of(&self, other: &Self) -> bool {
        self.key == other.key
            && (Arc::ptr_eq(&self.table, &other.table) || self.table == other.table)
    }

    fn row(&self) -> (Arc<str>, Vec<u8>) {
        (Arc::clone(&self.table), self.key.clone())
    }
}

/// What SQLite itself gives no notice of: rows without a number, and the key of a row that is gone where its number is not the key.
fn triggers(script: &mut String, number: usize, table: &Watched) {
    if table.number_is_key {
        return;
    }
    let (name, columns) = (&table.shape.name, &table.shape.columns);
    let (new, old) = (list_of(columns, "new."), list_of(columns, "old."));
    let moved: Vec<String> = table
        .shape
        .key
        .iter()
        .filter_map(|place| columns.get(*place))
        .map(|column| format!("old.\"{column}\" is not new.\"{column}\""))
        .collect();
    let moved = moved.join(" or ");
    script.push_str(&format!(
        "create temp trigger moved_{number} after update on main.\"{name}\" when {moved} begin select row_gone({number}, {old}); end;
         create temp trigger gone_{number} after delete on main.\"{name}\" begin select row_gone({number}, {old}); end;\n"
    ));
    if !table.numbered {
        script.push_str(&format!(
            "create temp trigger changed_{number} after update on main.\"{name}\" begin select row_written({number}, {new}); end;\n"
        ));
        if !table.keyed {
            script.push_str(&format!(
                "create temp trigger written_{number} after insert on main.\"{name}\" begin select row_written({number}, {new}); end;\n"
            ));
        }
    }
}
