//! The form of a payment: cash, card and transfer side by side, with what is left and the change while one types.

use super::SlipScreen;
use super::card::Card;
use super::money_fields::MoneyFields;
use super::tender::{Owed, Tender, also_owed, notes_for};
use crate::model::{Fulfilment, Means, Money, OrderId, ReadRight};
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Pane, Screen};
use crate::records::cash::CashPaid;
use crate::records::ledger::{drawer_of, needs_drawer};
use crate::records::order::Order;
use crate::ui::{Fields, text};
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// In the order of the fields.
const MEANS: [Means; 3] = [Means::Cash, Means::Card, Means::Transfer];

/// The most of the customer's other orders that are named.
const ALSO_MAX: usize = 4;

/// The form.
#[derive(Debug)]
pub(super) struct PaymentScreen {
    order: String,
    customer: String,
    staff: i64,
    money: MoneyFields,
    at: usize,
    /// How many of the customer's other orders it pays as well.
    also: usize,
    /// What was to be paid when somebody last looked, where it is not so any more.
    before: Option<Money>,
    trouble: String,
}

/// What is to be paid, and what the office says about cash.
#[derive(Debug, Clone, Default)]
pub(super) struct Owes {
    drawer: Option<String>,
    /// Cash is refused: no drawer is open, and the office takes none without.
    no_cash: bool,
    /// This order, then the others of the customer.
    owed: Vec<Owed>,
    /// What of the deposit is to be paid now, in coins.
    deposit: Option<Money>,
}

/// What is said and shown when the last of several payments is taken.
pub(super) fn taken(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let number = receipt.text("receipt");
    let change = Money::written(receipt.text("change")).filter(|change| *change > Money::ZERO);
    let said = match change {
        Some(change) => {
            words.counter_paid_change(named::Change(words.money(change)), named::Payment(number))
        }
        None => words.counter_paid(number),
    };
    (said, Some(Bound::pane(SlipScreen::after(number, receipt))))
}

impl PaymentScreen {
    pub(super) fn of(card: &Card, staff: i64) -> Self {
        Self {
            order: card.order.number.clone(),
            customer: card.customer.clone(),
            staff,
            money: MoneyFields::default(),
            at: 0,
            also: 0,
            before: None,
            trouble: String::new(),
        }
    }

    /// This order and those that are paid with it.
    fn paid<'a>(&self, view: &'a Owes) -> &'a [Owed] {
        &view.owed[..view.owed.len().min(self.also + 1)]
    }

    fn due(&self, view: &Owes) -> Money {
        Money(self.paid(view).iter().map(|one| one.due.0).sum())
    }

    /// What is paid: the deposit that is offered, else all of it.
    fn asked_for(&self, view: &Owes) -> Money {
        let deposit = view.deposit.filter(|_| self.offers_deposit());
        deposit.unwrap_or_else(|| self.due(view))
    }

    fn save(&mut self, view: &Owes, out: &mut Outbox<'_>) {
        self.trouble.clear();
        if let Some(before) = self.before.take() {
            // Whoever pressed Enter had another sum before them.
            let now = named::Now(out.words.money(self.asked_for(view)));
            let before = named::Before(out.words.money(before));
            self.trouble = out.words.payment_changed(before, now);
            return;
        }
        let tender = match self.money.tender(self.paid(view)) {
            Ok(tender) => tender,
            Err((nth, refused)) => {
                self.at = nth;
                self.trouble = out.words.refused(&refused);
                return;
            }
        };
        if tender.over > Money::ZERO {
            self.trouble = out.words.payment_too_much(out.words.money(tender.over));
        } else if tender.payments.is_empty() {
            self.trouble = out.words.payment_nothing();
        } else {
            out.perform_all(tender.payments, taken);
        }
    }

    fn fill(&mut self, view: &Owes, words: &Words) {
        self.trouble.clear();
        let owed = self.paid(view).to_vec();
        if let Err((nth, refused)) = self.money.fill_rest(self.at, &owed, words) {
            self.at = nth;
            self.trouble = words.refused(&refused);
        }
    }

    /// One more of the customer's orders is paid as well; after the last, none.
    fn pay_another(&mut self, view: &Owes) {
        self.also = (self.also + 1) % view.owed.len().max(1);
        self.offer(view);
    }

    /// A deposit is offered as long as it is due, unless other orders are paid as well.
    fn offer(&mut self, view: &Owes) {
        self.money.deposit = view.deposit.filter(|_| self.also == 0);
    }

    /// The deposit stands in the field and is what Enter takes.
    fn offers_deposit(&self) -> bool {
        self.money.deposit.is_some() && self.money.is_untouched()
    }
}

