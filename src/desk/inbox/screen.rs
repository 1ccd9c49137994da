//! The inbox of a desk.

use super::{ReadNotice, UnreadNotice};
use crate::model::{Desk, Duties, Instant, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Chord, Kind, Look, Page, Place, Table, Who};
use crate::ui::{Column, text};
use crate::words::Words;
use crossterm::event::KeyCode;
use fluent_bundle::FluentArgs;
use ratatui::style::Style;

/// A desk's inbox.
pub type Inbox = Table<Notices>;

/// What the list is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// For which desk.
    pub desk: Desk,
}

impl Inbox {
    /// The inbox of this desk, and of whoever looks.
    #[must_use]
    pub fn at(desk: Desk) -> Self {
        Self::of(Notices { desk })
    }
}

/// A notice.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    at: Instant,
    kind: String,
    order: Option<String>,
    cover: Option<String>,
    to: String,
    /// Told to this person alone.
    staff: Option<StaffId>,
    data: String,
    read: bool,
}

impl Kind for Notices {
    type Row = Row;
    const STALE_ON: &'static [&'static str] =
        &["order.", "stock.", "cover.", "handback.", "notice."];
    const BINDINGS: &'static [Binding<Inbox>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::inbox_key_open,
            when: |list, rows, _| {
                list.chosen(rows)
                    .is_some_and(|row| row.order.is_some() || row.cover.is_some())
            },
            act: |list, rows, out| {
                let Some(row) = list.chosen(rows) else { return };
                if !row.read && row.is_for(out.who) {
                    out.perform(ReadNotice { notice: row.id }, |_, _| (String::new(), None));
                }
                match (&row.order, &row.cover) {
                    (Some(order), _) => out.go(Place::Order(order.clone())),
                    (None, Some(cover)) => out.go(Place::Cover(cover.clone())),
                    (None, None) => {}
                }
            },
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::inbox_key_read,
            when: |list, rows, who| {
                let news = |row: &Row| !row.read && row.is_for(who);
                list.chosen(rows).is_some_and(news)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.perform(ReadNotice { notice: row.id }, |words, _| {
                        (words.inbox_done(), None)
                    });
                }
            },
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::inbox_key_unread,
            when: |list, rows, who| {
                let old = |row: &Row| row.read && row.is_for(who);
                list.chosen(rows).is_some_and(old)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.perform(UnreadNotice { notice: row.id }, |words, _| {
                        (words.inbox_undone(), None)
                    });
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_inbox()
    }
    fn empty(&self, words: &Words) -> String {
        words.inbox_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_at(), 15),
            Column::new(words.column_to(), 14).from(70),
            Column::new(words.column_what(), 0),
        ]
    }
    fn read(&self, _page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let rows = reader.rows(
            "select n.id, n.at, n.kind, o.number, c.number, coalesce(s.name, ''), n.data, n.read_at is not null, n.staff from notice n
             left join orders o on o.id = n.orders left join cover c on c.id = n.cover left join staff s on s.id = n.staff
             where n.desk = $1 or n.staff is not null order by n.id desc limit 100",
            &[self.desk.as_str().into()],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Row {
                    id: row.int(0)?,
                    at: Instant(row.int(1)?),
                    kind: row.text(2)?,
                    order: row.text_or_none(3)?,
                    cover: row.text_or_none(4)?,
                    to: row.text(5)?,
                    data: row.text(6)?,
                    read: row.flag(7)?,
                    staff: row.int_or_none(8)?.map(StaffId),
                })
            })
            .collect()
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        text::wrap(&sentence(row, look), 76)
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let text = sentence(row, look);
        let text = if row.read || !row.is_for(look.who) {
            text
        } else {
            format!("* {text}")
        };
        (
            vec![look.words.when(row.at, look.now), row.to.clone(), text],
            if row.read {
                look.theme.dim
            } else {
                look.theme.plain
            },
        )
    }
}

impl Row {
    /// Told to the whole desk, or to whoever looks.
    fn is_for(&self, who: &Who) -> bool {
        self.staff.is_none_or(|staff| staff == who.staff)
    }
}

/// The notice as a sentence in the reader's language.
fn sentence(row: &Row, look: &Look<'_>) -> String {
    let data: serde_json::Value = serde_json::from_str(&row.data).unwrap_or_default();
    let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
    let mut args = FluentArgs::new();
    args.set("order", row.order.clone().unwrap_or_default());
    args.set("cover", row.cover.clone().unwrap_or_default());
    args.set("name", text("name"));
    args.set("words", text("words"));
    args.set(
        "verb",
        look.words.word("verb", &text("verb").replace('.', "-")),
    );
    args.set(
        "duties",
        look.words
            .duties(Duties::parse(&text("duties")).unwrap_or_default()),
    );
    args.set(
        "from",
        data["from"]
            .as_i64()
            .map(|at| look.words.when(Instant(at), look.now))
            .unwrap_or_default(),
    );
    args.set(
        "until",
        data["until"]
            .as_i64()
            .map(|at| look.words.time(Instant(at)))
            .unwrap_or_default(),
    );
    let missing = data["missing"].as_array().map_or(&[][..], Vec::as_slice);
    let goods: Vec<_> = missing
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one["quantity"].as_str().unwrap_or_default(),
                one["unit"].as_str().unwrap_or_default(),
                one["name"].as_str().unwrap_or_default()
            )
        })
        .collect();
    args.set("goods", goods.join(", "));
    look.words
        .by_id(&format!("inbox-{}", row.kind), &args)
        .unwrap_or_else(|| row.kind.clone())
}
