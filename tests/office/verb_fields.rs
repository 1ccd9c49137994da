//! The fields with which each verb is asked for in the table of authority, on the things that were made for it.

use serde_json::{Value, json};

/// Numbers of the things that verbs act on.
pub(super) struct Things {
    /// An order that nothing was done with.
    pub(super) new: String,
    /// One that is on hold.
    pub(super) held: String,
    /// One that more was paid for than it costs now.
    pub(super) overpaid: String,
    /// One whose goods the customer has.
    pub(super) given: String,
    /// A parcel that stands on its shelf, and one that does not.
    pub(super) ready: String,
    pub(super) picked: String,
    /// A cover that was asked for, one that is planned, and one that runs.
    pub(super) asked: String,
    pub(super) planned: String,
    pub(super) running: String,
}

/// By the names of the verbs.
pub(super) fn fields(things: &Things) -> Value {
    let mut fields = json!({
        "customer.add": {"name": "Somebody"},
        "customer.edit": {"customer": "C-00001", "card": {"name": "Somebody else"}},
        "customer.merge": {"customer": "C-00002", "into": "C-00001"},
        "customer.erase": {"customer": "C-00002", "reason": "asked to be forgotten"},
        "customer.set_contact": {"customer": "C-00001", "name": "Eva", "phone": "+420 601 000 001"},
        "customer.set_limit": {"customer": "C-00001", "limit": "100"},
        "order.place": {"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]},
        "order.record": {"order": "R-1", "customer": "C-00001", "placed": "2026-01-05", "shipped": "2026-01-06", "lines": [{"item": "PAP", "quantity": "1", "price": "1.00"}]},
        "order.change": {"order": things.new, "lines": [{"line": 1, "quantity": "1"}]},
        "exception.decide": {"exception": "EX-2026-0001", "decision": "send"},
        "return.take": {"order": things.given, "lines": [{"line": 1, "quantity": "1", "outcome": "refund"}], "reason": "broken"},
        "order.hold": {"order": things.new, "reason": "credit"},
        "order.resume": {"order": things.held},
        "order.reinstate": {"order": things.overpaid},
        "order.cancel": {"order": things.new, "reason": "changed their mind"},
        "payment.take": {"order": things.new, "amount": "1.00", "means": "cash"},
        "payment.refund": {"order": things.overpaid, "amount": "1.00", "means": "cash", "reason": "returned", "otherwise": "no card"},
        "payment.undo": {"payment": "R-2026-0001", "reason": "it was a card"},
        "drawer.open": {"float": "100.00"},
        "drawer.move": {"amount": "1.00", "reason": "change"},
        "drawer.close": {"counted": "0.00"},
        "drawer.take_over": {"of": "JN", "counted": "0.00"},
        "setting.change": {"key": "drawer", "value": "required"},
        "paper.untick": {"order": things.new, "paper": "warranty-card"},
        "paper.sign": {"order": things.new, "paper": "delivery-note", "signed_by": "Somebody"},
        "parcel.hand_over": {"parcel": things.ready, "collected_by": "Somebody", "on_account": true},
        "order.pick": {"order": things.new},
        "parcel.ready": {"parcel": things.picked, "place": "P9"},
        "order.take_held": {"order": things.new, "from": things.held, "item": "PAP", "quantity": "1"},
        "picking.begin": {"order": things.new},
        "picking.leave": {"order": things.new},
        "parcel.unpack": {"parcel": things.picked},
        "item.add": {"code": "NEW", "name": "New", "unit": "pc", "price": "1.00", "vat": "21"},
        "item.edit": {"item": "PAP", "price": "2.00"},
        "stock.receive": {"item": "PAP", "bin": "A1", "quantity": "1"},
        "stock.adjust": {"item": "PAP", "bin": "A1", "quantity": "90", "reason": "counted"},
        "stock.found": {"item": "PAP", "bin": "A1"},
        "stock.count": {"bin": "A1", "lines": [{"item": "PAP", "counted": "1"}]},
        "stock.approve_count": {"count": "CN-2026-0001"},
        "stock.discard_count": {"count": "CN-2026-0001"},
        "stock.write_off": {"item": "PAP", "bin": "A1", "quantity": "1", "reason": "wet"},
        "stock.move": {"item": "PAP", "from": "A1", "to": "B1", "quantity": "1"},
        "bin.set": {"bin": "A1", "walk": 3},
        "cover.ask": {"duties": ["reception"], "reason": "lunch", "until": "30m"},
        "cover.plan": {"duties": ["reception"], "reason": "lunch", "from": "2h", "until": "30m", "of": "TR"},
        "cover.accept": {"cover": things.asked},
        "cover.begin": {"cover": things.planned},
        "cover.declare": {"duties": ["reception"], "reason": "lunch", "until": "30m", "for": "OU"},
        "cover.decline": {"cover": things.planned},
        "cover.swap": {"cover": things.planned, "with": "EC"},
        "cover.hand_on": {"cover": things.running, "to": "TR"},
        "arrangement.make": {"owner": "OW", "coverer": "TR", "duties": ["sales"], "weekdays": "mo", "starts": "12:00", "ends": "12:30", "reason": "lunch"},
        "arrangement.agree": {"arrangement": "AR-2026-0001"},
        "arrangement.begin": {"arrangement": "AR-2026-0002"},
        "arrangement.end": {"arrangement": "AR-2026-0001"},
        "cover.extend": {"cover": things.running, "until": "45m"},
        "cover.end": {"cover": things.running},
        "handback.accept": {"cover": "CS-2026-0001"},
        "handback.dispute": {"cover": "CS-2026-0001", "line": 1, "words": "Not so."},
        "notice.unread": {"notice": 1},
        "training.practised": {"duty": "fulfilment", "card": "order.pick", "result": "5/5, 3 min"},
        "training.supervised": {"staff": "UN", "duty": "fulfilment", "card": "order.pick", "result": "well"},
        "training.plan": {"staff": "UN", "duty": "sales", "level": "cover", "due": "2026-12-31", "trainer": "JN"},
        "training.drop": {"plan": "TP-2026-0001"},
        "handback.first": {"cover": "CS-2026-0001", "thing": "The parcel on P3."},
        "handback.first_done": {"cover": "CS-2026-0001"},
        "training.read_card": {"card": "order.pick"},
        "card.edit": {"card": "alarm", "lang": "cs", "bytes": 8, "sha256": "0".repeat(64)},
        "notice.read": {"notice": 1},
        "question.ask": {"words": "Is it blue?", "order": things.new, "to": "fulfilment"},
        "question.answer": {"question": "Q-2026-0001", "words": "Yes."},
        "question.settle": {"question": "Q-2026-0001", "words": "Thank you."},
        "question.reopen": {"question": "Q-2026-0002"},
        "call.note": {"from": "Eva", "phone": "+420 601 000 001", "words": "Wants a quote.", "to": "sales"},
        "callback.promise": {"name": "Eva", "phone": "+420 601 000 001", "due": "30m", "words": "The price of 500 cards."},
        "callback.done": {"callback": "Q-2026-0003", "words": "Told her."},
        "staff.add": {"code": "NN", "name": "New Person", "desk": "front", "pin": "9058"},
        "staff.edit": {"staff": "UN", "name": "Another Name"},
        "terminal.choose_printer": {"printer": "hall"},
        "staff.change_pin": {"pin": "8053"},
        "competence.sign_off": {"staff": "UN", "duty": "sales", "level": "cover"},
    });
    fields["cover.offer"] =
        json!({"duties": ["reception"], "reason": "lunch", "until": "30m", "for": "OU"});
    for verb in ["clock.confirm", "clock.correct"] {
        fields[verb] = json!({});
    }
    fields["drawer.count"] = json!({"counted": "0.00"});
    fields["drawer.give"] = json!({"to": "JN", "counted": "0.00"});
    fields["drawer.take_alone"] = json!({"of": "JN", "counted": "0.00"});
    for (verb, more) in roster_fields().as_object().unwrap() {
        fields[verb] = more.clone();
    }
    fields
}

/// The fields of the roster's verbs.
fn roster_fields() -> Value {
    json!({
        "roster.set_week": {"staff": "JN", "weekdays": "mo-fr", "hours": "8:00-12:00,12:30-16:30", "desk": "front", "from": "2026-11-30"},
        "roster.set_day": {"staff": "JN", "date": "2026-12-01", "hours": "10:00-14:00", "desk": "front", "note": "dentist"},
        "roster.clear_day": {"staff": "JN", "date": "2026-12-04"},
        "roster.copy_week": {"from": "2026-11-30", "to": "2026-12-07", "staff": "JN"},
        "absence.ask": {"kind": "holiday", "from": "2026-12-14", "until": "2026-12-15", "note": "skiing"},
        "absence.decide": {"absence": "AB-2026-0001", "approve": true, "words": "enjoy"},
        "absence.withdraw": {"absence": "AB-2026-0001"},
        "absence.end": {"absence": "AB-2026-0002"},
        "calendar.close": {"date": "2026-12-31", "name": "company holiday"},
        "calendar.open": {"date": "2026-12-24", "name": "last presents"},
    })
}
