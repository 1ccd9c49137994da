//! What a screen is: it asks, a clerk reads on another thread, it draws; its keys, its footer, its help and the palette are one list of rows.

mod ask_first;
mod bound;
mod chord;
mod draw_form;
mod follow;
mod form;
mod frame;
mod input;
mod keyed;
mod live_form;
mod outbox;
mod table;
mod threads;
mod typed;

pub use ask_first::AskFirst;
pub use bound::{Answer, Bound, Pane, Question};
pub use chord::Chord;
pub use follow::{FieldNow, Follow, OnFile, both};
pub use form::Form;
pub use input::Input;
pub use keyed::{Act, Can, Keyed};
pub use live_form::{Live, LiveForm};
pub use outbox::{
    After, Aside, Effect, Job, Outbox, Place, Proposed, SUBJECT, Step, Talk, Then, every,
};
pub use table::{Anchor, Beside, Kind, PAGE_ROWS, Page, Table};
pub use threads::{addressee_of, thread_lines, undecided_line};
pub use typed::{Inputs, Slot, Typed, Wrong};

use crate::model::{CoverReason, Desk, Duties, Duty, Instant, ReadRight, StaffId};
use crate::office::{ClockDoubt, Reader, Receipt, Refused, Standing};
use crate::ui::Theme;
use crate::words::Words;
use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Who is signed in, as screens need it. What it says about rights is for showing; `perform` decides anew.
#[derive(Debug, Clone)]
pub struct Who {
    /// Key.
    pub staff: StaffId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Home desk.
    pub desk: Desk,
    /// "en" or "cs".
    pub language: String,
    /// The terminal at which they are.
    pub terminal: String,
    /// What they may do, duty by duty.
    pub standing: Vec<(Duty, Standing)>,
    /// The cover they carry: number, duties, for whom, until when.
    pub covering: Option<(String, String, String, Instant)>,
    /// The cover for one customer that they carry: its number and the order's.
    pub for_customer: Option<(String, String)>,
    /// They are signed in at no other screen.
    pub is_last_screen: bool,
    /// A cover that waits for them.
    pub waiting: Option<WaitingCover>,
    /// Their own request for cover, or offer of one, that nobody has answered: its number.
    pub asked: Option<String>,
    /// What F4 offers to begin, the most likely first.
    pub offers: Vec<CoverOffer>,
    /// Somebody could cover a duty of theirs, and nobody covers one for them now.
    pub could_be_covered: bool,
    /// Notices not read, at their desk and for themselves, and threads that wait for them.
    pub unread: i64,
    /// The thread that waits for them most urgently: its number, who opened it, its subject, and whether it interrupts.
    pub thread: Option<(String, String, String, bool)>,
    /// Since when they were away, where that was for a day or more before they signed in.
    pub away_since: Option<Instant>,
    /// What they do first, chosen from a sheet: the cover's number, and the thing.
    pub first: Option<(String, String)>,
    /// What they, or for a manager anybody, is trained in and runs out within three days: whose, what, in how many days.
    pub runs_out: Option<(String, Duty, i64)>,
    /// The cover that they carried when this was asked for, and that is over now.
    pub over: Option<CoverOver>,
    /// Everybody else who works here: code and name.
    pub colleagues: Vec<(String, String)>,
    /// Why nothing is written: the machine's clock and the journal are too far apart.
    pub clock_doubt: Option<ClockDoubt>,
    /// After so many minutes without a key the terminal locks itself; none: never.
    pub lock_after_minutes: Option<i64>,
}

/// A cover that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCover {
    /// Its number, or that of the arrangement.
    pub number: String,
    /// The id of the word that says what it wants.
    pub word: &'static str,
    /// What is covered.
    pub duties: Duties,
    /// The other one's name.
    pub name: String,
    /// When it begins.
    pub at: Instant,
    /// When it ends.
    pub until: Instant,
}

