//! The order form is saved: what stands in it becomes a new order or the change of one, or the form says where it is wrong.

use super::change;
use super::missing;
use super::place_screen::PlaceScreen;
use super::suggest::{Suggestions, is_same, prices_hold};
use super::typed::{Line, Spot, discount};
use super::{Change, ChangeLine, Place, PlaceLine};
use crate::model::time::parse_when;
use crate::model::{Discount, Money, PaperKind};
use crate::office::{CHANGED_MEANWHILE, Datum, Receipt, Refused, Shown};
use crate::pane::Outbox;
use crate::records::order::Order;
use crate::ui::Field;
use crate::words::{Words, named};

/// What is wrong, and where.
type Wrong = (Spot, Refused);

/// A text that is typed, if one is.
fn some(field: &Field) -> Option<String> {
    Some(field.value().trim().to_owned()).filter(|text| !text.is_empty())
}

impl PlaceScreen {
    /// Takes what stands in the field under the cursor, and saves all of it.
    pub(super) fn save(&mut self, view: &Suggestions, out: &mut Outbox<'_>) {
        if self.asked() != view.typed {
            // What is meant by it is still being looked up.
            return out.wait();
        }
        self.settle();
        if self.finds_nothing(view) {
            return self.say_nothing_found(view, out.words);
        }
        let hints = self.hints(view).len();
        if hints > 1 {
            let sentence = out.words.orders_choose_one(view.typed.as_str());
            return self.point(Some(self.at), sentence);
        }
        self.take_hint(view);
        if let Some((at, sentence)) = self.price_now(view, out.words) {
            return self.point(Some(at), sentence);
        }
        if let Some(at) = self.stops_unseen(out.words) {
            // The line comes onto the screen, with what both changed under it.
            return self.point(Some(at), String::new());
        }
        let told = self.told();
        let done = match self.changes.clone() {
            None => self.order(view, out).map(|order| {
                out.perform_after(
                    move |reader| prices_hold(reader, &told, None),
                    vec![order],
                    |words, receipt| (placed(words, receipt), None),
                );
            }),
            Some(order) => self.change(&order, view, out).map(|change| {
                let with_vat = Some(order.pricing.with_vat);
                out.perform_after(
                    move |reader| prices_hold(reader, &told, with_vat),
                    vec![change],
                    |words, receipt| (changed(words, receipt), None),
                );
            }),
        };
        if let Err((at, refused)) = done {
            self.point(Some(at), out.words.refused(&refused));
        }
    }

    /// A price that is not the one that was seen when the item was typed: told once, and agreed to by saving again.
    fn price_now(&mut self, view: &Suggestions, words: &Words) -> Option<(Spot, String)> {
        let lines = self.lines.iter_mut().enumerate();
        for (nth, line) in lines.filter(|(_, line)| line.kept.is_none()) {
            let Some(offer) = view.offer(line.item.value()) else {
                continue;
            };
            let before = line.told.replace((offer.code.clone(), offer.price));
            let other =
                |(code, price): &(String, Money)| *code == offer.code && *price != offer.price;
            if let Some((_, before)) = before.filter(other) {
                let refused = Refused::rule("price-now")
                    .with("item", offer.name.as_str())
                    .with("before", before)
                    .with("now", offer.price);
                return Some((Spot::Quantity(nth), words.refused(&refused)));
            }
        }
        None
    }

    /// The prices that were seen, by the items' codes.
    fn told(&self) -> Vec<(String, Money)> {
        let lines = self.lines.iter().filter(|line| line.kept.is_none());
        lines.filter_map(|line| line.told.clone()).collect()
    }

