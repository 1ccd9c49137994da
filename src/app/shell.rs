//! What is on the screen and what the keys do to it. Runs without a terminal as well, for the tests.

use super::clerk::{Clerks, Report, WriteJob};
use super::palette::Palette;
use super::sections::SECTIONS;
use super::sign_in::SignIn;
use super::who;
use crate::model::{Clock, Desk, Duties, Instant};
use crate::office::{OfficeFacts, ReadOf, Session};
use crate::pane::{After, AtWork, Canvas, Effect, Hit, Pane, Then, Who};
use crate::ui::Theme;
use crate::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// The number under which the shell itself asks who is signed in.
pub(super) const WHO: u64 = u64::MAX;

/// The number under which the shell asks who works here.
pub(super) const PEOPLE: u64 = u64::MAX - 1;

/// The number under which the shell asks what a scanned code means.
pub(super) const SCAN: u64 = u64::MAX - 2;

/// The number under which the shell asks for the job cards, and notes that one was read.
pub(super) const CARDS: u64 = u64::MAX - 3;

/// The number under which the shell asks how the scanner is set up.
pub(super) const SETUP: u64 = u64::MAX - 4;

/// The number under which the palette asks what fits.
pub(super) const FIND: u64 = u64::MAX - 5;

/// The first number of a dialog; smaller ones are sections.
pub(super) const DIALOGS: u64 = 1_000;

/// How wide a terminal must be for both desks side by side.
pub(super) const BOTH_COLUMNS_MIN: u16 = 140;

/// What lies over everything else.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Over {
    Nothing,
    Help,
    Palette,
    /// Asks before typed text is thrown away.
    Discard,
    /// The office is copied for a practice.
    Copying,
    /// Asks before a practice is left.
    Leave,
    /// Shows what a scanner sends.
    Scanner,
    /// Says that the clock is not believed, and who can settle it.
    Clock,
    /// Asks before a sign-out ends a cover.
    SignOut,
    /// The same before the program ends.
    Quit,
}

