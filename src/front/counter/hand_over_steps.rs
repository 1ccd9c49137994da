//! What Enter does on the sheet of a hand-over: papers, money and goods in one go, or what stands in its way.

use super::hand_over::{HandOver, LeftLine, Packed};
use super::hand_over_screen::{HandOverScreen, Spot};
use super::hand_over_view::Sheet;
use super::tender::{Owed, Tender};
use super::{SignPaper, SlipScreen, reprint};
use crate::model::{Money, PaperKind, Quantity};
use crate::office::{Receipt, Refused};
use crate::pane::{Aside, Bound, Outbox, Pane, SUBJECT, Step, every};
use crate::words::{Words, named};

impl HandOverScreen {
    pub(super) fn save(&mut self, view: &Sheet, out: &mut Outbox<'_>, without: bool) {
        self.trouble.clear();
        self.asks = false;
        if let Some(said) = self.changed(view, out.words) {
            // Whoever pressed Enter had something else before them.
            self.has_changed = false;
            self.trouble = said;
            return;
        }
        if self.collector(view).is_empty() {
            self.at = Spot::Name;
            self.trouble = out.words.hand_over_who();
            return;
        }
        let missing = self.missing(view);
        match self.steps(view, &missing, out.words) {
            Err((spot, said)) => {
                self.at = spot;
                self.trouble = said;
            }
            Ok(_) if !missing.is_empty() && !without => self.asks = true,
            Ok(steps) if self.print && view.printer.is_some() => {
                out.perform_steps(steps, Some(print_slip), gone);
            }
            Ok(steps) => out.perform_steps(steps, None, gone),
        }
    }

    /// What has happened to the goods and the money since somebody last looked.
    pub(super) fn changed(&self, view: &Sheet, words: &Words) -> Option<String> {
        let nothing_ready = view.card.is_some() && view.parcels.is_empty();
        if !self.has_changed && !nothing_ready {
            return None;
        }
        let card = view.card.as_ref()?;
        let last = card.timeline.iter().rev();
        let last = last
            .filter(|(_, _, verb)| !nothing_ready || verb.starts_with("parcel."))
            .find(|(_, _, verb)| !verb.starts_with("thread."));
        let (who, what) = last.map_or((String::new(), String::new()), |(_, who, verb)| {
            (who.clone(), words.word("verb", &verb.replace('.', "-")))
        });
        let (who, what) = (named::Who(who), named::What(what));
        Some(if nothing_ready {
            words.hand_over_nothing_ready(what, who)
        } else {
            words.hand_over_changed(what, who)
        })
    }

    /// What Enter does: papers, money, goods.
    fn steps(
        &self,
        view: &Sheet,
        without: &[PaperKind],
        words: &Words,
    ) -> Result<Vec<Step>, (Spot, String)> {
        let by = self.collector(view).to_owned();
        let left = self.left_lines(view, words)?;
        let mut steps = Vec::new();
        for paper in &self.ticked {
            steps.push(Step::of(SignPaper {
                order: self.order.clone(),
                paper: *paper,
                signed_by: by.clone(),
            }));
        }
        let tender = self
            .tender(view)
            .map_err(|(nth, refused)| (Spot::Money(nth), words.refused(&refused)))?;
        if tender.over > Money::ZERO {
            let said = words.payment_too_much(words.money(tender.over));
            return Err((Spot::Money(1), said));
        }
        steps.extend(tender.payments.into_iter().map(Step::of));
        let go: Vec<&String> = self.going(view).collect();
        if go.is_empty() {
            // Money is not taken for nothing.
            let stays = self.stays.join(", ");
            let refused = Refused::rule("nothing-to-hand-over").with("parcel", stays);
            return Err((Spot::Parcel(0), words.refused(&refused)));
        }
        steps.extend(go.into_iter().map(|parcel| {
            Step::of(HandOver {
                parcel: parcel.clone(),
                collected_by: by.clone(),
                on_account: self.on_account,
                left: left.clone(),
                without: without.to_vec(),
            })
        }));
        Ok(steps)
    }

    /// What is asked for on the sheet, of this order alone: where something stays here, no more than what leaves costs.
    pub(super) fn owed(&self, view: &Sheet) -> Vec<Owed> {
        let Some(owed) = view.owed.first() else {
            return Vec::new();
        };
        let due = match self.taken_along(view) {
            Some(packed) => view.due_for(&packed).clamp(Money::ZERO, owed.due),
            None => owed.due,
        };
        vec![Owed {
            due,
            later: owed.due.minus(due),
            ..owed.clone()
        }]
    }

