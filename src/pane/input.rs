//! One field of a form.

use crate::office::Refused;
use crate::ui::Field;
use crate::words::Words;
use std::sync::Arc;

/// Reads a text as the field is read when it is saved.
type Judging = Arc<dyn Fn(&str) -> Result<(), Refused> + Send + Sync>;

/// What is wrong with a text; nothing is where a field takes any.
#[derive(Clone, Default)]
pub(super) struct Judge(Option<Judging>);

impl Judge {
    /// Judges as this reads.
    pub(super) fn by(read: impl Fn(&str) -> Result<(), Refused> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(read)))
    }

    fn wrong(&self, text: &str) -> Option<Refused> {
        self.0.as_ref().and_then(|read| read(text).err())
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Judge").field(&self.0.is_some()).finish()
    }
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Input {
    pub(super) label: String,
    pub(super) field: Field,
    /// What follows from what stands in it, shown beside it; and whether that is what is wrong with it.
    pub(super) beside: (String, bool),
    /// Says what is wrong with a text in it, if that can be seen of the text alone.
    pub(super) judge: Judge,
    pub(super) choices: Vec<(String, String)>,
    pub(super) start: String,
    pub(super) rows: u16,
    /// Is not shown as it is typed.
    pub(super) hidden: bool,
    /// Nothing is saved while it is empty.
    pub(super) required: bool,
    /// A code that is scanned while it has focus is put into it as it is.
    pub(super) keeps_codes: bool,
    /// Of a PIN: what stood in it when it was sent to be checked.
    pub(super) sent: String,
    /// Which field of the verb it is; empty: none by itself.
    pub(super) writes: &'static str,
    /// What is said where somebody else has changed the same field since the form was opened.
    pub(super) meanwhile: String,
}

impl Input {
    /// A line of text, with what stands in it at first.
    #[must_use]
    pub fn text(label: String, value: &str) -> Self {
        Self {
            label,
            field: Field::with(value),
            beside: (String::new(), false),
            judge: Judge::default(),
            choices: Vec::new(),
            start: value.to_owned(),
            rows: 1,
            hidden: false,
            required: false,
            keeps_codes: false,
            sent: String::new(),
            writes: "",
            meanwhile: String::new(),
        }
    }

    /// The same field, without which nothing is saved: the form says so by its label and puts the keys there.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field, which is this one of the verb that saves it.
    #[must_use]
    pub const fn writes(mut self, field: &'static str) -> Self {
        self.writes = field;
        self
    }

    /// The same field, which keeps a code that is scanned into it: a barcode, a badge.
    #[must_use]
    pub const fn keeps_codes(mut self) -> Self {
        self.keeps_codes = true;
        self
    }

    /// A line of text with what is usual in it: what is typed takes its place.
    #[must_use]
    pub fn offered(label: String, value: &str) -> Self {
        Self {
            field: Field::offered(value),
            ..Self::text(label, value)
        }
    }

    /// A PIN, which is not shown.
    #[must_use]
    pub fn pin(label: String) -> Self {
        Self {
            hidden: true,
            ..Self::text(label, "")
        }
    }

    /// Several lines of text, such as a note.
    #[must_use]
    pub fn note(label: String, value: &str) -> Self {
        Self {
            rows: 6,
            field: Field::with(value).with_rows(),
            ..Self::text(label, value)
        }
    }

    /// "no" or "yes", with no at first.
    #[must_use]
    pub fn yes_or_no(label: String, words: &Words) -> Self {
        let choices = [("no", words.no()), ("yes", words.yes())];
        let choices = choices.map(|(value, shown)| (value.to_owned(), shown));
        Self::choice(label, choices.to_vec())
    }

    /// One of several: (value, as shown); Left, Right and Space change it. The first is chosen.
    #[must_use]
    pub fn choice(label: String, choices: Vec<(String, String)>) -> Self {
        let start = choices
            .first()
            .map(|(value, _)| value.clone())
            .unwrap_or_default();
        Self {
            label,
            field: Field::with(&start),
            beside: (String::new(), false),
            judge: Judge::default(),
            choices,
            start,
            rows: 1,
            hidden: false,
            required: false,
            keeps_codes: false,
            sent: String::new(),
            writes: "",
            meanwhile: String::new(),
        }
    }

    /// The same choice, with this one of them chosen.
    #[must_use]
    pub fn chosen(mut self, value: &str) -> Self {
        if self.choices.iter().any(|(choice, _)| choice == value) {
            self.field.set(value);
            value.clone_into(&mut self.start);
        }
        self
    }

    /// Shows what is on file now in a field that nobody has touched.
    pub(super) fn set_on_file(&mut self, text: &str) {
        if self.field.is_offered() {
            self.field = Field::offered(text);
        } else {
            self.field.set(text);
        }
    }

    /// What was sent is wrong and goes; what was typed behind it meanwhile stays.
    pub(super) fn forget_sent(&mut self) {
        let typed = self.field.value();
        let behind = typed.strip_prefix(self.sent.as_str()).unwrap_or(typed);
        self.field = Field::with(behind);
        self.sent.clear();
    }

    /// What is wrong with what was typed into it, while it is being typed. Of a PIN and of what was chosen nothing is said.
    pub(super) fn wrong(&self) -> Option<Refused> {
        let typed = self.field.value().trim();
        let is_typed = !typed.is_empty() && typed != self.start.trim();
        if !is_typed || self.hidden || !self.choices.is_empty() {
            return None;
        }
        self.judge.wrong(typed)
    }

    pub(super) fn shown(&self) -> &str {
        self.shown_of(self.field.value())
    }

    /// How this would be shown in it.
    pub(super) fn shown_of<'a>(&'a self, value: &'a str) -> &'a str {
        let known = self.choices.iter().find(|(choice, _)| choice == value);
        known.map_or(value, |(_, shown)| shown)
    }

    pub(super) fn turn(&mut self, forwards: bool) {
        let count = self.choices.len();
        let at = self
            .choices
            .iter()
            .position(|(value, _)| value == self.field.value())
            .unwrap_or(0);
        let next = if forwards {
            at + 1
        } else {
            at + count.saturating_sub(1)
        };
        if let Some((value, _)) = next
            .checked_rem(count)
            .and_then(|next| self.choices.get(next))
        {
            self.field.set(value);
        }
    }
}
