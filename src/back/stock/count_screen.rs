//! Goods that come in, or that lie in a bin, one after the other: typed, or scanned, each scan one more.

use super::new_bin::NewBin;
use super::{Count, CountLine, Receive};
use crate::model::{Quantity, Scanned};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::records::item;
use crate::ui::{Field, Fields, text};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// What the goods are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// They come in.
    Receive,
    /// They lie there; what the file says is not shown.
    Count,
}

/// The form.
#[derive(Debug)]
pub(super) struct CountScreen {
    what: What,
    bin: Field,
    code: Field,
    quantity: Field,
    at: usize,
    /// Codes as they were typed or scanned, and how much of each; newest last.
    lines: Vec<(String, Quantity)>,
    trouble: String,
    new_bin: NewBin,
}

/// What a code is called, and its unit; none: it is nobody's.
pub(super) type Names = Vec<(String, Option<(String, String)>)>;

impl CountScreen {
    pub(super) fn of(what: What, bin: &str) -> Self {
        Self {
            what,
            bin: Field::with(bin),
            code: Field::default(),
            quantity: Field::default(),
            at: usize::from(!bin.is_empty()),
            lines: Vec::new(),
            trouble: String::new(),
            new_bin: NewBin::default(),
        }
    }

    fn field(&mut self) -> &mut Field {
        match self.at {
            0 => &mut self.bin,
            1 => &mut self.code,
            _ => &mut self.quantity,
        }
    }

    fn add(&mut self, code: &str, quantity: Quantity) {
        match self.lines.iter_mut().find(|(known, _)| known == code) {
            Some((_, sum)) => *sum = sum.plus(quantity).unwrap_or(*sum),
            None => self.lines.push((code.to_owned(), quantity)),
        }
    }

    /// Takes the line that is typed. Whether there was one that could be taken.
    fn take(&mut self, out: &Outbox<'_>) -> bool {
        let code = self.code.value().trim().to_owned();
        if code.is_empty() {
            return false;
        }
        let typed = self.quantity.value().trim().to_owned();
        let quantity = if typed.is_empty() {
            Some(Quantity::units(1))
        } else {
            Quantity::parse(&typed).filter(|quantity| *quantity >= Quantity::ZERO)
        };
        let Some(quantity) = quantity else {
            let refused = Refused::rule("bad-quantity").with("value", typed);
            self.trouble = out.words.refused(&refused);
            return false;
        };
        self.trouble.clear();
        self.add(&code, quantity);
        self.code = Field::default();
        self.quantity = Field::default();
        self.at = 1;
        true
    }

    fn save(&mut self, out: &mut Outbox<'_>) {
        self.take(out);
        let bin = self.bin.value().trim().to_owned();
        if self.lines.is_empty() || bin.is_empty() {
            self.trouble = out.words.count_nothing();
            return;
        }
        match self.what {
            What::Receive => {
                let goods = self.lines.iter().map(|(item, quantity)| Receive {
                    item: item.clone(),
                    bin: bin.clone(),
                    quantity: *quantity,
                });
                let goods = goods.collect();
                self.new_bin.perform(&bin, goods, out, |words, receipt| {
                    let on_hand = receipt.text("on_hand");
                    (
                        words.stock_now(
                            named::Item(receipt.subject.as_str()),
                            named::Quantity(words.typed(on_hand)),
                        ),
                        None,
                    )
                });
            }
            What::Count => {
                let lines = self.lines.iter().map(|(item, counted)| CountLine {
                    item: item.clone(),
                    counted: *counted,
                });
                let count = Count {
                    bin,
                    lines: lines.collect(),
                };
                out.perform(count, |words, receipt| {
                    let differ = receipt.result.get("differ");
                    let differ = differ.and_then(serde_json::Value::as_i64).unwrap_or(0);
                    (
                        words.count_done(
                            named::Count(receipt.subject.as_str()),
                            named::Differ(differ),
                        ),
                        None,
                    )
                });
            }
        }
    }
}

