//! Picking one order: each line with its bin and what was found of it, then the shelf on which the parcel is put.

use super::forms::pick_of;
use super::pick_changes::{COVERED, Changes, UNSEEN, covered};
use super::pick_rows::PickRows;
use super::pick_view::{self, Line, View};
use super::{BeginPick, LeavePick};
use crate::back::new_bin::NewPlace;
use crate::model::{Desk, Instant, Quantity, ReadRight, Scanned};
use crate::office::{Reader, Refused};
use crate::pane::{AtWork, Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::Field;
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// Before the shelf among what is kept of the form; a line begins with its number.
const SHELF: &str = "shelf\t";

/// The dialog.
#[derive(Debug)]
pub(super) struct PickScreen {
    pub(super) order: String,
    /// As numbers are written where it was opened.
    pub(super) words: Words,
    pub(super) rows: PickRows,
    /// The row that has the keys; as many as there are rows: the shelf.
    pub(super) at: usize,
    /// The shelf, where the office has any.
    pub(super) shelf: Option<Field>,
    pub(super) trouble: String,
    /// The trouble is a cover: it is over as soon as that is taken back.
    is_covered: bool,
    /// What was scanned last, and when it came.
    pub(super) last_scan: Option<(String, Instant)>,
    /// The bin that was scanned last: what is scanned then comes from it.
    pub(super) bin: Option<String>,
    /// What changed under the form, and who did it.
    pub(super) changes: Changes,
    /// The last journal line that was there when the form was opened or that has been told.
    seen: Option<i64>,
    /// It was said what is not counted: saving once more means it.
    pub(super) warned: bool,
    /// What the order wants, as it was read last.
    lines: Vec<Line>,
    new_shelf: NewPlace,
}

impl PickScreen {
    /// For an order.
    #[must_use]
    pub(super) fn of(words: &Words, order: &str) -> Self {
        Self {
            order: order.to_owned(),
            words: words.clone(),
            rows: PickRows::default(),
            at: 0,
            shelf: None,
            trouble: String::new(),
            is_covered: false,
            last_scan: None,
            bin: None,
            changes: Changes::default(),
            seen: None,
            warned: false,
            lines: Vec::new(),
            new_shelf: NewPlace::default(),
        }
    }

    pub(super) fn is_at_shelf(&self) -> bool {
        self.shelf.is_some() && self.at >= self.rows.rows.len()
    }

    /// How many fields there are: the rows, and the shelf.
    fn stops(&self) -> usize {
        (self.rows.rows.len() + usize::from(self.shelf.is_some())).max(1)
    }

    /// It was read, and nothing of it is to be picked any more, whether something was counted or not.
    pub(super) fn is_over(&self) -> bool {
        self.seen.is_some() && self.rows.rows.iter().all(|row| row.gone)
    }

    fn save(&mut self, view: &View, out: &mut Outbox<'_>) {
        if let Some(refused) = covered(out.who) {
            self.is_covered = true;
            self.trouble = out.words.refused(&refused);
            return;
        }
        if self.is_over() {
            self.trouble = self.over_because(view, out.words, out.now);
            return;
        }
        let (open, part) = self.rows.not_told();
        let over = self.rows.over();
        let lacks = self.rows.any() && !(open.is_empty() && part.is_empty());
        if !over.is_empty() || lacks && !self.warned {
            // What is over cannot be packed: it is said with all the rest, before anything is saved.
            self.warned = over.is_empty();
            let mut told = self.say_over(&over, out.words);
            if !open.is_empty() {
                told.push(out.words.picking_not_counted(open.join(", ")));
            }
            if !part.is_empty() {
                told.push(out.words.picking_part_counted(part.join(", ")));
            }
            if self.warned {
                told.push(out.words.picking_save_again());
            }
            self.trouble = told.join(" ");
            return;
        }
        match self.rows.picked() {
            Ok(picked) => {
                let place = self.shelf.as_ref().map(|field| field.value().trim());
                let place = place.filter(|place| !place.is_empty()).map(str::to_owned);
                pick_of(&self.order, picked, place, &self.new_shelf, out);
            }
            Err((at, typed)) => {
                self.at = at;
                out.refuse(&Refused::misread("bad-quantity", &typed));
            }
        }
    }

    /// What has to go back, item by item; the keys go to the first of them.
    fn say_over(&mut self, over: &[(usize, Quantity)], words: &Words) -> Vec<String> {
        if let Some((at, _)) = over.first() {
            self.at = *at;
        }
        let rows = over.iter().filter_map(|(nth, over)| {
            let row = self.rows.rows.get(*nth)?;
            let amount = format!("{} {}", words.quantity(*over), row.unit);
            let item = named::Item(row.code.as_str());
            Some(words.picking_over(item, named::Quantity(amount)))
        });
        rows.collect()
    }
}

impl Screen for PickScreen {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Ask = String;
    type View = View;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::picking_key_done,
            when: |screen, _, _| screen.seen.is_some(),
            act: |screen, view, out| screen.save(view, out),
        },
        Binding {
            chord: Chord::char('+'),
            label: Words::picking_key_more,
            when: |screen, _, _| !screen.is_at_shelf() && !screen.is_over(),
            act: |screen, _, _| screen.step(1),
        },
        Binding {
            chord: Chord::char('-'),
            label: Words::picking_key_less,
            when: |screen, _, _| !screen.is_at_shelf() && !screen.is_over(),
            act: |screen, _, _| screen.step(-1),
        },
        Binding {
            chord: Chord::char('m'),
            label: Words::picking_key_missing,
            when: |screen, _, _| !screen.is_at_shelf() && !screen.is_over(),
            act: |screen, _, _| screen.missing(),
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::picking_key_bin,
            when: |screen, _, _| !screen.is_at_shelf() && !screen.is_over(),
            act: |screen, view, out| screen.other_bin(view, out.words),
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.picking_title(self.order.as_str())
    }
    fn ask(&self) -> String {
        self.order.clone()
    }
    fn read(order: &String, reader: &mut Reader<'_>) -> Result<View, Refused> {
        pick_view::read(order, reader)
    }
    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        (chord == Chord::ctrl('s') && self.shelf.is_some()).then_some(Words::picking_key_shelf)
    }

    fn arrived(&mut self, _before: &View, view: &View) {
        let last = view.head.as_ref().and_then(|head| head.last.clone());
        let begins = self.seen.is_none();
        let key = self
            .rows
            .rows
            .get(self.at)
            .map(|row| (row.line, row.bin_code().to_owned()));
        let at_shelf = self.is_at_shelf() && !begins;
        let changed = self.rows.follow(&view.lines, &self.words);
        let seq = last.as_ref().map_or(0, |last| last.seq);
        if !begins {
            let last = last.filter(|last| last.seq > self.seen.unwrap_or(0));
            let nothing_left = self.rows.rows.iter().all(|row| row.gone);
            if self.changes.take(changed, last, nothing_left) {
                self.warned = false;
            }
        }
        self.seen = Some(seq);
        if self.shelf.is_none()
            && let Some(shelf) = view.best_shelf()
        {
            self.shelf = Some(Field::offered(shelf));
        }
        self.lines.clone_from(&view.lines);
        let rows = &self.rows.rows;
        self.at = if at_shelf {
            rows.len()
        } else {
            // The keys stay with their row.
            key.and_then(|(line, bin)| {
                rows.iter()
                    .position(|row| row.line == line && row.bin_code() == bin)
            })
            .unwrap_or_else(|| self.at.min(rows.len().saturating_sub(1)))
        };
    }
    fn is_typing(&self) -> bool {
        true
    }

    fn inserts(&self, c: char) -> bool {
        // Beside a line the letters are keys.
        self.is_at_shelf() || c.is_ascii_digit()
    }

    fn key(&mut self, key: KeyEvent, view: &View, out: &mut Outbox<'_>) -> bool {
        let stops = self.stops();
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.go((self.at + 1) % stops),
            KeyCode::BackTab | KeyCode::Up => self.go((self.at + stops - 1) % stops),
            KeyCode::Enter if self.at + 1 >= stops => self.save(view, out),
            KeyCode::Enter => self.go(self.at + 1),
            KeyCode::Char(_) if !self.is_at_shelf() => {
                for binding in Self::BINDINGS {
                    if binding.chord.is(key) && (binding.when)(self, view, out.who) {
                        (binding.act)(self, view, out);
                        return true;
                    }
                }
                return self.type_into(key);
            }
            _ => return self.type_into(key),
        }
        true
    }
    fn wants_labels(&self) -> bool {
        true
    }

    fn scanned(&mut self, code: &Scanned, view: &View, out: &mut Outbox<'_>) -> bool {
        match code {
            Scanned::Item { code, .. } => self.scan_item(code, view, out),
            Scanned::Bin(code) => {
                let lies = |line: &Line| line.bins.iter().any(|bin| bin.code == *code);
                let shelf = view.shelves.iter().any(|shelf| shelf.code == *code);
                self.last_scan = Some((code.clone(), out.now));
                self.trouble.clear();
                if view.lines.iter().any(lies) {
                    self.bin = Some(code.clone());
                    let row = self.rows.rows.iter().position(|row| row.bin_code() == code);
                    self.at = row.unwrap_or(self.at);
                } else if shelf {
                    self.shelf = Some(Field::offered(code));
                    self.at = self.rows.rows.len();
                } else {
                    self.bin = None;
                    self.trouble = out.words.picking_wrong_bin(code.as_str());
                }
            }
            Scanned::Order { .. }
            | Scanned::Paper { .. }
            | Scanned::Parcel { .. }
            | Scanned::Nothing(_) => return false,
        }
        true
    }
    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }
    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        self.is_covered = matches!(refused.id, COVERED | UNSEEN);
        self.trouble = words.refused(refused);
    }
    fn clicked(&mut self, row: i64, _view: &View) {
        let row = usize::try_from(row).unwrap_or(0);
        self.go(row.min(self.stops() - 1));
    }
    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        if self.is_covered && covered(look.who).is_none() {
            self.is_covered = false;
            self.trouble.clear();
        }
        super::draw_pick::draw(self, view, area, canvas, look);
    }
    fn size(&self) -> Option<(u16, u16)> {
        let rows = self.rows.rows.len() + if self.shelf.is_some() { 19 } else { 13 };
        Some((80, u16::try_from(rows).unwrap_or(u16::MAX)))
    }
    fn is_dirty(&self) -> bool {
        self.rows.any() || self.typed_shelf().is_some()
    }
    fn draft(&self) -> Option<Vec<String>> {
        let shelf = self.typed_shelf().map(|shelf| format!("{SHELF}{shelf}"));
        let kept: Vec<String> = self.rows.kept().into_iter().chain(shelf).collect();
        (!kept.is_empty()).then_some(kept)
    }
    fn take_draft(&mut self, values: &[String]) {
        self.rows.restore(values, &self.lines, &self.words);
        let shelf = values.iter().find_map(|value| value.strip_prefix(SHELF));
        if let Some(shelf) = shelf {
            self.shelf = Some(Field::with(shelf));
        }
    }
    fn at_work(&self) -> Option<AtWork> {
        Some(AtWork {
            on: self.order.clone(),
            begin: |order| {
                Box::new(move |office, session| office.perform(session, &BeginPick { order }))
            },
            end: |order| {
                Box::new(move |office, session| office.perform(session, &LeavePick { order }))
            },
        })
    }
}

