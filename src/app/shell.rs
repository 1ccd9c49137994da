//! What is on the screen and what the keys do to it. Runs without a terminal as well, for the tests.

use super::clerk::{self, Clerks, Report, WriteJob};
use super::sections::SECTIONS;
use super::sign_in::SignIn;
use super::{cover_keys, who};
use crate::model::{Clock, Desk, Instant};
use crate::office::{News, Office, OfficeFacts, Receipt, Refused, Session};
use crate::pane::{Canvas, Chord, Effect, Hit, Outbox, Pane, Place, Then, Who};
use crate::ui::theme::{DARK, MONO, Theme};
use crate::words::{Lang, Words};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// The number under which the shell itself asks who is signed in.
const WHO: u64 = u64::MAX;

/// The first number of a dialog; smaller ones are sections.
const DIALOGS: u64 = 1_000;

/// How wide a terminal must be for both desks side by side.
pub(super) const BOTH_COLUMNS_MIN: u16 = 140;

/// What lies over everything else.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Over {
    Nothing,
    Help,
    /// Asks before typed text is thrown away.
    Discard,
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
    pub(super) status: (String, bool),
    pub(super) locked: bool,
    clock: Arc<dyn Clock>,
    terminal: String,
    clerks: Clerks,
    reports: Receiver<Report>,
    to: Sender<Report>,
    session: Option<Session>,
    next_dialog: u64,
    thens: VecDeque<Then>,
    hits: Vec<(Rect, Hit)>,
    waiting_for: usize,
    shown_minute: i64,
    lang_chosen: bool,
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
    /// Opens the screens over a file.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub fn open(
        path: &Path,
        clock: Arc<dyn Clock>,
        terminal: &str,
        lang: Option<Lang>,
        desk: Option<Desk>,
    ) -> Result<Self, Refused> {
        let office = Office::open_to_read(path, Arc::clone(&clock))?;
        let facts = Arc::clone(office.facts());
        drop(office);
        let (to, reports) = channel::<Report>();
        let clerks = clerk::start(path, &clock, &to)?;
        let own = Lang::parse(&facts.language).unwrap_or(Lang::En);
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Ok(Self {
            words: Words::new(lang.unwrap_or(own), &facts.currency, facts.zone),
            theme: if colours { DARK } else { MONO },
            who: None,
            sign_in: SignIn::default(),
            panes: SECTIONS.iter().map(|section| (section.make)()).collect(),
            dialogs: Vec::new(),
            desk,
            at: [0; 3],
            both: false,
            over: Over::Nothing,
            status: (String::new(), false),
            locked: false,
            clock,
            terminal: terminal.to_owned(),
            clerks,
            reports,
            to,
            session: None,
            next_dialog: DIALOGS,
            thens: VecDeque::new(),
            hits: Vec::new(),
            waiting_for: 0,
            shown_minute: 0,
            lang_chosen: lang.is_some(),
            facts,
            dirty: true,
            quit: false,
        })
    }

    /// Signs somebody in without the dialog, for the demo.
    pub fn sign_in(&mut self, code: &str, pin: crate::office::Pin) {
        self.sign_in = SignIn::of(code);
        self.sign_in.busy = true;
        self.waiting_for += 1;
        self.tell(WriteJob::SignIn(
            self.terminal.clone(),
            code.to_owned(),
            pin,
        ));
    }

    /// The way for keys, ticks and signals into the one line of reports.
    pub(super) fn sender(&self) -> Sender<Report> {
        self.to.clone()
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }

    fn tell(&mut self, job: WriteJob) {
        if self.clerks.write.send(job).is_err() {
            self.quit = true;
        }
    }

    /// Takes what the clerks have reported, waiting at most so long for the first report. Whether there was one.
    pub fn listen(&mut self, wait: Duration) -> bool {
        let mut heard = false;
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
        self.ask_for_views();
        heard
    }

    fn hear(&mut self, report: Report) {
        match report {
            Report::Read(WHO, _, answer) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.know(answer);
            }
            Report::Read(id, number, answer) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                let outcome = self
                    .pane(id)
                    .map_or(Ok(false), |pane| pane.answer(number, answer));
                match outcome {
                    Ok(wanted) => self.dirty |= wanted,
                    Err(refused) => self.complain(&refused),
                }
            }
            Report::Done(id, result) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.done(id, result);
            }
            Report::SignedIn(result) => {
                self.waiting_for = self.waiting_for.saturating_sub(1);
                self.signed_in(result);
            }
            Report::News(news) => self.news(&news),
            Report::Terminal(event) => self.event(&event),
            Report::Tick => self.tick(),
            Report::End => self.quit = true,
        }
    }

    fn know(&mut self, answer: crate::pane::Answer) {
        let known = match answer.map(|any| any.downcast::<Who>()) {
            Ok(Ok(known)) => *known,
            Ok(Err(_)) => return,
            Err(refused) => return self.complain(&refused),
        };
        if self.who.is_none() {
            self.desk = self.desk.or(Some(known.desk));
        }
        self.who = Some(known);
        self.dirty = true;
    }

    fn signed_in(&mut self, result: Result<Session, Refused>) {
        self.dirty = true;
        match result {
            Ok(session) => {
                self.session = Some(session);
                self.locked = false;
                self.sign_in = SignIn::default();
                self.status = (String::new(), false);
                self.ask_who();
            }
            Err(refused) => {
                self.sign_in.busy = false;
                self.sign_in.trouble = self.words.refused(&refused);
            }
        }
    }

    fn ask_who(&mut self) {
        let Some(session) = &self.session else { return };
        let staff = session.staff;
        let question = Box::new(move |reader: &mut crate::office::Reader<'_>| {
            who::read(reader, staff).map(|who| Box::new(who) as Box<dyn std::any::Any + Send>)
        });
        self.waiting_for += 1;
        if self.clerks.read.send((WHO, 0, question)).is_err() {
            self.quit = true;
        }
    }

    fn done(&mut self, id: u64, result: Result<Receipt, Refused>) {
        let then = self.thens.pop_front();
        self.dirty = true;
        match result {
            Ok(receipt) => {
                if id >= DIALOGS {
                    self.dialogs.retain(|(known, _)| *known != id);
                }
                if let Some(then) = then {
                    let (said, pane) = then(&self.words, &receipt);
                    self.status = (said, false);
                    if let Some(pane) = pane {
                        self.show(pane);
                    }
                }
            }
            Err(refused) => {
                let sentence = self.words.refused(&refused);
                if let Some(pane) = self.pane(id) {
                    pane.refused(&sentence);
                }
                let hint = if refused.says("could_cover") {
                    self.words.status_could_cover()
                } else {
                    String::new()
                };
                self.status = (format!("{sentence} {hint}"), true);
            }
        }
    }

    fn news(&mut self, news: &[News]) {
        for line in news {
            for pane in &mut self.panes {
                pane.news(&line.verb);
            }
            for (_, pane) in &mut self.dialogs {
                pane.news(&line.verb);
            }
        }
        self.ask_who();
    }

    fn complain(&mut self, refused: &Refused) {
        self.status = (self.words.refused(refused), true);
        self.dirty = true;
    }

    fn pane(&mut self, id: u64) -> Option<&mut Box<dyn Pane>> {
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

    fn visible(&self) -> Vec<u64> {
        let mut ids = vec![self.section_of(self.desk) as u64];
        if self.both {
            ids.extend(
                Desk::ALL
                    .iter()
                    .map(|desk| self.section_of(Some(*desk)) as u64),
            );
        }
        ids.extend(self.dialogs.iter().map(|(id, _)| *id));
        ids
    }

    fn ask_for_views(&mut self) {
        if self.who.is_none() {
            return;
        }
        for id in self.visible() {
            let Some((number, question)) = self.pane(id).and_then(|pane| pane.question()) else {
                continue;
            };
            self.waiting_for += 1;
            if self.clerks.read.send((id, number, question)).is_err() {
                self.quit = true;
            }
        }
    }

    pub(super) fn show(&mut self, pane: Box<dyn Pane>) {
        self.next_dialog += 1;
        self.dialogs.push((self.next_dialog, pane));
        self.dirty = true;
    }

    /// A second has passed: the clock in the header, and rights that have run out.
    pub fn tick(&mut self) {
        let now = self.now();
        let minute = now.0 / 60_000;
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

    /// Something came from the terminal.
    pub fn event(&mut self, event: &Event) {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.press(*key),
            Event::Paste(text) => {
                self.dirty = true;
                let top = self.top();
                if self.who.is_some()
                    && let Some(pane) = self.pane(top)
                {
                    pane.paste(text);
                }
            }
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    self.click(Position::new(mouse.column, mouse.row))
                }
                MouseEventKind::ScrollDown => self.press(KeyEvent::from(KeyCode::Down)),
                MouseEventKind::ScrollUp => self.press(KeyEvent::from(KeyCode::Up)),
                _ => {}
            },
            Event::Resize(..) => self.dirty = true,
            _ => {}
        }
        self.ask_for_views();
    }

    fn click(&mut self, at: Position) {
        let Some((_, hit)) = self
            .hits
            .iter()
            .rev()
            .find(|(area, _)| area.contains(at))
            .copied()
        else {
            return;
        };
        match hit {
            Hit::Key(key) => self.press(key),
            Hit::Row(row) => {
                let top = self.top();
                if let Some(pane) = self.pane(top) {
                    pane.clicked(row);
                }
                self.dirty = true;
            }
        }
    }

    pub(super) fn top(&self) -> u64 {
        self.dialogs
            .last()
            .map_or(self.section_of(self.desk) as u64, |(id, _)| *id)
    }

    fn press(&mut self, key: KeyEvent) {
        self.dirty = true;
        if Chord::ctrl('q').is(key) {
            return self.leave();
        }
        if self.who.is_none() || self.locked {
            if let Some((code, pin)) = self.sign_in.key(key, &self.words) {
                self.waiting_for += 1;
                self.tell(WriteJob::SignIn(self.terminal.clone(), code, pin));
            }
            return;
        }
        if self.over != Over::Nothing {
            return self.press_over(key);
        }
        if self.global(key) {
            return;
        }
        let (Some(who), now) = (self.who.clone(), self.now()) else {
            return;
        };
        let words = self.words.clone();
        let mut out = Outbox {
            effects: Vec::new(),
            words: &words,
            now,
            who: &who,
        };
        let top = self.top();
        let used = self.pane(top).is_some_and(|pane| pane.key(key, &mut out));
        let effects = out.effects;
        if !effects.is_empty() {
            self.status = (String::new(), false);
        }
        self.carry_out(top, effects);
        if !used {
            self.unused(key);
        }
    }

    fn press_over(&mut self, key: KeyEvent) {
        match self.over {
            Over::Discard if matches!(key.code, KeyCode::Char('y' | 'a')) => {
                drop(self.dialogs.pop())
            }
            Over::Discard if !matches!(key.code, KeyCode::Char('n') | KeyCode::Esc) => return,
            Over::Discard | Over::Help | Over::Nothing => {}
        }
        self.over = Over::Nothing;
    }

    /// Keys that mean the same everywhere. Whether this was one.
    fn global(&mut self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::F(1) => self.over = Over::Help,
            KeyCode::F(2) => self.go_desk(Some(Desk::Front)),
            KeyCode::F(3) => self.go_desk(Some(Desk::Back)),
            KeyCode::F(4) => cover_keys::press(self),
            KeyCode::F(5) => self.both = !self.both,
            KeyCode::F(9) => self.go_desk(None),
            KeyCode::F(12) => self.lock(),
            KeyCode::Char('l') if Chord::ctrl('l').is(key) => self.change_language(),
            KeyCode::Char('t') if Chord::ctrl('t').is(key) => self.theme = self.theme.next(),
            KeyCode::Char('o') if Chord::ctrl('o').is(key) => self.sign_out(),
            _ => return false,
        }
        true
    }

    /// Keys that only count where nobody types.
    fn unused(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => {
                let is_dirty = self.dialogs.last().is_some_and(|(_, pane)| pane.is_dirty());
                if is_dirty {
                    self.over = Over::Discard;
                } else {
                    self.dialogs.pop();
                }
            }
            KeyCode::Char('?') => self.over = Over::Help,
            KeyCode::Char('/') if self.dialogs.is_empty() => self.go_section(Some(Desk::Front), 0),
            KeyCode::Char(digit @ '1'..='9') if self.dialogs.is_empty() => {
                let nth = usize::from(u8::try_from(digit).unwrap_or(b'1') - b'1');
                if SECTIONS
                    .iter()
                    .filter(|section| section.desk == self.desk)
                    .count()
                    > nth
                {
                    self.go_section(self.desk, nth);
                }
            }
            _ => {}
        }
    }

    fn go_desk(&mut self, desk: Option<Desk>) {
        if self.dialogs.is_empty() {
            self.desk = desk;
            self.status = (String::new(), false);
        } else {
            self.status = (self.words.status_close_first(), true);
        }
    }

    fn go_section(&mut self, desk: Option<Desk>, nth: usize) {
        self.desk = desk;
        self.at[slot(desk)] = nth;
    }

    fn carry_out(&mut self, from: u64, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Perform(job, then) => {
                    let Some(session) = self.session.clone() else {
                        continue;
                    };
                    self.thens.push_back(then);
                    self.waiting_for += 1;
                    self.tell(WriteJob::Perform(from, session, job));
                }
                Effect::Open(pane) => self.show(pane),
                Effect::Close => self.dialogs.retain(|(id, _)| *id != from),
                Effect::Say(text) => self.status = (text, false),
                Effect::Go(Place::Order(number)) => {
                    self.dialogs.clear();
                    self.go_section(Some(Desk::Front), 0);
                    let counter = SECTIONS
                        .iter()
                        .position(|section| section.desk == Some(Desk::Front))
                        .unwrap_or(0);
                    self.panes[counter] =
                        crate::pane::Bound::pane(crate::front::counter::Counter::with(&number));
                }
                Effect::Go(Place::Pick(order)) => {
                    self.show(crate::back::picking::pick_screen(&order))
                }
                Effect::Go(Place::Ready(parcel)) => {
                    let form = crate::back::picking::ready_form(&self.words, &parcel);
                    self.show(crate::pane::Bound::pane(form));
                }
                Effect::Go(Place::CoverFor(order)) => {
                    let (job, then) = cover_keys::for_customer(order);
                    self.carry_out(from, vec![Effect::Perform(job, then)]);
                }
                Effect::Go(Place::Cover(number)) => self.show(crate::pane::Bound::pane(
                    crate::cover::handback::SheetScreen::of(&number),
                )),
            }
        }
    }

    fn lock(&mut self) {
        if let Some(who) = &self.who {
            self.sign_in = SignIn::of(&who.code);
            self.locked = true;
        }
    }

    fn sign_out(&mut self) {
        if let Some(session) = self.session.take() {
            self.tell(WriteJob::SignOut(session));
        }
        self.who = None;
        self.dialogs.clear();
        self.sign_in = SignIn::default();
    }

    fn leave(&mut self) {
        let dirty = self.dialogs.iter().any(|(_, pane)| pane.is_dirty());
        if dirty && self.over != Over::Discard {
            self.over = Over::Discard;
        } else {
            self.quit = true;
        }
    }

    fn change_language(&mut self) {
        let next = if self.words.lang() == Lang::En {
            Lang::Cs
        } else {
            Lang::En
        };
        self.words = Words::new(next, &self.facts.currency, self.facts.zone);
        self.lang_chosen = true;
    }

    /// Waits until everything that was asked for is written.
    pub fn end(&mut self) {
        if let Some(session) = self.session.take() {
            self.tell(WriteJob::SignOut(session));
        }
        let (done, wait): (Sender<()>, Receiver<()>) = channel();
        if self.clerks.write.send(WriteJob::End(done)).is_ok() {
            let _ = wait.recv_timeout(Duration::from_secs(11));
        }
    }

    /// Draws everything; gives where the cursor stands.
    pub fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.dirty = false;
        let mut canvas = Canvas {
            buffer,
            cursor: None,
            hits: Vec::new(),
        };
        super::draw::shell(self, &mut canvas);
        self.hits = canvas.hits;
        canvas.cursor
    }

    /// Presses a key and waits until all that follows from it has been read and written; for tests.
    pub fn press_and_settle(&mut self, key: KeyEvent) {
        self.event(&Event::Key(key));
        self.settle();
    }

    /// Waits until no clerk owes an answer; for tests.
    pub fn settle(&mut self) {
        self.ask_for_views();
        while self.waiting_for > 0 && self.listen(Duration::from_secs(10)) {}
    }

    /// The screen as text at this size; for tests.
    pub fn screen(&mut self, columns: u16, rows: u16) -> String {
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        self.draw(&mut buffer);
        let mut text = String::new();
        for y in 0..rows {
            let mut skip = 0;
            let mut line = String::new();
            for x in 0..columns {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                }
                skip = if skip > 0 {
                    skip - 1
                } else {
                    crate::ui::text::width(symbol).saturating_sub(1)
                };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
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
