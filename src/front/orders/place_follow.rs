//! The form that changes an order follows it: what somebody else changes meanwhile shows where nobody typed, and where both changed
//! the same it is said at the field, before and until it is saved.

use super::place_screen::PlaceScreen;
use super::typed::{Line, Spot, discount};
use crate::model::PaperKind;
use crate::office::{Reader, Reads, Refused};
use crate::pane::both;
use crate::records::order::{self, Order, OrderLine};
use crate::words::Words;
use std::ops::Range;

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

/// A field that somebody else changed as well.
#[derive(Debug, Clone)]
pub(super) struct Meanwhile {
    at: Spot,
    label: String,
    by: String,
    /// What stands on file now, as it is typed.
    theirs: String,
    /// A save was stopped to show it.
    has_stopped: bool,
}

/// The fields of the form that stand on the screen with all that is said under them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OnScreen {
    /// The lines.
    pub(super) lines: Range<usize>,
    /// The fields behind the lines.
    pub(super) tail: bool,
}

impl OnScreen {
    fn has(&self, spot: Spot) -> bool {
        match spot {
            Spot::Item(nth) | Spot::Quantity(nth) | Spot::Discount(nth) => {
                self.lines.contains(&nth)
            }
            Spot::Customer => true,
            Spot::NeededBy
            | Spot::Delivery
            | Spot::Paper(_)
            | Spot::Deposit
            | Spot::WholeDiscount
            | Spot::Note
            | Spot::Reason => self.tail,
        }
    }
}

impl PlaceScreen {
    /// Takes over what was changed elsewhere since the form was opened.
    pub(super) fn follow(&mut self, now: &OrderNow, words: &Words) {
        if now.seq <= self.followed {
            return;
        }
        self.followed = now.seq;
        let fresh = Self::changing(&now.order, &now.lines, self.customer.value(), words);
        let mut said = self.follow_head(&fresh, words);
        for line in fresh.lines.iter().filter(|line| line.kept.is_some()) {
            said.extend(self.follow_line(line, words));
        }
        self.changes = fresh.changes;
        self.start = fresh.start;
        if !said.is_empty() && self.overtaken {
            // The refusal said the same before it was known by whom.
            self.settle();
        }
        for (at, label, theirs) in said {
            self.meanwhile.retain(|known| known.at != at);
            self.meanwhile.push(Meanwhile {
                at,
                label,
                by: now.by.clone(),
                theirs,
                has_stopped: false,
            });
        }
    }

    /// What both changed in fields that are not on the screen.
    pub(super) fn meanwhile_unseen(&self, seen: &OnScreen, words: &Words) -> Option<String> {
        self.meanwhile_in(|spot| !seen.has(spot), words)
    }

    /// The next field that both changed and that is not on the screen; each of them stops a save once.
    pub(super) fn stops_unseen(&mut self, words: &Words) -> Option<Spot> {
        let is_unseen = |one: &Meanwhile| {
            !one.has_stopped
                && !self.on_screen.has(one.at)
                && self.stands_at(one.at, words) != one.theirs
        };
        let nth = self.meanwhile.iter().position(is_unseen)?;
        let one = self.meanwhile.get_mut(nth)?;
        one.has_stopped = true;
        Some(one.at)
    }

