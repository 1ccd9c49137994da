//! A lively sample office: a small firm that sells paper and office goods, with orders in every state, a week's rota and somebody
//! at lunch.

mod busy;
mod history;
mod open;
mod rota;
mod today;

pub(super) use open::open;

use super::output::Stop;
use super::place::Place as Where;
use crate::back::stock::{AddItem, Receive};
use crate::desk::settings::ChangeSetting;
use crate::desk::staff::{AddStaff, SignOff};
use crate::front::customers::Add;
use crate::front::orders::{Place, PlaceLine};
use crate::model::code::is_gtin;
use crate::model::{
    Clock, Desk, Duty, FixedClock, Instant, Level, Money, Quantity, SystemClock, VatRate,
};
use crate::office::{Founding, Office, Pin, Refused, Session, SignOut, Verb};
use crate::store::{self, FileFault};
use std::path::Path;
use std::sync::Arc;

/// Who works in the sample office: code, name, desk, language, PIN. The first is the manager, the second the receptionist.
pub(super) const PEOPLE: &[(&str, &str, Desk, &str, &str)] = &[
    ("MD", "Marie Dvořáková", Desk::Front, "cs", "4826"),
    ("JN", "Jana Nováková", Desk::Front, "cs", "1937"),
    ("PM", "Petr Malý", Desk::Back, "cs", "2748"),
    ("EH", "Emma Hughes", Desk::Back, "en", "3659"),
    ("TK", "Tomáš Kubík", Desk::Front, "cs", "4160"),
];

/// What each of them owns, in the same order; the manager runs the office and no desk.
const OWNED: &[&[Duty]] = &[
    &[],
    &[Duty::Reception, Duty::Sales, Duty::Service],
    &[Duty::Fulfilment, Duty::Stock, Duty::Production],
    &[Duty::Accounting, Duty::Production],
    &[Duty::Sales, Duty::Marketing, Duty::Service],
];

/// What they know besides.
const TRAINED: &[(&str, Duty, Level)] = &[
    ("JN", Duty::Fulfilment, Level::Cover),
    ("JN", Duty::Stock, Level::Aware),
    ("TK", Duty::Fulfilment, Level::Cover),
    ("TK", Duty::Stock, Level::Cover),
    ("TK", Duty::Reception, Level::Cover),
    ("PM", Duty::Reception, Level::Cover),
    ("EH", Duty::Fulfilment, Level::Cover),
    ("EH", Duty::Reception, Level::Aware),
    ("MD", Duty::Reception, Level::Cover),
    ("MD", Duty::Sales, Level::Cover),
    ("MD", Duty::Marketing, Level::Cover),
    ("MD", Duty::Service, Level::Aware),
    ("MD", Duty::Fulfilment, Level::Aware),
    ("MD", Duty::Stock, Level::Aware),
    ("MD", Duty::Production, Level::Aware),
    ("MD", Duty::Accounting, Level::Cover),
];

/// Who the sample office is on its receipts and slips.
const SELLER: &[(&str, &str)] = &[
    ("seller-name", "Dvořák Papír & Tisk s.r.o."),
    ("seller-address", "Dlouhá 12, 602 00 Brno"),
    ("seller-company-id", "01234561"),
    ("seller-vat-id", "CZ01234561"),
    ("seller-register", "C 12345, Krajský soud v Brně"),
    // A sample is opened on any later day.
    ("clock-hours", "0"),
];

/// What customers of the sample office buy, and is on stock.
const SOLD: &[&str] = &[
    "PAP-A4", "SAN-5", "SAN-7", "PER-MOD", "LEP-48", "SAC-B", "OBA-DL", "PAP-COL", "FIX-4",
];

/// How many customers the sample office has before it grows.
const CUSTOMERS: u64 = 16;

