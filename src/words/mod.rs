//! What the program says, in the reader's language.

mod czech;
mod format;
mod refusals;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

crate::written! {
    /// A language of the program.
    pub enum Lang {
        /// English.
        En = "en",
        /// Czech.
        Cs = "cs",
    }
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language, with the office's way of writing money and time.
#[derive(Debug, Clone)]
pub struct Words {
    lang: Lang,
    currency: String,
    zone: chrono_tz::Tz,
}

impl Words {
    /// The office's currency (ISO 4217).
    #[must_use]
    pub fn currency(&self) -> String {
        self.currency.clone()
    }

    /// Words in this language for an office with this currency (ISO 4217) and time zone.
    #[must_use]
    pub fn new(lang: Lang, currency: &str, zone: chrono_tz::Tz) -> Self {
        Self {
            lang,
            currency: currency.to_owned(),
            zone,
        }
    }

    /// Words in the office's own language, for its papers.
    #[must_use]
    pub fn of_office(facts: &crate::office::OfficeFacts) -> Self {
        Self::new(
            Lang::parse(&facts.language).unwrap_or(Lang::En),
            &facts.currency,
            facts.zone,
        )
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The key that says yes: the letter with which the word begins.
    #[must_use]
    pub const fn yes_letter(&self) -> char {
        match self.lang {
            Lang::En => 'y',
            Lang::Cs => 'a',
        }
    }

    /// Whether this letter says yes: that of the language, and `y` in each. A small one: the capitals with which the code on a
    /// label begins are no answer.
    #[must_use]
    pub const fn is_yes(&self, letter: char) -> bool {
        letter == 'y' || letter == self.yes_letter()
    }

    /// The time zone that moments are shown in.
    #[must_use]
    pub const fn zone(&self) -> chrono_tz::Tz {
        self.zone
    }

    /// A message by its id, for ids that are known only at run time; `None` where there is none.
    #[must_use]
    pub fn by_id(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        bundle(self.lang)
            .has_message(id)
            .then(|| self.say(id, Some(args)))
    }

    fn say(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = bundle(self.lang);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let said = bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned();
        match self.lang {
            Lang::En => said,
            Lang::Cs => czech::in_case(said),
        }
    }
}

/// The parsed word files of a language; parsed when first asked for.
fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 2] =
        [OnceLock::new(), OnceLock::new()];
    let (slot, text, tag) = match lang {
        Lang::En => (&BUNDLES[0], ENGLISH, "en"),
        Lang::Cs => (&BUNDLES[1], CZECH, "cs"),
    };
    slot.get_or_init(|| {
        let resource =
            FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let tag: unic_langid::LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    })
}
