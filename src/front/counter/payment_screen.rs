//! The form of a payment: cash, card and transfer side by side, with what is left and the change while one types.

use super::card::Card;
use super::{SlipScreen, TakePayment};
use crate::model::{Means, Money};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Screen};
use crate::records::ledger::{drawer_of, in_coins};
use crate::records::setting::Setting;
use crate::ui::{Field, Fields, text};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// In the order of the fields.
const MEANS: [Means; 3] = [Means::Cash, Means::Card, Means::Transfer];

/// The form.
#[derive(Debug)]
pub(super) struct PaymentScreen {
    order: String,
    due: Money,
    staff: i64,
    /// As numbers are written where it was opened.
    words: Words,
    fields: [Field; 3],
    at: usize,
    trouble: String,
}

/// What the office says about cash.
#[derive(Debug, Clone, Default)]
pub(super) struct Cash {
    coin: Money,
    drawer: Option<String>,
}

/// What is typed, understood.
struct Split {
    /// Of the debt, by means.
    parts: [Money; 3],
    given: Money,
    change: Money,
    left: Money,
}

impl PaymentScreen {
    pub(super) fn of(card: &Card, staff: i64, words: Words) -> Self {
        Self {
            order: card.order.number.clone(),
            due: card.due(),
            staff,
            words,
            fields: Default::default(),
            at: 0,
            trouble: String::new(),
        }
    }

    fn typed(&self, nth: usize) -> Option<Money> {
        let text = self.fields[nth].value().trim();
        if text.is_empty() {
            return Some(Money::ZERO);
        }
        Money::parse(text).filter(|amount| *amount >= Money::ZERO)
    }

    /// Card and transfer pay what they say; cash pays the rest, as far as it goes.
    fn split(&self, coin: Money) -> Option<Split> {
        let (given, card, transfer) = (self.typed(0)?, self.typed(1)?, self.typed(2)?);
        let rest = self.due.minus(card).minus(transfer);
        let asked = in_coins(rest, coin);
        let (cash, change) = if rest > Money::ZERO && given >= asked {
            (rest, given.minus(asked))
        } else {
            (given, Money::ZERO)
        };
        Some(Split {
            parts: [cash, card, transfer],
            given,
            change,
            left: rest.minus(cash),
        })
    }

    /// What this field would have to say to pay all that is left.
    fn rest_for(&self, nth: usize, coin: Money) -> Money {
        let others = (0..3)
            .filter(|other| *other != nth)
            .filter_map(|other| self.typed(other))
            .fold(self.due, Money::minus)
            .max(Money::ZERO);
        if nth == 0 {
            in_coins(others, coin)
        } else {
            others
        }
    }

    fn save(&mut self, view: &Cash, out: &mut Outbox<'_>) {
        self.trouble.clear();
        let Some(split) = self.split(view.coin) else {
            let wrong = (0..3)
                .find(|nth| self.typed(*nth).is_none())
                .map_or("", |nth| self.fields[nth].value());
            let refused = Refused::rule("bad-money").with("value", wrong);
            self.trouble = out.words.refused(&refused);
            return;
        };
        // Cash is told last, so that the answer has the change.
        let payments = [1, 2, 0]
            .into_iter()
            .filter(|nth| split.parts[*nth] > Money::ZERO)
            .map(|nth| TakePayment {
                order: self.order.clone(),
                amount: split.parts[nth],
                means: MEANS[nth],
                tendered: (nth == 0 && split.change > Money::ZERO).then_some(split.given),
            })
            .collect::<Vec<_>>();
        if payments.is_empty() {
            self.trouble = out.words.payment_nothing();
            return;
        }
        out.perform_all(payments, |words, receipt| {
            let number = receipt.text("payment");
            let change = Money::parse(receipt.text("change")).unwrap_or_default();
            let said = if change > Money::ZERO {
                words
                    .counter_paid_change(named::Change(words.money(change)), named::Payment(number))
            } else {
                words.counter_paid(number)
            };
            (said, Some(Bound::pane(SlipScreen::of(number))))
        });
    }
}

