//! A form that edits what is on file follows it: what somebody else changes meanwhile shows in the fields that nobody touched here,
//! and where both changed the same field it is said, with both values and by whom. Only what was changed by hand is saved.

use super::{Form, Slot};
use crate::words::{Words, named};

/// What is on file, and who changed it last; empty: nobody lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnFile<K> {
    /// The thing that the form edits.
    pub what: K,
    /// Their name.
    pub by: String,
}

/// What stands on file in one field, as it is typed.
#[derive(Debug, Clone)]
pub struct FieldNow {
    nth: usize,
    text: String,
}

impl<T: 'static> Slot<T> {
    /// In this field stands this on file.
    #[must_use]
    pub fn now(&self, text: impl Into<String>) -> FieldNow {
        FieldNow {
            nth: self.nth(),
            text: text.into(),
        }
    }
}

/// What a form has shown of the thing that it edits.
#[derive(Debug)]
pub struct Follow<K>(Option<OnFile<K>>);

impl<K> Default for Follow<K> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: Clone + PartialEq> Follow<K> {
    /// Puts what was read into the form, if it is not what was read before.
    pub fn show(
        &mut self,
        read: Option<&OnFile<K>>,
        form: &mut Form,
        words: &Words,
        fields: impl FnOnce(&K) -> Vec<FieldNow>,
    ) {
        let Some(read) = read.filter(|read| self.0.as_ref() != Some(*read)) else {
            return;
        };
        form.follow(&fields(&read.what), &read.by, words);
        self.0 = Some(read.clone());
    }
}

/// Says that somebody else wrote another value into a field meanwhile.
#[must_use]
pub fn both(field: &str, (by, theirs): (&str, &str), yours: &str, words: &Words) -> String {
    let shown = |text: &str| if text.is_empty() { "-" } else { text }.to_owned();
    let theirs = named::Theirs(shown(theirs));
    let (field, yours) = (named::Field(field), named::Yours(shown(yours)));
    if by.is_empty() {
        words.form_changed_meanwhile(field, theirs, yours)
    } else {
        words.form_changed_meanwhile_by(named::By(by), field, theirs, yours)
    }
}

impl Form {
    /// Each field as it is on file now. What was typed by hand stays.
    pub fn follow(&mut self, now: &[FieldNow], by: &str, words: &Words) {
        let mut told = false;
        for now in now {
            let Some(input) = self.inputs.get_mut(now.nth) else {
                continue;
            };
            if input.start == now.text {
                continue;
            }
            let typed = input.field.value().to_owned();
            if typed == input.start {
                input.set_on_file(&now.text);
            } else if typed != now.text {
                let (theirs, yours) = (input.shown_of(&now.text), input.shown());
                input.meanwhile = both(&input.label, (by, theirs), yours, words);
                told = true;
            }
            input.start.clone_from(&now.text);
        }
        if told && self.overtaken {
            // The refusal said the same before it was known by whom.
            self.settle();
        }
    }

    /// Each field begins with this from now on, because the form is about something else. What was typed by hand stays.
    pub fn begin_anew(&mut self, now: &[FieldNow]) {
        for now in now {
            let Some(input) = self.inputs.get_mut(now.nth) else {
                continue;
            };
            if input.field.value() == input.start {
                input.set_on_file(&now.text);
            }
            input.start.clone_from(&now.text);
            input.meanwhile.clear();
        }
    }

    /// What is said of fields that somebody else changed as well, while that is not what stands in them.
    pub(super) fn meanwhile(&self) -> String {
        let inputs = self.inputs.iter();
        let said = inputs.filter(|input| input.field.value() != input.start);
        let said = said.map(|input| input.meanwhile.as_str());
        let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
        said.join(" ")
    }
}
