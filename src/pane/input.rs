//! One field of a form.

use crate::ui::Field;
use crate::words::Words;

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Input {
    pub(super) label: String,
    pub(super) field: Field,
    /// What follows from what stands in it, shown beside it.
    pub(super) beside: String,
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
            beside: String::new(),
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
            beside: String::new(),
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
