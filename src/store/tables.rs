//! Which tables a statement reads and a journal line has changed: a screen is old when the two meet.

/// The tables of an office, in order of their names. A table's place is its bit.
const NAMES: [&str; 46] = [
    "absence",
    "arrangement",
    "bin",
    "competence",
    "contact",
    "counter",
    "cover",
    "customer",
    "customer_words",
    "document",
    "document_also",
    "drawer",
    "drawer_count",
    "evidence",
    "exception",
    "handback_answer",
    "item",
    "journal",
    "missing_goods",
    "notice",
    "office",
    "office_day",
    "order_line",
    "orders",
    "paper",
    "parcel",
    "parcel_line",
    "payment",
    "picking",
    "posting",
    "request",
    "return_line",
    "roster_day",
    "roster_week",
    "seal",
    "setting",
    "sign_in",
    "staff",
    "stock",
    "stock_count",
    "stock_move",
    "terminal_printer",
    "thread",
    "thread_entry",
    "training_plan",
    "training_step",
];

/// A set of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tables(u64);

impl Tables {
    /// None.
    pub const NONE: Self = Self(0);
    /// Every table, also one that a later version may add.
    pub const ALL: Self = Self(u64::MAX);

    /// The table of this name; every table where it is not known.
    #[must_use]
    pub fn of(name: &str) -> Self {
        NAMES
            .binary_search(&name)
            .map_or(Self::ALL, |place| Self(1 << place))
    }

    /// Those of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a table is in both sets.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The tables that a statement reads, by its text: what stands behind `from` and `join`. A line of the journal never changes, so one
    /// that is looked up by its number does not count.
    #[must_use]
    pub(super) fn read_by(sql: &str) -> Self {
        let words: Vec<&str> = words(sql).collect();
        let mut tables = Self::NONE;
        for (place, word) in words.iter().enumerate() {
            let names_a_table =
                matches!(*word, "from" | "join") || *word == "," && is_in_from(&words[..place]);
            let Some(name) = words.get(place + 1).filter(|_| names_a_table) else {
                continue;
            };
            if let Ok(known) = NAMES.binary_search(name)
                && !(*name == "journal" && is_by_number(&words[place + 2..]))
            {
                tables.0 |= 1 << known;
            }
        }
        tables
    }
}

/// The words of a text and its commas, brackets and signs, each by itself.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$');
    let mut rest = sql;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = if is_word(first) {
            rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Whether a comma behind these words parts two tables: they stand directly in a `from`.
fn is_in_from(before: &[&str]) -> bool {
    let mut depth = 0_usize;
    for word in before.iter().rev() {
        match *word {
            ")" => depth += 1,
            "(" if depth == 0 => return false,
            "(" => depth -= 1,
            "from" if depth == 0 => return true,
            "select" | "where" | "on" | "by" | "values" | "set" | "with" if depth == 0 => {
                return false;
            }
            _ => {}
        }
    }
    false
}

/// Whether what stands behind the name of the journal looks up a line by its number.
fn is_by_number(after: &[&str]) -> bool {
    let (alias, rest) = match after {
        [first, rest @ ..] if matches!(*first, "on" | "where") => ("", rest),
        [alias, "on" | "where", rest @ ..] => (*alias, rest),
        _ => return false,
    };
    matches!(rest, [column, "=", ..] if column.strip_suffix("seq").is_some_and(|of| of.strip_suffix('.').unwrap_or(of) == alias))
}

/// What SQLite itself says that a statement reads: while the program is being built and tested, each text is held against it.
#[cfg(debug_assertions)]
#[derive(Debug, Default)]
pub(super) struct Told(std::sync::Arc<std::sync::Mutex<Tables>>);

#[cfg(debug_assertions)]
impl Told {
    /// Listens to a connection.
    pub(super) fn by(connection: &mut rusqlite::Connection) -> Self {
        use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
        let told = Self::default();
        let hears = std::sync::Arc::clone(&told.0);
        let note = move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action
                && let Ok(place) = NAMES.binary_search(&table_name)
                && table_name != "journal"
                && let Ok(mut told) = hears.lock()
            {
                told.0 |= 1 << place;
            }
            Authorization::Allow
        };
        // Where it cannot listen, nothing is compared.
        let _ = connection.authorizer(Some(note));
        told
    }

    pub(super) fn forget(&self) {
        if let Ok(mut told) = self.0.lock() {
            *told = Tables::NONE;
        }
    }

    /// Panics where a text reads a table that was not seen in it.
    pub(super) fn are_among(&self, reads: Tables, sql: &str) {
        let told = self.0.lock().map_or(Tables::NONE, |told| *told);
        let sql = sql.strip_prefix("explain query plan ").unwrap_or(sql);
        let writes = ["insert ", "update ", "delete "];
        assert!(
            told.0 & !reads.0 == 0 || writes.iter().any(|verb| sql.starts_with(verb)),
            "reads more than its text says: {sql}"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> Tables {
        names
            .iter()
            .fold(Tables::NONE, |all, name| all.and(Tables::of(name)))
    }

    #[test]
    fn a_text_reads_what_stands_behind_from_and_join() {
        for (sql, tables) in [
            (
                "select item, sum(delta) from stock_move group by item",
                &["stock_move"][..],
            ),
            (
                "select 1 from orders o join customer c on c.id = o.customer",
                &["orders", "customer"],
            ),
            (
                "select (select count(*) from notice), a.b from cover a, staff s where a.x in (1, 2)",
                &["notice", "cover", "staff"],
            ),
            (
                "select j.at from parcel p join journal j on j.seq = p.seq",
                &["parcel"],
            ),
            ("select at from journal where seq = $1", &[]),
            ("select at from journal where seq > $1", &["journal"]),
            (
                "select j.at from journal j where j.orders = $1",
                &["journal"],
            ),
            ("update item set name = 'from x' where id = $1", &[]),
        ] {
            assert_eq!(Tables::read_by(sql), set(tables), "{sql}");
        }
    }

    #[test]
    fn a_table_that_is_not_known_may_be_any() {
        assert!(Tables::of("of_tomorrow").meets(Tables::of("staff")));
        assert!(!Tables::of("stock").meets(Tables::of("staff")));
    }

    #[test]
    fn every_table_of_the_schema_is_named() {
        let own = super::super::schema::names_of_tables().unwrap();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        assert_eq!(own, NAMES);
    }
}
