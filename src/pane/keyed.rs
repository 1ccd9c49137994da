//! What kind of screen something is, and all of its keys, whether they can be pressed now or not: for the job cards, which name keys.

use super::{Chord, Screen, Who};
use crate::model::Duty;
use crate::office::Standing;
use crate::words::Words;
use std::any::TypeId;

/// A kind of screen, without one of it.
#[derive(Debug, Clone, Copy)]
pub struct Keyed {
    kind: fn() -> TypeId,
    keys: fn(&Words) -> Vec<(Chord, String)>,
}

/// One of the keys of a screen that is open, and whether it can be pressed.
#[derive(Debug, Clone)]
pub struct Act {
    /// The key.
    pub chord: Chord,
    /// What it is called.
    pub label: String,
    /// What it is called in English: its words are known by that.
    pub english: String,
    /// Whether it can be pressed now.
    pub can: Can,
}

/// Whether a key can be pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Can {
    /// Now.
    Now,
    /// By others, who have its duty; with the duty, where this person could cover it.
    NotYours(Option<Duty>),
    /// Not before something is open or chosen.
    Needs(String),
    /// Not with what is open now.
    NotNow,
}

/// As if somebody owned every duty: tells whether a key waits for a duty or for something else.
pub(super) fn with_every_duty(who: &Who) -> Who {
    let standing = Duty::ALL.iter().map(|duty| (*duty, Standing::Owns));
    Who {
        standing: standing.collect(),
        ..who.clone()
    }
}

/// The duty that a key waits for, of those that this person is trained to cover.
pub(super) fn could_cover_for(who: &Who, works: impl Fn(&Who) -> bool) -> Option<Duty> {
    let trained = who.standing.iter();
    let trained = trained.filter(|(_, standing)| *standing == Standing::CouldCover);
    let mut trained = trained.map(|(duty, _)| *duty);
    trained.find(|duty| {
        let others = who.standing.iter().filter(|(known, _)| known != duty);
        works(&Who {
            standing: others.copied().chain([(*duty, Standing::Owns)]).collect(),
            ..who.clone()
        })
    })
}

impl Keyed {
    /// That of this screen.
    #[must_use]
    pub const fn of<S: Screen>() -> Self {
        Self {
            kind: TypeId::of::<S>,
            keys: |words| {
                S::BINDINGS
                    .iter()
                    .map(|binding| (binding.chord, (binding.label)(words)))
                    .collect()
            },
        }
    }

    /// All of its keys with their labels.
    #[must_use]
    pub fn keys(&self, words: &Words) -> Vec<(Chord, String)> {
        (self.keys)(words)
    }

    /// Whether both are of one kind.
    #[must_use]
    pub fn is(&self, other: Self) -> bool {
        (self.kind)() == (other.kind)()
    }
}
