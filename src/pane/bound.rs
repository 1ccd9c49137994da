//! A screen together with its view, so that the shell can hold screens of every kind in one list.

use super::keyed::{could_cover_for, with_every_duty};
use super::{
    Act, AtWork, Binding, Can, Canvas, Chord, Hit, Keyed, Look, Offered, Outbox, Screen, Who,
};
use crate::model::ReadRight;
use crate::office::{CHANGED_MEANWHILE, News, ReadOf, Reader, Receipt, Refused};
use crate::ui::{tabs, text};
use crate::words::Words;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use std::any::Any;

/// What a clerk has read for a pane.
pub type Answer = Result<Box<dyn Any + Send>, Refused>;

/// Something to read for a pane, on a clerk's thread.
pub type Question = Box<dyn FnOnce(&mut Reader<'_>) -> Answer + Send>;

/// A screen of any kind, as the shell sees it.
pub trait Pane: Send {
    /// Its title.
    fn title(&self, words: &Words) -> String;
    /// What it wants read, if that has changed or is old; with the number that the answer must bear.
    fn question(&mut self) -> Option<(u64, Question)>;
    /// Who may read it.
    fn right(&self) -> ReadRight;
    /// It is read again, whether or not it is old.
    fn read_again(&mut self);
    /// Somebody else looks at it: what was read before is not theirs.
    fn forget(&mut self);
    /// What was read, and of which state. Whether it was still wanted.
    fn answer(&mut self, number: u64, answer: Answer, of: ReadOf) -> Result<bool, Refused>;
    /// Whether what it asked for has not come yet.
    fn awaits(&self) -> bool;
    /// How often it has asked.
    fn times_read(&self) -> u64;
    /// Who looks at it is known, or has changed.
    fn meet(&mut self, who: &Who);
    /// Something has happened: its view may be old.
    fn news(&mut self, line: &News);
    /// A key. Whether it was used.
    fn key(&mut self, key: KeyEvent, out: &mut Outbox<'_>) -> bool;
    /// Pasted text.
    fn paste(&mut self, text: &str);
    /// Made for a scanner.
    fn wants_labels(&self) -> bool;
    /// Whether this character would only be put into a field.
    fn inserts(&self, c: char) -> bool;
    /// A code was scanned into a field that keeps codes as they are. Whether there is one.
    fn keeps_code(&mut self, code: &str) -> bool;
    /// A label was scanned. Whether it means something here.
    fn scanned(&mut self, code: &crate::model::Scanned, out: &mut Outbox<'_>) -> bool;
    /// A verb has run while it was open.
    fn acted(&mut self, receipt: &Receipt);
    /// The text for which acts are looked for.
    fn looks_for_acts(&self) -> Option<&str>;
    /// The acts that fit that text.
    fn offered(&mut self, acts: Vec<Offered>);
    /// A click on a row.
    fn clicked(&mut self, row: i64);
    /// A verb that it asked for was refused.
    fn refused(&mut self, sentence: &str);
    /// The same with its facts.
    fn refused_with(&mut self, refused: &Refused, words: &Words);
    /// The PIN that was typed is wrong: its field is emptied.
    fn forget_pin(&mut self);
    /// The keys that can be pressed now, with their labels.
    fn keys(&self, words: &Words, who: &Who) -> Vec<(Chord, String)>;
    /// All of its keys, with whether they can be pressed now.
    fn acts(&self, words: &Words, english: &Words, who: &Who) -> Vec<Act>;
    /// Why whoever looks at it may not read it, where that is so.
    fn hidden(&self) -> Option<&Refused>;
    /// What kind of screen it is, with all of its keys.
    fn keyed(&self) -> Keyed;
    /// Draws itself.
    fn draw(&mut self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>);
    /// The size of a dialog.
    fn size(&mut self, columns: u16, look: &Look<'_>) -> Option<(u16, u16)>;
    /// Whether letters are text now.
    fn is_typing(&self) -> bool;
    /// Whether Enter in it moves money or goods at once.
    fn enter_weighs(&self) -> bool;
    /// Holds text that was typed and not saved.
    fn is_dirty(&self) -> bool;
    /// What was typed and not saved, if it may be kept.
    fn draft(&self) -> Option<Vec<String>>;
    /// Takes what `draft` gave in an earlier life.
    fn take_draft(&mut self, values: &[String]);
    /// What is worked on while it is open.
    fn at_work(&self) -> Option<AtWork>;
}

/// A screen, what it has read, and what it asked for.
pub struct Bound<S: Screen> {
    screen: S,
    view: S::View,
    asked: Option<S::Ask>,
    number: u64,
    answered: u64,
    stale: bool,
    /// Of which state the view is, and what was read for it.
    read_of: ReadOf,
    /// What has happened since it was asked for.
    meanwhile: Vec<News>,
    /// Why whoever looks at it may not read it: stands in its place.
    hidden: Option<Refused>,
}

impl<S: Screen> Bound<S> {
    /// A pane of this screen.
    #[must_use]
    pub fn pane(screen: S) -> Box<dyn Pane> {
        Box::new(Self {
            screen,
            view: S::View::default(),
            asked: None,
            number: 0,
            answered: 0,
            stale: true,
            read_of: ReadOf::default(),
            meanwhile: Vec::new(),
            hidden: None,
        })
    }
}

impl<S: Screen> Pane for Bound<S> {
    fn title(&self, words: &Words) -> String {
        self.screen.title(words)
    }

    fn question(&mut self) -> Option<(u64, Question)> {
        let ask = self.screen.ask();
        if !self.stale && self.asked.as_ref() == Some(&ask) {
            return None;
        }
        self.stale = false;
        self.meanwhile.clear();
        self.number += 1;
        self.asked = Some(ask.clone());
        let question: Question = Box::new(move |reader| {
            S::read(&ask, reader).map(|view| Box::new(view) as Box<dyn Any + Send>)
        });
        Some((self.number, question))
    }

    fn right(&self) -> ReadRight {
        S::RIGHT
    }

    fn read_again(&mut self) {
        self.stale = true;
    }

    fn forget(&mut self) {
        self.view = S::View::default();
        self.hidden = None;
        self.stale = true;
    }

    fn answer(&mut self, number: u64, answer: Answer, of: ReadOf) -> Result<bool, Refused> {
        if number != self.number {
            return Ok(false);
        }
        self.answered = number;
        self.read_of = of;
        let meanwhile = std::mem::take(&mut self.meanwhile);
        self.stale |= meanwhile.iter().any(|line| of.is_old_after(line));
        let answer = match answer {
            Err(refused) if refused.id.starts_with("view-") => {
                // What was read before is not theirs any more either.
                self.view = S::View::default();
                self.hidden = Some(refused);
                return Ok(true);
            }
            answer => answer?,
        };
        self.hidden = None;
        let Ok(view) = answer.downcast::<S::View>() else {
            return Ok(false);
        };
        let before = std::mem::replace(&mut self.view, *view);
        self.screen.arrived(&before, &self.view);
        Ok(true)
    }

    fn awaits(&self) -> bool {
        self.answered != self.number
    }

    fn times_read(&self) -> u64 {
        self.number
    }

    fn meet(&mut self, who: &Who) {
        self.screen.meet(who);
    }

    fn news(&mut self, line: &News) {
        if self.stale {
            return;
        }
        if self.awaits() {
            self.meanwhile.push(line.clone());
        } else {
            self.stale |= self.read_of.is_old_after(line);
        }
    }

    fn key(&mut self, key: KeyEvent, out: &mut Outbox<'_>) -> bool {
        let is_text = self.screen.is_typing()
            && matches!(key.code, crossterm::event::KeyCode::Char(_))
            && key
                .modifiers
                .difference(crossterm::event::KeyModifiers::SHIFT)
                .is_empty();
        if !is_text {
            for Binding {
                chord, when, act, ..
            } in S::BINDINGS
            {
                if chord.is(key) && when(&self.screen, &self.view, out.who) {
                    act(&mut self.screen, &self.view, out);
                    return true;
                }
            }
        }
        self.screen.key(key, &self.view, out)
    }

    fn paste(&mut self, text: &str) {
        self.screen.paste(text);
    }

    fn wants_labels(&self) -> bool {
        self.screen.wants_labels()
    }

    fn inserts(&self, c: char) -> bool {
        self.screen.inserts(c)
    }

    fn keeps_code(&mut self, code: &str) -> bool {
        self.screen.keeps_code(code)
    }

    fn scanned(&mut self, code: &crate::model::Scanned, out: &mut Outbox<'_>) -> bool {
        self.screen.scanned(code, &self.view, out)
    }

    fn acted(&mut self, receipt: &Receipt) {
        self.screen.acted(receipt);
    }

    fn looks_for_acts(&self) -> Option<&str> {
        self.screen.looks_for_acts()
    }

    fn offered(&mut self, acts: Vec<Offered>) {
        self.screen.offered(acts);
    }

    fn clicked(&mut self, row: i64) {
        self.screen.clicked(row, &self.view);
    }

    fn refused(&mut self, sentence: &str) {
        self.screen.refused(sentence);
    }

    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        // What somebody else wrote is shown without waiting for the news of it.
        self.stale |= refused.id == CHANGED_MEANWHILE;
        self.screen.refused_with(refused, words);
    }

    fn forget_pin(&mut self) {
        self.screen.forget_pin();
    }

    fn keys(&self, words: &Words, who: &Who) -> Vec<(Chord, String)> {
        S::BINDINGS
            .iter()
            .filter(|binding| (binding.when)(&self.screen, &self.view, who))
            .map(|binding| {
                let label = self.screen.label(binding.chord).unwrap_or(binding.label);
                (binding.chord, label(words))
            })
            .collect()
    }

    fn acts(&self, words: &Words, english: &Words, who: &Who) -> Vec<Act> {
        let every = with_every_duty(who);
        let needs = self.screen.needs(&self.view);
        let all = S::BINDINGS.iter().map(|binding| {
            let can = if (binding.when)(&self.screen, &self.view, who) {
                Can::Now
            } else if (binding.when)(&self.screen, &self.view, &every) {
                let works = |who: &Who| (binding.when)(&self.screen, &self.view, who);
                Can::NotYours(could_cover_for(who, works))
            } else {
                needs.map_or(Can::NotNow, |needs| Can::Needs(needs(words)))
            };
            let own = self.screen.label(binding.chord);
            let label = own.filter(|_| can == Can::Now).unwrap_or(binding.label);
            Act {
                chord: binding.chord,
                label: label(words),
                english: label(english),
                can,
            }
        });
        all.collect()
    }

    fn hidden(&self) -> Option<&Refused> {
        self.hidden.as_ref()
    }

    fn keyed(&self) -> Keyed {
        Keyed::of::<S>()
    }

    fn draw(&mut self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        if let Some(hidden) = &self.hidden {
            let sentence = look.words.refused(hidden);
            text::paragraph(canvas.buffer, area, 2, 1, &sentence, look.theme.dim);
            return;
        }
        self.screen.draw(&self.view, area, canvas, look);
    }

    fn size(&mut self, columns: u16, look: &Look<'_>) -> Option<(u16, u16)> {
        self.screen.prepare(&self.view, columns, look);
        self.screen.size()
    }

    fn is_typing(&self) -> bool {
        self.screen.is_typing()
    }

    fn enter_weighs(&self) -> bool {
        self.screen.enter_weighs()
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.screen.draft()
    }

    fn take_draft(&mut self, values: &[String]) {
        self.screen.take_draft(values);
    }

    fn is_dirty(&self) -> bool {
        self.screen.is_dirty()
    }

    fn at_work(&self) -> Option<AtWork> {
        self.screen.at_work()
    }
}

impl Canvas<'_> {
    /// Makes the names in a line of filters clickable: Tab goes on to each from the one that is open; so many columns stand between them.
    pub fn filters(&mut self, area: Rect, names: &[String], open: usize, gap: u16) {
        let tab = KeyEvent::from(crossterm::event::KeyCode::Tab);
        for (nth, (from, wide)) in tabs::places(names, open, gap).into_iter().enumerate() {
            let steps = (nth + names.len() - open.min(names.len())) % names.len();
            let place = Rect::new(area.x + 1 + from, area.y, wide, 1).intersection(area);
            self.hits.push((place, Hit::Steps(tab, steps)));
        }
    }

    /// Makes the rows of a field clickable; `steps` says how many fields it is below the one that has the keys.
    pub fn field(&mut self, place: Rect, steps: isize, is_choice: bool) {
        use crossterm::event::KeyCode;
        let hit = match steps {
            0 if is_choice => Hit::Key(KeyEvent::from(KeyCode::Char(' '))),
            0 => return,
            1.. => Hit::Steps(KeyEvent::from(KeyCode::Tab), steps.unsigned_abs()),
            _ => Hit::Steps(KeyEvent::from(KeyCode::BackTab), steps.unsigned_abs()),
        };
        self.hits.push((place, hit));
    }

    /// Makes the rows of a list clickable.
    pub fn rows(&mut self, rows: Vec<(i64, Rect)>) {
        self.hits
            .extend(rows.into_iter().map(|(key, area)| (area, Hit::Row(key))));
    }
}