impl Screen for PaymentScreen {
    type Ask = i64;
    type View = Cash;
    const STALE_ON: &'static [&'static str] = &["drawer.", "setting."];
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::key_save,
            when: |_, _, _| true,
            act: |screen, view, out| screen.save(view, out),
        },
        Binding {
            chord: Chord::char('='),
            label: Words::payment_key_rest,
            when: |_, _, _| true,
            act: |screen, view, _| {
                let rest = screen.rest_for(screen.at, view.coin);
                screen.fields[screen.at] = Field::with(&screen.words.typed(&rest));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.counter_payment_title(self.order.as_str())
    }

    fn ask(&self) -> i64 {
        self.staff
    }

    fn read(staff: &i64, reader: &mut Reader<'_>) -> Result<Cash, Refused> {
        let drawer = drawer_of(reader, *staff)?.map(|drawer| drawer.number);
        Ok(Cash {
            coin: Setting::CashRounding.money(reader)?,
            drawer,
        })
    }

    fn arrived(&mut self, before: &Cash, view: &Cash) {
        // The usual case is one key away: all of it in cash.
        if before.coin == Money::ZERO && !self.is_dirty() {
            let rest = self.rest_for(0, view.coin);
            self.fields[0] = Field::with(&self.words.typed(&rest));
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn key(&mut self, key: KeyEvent, view: &Cash, out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.at = (self.at + 1) % 3,
            KeyCode::BackTab | KeyCode::Up => self.at = (self.at + 2) % 3,
            KeyCode::Enter => self.save(view, out),
            KeyCode::Char('=') => {
                let rest = self.rest_for(self.at, view.coin);
                self.fields[self.at] = Field::with(&self.words.typed(&rest));
                self.trouble.clear();
            }
            KeyCode::Char(c) if self.is_proposed(view) && c.is_ascii_digit() => {
                // What is typed takes the place of what was proposed.
                self.fields[0] = Field::default();
                return self.type_into(key);
            }
            _ => return self.type_into(key),
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        self.fields[self.at].paste(pasted);
        self.trouble.clear();
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn is_dirty(&self) -> bool {
        self.fields[1..]
            .iter()
            .any(|field| !field.value().is_empty())
    }

    fn draw(&mut self, view: &Cash, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let due = words.counter_due(words.money(self.due));
        text::put(canvas.buffer, area, 0, 0, &due, theme.warn);
        let labels = MEANS.map(|means| words.word("means", means.as_str()));
        let fields = Fields::behind(&labels, 14);
        for (nth, (label, y)) in labels.iter().zip(2..).enumerate() {
            let field = (&self.fields[nth], false);
            let chosen = nth == self.at;
            let cursor = fields.draw(canvas.buffer, (area, y), label, field, chosen, theme);
            canvas.cursor = cursor.or(canvas.cursor);
            if nth == 0 {
                let drawer = view
                    .drawer
                    .clone()
                    .unwrap_or_else(|| words.payment_no_drawer());
                let x = fields.left + fields.wide + 2;
                text::put(canvas.buffer, area, x, y, &drawer, theme.dim);
            }
        }
        if let Some(split) = self.split(view.coin) {
            let (said, style) = if split.change > Money::ZERO {
                (words.payment_change(words.money(split.change)), theme.good)
            } else if split.left > Money::ZERO {
                (words.payment_left(words.money(split.left)), theme.warn)
            } else if split.left < Money::ZERO {
                let over = Money::ZERO.minus(split.left);
                (words.payment_too_much(words.money(over)), theme.bad)
            } else {
                (words.payment_whole(), theme.good)
            };
            text::paragraph(canvas.buffer, area, 0, 6, &said, style);
        }
        text::paragraph(canvas.buffer, area, 0, 8, &self.trouble, theme.bad);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((60, 13))
    }
}

impl PaymentScreen {
    /// A key of a field: what was wrong with it before is not said any more.
    fn type_into(&mut self, key: KeyEvent) -> bool {
        let field = &mut self.fields[self.at];
        let before = field.value().to_owned();
        let used = field.key(key);
        if field.value() != before {
            self.trouble.clear();
        }
        used
    }

    /// The proposal is still what stands there.
    fn is_proposed(&self, view: &Cash) -> bool {
        let proposal = self.words.typed(&in_coins(self.due, view.coin));
        !self.is_dirty() && self.fields[0].value() == proposal
    }
}
