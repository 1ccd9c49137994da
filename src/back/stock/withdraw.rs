//! An item is sold no more, or again. That it is withdrawn cannot be seen coming from a key, so it asks first.

use super::EditItem;
use crate::pane::{AskFirst, Bound, Outbox};
use crate::words::{Words, named};

/// Asks whether an item is to be withdrawn.
pub(super) fn ask(code: &str, name: &str, out: &mut Outbox<'_>) {
    let words = out.words;
    let title = words.stock_withdraw_title(named::Item(code), named::Name(name));
    let lines = vec![words.stock_withdraw_about()];
    let code = code.to_owned();
    let ask = AskFirst::of(title, lines, Words::stock_key_withdraw, move |out| {
        sell(&code, false, out);
    });
    out.open(Bound::pane(ask));
}

/// Sells an item no more, or again.
pub(super) fn sell(code: &str, active: bool, out: &mut Outbox<'_>) {
    let edit = EditItem {
        item: code.to_owned(),
        name: None,
        price: None,
        vat: None,
        barcode: None,
        low_at: None,
        active: Some(active),
        shown: crate::office::Shown::default(),
    };
    out.perform(edit, |words, receipt| {
        let said = words.stock_sale_changed(receipt.subject.as_str());
        (said, None)
    });
}
