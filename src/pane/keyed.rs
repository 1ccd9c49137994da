//! What kind of screen something is, and all of its keys, whether they can be pressed now or not: for the job cards, which name keys.

use super::{Chord, Screen};
use crate::words::Words;
use std::any::TypeId;

/// A kind of screen, without one of it.
#[derive(Debug, Clone, Copy)]
pub struct Keyed {
    kind: fn() -> TypeId,
    keys: fn(&Words) -> Vec<(Chord, String)>,
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
