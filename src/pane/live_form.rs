//! A form that looks things up while one types: whether such a customer is known already, what a note could say.

use super::{Binding, Canvas, Chord, Form, Look, Outbox, Screen};
use crate::model::ReadRight;
use crate::office::{Reader, Refused};
use crate::words::Words;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// What a form looks up.
pub trait Live: Send + 'static {
    /// Who may look it up; asked with every read.
    const RIGHT: ReadRight;
    /// What is looked up, made of the fields; looked up again whenever it changes.
    type Ask: Clone + PartialEq + Send + 'static;
    /// What was found.
    type View: Default + Send + 'static;
    /// What the fields ask for now.
    fn ask(&self, form: &Form) -> Self::Ask;
    /// Looks it up, on a clerk's thread.
    ///
    /// # Errors
    /// What the store reports.
    fn read(ask: &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused>;
    /// Puts what was found into the form, before it is drawn.
    fn show(&mut self, found: &Self::View, form: &mut Form, look: &Look<'_>);
    /// What was typed in an earlier life stands in the form again.
    fn took_draft(&mut self, form: &Form) {
        let _ = form;
    }
}

/// A form with what it looks up.
pub struct LiveForm<L: Live> {
    form: Form,
    live: L,
}

impl<L: Live> LiveForm<L> {
    /// This form, looking this up.
    #[must_use]
    pub const fn of(form: Form, live: L) -> Self {
        Self { form, live }
    }
}

impl<L: Live> Screen for LiveForm<L> {
    const RIGHT: ReadRight = L::RIGHT;
    type Ask = L::Ask;
    type View = L::View;

    fn title(&self, words: &Words) -> String {
        self.form.title(words)
    }

    fn ask(&self) -> L::Ask {
        self.live.ask(&self.form)
    }

    fn read(ask: &L::Ask, reader: &mut Reader<'_>) -> Result<L::View, Refused> {
        L::read(ask, reader)
    }

    fn arrived(&mut self, _before: &L::View, _view: &L::View) {}

    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::key_save,
        when: |_, _, _| true,
        act: |screen, _, out| screen.form.save(out),
    }];

    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        self.form.label(chord)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn inserts(&self, c: char) -> bool {
        self.form.inserts(c)
    }

    fn keeps_code(&mut self, code: &str) -> bool {
        self.form.keeps_code(code)
    }

    fn key(&mut self, key: KeyEvent, _view: &L::View, out: &mut Outbox<'_>) -> bool {
        self.form.key(key, &(), out)
    }

    fn paste(&mut self, text: &str) {
        self.form.paste(text);
    }

    fn refused(&mut self, sentence: &str) {
        self.form.refused(sentence);
    }

    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        self.form.refused_with(refused, words);
    }

    fn forget_pin(&mut self) {
        self.form.forget_pin();
    }

    fn prepare(&mut self, view: &L::View, _columns: u16, look: &Look<'_>) {
        self.live.show(view, &mut self.form, look);
    }

    fn draw(&mut self, _view: &L::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.form.draw(&(), area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        self.form.size()
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.form.draft()
    }

    fn take_draft(&mut self, values: &[String]) {
        self.form.take_draft(values);
        self.live.took_draft(&self.form);
    }

    fn is_dirty(&self) -> bool {
        self.form.is_dirty()
    }
}
