//! What the order form suggests while one types, and which suggestion is taken.

use super::place_screen::PlaceScreen;
use super::suggest::{Suggestions, is_same};
use super::typed::Spot;
use crate::office::Refused;
use crate::ui::Field;
use crate::words::Words;

impl PlaceScreen {
    /// Nobody and nothing is called what is being typed.
    pub(super) fn finds_nothing(&self, view: &Suggestions) -> bool {
        let typed = self.asked();
        let known = match self.at {
            Spot::Customer => view.customer.is_some() || !view.customers.is_empty(),
            _ => view.offer(&typed).is_some() || !view.items.is_empty(),
        };
        !typed.is_empty() && typed == view.typed && !known
    }

    /// Says so, and the keys stay there.
    pub(super) fn say_nothing_found(&mut self, view: &Suggestions, words: &Words) {
        let kind = match self.at {
            Spot::Customer => "customer",
            _ => "item",
        };
        let sentence = words.refused(&Refused::not_found(kind, &view.typed));
        self.point(Some(self.at), sentence);
    }

    /// The text that is looked for: that of a customer or an item.
    pub(super) fn asked(&self) -> String {
        let field = match self.at {
            Spot::Customer => Some(&self.customer),
            Spot::Item(line) => self.lines.get(line).map(|line| &line.item),
            _ => None,
        };
        field.map_or_else(String::new, |field| field.value().trim().to_owned())
    }

    /// What may be meant by what is being typed.
    pub(super) fn hints<'a>(&self, view: &'a Suggestions) -> Vec<(&'a str, &'a str)> {
        let typed = self.asked();
        if typed.is_empty() || typed != view.typed {
            return Vec::new();
        }
        let all: Vec<(&str, &str)> = match self.at {
            Spot::Customer => view
                .customers
                .iter()
                .map(|found| (found.customer.as_str(), found.name.as_str()))
                .collect(),
            _ => view
                .items
                .iter()
                .map(|offer| (offer.code.as_str(), offer.name.as_str()))
                .collect(),
        };
        // A code or a barcode that is typed whole is the one that is meant.
        let is_whole = all.iter().any(|(code, _)| is_same(code, &typed))
            || self.at != Spot::Customer && view.offer(&typed).is_some();
        if is_whole { Vec::new() } else { all }
    }

    /// Takes the suggestion that is marked. Whether there was one.
    pub(super) fn take_hint(&mut self, view: &Suggestions) -> bool {
        let taken = {
            let hints = self.hints(view);
            hints
                .get(self.hint.min(hints.len().saturating_sub(1)))
                .map(|(code, _)| (*code).to_owned())
        };
        let Some(code) = taken else { return false };
        if let Some(field) = self.field() {
            *field = Field::with(&code);
        }
        self.hint = 0;
        true
    }
}