/// What of the deposit of an order is to be paid, in whole coins. Goods that are ready go for all that is due.
fn deposit_due(order: &Order, owed: &[Owed]) -> Option<Money> {
    let due = order.deposit_due();
    let goes = matches!(
        order.states.fulfilment,
        Fulfilment::Ready | Fulfilment::PartlyHandedOver | Fulfilment::HandedOver
    );
    let coin = owed.first()?.cash.coin.0.max(1);
    let coins = Money((due.0 + coin - 1) / coin * coin);
    Some(coins).filter(|_| due > Money::ZERO && !goes)
}

impl Screen for PaymentScreen {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    type Ask = (i64, String);
    type View = Owes;
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::payment_key_take,
            when: |_, _, _| true,
            act: |screen, view, out| screen.save(view, out),
        },
        Binding {
            chord: Chord::char('='),
            label: Words::payment_key_rest,
            when: |_, _, _| true,
            act: |screen, view, out| screen.fill(view, out.words),
        },
        Binding {
            chord: Chord::char('+'),
            label: Words::payment_key_also,
            when: |_, view, _| view.owed.len() > 1,
            act: |screen, view, _| screen.pay_another(view),
        },
    ];

    fn enter_weighs(&self) -> bool {
        true
    }

    fn title(&self, words: &Words) -> String {
        words.counter_payment_title(self.order.as_str())
    }

    fn ask(&self) -> Self::Ask {
        (self.staff, self.order.clone())
    }

    fn read((staff, number): &Self::Ask, reader: &mut Reader<'_>) -> Result<Owes, Refused> {
        let order = Order::find(reader, number)?;
        let owed = owed_of(reader, &order)?;
        let drawer = drawer_of(reader, *staff)?.map(|drawer| drawer.number);
        Ok(Owes {
            no_cash: drawer.is_none() && needs_drawer(reader)?,
            drawer,
            deposit: deposit_due(&order, &owed),
            owed,
        })
    }

    fn arrived(&mut self, before: &Owes, view: &Owes) {
        let asked_for = self.asked_for(before);
        self.also = self.also.min(view.owed.len().saturating_sub(1));
        self.offer(view);
        if !before.owed.is_empty() && asked_for != self.asked_for(view) {
            self.before.get_or_insert(asked_for);
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn inserts(&self, c: char) -> bool {
        !matches!(c, '=' | '+')
    }

    fn key(&mut self, key: KeyEvent, view: &Owes, out: &mut Outbox<'_>) -> bool {
        match key.code {
            KeyCode::Tab | KeyCode::Down => self.at = (self.at + 1) % 3,
            KeyCode::BackTab | KeyCode::Up => self.at = (self.at + 2) % 3,
            KeyCode::Char('=') => self.fill(view, out.words),
            KeyCode::Char('+') => self.pay_another(view),
            KeyCode::Enter if view.owed.is_empty() => out.wait(),
            KeyCode::Enter => self.save(view, out),
            _ => {
                let used = self.money.key(self.at, key);
                if used {
                    self.trouble.clear();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        self.money.fields[self.at].paste(pasted);
        self.trouble.clear();
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn is_dirty(&self) -> bool {
        !self.money.is_untouched()
    }

    fn draw(&mut self, view: &Owes, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        let wide = usize::from(area.width);
        let due = words.counter_due(words.money(self.due(view)));
        if self.offers_deposit() {
            let all = words.typed(&Tender::all_in_cash(self.paid(view)));
            let said = words.payment_deposit(all);
            text::put(canvas.buffer, area, 0, 1, &said, theme.warn);
        }
        let room = wide.saturating_sub(text::width(&due) + 1);
        let head = format!("{} {due}", text::left(&self.customer, room));
        text::put(canvas.buffer, area, 0, 0, &head, theme.title);
        let owed = self.paid(view);
        let labels = MEANS.map(|means| words.word("means", means.as_str()));
        let fields = Fields::behind(&labels, 14);
        for (nth, (label, y)) in labels.iter().zip(2..).enumerate() {
            let shown = self.money.shown(nth, owed, words);
            let chosen = nth == self.at;
            let place = (area, y);
            let cursor = fields.draw(canvas.buffer, place, label, (&shown, false), chosen, theme);
            canvas.cursor = cursor.or(canvas.cursor);
            let hint = match (nth, &view.drawer) {
                (0, Some(drawer)) => words.payment_drawer(drawer.as_str()),
                (0, None) => words.payment_no_drawer(),
                _ if shown.value().is_empty() => words.payment_rest_hint(),
                _ => String::new(),
            };
            let x = fields.left + fields.wide + 2;
            text::put(canvas.buffer, area, x, y, &hint, theme.dim);
        }
        if let Ok(tender) = self.money.tender(owed) {
            let no_cash = view.no_cash && tender.coins > Money::ZERO;
            for ((line, style), y) in said(&tender, look).into_iter().zip(6..) {
                text::put(canvas.buffer, area, 0, y, &line, style);
            }
            if no_cash {
                text::put(
                    canvas.buffer,
                    area,
                    0,
                    10,
                    &words.payment_no_cash(),
                    theme.warn,
                );
            } else if !tender.payments.is_empty() && tender.over == Money::ZERO {
                let enter = words.payment_enter(tender.taken(words));
                text::put(canvas.buffer, area, 0, 10, &enter, theme.accent);
            }
        }
        let below = if self.trouble.is_empty() {
            (self.also_said(view, words), theme.dim)
        } else {
            (self.trouble.clone(), theme.bad)
        };
        text::paragraph(canvas.buffer, area, 0, 11, &below.0, below.1);
    }

    fn size(&self) -> Option<(u16, u16)> {
        Some((64, 15))
    }
}

impl PaymentScreen {
    /// The customer's other orders: those that are paid as well, and the next one that could be.
    fn also_said(&self, view: &Owes, words: &Words) -> String {
        let short = |one: &Owed| one.order.rsplit('-').next().unwrap_or_default().to_owned();
        let paid: Vec<String> = self.paid(view).iter().skip(1).map(short).collect();
        let mut said = Vec::new();
        if !paid.is_empty() {
            said.push(words.payment_also_paid(paid.join(", ")));
        }
        let more = view.owed.get(self.also + 1..).unwrap_or_default();
        if let [next, _, ..] = more {
            let one = |one: &Owed| format!("{} {}", short(one), words.amount(one.due));
            let mut all: Vec<String> = more.iter().take(ALSO_MAX).map(one).collect();
            if more.len() > ALSO_MAX {
                all.push("…".to_owned());
            }
            said.push(words.payment_also_owed_all(
                named::Due(words.money(Money(more.iter().map(|one| one.due.0).sum()))),
                named::Next(short(next)),
                named::Orders(all.join(", ")),
            ));
        } else if let [next] = more {
            let ready = if next.fulfilment == Fulfilment::Ready {
                "yes"
            } else {
                "no"
            };
            said.push(words.payment_also_owed(
                named::Due(words.money(next.due)),
                named::Order(short(next)),
                named::Ready(ready),
            ));
        }
        said.join(" ")
    }
}

/// The order, then the others of its customer where whoever reads may see what is owed.
pub(super) fn owed_of(reader: &mut Reader<'_>, order: &Order) -> Result<Vec<Owed>, Refused> {
    let mut owed = vec![Owed {
        order: order.number.clone(),
        due: order.due().max(Money::ZERO),
        later: Money::ZERO,
        cash: CashPaid::of(reader, order.id)?,
        fulfilment: order.states.fulfilment,
    }];
    if reader.may_see_customer(order.customer)? {
        owed.extend(also_owed(reader, OrderId(order.id.0))?);
    }
    Ok(owed)
}

/// What follows from what is typed: the rounding, the change with its coins, what is left.
pub(super) fn said(tender: &Tender, look: &Look<'_>) -> Vec<(String, ratatui::style::Style)> {
    let (words, theme) = (look.words, look.theme);
    let mut said = Vec::new();
    if tender.coins != tender.cash {
        let exact = named::Exact(words.amount(tender.cash));
        let rounded = words.payment_rounded(exact, named::Rounded(words.amount(tender.coins)));
        said.push((rounded, theme.plain));
    }
    if tender.change > Money::ZERO {
        let change = words.payment_change(words.money(tender.change));
        let notes = notes_for(tender.change, words);
        said.push((format!("{change}   {notes}"), theme.good));
    }
    said.push(if tender.over > Money::ZERO {
        (words.payment_too_much(words.money(tender.over)), theme.bad)
    } else if tender.left > Money::ZERO {
        (words.payment_left(words.money(tender.left)), theme.warn)
    } else {
        (words.payment_whole(), theme.good)
    });
    said
}
