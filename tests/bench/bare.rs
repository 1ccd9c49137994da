//! The limit: plain SQLite on the same tables, with the rows that the business needs and nothing asked or checked.

use rusqlite::{Connection, params};
use std::path::Path;

pub(crate) struct Bare {
    connection: Connection,
    next: i64,
    seq: i64,
}

/// Items of the sample office, by key; what is bought is always there.
const ITEMS: [i64; 3] = [1, 2, 3];

impl Bare {
    #[expect(
        clippy::disallowed_methods,
        reason = "the limit is measured without the program's own way to the file"
    )]
    pub(crate) fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -4096;
                 update item set on_hand = on_hand + 1000000000; insert into bin (id, code) values (999, 'BARE');
                 insert into stock (item, bin, on_hand) values (1, 999, 1000000000), (2, 999, 1000000000), (3, 999, 1000000000);
                 insert or ignore into stock (item, bin, on_hand) values (1, 1, 0), (2, 1, 0), (3, 1, 0);",
            )
            .unwrap();
        connection.set_prepared_statement_cache_capacity(256);
        let next = connection
            .query_row("select max(id) + 1 from orders", [], |row| row.get(0))
            .unwrap();
        let seq = connection
            .query_row("select max(seq) from journal", [], |row| row.get(0))
            .unwrap();
        Self {
            connection,
            next,
            seq,
        }
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) {
        self.connection
            .prepare_cached(sql)
            .unwrap()
            .execute(params)
            .unwrap();
    }

    fn begin(&mut self) {
        self.seq += 1;
        self.run("begin immediate", []);
    }

    /// One journal row of the usual size, and the commit.
    fn end(&self, verb: &str, order: i64) {
        let data = "{\"ask\":{\"customer\":\"C-00001\",\"lines\":[{\"item\":\"PAP-A4\",\"quantity\":\"2\"}]},\"got\":{\"order\":\"SO-2026-0001\"}}";
        self.run(
            "insert into journal (seq, at, staff, terminal, sign_in, duty, cover, review, verb, subject, orders, data, prev, hash)
             values (?1, 1, 1, 'bench', 1, 'sales', null, 0, ?2, 'SO-2026-0001', ?3, ?4, zeroblob(32), zeroblob(32))",
            params![self.seq, verb, order, data],
        );
        self.run("commit", []);
    }

    pub(crate) fn place(&mut self, customer: i64) -> i64 {
        self.begin();
        let id = self.next;
        self.next += 1;
        self.run(
            "insert into orders (id, number, customer, placed_at, placed_by, queue_at, delivery, total, commercial, fulfilment, money, open, pickable, changed_seq, made_seq, customer_name)
             values (?1, 'B-' || ?1, ?2, 1, 1, 9223372036854775807, 'pickup', 10000, 'taken', 'to-pick', 'to-pay', 1, 1, ?3, ?3, 'Bench Customer')",
            params![id, customer, self.seq],
        );
        for (line, item) in (1_i64..).zip(ITEMS) {
            self.run(
                "insert into order_line (orders, line, item, name, unit, ordered, price, vat, net, allocated) values (?1, ?2, ?3, 'An item', 'pc', 2000, 5000, 2100, 10000, 2000)",
                params![id, line, item],
            );
            self.run(
                "update item set allocated = allocated + 2000 where id = ?1",
                [item],
            );
        }
        self.end("order.place", id);
        id
    }

    pub(crate) fn live(&mut self) {
        self.begin();
        self.run(
            "insert into customer (code, name, folded, made_seq, changed_seq) values ('B-' || ?1, 'Bench Customer', 'bench customer', ?2, ?2)",
            params![self.next, self.seq],
        );
        let customer = self.connection.last_insert_rowid();
        self.run(
            "insert into customer_words (rowid, words) values (?1, 'bench customer')",
            [customer],
        );
        self.end("customer.add", 0);
        let order = self.place(customer);
        self.begin();
        self.run("insert into parcel (number, orders, picked_by, picked_at, seq) values ('B-' || ?1, ?1, 1, 1, ?2)", params![order, self.seq]);
        let parcel = self.connection.last_insert_rowid();
        for (line, item) in (1_i64..).zip(ITEMS) {
            self.run("insert into parcel_line (parcel, line, bin, item, quantity) values (?1, ?2, 999, ?3, 2000)", params![parcel, line, item]);
            self.run(
                "update order_line set picked = 2000 where orders = ?1 and line = ?2",
                params![order, line],
            );
            self.shift(item, 999, -2_000, "pick", order, line);
            self.shift(item, 1, 2_000, "pick", order, line);
        }
        self.state(order, "picking", 0);
        self.end("order.pick", order);
        self.begin();
        self.run(
            "update parcel set place = 'P1', ready_at = 1 where id = ?1",
            [parcel],
        );
        self.state(order, "ready", 0);
        self.end("parcel.ready", order);
        self.begin();
        self.run("insert into payment (number, orders, customer, amount, means, at, seq) values ('B-' || ?1, ?1, ?3, 10000, 'cash', 1, ?2)", params![order, self.seq, customer]);
        for (nr, account, amount) in [(1, "cash", 10_000), (2, "customers", -10_000)] {
            self.run(
                "insert into posting (seq, nr, account, amount, orders) values (?1, ?5, ?2, ?3, ?4)",
                params![self.seq, account, amount, order, nr],
            );
        }
        self.run("insert into document (number, kind, orders, text, wide, seq) values ('R-' || ?1, 'receipt', ?1, ?2, ?2, ?3)", params![order, "A receipt of lines.\n".repeat(12), self.seq]);
        self.run("update orders set paid = 10000 where id = ?1", [order]);
        self.state(order, "ready", 0);
        self.end("payment.take", order);
        self.begin();
        self.run("update parcel set handed_at = 1, handed_by = 1, collected_by = 'Somebody' where id = ?1", [parcel]);
        for (line, item) in (1_i64..).zip(ITEMS) {
            self.shift(item, 1, -2_000, "hand-over", order, line);
            self.run("update order_line set picked = 0, allocated = 0, handed_over = 2000 where orders = ?1 and line = ?2", params![order, line]);
            self.run("update item set on_hand = on_hand - 2000, allocated = allocated - 2000 where id = ?1", [item]);
        }
        self.run(
            "insert into document (number, kind, orders, text, seq) values ('B-' || ?1, 'slip', ?1, ?2, ?3)",
            params![order, "A slip of some lines.\n".repeat(15), self.seq],
        );
        self.state(order, "handed-over", 1);
        self.end("parcel.hand_over", order);
    }

    fn shift(&self, item: i64, bin: i64, delta: i64, kind: &str, order: i64, line: i64) {
        self.run(
            "update stock set on_hand = on_hand + ?3 where item = ?1 and bin = ?2",
            params![item, bin, delta],
        );
        self.run(
            "insert into stock_move (seq, item, bin, delta, kind, orders, line) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![self.seq, item, bin, delta, kind, order, line],
        );
    }

    fn state(&self, order: i64, fulfilment: &str, closed: i64) {
        self.run(
            "update orders set fulfilment = ?2, commercial = case ?3 when 1 then 'closed' else 'taken' end, open = 1 - ?3, pickable = 0, changed_seq = ?4 where id = ?1",
            params![order, fulfilment, closed, self.seq],
        );
    }
}