    /// The lines that are new.
    fn new_lines(&self, view: &Suggestions) -> Result<Vec<PlaceLine>, Wrong> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(|(_, line)| line.kept.is_none() && !line.is_blank())
            .map(|(nth, line)| {
                if line.is_empty() {
                    return Err((Spot::Item(nth), Refused::rule("line-without-item")));
                }
                let (quantity, off) = amounts(nth, line, view)?;
                Ok(PlaceLine {
                    item: line.item.value().trim().to_owned(),
                    quantity,
                    discount: Some(off).filter(|off| *off != Discount::default()),
                })
            })
            .collect()
    }

    fn needed_by(&self, out: &Outbox<'_>) -> Result<Option<String>, Wrong> {
        let typed = some(&self.needed_by);
        let bad = |text: &String| parse_when(text, out.now, out.words.zone()).is_none();
        match typed {
            Some(text) if bad(&text) => Err((
                Spot::NeededBy,
                Refused::rule("bad-date").with("value", text),
            )),
            typed => Ok(typed),
        }
    }

    fn deposit(&self, view: &Suggestions) -> Result<Option<Money>, Wrong> {
        let wrong = |refused| (Spot::Deposit, refused);
        let Some(text) = some(&self.deposit) else {
            return Ok(None);
        };
        let deposit = Money::parse(&text)
            .ok_or_else(|| Refused::misread("bad-money", &text))
            .map_err(wrong)?;
        match self.sums(view) {
            Some(sums) if deposit < Money::ZERO || deposit > sums.total => {
                let refused = Refused::rule("bad-deposit")
                    .with("deposit", deposit)
                    .with("total", sums.total);
                Err(wrong(refused))
            }
            _ => Ok(Some(deposit)),
        }
    }

    fn order(&self, view: &Suggestions, out: &Outbox<'_>) -> Result<Place, Wrong> {
        if some(&self.customer).is_none() {
            let refused = Refused::rule("name-empty").labelled("orders-customer");
            return Err((Spot::Customer, refused));
        }
        let lines = self.new_lines(view)?;
        if lines.is_empty() {
            return Err((Spot::Item(0), Refused::rule("order-without-lines")));
        }
        let off =
            discount(&self.whole_discount).map_err(|refused| (Spot::WholeDiscount, refused))?;
        Ok(Place {
            customer: self.customer.value().trim().to_owned(),
            lines,
            needed_by: self.needed_by(out)?,
            delivery: Some(self.delivery),
            papers: self.papers.clone(),
            note: self.note.value().trim().to_owned(),
            discount: Some(off).filter(|off| *off != Discount::default()),
            deposit: self.deposit(view)?,
        })
    }

    /// What is different from the order as it was taken.
    fn change(&self, order: &Order, view: &Suggestions, out: &Outbox<'_>) -> Result<Change, Wrong> {
        let mut shown = Shown::default();
        let mut lines = Vec::new();
        let mut decided_by_others = false;
        for (nth, line) in self.lines.iter().enumerate() {
            let Some(kept) = &line.kept else { continue };
            let (quantity, off) = amounts(nth, line, view)?;
            decided_by_others |= quantity < kept.fixed && quantity < kept.wanted;
            if quantity != kept.wanted || off != kept.discount {
                let [quantity_of, discount_of] = change::field_of(kept.line);
                if quantity != kept.wanted {
                    shown.put(&quantity_of, &kept.wanted);
                }
                if off != kept.discount {
                    shown.put(&discount_of, &kept.discount);
                }
                lines.push(ChangeLine {
                    line: kept.line,
                    quantity,
                    discount: Some(off).filter(|off| *off != kept.discount),
                });
            }
        }
        let reason = self.reason.value().trim().to_owned();
        if decided_by_others && reason.is_empty() {
            let refused = Refused::rule("name-empty").labelled("orders-reason");
            return Err((Spot::Reason, refused));
        }
        let off =
            discount(&self.whole_discount).map_err(|refused| (Spot::WholeDiscount, refused))?;
        let is_other = |nth: usize, field: &Field| {
            self.start.get(nth).map(String::as_str) != Some(field.value())
        };
        let when = self.needed_by(out)?.unwrap_or_default();
        let deposit = self.deposit(view)?.unwrap_or_default();
        let mut papers = self.papers.clone();
        papers.sort_unstable_by_key(|kind| PaperKind::ALL.iter().position(|one| one == kind));
        let change = Change {
            order: order.number.clone(),
            lines,
            add: self.new_lines(view)?,
            needed_by: Some(when).filter(|_| is_other(Self::NEEDED_BY, &self.needed_by)),
            discount: Some(off).filter(|off| *off != order.pricing.discount),
            note: Some(self.note.value().trim().to_owned())
                .filter(|_| is_other(Self::NOTE, &self.note)),
            delivery: Some(self.delivery).filter(|way| *way != order.delivery),
            papers: Some(papers).filter(|papers| *papers != order.papers),
            deposit: Some(deposit).filter(|deposit| *deposit != order.deposit),
            reason: String::new(),
            shown: Shown::default(),
        };
        if change.is_nothing() {
            return Err((self.at, Refused::rule("nothing-changed")));
        }
        head_shown(&change, order, &mut shown);
        Ok(Change {
            reason,
            shown,
            ..change
        })
    }

    /// The place that a refusal is about: the one that holds what was refused.
    pub(super) fn spot_of(&self, refused: &Refused) -> Option<Spot> {
        let text = |name| match refused.fact(name) {
            Some(Datum::Text(text)) if !text.trim().is_empty() => Some(text.as_str()),
            _ => None,
        };
        if text("kind") == Some("customer") {
            return Some(Spot::Customer);
        }
        if refused.id == "discount-limit" {
            return Some(self.spot_of_discount(refused));
        }
        if refused.id == CHANGED_MEANWHILE {
            return text("field").and_then(|field| self.spot_called(field));
        }
        // A refusal may name the thing and its code: whichever of them stands in a field.
        ["name", "value", "item"]
            .into_iter()
            .filter_map(text)
            .find_map(|named| self.spot_with(named))
    }

    /// The field of the verb that is called so, or the line of this item.
    fn spot_called(&self, field: &str) -> Option<Spot> {
        let is_it = |line: &Line| line.kept.as_ref().is_some_and(|kept| kept.name == field);
        match field {
            "needed_by" => Some(Spot::NeededBy),
            "discount" => Some(Spot::WholeDiscount),
            "note" => Some(Spot::Note),
            "delivery" => Some(Spot::Delivery),
            "papers" => Some(Spot::Paper(0)),
            "deposit" => Some(Spot::Deposit),
            _ => self.lines.iter().position(is_it).map(Spot::Quantity),
        }
    }

    /// Where the discount that is too much was typed: on its line, or on the whole order.
    fn spot_of_discount(&self, refused: &Refused) -> Spot {
        let is_whole = matches!(refused.fact("from"), Some(Datum::Text(from)) if from == "whole");
        let Some(Datum::Int(number)) = refused.fact("line").filter(|_| !is_whole) else {
            return Spot::WholeDiscount;
        };
        // Lines that were ordered have their numbers, new ones follow them as they are typed.
        let last = self.lines.iter().filter_map(|line| line.kept.as_ref());
        let mut last = last.map(|kept| kept.line).max().unwrap_or(0);
        let at = self.lines.iter().position(|line| match &line.kept {
            Some(kept) => kept.line == *number,
            None if line.is_blank() => false,
            None => {
                last += 1;
                last == *number
            }
        });
        at.map_or(Spot::WholeDiscount, Spot::Discount)
    }

    /// The field in which this stands.
    fn spot_with(&self, named: &str) -> Option<Spot> {
        if is_same(self.customer.value().trim(), named) {
            return Some(Spot::Customer);
        }
        let line = self
            .lines
            .iter()
            .position(|line| is_same(line.item.value().trim(), named));
        if let Some(line) = line {
            let kept = self.lines[line].kept.is_some();
            return Some(if kept {
                Spot::Quantity(line)
            } else {
                Spot::Item(line)
            });
        }
        (self.needed_by.value().trim() == named).then_some(Spot::NeededBy)
    }
}