impl PickScreen {
    /// The shelf as it was typed; `None` where the offered one stands.
    fn typed_shelf(&self) -> Option<&str> {
        let field = self.shelf.as_ref().filter(|field| !field.is_offered());
        field.map(Field::value).filter(|shelf| !shelf.is_empty())
    }

    /// The keys go to another field.
    fn go(&mut self, to: usize) {
        self.at = to;
        if let Some(row) = self.rows.rows.get_mut(to) {
            row.begin();
        }
    }

    /// A key for the field that has the keys.
    fn type_into(&mut self, key: KeyEvent) -> bool {
        if self.is_at_shelf() {
            self.trouble.clear();
            return self.shelf.as_mut().is_some_and(|field| field.key(key));
        }
        let Some(row) = self.rows.rows.get_mut(self.at).filter(|row| !row.gone) else {
            return false;
        };
        // A number begins with a digit. Behind that everything is kept: "1e3" is no quantity, and must not become 13.
        let begins = row.field.is_offered() || row.field.value().is_empty();
        let takes = match key.code {
            KeyCode::Char(c) if begins => c.is_numeric() || ",. ".contains(c),
            KeyCode::Char(c) => c != '?',
            _ => true,
        };
        if !takes {
            return false;
        }
        // Typing just what is offered is typing as well.
        let before = (row.field.value().to_owned(), row.field.is_offered());
        let used = row.field.key(key);
        if (row.field.value(), row.field.is_offered()) != (before.0.as_str(), before.1) {
            row.was_typed();
            self.counted();
        }
        used
    }
}
