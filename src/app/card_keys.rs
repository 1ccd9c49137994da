//! The keys that job cards name: every section, every dialog and what works everywhere, by the ids of their words.

use super::draw::keys_everywhere;
use super::sections::SECTIONS;
use crate::model::Desk;
use crate::pane::{Chord, Form, Keyed, Pane, Who};
use crate::words::{Lang, MESSAGES, Words};
use crossterm::event::KeyCode;
use fluent_bundle::FluentArgs;
use std::sync::OnceLock;

/// The dialogs whose keys cards name, by the first part of the placeholder.
static DIALOGS: &[(&str, Keyed)] = &[
    ("form", Keyed::of::<Form>()),
    ("place", Keyed::of::<crate::front::orders::PlaceScreen>()),
    ("payment", crate::front::counter::PAYMENT_DIALOG),
    ("pick", crate::back::picking::PICK_DIALOG),
    ("count", crate::back::stock::COUNT_DIALOG),
    ("counts", crate::back::stock::COUNTS_DIALOG),
    ("bins", crate::back::stock::BINS_DIALOG),
    ("answer", Keyed::of::<crate::cover::shift::AcceptScreen>()),
    (
        "thread",
        Keyed::of::<crate::desk::questions::ThreadScreen>(),
    ),
    ("sheet", Keyed::of::<crate::cover::handback::SheetScreen>()),
];

/// Where keys are found: a section, a dialog, or everywhere.
pub(super) struct Place {
    /// The first part of a placeholder: "picking".
    pub(super) name: String,
    /// The keys that go there; empty where there is no one way.
    way: String,
    /// What kind of screen it is; none: everywhere.
    keyed: Option<Keyed>,
    /// Keys, with the ids of the words of their labels.
    keys: Vec<(Chord, Vec<&'static str>)>,
}

/// Every place; made when a card first asks.
pub(super) fn places() -> &'static [Place] {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let (words, ids) = english();
        let mut places: Vec<Place> = sections(words, ids).collect();
        places.extend(DIALOGS.iter().map(|(name, keyed)| Place {
            name: (*name).to_owned(),
            way: String::new(),
            keyed: Some(*keyed),
            keys: ids.keys(keyed.keys(words)),
        }));
        places.push(Place {
            name: "card".to_owned(),
            way: String::new(),
            keyed: None,
            keys: ids.keys(super::card_press::keys_of_cards(words)),
        });
        let mut everywhere = keys_everywhere(words);
        everywhere.push((Chord::key(KeyCode::F(1)), words.key_help()));
        everywhere.push((Chord::key(KeyCode::Esc), words.key_back()));
        places.push(Place {
            name: "everywhere".to_owned(),
            way: String::new(),
            keyed: None,
            keys: ids.keys(everywhere),
        });
        places
    })
}

/// Labels are known by their English texts.
fn english() -> &'static (Words, Ids) {
    static ENGLISH: OnceLock<(Words, Ids)> = OnceLock::new();
    ENGLISH.get_or_init(|| {
        let words = Words::new(Lang::En, "CZK", chrono_tz::UTC);
        let ids = Ids::of(&words);
        (words, ids)
    })
}

/// The keys that can be pressed on a screen now, as cards name them. A dialog without a name of its own is a "form".
pub(super) fn offers(pane: &dyn Pane, who: &Who) -> Vec<(Chord, String)> {
    let (words, ids) = english();
    let name = name_of(pane);
    let named = ids.keys(pane.keys(words, who)).into_iter();
    named
        .flat_map(|(chord, labels)| {
            let names = labels.iter().map(|label| format!("{name}/{label}"));
            names.map(|name| (chord, name)).collect::<Vec<_>>()
        })
        .collect()
}

/// The name of a screen, as cards name it: "picking", "form".
pub(super) fn name_of(pane: &dyn Pane) -> String {
    let keyed = pane.keyed();
    let place = places()
        .iter()
        .find(|place| place.keyed.is_some_and(|known| known.is(keyed)));
    place.map_or_else(|| "form".to_owned(), |place| place.name.clone())
}

