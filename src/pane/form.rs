//! A dialog with fields: what somebody types in before a verb runs.

use super::{Binding, Canvas, Chord, Input, Inputs, Look, Outbox, Screen, Slot, Typed, Wrong};
use crate::model::ReadRight;
use crate::office::{CHANGED_MEANWHILE, Datum, PIN_FIELD, Reader, Refused};
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// Makes a wish of what was typed, or says which field is wrong.
type Submit = Box<dyn Fn(&Typed<'_>, &mut Outbox<'_>) -> Result<(), Wrong> + Send>;

/// A dialog of labelled fields. Enter goes on to the next field and saves on the last; Ctrl-S saves from anywhere.
/// A refusal is shown inside, and everything typed stays.
pub struct Form {
    pub(super) title: String,
    pub(super) intro: Vec<String>,
    pub(super) inputs: Vec<Input>,
    pub(super) at: usize,
    pub(super) trouble: String,
    /// The field that the trouble is about.
    pub(super) wrong: Option<usize>,
    /// The trouble is that somebody else was faster: what they wrote is being read.
    pub(super) overtaken: bool,
    /// What is said instead of saving, once: what is saved is not what it was.
    look_again: String,
    /// What one should know before one saves.
    pub(super) warning: String,
    /// Nothing of it is kept anywhere.
    secret: bool,
    /// What saving is called.
    saves_as: fn(&Words) -> String,
    submit: Submit,
}

impl Form {
    /// A form with a title, some lines before the fields, and what saving does with what stands in them.
    #[must_use]
    pub fn typed(
        title: String,
        intro: Vec<String>,
        inputs: Inputs,
        submit: impl Fn(&Typed<'_>, &mut Outbox<'_>) -> Result<(), Wrong> + Send + 'static,
    ) -> Self {
        Self {
            title,
            intro,
            inputs: inputs.0,
            at: 0,
            trouble: String::new(),
            wrong: None,
            overtaken: false,
            look_again: String::new(),
            warning: String::new(),
            secret: false,
            saves_as: Words::key_save,
            submit: Box::new(submit),
        }
    }

    /// The same form, of which nothing typed is kept: it makes or changes a PIN. Of other forms all but the PIN is kept.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same form, in whose footer Ctrl-S is called so: it begins or shows something instead of saving it.
    #[must_use]
    pub const fn saves_as(mut self, label: fn(&Words) -> String) -> Self {
        self.saves_as = label;
        self
    }

    /// As [`Self::saves_as`], while it is open: what saving does depends on a field.
    pub fn call_saving(&mut self, label: fn(&Words) -> String) {
        self.saves_as = label;
    }

    /// Other lines before the fields.
    pub fn introduce(&mut self, intro: Vec<String>) {
        self.intro = intro;
    }

    /// Says what one should know before one saves; it stays until something else is said.
    pub fn warn(&mut self, warning: String) {
        self.warning = warning;
    }