/// A cover that has come to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverOver {
    /// What was covered.
    pub duties: Duties,
    /// For whom; empty: for nobody in particular.
    pub owner: String,
    /// The word for how it ended.
    pub how: String,
    /// Who ended it; empty: its time was over.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What F4 can begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferKind {
    /// A planned cover, by its number.
    Begin(String),
    /// Today's cover of an arrangement, by the arrangement's number.
    Arranged(String),
    /// A new one, whose owner need not be asked.
    Declare,
    /// A new one, whose owner is here and is asked.
    Propose,
}

/// A cover that somebody could begin now, with what is usual for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverOffer {
    /// Which one.
    pub kind: OfferKind,
    /// What is covered.
    pub duties: Duties,
    /// Whose: code and name.
    pub owner: Option<(String, String)>,
    /// Why.
    pub reason: CoverReason,
    /// When it was to begin.
    pub begins: Instant,
    /// Until when.
    pub until: Instant,
    /// How much it presses: 0 most.
    pub rank: u8,
}

impl CoverOffer {
    /// Whether it was agreed before and is only begun.
    #[must_use]
    pub const fn is_agreed(&self) -> bool {
        matches!(self.kind, OfferKind::Begin(_) | OfferKind::Arranged(_))
    }

    /// Whether it was agreed and is due, or whose work it is is not here.
    #[must_use]
    pub fn is_pressing(&self) -> bool {
        self.is_agreed() || self.rank < 2
    }
}

impl Who {
    /// What this person may do in a duty.
    #[must_use]
    pub fn standing(&self, duty: Duty) -> Standing {
        self.standing
            .iter()
            .find(|(known, _)| *known == duty)
            .map_or(Standing::None, |(_, standing)| *standing)
    }

    /// Whether verbs of the duty run for this person.
    #[must_use]
    pub fn may(&self, duty: Duty) -> bool {
        self.standing(duty).may_act()
    }
}

/// What drawing needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The office's time.
    pub now: Instant,
    /// The words of the language that is on.
    pub words: &'a Words,
    /// The colours that are on.
    pub theme: &'a Theme,
    /// Who is signed in.
    pub who: &'a Who,
    /// Whether this screen has the keys.
    pub focused: bool,
}

/// What a click on a place does.
#[derive(Debug, Clone, Copy)]
pub enum Hit {
    /// As if this key had been pressed.
    Key(KeyEvent),
    /// As if this key had been pressed so often: to a filter or a field that is so many steps away.
    Steps(KeyEvent, usize),
    /// Chooses a row by its key.
    Row(i64),
    /// Chooses one of the job cards that fit.
    Card(usize),
    /// Does what this row of the palette says.
    Entry(usize),
    /// Nothing: a dialog lies there.
    Nothing,
}

/// An act that fits what is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What it is called.
    pub label: String,
    /// Its key, where it has one.
    pub key: String,
    /// Why it cannot be done now.
    pub why_not: Option<String>,
}

/// What a screen draws on: the buffer, the cursor, and the places that can be clicked.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// Where the cursor stands.
    pub cursor: Option<Position>,
    /// Places that can be clicked; the last one that fits counts.
    pub hits: Vec<(Rect, Hit)>,
}

/// One row that is a key, its hint in the footer, its line in the help and its entry in the palette.
pub struct Binding<S: Screen> {
    /// The key.
    pub chord: Chord,
    /// What it is called.
    pub label: fn(&Words) -> String,
    /// Whether it can be pressed now; where not, it is not shown.
    pub when: fn(&S, &S::View, &Who) -> bool,
    /// What it does.
    pub act: fn(&mut S, &S::View, &mut Outbox<'_>),
}

/// A screen or a dialog.
pub trait Screen: Sized + Send + 'static {
    /// Who may read what it shows; asked with every read.
    const RIGHT: ReadRight;
    /// What it wants to read; read again whenever it changes.
    type Ask: Clone + PartialEq + Send + 'static;
    /// What was read.
    type View: Default + Send + 'static;