impl Screen for CountScreen {
    type Ask = Vec<String>;
    type View = Names;
    const STALE_ON: &'static [&'static str] = &["item."];
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::key_save,
            when: |_, _, _| true,
            act: |screen, _, out| screen.save(out),
        },
        Binding {
            chord: Chord::ctrl('d'),
            label: Words::orders_key_drop_line,
            when: |screen, _, _| !screen.lines.is_empty(),
            act: |screen, _, _| drop(screen.lines.pop()),
        },
    ];

    fn title(&self, words: &Words) -> String {
        match self.what {
            What::Receive => words.count_receive_title(),
            What::Count => words.count_title(),
        }
    }

    fn ask(&self) -> Vec<String> {
        let mut codes: Vec<String> = self.lines.iter().map(|(code, _)| code.clone()).collect();
        codes.push(self.code.value().trim().to_owned());
        codes
    }

    fn read(codes: &Vec<String>, reader: &mut Reader<'_>) -> Result<Names, Refused> {
        let mut names = Names::new();
        for code in codes.iter().filter(|code| !code.is_empty()) {
            let found = match item::find(reader, code) {
                Ok(item) => Some((item.name, item.unit)),
                Err(refused) if refused.id == "not-found" => None,
                Err(refused) => return Err(refused),
            };
            names.push((code.clone(), found));
        }
        Ok(names)
    }

    fn arrived(&mut self, _before: &Names, _view: &Names) {}

    fn is_typing(&self) -> bool {
        true
    }

    fn is_dirty(&self) -> bool {
        !self.lines.is_empty() || !self.code.value().is_empty()
    }

    fn key(&mut self, key: KeyEvent, _view: &Names, out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.at = (self.at + 1) % 3,
            KeyCode::BackTab | KeyCode::Up => self.at = (self.at + 2) % 3,
            KeyCode::Enter if self.at == 2 => drop(self.take(out)),
            KeyCode::Enter => self.at += 1,
            _ => {
                self.trouble.clear();
                return self.field().key(key);
            }
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        self.trouble.clear();
        self.field().paste(pasted);
    }

    fn wants_labels(&self) -> bool {
        true
    }

    fn scanned(&mut self, code: &Scanned, _view: &Names, _out: &mut Outbox<'_>) -> bool {
        match code {
            Scanned::Item { code, .. } => {
                self.trouble.clear();
                self.add(code, Quantity::units(1));
            }
            Scanned::Bin(bin) if self.lines.is_empty() => self.bin = Field::with(bin),
            Scanned::Bin(_)
            | Scanned::Order { .. }
            | Scanned::Parcel { .. }
            | Scanned::Nothing(_) => {
                return false;
            }
        }
        true
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn draw(&mut self, view: &Names, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let labels = [
            words.stock_bin(),
            words.column_item(),
            words.stock_quantity(),
        ];
        let fields = Fields::behind(&labels, 20);
        let typed = [&self.bin, &self.code, &self.quantity];
        for ((nth, label), y) in labels.iter().enumerate().zip(0..) {
            let (field, chosen) = ((typed[nth], false), nth == self.at);
            let cursor = fields.draw(canvas.buffer, (area, y), label, field, chosen, theme);
            canvas.cursor = cursor.or(canvas.cursor);
        }
        let name_of = |code: &str| {
            view.iter()
                .find(|(known, _)| known == code)
                .map(|(_, found)| found.clone())
        };
        if let Some(Some((name, _))) = name_of(self.code.value().trim()) {
            let x = fields.left + fields.wide + 2;
            text::put(canvas.buffer, area, x, 1, &name, theme.dim);
        }
        let room = usize::from(area.height.saturating_sub(6));
        let first = self.lines.len().saturating_sub(room);
        let rows = self.lines.iter().skip(first);
        for ((code, quantity), y) in rows.zip(4..area.height.saturating_sub(2)) {
            let (name, unit, style) = match name_of(code) {
                Some(Some((name, unit))) => (name, unit, theme.plain),
                Some(None) => (words.count_unknown(), String::new(), theme.bad),
                None => (String::new(), String::new(), theme.plain),
            };
            let line = format!(
                "{:>7} {}  {}  {name}",
                words.quantity(*quantity),
                text::left(&unit, 3),
                text::left(code, 14)
            );
            text::put(canvas.buffer, area, 0, y, &line, style);
        }
        let hint = if self.trouble.is_empty() {
            (words.count_hint(), theme.dim)
        } else {
            (self.trouble.clone(), theme.bad)
        };
        let lines = text::wrap(&hint.0, usize::from(area.width));
        let top = area
            .height
            .saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
        for (line, y) in lines.iter().zip(top..) {
            text::put(canvas.buffer, area, 0, y, line, hint.1);
        }
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((72, 20))
    }
}