    /// What stands in a field, without the blanks around it.
    #[must_use]
    pub fn text<T: 'static>(&self, slot: &Slot<T>) -> &str {
        let input = self.inputs.get(slot.nth());
        input.map_or("", |input| input.field.value().trim())
    }

    /// Other words before a field: what it asks for depends on what was read.
    pub fn call<T: 'static>(&mut self, slot: &Slot<T>, label: String) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            input.label = label;
        }
    }

    /// Shows beside a line of text what follows from it.
    pub fn say_beside<T: 'static>(&mut self, slot: &Slot<T>, said: String) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            input.beside = (said, false);
        }
    }

    /// Says beside a line of text what is wrong with it, where that was looked up.
    pub fn say_wrong<T: 'static>(&mut self, slot: &Slot<T>, said: String) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            input.beside = (said, true);
        }
    }

    /// Puts a text into a field as if it had stood there from the start.
    pub fn fill<T: 'static>(&mut self, slot: &Slot<T>, text: &str) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            input.field.set(text);
            text.clone_into(&mut input.start);
        }
    }

    /// As [`Self::fill`], as an offer: what is typed takes its place.
    pub fn suggest<T: 'static>(&mut self, slot: &Slot<T>, text: &str) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            input.field = Field::offered(text);
            text.clone_into(&mut input.start);
        }
    }

    /// The same form, with the keys on this field at first: those before it have what is usual.
    #[must_use]
    pub fn at<T: 'static>(mut self, slot: &Slot<T>) -> Self {
        self.at = slot.nth().min(self.inputs.len().saturating_sub(1));
        self
    }

    /// Other choices for a field, with the first of them chosen.
    pub fn choose_from<T: 'static>(&mut self, slot: &Slot<T>, choices: Vec<(String, String)>) {
        if let Some(input) = self.inputs.get_mut(slot.nth()) {
            *input = Input {
                required: input.required,
                judge: input.judge.clone(),
                ..Input::choice(std::mem::take(&mut input.label), choices)
            };
        }
    }

    /// Other choices for a field; what is chosen stays where it is among them.
    pub fn offer<T: 'static>(&mut self, slot: &Slot<T>, choices: Vec<(String, String)>) {
        let chosen = self.text(slot).to_owned();
        let stays = choices.iter().any(|(choice, _)| *choice == chosen);
        self.choose_from(slot, choices);
        if let Some(input) = self.inputs.get_mut(slot.nth()).filter(|_| stays) {
            input.field.set(&chosen);
        }
    }

    /// What the form is about has changed under it: saving says so first, once, and saves when it is pressed again.
    pub fn look_again(&mut self, sentence: String) {
        // A refusal has said so already.
        if !self.overtaken {
            self.look_again = sentence;
        }
    }

    /// Saves what is typed. A field that is empty and must not be, or cannot be read, is said and gets the keys.
    pub fn save(&mut self, out: &mut Outbox<'_>) {
        self.settle();
        if !self.look_again.is_empty() {
            let sentence = std::mem::take(&mut self.look_again);
            return self.point(None, sentence);
        }
        let empty = |input: &Input| input.required && input.field.value().trim().is_empty();
        if let Some(nth) = self.inputs.iter().position(empty) {
            let sentence = out.words.name_empty(&self.inputs[nth].label);
            return self.point(Some(nth), sentence);
        }
        for input in self.inputs.iter_mut().filter(|input| input.hidden) {
            input.field.value().clone_into(&mut input.sent);
        }
        let values: Vec<String> = self
            .inputs
            .iter()
            .map(|input| input.field.value().trim().to_owned())
            .collect();
        let starts = self
            .inputs
            .iter()
            .map(|input| input.start.trim().to_owned());
        let writes = self.inputs.iter().map(|input| input.writes);
        let typed = Typed {
            values: &values,
            starts: &starts.collect::<Vec<_>>(),
            writes: &writes.collect::<Vec<_>>(),
        };
        if let Err(wrong) = (self.submit)(&typed, out) {
            self.point(wrong.nth, out.words.refused(&wrong.refused));
        }
    }

    /// Says what is wrong; where it is known in which field, the keys go there.
    fn point(&mut self, nth: Option<usize>, sentence: String) {
        self.at = nth.unwrap_or(self.at);
        self.wrong = nth;
        self.trouble = sentence;
    }

    /// Something else was typed: what was said before is over.
    pub(super) fn settle(&mut self) {
        self.trouble.clear();
        self.wrong = None;
        self.overtaken = false;
    }

    /// The field that a refusal is about: the one that holds what was refused, or is called so.
    fn field_of(&self, refused: &Refused, words: &Words) -> Option<usize> {
        let holds = |name| match refused.fact(name) {
            Some(Datum::Text(text)) if !text.trim().is_empty() => self
                .inputs
                .iter()
                .position(|input| input.choices.is_empty() && input.field.value().trim() == text),
            _ => None,
        };
        if let Some(Datum::Text(label)) = refused.fact(PIN_FIELD) {
            return self.inputs.iter().position(|input| input.label == *label);
        }
        let called = |name: &str| {
            let writes = self.inputs.iter().position(|input| input.writes == name);
            if writes.is_some() {
                return writes;
            }
            let label = words.word("field", name).to_lowercase();
            let is_called = |input: &Input| input.label.to_lowercase() == label;
            self.inputs.iter().position(is_called)
        };
        holds("value")
            .or_else(|| holds("name"))
            .or_else(|| match refused.fact("field") {
                Some(Datum::Text(name)) if !name.is_empty() => called(name),
                _ => None,
            })
    }

    fn go(&mut self, steps: isize) {
        let count = self.inputs.len().max(1);
        self.at = self
            .at
            .checked_add_signed(steps)
            .map_or(count - 1, |at| at % count);
    }
}

impl Screen for Form {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = ();
    type View = ();

