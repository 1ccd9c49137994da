//! The forms of stock: receive and count, a new item, a changed one.

use super::beside::Bins;
use super::{AddItem, Adjust, EditItem, Found, MoveGoods, Receive, WriteOff};
use crate::back::new_bin::NewPlace;
use crate::model::money::price_as;
use crate::model::{Desk, Money, Quantity, ReadRight, VatRate};
use crate::office::{Reader, Reads, Receipt, Refused, Shown, Verb};
use crate::pane::{Follow, Form, Input, Inputs, Live, LiveForm, Look, OnFile, Pane, Slot};
use crate::records::setting::Setting;
use crate::records::staff;
use crate::words::{Words, named};

/// Goods that come in, or a bin that was counted.
pub(super) fn count(
    words: &Words,
    item: &str,
    name: &str,
    bin: &str,
    receives: bool,
) -> LiveForm<Bins> {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = inputs.quantity(Input::text(words.stock_quantity(), "").required());
    let bin = inputs.text(Input::offered(words.stock_bin(), bin).required());
    let title = if receives {
        words.stock_receive_title(name)
    } else {
        words.stock_adjust_title(name)
    };
    let reason =
        (!receives).then(|| inputs.text(Input::text(words.orders_reason(), "").required()));
    let intro = if receives {
        Vec::new()
    } else {
        vec![words.stock_adjust_intro()]
    };
    let new_bin = NewPlace::default();
    let bins = Bins::of(&item, &[]).and_new(&bin);
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let (item, bin, quantity) = (item.clone(), typed.get(&bin)?, typed.get(&quantity)?);
        if let Some(reason) = &reason {
            let adjust = Adjust {
                item,
                bin: bin.clone(),
                quantity,
                reason: typed.get(reason)?,
            };
            if quantity > Quantity::ZERO {
                new_bin.perform(&[bin], vec![adjust], out, told_now);
            } else {
                out.perform(adjust, told_now);
            }
        } else {
            let receive = Receive {
                item,
                bin: bin.clone(),
                quantity,
            };
            new_bin.perform(&[bin], vec![receive], out, told_now);
        }
        Ok(())
    });
    LiveForm::of(form, bins)
}

/// How much there is of an item now, or that somebody else has to approve it first.
fn told_now(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let count = receipt.text("count");
    if !count.is_empty() {
        let who = receipt.result.get("who").and_then(|who| who.as_array());
        let who: Vec<&str> = who
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str())
            .collect();
        let said = words.stock_waits(named::Count(count), named::Who(who.join(", ")));
        return (said, None);
    }
    let on_hand = named::Quantity(words.typed(receipt.text("on_hand")));
    let item = named::Item(receipt.subject.as_str());
    (words.stock_now(item, on_hand), None)
}

/// Goods that leave the books for good.
pub(super) fn write_off(words: &Words, item: &str, name: &str, bin: &str) -> LiveForm<Bins> {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = inputs.quantity(Input::text(words.stock_quantity(), "").required());
    let bin = inputs.text(Input::offered(words.stock_bin(), bin).required());
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let title = words.stock_write_off_title(name);
    let intro = vec![words.stock_write_off_intro()];
    let bins = Bins::of(&item, &[&bin]);
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let gone = WriteOff {
            item: item.clone(),
            bin: typed.get(&bin)?,
            quantity: typed.get(&quantity)?,
            reason: typed.get(&reason)?,
        };
        out.perform(gone, told_now);
        Ok(())
    });
    LiveForm::of(form, bins)
}

