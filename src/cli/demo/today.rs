//! The orders of the last days and of today, and the lunch that is on.

use super::Stage;
use crate::back::picking::{Pick, PickLine, Ready};
use crate::back::stock::EditItem;
use crate::cover::shift::{Accept, Ask};
use crate::front::counter::{HandOver, TakePayment};
use crate::front::customers::SetLimit;
use crate::front::drawer::{CloseDrawer, OpenDrawer};
use crate::front::orders::{Cancel, Hold, Place, PlaceLine};
use crate::model::{CoverReason, Duty, Means, Money, PaperKind, Quantity};
use crate::office::Refused;
use crate::records::ledger::drawer_of;

impl Stage {
    /// The orders of the last days and of today, in every state, and the lunch that is on.
    pub(super) fn today(&mut self) -> Result<(), Refused> {
        let minutes = |count: i64| self.now.plus_minutes(count);
        let promises = [
            minutes(-35),
            minutes(25),
            minutes(70),
            minutes(150),
            minutes(26 * 60),
            minutes(50 * 60),
        ];
        self.clock.set(self.now.plus_minutes(-26 * 60));
        let float = Money(200_000);
        self.as_person(1, &OpenDrawer { float })?;
        for nth in 0..4 {
            let order = self.some_order(None);
            if nth == 3 {
                // They pay on account: accounting has said how much.
                let limit = SetLimit {
                    customer: order.customer.clone(),
                    limit: Some(Money(2_000_000)),
                    shown: crate::office::Shown::default(),
                };
                self.as_person(3, &limit)?;
            }
            let placed = self.as_person(1, &order)?;
            self.finish(placed.text("order"), placed.text("total"), nth)?;
        }
        self.close_drawer(float)?;
        self.yesterday()?;
        self.clock.set(self.now.plus_minutes(-150));
        self.as_person(1, &OpenDrawer { float })?;
        for (code, low_at) in [("TON-HP26", 20), ("INK-M", 16)] {
            let low = EditItem {
                item: code.to_owned(),
                name: None,
                price: None,
                vat: None,
                barcode: None,
                low_at: Some(Quantity::units(low_at)),
                active: None,
                shown: crate::office::Shown::default(),
            };
            self.as_person(2, &low)?;
        }
        for promise in promises {
            let order = self.some_order(Some(promise));
            self.as_person(1, &order)?;
        }
        self.clock.set(self.now.plus_minutes(-95));
        for (nth, promise) in [promises[1], promises[2], promises[3]]
            .into_iter()
            .enumerate()
        {
            let mut order = self.some_order(Some(promise));
            if nth == 0 {
                order.papers = vec![PaperKind::DeliveryNote, PaperKind::WarrantyCard];
                order.customer = "C-00001".to_owned();
            }
            let placed = self.as_person(1, &order)?;
            self.clock.advance_seconds(600);
            self.ready(placed.text("order"), &format!("P{}", nth + 2))?;
        }
        let board = PlaceLine {
            item: "TAB-90".to_owned(),
            quantity: Quantity::units(2),
            discount: None,
        };
        let waiting = Place {
            lines: vec![board],
            note: "Zavolat, až tabule přijdou.".to_owned(),
            ..self.some_order(Some(promises[4]))
        };
        let waits = self.as_person(1, &waiting)?.text("order").to_owned();
        let short = self.some_order(Some(promises[3]));
        let placed = self.as_person(4, &short)?;
        let short_order = placed.text("order").to_owned();
        if let Some(line) = short
            .lines
            .first()
            .filter(|line| line.quantity > Quantity::units(1))
        {
            let found = PickLine {
                item: line.item.clone(),
                bin: None,
                quantity: Quantity::units(1),
                line: None,
                later: None,
            };
            self.as_person(
                2,
                &Pick {
                    order: placed.text("order").to_owned(),
                    lines: vec![found],
                    place: None,
                },
            )?;
        }
        let order = self.some_order(None);
        let held = self.as_person(4, &order)?;
        self.as_person(
            4,
            &Hold {
                order: held.text("order").to_owned(),
                reason: "Zákazník je do pátku na dovolené".to_owned(),
            },
        )?;
        let order = self.some_order(None);
        let cancelled = self.as_person(4, &order)?;
        self.as_person(
            4,
            &Cancel {
                order: cancelled.text("order").to_owned(),
                reason: "Objednáno omylem dvakrát".to_owned(),
                lines: Vec::new(),
            },
        )?;
        self.plans(&short_order, &waits)?;
        self.lunch()
    }

    /// Petr is at lunch since twelve minutes; Tomáš stands in for him.
    fn lunch(&mut self) -> Result<(), Refused> {
        self.clock.set(self.now.plus_minutes(-12));
        let ask = Ask {
            duties: vec![Duty::Fulfilment, Duty::Stock],
            reason: CoverReason::Lunch,
            until: "40m".to_owned(),
            of: Some("TK".to_owned()),
            instead: None,
            note: "Rozpracované balíky stojí na stole u okna.".to_owned(),
        };
        let asked = self.as_person(2, &ask)?;
        self.as_person(
            4,
            &Accept {
                cover: asked.text("cover").to_owned(),
            },
        )?;
        Ok(())
    }

    /// The receptionist counts the drawer, nothing is missing, and the float stays in it for the next day.
    fn close_drawer(&mut self, float: Money) -> Result<(), Refused> {
        let staff = self.sessions[1].staff.0;
        let drawer = self.office.read(|reader| drawer_of(reader, staff))?;
        let close = CloseDrawer {
            counted: drawer.map(|drawer| drawer.expected),
            reason: String::new(),
            float: Some(float),
        };
        self.as_person(1, &close)?;
        Ok(())
    }

    fn ready(&mut self, order: &str, place: &str) -> Result<String, Refused> {
        let picked = self.as_person(
            2,
            &Pick {
                order: order.to_owned(),
                lines: Vec::new(),
                place: None,
            },
        )?;
        let parcel = picked.text("parcel").to_owned();
        self.as_person(
            2,
            &Ready {
                parcel: parcel.clone(),
                place: place.to_owned(),
            },
        )?;
        Ok(parcel)
    }

    fn finish(&mut self, order: &str, total: &str, nth: usize) -> Result<(), Refused> {
        let parcel = self.ready(order, "P1")?;
        let on_account = nth == 3;
        if !on_account {
            let amount = Money::parse(total).unwrap_or_default();
            let means = if nth.is_multiple_of(2) {
                Means::Cash
            } else {
                Means::Card
            };
            self.as_person(
                1,
                &TakePayment {
                    order: order.to_owned(),
                    amount,
                    means,
                    tendered: None,
                    together: false,
                },
            )?;
        }
        self.as_person(
            1,
            &HandOver {
                parcel,
                collected_by: "zákazník".to_owned(),
                on_account,
                left: Vec::new(),
                without: Vec::new(),
            },
        )?;
        Ok(())
    }
}
