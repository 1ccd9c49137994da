//! Why something was not done: an id and the facts, so that every language and every script can say it.

use crate::model::number::two_ways;
use crate::model::{Desk, Discount, Duties, Duty, Instant, Level, Money, Quantity, VatRate};
use crate::store::{FileFault, StoreError};
use chrono::NaiveDate;

/// What kind of refusal it is; it decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A rule of the office: exit code 1.
    Rule,
    /// The request itself is malformed: exit code 2 where nothing else is said, 1 for a line of `do`.
    Usage,
    /// The person may not: exit code 3.
    NotAllowed,
    /// The file is busy, full, damaged or out of reach: exit code 4.
    Store,
}

/// One fact of a refusal, kept in its own type so that each language writes it its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// A name, number or word as it stands.
    Text(String),
    /// A count, or a yes (1) or no (0).
    Int(i64),
    /// An amount.
    Money(Money),
    /// A quantity, in thousandths.
    Quantity(Quantity),
    /// A moment.
    Instant(Instant),
    /// A day.
    Date(NaiveDate),
    /// A duty.
    Duty(Duty),
    /// Several duties.
    Duties(Duties),
    /// A desk.
    Desk(Desk),
    /// A level of competence.
    Level(Level),
    /// A VAT rate.
    Vat(VatRate),
    /// Names.
    List(Vec<String>),
    /// The id of a word in the word files, such as "order-state-ready".
    Word(&'static str),
}

macro_rules! datum_from {
    ($($type:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$type> for Datum {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )+};
}
datum_from!(String => Text, i64 => Int, Money => Money, Quantity => Quantity, Instant => Instant, NaiveDate => Date, Duty => Duty,
    Duties => Duties, Desk => Desk, Level => Level, VatRate => Vat, Vec<String> => List);

impl<T: Into<Self>> From<Option<T>> for Datum {
    /// Nothing is a dash.
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::from("-"), Into::into)
    }
}
impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Datum {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Discount> for Datum {
    fn from(share: Discount) -> Self {
        Self::Text(share.to_string())
    }
}
impl From<bool> for Datum {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

/// The fact of a refusal that names the field with the wrong PIN.
pub const PIN_FIELD: &str = "pin_field";

/// A refusal: what stands in the way. `words` renders it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name in JSON and, with `refused-` before it, in the word files.
    pub id: &'static str,
    /// Decides the exit code.
    pub class: Class,
    /// The facts, by name. Boxed: refusals travel in every `Result`.
    pub data: Box<Vec<(&'static str, Datum)>>,
}

impl Refused {
    /// A rule of the office forbids it.
    #[must_use]
    pub fn rule(id: &'static str) -> Self {
        Self {
            id,
            class: Class::Rule,
            data: Box::default(),
        }
    }

    /// The request is malformed.
    #[must_use]
    pub fn usage(id: &'static str) -> Self {
        Self {
            id,
            class: Class::Usage,
            data: Box::default(),
        }
    }

    /// The person may not.
    #[must_use]
    pub fn not_allowed(id: &'static str) -> Self {
        Self {
            id,
            class: Class::NotAllowed,
            data: Box::default(),
        }
    }

    /// The store cannot.
    #[must_use]
    pub fn store(id: &'static str) -> Self {
        Self {
            id,
            class: Class::Store,
            data: Box::default(),
        }
    }

    /// Nothing of this kind has that name; where none is given, one must be. `kind` is a plain word: "order", "item", "staff"...
    #[must_use]
    pub fn not_found(kind: &'static str, name: &str) -> Self {
        if name.trim().is_empty() {
            return Self::rule("name-empty").with("field", kind);
        }
        Self::rule("not-found")
            .with("kind", kind)
            .with("name", shorten(name, 60))
    }

    /// A typed number could not be read. Where it can be meant in two ways, both are said; `id` says that it is none.
    #[must_use]
    pub fn misread(id: &'static str, text: &str) -> Self {
        let Some(both) = two_ways(text) else {
            return Self::rule(id).with("value", text);
        };
        let two = match id {
            "bad-quantity" => "number-two-ways",
            _ => "amount-two-ways",
        };
        Self::rule(two)
            .with("value", text)
            .with("grouped", Quantity(both.grouped))
            .with("decimal", Quantity(both.decimal))
            .with("clear", Quantity(both.decimal))
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, datum: impl Into<Datum>) -> Self {
        // Whatever was written, a refusal stays one sentence.
        let datum = match datum.into() {
            Datum::Text(text) if text.len() > TEXT_CHARACTERS_MAX => {
                Datum::Text(shorten(&text, TEXT_CHARACTERS_MAX))
            }
            other => other,
        };
        self.data.push((name, datum));
        self
    }

    /// A PIN was wrong, or its owner is locked out: the field of a form that it was typed into, by its label, where there are several.
    #[must_use]
    pub fn in_pin_field(self, label: &str) -> Self {
        if matches!(self.id, "wrong-pin" | "locked-out") {
            self.with(PIN_FIELD, label)
        } else {
            self
        }
    }

    /// The field that it is about is called so on the screen: the id of a word.
    #[must_use]
    pub fn labelled(mut self, word: &'static str) -> Self {
        self.data.push(("label", Datum::Word(word)));
        self
    }

    /// A fact by its name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Datum> {
        self.data
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, datum)| datum)
    }

    /// Whether a yes-or-no fact is there and says yes.
    #[must_use]
    pub fn says(&self, name: &str) -> bool {
        matches!(self.fact(name), Some(Datum::Int(1)))
    }

    /// The facts as JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let facts = self
            .data
            .iter()
            .map(|(name, datum)| ((*name).to_owned(), datum.json()));
        serde_json::Value::Object(facts.collect())
    }
}

