//! F4: one dialog for "I cover somebody", "somebody covers me" and practising, with what is usual chosen already.

use super::people::{self, Found};
use super::side::{Side, Whom};
use super::submit;
use crate::model::{Desk, Duties, Duty, Instant, ReadRight, StaffId};
use crate::office::{Reader, Refused, Standing};
use crate::pane::{Binding, Canvas, Chord, CoverOffer, Look, OfferKind, Outbox, Screen, Who};
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// I cover somebody.
    Give,
    /// Somebody covers me.
    Ask,
    /// Practise.
    Practise,
}

impl Tab {
    pub(super) const ALL: [Self; 3] = [Self::Give, Self::Ask, Self::Practise];
}

/// A part of the dialog that can have the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Tabs,
    Whom,
    Duties,
    Why,
    Until,
    Note,
    Pin,
}

/// The dialog.
#[derive(Debug)]
pub struct CoverDialog {
    pub(super) me: StaffId,
    pub(super) other: Desk,
    pub(super) standing: Vec<(Duty, Standing)>,
    pub(super) offers: Vec<CoverOffer>,
    /// What this person owns and could lend.
    pub(super) mine: Duties,
    pub(super) tab: Tab,
    /// The tabs that F4 has shown.
    seen: Vec<Tab>,
    pub(super) part: Part,
    pub(super) give: Side,
    pub(super) ask: Side,
    /// The note as it is being written; none: as it was drafted.
    pub(super) note: Option<Field>,
    /// What the note was when somebody began to write it.
    pub(super) drafted: String,
    pub(super) pin: Field,
    /// The PIN that was sent to be checked.
    pub(super) sent: String,
    pub(super) trouble: String,
    /// How high it would like to be.
    pub(super) rows: u16,
}

impl CoverDialog {
    /// For whoever is signed in; `mine` are the duties that they own. It opens on what covers one of the `wished` ones, where
    /// something does.
    #[must_use]
    pub fn of(words: &Words, who: &Who, mine: Duties, wished: Duties, now: Instant) -> Self {
        let mut give = Side::giving(&who.offers, words, now);
        let tab = if give.choose_for(&who.offers, wished) {
            Tab::Give
        } else {
            first_tab(&who.offers, mine, who.could_be_covered)
        };
        let mut dialog = Self {
            me: who.staff,
            other: who.desk.other(),
            standing: who.standing.clone(),
            offers: who.offers.clone(),
            mine,
            tab,
            seen: vec![tab],
            part: Part::Whom,
            give,
            ask: Side::asking(mine, words, now),
            note: None,
            drafted: String::new(),
            pin: Field::default(),
            sent: String::new(),
            trouble: String::new(),
            rows: 20,
        };
        dialog.begin_tab(tab);
        dialog
    }

    /// What is chosen in the open tab.
    pub(super) const fn side(&self) -> &Side {
        match self.tab {
            Tab::Give | Tab::Practise => &self.give,
            Tab::Ask => &self.ask,
        }
    }

    pub(super) const fn side_mut(&mut self) -> &mut Side {
        match self.tab {
            Tab::Give | Tab::Practise => &mut self.give,
            Tab::Ask => &mut self.ask,
        }
    }

    /// The offer that is chosen.
    pub(super) fn offer(&self) -> Option<&CoverOffer> {
        match self.give.whom {
            Some(Whom::Offer(nth)) if self.tab == Tab::Give => self.offers.get(nth),
            _ => None,
        }
    }

    /// Whether what is chosen was agreed before, so that only the PIN is missing.
    pub(super) fn is_agreed(&self) -> bool {
        self.offer().is_some_and(CoverOffer::is_agreed)
    }

    /// Whether the owner of what is chosen is here, and is asked.
    pub(super) fn proposes(&self) -> bool {
        self.offer()
            .is_some_and(|offer| offer.kind == OfferKind::Propose)
    }

    /// The parts of the open tab, from top to bottom.
    pub(super) fn parts(&self) -> &'static [Part] {
        use Part::{Duties, Note, Pin, Tabs, Until, Whom, Why};
        match self.tab {
            Tab::Practise => &[Tabs],
            Tab::Give if self.offers.is_empty() => &[Tabs],
            Tab::Ask if self.mine.is_empty() => &[Tabs],
            Tab::Give if self.is_agreed() => &[Tabs, Whom, Pin],
            Tab::Give => &[Tabs, Whom, Duties, Why, Until, Note, Pin],
            Tab::Ask => &[Tabs, Whom, Duties, Why, Until, Note],
        }
    }

    /// Opens a tab: the keys go to what is missing.
    pub(super) fn begin_tab(&mut self, tab: Tab) {
        self.tab = tab;
        self.trouble.clear();
        self.leave_note();
        if !self.seen.contains(&tab) {
            self.seen.push(tab);
        }
        let wanted = match tab {
            Tab::Give if self.give.whom.is_some() => Part::Pin,
            Tab::Give | Tab::Ask => Part::Whom,
            Tab::Practise => Part::Tabs,
        };
        self.part = if self.parts().contains(&wanted) {
            wanted
        } else {
            Part::Tabs
        };
    }

    /// F4 pressed again shows the other of the two tabs first. Whether there was one.
    fn next_tab(&mut self) -> bool {
        let usable = |tab: &Tab| match tab {
            Tab::Give => !self.offers.is_empty(),
            Tab::Ask => !self.mine.is_empty(),
            Tab::Practise => false,
        };
        let next = Tab::ALL
            .into_iter()
            .find(|tab| usable(tab) && !self.seen.contains(tab));
        if let Some(tab) = next {
            self.begin_tab(tab);
        }
        next.is_some()
    }
}

