//! Ctrl-K: everything that can be done, found by any of its words in either language, and everything that the office keeps.

use super::acts;
use super::shell::Shell;
use crate::model::text::fold;
use crate::model::{Desk, Duty};
use crate::pane::{Chord, Pane, Place};
use crate::ui::Field;
use crate::words::{Lang, Words};
use crossterm::event::{KeyCode, KeyEvent};
use fluent_bundle::FluentArgs;
use std::sync::OnceLock;

/// What choosing an entry does.
#[derive(Clone)]
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
    /// Makes a backup, beside the screens.
    BackUp,
    /// Opens the page that tries the scanner.
    TryScanner,
    /// Goes to something that was found.
    Go(Place),
    /// Cannot be done now; this says why, and which duty F4 could cover for it.
    Dim(String, Option<Duty>),
}

/// The parts of the list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// The keys of the screen that is open.
    Here,
    /// What can be done from anywhere.
    Everywhere,
    /// What is done on other screens.
    Elsewhere,
    /// Job cards.
    Cards,
    /// Orders, customers, items, places and people.
    Found,
}

impl Group {
    /// Its heading.
    pub(super) fn heading(self, words: &Words) -> String {
        match self {
            Self::Here => words.palette_here(),
            Self::Everywhere => words.palette_everywhere(),
            Self::Elsewhere => words.palette_elsewhere(),
            Self::Cards => words.palette_cards(),
            Self::Found => words.palette_found(),
        }
    }
}

/// One thing that can be done.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) label: String,
    /// Its key, where it has one.
    pub(super) key: String,
    pub(super) group: Group,
    /// What else it is called, in both languages, folded.
    pub(super) others: String,
    pub(super) choice: Choice,
}

impl Entry {
    pub(super) const fn new(group: Group, label: String, key: String, choice: Choice) -> Self {
        Self {
            label,
            key,
            group,
            others: String::new(),
            choice,
        }
    }

    /// With what people call it besides, known by the id of its words.
    pub(super) fn called(mut self, id: &str) -> Self {
        self.others = names(id);
        self
    }

    /// With the other name by which it was found.
    fn as_called(&self, typed: &str) -> Self {
        let mut called = self.clone();
        let label = fold(&self.label);
        let missing = typed.split(' ').find(|word| !label.contains(word));
        let mut others = self.others.split([' ', ',']);
        let name = missing.and_then(|word| others.find(|other| other.starts_with(word)));
        if let Some(name) = name {
            called.label = format!("{} ({name})", self.label);
        }
        called
    }

    /// Why it cannot be done now.
    pub(super) fn why_not(&self) -> Option<&str> {
        match &self.choice {
            Choice::Dim(why, _) => Some(why),
            _ => None,
        }
    }
}

/// What an act is called in both languages, and its other names.
fn names(id: &str) -> String {
    static BOTH: OnceLock<[Words; 2]> = OnceLock::new();
    let both = BOTH
        .get_or_init(|| [Lang::En, Lang::Cs].map(|lang| Words::new(lang, "CZK", chrono_tz::UTC)));
    let none = FluentArgs::new();
    let alias = format!("alias-{id}");
    let said = both
        .iter()
        .flat_map(|words| [words.by_id(id, &none), words.by_id(&alias, &none)]);
    fold(&said.flatten().collect::<Vec<_>>().join(" "))
}

/// What is typed, and what it finds.
#[derive(Default)]
pub(super) struct Palette {
    field: Field,
    entries: Vec<Entry>,
    /// What the office keeps that fits what was typed.
    pub(super) kept: Vec<Entry>,
    search: String,
    at: usize,
}

impl Palette {
    /// Everything that can be done on the screen as it is.
    pub(super) fn of(shell: &Shell) -> Self {
        Self {
            entries: acts::all(shell),
            search: shell.words.palette_search(),
            ..Self::default()
        }
    }

    /// What is typed.
    pub(super) fn typed(&self) -> String {
        self.field.value().trim().to_owned()
    }

    /// What fits: every word typed begins a word of its names or stands in its label. With something typed, looking for it at the
    /// counter comes last; what is done on other screens is shown only then.
    pub(super) fn found(&self) -> Vec<Entry> {
        let typed = fold(self.field.value());
        let shown = |entry: &&Entry| !typed.is_empty() || entry.group != Group::Elsewhere;
        let shown = self.entries.iter().filter(shown);
        let mut found = fitting(shown, &typed);
        if !typed.is_empty() {
            found.extend(self.kept.iter().cloned());
            let label = format!("{} {}", self.search, self.field.value().trim());
            found.push(Entry::new(
                Group::Found,
                label,
                String::new(),
                Choice::Search,
            ));
        }
        found
    }

    /// Whether an act is called as it is typed.
    pub(super) fn has_acts(&self) -> bool {
        !fitting(self.entries.iter(), &fold(self.field.value())).is_empty()
    }

    /// How many entries there are in all.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
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
        self.at = 0;
        self.field.paste(text);
    }

    /// What the chosen entry does.
    pub(super) fn chosen(&self) -> Option<Choice> {
        self.found().get(self.at).map(|entry| entry.choice.clone())
    }

    /// Chooses an entry by its place.
    pub(super) const fn choose(&mut self, nth: usize) {
        self.at = nth;
    }

    pub(super) const fn field(&self) -> &Field {
        &self.field
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }
}

/// The entries that fit a folded text, called as they were found; within a group what can be done stands before what cannot.
pub(super) fn fitting<'a>(entries: impl Iterator<Item = &'a Entry>, typed: &str) -> Vec<Entry> {
    let fits = |entry: &&Entry| {
        let label = fold(&entry.label);
        let begins = |word: &str| {
            let mut others = entry.others.split([' ', ',']);
            others.any(|other| other.starts_with(word))
        };
        typed
            .split(' ')
            .all(|word| label.contains(word) || begins(word))
    };
    let mut found: Vec<Entry> = entries
        .filter(fits)
        .map(|entry| entry.as_called(typed))
        .collect();
    found.sort_by_key(|entry| (entry.group, entry.why_not().is_some()));
    found
}