    /// Gives what both changed: where, what it is called, what they wrote.
    fn follow_head(&mut self, fresh: &Self, words: &Words) -> Vec<(Spot, String, String)> {
        let start = std::mem::take(&mut self.start);
        let mut said = Vec::new();
        let differs = |nth: usize| {
            let (was, now) = (start.get(nth)?, fresh.start.get(nth)?);
            (was != now).then_some((was.as_str(), now.as_str()))
        };
        for (nth, at, label, mine, theirs) in [
            (
                Self::NEEDED_BY,
                Spot::NeededBy,
                words.orders_needed_by(),
                &mut self.needed_by,
                &fresh.needed_by,
            ),
            (
                4,
                Spot::Deposit,
                words.orders_deposit(),
                &mut self.deposit,
                &fresh.deposit,
            ),
            (
                5,
                Spot::WholeDiscount,
                words.orders_discount(),
                &mut self.whole_discount,
                &fresh.whole_discount,
            ),
            (
                Self::NOTE,
                Spot::Note,
                words.orders_note(),
                &mut self.note,
                &fresh.note,
            ),
        ] {
            let Some((was, now)) = differs(nth) else {
                continue;
            };
            if mine.value() == was {
                *mine = theirs.clone();
            } else if mine.value() != now {
                said.push((at, label, now.to_owned()));
            }
        }
        // Of two ways the other one is what both want who changed it.
        if differs(2).is_some() {
            self.delivery = fresh.delivery;
        }
        if let Some((was, now)) = differs(3) {
            let mine = named(&self.papers, PaperKind::as_str);
            if mine == was {
                self.papers.clone_from(&fresh.papers);
            } else if mine != now {
                let theirs = named(&fresh.papers, |kind| words.word("paper", kind.as_str()));
                said.push((Spot::Paper(0), words.orders_paper(), theirs));
            }
        }
        said
    }

    fn follow_line(&mut self, fresh: &Line, words: &Words) -> Vec<(Spot, String, String)> {
        let mut said = Vec::new();
        let Some(now) = &fresh.kept else { return said };
        let number = |line: &Line| line.kept.as_ref().map(|kept| kept.line);
        let lines = &mut self.lines;
        let known = lines.iter().position(|line| number(line) == Some(now.line));
        let Some(nth) = known else {
            self.insert(fresh.clone());
            return said;
        };
        let line = &mut lines[nth];
        let Some(was) = line.kept.replace(now.clone()) else {
            return said;
        };
        if was.wanted != now.wanted {
            let typed = line.amount().ok();
            if typed == Some(was.wanted) {
                line.quantity = fresh.quantity.clone();
            } else if typed != Some(now.wanted) {
                let theirs = fresh.quantity.value().to_owned();
                said.push((Spot::Quantity(nth), now.name.clone(), theirs));
            }
        }
        if was.discount != now.discount {
            let typed = discount(&line.discount).ok();
            if typed == Some(was.discount) {
                line.discount = fresh.discount.clone();
            } else if typed != Some(now.discount) {
                let theirs = words.discount(now.discount);
                said.push((Spot::Discount(nth), now.name.clone(), theirs));
            }
        }
        said
    }

    /// What both changed in one of these fields, with both values and by whom, as long as they differ.
    pub(super) fn meanwhile_in(
        &self,
        is_one: impl Fn(Spot) -> bool,
        words: &Words,
    ) -> Option<String> {
        let said = self.meanwhile.iter().filter(|one| is_one(one.at));
        let said = said.filter_map(|one| {
            let yours = self.stands_at(one.at, words);
            let differs = yours != one.theirs;
            differs.then(|| both(&one.label, (&one.by, &one.theirs), &yours, words))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// Whether it is said that somebody else changed this field as well.
    pub(super) fn says_meanwhile(&self, at: Spot) -> bool {
        self.meanwhile.iter().any(|one| one.at == at)
    }

    /// What stands in a field that somebody else can have changed as well.
    fn stands_at(&self, at: Spot, words: &Words) -> String {
        let field = match at {
            Spot::Quantity(nth) => self.lines.get(nth).map(|line| &line.quantity),
            Spot::Discount(nth) => self.lines.get(nth).map(|line| &line.discount),
            Spot::NeededBy => Some(&self.needed_by),
            Spot::Deposit => Some(&self.deposit),
            Spot::WholeDiscount => Some(&self.whole_discount),
            Spot::Note => Some(&self.note),
            Spot::Paper(_) => {
                return named(&self.papers, |kind| words.word("paper", kind.as_str()));
            }
            Spot::Customer | Spot::Item(_) | Spot::Delivery | Spot::Reason => None,
        };
        field.map_or_else(String::new, |field| field.value().trim().to_owned())
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
}

/// Papers by their names.
fn named<T: AsRef<str>>(papers: &[PaperKind], name: impl Fn(PaperKind) -> T) -> String {
    let names: Vec<T> = papers.iter().map(|kind| name(*kind)).collect();
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(",")
}
