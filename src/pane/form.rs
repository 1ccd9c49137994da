//! A dialog with fields: what somebody types in before a verb runs.

use super::{Binding, Canvas, Chord, Input, Look, Outbox, Screen};
use crate::office::{Reader, Refused};
use crate::ui::{Field, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// Makes a wish of what was typed; the values come in the order of the fields.
type Submit = Box<dyn Fn(&[String], &mut Outbox<'_>) + Send>;

/// A longer line before the fields goes on in the next: so many columns fit into the smallest full screen.
const INTRO_COLUMNS_MAX: usize = 72;

/// A dialog of labelled fields. Enter goes on to the next field and saves on the last; Ctrl-S saves from anywhere.
/// A refusal is shown inside, and everything typed stays.
pub struct Form {
    title: String,
    intro: Vec<String>,
    inputs: Vec<Input>,
    at: usize,
    trouble: String,
    /// What one should know before one saves.
    warning: String,
    /// Nothing of it is kept anywhere.
    secret: bool,
    /// What saving is called.
    saves_as: fn(&Words) -> String,
    submit: Submit,
}

impl Form {
    /// A form with a title, some lines before the fields, and what saving does.
    #[must_use]
    pub fn new(
        title: String,
        intro: Vec<String>,
        inputs: Vec<Input>,
        submit: impl Fn(&[String], &mut Outbox<'_>) + Send + 'static,
    ) -> Self {
        Self {
            title,
            intro,
            inputs,
            at: 0,
            trouble: String::new(),
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

    /// What stands in a field; empty where there is no such field.
    #[must_use]
    pub fn value(&self, nth: usize) -> &str {
        self.inputs.get(nth).map_or("", |input| input.field.value())
    }

    /// Puts a text into a field as if it had stood there from the start.
    pub fn set(&mut self, nth: usize, text: &str) {
        if let Some(input) = self.inputs.get_mut(nth) {
            input.field.set(text);
            text.clone_into(&mut input.start);
        }
    }

    /// The same form, with the keys on this field at first: those before it have what is usual.
    #[must_use]
    pub fn at(mut self, nth: usize) -> Self {
        self.at = nth.min(self.inputs.len().saturating_sub(1));
        self
    }

    /// Makes a field the choice of one of these, with the first of them chosen.
    pub fn choose_from(&mut self, nth: usize, choices: Vec<(String, String)>) {
        if let Some(input) = self.inputs.get_mut(nth) {
            *input = Input::choice(std::mem::take(&mut input.label), choices);
        }
    }

    /// Other choices for a field; what is chosen stays where it is among them.
    pub fn change_choices(&mut self, nth: usize, choices: Vec<(String, String)>) {
        let chosen = self.value(nth).to_owned();
        let stays = choices.iter().any(|(choice, _)| *choice == chosen);
        self.choose_from(nth, choices);
        if let Some(input) = self.inputs.get_mut(nth).filter(|_| stays) {
            input.field.set(&chosen);
        }
    }

    /// Saves what is typed; an empty field that must not be is said by its label, and gets the keys.
    pub fn save(&mut self, out: &mut Outbox<'_>) {
        self.trouble.clear();
        let empty = |input: &Input| input.required && input.field.value().trim().is_empty();
        if let Some(nth) = self.inputs.iter().position(empty) {
            self.at = nth;
            self.trouble = out.words.name_empty(&self.inputs[nth].label);
            return;
        }
        let values: Vec<String> = self
            .inputs
            .iter()
            .map(|input| input.field.value().trim().to_owned())
            .collect();
        (self.submit)(&values, out);
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
    type Ask = ();
    type View = ();
    const STALE_ON: &'static [&'static str] = &[];

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
    }

    fn keeps_code(&mut self, code: &str) -> bool {
        let keeper = self
            .inputs
            .get_mut(self.at)
            .filter(|input| input.keeps_codes);
        let Some(input) = keeper else { return false };
        input.field = Field::offered(code);
        self.trouble.clear();
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
                    self.trouble.clear();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, text: &str) {
        if let Some(input) = self
            .inputs
            .get_mut(self.at)
            .filter(|input| input.choices.is_empty())
        {
            input.field.paste(text);
            self.trouble.clear();
        }
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn draw(&mut self, (): &(), area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let theme = look.theme;
        let mut y = 0;
        for line in &self.intro {
            y = text::paragraph(canvas.buffer, area, 0, y, line, theme.plain);
        }
        y += u16::from(!self.intro.is_empty());
        let label_width = self
            .inputs
            .iter()
            .map(|input| text::width(&input.label))
            .max()
            .unwrap_or(0)
            .min(24)
            + 2;
        let room = area.height.saturating_sub(y + 2).max(1);
        // As many fields before the one that has the keys as fit with it.
        let mut skip = self.at;
        let mut rows = self.inputs.get(skip).map_or(1, |input| input.rows);
        while skip > 0 && rows + self.inputs[skip - 1].rows <= room {
            skip -= 1;
            rows += self.inputs[skip].rows;
        }
        for (index, input) in self.inputs.iter().enumerate().skip(skip) {
            if y + input.rows + 1 >= area.height && index != self.at {
                break;
            }
            let chosen = index == self.at;
            text::put(
                canvas.buffer,
                area,
                0,
                y,
                &text::left(&input.label, label_width),
                if chosen { theme.accent } else { theme.plain },
            );
            let x = u16::try_from(label_width).unwrap_or(0);
            let place = Rect::new(
                area.x + x.min(area.width),
                area.y + y,
                area.width.saturating_sub(x),
                input.rows,
            )
            .intersection(area);
            if place.width > 0 && place.height > 0 {
                if input.choices.is_empty() {
                    let style = if chosen { theme.chosen } else { theme.plain };
                    let cursor = if input.rows > 1 {
                        input
                            .field
                            .draw_rows(canvas.buffer, place, style, index == self.at)
                    } else {
                        input.field.draw(canvas.buffer, place, style, input.hidden)
                    };
                    if chosen {
                        canvas.cursor = Some(cursor);
                    } else if input.field.value().is_empty() {
                        let dots = "·".repeat(usize::from(place.width.min(24)));
                        text::put(canvas.buffer, place, 0, 0, &dots, theme.dim);
                    }
                } else {
                    let shown = format!("< {} >", input.shown());
                    text::put(
                        canvas.buffer,
                        place,
                        0,
                        0,
                        &shown,
                        if chosen { theme.chosen } else { theme.plain },
                    );
                }
            }
            y += input.rows;
        }
        let (said, style) = if self.trouble.is_empty() {
            (&self.warning, theme.warn)
        } else {
            (&self.trouble, theme.bad)
        };
        let said = text::wrap(said, usize::from(area.width));
        // Below the fields, or at the end of the area where they take all of it.
        let high = u16::try_from(said.len()).unwrap_or(0);
        let first = (y + 1).min(area.height.saturating_sub(high));
        for (row, line) in (first..).zip(&said) {
            text::put(canvas.buffer, area, 0, row, line, style);
        }
    }

    fn size(&self) -> Option<(u16, u16)> {
        let fields: usize = self
            .inputs
            .iter()
            .map(|input| usize::from(input.rows))
            .sum();
        let intro: Vec<String> = self
            .intro
            .iter()
            .flat_map(|line| text::wrap(line, INTRO_COLUMNS_MAX))
            .collect();
        let rows = intro.len() + usize::from(!intro.is_empty()) + fields + 6;
        let labels = self.inputs.iter().map(|input| text::width(&input.label));
        let label = labels.max().unwrap_or(0).min(24) + 2;
        let choices = self.inputs.iter().flat_map(|input| &input.choices);
        // "< " and " >" around what is chosen.
        let choices = choices.map(|(_, shown)| label + text::width(shown) + 4);
        let widths = intro.iter().map(|line| text::width(line)).chain(choices);
        let wide = widths.max().unwrap_or(0) + 4;
        Some((
            u16::try_from(wide).unwrap_or(64).max(64),
            u16::try_from(rows).unwrap_or(20),
        ))
    }

    fn draft(&self) -> Option<Vec<String>> {
        let open = || self.inputs.iter().filter(|input| !input.hidden);
        let typed = open().any(|input| input.field.value() != input.start);
        let kept = |input: &Input| {
            if input.hidden {
                String::new()
            } else {
                input.field.value().to_owned()
            }
        };
        (typed && !self.secret).then(|| self.inputs.iter().map(kept).collect())
    }

    fn take_draft(&mut self, values: &[String]) {
        for (input, value) in self.inputs.iter_mut().zip(values) {
            let fits =
                input.choices.is_empty() || input.choices.iter().any(|(choice, _)| choice == value);
            if fits && !input.hidden {
                input.field.set(value);
            }
        }
    }

    fn is_dirty(&self) -> bool {
        self.inputs
            .iter()
            .any(|input| input.field.value() != input.start)
    }
}

impl Form {
    fn is_choice(&self) -> bool {
        self.inputs
            .get(self.at)
            .is_some_and(|input| !input.choices.is_empty())
    }

    fn turn(&mut self, forwards: bool) {
        if let Some(input) = self.inputs.get_mut(self.at) {
            input.turn(forwards);
            self.trouble.clear();
        }
    }
}