    fn title(&self, _words: &Words) -> String {
        self.title.clone()
    }
    fn ask(&self) {}
    fn read((): &(), _reader: &mut Reader<'_>) -> Result<(), Refused> {
        Ok(())
    }
    fn arrived(&mut self, (): &(), (): &()) {}

    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::key_save,
        when: |_, (), _| true,
        act: |form, (), out| form.save(out),
    }];

    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        (chord == Chord::ctrl('s')).then_some(self.saves_as)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn inserts(&self, _c: char) -> bool {
        self.inputs
            .get(self.at)
            .is_some_and(|input| input.choices.is_empty() && input.field.has_room())
            || self.text_behind().is_some()
    }

    fn keeps_code(&mut self, code: &str) -> bool {
        let keeper = self
            .inputs
            .get_mut(self.at)
            .filter(|input| input.keeps_codes);
        let Some(input) = keeper else { return false };
        input.field = Field::offered(code);
        self.settle();
        true
    }

    fn key(&mut self, key: KeyEvent, (): &(), out: &mut Outbox<'_>) -> bool {
        let last = self.at + 1 >= self.inputs.len();
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.go(1),
            KeyCode::BackTab | KeyCode::Up => self.go(-1),
            KeyCode::Enter if last => self.save(out),
            KeyCode::Enter => self.go(1),
            KeyCode::Right | KeyCode::Char(' ') if self.is_choice() => self.turn(true),
            KeyCode::Left if self.is_choice() => self.turn(false),
            KeyCode::Char(_) if self.text_behind().is_some() => {
                self.at = self.text_behind().unwrap_or(self.at);
                return self.key(key, &(), out);
            }
            _ => {
                let Some(input) = self
                    .inputs
                    .get_mut(self.at)
                    .filter(|input| input.choices.is_empty())
                else {
                    return false;
                };
                let before = input.field.value().to_owned();
                let used = input.field.key(key);
                if input.field.value() != before {
                    self.settle();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, text: &str) {
        self.at = self.text_behind().unwrap_or(self.at);
        if let Some(input) = self
            .inputs
            .get_mut(self.at)
            .filter(|input| input.choices.is_empty())
        {
            input.field.paste(text);
            self.settle();
        }
    }

    fn refused(&mut self, sentence: &str) {
        self.point(None, sentence.to_owned());
    }

    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        self.point(self.field_of(refused, words), words.refused(refused));
        self.overtaken = refused.id == CHANGED_MEANWHILE;
    }

    fn forget_pin(&mut self) {
        // Where it is known which of several PINs was wrong, the others stay.
        let wrong = self.wrong;
        let inputs = self.inputs.iter_mut().enumerate();
        let hidden =
            inputs.filter(|(nth, input)| input.hidden && wrong.is_none_or(|wrong| wrong == *nth));
        hidden.for_each(|(_, input)| input.forget_sent());
    }

    fn draw(&mut self, (): &(), area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_in(area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some(self.wants())
    }

    fn draft(&self) -> Option<Vec<String>> {
        let open = || self.inputs.iter().filter(|input| !input.hidden);
        let typed = open().any(|input| input.field.value() != input.start);
        let kept = |input: &Input, text: &str| {
            if input.hidden {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let inputs = self.inputs.iter();
        let values = inputs.clone().map(|input| kept(input, input.field.value()));
        // And what stood there before: what nobody touched is not typed when the form is opened again.
        let starts = inputs.map(|input| kept(input, &input.start));
        (typed && !self.secret).then(|| values.chain(starts).collect())
    }

    fn take_draft(&mut self, values: &[String]) {
        let (values, starts) = values.split_at(values.len().min(self.inputs.len()));
        for (nth, (input, value)) in self.inputs.iter_mut().zip(values).enumerate() {
            let fits =
                input.choices.is_empty() || input.choices.iter().any(|(choice, _)| choice == value);
            if fits && !input.hidden && starts.get(nth) != Some(value) {
                input.field.set(value);
            }
        }
    }

    fn is_dirty(&self) -> bool {
        let mut other = self
            .inputs
            .iter()
            .filter(|input| input.field.value() != input.start);
        // One choice that was turned is one arrow to press again: nothing that one has to ask about.
        match (other.next(), other.next()) {
            (None, _) => false,
            (Some(one), None) => one.choices.is_empty(),
            (Some(_), Some(_)) => true,
        }
    }
}

impl Form {
    fn is_choice(&self) -> bool {
        self.inputs
            .get(self.at)
            .is_some_and(|input| !input.choices.is_empty())
    }

    /// Where there is nothing to choose, what is typed is meant for the next line of text.
    fn text_behind(&self) -> Option<usize> {
        let here = self.inputs.get(self.at)?;
        let behind = self.inputs.iter().skip(self.at + 1);
        let mut next = behind.take_while(|input| !input.hidden);
        let next = next.position(|input| input.choices.is_empty())?;
        (here.choices.len() == 1).then_some(self.at + 1 + next)
    }

    fn turn(&mut self, forwards: bool) {
        if let Some(input) = self.inputs.get_mut(self.at) {
            input.turn(forwards);
            self.settle();
        }
    }
}
