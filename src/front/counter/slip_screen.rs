//! Shows a slip as it was saved.

use super::reprint;
use crate::model::{Money, ReadRight, Scanned};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::records::document;
use crate::records::setting::Setting;
use crate::ui::text;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// A slip on the screen.
#[derive(Debug)]
pub struct SlipScreen {
    number: String,
    /// How many rows it has.
    rows: u16,
    /// It is said above it that the seller is not named.
    lacks_seller: bool,
    /// The first row that is shown.
    top: u16,
    /// How many rows there was room for.
    room: u16,
    /// What is given back over the counter now: it stands above the paper, however far that is leafed through.
    change: Money,
    /// What is left to pay after a payment.
    left: Money,
    /// The other papers of the same act: further slips, the receipt.
    others: Vec<String>,
}

/// How many rows what is given back takes, and how high the paper must be for them.
const LARGE: u16 = 3;
const HIGH: u16 = 12;

impl SlipScreen {
    /// The slip with this number.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            rows: 0,
            lacks_seller: false,
            top: 0,
            room: 0,
            change: Money::ZERO,
            left: Money::ZERO,
            others: Vec::new(),
        }
    }

    /// The paper of an act that may have taken money, with what is given back and what is left.
    pub(super) fn after(number: &str, receipt: &Receipt) -> Self {
        let money = |name| Money::written(receipt.text(name)).unwrap_or_default();
        let other = receipt.text("receipt");
        Self {
            change: money("change"),
            left: money("due"),
            ..Self::of(number).beside(vec![other.to_owned()])
        }
    }

    /// The same, with the other papers of its act.
    #[must_use]
    pub(super) fn beside(mut self, mut others: Vec<String>) -> Self {
        others.retain(|other| !other.is_empty() && *other != self.number);
        self.others = others;
        self
    }

    /// What stands above the paper.
    fn head(&self, words: &Words) -> Vec<(bool, String)> {
        let mut head = Vec::new();
        if self.change > Money::ZERO {
            head.push((true, words.payment_change(words.money(self.change))));
        }
        if self.left > Money::ZERO {
            head.push((false, words.slip_left(words.money(self.left))));
        }
        head
    }

    /// Draws it; gives how many rows it took.
    fn draw_head(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> u16 {
        let (wide, mut y) = (usize::from(area.width), 0);
        for (is_large, said) in self.head(look.words) {
            if !is_large {
                text::put(canvas.buffer, area, 0, y, &said, look.theme.warn);
                y += 1;
                continue;
            }
            let style = look
                .theme
                .good
                .add_modifier(Modifier::REVERSED.union(Modifier::BOLD));
            let rows = if area.height > HIGH { LARGE } else { 1 };
            for row in 0..rows {
                let text = if row == rows / 2 {
                    said.to_uppercase()
                } else {
                    String::new()
                };
                let line = text::left(&format!("  {text}"), wide);
                text::put(canvas.buffer, area, 0, y + row, &line, style);
            }
            y += rows;
        }
        y
    }
}

/// What stands on a paper, in lines.
#[derive(Debug, Default)]
pub struct Lines {
    text: Vec<String>,
    /// Receipts and slips have to name the seller, and no setting says who that is.
    lacks_seller: bool,
}

impl Screen for SlipScreen {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Ask = String;
    type View = Lines;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('p'),
            label: Words::slip_key_print,
            when: |_, _, _| true,
            act: |screen, _, out| {
                out.say(out.words.slip_printing(screen.number.as_str()));
                out.aside(reprint::to_printer(screen.number.clone()));
            },
        },
        Binding {
            chord: Chord::char('f'),
            label: Words::slip_key_file,
            when: |_, _, _| true,
            act: |screen, _, out| out.aside(reprint::into_file(screen.number.clone())),
        },
        Binding {
            chord: Chord::char('u'),
            label: Words::slip_key_other,
            when: |screen, _, _| !screen.others.is_empty(),
            act: |screen, _, _| {
                if let Some(next) = screen.others.first_mut() {
                    std::mem::swap(next, &mut screen.number);
                    screen.others.rotate_left(1);
                    screen.top = 0;
                }
            },
        },
    ];

    fn title(&self, _words: &Words) -> String {
        self.number.clone()
    }
    fn ask(&self) -> String {
        self.number.clone()
    }
    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let paper = document::shown(reader, number)?;
        let names_seller = paper.kind != "drawer";
        Ok(Lines {
            text: paper.text.lines().map(str::to_owned).collect(),
            lacks_seller: names_seller && Setting::SellerName.get(reader)?.is_empty(),
        })
    }
    fn scanned(&mut self, code: &Scanned, _view: &Self::View, _out: &mut Outbox<'_>) -> bool {
        let Scanned::Paper { number, .. } = code else {
            return false;
        };
        *self = Self::of(number);
        true
    }
    fn arrived(&mut self, _before: &Self::View, view: &Self::View) {
        self.rows = u16::try_from(view.text.len()).unwrap_or(u16::MAX);
        self.lacks_seller = view.lacks_seller;
    }
    fn key(&mut self, key: KeyEvent, _view: &Self::View, out: &mut Outbox<'_>) -> bool {
        let last = self.rows.saturating_sub(self.room);
        let to = |top: u16| top.min(last);
        self.top = match key.code {
            KeyCode::Enter => {
                out.close();
                return true;
            }
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Down => to(self.top + 1),
            KeyCode::PageUp => self.top.saturating_sub(self.room),
            KeyCode::PageDown => to(self.top + self.room),
            KeyCode::Home => 0,
            KeyCode::End => last,
            _ => return false,
        };
        true
    }
    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let head = self.draw_head(area, canvas, look);
        let mut area = Rect {
            y: area.y + head.min(area.height),
            height: area.height.saturating_sub(head),
            ..area
        };
        if view.lacks_seller && area.height > 1 {
            let said = look.words.counter_lacks_seller();
            text::put(canvas.buffer, area, 0, 0, &said, look.theme.warn);
            area.y += 1;
            area.height -= 1;
        }
        // What does not fit is leafed through; the last row says how far one is.
        let is_long = self.rows > area.height;
        self.room = area.height.saturating_sub(u16::from(is_long));
        self.top = self.top.min(self.rows.saturating_sub(self.room));
        let shown = view.text.iter().skip(usize::from(self.top));
        for (y, line) in (0..self.room).zip(shown) {
            text::put(canvas.buffer, area, 0, y, line, look.theme.plain);
        }
        if is_long {
            let (first, last) = (self.top + 1, self.top + self.room);
            let said = format!("{first}-{last} / {}   PgUp PgDn", self.rows);
            text::put(canvas.buffer, area, 0, self.room, &said, look.theme.accent);
        }
    }
    fn size(&self) -> Option<(u16, u16)> {
        // The last row says what is still due: it is not cut off while the screen has room.
        let head = u16::from(self.lacks_seller) + u16::from(self.left > Money::ZERO);
        let change = if self.change > Money::ZERO { LARGE } else { 0 };
        Some((46, self.rows.saturating_add(2 + head + change).max(18)))
    }
}
