//! Picking one order: each line with its bins, the quantity that was really found beside it, and the bin where it was.

use super::PickLine;
use super::forms::pick_of;
use crate::model::Quantity;
use crate::model::Scanned;
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::{Field, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// A line to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    code: String,
    name: String,
    unit: String,
    bins: String,
    to_pick: Quantity,
}

/// What is typed for a line; an empty bin takes from the bins as they come.
#[derive(Debug, Clone, Default)]
struct Found {
    quantity: Field,
    bin: Field,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct PickScreen {
    order: String,
    /// As numbers are written where it was opened.
    words: Words,
    found: Vec<Found>,
    at: usize,
    /// The bin of the line has the keys, and not its quantity.
    at_bin: bool,
    trouble: String,
    touched: bool,
    /// The bin that was scanned last: what is scanned then comes from it.
    bin: Option<String>,
    /// Places of the lines that are counted by scanning.
    counted: Vec<usize>,
    /// It was said which lines were not scanned: saving once more means it.
    warned: bool,
}

impl PickScreen {
    /// For an order.
    #[must_use]
    pub(super) fn of(words: &Words, order: &str) -> Self {
        Self {
            order: order.to_owned(),
            words: words.clone(),
            found: Vec::new(),
            at: 0,
            at_bin: false,
            trouble: String::new(),
            touched: false,
            bin: None,
            counted: Vec::new(),
            warned: false,
        }
    }

    /// One piece of an item was scanned: the first begins the count of its line, each other is one more.
    fn count(&mut self, code: &str, lines: &[Line], words: &Words) {
        let of_item = || (0..lines.len()).filter(|at| lines[*at].code == code);
        // Two lines of one item: the one that is not full yet.
        let open = of_item().find(|at| !self.is_counted_full(*at, lines));
        let Some(index) = open.or_else(|| of_item().next_back()) else {
            self.trouble = words.picking_wrong_item(code);
            return;
        };
        let Some(found) = self.found.get_mut(index) else {
            return;
        };
        let before = if self.counted.contains(&index) {
            Quantity::parse(found.quantity.value()).unwrap_or_default()
        } else {
            self.counted.push(index);
            Quantity::ZERO
        };
        let now = before.plus(Quantity::units(1)).unwrap_or(before);
        if now > lines[index].to_pick {
            self.trouble = words.picking_too_many(code);
            return;
        }
        found.quantity = Field::with(&words.typed(&now));
        if let Some(bin) = &self.bin {
            found.bin = Field::with(bin);
        }
        self.trouble.clear();
        self.warned = false;
        self.touched = true;
        self.at = index;
        self.at_bin = false;
    }

    /// Whether as much of this line was scanned as is wanted.
    fn is_counted_full(&self, index: usize, lines: &[Line]) -> bool {
        let found = self.found.get(index).map(|found| found.quantity.value());
        let found = found.and_then(Quantity::parse).unwrap_or_default();
        self.counted.contains(&index) && found >= lines[index].to_pick
    }

    /// The items whose lines still say what was wanted although the others were scanned.
    fn not_scanned(&self, lines: &[Line]) -> Vec<String> {
        let unseen = |(index, line): &(usize, &Line)| {
            let found = self.found.get(*index).map(|found| found.quantity.value());
            let as_wanted = found.and_then(Quantity::parse) == Some(line.to_pick);
            !self.counted.is_empty() && !self.counted.contains(index) && as_wanted
        };
        let lines = lines.iter().enumerate().filter(unseen);
        lines.map(|(_, line)| line.code.clone()).collect()
    }