/// What opens first: a cover that is due, then the wish of whoever leaves to be covered. Where nobody could cover them, or somebody
/// does, what they could cover themselves.
fn first_tab(offers: &[CoverOffer], mine: Duties, could_be_covered: bool) -> Tab {
    let due = offers.first().is_some_and(CoverOffer::is_agreed);
    let others = offers.first().is_some_and(CoverOffer::is_pressing);
    if due || mine.is_empty() || others && !could_be_covered {
        Tab::Give
    } else {
        Tab::Ask
    }
}

impl Screen for CoverDialog {
    const RIGHT: ReadRight = ReadRight::Anyone;
    /// Who asks, for which duties, until when as it is typed.
    type Ask = (StaffId, Duties, String);
    type View = Found;

    fn title(&self, words: &Words) -> String {
        words.cover_title()
    }

    fn ask(&self) -> Self::Ask {
        let side = self.side();
        (self.me, side.ticked, side.until.value().to_owned())
    }

    fn read((me, duties, until): &Self::Ask, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        people::find(reader, *me, *duties, until)
    }

    fn arrived(&mut self, _before: &Found, found: &Found) {
        self.ask.propose(self.mine, found);
    }

    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::cover_key_begin_now,
        when: |_, _, _| true,
        act: |dialog, found, out| submit::submit(dialog, found, out),
    }];

    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        let label: fn(&Words) -> String = match self.tab {
            Tab::Give => Words::cover_key_begin_now,
            Tab::Ask => Words::cover_key_ask,
            Tab::Practise => Words::cover_key_practise,
        };
        (chord == Chord::ctrl('s')).then_some(label)
    }

    fn is_typing(&self) -> bool {
        matches!(self.part, Part::Until | Part::Note | Part::Pin)
    }

    fn inserts(&self, c: char) -> bool {
        match self.part {
            Part::Until | Part::Note => true,
            Part::Pin => c.is_ascii_digit(),
            Part::Tabs | Part::Whom | Part::Duties | Part::Why => false,
        }
    }

    fn key(&mut self, key: KeyEvent, found: &Found, out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::F(4) => return self.next_tab(),
            KeyCode::Enter => submit::submit(self, found, out),
            KeyCode::Tab => self.step(true, found, out),
            KeyCode::BackTab => self.step(false, found, out),
            _ if self.key_of_part(key, found, out) => self.trouble.clear(),
            KeyCode::Down => self.step(true, found, out),
            KeyCode::Up => self.step(false, found, out),
            _ => return false,
        }
        true
    }

    fn paste(&mut self, text: &str) {
        match self.part {
            Part::Until => self.side_mut().until.paste(text),
            Part::Note => {
                if let Some(note) = &mut self.note {
                    note.paste(text);
                }
            }
            Part::Tabs | Part::Whom | Part::Duties | Part::Why | Part::Pin => {}
        }
    }

    fn clicked(&mut self, row: i64, found: &Found) {
        self.click(row, found);
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn forget_pin(&mut self) {
        let typed = self.pin.value();
        let behind = typed.strip_prefix(self.sent.as_str()).unwrap_or(typed);
        self.pin = Field::with(behind);
        self.sent.clear();
    }

    fn prepare(&mut self, found: &Found, columns: u16, look: &Look<'_>) {
        self.measure(found, columns, look);
    }

    fn draw(&mut self, found: &Found, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.paint(found, area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((super::dialog_draw::COLUMNS, self.rows))
    }

    fn is_dirty(&self) -> bool {
        self.draft().is_some()
    }

    fn draft(&self) -> Option<Vec<String>> {
        let side = self.side();
        let note = self.note.as_ref().map(Field::value);
        let note = note.filter(|note| *note != self.drafted);
        if note.is_none() && !side.is_changed() {
            return None;
        }
        let tab = Tab::ALL.iter().position(|tab| *tab == self.tab);
        let mut kept = vec![
            tab.unwrap_or(0).to_string(),
            note.unwrap_or_default().to_owned(),
        ];
        kept.extend(side.kept());
        Some(kept)
    }

    fn take_draft(&mut self, values: &[String]) {
        let [tab, note, side @ ..] = values else {
            return;
        };
        let tab = tab.parse().ok().and_then(|nth: usize| Tab::ALL.get(nth));
        self.begin_tab(tab.copied().unwrap_or(self.tab));
        self.side_mut().take(side);
        if !note.is_empty() {
            self.drafted.clear();
            self.note = Some(Field::with(note));
        }
    }
}
