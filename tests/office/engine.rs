//! The program's own engine, watched.

use swingdoor::store::{
    Change, Digest, Engine, Row, Shape, Sqlite, StoreError, Tables, Value, Watch,
};

/// An engine over a file that tells what it is asked, and when a write is about to begin.
pub(super) struct Watching {
    pub(super) inner: Sqlite,
    pub(super) asked: Box<dyn FnMut(&'static str) + Send>,
    pub(super) begins: Box<dyn FnMut() + Send>,
}

impl Engine for Watching {
    fn begin(&mut self) -> Result<(), StoreError> {
        (self.begins)();
        self.inner.begin()
    }
    fn begin_read(&mut self) -> Result<(), StoreError> {
        self.inner.begin_read()
    }
    fn commit(&mut self) -> Result<(), StoreError> {
        self.inner.commit()
    }
    fn rollback(&mut self) {
        self.inner.rollback();
    }
    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.inner.savepoint()
    }
    fn release(&mut self) -> Result<(), StoreError> {
        self.inner.release()
    }
    fn back_to_savepoint(&mut self) -> Result<(), StoreError> {
        self.inner.back_to_savepoint()
    }
    fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        (self.asked)(sql);
        self.inner.run(sql, args)
    }
    fn change(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreError> {
        (self.asked)(sql);
        self.inner.change(sql, args)
    }
    fn insert_new(&mut self, sql: &'static str, args: &[Value]) -> Result<Option<i64>, StoreError> {
        (self.asked)(sql);
        self.inner.insert_new(sql, args)
    }
    fn expect_bulk(&mut self) -> Result<(), StoreError> {
        self.inner.expect_bulk()
    }
    fn version(&mut self) -> Result<i64, StoreError> {
        self.inner.version()
    }
    fn take_read(&mut self) -> Tables {
        self.inner.take_read()
    }
    fn record_changes(&mut self, watch: Watch<'_>) -> Result<(), StoreError> {
        self.inner.record_changes(watch)
    }
    fn take_changes(&mut self) -> Result<Vec<Change>, StoreError> {
        self.inner.take_changes()
    }
    fn shapes(&mut self, except: &[&str]) -> Result<Vec<Shape>, StoreError> {
        self.inner.shapes(except)
    }
    fn foreign_schema(&mut self) -> Result<Vec<String>, StoreError> {
        self.inner.foreign_schema()
    }
    fn seals(
        &mut self,
        shape: &Shape,
        take: &mut dyn FnMut(&[u8], Digest),
    ) -> Result<(), StoreError> {
        self.inner.seals(shape, take)
    }
    fn places_of(
        &mut self,
        shape: &Shape,
        text: &str,
        take: &mut dyn FnMut(&[u8], &str),
    ) -> Result<(), StoreError> {
        self.inner.places_of(shape, text, take)
    }
}
