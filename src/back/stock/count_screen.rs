//! Goods that come in, or that lie in a bin, one after the other: typed, or scanned, each scan one more.

use super::count_lines::{CountedLines, is_one_bin};
use super::{Count, CountLine, Receive};
use crate::back::new_bin::NewPlace;
use crate::model::{Desk, Quantity, ReadRight, Scanned};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen, Then};
use crate::records::item;
use crate::ui::Field;
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
    pub(super) what: What,
    pub(super) bin: Field,
    /// The bin that was offered.
    pub(super) offered: String,
    pub(super) code: Field,
    /// How much of the item that is being typed.
    pub(super) quantity: Field,
    pub(super) at: usize,
    pub(super) lines: CountedLines,
    /// The line whose quantity has the keys; `None`: a new one is typed.
    pub(super) line: Option<usize>,
    /// Something was scanned and no key was pressed since: Tab goes to the quantity, where the keys are already.
    pub(super) just_scanned: bool,
    pub(super) trouble: String,
    pub(super) new_bin: NewPlace,
}

/// What a code is called, and its unit; none: it is nobody's.
pub(super) type Names = Vec<(String, Option<(String, String)>)>;

impl CountScreen {
    pub(super) fn of(what: What, bin: &str) -> Self {
        Self {
            what,
            bin: Field::offered(bin),
            offered: bin.to_owned(),
            code: Field::default(),
            quantity: Field::default(),
            at: usize::from(!bin.is_empty()),
            lines: CountedLines::default(),
            line: None,
            just_scanned: false,
            trouble: String::new(),
            new_bin: NewPlace::default(),
        }
    }

    fn field(&mut self) -> &mut Field {
        match (self.at, self.line) {
            (0, _) => &mut self.bin,
            (1, _) => &mut self.code,
            (_, Some(line)) if line < self.lines.lines.len() => {
                &mut self.lines.lines[line].quantity
            }
            _ => &mut self.quantity,
        }
    }

    /// To the next field, or the one after it. The quantity is that of a new line, unless one has the keys already.
    fn step(&mut self, by: usize) {
        self.at = (self.at + by) % 3;
        if self.at != 2 || !self.code.value().trim().is_empty() {
            self.line = None;
        }
    }

    /// Takes the line that is typed. Whether nothing stands in the way of saving.
    fn take(&mut self, out: &mut Outbox<'_>) -> bool {
        let code = self.code.value().trim().to_owned();
        let typed = self.quantity.value().trim().to_owned();
        if code.is_empty() && typed.is_empty() {
            return true;
        }
        if code.is_empty() {
            self.at = 1;
            self.trouble = out.words.count_quantity_alone(typed);
            return false;
        }
        let quantity = if typed.is_empty() {
            Some(Quantity::units(1))
        } else {
            Quantity::parse(&typed).filter(|quantity| *quantity >= Quantity::ZERO)
        };
        let Some(quantity) = quantity else {
            self.at = 2;
            self.line = None;
            out.refuse(&Refused::misread("bad-quantity", &typed));
            return false;
        };
        self.trouble.clear();
        self.lines.add(&code, quantity, out.words);
        self.code = Field::default();
        self.quantity = Field::default();
        self.line = None;
        self.at = 1;
        true
    }

    fn save(&mut self, out: &mut Outbox<'_>) {
        if !self.take(out) {
            return;
        }
        let bin = self.bin.value().trim().to_owned();
        let bins = self.lines.bins(&bin);
        if bins.is_empty() {
            self.trouble = out.words.count_nothing();
            return;
        }
        if bins.iter().any(String::is_empty) {
            self.at = 0;
            self.trouble = out.words.count_nothing();
            return;
        }
        let mut lines = Vec::new();
        for (nth, line) in self.lines.lines.iter().enumerate() {
            let Some(quantity) = line.parsed() else {
                let refused = Refused::misread("bad-quantity", line.typed());
                (self.at, self.line) = (2, Some(nth));
                return out.refuse(&refused);
            };
            let bin = line.bin.clone().unwrap_or_else(|| bin.clone());
            lines.push((bin, line.code.clone(), quantity));
        }
        match self.what {
            What::Receive => self.receive(&bins, lines, out),
            What::Count => count(&bins, &lines, out),
        }
    }

    fn receive(
        &self,
        bins: &[String],
        lines: Vec<(String, String, Quantity)>,
        out: &mut Outbox<'_>,
    ) {
        let several = lines.len() > 1;
        let goods = lines.into_iter().map(|(bin, item, quantity)| Receive {
            item,
            bin,
            quantity,
        });
        let then: Then = if several {
            |words, _| (words.count_received(), None)
        } else {
            |words, receipt| {
                let on_hand = named::Quantity(words.typed(receipt.text("on_hand")));
                let item = named::Item(receipt.subject.as_str());
                (words.stock_now(item, on_hand), None)
            }
        };
        self.new_bin.perform(bins, goods.collect(), out, then);
    }
}