    fn save(&mut self, lines: &[Line], out: &mut Outbox<'_>) {
        let unseen = self.not_scanned(lines);
        if !unseen.is_empty() && !self.warned {
            self.warned = true;
            self.trouble = out.words.picking_not_scanned(unseen.join(", "));
            return;
        }
        let mut picked = Vec::new();
        for (line, found) in lines.iter().zip(&self.found) {
            let typed = found.quantity.value().trim();
            let Some(quantity) = Quantity::parse(typed) else {
                self.trouble = out
                    .words
                    .refused(&Refused::rule("bad-quantity").with("value", typed));
                return;
            };
            picked.push(PickLine {
                item: line.code.clone(),
                bin: Some(found.bin.value().trim().to_owned()).filter(|bin| !bin.is_empty()),
                quantity,
            });
        }
        pick_of(&self.order, picked, out);
    }
}

impl Screen for PickScreen {
    type Ask = String;
    type View = Vec<Line>;
    const STALE_ON: &'static [&'static str] = &["order.", "stock."];
    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::ctrl('s'),
        label: Words::picking_key_done,
        when: |_, lines, _| !lines.is_empty(),
        act: |screen, lines, out| screen.save(lines, out),
    }];

    fn title(&self, words: &Words) -> String {
        words.picking_title(self.order.as_str())
    }
    fn ask(&self) -> String {
        self.order.clone()
    }
    fn read(order: &String, reader: &mut Reader<'_>) -> Result<Vec<Line>, Refused> {
        let rows = reader.rows(
            "select i.code, l.name, l.unit, l.allocated - l.picked,
                    coalesce((select string_agg(b.code, ', ' order by b.walk, b.code) from stock s join bin b on b.id = s.bin where s.item = l.item and s.on_hand > 0 and b.own = 0), '')
             from orders o cross join order_line l on l.orders = o.id cross join item i on i.id = l.item
             where o.number = $1 and l.allocated > l.picked order by l.line",
            &[order.into()],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Line {
                    code: row.text(0)?,
                    name: row.text(1)?,
                    unit: row.text(2)?,
                    to_pick: Quantity(row.int(3)?),
                    bins: row.text(4)?,
                })
            })
            .collect()
    }
    fn arrived(&mut self, before: &Vec<Line>, lines: &Vec<Line>) {
        if before != lines || self.found.len() != lines.len() {
            // Quantities that were typed stay with their item.
            let typed: Vec<(String, Found)> = before
                .iter()
                .map(|line| line.code.clone())
                .zip(std::mem::take(&mut self.found))
                .collect();
            self.found = lines
                .iter()
                .map(|line| {
                    typed
                        .iter()
                        .find(|(code, _)| self.touched && *code == line.code)
                        .map_or_else(
                            || Found {
                                quantity: Field::offered(&self.words.typed(&line.to_pick)),
                                bin: Field::default(),
                            },
                            |(_, found)| found.clone(),
                        )
                })
                .collect();
            self.at = self.at.min(lines.len().saturating_sub(1));
        }
    }
    fn is_typing(&self) -> bool {
        true
    }
    fn key(&mut self, key: KeyEvent, lines: &Vec<Line>, out: &mut Outbox<'_>) -> bool {
        let count = lines.len().max(1);
        match key.code {
            KeyCode::Tab => {
                self.at = (self.at + usize::from(self.at_bin)) % count;
                self.at_bin = !self.at_bin;
            }
            KeyCode::BackTab => {
                self.at = (self.at + count - usize::from(!self.at_bin)) % count;
                self.at_bin = !self.at_bin;
            }
            KeyCode::Down => self.at = (self.at + 1) % count,
            KeyCode::Up => self.at = (self.at + count - 1) % count,
            KeyCode::Enter if self.at + 1 == count => self.save(lines, out),
            KeyCode::Enter => {
                self.at += 1;
                self.at_bin = false;
            }
            _ => {
                let at_bin = self.at_bin;
                let used = self.found.get_mut(self.at).is_some_and(|found| {
                    let field = if at_bin {
                        &mut found.bin
                    } else {
                        &mut found.quantity
                    };
                    field.key(key)
                });
                self.touched |= used;
                if used {
                    self.trouble.clear();
                }
                return used;
            }
        }
        true
    }
    fn wants_labels(&self) -> bool {
        true
    }

    fn scanned(&mut self, code: &Scanned, lines: &Vec<Line>, out: &mut Outbox<'_>) -> bool {
        match code {
            Scanned::Item { code, .. } => self.count(code, lines, out.words),
            Scanned::Bin(code) => {
                let known = lines
                    .iter()
                    .any(|line| line.bins.split(", ").any(|bin| bin == code));
                self.trouble = if known {
                    String::new()
                } else {
                    out.words.picking_wrong_bin(code.as_str())
                };
                self.bin = known.then(|| code.clone());
            }
            Scanned::Order { .. } | Scanned::Parcel { .. } | Scanned::Nothing(_) => return false,
        }
        true
    }
    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }
    fn draw(&mut self, lines: &Vec<Line>, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let intro = look.words.picking_intro();
        let top = text::paragraph(canvas.buffer, area, 0, 0, &intro, look.theme.dim) + 1;
        let room = usize::from(area.height.saturating_sub(top)).max(1);
        let first = (self.at + 1).saturating_sub(room);
        let rows = lines.iter().zip(&self.found).enumerate();
        for (index, (line, found)) in rows.skip(first).take(room) {
            let y = top + u16::try_from(index - first).unwrap_or(0);
            let chosen = index == self.at;
            let style = if chosen {
                look.theme.accent
            } else {
                look.theme.plain
            };
            let wanted = format!("{:>6} {:<3}", look.words.quantity(line.to_pick), line.unit);
            let code = text::left(&line.code, 10);
            text::put(
                canvas.buffer,
                area,
                8,
                y,
                &format!("/{wanted} {code}"),
                style,
            );
            let rest = format!("[{}] {}", line.bins, line.name);
            text::put(canvas.buffer, area, 39, y, &rest, style);
            for (x, wide, field, has_keys) in [
                (0, 7, &found.quantity, chosen && !self.at_bin),
                (30, 8, &found.bin, chosen && self.at_bin),
            ] {
                let spot =
                    Rect::new(area.x + x, area.y.saturating_add(y), wide, 1).intersection(area);
                if spot.is_empty() {
                    continue;
                }
                let style = if has_keys {
                    look.theme.chosen
                } else {
                    look.theme.plain
                };
                let cursor = field.draw(canvas.buffer, spot, style, false);
                if has_keys {
                    canvas.cursor = Some(cursor);
                } else if field.value().is_empty() {
                    let dots = "·".repeat(usize::from(wide));
                    text::put(canvas.buffer, spot, 0, 0, &dots, look.theme.dim);
                }
            }
        }
        let y = top + 1 + u16::try_from(lines.len()).unwrap_or(u16::MAX);
        text::paragraph(canvas.buffer, area, 0, y, &self.trouble, look.theme.bad);
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((76, u16::try_from(self.found.len() + 8).unwrap_or(u16::MAX)))
    }
    fn is_dirty(&self) -> bool {
        self.touched
    }
}
