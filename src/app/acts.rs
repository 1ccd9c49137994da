//! Everything that can be done, wherever it is done: the palette lists it, and the search after `/` finds it.

use super::card_keys::{acts, id_of, in_english};
use super::draw;
use super::palette::{Choice, Entry, Group, fitting};
use super::sections::SECTIONS;
use super::shell::Shell;
use crate::front::counter::Counter;
use crate::model::text::fold;
use crate::model::{Desk, Duty};
use crate::office::Standing;
use crate::pane::{Bound, Can, Chord, Effect, Offered, Place, Who};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use fluent_bundle::FluentArgs;

/// The most acts that are offered to a search.
const OFFERED_MAX: usize = 8;

/// The acts that a search was offered, and for which text.
#[derive(Default)]
pub(super) struct Searched {
    text: String,
    acts: Vec<Entry>,
}

impl Shell {
    /// Offers the acts that fit to a screen that looks for them.
    pub(super) fn offer_acts(&mut self) {
        let index = self.section_of(self.desk);
        let pane = self.panes.get(index).filter(|_| self.dialogs.is_empty());
        let Some(text) = pane.and_then(|pane| pane.looks_for_acts()).map(fold) else {
            self.searched = Searched::default();
            return;
        };
        if self.searched.text == text {
            return;
        }
        let all = all(self);
        let mut found = fitting(all.iter(), &text);
        found.truncate(OFFERED_MAX);
        let offered = found.iter().map(|entry| Offered {
            label: entry.label.clone(),
            key: entry.key.clone(),
            why_not: entry.why_not().map(str::to_owned),
        });
        let offered = offered.collect();
        self.searched = Searched { text, acts: found };
        if let Some(pane) = self.panes.get_mut(index) {
            pane.offered(offered);
        }
    }

    /// Does one of the acts that were offered.
    pub(super) fn do_offered(&mut self, nth: usize) {
        let chosen = self.searched.acts.get(nth);
        if let Some(choice) = chosen.map(|entry| entry.choice.clone()) {
            self.choose_entry(choice);
        }
    }

    /// Does what an entry of the palette says.
    pub(super) fn choose_entry(&mut self, chosen: Choice) {
        let typed = self.palette.typed();
        match chosen {
            Choice::Key(chord) => self.press(chord.event()),
            Choice::Section(desk, nth) if self.dialogs.is_empty() => self.go_section(desk, nth),
            Choice::Section(..) => self.status = (self.words.status_close_first(), true),
            Choice::Open(make) => {
                let pane = make(&self.words);
                self.cards.pressed = vec!["everywhere/key-palette".to_owned()];
                self.show(pane);
            }
            Choice::Card(place) => self.open_card(place),
            Choice::NewCard => self.new_card(),
            Choice::Practise => {
                let other = self.who.as_ref().map(|who| who.desk.other());
                self.choose_practice(other.unwrap_or(Desk::Back));
            }
            Choice::Missed => self.show_missed(),
            Choice::BackUp => {
                self.status = (self.words.backup_begun(), false);
                super::close_of_day::begin(&self.file, &self.clock, self.sender());
            }
            Choice::TryScanner => self.try_scanner(),
            Choice::Message(to) => self.write_message(to),
            Choice::Suspend => super::suspend::suspend(),
            Choice::Search if self.dialogs.is_empty() => {
                self.at_counter(Counter::searching(&typed));
            }
            Choice::Go(_) | Choice::Search if self.has_typed() => {
                self.status = (self.words.status_close_first(), true);
            }
            Choice::Search => {
                self.dialogs.clear();
                self.at_counter(Counter::searching(&typed));
            }
            Choice::Go(place) => {
                let top = self.top();
                self.carry_out(top, vec![Effect::Go(place)]);
            }
            Choice::Dim(why, duty) => {
                self.status = (why, true);
                self.wish_cover(duty.into_iter().collect());
            }
        }
    }

    /// Writes a message, for the colleague at this place or for somebody who is typed.
    fn write_message(&mut self, to: Option<usize>) {
        let Some(who) = &self.who else { return };
        let to = to.and_then(|nth| who.colleagues.get(nth));
        let to = to.map(|(code, _)| code.as_str());
        let form = crate::desk::questions::message_form(&self.words, who, to, None);
        self.cards.pressed = vec!["everywhere/key-palette".to_owned()];
        self.show(Bound::pane(form));
    }

    /// Whether a dialog holds text that was typed and not saved.
    fn has_typed(&self) -> bool {
        self.dialogs.iter().any(|(_, pane)| pane.is_dirty())
    }
}

/// Everything that can be done on the screen as it is.
pub(super) fn all(shell: &Shell) -> Vec<Entry> {
    let mut entries = here(shell);
    entries.extend(everywhere(shell));
    let known: Vec<String> = entries.iter().map(|entry| entry.others.clone()).collect();
    entries.extend(elsewhere(shell).filter(|entry| !known.contains(&entry.others)));
    entries.extend(cards(shell));
    entries
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
            Can::Now if typing && plain => Some((words.why_typing(), None)),
            Can::Now => None,
            Can::NotYours(duty) => Some((not_yours(words, duty), duty)),
            Can::Needs(what) => Some((what, None)),
            Can::NotNow => Some((why_not_now(words, id), None)),
        };
        let choice = why.map_or(Choice::Key(act.chord), |(why, duty)| Choice::Dim(why, duty));
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

/// Why a key of the screen on top does nothing now, and the duty that F4 could cover for it; none where it is no key of that screen, or can be pressed.
pub(super) fn why_refused(shell: &Shell, key: KeyEvent) -> Option<(String, Option<Duty>)> {
    let KeyCode::Char(letter) = key.code else {
        return None;
    };
    let pressed = Chord::char(letter).is(key).then(|| letter.to_string())?;
    let mut why = None;
    for entry in here(shell).iter().filter(|entry| entry.key == pressed) {
        let Choice::Dim(reason, duty) = &entry.choice else {
            return None;
        };
        why = why.or_else(|| Some((format!("{}: {reason}", entry.label), *duty)));
    }
    why
}

/// That an act is of another's duty: F4 is named to whoever is trained in it.
fn not_yours(words: &Words, could_cover: Option<Duty>) -> String {
    match could_cover {
        Some(duty) => words.why_not_yours_yet(words.duty(duty)),
        None => words.why_not_yours(),
    }
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
    let entry =
        |label, choice, id| Entry::new(Group::Everywhere, label, String::new(), choice).called(id);
    let unless = |duty: Duty, choice| {
        let who = shell.who.as_ref();
        if who.is_some_and(|who| who.may(duty)) {
            return choice;
        }
        let could = |who: &&Who| who.standing(duty) == Standing::CouldCover;
        let duty = who.filter(could).map(|_| duty);
        Choice::Dim(not_yours(words, duty), duty)
    };
    let mut entries = vec![
        entry(
            words.orders_new_title(),
            unless(
                Duty::Sales,
                Choice::Open(|_| Bound::pane(crate::front::orders::PlaceScreen::of(""))),
            ),
            "orders-new-title",
        ),
        entry(
            words.customers_new_title(),
            unless(
                Duty::Reception,
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
    entries.push(entry(
        words.palette_who_is_here(),
        Choice::Go(Place::Here),
        "palette-who-is-here",
    ));
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
    let back_up = if shell.is_practice() {
        Choice::Dim(words.practice_not_here(), None)
    } else {
        Choice::BackUp
    };
    entries.push(entry(words.palette_back_up(), back_up, "palette-back-up"));
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
