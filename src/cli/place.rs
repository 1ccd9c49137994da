//! Where a command works, and in which words.

use super::output::say;
use crate::model::{Clock, SystemClock};
use crate::office::{Office, OfficeFacts, Refused};
use crate::words::{Lang, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a command works, and in which words.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a Path,
    pub(super) terminal: Option<&'a str>,
    pub(super) words: &'a Words,
    /// The language that was asked for, by the arguments or `SWINGDOOR_LANG`.
    pub(super) asked: Option<Lang>,
}

impl Place<'_> {
    /// Words for what an office prints: in the language that was asked for, else in that of whoever is signed in, else in the office's.
    pub(super) fn words_for(&self, facts: &OfficeFacts, own: Option<Lang>) -> Words {
        let lang = self.asked.or(own).or(Lang::parse(&facts.language));
        Words::new(lang.unwrap_or(Lang::En), &facts.currency, facts.zone)
    }

    pub(super) fn clock() -> Arc<dyn Clock> {
        Arc::new(SystemClock)
    }

    pub(super) fn open(&self) -> Result<Office, Refused> {
        self.tell_of_upgrade();
        Office::open(self.file, Self::clock())
    }

    /// Bringing years of orders up to date takes minutes: that is said before.
    pub(super) fn tell_of_upgrade(&self) {
        if crate::store::is_older(self.file) {
            say(&self.words.cli_upgrading(self.file.display().to_string()));
        }
    }

    pub(super) fn open_to_read(&self) -> Result<Office, Refused> {
        Office::open_to_read(self.file, Self::clock())
    }
}

/// Before a file is open nobody's language is known: the arguments', else the environment's, else English.
pub(super) fn words_before_opening(asked: Option<&str>) -> Words {
    let from_environment = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    };
    let tag = asked
        .map(str::to_owned)
        .or_else(from_environment)
        .unwrap_or_default();
    let lang = if tag.starts_with("cs") {
        Lang::Cs
    } else {
        Lang::En
    };
    Words::new(lang, "CZK", chrono_tz::Europe::Prague)
}

/// `office.swing` in the user's data folder.
pub(super) fn default_file() -> PathBuf {
    use etcetera::BaseStrategy;
    match etcetera::choose_base_strategy() {
        Ok(places) => places.data_dir().join("swingdoor").join("office.swing"),
        Err(_) => PathBuf::from("office.swing"),
    }
}
