//! Ctrl-K: everything that can be done, found by any of its words in either language, and everything that the office keeps.

use super::card_keys::{acts, id_of, in_english};
use super::draw;
use super::sections::SECTIONS;
use super::shell::Shell;
use crate::model::text::fold;
use crate::model::{Desk, Duty};
use crate::pane::{Bound, Can, Chord, Pane, Place};
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
    /// Opens the page that tries the scanner.
    TryScanner,
    /// Goes to something that was found.
    Go(Place),
    /// Cannot be done now; this says why.
    Dim(String),
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
    others: String,
    choice: Choice,
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
    fn called(mut self, id: &str) -> Self {
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
            Choice::Dim(why) => Some(why),
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
        let mut entries = here(shell);
        entries.extend(everywhere(shell));
        let known: Vec<String> = entries.iter().map(|entry| entry.others.clone()).collect();
        entries.extend(elsewhere(shell).filter(|entry| !known.contains(&entry.others)));
        entries.extend(cards(shell));
        Self {
            entries,
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
        let shown = |entry: &&Entry| !typed.is_empty() || entry.group != Group::Elsewhere;
        let mut found: Vec<Entry> = self
            .entries
            .iter()
            .filter(shown)
            .filter(fits)
            .map(|entry| entry.as_called(&typed))
            .collect();
        // Within a group what can be done stands before what cannot.
        found.sort_by_key(|entry| (entry.group, entry.why_not().is_some()));
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

/// The keys of the screen on top; those that cannot be pressed say why.
fn here(shell: &Shell) -> Vec<Entry> {
    let (words, typing) = (&shell.words, shell.top_is_typing());
    let Some(who) = &shell.who else {
        return Vec::new();
    };
    let pane = match shell.dialogs.last() {
        Some((_, pane)) => Some(pane),
        None => shell.panes.get(shell.section_of(shell.desk)),
    };
    let all = pane.map(|pane| pane.acts(words, in_english(), who));
    let mut entries: Vec<Entry> = Vec::new();
    for act in all.unwrap_or_default() {
        let plain = matches!(act.chord.code, KeyCode::Char(_)) && act.chord.modifiers.is_empty();
        let id = id_of(&act.english).unwrap_or_default();
        let why = match act.can {
            Can::Now if typing && plain => Some(words.why_typing()),
            Can::Now => None,
            Can::NotYours => Some(words.why_not_yours()),
            Can::Needs(what) => Some(what),
            Can::NotNow => Some(why_not_now(words, id)),
        };
        let choice = why.map_or(Choice::Key(act.chord), Choice::Dim);
        let entry = Entry::new(Group::Here, act.label, act.chord.to_string(), choice).called(id);
        // The same act under several conditions is listed once, as it can be done.
        match entries.iter_mut().find(|known| known.label == entry.label) {
            Some(known) if known.why_not().is_some() => *known = entry,
            Some(_) => {}
            None => entries.push(entry),
        }
    }
    entries
}

/// Why an act cannot be done with what is open: its own reason where it has one.
fn why_not_now(words: &Words, id: &str) -> String {
    words
        .by_id(&format!("why-{id}"), &FluentArgs::new())
        .unwrap_or_else(|| words.why_not_now())
}

/// What can be done from anywhere.
fn everywhere(shell: &Shell) -> Vec<Entry> {
    let words = &shell.words;
    let may = |duty| shell.who.as_ref().is_some_and(|who| who.may(duty));
    let entry =
        |label, choice, id| Entry::new(Group::Everywhere, label, String::new(), choice).called(id);
    let unless = |may: bool, choice| {
        if may {
            choice
        } else {
            Choice::Dim(words.why_not_yours())
        }
    };
    let mut entries = vec![
        entry(
            words.orders_new_title(),
            unless(
                may(Duty::Sales),
                Choice::Open(|_| Bound::pane(crate::front::orders::PlaceScreen::of(""))),
            ),
            "orders-new-title",
        ),
        entry(
            words.customers_new_title(),
            unless(
                may(Duty::Reception),
                Choice::Open(|words| Bound::pane(crate::front::customers::new_form(words, "", ""))),
            ),
            "customers-new-title",
        ),
    ];
    if !shell.is_practice() {
        entries.push(entry(
            words.practice_title(),
            Choice::Practise,
            "practice-title",
        ));
    }
    entries.push(entry(words.missed_title(), Choice::Missed, "missed-title"));
    entries.extend(messages(shell));
    entries.push(entry(
        words.own_pin_title(),
        Choice::Open(|words| Bound::pane(crate::desk::staff::own_pin_form(words))),
        "own-pin-title",
    ));
    entries.push(entry(
        words.printer_title(),
        Choice::Open(|words| Bound::pane(crate::desk::settings::printer_form(words))),
        "printer-title",
    ));
    entries.push(entry(
        words.palette_who_is_here(),
        Choice::Go(Place::Here),
        "palette-who-is-here",
    ));
    for (chord, label) in draw::keys_everywhere(words) {
        let english = draw::keys_everywhere(in_english());
        let english = english.iter().find(|(known, _)| *known == chord);
        let id = english.and_then(|(_, english)| id_of(english));
        let key = Entry::new(
            Group::Everywhere,
            label,
            chord.to_string(),
            Choice::Key(chord),
        );
        entries.push(key.called(id.unwrap_or_default()));
    }
    for (desk, name) in [
        (Some(Desk::Front), words.header_front()),
        (Some(Desk::Back), words.header_back()),
        (None, words.header_office()),
    ] {
        let sections = SECTIONS.iter().filter(|section| section.desk == desk);
        for (nth, section) in sections.enumerate() {
            let label = format!("{name}: {}", (section.title)(words));
            let id = id_of(&(section.title)(in_english())).unwrap_or_default();
            entries.push(entry(label, Choice::Section(desk, nth), id));
        }
    }
    entries.push(entry(
        words.scanner_title(),
        Choice::TryScanner,
        "scanner-title",
    ));
    if super::suspend::can_suspend() {
        entries.push(entry(words.palette_suspend(), Choice::Suspend, ""));
    }
    entries
}

/// What is done on other screens: choosing it goes there.
fn elsewhere(shell: &Shell) -> impl Iterator<Item = Entry> {
    let words = shell.words.clone();
    let top = shell.panes.get(shell.section_of(shell.desk));
    let open = top
        .filter(|_| shell.dialogs.is_empty())
        .map(|pane| pane.keyed());
    let places: Vec<_> = SECTIONS
        .iter()
        .map(|section| ((section.make)().keyed(), section))
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    acts().filter_map(move |(id, chord, way, keyed)| {
        if open.is_some_and(|open| open.is(keyed)) || seen.contains(&id) {
            return None;
        }
        seen.push(id);
        let (_, section) = places.iter().find(|(known, _)| known.is(keyed))?;
        let nth = SECTIONS
            .iter()
            .filter(|one| one.desk == section.desk)
            .position(|one| std::ptr::fn_addr_eq(one.title, section.title))?;
        let none = FluentArgs::new();
        let label = format!("{} · {}", words.by_id(id, &none)?, (section.title)(&words));
        let key = format!("{way}, {chord}");
        let choice = Choice::Section(section.desk, nth);
        Some(Entry::new(Group::Elsewhere, label, key, choice).called(id))
    })
}

/// A message for anybody, and one for each colleague, found by the name.
fn messages(shell: &Shell) -> Vec<Entry> {
    let entry = |label, to| {
        let choice = Choice::Message(to);
        Entry::new(Group::Everywhere, label, String::new(), choice).called("question-call-title")
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

/// Every job card, and for whoever may a new one.
fn cards(shell: &Shell) -> Vec<Entry> {
    let words = &shell.words;
    let entry = |label, choice| Entry::new(Group::Cards, label, String::new(), choice);
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