/// How large the sample office is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Growth {
    /// Orders of the time before, besides today's.
    pub(super) orders: u64,
    /// Customers besides those of today.
    pub(super) customers: u64,
    /// Items besides those of today.
    pub(super) items: u64,
    /// Open orders besides those of today.
    pub(super) open: u64,
    /// The same seed makes the same office.
    pub(super) seed: u64,
}

/// Makes the sample office in a new file.
///
/// # Errors
/// Where the file exists or cannot be written; nothing is left behind then.
pub(super) fn make(place: &Where<'_>, file: &Path, growth: Growth) -> Result<(), Stop> {
    let now = SystemClock.now();
    let clock = FixedClock::at(now.plus_minutes(-3 * 24 * 60));
    let (code, manager, _, language, digits) = PEOPLE[0];
    let founding = Founding {
        name: "Dvořák Papír & Tisk".to_owned(),
        currency: "CZK".to_owned(),
        zone: "Europe/Prague".to_owned(),
        language: language.to_owned(),
        manager: manager.to_owned(),
        code: code.to_owned(),
        pin: Pin::new(digits)?,
    };
    if file.exists() {
        return Err(Refused::from(FileFault::Exists(file.to_owned())).into());
    }
    // Half a sample is none: it has its name when it is whole.
    let partial = store::beside(file, ".sample");
    store::remove(&partial);
    let office = Office::found(&partial, Arc::new(clock.clone()), &founding)?;
    let made = fill(place, office, clock, growth, now)
        .and_then(|()| Ok(store::name_new(&partial, file).map_err(Refused::from)?));
    if made.is_err() {
        store::remove(&partial);
    }
    made
}

fn fill(
    place: &Where<'_>,
    office: Office,
    clock: FixedClock,
    growth: Growth,
    now: Instant,
) -> Result<(), Stop> {
    let mut stage = Stage {
        office,
        clock,
        now,
        dice: growth
            .seed
            .wrapping_mul(2)
            .wrapping_add(0x9e37_79b9_7f4a_7c15),
        sessions: Vec::new(),
    };
    if growth.orders + growth.customers + growth.items + growth.open > 0 {
        stage.office.expect_bulk()?;
    }
    stage.people()?;
    stage.seller()?;
    stage.goods()?;
    stage.customers()?;
    stage.grow_customers(growth.customers, place)?;
    stage.grow_orders(growth.orders, CUSTOMERS + growth.customers, place)?;
    stage.grow_items(growth.items)?;
    stage.grow_open(growth.open, CUSTOMERS + growth.customers, growth.items)?;
    stage.today()?;
    stage.leave()?;
    Ok(())
}

struct Stage {
    office: Office,
    clock: FixedClock,
    now: Instant,
    dice: u64,
    sessions: Vec<Session>,
}