    pub(super) fn due(&self, view: &Sheet) -> Money {
        let owed = self.owed(view);
        owed.first().map_or(Money::ZERO, |one| one.due)
    }

    /// What is paid on the sheet.
    pub(super) fn tender(&self, view: &Sheet) -> Result<Tender, (usize, Refused)> {
        let owed = self.owed(view);
        let due = owed.first().map_or(Money::ZERO, |one| one.due);
        if due == Money::ZERO || (self.on_account && self.money.is_untouched()) {
            return Ok(Tender::default());
        }
        self.money.tender(&owed)
    }

    /// The parcels that the customer takes.
    fn going<'a>(&'a self, view: &'a Sheet) -> impl Iterator<Item = &'a String> {
        let all = view.parcels.iter().map(|(parcel, _)| parcel);
        all.filter(|parcel| !self.stays.contains(parcel))
    }

    /// What leaves, line by line; none where everything that stands ready does.
    pub(super) fn taken_along(&self, view: &Sheet) -> Option<Vec<Packed>> {
        let left = self.left.iter().zip(&view.goods);
        let left: Vec<(i64, Quantity)> = left
            .filter_map(|(field, (line, _, _))| {
                let quantity = Quantity::parse(field.value().trim())?;
                (quantity > Quantity::ZERO).then_some((*line, quantity))
            })
            .collect();
        if left.is_empty() && self.going(view).count() == view.parcels.len() {
            return None;
        }
        let packed = self.going(view).flat_map(|parcel| {
            let of_parcel = view.packed.iter();
            of_parcel.filter(move |(one, _, _)| one == parcel)
        });
        let packed = packed.map(|(_, line, quantity)| {
            let stays = left.iter().find(|(one, _)| one == line);
            let stays = stays.map_or(0, |(_, stays)| stays.0.min(quantity.0));
            Packed {
                line: *line,
                quantity: Quantity(quantity.0 - stays),
            }
        });
        Some(packed.collect())
    }

    fn left_lines(&self, view: &Sheet, words: &Words) -> Result<Vec<LeftLine>, (Spot, String)> {
        let mut left = Vec::new();
        for (nth, (field, (line, there, _))) in self.left.iter().zip(&view.goods).enumerate() {
            let typed = field.value().trim();
            if typed.is_empty() {
                continue;
            }
            let refuse = |refused| (Spot::Left(nth), words.refused(&refused));
            let quantity = Quantity::parse(typed).filter(|quantity| *quantity >= Quantity::ZERO);
            let quantity =
                quantity.ok_or_else(|| refuse(Refused::misread("bad-quantity", typed)))?;
            if quantity > *there {
                let lines = view.card.iter().flat_map(|card| &card.lines);
                let mut lines = lines.filter(|one| one.line == *line);
                let (item, unit) = lines
                    .next()
                    .map_or(("", ""), |one| (one.code.as_str(), one.unit.as_str()));
                return Err(refuse(
                    Refused::rule("more-than-packed")
                        .with("item", item)
                        .with("there", *there)
                        .with("unit", unit),
                ));
            }
            if quantity != Quantity::ZERO {
                left.push(LeftLine {
                    line: *line,
                    quantity,
                });
            }
        }
        Ok(left)
    }
}

/// The parcels that have left, or their slips, in the order in which they did.
fn left_with(receipt: &Receipt, name: &str) -> Vec<String> {
    every(receipt, name, |step| !step["slip"].is_null())
}

fn gone(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let (parcels, slips) = (left_with(receipt, SUBJECT), left_with(receipt, "slip"));
    let receipts = every(receipt, "receipt", |_| true);
    let others = slips.iter().skip(1).chain(&receipts).cloned().collect();
    let first = slips.first().map_or("", String::as_str);
    let slip = SlipScreen::after(first, receipt).beside(others);
    let (parcel, slip_numbers) = (
        named::Parcel(parcels.join(", ")),
        named::Slip(slips.join(", ")),
    );
    let mut said = if slips.len() > 1 {
        words.counter_handed_over_several(parcel, slip_numbers)
    } else {
        words.counter_handed_over(parcel, slip_numbers)
    };
    let change = Money::written(receipt.text("change")).unwrap_or_default();
    if change > Money::ZERO {
        said = format!("{}   {said}", words.payment_change(words.money(change)));
    }
    (said, Some(Bound::pane(slip)))
}

/// Sends every slip to the printer. A printer that is gone undoes nothing: it is said, and the slip is shown.
fn print_slip(receipt: &Receipt) -> Aside {
    reprint::all_to_printer(left_with(receipt, "slip"))
}
