//! The form that changes an order follows it: what somebody else changes meanwhile shows where nobody typed, and where both changed
//! the same it is said before anything is saved.

use super::place_screen::PlaceScreen;
use super::typed::{Line, Spot, discount};
use crate::model::PaperKind;
use crate::office::{Reader, Reads, Refused};
use crate::pane::both;
use crate::records::order::{self, Order, OrderLine};
use crate::ui::Field;
use crate::words::Words;

/// An order as it is on file.
#[derive(Debug, Clone)]
pub(super) struct OrderNow {
    order: Order,
    lines: Vec<OrderLine>,
    /// The last journal line about it.
    seq: i64,
    /// Who changed it last.
    by: String,
}

/// Reads it.
///
/// # Errors
/// What the store reports.
pub(super) fn read(reader: &mut Reader<'_>, number: &str) -> Result<OrderNow, Refused> {
    let order = Order::find(reader, number)?;
    let lines = order::lines(reader, order.id)?;
    let last = reader.row(
        "select j.seq, coalesce(s.name, '') from journal j left join staff s on s.id = j.staff
         where j.orders = $1 and j.orders is not null and j.verb <> 'picking.begin' and j.verb <> 'picking.leave' order by j.seq desc limit 1",
        &[order.id.0.into()],
    )?;
    let (seq, by) = match last {
        Some(row) => (row.int(0)?, row.text(1)?),
        None => (0, String::new()),
    };
    Ok(OrderNow {
        order,
        lines,
        seq,
        by,
    })
}

impl PlaceScreen {
    /// Takes over what was changed elsewhere since the form was opened.
    pub(super) fn follow(&mut self, now: &OrderNow, words: &Words) {
        if now.seq <= self.followed {
            return;
        }
        self.followed = now.seq;
        let fresh = Self::changing(&now.order, &now.lines, self.customer.value(), words);
        let mut said = Vec::new();
        self.follow_head(&fresh, &now.by, words, &mut said);
        for line in fresh.lines.iter().filter(|line| line.kept.is_some()) {
            self.follow_line(line, &now.by, words, &mut said);
        }
        self.changes = fresh.changes;
        self.start = fresh.start;
        if !said.is_empty() {
            self.trouble = said.join(" ");
            self.meanwhile = said;
        }
    }

    fn follow_head(&mut self, fresh: &Self, by: &str, words: &Words, said: &mut Vec<String>) {
        let start = std::mem::take(&mut self.start);
        let differs = |nth: usize| {
            let (was, now) = (start.get(nth)?, fresh.start.get(nth)?);
            (was != now).then_some((was.as_str(), now.as_str()))
        };
        for (nth, label, mine, theirs) in [
            (
                1,
                words.orders_needed_by(),
                &mut self.needed_by,
                &fresh.needed_by,
            ),
            (4, words.orders_deposit(), &mut self.deposit, &fresh.deposit),
            (
                5,
                words.orders_discount(),
                &mut self.whole_discount,
                &fresh.whole_discount,
            ),
            (6, words.orders_note(), &mut self.note, &fresh.note),
        ] {
            if let Some((was, now)) = differs(nth) {
                take_or_say(mine, theirs, (was, now), |yours| {
                    said.push(both(&label, (by, now), yours, words));
                });
            }
        }
        // Of two ways the other one is what both want who changed it.
        if differs(2).is_some() {
            self.delivery = fresh.delivery;
        }
        if let Some((was, now)) = differs(3) {
            let joined = |kinds: &[PaperKind]| {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                kinds.join(",")
            };
            let mine = joined(&self.papers);
            if mine == was {
                self.papers.clone_from(&fresh.papers);
            } else if mine != now {
                said.push(both(&words.orders_paper(), (by, now), &mine, words));
            }
        }
    }

    fn follow_line(&mut self, fresh: &Line, by: &str, words: &Words, said: &mut Vec<String>) {
        let Some(now) = &fresh.kept else { return };
        let number = |line: &Line| line.kept.as_ref().map(|kept| kept.line);
        let Some(line) = self
            .lines
            .iter_mut()
            .find(|line| number(line) == Some(now.line))
        else {
            return self.insert(fresh.clone());
        };
        let Some(was) = line.kept.replace(now.clone()) else {
            return;
        };
        if was.wanted != now.wanted {
            let typed = line.amount().ok();
            if typed == Some(was.wanted) {
                line.quantity = fresh.quantity.clone();
            } else if typed != Some(now.wanted) {
                let theirs = words.quantity(now.wanted);
                let yours = line.quantity.value();
                said.push(both(&now.name, (by, &theirs), yours, words));
            }
        }
        if was.discount != now.discount {
            let typed = discount(&line.discount).ok();
            if typed == Some(was.discount) {
                line.discount = fresh.discount.clone();
            } else if typed != Some(now.discount) {
                let theirs = words.discount(now.discount);
                let yours = line.discount.value();
                said.push(both(&now.name, (by, &theirs), yours, words));
            }
        }
    }

    /// A line that somebody else added stands behind those of the order, before what is typed here; the keys stay where they are.
    fn insert(&mut self, line: Line) {
        let place = self.lines.iter().take_while(|line| line.kept.is_some());
        let place = place.count();
        self.lines.insert(place, line);
        if let Spot::Item(at) | Spot::Quantity(at) | Spot::Discount(at) = &mut self.at
            && *at >= place
        {
            *at += 1;
        }
    }

    /// What both changed is said before it is saved, once.
    pub(super) fn say_meanwhile(&mut self, words: &Words) -> bool {
        let mut said = std::mem::take(&mut self.meanwhile);
        if said.is_empty() {
            return false;
        }
        said.push(words.orders_save_again());
        self.point(None, said.join(" "));
        true
    }
}

/// Takes what is on file where nobody typed; says it where something else was typed.
fn take_or_say(mine: &mut Field, theirs: &Field, (was, now): (&str, &str), say: impl FnOnce(&str)) {
    if mine.value() == was {
        *mine = theirs.clone();
    } else if mine.value() != now {
        say(mine.value());
    }
}
