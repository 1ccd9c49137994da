//! What stands beside the search for an item, a place or a colleague: what is asked about it at the counter.

use super::draw_card::{CardRow, wrapped};
use super::search::Thing;
use crate::model::{Quantity, Whereabouts};
use crate::pane::Look;
use crate::records::find::{FoundItem, FoundPlace};
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

/// Its card in so many columns.
pub(super) fn rows(thing: &Thing, columns: u16, look: &Look<'_>) -> Vec<CardRow> {
    let lines = match thing {
        Thing::Item(item) => of_item(item, look),
        Thing::Place(place) => of_place(place, look),
        Thing::Paper(paper) => {
            let text = paper.text.lines();
            return text
                .map(|row| (1, row.to_owned(), look.theme.plain))
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
                (
                    format!("{}  {}", person.name, person.code),
                    look.theme.title,
                ),
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
        (format!("{}  {}", item.code, item.name), theme.title),
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
    let (words, theme) = (look.words, look.theme);
    let mut lines = vec![(title_of_place(place, words), theme.title)];
    for (order, name) in &place.parcels {
        lines.push((format!("{order}  {name}"), theme.plain));
    }
    lines
}

fn title_of_place(place: &FoundPlace, words: &Words) -> String {
    if place.is_bin {
        format!("{}  {}", place.code, words.found_bin())
    } else {
        words.found_shelf(place.code.as_str())
    }
}