/// One count a bin.
fn count(bins: &[String], lines: &[(String, String, Quantity)], out: &mut Outbox<'_>) {
    let counts = bins.iter().map(|bin| Count {
        bin: bin.clone(),
        lines: lines
            .iter()
            .filter(|(of, ..)| is_one_bin(of, bin))
            .map(|(_, item, counted)| CountLine {
                item: item.clone(),
                counted: *counted,
            })
            .collect(),
    });
    let then: Then = if bins.len() > 1 {
        |words, _| (words.count_several(), None)
    } else {
        |words, receipt| {
            let differ = receipt.result.get("differ");
            let differ = differ.and_then(serde_json::Value::as_i64).unwrap_or(0);
            let said = words.count_done(
                named::Count(receipt.subject.as_str()),
                named::Differ(differ),
            );
            (said, None)
        }
    };
    out.perform_all(counts.collect(), then);
}

impl Screen for CountScreen {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Ask = Vec<String>;
    type View = Names;
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
            when: |screen, _, _| !screen.lines.lines.is_empty(),
            act: |screen, _, _| {
                let last = screen.lines.lines.len().saturating_sub(1);
                let at = screen.line.take().filter(|at| *at <= last).unwrap_or(last);
                screen.lines.lines.remove(at);
                screen.at = 1;
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        match self.what {
            What::Receive => words.count_receive_title(),
            What::Count => words.count_title(),
        }
    }

    fn ask(&self) -> Vec<String> {
        let lines = self.lines.lines.iter();
        let mut codes: Vec<String> = lines.map(|line| line.code.clone()).collect();
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
        let line = [&self.code, &self.quantity];
        let typed = line.iter().any(|field| !field.value().is_empty());
        typed || !self.lines.lines.is_empty() || self.bin.value() != self.offered
    }

    fn draft(&self) -> Option<Vec<String>> {
        // What is being typed stands behind the bin, before the lines, which have one part more.
        let typed = format!("{}\t{}", self.code.value(), self.quantity.value());
        let values = vec![self.bin.value().to_owned(), typed];
        self.is_dirty()
            .then(|| [values, self.lines.kept()].concat())
    }

    fn take_draft(&mut self, values: &[String]) {
        if let Some((bin, lines)) = values.split_first() {
            self.bin = Field::offered(bin);
            self.lines.restore(lines);
            let typed = lines.first().and_then(|line| line.split_once('\t'));
            if let Some((code, quantity)) = typed.filter(|(_, rest)| !rest.contains('\t')) {
                self.code = Field::with(code);
                self.quantity = Field::with(quantity);
            }
        }
    }

    fn key(&mut self, key: KeyEvent, _view: &Names, out: &mut Outbox<'_>) -> bool {
        let scanned = std::mem::take(&mut self.just_scanned);
        let lines = self.lines.lines.len();
        match key.code {
            KeyCode::Tab if scanned => {}
            KeyCode::Tab => self.step(1),
            KeyCode::BackTab => self.step(2),
            KeyCode::Up if self.at == 2 && self.line.is_some_and(|line| line > 0) => {
                self.line = self.line.map(|line| line - 1);
            }
            KeyCode::Up if self.at == 2 && self.line.is_none() && lines > 0 => {
                self.line = Some(lines - 1);
            }
            KeyCode::Down if self.at == 2 && self.line.is_some() => {
                self.line = self.line.map(|line| line + 1).filter(|line| *line < lines);
            }
            KeyCode::Down => self.step(1),
            KeyCode::Up => self.step(2),
            KeyCode::Enter if self.at == 2 && self.line.is_some() => {
                self.line = None;
                self.at = 1;
            }
            KeyCode::Enter if self.at == 2 => drop(self.take(out)),
            KeyCode::Enter => self.step(1),
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

    fn scanned(&mut self, code: &Scanned, _view: &Names, out: &mut Outbox<'_>) -> bool {
        match code {
            Scanned::Item { code, .. } => {
                self.trouble.clear();
                let line = self.lines.add(code, Quantity::units(1), out.words);
                (self.at, self.line, self.just_scanned) = (2, Some(line), true);
            }
            Scanned::Bin(bin) => {
                self.trouble.clear();
                let typed = self.bin.value().trim();
                if !self.bin.is_offered() && !typed.is_empty() && typed != bin.as_str() {
                    self.trouble = out
                        .words
                        .count_bin_instead(named::Bin(bin.as_str()), named::Typed(typed));
                }
                self.lines.scan_bin(bin);
                self.bin = Field::offered(bin);
                self.line = None;
                self.at = 1;
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

    fn draw(&mut self, view: &Names, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_in(view, area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((72, 20))
    }
}
