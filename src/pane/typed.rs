//! Fields that hand out what they are for: an amount, a duty, a person. What cannot be read is said, and the keys go where it stands.

use super::Input;
use super::input::Judge;
use crate::model::{Discount, Money, Quantity, VatRate, number};
use crate::office::{Pin, Refused, Shown};
use serde::Serialize;
use std::sync::Arc;

type Read<T> = Arc<dyn Fn(&str) -> Result<T, Refused> + Send + Sync>;

/// A field of a form that hands out a `T`.
pub struct Slot<T> {
    nth: usize,
    read: Read<T>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self {
            nth: self.nth,
            read: Arc::clone(&self.read),
        }
    }
}

impl<T> std::fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Slot").field(&self.nth).finish()
    }
}

impl<T: 'static> Slot<T> {
    /// The same field, which may be empty.
    #[must_use]
    pub fn optional(self) -> Slot<Option<T>> {
        Slot {
            nth: self.nth,
            read: Arc::new(move |text| {
                if text.is_empty() {
                    Ok(None)
                } else {
                    (self.read)(text).map(Some)
                }
            }),
        }
    }

    /// Says what is wrong with this field, where that shows only beside the others.
    #[must_use]
    pub const fn wrong(&self, refused: Refused) -> Wrong {
        Wrong {
            nth: Some(self.nth),
            refused,
        }
    }

    pub(super) const fn nth(&self) -> usize {
        self.nth
    }
}

/// What is wrong with what was typed, and in which field.
#[derive(Debug, Clone)]
pub struct Wrong {
    pub(super) nth: Option<usize>,
    pub(super) refused: Refused,
}

impl From<Refused> for Wrong {
    fn from(refused: Refused) -> Self {
        Self { nth: None, refused }
    }
}

/// The fields of a form in their order.
#[derive(Debug, Default)]
pub struct Inputs(pub(super) Vec<Input>);

impl Inputs {
    /// No fields yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One more field, read so; what was typed comes without the blanks around it.
    pub fn add<T: 'static>(
        &mut self,
        input: Input,
        read: impl Fn(&str) -> Result<T, Refused> + Send + Sync + 'static,
    ) -> Slot<T> {
        let read: Read<T> = Arc::new(read);
        let judging = Arc::clone(&read);
        self.0.push(Input {
            judge: Judge::by(move |text| judging(text).map(drop)),
            ..input
        });
        Slot {
            nth: self.0.len() - 1,
            read,
        }
    }

    /// A text as it is typed.
    pub fn text(&mut self, input: Input) -> Slot<String> {
        self.add(input, |text| Ok(text.to_owned()))
    }

    /// An amount.
    pub fn money(&mut self, input: Input) -> Slot<Money> {
        self.number(input, Money::parse, "bad-money")
    }

    /// A quantity.
    pub fn quantity(&mut self, input: Input) -> Slot<Quantity> {
        self.number(input, Quantity::parse, "bad-quantity")
    }

    /// A whole number.
    pub fn count(&mut self, input: Input) -> Slot<i64> {
        self.number(input, |text| number::typed(text, 0).ok(), "bad-quantity")
    }

    /// A VAT rate in per cent.
    pub fn vat(&mut self, input: Input) -> Slot<VatRate> {
        self.number(input, VatRate::parse, "bad-vat")
    }

    /// A discount in per cent.
    pub fn discount(&mut self, input: Input) -> Slot<Discount> {
        self.number(input, Discount::parse, "bad-discount")
    }

    fn number<T: 'static>(
        &mut self,
        input: Input,
        parse: fn(&str) -> Option<T>,
        id: &'static str,
    ) -> Slot<T> {
        self.add(input, move |text| {
            parse(text).ok_or_else(|| Refused::misread(id, text))
        })
    }

    /// A PIN.
    pub fn pin(&mut self, input: Input) -> Slot<Pin> {
        self.add(input, Pin::new)
    }

    /// The PIN of whoever is signed in, who says with it that it is really them.
    pub fn own_pin(&mut self, input: Input) -> Slot<Pin> {
        self.add(input, |text| {
            Pin::new(text).map_err(|_| Refused::rule("own-pin-needed"))
        })
    }

    /// Yes or no.
    pub fn yes_or_no(&mut self, input: Input) -> Slot<bool> {
        self.one_of(input, |value| match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    /// One of the field's choices, by its written value.
    pub fn one_of<T: 'static>(
        &mut self,
        input: Input,
        parse: impl Fn(&str) -> Option<T> + Send + Sync + 'static,
    ) -> Slot<T> {
        self.add(input, move |value| {
            parse(value).ok_or_else(|| Refused::rule("no-such-choice").with("value", value))
        })
    }
}

/// What stands in the fields when a form is saved.
#[derive(Debug)]
pub struct Typed<'a> {
    pub(super) values: &'a [String],
    /// What stood there before anybody typed.
    pub(super) starts: &'a [String],
    /// Which field of the verb each is.
    pub(super) writes: &'a [&'static str],
}

impl Typed<'_> {
    /// What a field holds.
    ///
    /// # Errors
    /// [`Wrong`] where it cannot be read: the form says so and puts the keys there.
    pub fn get<T: 'static>(&self, slot: &Slot<T>) -> Result<T, Wrong> {
        let text = self
            .values
            .get(slot.nth)
            .ok_or_else(|| slot.wrong(Refused::usage("missing-field").with("field", "")))?;
        (slot.read)(text).map_err(|refused| slot.wrong(refused))
    }

    /// What a field holds if it was changed by hand, and into `shown` what stood there before; `None` where it is as it was.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn changed<T: Serialize + 'static>(
        &self,
        slot: &Slot<T>,
        shown: &mut Shown,
    ) -> Result<Option<T>, Wrong> {
        if self.values.get(slot.nth) == self.starts.get(slot.nth) {
            return Ok(None);
        }
        self.written(slot, shown).map(Some)
    }

    /// What a field holds, changed or not, and into `shown` what stood there before.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn written<T: Serialize + 'static>(
        &self,
        slot: &Slot<T>,
        shown: &mut Shown,
    ) -> Result<T, Wrong> {
        let field = self.writes.get(slot.nth).filter(|field| !field.is_empty());
        if let (Some(field), Some(before)) = (field, self.before(slot)) {
            shown.put(field, &before);
        }
        self.get(slot)
    }

    /// What stood in a field before anybody typed; `None` where that cannot be read.
    #[must_use]
    pub fn before<T: 'static>(&self, slot: &Slot<T>) -> Option<T> {
        let start = self.starts.get(slot.nth)?;
        (slot.read)(start).ok()
    }

    /// Refuses to save a form of something that is on file while nothing in it was changed.
    ///
    /// # Errors
    /// `nothing-changed`.
    pub fn must_differ(&self) -> Result<(), Wrong> {
        if self.values == self.starts {
            return Err(Refused::rule("nothing-changed").into());
        }
        Ok(())
    }

    /// What stands in a field, as it was typed.
    #[must_use]
    pub fn text<T: 'static>(&self, slot: &Slot<T>) -> &str {
        self.values.get(slot.nth).map_or("", String::as_str)
    }
}
