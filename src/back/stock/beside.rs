//! What is said beside the bins that are typed in a form of stock: how much of the item lies there, or that there is no such bin.

use crate::model::{Desk, Quantity, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Form, Live, Look, Slot};
use crate::records::item::{self, find_bin};
use crate::words::named;

/// The bins of one form that are about one item.
#[derive(Debug)]
pub(super) struct Bins {
    item: String,
    /// Each field, and whether a bin that is typed there may be new.
    fields: Vec<(Slot<String>, bool)>,
}

/// How much of the item lies in each of the bins that were asked about, with its unit; `None` for a text that is no bin.
#[derive(Debug, Default)]
pub(super) struct Found {
    unit: String,
    bins: Vec<(String, Option<Quantity>)>,
}

impl Bins {
    /// Bins of this item, in which goods must lie already.
    pub(super) fn of(item: &str, fields: &[&Slot<String>]) -> Self {
        let known = |slot: &&Slot<String>| ((*slot).clone(), false);
        Self {
            item: item.to_owned(),
            fields: fields.iter().map(known).collect(),
        }
    }

    /// And one that may be new.
    pub(super) fn and_new(mut self, field: &Slot<String>) -> Self {
        self.fields.push((field.clone(), true));
        self
    }
}

impl Live for Bins {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Ask = (String, Vec<String>);
    type View = Found;

    fn ask(&self, form: &Form) -> Self::Ask {
        let typed = self.fields.iter().map(|(slot, _)| form.text(slot));
        (self.item.clone(), typed.map(str::to_owned).collect())
    }

    fn read((code, typed): &Self::Ask, reader: &mut Reader<'_>) -> Result<Found, Refused> {
        let item = item::find(reader, code)?;
        let mut bins = Vec::new();
        for text in typed.iter().filter(|text| !text.is_empty()) {
            let there = match find_bin(reader, text) {
                Ok(bin) => {
                    let row = reader.row(
                        "select on_hand from stock where item = $1 and bin = $2",
                        &[item.id.0.into(), bin.0.into()],
                    )?;
                    let lies = row.map(|row| row.int(0)).transpose()?;
                    Some(Quantity(lies.unwrap_or_default()))
                }
                Err(refused) if refused.id == "not-found" => None,
                Err(refused) => return Err(refused),
            };
            bins.push((text.clone(), there));
        }
        Ok(Found {
            unit: item.unit,
            bins,
        })
    }

    fn show(&mut self, found: &Found, form: &mut Form, look: &Look<'_>) {
        let words = look.words;
        for (slot, may_be_new) in &self.fields {
            let typed = form.text(slot);
            let there = found.bins.iter().find(|(text, _)| text == typed);
            match there.map(|(_, there)| there) {
                None => form.say_beside(slot, String::new()),
                Some(Some(lies)) => {
                    let lies = named::Quantity(words.quantity(*lies));
                    let unit = named::Unit(found.unit.as_str());
                    form.say_beside(slot, words.stock_lies_here(lies, unit));
                }
                Some(None) if *may_be_new => form.say_beside(slot, words.stock_bin_new()),
                Some(None) => form.say_wrong(slot, words.stock_no_bin()),
            }
        }
    }
}
