//! An office that is as large today as others are in a year: many items in many bins, and many orders that are open.

use super::Stage;
use crate::back::picking::Pick;
use crate::back::stock::{AddItem, Receive};
use crate::front::orders::{Place, PlaceLine};
use crate::model::{Instant, Money, Quantity, VatRate};
use crate::office::Refused;

/// How many items or orders go into one transaction.
const BATCH: u64 = 5_000;

/// How many bins the items lie in, and shelves the parcels stand on.
const BINS: u64 = 400;
const SHELVES: u64 = 40;

/// What the items are called, and of what sort they are.
const GOODS: &[&str] = &[
    "Papír",
    "Obálky",
    "Šanon",
    "Pero",
    "Popisovač",
    "Lepidlo",
    "Kancelářský blok",
    "Toner",
    "Razítko",
    "Kalendář",
];
const SORTS: &[&str] = &[
    "bílý",
    "modrý",
    "červený",
    "zelený",
    "velký",
    "malý",
    "recyklovaný",
    "lesklý",
    "matný",
    "školní",
];

impl Stage {
    /// So many items more, each with goods in a bin.
    pub(super) fn grow_items(&mut self, extra: u64) -> Result<(), Refused> {
        let petr = self.sessions[2].clone();
        let mut made = 0;
        while made < extra {
            let until = extra.min(made + BATCH);
            let mut goods = Vec::new();
            for nth in made..until {
                let name = |list: &[&'static str], nth: u64| {
                    let nth = usize::try_from(nth % list.len() as u64).unwrap_or(0);
                    list.get(nth).copied().unwrap_or_default()
                };
                let item = AddItem {
                    code: code_of(nth),
                    name: format!("{} {} {}", name(GOODS, nth), name(SORTS, nth / 10), nth + 1),
                    unit: "ks".to_owned(),
                    price: Money(i64::try_from(900 + self.roll(900) * 10).unwrap_or(900)),
                    vat: VatRate(2100),
                    barcode: String::new(),
                };
                // One in twenty is not there: orders for it wait.
                let quantity = if nth % 20 == 19 {
                    0
                } else {
                    50 + self.roll(150)
                };
                goods.push((item, quantity, format!("R{:03}", 1 + nth % BINS)));
            }
            self.office.all_or_nothing(|writing| {
                for (item, quantity, bin) in &goods {
                    writing.perform(&petr, item, None)?;
                    if *quantity > 0 {
                        let receive = Receive {
                            item: item.code.clone(),
                            bin: bin.clone(),
                            quantity: Quantity::units(i64::try_from(*quantity).unwrap_or(1)),
                        };
                        writing.perform(&petr, &receive, None)?;
                    }
                }
                Ok(())
            })?;
            made = until;
        }
        Ok(())
    }

    /// So many open orders more: every fourth is packed and stands on a shelf.
    pub(super) fn grow_open(
        &mut self,
        extra: u64,
        customers: u64,
        items: u64,
    ) -> Result<(), Refused> {
        let (jana, petr) = (self.sessions[1].clone(), self.sessions[2].clone());
        let mut made = 0;
        while made < extra {
            let until = extra.min(made + BATCH);
            let orders: Vec<Place> = (made..until)
                .map(|nth| self.open_order(nth, customers, items))
                .collect();
            self.office.all_or_nothing(|writing| {
                for (nth, order) in (made..).zip(&orders) {
                    let placed = writing.perform(&jana, order, None)?;
                    if !nth.is_multiple_of(4) || placed.text("fulfilment") != "to-pick" {
                        continue;
                    }
                    let pick = Pick {
                        order: placed.subject.clone(),
                        lines: Vec::new(),
                        place: Some(format!("P{:02}", 1 + nth / 4 % SHELVES)),
                    };
                    writing.perform(&petr, &pick, None)?;
                }
                Ok(())
            })?;
            made = until;
        }
        Ok(())
    }

    fn open_order(&mut self, nth: u64, customers: u64, items: u64) -> Place {
        let lines = (0..1 + self.roll(3))
            .map(|_| PlaceLine {
                item: if items == 0 {
                    super::SOLD[0].to_owned()
                } else {
                    code_of(self.roll(items))
                },
                quantity: Quantity::units(i64::try_from(1 + self.roll(3)).unwrap_or(1)),
                discount: None,
            })
            .collect();
        // Two of three are promised, within the next two weeks.
        let ahead = 60 * i64::try_from(80 + self.roll(14 * 24)).unwrap_or(80);
        let needed: Option<Instant> =
            (!nth.is_multiple_of(3)).then(|| self.now.plus_minutes(ahead));
        Place {
            discount: None,
            customer: format!("C-{:05}", 1 + self.roll(customers)),
            lines,
            needed_by: needed.map(|at| at.to_string()),
            delivery: None,
            papers: Vec::new(),
            note: String::new(),
            deposit: None,
        }
    }
}

fn code_of(nth: u64) -> String {
    format!("G-{:05}", nth + 1)
}
