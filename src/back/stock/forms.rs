//! The forms of stock: receive and count, a new item, a changed one.

use super::new_bin::NewBin;
use super::{AddItem, Adjust, EditItem, Found, MoveGoods, Receive, WriteOff};
use crate::model::{Money, Quantity, VatRate};
use crate::office::{Receipt, Refused};
use crate::pane::{Form, Input, Pane};
use crate::words::{Words, named};

/// Goods that come in, or a bin that was counted.
pub(super) fn count(words: &Words, item: &str, name: &str, bin: &str, receives: bool) -> Form {
    let item = item.to_owned();
    let mut inputs = vec![
        Input::text(words.stock_quantity(), "").required(),
        Input::offered(words.stock_bin(), bin).required(),
    ];
    let title = if receives {
        words.stock_receive_title(name)
    } else {
        words.stock_adjust_title(name)
    };
    if !receives {
        inputs.push(Input::text(words.orders_reason(), "").required());
    }
    let intro = if receives {
        Vec::new()
    } else {
        vec![words.stock_adjust_intro()]
    };
    let new_bin = NewBin::default();
    Form::new(title, intro, inputs, move |values, out| {
        let typed = values.first().map_or("", String::as_str);
        let Some(quantity) = out.quantity(typed) else {
            return;
        };
        let (item, bin) = (item.clone(), values.get(1).cloned().unwrap_or_default());
        if let Some(reason) = values.get(2) {
            let adjust = Adjust {
                item,
                bin: bin.clone(),
                quantity,
                reason: reason.clone(),
            };
            if quantity > Quantity::ZERO {
                new_bin.perform(&bin, vec![adjust], out, told_now);
            } else {
                out.perform(adjust, told_now);
            }
        } else {
            let receive = Receive {
                item,
                bin: bin.clone(),
                quantity,
            };
            new_bin.perform(&bin, vec![receive], out, told_now);
        }
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
    let inputs = vec![
        Input::text(words.stock_quantity(), "").required(),
        Input::offered(words.stock_bin(), bin).required(),
        Input::text(words.orders_reason(), "").required(),
    ];
    let title = words.stock_write_off_title(name);
    let intro = vec![words.stock_write_off_intro()];
    Form::new(title, intro, inputs, move |values, out| {
        let [typed, bin, reason] = values else {
            return;
        };
        let Some(quantity) = out.quantity(typed) else {
            return;
        };
        let gone = WriteOff {
            item: item.clone(),
            bin: bin.clone(),
            quantity,
            reason: reason.clone(),
        };
        out.perform(gone, told_now);
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
    let inputs = vec![
        Input::offered(words.stock_quantity(), &words.typed(&missing)).required(),
        Input::offered(words.stock_bin(), bin).required(),
    ];
    let title = words.stock_found_title(name);
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [typed, bin] = values else {
            return;
        };
        let Some(quantity) = out.quantity(typed) else {
            return;
        };
        let found = Found {
            item: item.clone(),
            bin: bin.clone(),
            quantity: Some(quantity),
        };
        out.perform(found, |words, receipt| {
            (words.stock_found(receipt.subject.as_str()), None)
        });
    })
}

/// Goods that are carried to another bin.
pub(super) fn move_goods(words: &Words, item: &str, name: &str, bin: &str) -> Form {
    let item = item.to_owned();
    let inputs = vec![
        Input::text(words.stock_quantity(), "").required(),
        Input::offered(words.stock_from_bin(), bin).required(),
        Input::text(words.stock_to_bin(), "").required(),
    ];
    let title = words.stock_move_title(name);
    let new_bin = NewBin::default();
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [typed, from, to] = values else { return };
        let Some(quantity) = out.quantity(typed) else {
            return;
        };
        let moved = MoveGoods {
            item: item.clone(),
            from: from.clone(),
            to: to.clone(),
            quantity,
        };
        new_bin.perform(to, vec![moved], out, |words, receipt| {
            (words.stock_moved(receipt.subject.as_str()), None)
        });
    })
}

/// An item that is new to the office.
pub(super) fn new_item(words: &Words) -> Form {
    let inputs = vec![
        Input::text(words.column_code(), "").required(),
        Input::text(words.column_item(), "").required(),
        Input::offered(words.stock_unit(), "pc").required(),
        Input::text(words.column_price(), "").required(),
        Input::offered(words.stock_vat(), "21").required(),
        Input::text(words.stock_barcode(), "").keeps_codes(),
    ];
    Form::new(
        words.stock_new_title(),
        Vec::new(),
        inputs,
        |values, out| {
            let [code, name, unit, price, vat, barcode] = values else {
                return;
            };
            let (Some(price), Some(vat)) = (Money::parse(price), VatRate::parse(vat)) else {
                let refused = Refused::rule("bad-money").with("value", price);
                return out.refuse(&refused);
            };
            let item = AddItem {
                code: code.clone(),
                name: name.clone(),
                unit: unit.clone(),
                price,
                vat,
                barcode: barcode.clone(),
            };
            out.perform(item, |words, receipt| {
                (words.stock_added(receipt.subject.as_str()), None)
            });
        },
    )
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
    let inputs = vec![
        Input::text(words.column_item(), name).required(),
        Input::offered(words.column_price(), &words.typed(&price)).required(),
        Input::offered(words.stock_low_at(), &words.typed(&low_at)),
    ];
    let title = words.stock_edit_title(name);
    Form::new(
        title,
        vec![words.stock_edit_intro()],
        inputs,
        move |values, out| {
            let [name, typed, low] = values else {
                return;
            };
            let Some(price) = out.money(typed) else {
                return;
            };
            let low_at = if low.is_empty() {
                None
            } else {
                let Some(low_at) = out.quantity(low) else {
                    return;
                };
                Some(low_at)
            };
            let edit = EditItem {
                item: code.clone(),
                name: Some(name.clone()),
                price: Some(price),
                vat: None,
                barcode: None,
                low_at,
                active: None,
            };
            out.perform(edit, |words, receipt| {
                (words.stock_edited(receipt.subject.as_str()), None)
            });
        },
    )
}