impl Stage {
    /// A number below `sides`, the same for the same seed.
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice % sides.max(1)
    }

    fn as_person<V: Verb>(
        &mut self,
        person: usize,
        verb: &V,
    ) -> Result<crate::office::Receipt, Refused> {
        let who = self.sessions[person].clone();
        self.office.perform(&who, verb)
    }

    /// The settings that name the seller, and those of a sample.
    fn seller(&mut self) -> Result<(), Refused> {
        for (key, value) in SELLER {
            let setting = ChangeSetting {
                key: (*key).to_owned(),
                value: (*value).to_owned(),
                shown: crate::office::Shown::default(),
            };
            self.as_person(0, &setting)?;
        }
        Ok(())
    }

    fn people(&mut self) -> Result<(), Refused> {
        for (index, (code, name, desk, language, digits)) in PEOPLE.iter().enumerate() {
            let pin = Pin::new(digits)?;
            if index > 0 {
                let person = AddStaff {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    desk: *desk,
                    pin: pin.clone(),
                    language: Some((*language).to_owned()),
                    duties: Some(OWNED[index].to_vec()),
                    badge: String::new(),
                };
                self.as_person(0, &person)?;
            }
            self.sessions.push(
                self.office
                    .sign_in(&format!("demo-{code}"), code, &pin, true)?,
            );
        }
        for (staff, duty, level) in TRAINED {
            let signed = SignOff {
                staff: (*staff).to_owned(),
                duty: *duty,
                level: level.as_str().to_owned(),
                until: None,
                discount_max: None,
                shown: crate::office::Shown::default(),
            };
            self.as_person(0, &signed)?;
        }
        // A sample office makes no backups of itself.
        let never = ChangeSetting {
            key: "backup-at".to_owned(),
            value: String::new(),
            shown: crate::office::Shown::default(),
        };
        self.as_person(0, &never)?;
        self.weeks()
    }

    fn goods(&mut self) -> Result<(), Refused> {
        for (nth, row) in (1..).zip(rows(include_str!("../../../assets/demo/items.csv"))?) {
            let [code, name, unit, price, vat, bin, quantity] = row.as_slice() else {
                continue;
            };
            let item = AddItem {
                code: code.clone(),
                name: name.clone(),
                unit: unit.clone(),
                price: Money::parse(price).unwrap_or_default(),
                vat: VatRate::parse(vat).unwrap_or_default(),
                barcode: own_barcode(nth),
            };
            self.as_person(2, &item)?;
            let quantity = Quantity::parse(quantity).unwrap_or_default();
            if quantity > Quantity::ZERO {
                self.as_person(
                    2,
                    &Receive {
                        item: code.clone(),
                        bin: bin.clone(),
                        quantity,
                    },
                )?;
            }
        }
        Ok(())
    }

    fn customers(&mut self) -> Result<(), Refused> {
        for row in rows(include_str!("../../../assets/demo/customers.csv"))? {
            let [
                name,
                contact,
                phone,
                email,
                street,
                city,
                postal_code,
                company_id,
            ] = row.as_slice()
            else {
                continue;
            };
            let customer = Add {
                name: name.clone(),
                contact: contact.clone(),
                phone: phone.clone(),
                email: email.clone(),
                street: street.clone(),
                city: city.clone(),
                postal_code: postal_code.clone(),
                company_id: company_id.clone(),
                ..Add::default()
            };
            self.as_person(1, &customer)?;
        }
        Ok(())
    }

    /// An order of one to three lines for anybody.
    fn some_order(&mut self, needed: Option<Instant>) -> Place {
        let count = 1 + self.roll(3);
        let start = self.roll(SOLD.len() as u64);
        let lines = (0..count)
            .map(|nth| {
                let item = SOLD
                    [usize::try_from((start + nth * 2) % SOLD.len() as u64).unwrap_or(0)]
                .to_owned();
                PlaceLine {
                    item,
                    quantity: Quantity::units(i64::try_from(1 + self.roll(4)).unwrap_or(1)),
                    discount: None,
                }
            })
            .collect();
        Place {
            discount: None,
            customer: format!("C-{:05}", 1 + self.roll(CUSTOMERS)),
            lines,
            needed_by: needed.map(|at| at.to_string()),
            delivery: None,
            papers: Vec::new(),
            note: String::new(),
            deposit: None,
        }
    }

    /// Everybody's helping hands leave the stage; covers stay as they are.
    fn leave(mut self) -> Result<(), Refused> {
        self.clock.set(self.now);
        for session in std::mem::take(&mut self.sessions) {
            self.office.sign_out(&session, SignOut::CommandEnded)?;
        }
        Ok(())
    }
}

fn rows(text: &str) -> Result<Vec<Vec<String>>, Refused> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            record
                .map(|record| record.iter().map(str::to_owned).collect())
                .map_err(|error| Refused::store("store-io").with("detail", error.to_string()))
        })
        .collect()
}

/// A code as an office prints it for itself: an EAN-13 that begins with 20, which GS1 leaves to everybody's own use.
fn own_barcode(nth: u32) -> String {
    let body = format!("20000000{nth:04}");
    (0..10)
        .map(|digit| format!("{body}{digit}"))
        .find(|code| is_gtin(code))
        .unwrap_or_default()
}