/// What stood on file in the fields of the head that are changed.
fn head_shown(change: &Change, order: &Order, shown: &mut Shown) {
    if change.needed_by.is_some() {
        shown.put("needed_by", &order.promised_at.map(|at| at.to_string()));
    }
    if change.discount.is_some() {
        shown.put("discount", &order.pricing.discount);
    }
    if change.note.is_some() {
        shown.put("note", &order.note);
    }
    if change.delivery.is_some() {
        shown.put("delivery", &order.delivery.as_str());
    }
    if change.papers.is_some() {
        shown.put("papers", &change::joined(&order.papers));
    }
    if change.deposit.is_some() {
        shown.put("deposit", &order.deposit);
    }
}

/// Quantity and discount of a line.
fn amounts(
    nth: usize,
    line: &Line,
    view: &Suggestions,
) -> Result<(crate::model::Quantity, Discount), Wrong> {
    let quantity = line
        .whole_amount(view)
        .map_err(|refused| (Spot::Quantity(nth), refused))?;
    let off = discount(&line.discount).map_err(|refused| (Spot::Discount(nth), refused))?;
    Ok((quantity, off))
}

fn placed(words: &Words, receipt: &Receipt) -> String {
    let state = words.word("fulfilment", receipt.text("fulfilment"));
    let placed = words.orders_placed(
        named::Order(receipt.subject.as_str()),
        named::State(state),
        named::Total(words.money_of(receipt.text("total"))),
    );
    let deposit = match receipt.text("deposit") {
        "" => String::new(),
        deposit => words.orders_deposit_to_take(words.money_of(deposit)),
    };
    format!("{placed}{deposit}{}", missing::said(words, receipt))
}

fn changed(words: &Words, receipt: &Receipt) -> String {
    let order = receipt.subject.as_str();
    let changed = if receipt.result.contains_key("exceptions") {
        words.change_waits(order)
    } else {
        words.change_done(
            named::Order(order),
            named::Total(words.money_of(receipt.text("total"))),
        )
    };
    format!("{changed}{}", missing::said(words, receipt))
}