/// The whole program but for the terminal.
pub struct Shell {
    pub(super) facts: Arc<OfficeFacts>,
    pub(super) words: Words,
    pub(super) theme: Theme,
    pub(super) who: Option<Who>,
    pub(super) sign_in: SignIn,
    pub(super) panes: Vec<Box<dyn Pane>>,
    pub(super) dialogs: Vec<(u64, Box<dyn Pane>)>,
    pub(super) desk: Option<Desk>,
    pub(super) at: [usize; 3],
    pub(super) both: bool,
    pub(super) over: Over,
    pub(super) palette: Palette,
    pub(super) searched: super::acts::Searched,
    /// How often the palette has asked what fits; an answer to an earlier text is not wanted any more.
    pub(super) found_asked: u64,
    pub(super) status: (String, bool),
    pub(super) age: super::status_age::Age,
    pub(super) locked: bool,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) terminal: String,
    pub(super) file: std::path::PathBuf,
    /// When a key was last pressed: a terminal where nobody is locks itself.
    pub(super) last_key: Instant,
    pub(super) clerks: Clerks,
    pub(super) reports: Receiver<Report>,
    pub(super) to: Sender<Report>,
    pub(super) session: Option<Session>,
    pub(super) next_dialog: u64,
    /// What the open dialogs work on, as it was noted for the others.
    pub(super) at_work: Option<AtWork>,
    /// What is said when a verb has run, and what runs then beside the clerks.
    pub(super) thens: VecDeque<(Then, Option<After>)>,
    /// The papers that are on their way to a printer or into a file.
    pub(super) on_their_way: Vec<String>,
    pub(super) hits: Vec<(Rect, Hit)>,
    pub(super) waiting_for: usize,
    pub(super) shown_minute: i64,
    /// The section from which a key led to a card at the counter.
    pub(super) came_from: Option<(Option<Desk>, usize)>,
    /// How wide the terminal was when it was drawn last; 0 before.
    pub(super) columns: u16,
    /// When each dialog was opened: what is typed in it may still be saved shortly after a cover has run out.
    pub(super) opened: Vec<(u64, Instant)>,
    /// Keys that were pressed before what they are meant for was on the screen.
    pub(super) ahead: super::ahead::Ahead,
    /// What is to be written as soon as the PIN is checked.
    pub(super) held: Vec<(u64, Effect)>,
    /// The digit that was typed last where it chose a section.
    pub(super) digit: super::digits::Digit,
    /// The window is too small to show what a key would act on.
    pub(super) too_small: bool,
    pub(super) lang_chosen: bool,
    pub(super) burst: super::burst::Burst,
    /// The Enter that was pressed last.
    pub(super) entered: super::echo::Entered,
    /// Where one was before a digit chose a section that may still turn out to be the first key of a scan.
    pub(super) tentative: Option<super::digits::Before>,
    /// Which pane shows what of a burst is shown as text.
    pub(super) shown_in: Option<u64>,
    /// What was scanned and waits for a screen to be read.
    pub(super) scans: super::scan::Scans,
    /// What the page that tries the scanner has seen.
    pub(super) tries: super::try_scanner::Tries,
    pub(super) kept: super::drafts::Kept,
    pub(super) cards: super::cards::Cards,
    /// A copy for a practice is being made.
    pub(super) copying: Option<super::practice::Copying>,
    /// The practice that is open inside of this shell.
    pub(super) practice: Option<super::practice::Inner>,
    /// This shell is a practice: its card, and how far it is.
    pub(super) guide: Option<crate::cover::practice::Guide>,
    /// Where the office's own cards lie.
    pub(super) cards_from: std::path::PathBuf,
    /// A practice that begins as soon as somebody has signed in.
    pub(super) practice_wish: Option<super::practice::Wish>,
    /// With the practice the program ends.
    pub(super) practice_alone: bool,
    /// A cover has ended here, and what can be covered now has not been read yet; F4 waits for it.
    pub(super) who_is_old: bool,
    /// Of which state it is who is signed in and what they may, and what was read for it; none while it is asked for.
    pub(super) who_of: Option<ReadOf>,
    pub(super) cover_key_waits: bool,
    /// The duties for the lack of which something was refused last, and when: F4 opens on them.
    pub(super) cover_wish: Option<(Duties, Instant)>,
    /// The dialog that F4 has opened last.
    pub(super) cover_dialog: Option<u64>,
    /// Where the work of a cover is done that has begun while its dialog was still open.
    pub(super) opens_next: Option<(Desk, usize)>,
    /// Which of the things that F4 can open that dialog is.
    pub(super) cover_turn: usize,
    /// Whoever was away has looked at what they missed.
    pub(super) missed_seen: bool,
    /// The terminal was somebody else's for a while.
    pub(super) resumed: bool,
    /// Something visible has changed since it was drawn.
    pub dirty: bool,
    /// The program is to end.
    pub quit: bool,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell")
            .field("terminal", &self.terminal)
            .finish_non_exhaustive()
    }
}

impl Shell {
    /// Signs somebody in without the dialog, for the demo. The screens open at once, as that person's; what is to be
    /// written waits until the PIN is checked.
    pub fn sign_in(&mut self, code: &str, pin: crate::office::Pin) {
        self.sign_in = SignIn::of(code);
        self.sign_in.busy = true;
        self.waiting_for += 1;
        self.tell(WriteJob::SignIn(
            self.terminal.clone(),
            code.to_owned(),
            pin,
        ));
        let (code, terminal) = (code.to_owned(), self.terminal.clone());
        self.ask_openly(WHO, move |reader| {
            let (staff, ..) = crate::records::staff::find(reader, &code)?;
            who::read(reader, staff, &terminal)
        });
    }