/// Goods that were not found and have turned up; all of them are offered.
pub(super) fn found(
    words: &Words,
    (item, name): (&str, &str),
    bin: &str,
    missing: Quantity,
) -> LiveForm<Bins> {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = Input::offered(words.stock_quantity(), &words.typed(&missing));
    let quantity = inputs.quantity(quantity.required());
    let bin = inputs.text(Input::offered(words.stock_bin(), bin).required());
    let title = words.stock_found_title(name);
    let bins = Bins::of(&item, &[&bin]);
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let found = Found {
            item: item.clone(),
            bin: typed.get(&bin)?,
            quantity: Some(typed.get(&quantity)?),
        };
        out.perform(found, |words, receipt| {
            (words.stock_found(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, bins)
}

/// Goods that are carried to another bin.
pub(super) fn move_goods(words: &Words, item: &str, name: &str, bin: &str) -> LiveForm<Bins> {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = inputs.quantity(Input::text(words.stock_quantity(), "").required());
    let from = inputs.text(Input::offered(words.stock_from_bin(), bin).required());
    let to = inputs.text(Input::text(words.stock_to_bin(), "").required());
    let title = words.stock_move_title(name);
    let new_bin = NewPlace::default();
    let bins = Bins::of(&item, &[&from]).and_new(&to);
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let to = typed.get(&to)?;
        let moved = MoveGoods {
            item: item.clone(),
            from: typed.get(&from)?,
            to: to.clone(),
            quantity: typed.get(&quantity)?,
        };
        new_bin.perform(
            std::slice::from_ref(&to),
            vec![moved],
            out,
            |words, receipt| (words.stock_moved(receipt.subject.as_str()), None),
        );
        Ok(())
    });
    LiveForm::of(form, bins)
}

/// An item that is new to the office.
pub(super) fn new_item(words: &Words) -> LiveForm<Priced> {
    let mut inputs = Inputs::new();
    let code = inputs.text(Input::text(words.column_code(), "").required());
    let name = inputs.text(Input::text(words.column_item(), "").required());
    let usual = words.item_unit();
    let unit = inputs.text(Input::offered(words.stock_unit(), &usual).required());
    let price = inputs.money(Input::text(words.item_price(), "").required());
    let vat = inputs.vat(Input::offered(words.stock_vat(), "21").required());
    let barcode = inputs.text(Input::text(words.stock_barcode(), "").keeps_codes());
    let title = words.stock_new_title();
    let priced = Priced {
        item: String::new(),
        price: price.clone(),
        vat: Some(vat.clone()),
        unit: Some((unit.clone(), usual)),
        edited: None,
        follow: Follow::default(),
    };
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let item = AddItem {
            code: typed.get(&code)?,
            name: typed.get(&name)?,
            unit: typed.get(&unit)?,
            price: typed.get(&price)?,
            vat: typed.get(&vat)?,
            barcode: typed.get(&barcode)?,
        };
        out.perform(item, |words, receipt| {
            (words.stock_added(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, priced)
}

/// Another name or price; orders that were taken keep theirs.
pub(super) fn edit_item(
    words: &Words,
    item: &str,
    name: &str,
    price: Money,
    low_at: Quantity,
) -> LiveForm<Priced> {
    let code = item.to_owned();
    let mut inputs = Inputs::new();
    let name_now = inputs.text(
        Input::text(words.column_item(), name)
            .required()
            .writes("name"),
    );
    let price = Input::offered(words.item_price(), &words.typed(&price)).writes("price");
    let price = inputs.money(price.required());
    let low_at = Input::offered(words.stock_low_at(), &words.typed(&low_at)).writes("low_at");
    let low_at = inputs.quantity(low_at);
    let low_at = low_at.optional();
    let title = words.stock_edit_title(name);
    let intro = vec![words.stock_edit_intro()];
    let priced = Priced {
        item: code.clone(),
        price: price.clone(),
        vat: None,
        unit: None,
        edited: Some((name_now.clone(), low_at.clone())),
        follow: Follow::default(),
    };
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        typed.must_differ()?;
        let mut shown = Shown::default();
        let low_at = typed.changed(&low_at, &mut shown)?;
        let edit = EditItem {
            item: code.clone(),
            name: typed.changed(&name_now, &mut shown)?,
            price: typed.changed(&price, &mut shown)?,
            vat: None,
            barcode: None,
            // An empty field warns at nothing any more.
            low_at: low_at.map(|low_at| low_at.unwrap_or(Quantity::ZERO)),
            active: None,
            shown,
        };
        out.perform(edit, |words, receipt| {
            (words.stock_edited(receipt.subject.as_str()), None)
        });
        Ok(())
    });
    LiveForm::of(form, priced)
}

/// The form of an item says whether its price has VAT in it, and shows the other figure.
#[derive(Debug)]
pub(super) struct Priced {
    /// The item that is changed; empty: it is new.
    item: String,
    price: Slot<Money>,
    /// The rate that is typed; none: the item's.
    vat: Option<Slot<VatRate>>,
    /// The unit of a new item, and what is offered there until it is known what others have.
    unit: Option<(Slot<String>, String)>,
    /// Of an item that is changed: its name, and from where on it is low.
    edited: Option<(Slot<String>, Slot<Option<Quantity>>)>,
    follow: Follow<(String, Money, Quantity)>,
}

/// Whether the office's prices have VAT in them, and the item's rate.
#[derive(Debug, Default)]
pub(super) struct Kept {
    with_vat: Option<bool>,
    vat: Option<VatRate>,
    /// What most of the newest items are counted in.
    unit: Option<String>,
    /// Name, price and low-at of the item that is changed.
    item: Option<OnFile<(String, Money, Quantity)>>,
}

impl Live for Priced {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Ask = String;
    type View = Kept;

    fn ask(&self, _form: &Form) -> String {
        self.item.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Kept, Refused> {
        let row = reader.row(
            "select vat, name, price, low_at from item where code = $1",
            &[code.as_str().into()],
        )?;
        let unit = reader.row(
            "select u.unit from (select unit from item order by id desc limit 200) as u group by u.unit order by count(*) desc, u.unit limit 1",
            &[],
        )?;
        let mut kept = Kept {
            unit: unit.map(|unit| unit.text(0)).transpose()?,
            with_vat: Some(Setting::PricesWithVat.is_on(reader)?),
            ..Kept::default()
        };
        if let Some(row) = row {
            kept.vat = Some(VatRate(row.int(0)?));
            kept.item = Some(OnFile {
                what: (row.text(1)?, Money(row.int(2)?), Quantity(row.int(3)?)),
                by: staff::last_to(reader, EditItem::NAME, code)?,
            });
        }
        Ok(kept)
    }

    fn show(&mut self, kept: &Kept, form: &mut Form, look: &Look<'_>) {
        let Some(with_vat) = kept.with_vat else {
            return;
        };
        if let Some((unit, offered)) = self.unit.take()
            && let Some(usual) = &kept.unit
            && form.text(&unit) == offered
        {
            form.suggest(&unit, usual);
        }
        let words = look.words;
        if let Some((name, low_at)) = &self.edited {
            let price = &self.price;
            let now = |(now, cost, low): &(String, Money, Quantity)| {
                let (cost, low) = (words.typed(cost), words.typed(low));
                vec![name.now(now), price.now(cost), low_at.now(low)]
            };
            self.follow.show(kept.item.as_ref(), form, words, now);
        }
        let label = if with_vat {
            words.item_price_with()
        } else {
            words.item_price_without()
        };
        form.call(&self.price, label);
        let typed = self.vat.as_ref();
        let rate = typed.map_or(kept.vat, |vat| VatRate::parse(form.text(vat)));
        let price = Money::parse(form.text(&self.price));
        let other = price
            .zip(rate)
            .and_then(|(price, rate)| price_as(price, rate, with_vat, !with_vat));
        let said = other.map_or_else(String::new, |other| {
            let other = words.amount(other);
            if with_vat {
                words.item_other_without(other)
            } else {
                words.item_other_with(other)
            }
        });
        form.say_beside(&self.price, said);
    }
}
