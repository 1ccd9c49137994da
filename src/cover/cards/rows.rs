//! A card as rows of so many columns, for the screen and for plain output.

use super::card::{Card, Origin, Part};
use crate::ui::text::wrap;
use crate::words::{Lang, Words};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A heading.
    Heading,
    /// Text.
    Text,
    /// Belongs to this step, counted from 0.
    Step(usize),
    /// Belongs to this thing that can go wrong, counted from 0.
    Wrong(usize),
    /// Why the office's own card is not shown.
    Trouble,
}

/// One row of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// What it says.
    pub text: String,
}

/// The card in so many columns, without its title. Steps bear their numbers.
#[must_use]
pub fn rows(card: &Card, words: &Words, columns: usize) -> Vec<Row> {
    let mut page = Page {
        rows: Vec::new(),
        columns: columns.max(12),
    };
    if let Some(refused) = &card.trouble {
        page.item("", &words.refused(refused), RowKind::Trouble);
    }
    for (part, english, czech) in Part::ALL {
        let heading = match words.lang() {
            Lang::En => english,
            Lang::Cs => czech,
        };
        match part {
            Part::When => page.list(heading, &card.when),
            Part::Need => page.list(heading, &card.need),
            Part::Tell => page.list(heading, &card.tell),
            Part::Ask => page.list(heading, &card.ask),
            Part::Steps if card.steps.is_empty() => {}
            Part::Steps => {
                page.heading(heading);
                for (nth, step) in card.steps.iter().enumerate() {
                    let number = format!("{}. ", nth + 1);
                    page.item(&number, &step.text, RowKind::Step(nth));
                }
            }
            Part::Wrong if card.wrong.is_empty() => {}
            Part::Wrong => {
                page.heading(heading);
                for (nth, wrong) in card.wrong.iter().enumerate() {
                    page.item("- ", &wrong.text, RowKind::Wrong(nth));
                }
            }
        }
    }
    for (heading, items) in &card.more {
        page.list(heading, items);
    }
    match card.origin {
        Origin::Ours => {}
        Origin::Added => page.item("", &words.card_added(), RowKind::Text),
        Origin::Own => page.item("", &words.card_own(), RowKind::Text),
    }
    page.rows
}

struct Page {
    rows: Vec<Row>,
    columns: usize,
}

impl Page {
    fn push(&mut self, kind: RowKind, text: String) {
        self.rows.push(Row { kind, text });
    }

    fn heading(&mut self, heading: &str) {
        if !self.rows.is_empty() {
            self.push(RowKind::Text, String::new());
        }
        for line in wrap(heading, self.columns) {
            self.push(RowKind::Heading, line);
        }
    }

    /// One paragraph alone, several with dashes.
    fn list(&mut self, heading: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.heading(heading);
        let mark = if items.len() > 1 { "- " } else { "" };
        for item in items {
            self.item(mark, item, RowKind::Text);
        }
    }

    /// A paragraph behind its mark, the lines after the first set in.
    fn item(&mut self, mark: &str, text: &str, kind: RowKind) {
        let room = self.columns.saturating_sub(mark.len()).max(1);
        for (nth, line) in wrap(text, room).into_iter().enumerate() {
            let mark = if nth == 0 {
                mark.to_owned()
            } else {
                " ".repeat(mark.len())
            };
            self.push(kind, format!("{mark}{line}"));
        }
    }
}
