//! The sheet of a hand-over: who takes the goods, the papers, the money and the slip, all done by one key.

use super::card::Card;
use super::draw_hand_over::draw;
use super::hand_over_view::{Sheet, read};
use super::money_fields::MoneyFields;
use crate::model::{Desk, Money, PaperKind, ReadRight};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// Where the keys may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The choice of who takes it.
    Who,
    /// The name of somebody else.
    Name,
    /// A ready parcel, by its place in the list.
    Parcel(usize),
    /// How much of a line stays here.
    Left(usize),
    /// A paper.
    Paper(usize),
    /// Cash or card.
    Money(usize),
    /// The rest is invoiced.
    Account,
    /// The slip goes to the printer.
    Print,
}

/// The sheet.
#[derive(Debug)]
pub(super) struct HandOverScreen {
    pub(super) order: String,
    /// What stood ready when it was opened.
    parcels: String,
    staff: i64,
    pub(super) at: Spot,
    /// Which of the collectors; behind the last: somebody else.
    pub(super) who: usize,
    pub(super) name: Field,
    /// Papers that are ticked now.
    pub(super) ticked: Vec<PaperKind>,
    /// Parcels that stay here.
    pub(super) stays: Vec<String>,
    pub(super) money: MoneyFields,
    pub(super) on_account: bool,
    pub(super) print: bool,
    /// What stays here, line by line; empty: the customer takes all.
    pub(super) left: Vec<Field>,
    /// Goods or money are not what they were when somebody last looked: Enter says so first.
    pub(super) has_changed: bool,
    /// Papers are missing: it is asked whether to go on without them.
    pub(super) asks: bool,
    pub(super) trouble: String,
}

impl HandOverScreen {
    pub(super) fn of(card: &Card, staff: i64) -> Self {
        let parcels = card.all_ready();
        let parcels: Vec<&str> = parcels.iter().map(|one| one.number.as_str()).collect();
        Self {
            order: card.order.number.clone(),
            parcels: parcels.join(", "),
            staff,
            at: Spot::Who,
            who: 0,
            name: Field::default(),
            ticked: Vec::new(),
            stays: Vec::new(),
            money: MoneyFields::default(),
            on_account: false,
            print: true,
            left: Vec::new(),
            has_changed: false,
            asks: false,
            trouble: String::new(),
        }
    }

    /// Every place where the keys may be now, in the order of the conversation.
    pub(super) fn spots(&self, view: &Sheet) -> Vec<Spot> {
        let mut spots = vec![Spot::Who];
        if self.is_other(view) {
            spots.push(Spot::Name);
        }
        if view.parcels.len() > 1 {
            spots.extend((0..view.parcels.len()).map(Spot::Parcel));
        }
        spots.extend((0..self.left.len()).map(Spot::Left));
        let unsigned = view.papers.iter().enumerate();
        spots.extend(
            unsigned
                .filter(|(_, (_, by))| by.is_none())
                .map(|(nth, _)| Spot::Paper(nth)),
        );
        if self.due(view) > Money::ZERO {
            spots.extend([Spot::Money(0), Spot::Money(1), Spot::Account]);
        }
        if view.printer.is_some() {
            spots.push(Spot::Print);
        }
        spots
    }

    /// Where a click on this leads: its place among all of them.
    pub(super) fn place_of(&self, view: &Sheet, spot: Spot) -> Option<i64> {
        let at = self.spots(view).iter().position(|one| *one == spot)?;
        i64::try_from(at).ok()
    }

    /// A click: who takes it is chosen, a field gets the keys, a tick turns over.
    fn click(&mut self, place: i64, view: &Sheet) {
        self.trouble.clear();
        let Ok(nth) = usize::try_from(place) else {
            self.who = usize::try_from(-1 - place).unwrap_or(0);
            self.at = if self.is_other(view) {
                Spot::Name
            } else {
                Spot::Who
            };
            return;
        };
        let Some(spot) = self.spots(view).get(nth).copied() else {
            return;
        };
        self.at = spot;
        if matches!(
            spot,
            Spot::Parcel(_) | Spot::Paper(_) | Spot::Account | Spot::Print
        ) {
            self.tick(view);
        }
    }

    pub(super) fn is_other(&self, view: &Sheet) -> bool {
        self.who >= view.collectors.len()
    }

    /// Who takes it; empty: nobody is named yet.
    pub(super) fn collector<'a>(&'a self, view: &'a Sheet) -> &'a str {
        match view.collectors.get(self.who) {
            Some(name) => name,
            None => self.name.value().trim(),
        }
    }

    /// Papers that are neither signed nor ticked.
    pub(super) fn missing(&self, view: &Sheet) -> Vec<PaperKind> {
        view.papers
            .iter()
            .filter(|(kind, by)| by.is_none() && !self.ticked.contains(kind))
            .map(|(kind, _)| *kind)
            .collect()
    }

    fn step(&mut self, view: &Sheet, forward: bool) {
        let spots = self.spots(view);
        let at = spots.iter().position(|spot| *spot == self.at).unwrap_or(0);
        let next = if forward {
            at + 1
        } else {
            at + spots.len() - 1
        };
        self.at = spots[next % spots.len()];
    }

    fn tick(&mut self, view: &Sheet) {
        match self.at {
            Spot::Who => self.turn(view, true),
            Spot::Paper(nth) => {
                if let Some((kind, _)) = view.papers.get(nth) {
                    toggle(&mut self.ticked, kind);
                }
            }
            Spot::Parcel(nth) => {
                if let Some((parcel, _)) = view.parcels.get(nth) {
                    toggle(&mut self.stays, parcel);
                }
            }
            Spot::Account => self.on_account = !self.on_account,
            Spot::Print => self.print = !self.print,
            Spot::Name | Spot::Left(_) | Spot::Money(_) => {}
        }
    }

