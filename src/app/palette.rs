//! Ctrl-K: everything that can be done now, found by typing a part of its name.

use super::draw;
use super::sections::SECTIONS;
use super::shell::Shell;
use crate::model::text::fold;
use crate::model::{Desk, Duty};
use crate::pane::{Bound, Chord, Pane};
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};

/// What choosing an entry does.
#[derive(Clone, Copy)]
pub(super) enum Choice {
    /// As if the key had been pressed.
    Key(Chord),
    /// Goes to a section.
    Section(Option<Desk>, usize),
    /// Opens a form from anywhere.
    Open(fn(&Words) -> Box<dyn Pane>),
    /// Opens a job card, by its place on the shelf.
    Card(usize),
    /// Begins a job card of this office's own.
    NewCard,
    /// Shows what can be practised.
    Practise,
    /// What whoever is here missed while they were away.
    Missed,
    /// A message: for nobody yet, or for a colleague by their place.
    Message(Option<usize>),
    /// Gives the terminal to the shell for a while.
    Suspend,
    /// Looks for what was typed at the counter.
    Search,
    /// Opens the page that tries the scanner.
    TryScanner,
}

/// One thing that can be done.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) label: String,
    /// Its key, where it has one.
    pub(super) key: String,
    choice: Choice,
}

/// What is typed, and what it finds.
#[derive(Default)]
pub(super) struct Palette {
    field: Field,
    entries: Vec<Entry>,
    search: String,
    at: usize,
}

/// Every job card, and for whoever may a new one.
fn cards(shell: &Shell) -> Vec<Entry> {
    let entry = |label, choice| Entry {
        label,
        key: String::new(),
        choice,
    };
    let words = &shell.words;
    let known = shell.cards.shelf.cards.iter().enumerate();
    let mut entries: Vec<Entry> = known
        .map(|(place, card)| {
            let label = words.card_palette(card.title.as_str());
            entry(label, Choice::Card(place))
        })
        .collect();
    if shell.may_edit_cards() {
        entries.push(entry(words.card_new_title(), Choice::NewCard));
    }
    entries
}

/// A message for anybody, and one for each colleague, found by the name.
fn messages(shell: &Shell) -> Vec<Entry> {
    let entry = |label, to| Entry {
        label,
        key: String::new(),
        choice: Choice::Message(to),
    };
    let words = &shell.words;
    let colleagues = shell.who.iter().flat_map(|who| &who.colleagues);
    let each = colleagues.enumerate().map(|(nth, (_, name))| {
        let label = words.message_title_for(name.as_str());
        entry(label, Some(nth))
    });
    std::iter::once(entry(words.question_call_title(), None))
        .chain(each)
        .collect()
}

impl Palette {
    /// Everything that can be done on the screen as it is.
    pub(super) fn of(shell: &Shell) -> Self {
        let words = &shell.words;
        let mut entries = Vec::new();
        let typing = shell.top_is_typing();
        for (chord, label) in draw::keys_of_top(shell) {
            let plain = matches!(chord.code, KeyCode::Char(_)) && chord.modifiers.is_empty();
            if !(typing && plain) {
                entries.push(Entry {
                    label,
                    key: chord.to_string(),
                    choice: Choice::Key(chord),
                });
            }
        }
        let may = |duty| shell.who.as_ref().is_some_and(|who| who.may(duty));
        let open = |label, make| Entry {
            label,
            key: String::new(),
            choice: Choice::Open(make),
        };
        if may(Duty::Sales) {
            entries.push(open(words.orders_new_title(), |_| {
                Bound::pane(crate::front::orders::PlaceScreen::of(""))
            }));
        }
        if may(Duty::Reception) {
            entries.push(open(words.customers_new_title(), |words| {
                Bound::pane(crate::front::customers::new_form(words, "", ""))
            }));
        }
        if !shell.is_practice() {
            entries.push(Entry {
                label: words.practice_title(),
                key: String::new(),
                choice: Choice::Practise,
            });
        }
        entries.push(Entry {
            label: words.missed_title(),
            key: String::new(),
            choice: Choice::Missed,
        });
        entries.extend(messages(shell));
        entries.push(open(words.own_pin_title(), |words| {
            Bound::pane(crate::desk::staff::own_pin_form(words))
        }));
        for (desk, name) in [
            (Some(Desk::Front), words.header_front()),
            (Some(Desk::Back), words.header_back()),
            (None, words.header_office()),
        ] {
            let sections = SECTIONS.iter().filter(|section| section.desk == desk);
            for (nth, section) in sections.enumerate() {
                entries.push(Entry {
                    label: format!("{name}: {}", (section.title)(words)),
                    key: String::new(),
                    choice: Choice::Section(desk, nth),
                });
            }
        }
        for (chord, label) in draw::keys_everywhere(words) {
            entries.push(Entry {
                label,
                key: chord.to_string(),
                choice: Choice::Key(chord),
            });
        }
        entries.push(Entry {
            label: words.scanner_title(),
            key: String::new(),
            choice: Choice::TryScanner,
        });
        if super::suspend::can_suspend() {
            entries.push(Entry {
                label: words.palette_suspend(),
                key: String::new(),
                choice: Choice::Suspend,
            });
        }
        entries.extend(cards(shell));
        Self {
            entries,
            search: words.palette_search(),
            ..Self::default()
        }
    }

    /// What is typed.
    pub(super) fn typed(&self) -> String {
        self.field.value().trim().to_owned()
    }

    /// What fits: every word typed is in the label. With something typed, looking for it at the counter comes last.
    pub(super) fn found(&self) -> Vec<Entry> {
        let typed = fold(self.field.value());
        let mut found: Vec<Entry> = self
            .entries
            .iter()
            .filter(|entry| {
                let label = fold(&entry.label);
                typed.split(' ').all(|word| label.contains(word))
            })
            .cloned()
            .collect();
        if !typed.is_empty() {
            found.push(Entry {
                label: format!("{} {}", self.search, self.field.value().trim()),
                key: String::new(),
                choice: Choice::Search,
            });
        }
        found
    }

    pub(super) fn key(&mut self, key: KeyEvent) {
        let last = self.found().len().saturating_sub(1);
        match key.code {
            KeyCode::Down | KeyCode::Tab => self.at = (self.at + 1).min(last),
            KeyCode::Up | KeyCode::BackTab => self.at = self.at.saturating_sub(1),
            _ => {
                self.at = 0;
                self.field.key(key);
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.field.paste(text);
    }

    pub(super) fn chosen(&self) -> Option<Choice> {
        self.found().get(self.at).map(|entry| entry.choice)
    }

    pub(super) const fn field(&self) -> &Field {
        &self.field
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }
}
