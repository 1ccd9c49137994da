//! The forms for what goes otherwise than it was ordered: a changed order, goods that come back.

use super::card::Card;
use super::{BackLine, Outcome, TakeBack};
use crate::front::orders::PlaceScreen;
use crate::model::{Quantity, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Bound, Form, Input, Inputs, Live, LiveForm, Look, Outbox, Slot};
use crate::words::named;

/// The form in which the order was taken, with what it holds now.
pub(super) fn change(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let form = PlaceScreen::changing(&card.order, &card.lines, &card.customer_code, out.words);
    out.open(Bound::pane(form));
}

/// One line of the order comes back.
pub(super) fn take_back(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let lines: Vec<(String, String)> = card
        .lines
        .iter()
        .filter(|line| line.state.handed_over > line.state.returned)
        .map(|line| {
            let has = Quantity(line.state.handed_over.0 - line.state.returned.0);
            let shown = format!("{} {} {}", words.quantity(has), line.unit, line.name);
            (line.line.to_string(), shown)
        })
        .collect();
    let outcomes = Outcome::ALL
        .iter()
        .map(|outcome| {
            let word = outcome.as_str();
            (word.to_owned(), words.word("outcome", word))
        })
        .collect();
    let mut inputs = Inputs::new();
    let line = inputs.one_of(Input::choice(words.column_what(), lines), |line| {
        line.parse().ok()
    });
    let quantity = inputs.quantity(Input::offered(words.stock_quantity(), "1").required());
    let outcome = Input::choice(words.return_outcome(), outcomes);
    let outcome = inputs.one_of(outcome, Outcome::parse);
    let bin = inputs.text(Input::text(words.stock_bin(), "")).optional();
    let from = FromBin {
        order: order.clone(),
        line: line.clone(),
        outcome: outcome.clone(),
        bin: bin.clone(),
        offered: String::new(),
    };
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let intro = vec![words.return_intro()];
    let title = words.return_title(order.as_str());
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let back = TakeBack {
            order: order.clone(),
            lines: vec![BackLine {
                line: typed.get(&line)?,
                quantity: typed.get(&quantity)?,
                outcome: typed.get(&outcome)?,
                bin: typed.get(&bin)?,
            }],
            reason: typed.get(&reason)?,
        };
        out.perform(back, |words, receipt| {
            let money = receipt.text("to_give_back");
            let number = receipt.subject.as_str();
            let said = if money == "0.00" {
                words.return_done(number)
            } else {
                words.return_done_money(named::Money(words.money_of(money)), named::Number(number))
            };
            (said, None)
        });
        Ok(())
    });
    out.open(Bound::pane(LiveForm::of(form, from)));
}

/// Offers the bin from which what comes back was fetched, where it goes back on the shelf.
struct FromBin {
    order: String,
    line: Slot<i64>,
    outcome: Slot<Outcome>,
    bin: Slot<Option<String>>,
    /// What was offered last.
    offered: String,
}

impl Live for FromBin {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Ask = (String, i64);
    type View = String;

    fn ask(&self, form: &Form) -> Self::Ask {
        let line = form.text(&self.line).parse().unwrap_or_default();
        (self.order.clone(), line)
    }

    fn read((order, line): &Self::Ask, reader: &mut Reader<'_>) -> Result<String, Refused> {
        let row = reader.row(
            "select b.code from orders o cross join parcel p on p.orders = o.id cross join parcel_line l on l.parcel = p.id cross join bin b on b.id = l.bin
             where o.number = $1 and l.line = $2 and b.own = 0 order by p.id desc, l.quantity desc limit 1",
            &[order.as_str().into(), (*line).into()],
        )?;
        Ok(row.map_or(Ok(String::new()), |row| row.text(0))?)
    }

    fn show(&mut self, found: &String, form: &mut Form, _look: &Look<'_>) {
        let goes_back = Outcome::parse(form.text(&self.outcome)) == Some(Outcome::Restock);
        let wanted = if goes_back { found.as_str() } else { "" };
        if wanted != self.offered && form.text(&self.bin) == self.offered {
            form.suggest(&self.bin, wanted);
            wanted.clone_into(&mut self.offered);
        }
    }
}
