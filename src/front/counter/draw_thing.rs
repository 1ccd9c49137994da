//! What stands beside the search for an item, a place or a colleague: what is asked about it at the counter.

use super::draw_card::wrapped;
use super::search::Thing;
use crate::model::{Quantity, Whereabouts};
use crate::pane::Look;
use crate::records::find::{FoundItem, FoundPlace};
use crate::ui::panel::Row;
use crate::words::{Words, named};
use ratatui::style::Style;

/// The few words behind its name in the list.
#[must_use]
pub fn note(thing: &Thing, look: &Look<'_>) -> String {
    let words = look.words;
    match thing {
        Thing::Item(item) if !item.active => words.found_withdrawn(),
        Thing::Item(item) => {
            words.found_free(format!("{} {}", words.quantity(item.free), item.unit))
        }
        Thing::Place(place) if place.parcels.is_empty() => words.found_bin(),
        Thing::Place(place) => {
            words.found_parcels(i64::try_from(place.parcels.len()).unwrap_or(i64::MAX))
        }
        Thing::Person(person) => words.whereabouts(&person.whereabouts, look.now),
        Thing::Paper(paper) => words.word("document", &paper.kind),
    }
}

/// What its card is about.
pub(super) fn title(thing: &Thing, look: &Look<'_>) -> String {
    match thing {
        Thing::Item(item) => format!("{}  {}", item.code, item.name),
        Thing::Place(place) => title_of_place(place, look.words),
        Thing::Person(person) => format!("{}  {}", person.name, person.code),
        Thing::Paper(paper) => format!(
            "{}  {}",
            paper.number,
            look.words.word("document", &paper.kind)
        ),
    }
}

/// Its card in so many columns.
pub(super) fn rows(thing: &Thing, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let lines = match thing {
        Thing::Item(item) => of_item(item, look),
        Thing::Place(place) => of_place(place, look),
        Thing::Paper(paper) => {
            let text = paper.text.lines();
            return text
                .map(|row| Row::text(0, row, look.theme.plain))
                .collect();
        }
        Thing::Person(person) => {
            let here = matches!(person.whereabouts, Whereabouts::Here(_));
            let style = if here {
                look.theme.good
            } else {
                look.theme.warn
            };
            vec![
                (look.words.whereabouts(&person.whereabouts, look.now), style),
                (
                    look.words.word("desk", person.desk.as_str()),
                    look.theme.plain,
                ),
            ]
        }
    };
    wrapped(&lines, columns)
}

fn of_item(item: &FoundItem, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let of = |quantity: Quantity| format!("{} {}", words.quantity(quantity), item.unit);
    let free = if item.free.0 > 0 {
        theme.good
    } else {
        theme.bad
    };
    let mut lines = vec![
        (
            words.found_stock(named::Free(of(item.free)), named::OnHand(of(item.on_hand))),
            free,
        ),
        (
            words.item_prices(
                named::Gross(words.money(item.gross)),
                named::Net(words.money(item.net)),
            ),
            theme.plain,
        ),
    ];
    for (bin, quantity) in &item.bins {
        lines.push((format!("{bin}  {}", of(*quantity)), theme.plain));
    }
    if !item.active {
        lines.push((words.found_withdrawn(), theme.bad));
    }
    lines
}

fn of_place(place: &FoundPlace, look: &Look<'_>) -> Vec<(String, Style)> {
    let parcels = place.parcels.iter();
    parcels
        .map(|(order, name)| (format!("{order}  {name}"), look.theme.plain))
        .collect()
}

fn title_of_place(place: &FoundPlace, words: &Words) -> String {
    if place.is_bin {
        format!("{}  {}", place.code, words.found_bin())
    } else {
        words.found_shelf(place.code.as_str())
    }
}
