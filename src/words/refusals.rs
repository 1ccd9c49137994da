//! A refusal as a sentence.

use super::Words;
use crate::model::text::safe;
use crate::model::{Duties, Duty, Level};
use crate::office::{Class, Datum, PIN_FIELD, Refused};
use fluent_bundle::{FluentArgs, FluentValue};

impl Words {
    /// What stands in the way and the way out, in the reader's language. Safe to print.
    #[must_use]
    pub fn refused(&self, refused: &Refused) -> String {
        let mut args = FluentArgs::with_capacity(refused.data.len());
        // Whoever writes a request by hand knows a field by its name in it, whoever sees a form by its label.
        let is_request = refused.class == Class::Usage;
        for (name, datum) in refused.data.iter() {
            let value = match datum {
                Datum::Text(field) if *name == "field" && is_request => {
                    FluentValue::from(field.clone())
                }
                _ => self.datum(name, datum),
            };
            args.set(*name, value);
        }
        if let Some(label) = refused.fact("label") {
            args.set("field", self.datum("label", label));
        }
        let id = format!("refused-{}", refused.id);
        // Where nothing was written, nothing is quoted.
        let is_empty =
            matches!(refused.fact("value"), Some(Datum::Text(text)) if text.trim().is_empty());
        let missing = is_empty.then(|| self.by_id(&format!("empty-{}", refused.id), &args));
        let in_field = refused
            .fact(PIN_FIELD)
            .and_then(|_| self.by_id(&format!("pin-field-{}", refused.id), &args));
        let text = missing
            .flatten()
            .or(in_field)
            .or_else(|| self.by_id(&id, &args))
            .unwrap_or_else(|| refused.to_string());
        safe(&text).into_owned()
    }

    /// What is said of a field, by its label, in which something must stand.
    #[must_use]
    pub fn name_empty(&self, label: &str) -> String {
        self.refused(&Refused::rule("name-empty").with("field", label))
    }

    fn datum(&self, name: &str, datum: &Datum) -> FluentValue<'static> {
        match datum {
            Datum::Int(number) => FluentValue::from(*number),
            Datum::Text(text) => FluentValue::from(self.known(name, text)),
            Datum::Money(amount) => FluentValue::from(self.money(*amount)),
            Datum::Quantity(quantity) if name == "clear" => FluentValue::from(self.typed(quantity)),
            Datum::Quantity(quantity) => FluentValue::from(self.quantity(*quantity)),
            Datum::Instant(at) => FluentValue::from(self.date_time(*at)),
            Datum::Date(date) => FluentValue::from(self.day(*date)),
            Datum::Duty(duty) => FluentValue::from(self.duty(*duty)),
            Datum::Duties(duties) => FluentValue::from(self.duties(*duties)),
            Datum::Desk(desk) => FluentValue::from(self.word("desk", desk.as_str())),
            Datum::Level(level) => FluentValue::from(self.level(*level)),
            Datum::Vat(rate) => FluentValue::from(self.vat(*rate)),
            Datum::List(names) => FluentValue::from(if names.is_empty() {
                self.nobody()
            } else {
                names.join(", ")
            }),
            Datum::Word(id) => FluentValue::from(self.say(id, None)),
        }
    }

    /// Some facts are written words of the program: a state, a paper, a kind of thing.
    fn known(&self, name: &str, text: &str) -> String {
        if matches!(name, "discount" | "limit" | "of_line" | "of_whole") {
            let read = crate::model::Discount::parse(text);
            return read.map_or_else(|| text.to_owned(), |discount| self.typed_number(discount));
        }
        let group = match name {
            "kind" => "kind",
            "state" => "commercial",
            "fulfilment" => "fulfilment",
            "paper" => "paper",
            "field" => "field",
            _ => return text.to_owned(),
        };
        self.word(group, text)
    }

    /// The word for a written value: `word("paper", "delivery-note")` says message `paper-delivery-note`; the value itself where there is none.
    #[must_use]
    pub fn word(&self, group: &str, value: &str) -> String {
        let id = format!("{group}-{}", value.replace('_', "-"));
        self.by_id(&id, &FluentArgs::new())
            .unwrap_or_else(|| value.to_owned())
    }

    /// A duty by its name.
    #[must_use]
    pub fn duty(&self, duty: Duty) -> String {
        self.word("duty", duty.as_str())
    }

    /// Several duties.
    #[must_use]
    pub fn duties(&self, duties: Duties) -> String {
        duties
            .iter()
            .map(|duty| self.duty(duty))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// A level of competence.
    #[must_use]
    pub fn level(&self, level: Level) -> String {
        self.word("level", level.as_str())
    }
}
