//! The forms of stock: receive and count, a new item, a changed one.

use super::{AddItem, Adjust, EditItem, Found, MoveGoods, Receive, WriteOff};
use crate::back::new_bin::NewPlace;
use crate::model::{Money, Quantity};
use crate::office::Receipt;
use crate::pane::{Form, Input, Inputs, Pane};
use crate::words::{Words, named};

/// Goods that come in, or a bin that was counted.
pub(super) fn count(words: &Words, item: &str, name: &str, bin: &str, receives: bool) -> Form {
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
    Form::typed(title, intro, inputs, move |typed, out| {
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
    })
}

/// How much there is of an item now.
fn told_now(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let on_hand = named::Quantity(words.typed(receipt.text("on_hand")));
    let item = named::Item(receipt.subject.as_str());
    (words.stock_now(item, on_hand), None)
}

/// Goods that leave the books for good.
pub(super) fn write_off(words: &Words, item: &str, name: &str, bin: &str) -> Form {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = inputs.quantity(Input::text(words.stock_quantity(), "").required());
    let bin = inputs.text(Input::offered(words.stock_bin(), bin).required());
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let title = words.stock_write_off_title(name);
    let intro = vec![words.stock_write_off_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let gone = WriteOff {
            item: item.clone(),
            bin: typed.get(&bin)?,
            quantity: typed.get(&quantity)?,
            reason: typed.get(&reason)?,
        };
        out.perform(gone, told_now);
        Ok(())
    })
}

/// Goods that were not found and have turned up; all of them are offered.
pub(super) fn found(
    words: &Words,
    (item, name): (&str, &str),
    bin: &str,
    missing: Quantity,
) -> Form {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = Input::offered(words.stock_quantity(), &words.typed(&missing));
    let quantity = inputs.quantity(quantity.required());
    let bin = inputs.text(Input::offered(words.stock_bin(), bin).required());
    let title = words.stock_found_title(name);
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let found = Found {
            item: item.clone(),
            bin: typed.get(&bin)?,
            quantity: Some(typed.get(&quantity)?),
        };
        out.perform(found, |words, receipt| {
            (words.stock_found(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// Goods that are carried to another bin.
pub(super) fn move_goods(words: &Words, item: &str, name: &str, bin: &str) -> Form {
    let item = item.to_owned();
    let mut inputs = Inputs::new();
    let quantity = inputs.quantity(Input::text(words.stock_quantity(), "").required());
    let from = inputs.text(Input::offered(words.stock_from_bin(), bin).required());
    let to = inputs.text(Input::text(words.stock_to_bin(), "").required());
    let title = words.stock_move_title(name);
    let new_bin = NewPlace::default();
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
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
    })
}

/// An item that is new to the office.
pub(super) fn new_item(words: &Words) -> Form {
    let mut inputs = Inputs::new();
    let code = inputs.text(Input::text(words.column_code(), "").required());
    let name = inputs.text(Input::text(words.column_item(), "").required());
    let unit = inputs.text(Input::offered(words.stock_unit(), "pc").required());
    let price = inputs.money(Input::text(words.column_price(), "").required());
    let vat = inputs.vat(Input::offered(words.stock_vat(), "21").required());
    let barcode = inputs.text(Input::text(words.stock_barcode(), "").keeps_codes());
    let title = words.stock_new_title();
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
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
    })
}

/// Another name or price; orders that were taken keep theirs.
pub(super) fn edit_item(
    words: &Words,
    item: &str,
    name: &str,
    price: Money,
    low_at: Quantity,
) -> Form {
    let code = item.to_owned();
    let mut inputs = Inputs::new();
    let name_now = inputs.text(Input::text(words.column_item(), name).required());
    let price = inputs.money(Input::offered(words.column_price(), &words.typed(&price)).required());
    let low_at = inputs.quantity(Input::offered(words.stock_low_at(), &words.typed(&low_at)));
    let low_at = low_at.optional();
    let title = words.stock_edit_title(name);
    let intro = vec![words.stock_edit_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let edit = EditItem {
            item: code.clone(),
            name: Some(typed.get(&name_now)?),
            price: Some(typed.get(&price)?),
            vat: None,
            barcode: None,
            // An empty field warns at nothing any more.
            low_at: Some(typed.get(&low_at)?.unwrap_or(Quantity::ZERO)),
            active: None,
        };
        out.perform(edit, |words, receipt| {
            (words.stock_edited(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}