    /// Its title.
    fn title(&self, words: &Words) -> String;
    /// What it wants to read now.
    fn ask(&self) -> Self::Ask;
    /// Reads, on a clerk's thread.
    ///
    /// # Errors
    /// What the store reports.
    fn read(ask: &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused>;
    /// Who looks at it is known, or has changed: for screens that show each person something else.
    fn meet(&mut self, _who: &Who) {}
    /// A new view has come; `before` is the one that it replaces.
    fn arrived(&mut self, before: &Self::View, view: &Self::View);
    /// Its keys.
    const BINDINGS: &'static [Binding<Self>];
    /// What this key is called now, where that is something else than its binding says.
    fn label(&self, _chord: Chord) -> Option<fn(&Words) -> String> {
        None
    }
    /// What has to be opened or chosen before its keys can act; none where something is.
    fn needs(&self, _view: &Self::View) -> Option<fn(&Words) -> String> {
        None
    }
    /// Whether letters are text now.
    fn is_typing(&self) -> bool {
        false
    }
    /// Whether Enter in it moves money or goods at once: then one that is held down does not run on into it.
    fn enter_weighs(&self) -> bool {
        false
    }
    /// A key that no binding took. Whether it was used.
    fn key(&mut self, key: KeyEvent, view: &Self::View, out: &mut Outbox<'_>) -> bool;
    /// Pasted or scanned text.
    fn paste(&mut self, _text: &str) {}
    /// Made for a scanner: a quick text with Enter behind it is a label even where letters are text.
    fn wants_labels(&self) -> bool {
        false
    }
    /// Whether this character would only be put into a field: then it is shown at once, and Backspace takes it out again.
    fn inserts(&self, _c: char) -> bool {
        self.is_typing()
    }
    /// A code was scanned while a field has focus that keeps codes as they are, such as an item's barcode. Whether there is one.
    fn keeps_code(&mut self, _code: &str) -> bool {
        false
    }
    /// A label was scanned while this screen has the keys. Whether it means something here.
    fn scanned(
        &mut self,
        _code: &crate::model::Scanned,
        _view: &Self::View,
        _out: &mut Outbox<'_>,
    ) -> bool {
        false
    }
    /// A verb has run while this screen was open: where it can, it chooses what was made or acted on.
    fn acted(&mut self, _receipt: &Receipt) {}
    /// The text for which acts are looked for besides what the screen finds itself; none: acts are not looked for.
    fn looks_for_acts(&self) -> Option<&str> {
        None
    }
    /// The acts that fit that text.
    fn offered(&mut self, _acts: Vec<Offered>) {}
    /// A row was clicked.
    fn clicked(&mut self, _row: i64, _view: &Self::View) {}
    /// A verb that it asked for was refused; the sentence is shown in the status line as well.
    fn refused(&mut self, _sentence: &str) {}
    /// The same with its facts, for a screen that finds the field it is about.
    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        self.refused(&words.refused(refused));
    }
    /// The PIN that was typed is wrong: its field is emptied, so that the right one is not typed behind it.
    fn forget_pin(&mut self) {}
    /// Draws itself.
    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>);
    /// Before a dialog is measured and drawn: says what follows from what was read, in so many columns.
    fn prepare(&mut self, _view: &Self::View, _columns: u16, _look: &Look<'_>) {}

    /// The size that it wants as a dialog: columns and rows. `None`: the whole section.
    fn size(&self) -> Option<(u16, u16)> {
        None
    }
    /// Holds text that was typed and not saved.
    fn is_dirty(&self) -> bool {
        false
    }
    /// What was typed and not saved, field by field, if it may be kept.
    fn draft(&self) -> Option<Vec<String>> {
        None
    }
    /// Takes what `draft` gave in an earlier life.
    fn take_draft(&mut self, _values: &[String]) {}
    /// What is worked on while it is open, so that the others see it.
    fn at_work(&self) -> Option<AtWork> {
        None
    }
}

/// What somebody works on while a screen is open.
#[derive(Debug, Clone)]
pub struct AtWork {
    /// Its number.
    pub on: String,
    /// Notes that it has begun.
    pub begin: fn(String) -> Job,
    /// Notes that it is over.
    pub end: fn(String) -> Job,
}