impl Datum {
    /// As scripts read it.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Int(number) => (*number).into(),
            Self::Money(amount) => amount.to_string().into(),
            Self::Quantity(quantity) => quantity.to_string().into(),
            Self::Instant(at) => at.to_string().into(),
            Self::Date(date) => date.to_string().into(),
            Self::Duty(duty) => duty.as_str().into(),
            Self::Duties(duties) => duties.iter().map(Duty::as_str).collect(),
            Self::Desk(desk) => desk.as_str().into(),
            Self::Level(level) => level.as_str().into(),
            Self::Vat(rate) => rate.to_string().into(),
            Self::List(names) => names.clone().into(),
            Self::Word(id) => (*id).into(),
        }
    }
}

/// The longest text of a fact, in characters.
const TEXT_CHARACTERS_MAX: usize = 300;

/// At most so many characters of what somebody wrote, so that a refusal stays one sentence.
fn shorten(text: &str, characters: usize) -> String {
    let mut short: String = text.chars().take(characters).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id, self.json())
    }
}

impl std::error::Error for Refused {}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::store("store-busy"),
            StoreError::Full => Self::store("store-full"),
            StoreError::ReadOnly => Self::store("store-read-only").with("path", ""),
            StoreError::Foreign(detail) => Self::store("store-altered").with("detail", detail),
            StoreError::Damaged(detail) | StoreError::Constraint(detail) => {
                Self::store("store-damaged").with("detail", detail)
            }
            StoreError::UnknownWord(word) => Self::store("store-damaged")
                .with("detail", format!("unknown word {word:?}"))
                .with("word", word),
            StoreError::Io(detail) | StoreError::Asked(detail) => {
                Self::store("store-io").with("detail", detail)
            }
        }
    }
}

impl From<FileFault> for Refused {
    fn from(fault: FileFault) -> Self {
        let named =
            |id, path: std::path::PathBuf| Self::store(id).with("path", path.display().to_string());
        match fault {
            FileFault::Missing(path) => named("store-missing", path),
            FileFault::Exists(path) => named("store-exists", path),
            FileFault::Foreign(path) => named("store-foreign", path),
            FileFault::Newer(path) => named("store-newer", path),
            FileFault::Older(path) => named("store-older", path),
            FileFault::Network(path) => named("store-network", path),
            FileFault::InUse(path) => named("store-in-use", path),
            FileFault::ReadOnly(path) => named("store-read-only", path),
            FileFault::Practice(path) => named("store-practice", path),
            FileFault::Damaged(_, detail) => Self::store("store-damaged").with("detail", detail),
            FileFault::Store(_, error) => error.into(),
        }
    }
}