    fn turn(&mut self, view: &Sheet, forward: bool) {
        let choices = view.collectors.len() + 1;
        let step = if forward { 1 } else { choices - 1 };
        self.who = (self.who.min(choices - 1) + step) % choices;
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.at {
            Spot::Name => Some(&mut self.name),
            Spot::Left(nth) => self.left.get_mut(nth),
            Spot::Money(nth) => self.money.fields.get_mut(nth),
            Spot::Who | Spot::Parcel(_) | Spot::Paper(_) | Spot::Account | Spot::Print => None,
        }
    }

    fn fill(&mut self, view: &Sheet, words: &Words) {
        if let Spot::Money(nth) = self.at {
            let owed = self.owed(view);
            self.trouble.clear();
            if let Err((nth, refused)) = self.money.fill_rest(nth, &owed, words) {
                self.at = Spot::Money(nth);
                self.trouble = words.refused(&refused);
            }
        }
    }
}

fn toggle<T: PartialEq + Clone>(list: &mut Vec<T>, one: &T) {
    match list.iter().position(|other| other == one) {
        Some(at) => drop(list.remove(at)),
        None => list.push(one.clone()),
    }
}

impl Screen for HandOverScreen {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Ask = (i64, String);
    type View = Sheet;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::counter_key_hand_over,
            when: |_, view, _| view.card.is_some(),
            act: |screen, view, out| screen.save(view, out, false),
        },
        Binding {
            chord: Chord::char('='),
            label: Words::payment_key_rest,
            when: |screen, _, _| matches!(screen.at, Spot::Money(_)),
            act: |screen, view, out| screen.fill(view, out.words),
        },
        Binding {
            chord: Chord::ctrl('f'),
            label: Words::hand_over_key_left,
            when: |screen, view, _| {
                view.may_leave && !view.goods.is_empty() && screen.left.is_empty()
            },
            act: |screen, view, _| {
                screen.left = vec![Field::default(); view.goods.len()];
                screen.at = Spot::Left(0);
            },
        },
    ];

    fn enter_weighs(&self) -> bool {
        true
    }

    fn title(&self, words: &Words) -> String {
        words.counter_hand_over_title(self.parcels.as_str())
    }

    fn ask(&self) -> Self::Ask {
        (self.staff, self.order.clone())
    }

    fn read((staff, order): &Self::Ask, reader: &mut Reader<'_>) -> Result<Sheet, Refused> {
        read(reader, *staff, order)
    }

    fn arrived(&mut self, before: &Sheet, view: &Sheet) {
        self.has_changed |= before.card.is_some() && !before.promises_the_same(view);
        // The choice is of a person, not of a place in a list.
        if let Some(name) = before.collectors.get(self.who) {
            let now = view.collectors.iter().position(|one| one == name);
            self.who = now.unwrap_or(view.collectors.len());
        } else if before.card.is_some() {
            self.who = view.collectors.len();
        }
        if before.card.is_none() && view.collectors.is_empty() {
            self.at = Spot::Name;
        }
        let unsigned = self.missing(view);
        let signed = |kind: &PaperKind| {
            view.papers
                .iter()
                .any(|(one, by)| one == kind && by.is_some())
        };
        self.ticked.retain(|kind| !signed(kind));
        self.asks &= !unsigned.is_empty();
        if !self.spots(view).contains(&self.at) {
            self.at = Spot::Who;
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn clicked(&mut self, row: i64, view: &Sheet) {
        if !self.asks {
            self.click(row, view);
        }
    }

    fn inserts(&self, c: char) -> bool {
        // Elsewhere a letter chooses somebody else, and a blank ticks: what a scanner sends is no letter.
        !self.asks
            && match self.at {
                Spot::Name => self.name.has_room(),
                Spot::Left(_) => true,
                Spot::Money(_) => c != '=',
                Spot::Who | Spot::Parcel(_) | Spot::Paper(_) | Spot::Account | Spot::Print => false,
            }
    }

    fn key(&mut self, key: KeyEvent, view: &Sheet, out: &mut Outbox<'_>) -> bool {
        if view.card.is_none() {
            out.wait();
            return true;
        }
        if self.asks {
            let is_yes = matches!(key.code, KeyCode::Char(letter) if out.words.is_yes(letter));
            if is_yes {
                self.save(view, out, true);
            }
            self.asks = false;
            return true;
        }
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.step(view, true),
            KeyCode::BackTab | KeyCode::Up => self.step(view, false),
            KeyCode::Enter => self.save(view, out, false),
            KeyCode::Left if self.at == Spot::Who => self.turn(view, false),
            KeyCode::Right if self.at == Spot::Who => self.turn(view, true),
            KeyCode::Char('=') if matches!(self.at, Spot::Money(_)) => self.fill(view, out.words),
            KeyCode::Char(' ') if self.field().is_none() => self.tick(view),
            KeyCode::Char(_) if self.at == Spot::Who => {
                // Whoever types a name means somebody else.
                self.who = view.collectors.len();
                self.at = Spot::Name;
                self.name.key(key);
            }
            _ => {
                let used = self.field().is_some_and(|field| field.key(key));
                if used {
                    self.trouble.clear();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        if let Some(field) = self.field() {
            field.paste(pasted);
        }
        self.trouble.clear();
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn is_dirty(&self) -> bool {
        !self.ticked.is_empty() || !self.money.is_untouched() || !self.name.value().is_empty()
    }

    fn draw(&mut self, view: &Sheet, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        draw(self, view, area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((76, 20))
    }
}