fn sections<'a>(words: &'a Words, ids: &'a Ids) -> impl Iterator<Item = Place> + 'a {
    let mut digits = [0; 3];
    SECTIONS.iter().map(move |section| {
        let slot = super::shell::slot(section.desk);
        digits[slot] += 1;
        let desk = match section.desk {
            Some(Desk::Front) => "F2",
            Some(Desk::Back) => "F3",
            None => "F9",
        };
        let title = (section.title)(words);
        let name = ids
            .of_text(&title)
            .into_iter()
            .find_map(|id| id.strip_prefix("section-"));
        let keyed = (section.make)().keyed();
        Place {
            name: name.unwrap_or_default().to_owned(),
            way: format!("{desk}, {}", digits[slot]),
            keyed: Some(keyed),
            keys: ids.keys(keyed.keys(words)),
        }
    })
}

/// English texts, and the ids of the messages that say them.
struct Ids(Vec<(String, &'static str)>);

/// Everything that a key does at a section: the id of its words, the key, and the way there.
pub(super) fn acts() -> impl Iterator<Item = (&'static str, Chord, &'static str, Keyed)> {
    let sections = places().iter().filter(|place| !place.way.is_empty());
    sections.flat_map(|place| {
        let keys = place.keys.iter();
        let keys = keys.filter_map(|(chord, ids)| Some((called(ids)?, *chord)));
        let keyed = place.keyed;
        keys.filter_map(move |(id, chord)| Some((id, chord, place.way.as_str(), keyed?)))
    })
}

/// The id of the words that say this in English.
pub(super) fn id_of(english_text: &str) -> Option<&'static str> {
    called(&english().1.of_text(english_text))
}

/// Of several ids with the same words the one that people call something else besides.
fn called(ids: &[&'static str]) -> Option<&'static str> {
    let has_names = |id: &&&'static str| {
        let alias = format!("alias-{id}");
        MESSAGES.iter().any(|(known, _)| *known == alias)
    };
    ids.iter().find(has_names).or_else(|| ids.first()).copied()
}

/// English, by whose words keys are known.
pub(super) fn in_english() -> &'static Words {
    &english().0
}

impl Ids {
    fn of(words: &Words) -> Self {
        let none = FluentArgs::new();
        let plain = MESSAGES
            .iter()
            .filter(|(_, variables)| variables.is_empty());
        Self(
            plain
                .filter_map(|(id, _)| Some((words.by_id(id, &none)?, *id)))
                .collect(),
        )
    }

    fn of_text(&self, text: &str) -> Vec<&'static str> {
        let same = self.0.iter().filter(|(known, _)| known == text);
        same.map(|(_, id)| *id).collect()
    }

    fn keys(&self, keys: Vec<(Chord, String)>) -> Vec<(Chord, Vec<&'static str>)> {
        keys.into_iter()
            .map(|(chord, label)| (chord, self.of_text(&label)))
            .collect()
    }
}

/// What a placeholder of a job card stands for: `picking` is the way to a section ("F3, 1"), `picking/picking-key-pick` the way to a
/// key of it ("F3, 1, Enter"), `@picking/picking-key-pick` the key alone; `form/key-save` is a key of a dialog,
/// `everywhere/key-cover` one that always works. `None` where there is no such key.
#[must_use]
pub fn key_of(placeholder: &str) -> Option<String> {
    let (alone, rest) = match placeholder.strip_prefix('@') {
        Some(rest) => (true, rest),
        None => (false, placeholder),
    };
    let (name, label) = match rest.split_once('/') {
        Some((name, label)) => (name, Some(label)),
        None => (rest, None),
    };
    let mut places = places().iter().filter(|place| place.name == name);
    let Some(label) = label else {
        return places
            .next()
            .map(|place| place.way.clone())
            .filter(|way| !way.is_empty() && !alone);
    };
    places.find_map(|place| {
        let (chord, _) = place.keys.iter().find(|(_, ids)| ids.contains(&label))?;
        if alone || place.way.is_empty() {
            Some(chord.to_string())
        } else {
            Some(format!("{}, {chord}", place.way))
        }
    })
}