    /// The way for keys, ticks and signals into the one line of reports.
    pub(super) fn sender(&self) -> Sender<Report> {
        self.to.clone()
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(super) fn tell(&mut self, job: WriteJob) {
        if self.clerks.write.send(job).is_err() {
            self.quit = true;
        }
    }

    /// Takes what the clerks have reported, waiting at most so long for the first report. Whether there was one.
    pub fn listen(&mut self, wait: Duration) -> bool {
        let mut heard = false;
        let now = std::time::Instant::now();
        let wait = match self.burst_deadline() {
            Some(deadline) => wait.min(deadline.saturating_duration_since(now)),
            None => wait,
        };
        match self.reports.recv_timeout(wait) {
            Ok(report) => {
                heard = true;
                self.hear(report);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.quit = true,
        }
        while let Ok(report) = self.reports.try_recv() {
            self.hear(report);
        }
        self.end_late_burst(std::time::Instant::now());
        self.ask_for_views();
        heard
    }

    /// Whether letters are text on the screen that has the keys.
    pub(super) fn top_is_typing(&self) -> bool {
        match self.dialogs.last() {
            Some((_, pane)) => pane.is_typing(),
            None => self
                .panes
                .get(self.section_of(self.desk))
                .is_some_and(|pane| pane.is_typing()),
        }
    }

    pub(super) fn pane(&mut self, id: u64) -> Option<&mut Box<dyn Pane>> {
        if id < DIALOGS {
            return self.panes.get_mut(usize::try_from(id).ok()?);
        }
        self.dialogs
            .iter_mut()
            .find(|(known, _)| *known == id)
            .map(|(_, pane)| pane)
    }

    /// The section that is open at a desk, as its place in the list of sections.
    pub(super) fn section_of(&self, desk: Option<Desk>) -> usize {
        let nth = self.at[slot(desk)];
        SECTIONS
            .iter()
            .enumerate()
            .filter(|(_, section)| section.desk == desk)
            .nth(nth)
            .map_or(0, |(index, _)| index)
    }

    pub(super) fn show(&mut self, mut pane: Box<dyn Pane>) {
        if let Some(who) = &self.who {
            pane.meet(who);
        }
        self.next_dialog += 1;
        let now = self.now();
        self.opened
            .retain(|(id, _)| self.dialogs.iter().any(|(known, _)| known == id));
        self.opened.push((self.next_dialog, now));
        self.cards.opened(self.next_dialog);
        self.dialogs.push((self.next_dialog, pane));
        self.dirty = true;
        self.offer_draft();
    }

    /// A second has passed: the clock in the header, and rights that have run out.
    pub fn tick(&mut self) {
        self.status_meets_tick();
        let now = self.now();
        let minute = now.0 / 60_000;
        if self.cards.panel.is_some() {
            self.ask_cards();
        }
        let idle = self
            .who
            .as_ref()
            .and_then(|who| who.lock_after_minutes)
            .is_some_and(|minutes| self.last_key.plus_minutes(minutes) <= now);
        if idle && self.is_practice() {
            // Whoever practised has gone: the real terminal locks itself.
            self.quit = true;
        } else if idle && !self.locked {
            // What was typed stays where it is, behind the lock.
            self.lock();
            self.dirty = true;
        }
        let expired = self
            .who
            .as_ref()
            .and_then(|who| who.covering.as_ref())
            .is_some_and(|(.., ends)| now >= *ends);
        if minute != self.shown_minute || expired {
            self.shown_minute = minute;
            self.dirty = true;
            self.ask_who();
        }
    }

    pub(super) fn top(&self) -> u64 {
        self.dialogs
            .last()
            .map_or(self.section_of(self.desk) as u64, |(id, _)| *id)
    }

    /// Waits until everything that was asked for is written.
    pub fn end(&mut self) {
        self.leave_practice();
        if let Some(session) = self.session.take() {
            self.tell(WriteJob::SignOut(session));
        }
        self.clerks.end();
    }

    /// The terminal has another size: what is typed before it is drawn again counts for that size.
    pub(super) fn resized(&mut self, columns: u16, rows: u16) {
        let marks = if self.is_practice() { 2 } else { 0 };
        self.too_small = super::draw::is_too_small(columns, rows.saturating_sub(marks));
        if self.too_small {
            self.drop_half_code();
            self.ahead.clear();
        }
        self.dirty = true;
    }

    /// When the keys that are held here, or in the practice that is open, are pressed unless others follow.
    fn burst_deadline(&self) -> Option<std::time::Instant> {
        match &self.practice {
            Some(inner) => inner.shell.burst_deadline(),
            None => self.burst.deadline(),
        }
    }

    /// Whether there is no room for both desks side by side.
    pub(super) const fn is_narrow(&self) -> bool {
        self.columns < BOTH_COLUMNS_MIN
    }

    /// Draws everything; gives where the cursor stands.
    pub fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.dirty = false;
        self.columns = buffer.area.width;
        if let Some(inner) = &mut self.practice {
            return inner.shell.draw(buffer);
        }
        let mut canvas = Canvas {
            buffer,
            cursor: None,
            hits: Vec::new(),
        };
        super::draw::shell(self, &mut canvas);
        self.hits = canvas.hits;
        canvas.cursor
    }
}

/// Where the open section of a desk is remembered.
pub(super) const fn slot(desk: Option<Desk>) -> usize {
    match desk {
        Some(Desk::Front) => 0,
        Some(Desk::Back) => 1,
        None => 2,
    }
}
