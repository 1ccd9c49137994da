//! The keys of the counter's cards: each for whoever may do what it does, where the card has it to do.

use super::card::Card;
use super::customer_card::CustomerCard;
use super::history::History;
use super::printed::Printed;
use super::screen::{Counter, Subject, View};
use super::{correct_forms, forms, refund_form};
use crate::front::customers;
use crate::front::orders::{self, PlaceScreen};
use crate::model::{Commercial, Duty, Money, ThreadState};
use crate::office::Standing;
use crate::pane::{Binding, Bound, Chord, Outbox, Place, Table, Talk, Who};
use crate::records::thread::Thread;
use crate::words::Words;
use crossterm::event::KeyCode;

/// In the order in which footer and help show them.
pub(super) const BINDINGS: &[Binding<Counter>] = &[
    Binding {
        chord: Chord::char('h'),
        label: Words::counter_key_hand_over,
        when: can_hand_over,
        act: |_, view, out| forms::hand_over(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::counter_key_hand_over,
        when: can_hand_over,
        act: |_, view, out| forms::hand_over(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('p'),
        label: Words::counter_key_payment,
        when: |screen, view, who| {
            let is_due = |card: &Card| card.due() > Money::ZERO && card.exceptions.is_empty();
            who.may(Duty::Reception) && card_is(screen, view, is_due)
        },
        act: |_, view, out| forms::payment(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('g'),
        label: Words::counter_key_refund,
        when: |screen, view, who| {
            who.may(Duty::Reception) && card_is(screen, view, |card| card.overpaid() > Money::ZERO)
        },
        act: |_, view, out| refund_form::refund(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('z'),
        label: Words::counter_key_undo_payment,
        when: |screen, view, who| {
            who.may(Duty::Reception) && card_is(screen, view, |card| !card.payments.is_empty())
        },
        act: |_, view, out| forms::undo_payment(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('s'),
        label: Words::counter_key_sign,
        when: |screen, view, who| {
            who.may(Duty::Reception)
                && card_is(screen, view, |card| {
                    !card.to_sign.is_empty() || !card.may_be_unticked().is_empty()
                })
        },
        act: |_, view, out| forms::sign(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('a'),
        label: Words::question_key_ask_back,
        when: |screen, view, _| card_is(screen, view, |_| true),
        act: |_, view, out| go(view, out, ask_the_back),
    },
    Binding {
        chord: Chord::char('e'),
        label: Words::counter_key_change,
        when: |screen, view, who| {
            who.may(Duty::Sales) && card_is(screen, view, Card::may_be_cancelled)
        },
        act: |_, view, out| correct_forms::change(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('v'),
        label: Words::counter_key_return,
        when: |screen, view, who| {
            who.may(Duty::Reception) && card_is(screen, view, Card::may_come_back)
        },
        act: |_, view, out| correct_forms::take_back(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('d'),
        label: Words::counter_key_decide,
        when: |screen, view, who| {
            who.may(Duty::Fulfilment) && card_is(screen, view, |card| !card.exceptions.is_empty())
        },
        act: |_, view, out| {
            let card = view.card.as_ref();
            if let Some(one) = card.and_then(|card| card.exceptions.first()) {
                out.go(Place::Decide(one.number.clone()));
            }
        },
    },
    Binding {
        chord: Chord::char('x'),
        label: Words::orders_key_cancel,
        when: |screen, view, who| {
            who.may(Duty::Sales) && card_is(screen, view, Card::may_be_cancelled)
        },
        act: |_, view, out| forms::cancel(view.card.as_ref(), out),
    },
    Binding {
        chord: Chord::char('x'),
        label: Words::orders_key_reinstate,
        when: |screen, view, who| {
            let cancelled = |card: &Card| card.order.states.commercial == Commercial::Cancelled;
            who.may(Duty::Sales) && card_is(screen, view, cancelled)
        },
        act: |_, view, out| {
            if let Some(card) = &view.card {
                orders::reinstate(&card.order.number, &card.customer, out);
            }
        },
    },
    Binding {
        chord: Chord::char('c'),
        label: Words::counter_key_cover,
        when: |screen, view, who| {
            who.standing(Duty::Fulfilment) == Standing::CouldCover
                && card_is(screen, view, Card::needs_the_back)
        },
        act: |_, view, out| go(view, out, Place::CoverFor),
    },
    Binding {
        chord: Chord::char('k'),
        label: Words::counter_key_pick,
        when: |screen, view, who| {
            who.may(Duty::Fulfilment) && card_is(screen, view, |card| card.order.states.pickable)
        },
        act: |_, view, out| go(view, out, Place::Pick),
    },
    Binding {
        chord: Chord::char('r'),
        label: Words::counter_key_ready,
        when: |screen, view, who| {
            who.may(Duty::Fulfilment) && card_is(screen, view, |card| card.packed().is_some())
        },
        act: |_, view, out| go_ready(view, out),
    },
    Binding {
        chord: Chord::char('w'),
        label: Words::question_key_thread,
        when: |screen, view, _| card_is(screen, view, |card| !card.threads.is_empty()),
        act: |_, view, out| open_thread(view.card.as_ref().map(|card| &card.threads), out),
    },
    Binding {
        chord: Chord::char('b'),
        label: Words::question_key_promise,
        when: |screen, view, _| card_is(screen, view, |_| true),
        act: |_, view, out| {
            if let Some(card) = &view.card {
                let (order, code) = (card.order.number.clone(), card.customer_code.clone());
                let promise = Place::Talk(Talk::Promise(
                    order,
                    code,
                    card.customer.clone(),
                    String::new(),
                ));
                out.go(promise);
            }
        },
    },
    Binding {
        chord: Chord::char('n'),
        label: Words::orders_key_new,
        when: |screen, view, who| who.may(Duty::Sales) && card_is(screen, view, |_| true),
        act: |_, view, out| {
            let customer = view
                .card
                .as_ref()
                .map_or("", |card| card.customer_code.as_str());
            out.open(Bound::pane(PlaceScreen::of(customer)));
        },
    },
    Binding {
        chord: Chord::char('n'),
        label: Words::orders_key_new,
        when: |screen, view, who| who.may(Duty::Sales) && person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(person) = &view.person {
                out.open(Bound::pane(PlaceScreen::of(&person.card.code)));
            }
        },
    },
    Binding {
        chord: Chord::char('e'),
        label: Words::customers_key_edit,
        when: |screen, view, who| who.may(Duty::Reception) && person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(person) = &view.person {
                let form = customers::edit_form(out.words, &person.card);
                out.open(Bound::pane(form));
            }
        },
    },
    Binding {
        chord: Chord::char('a'),
        label: Words::customers_key_contacts,
        when: |screen, view, who| who.may(Duty::Reception) && person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(person) = &view.person {
                let (card, contacts) = (&person.card, person.contacts.clone());
                let form = customers::contacts_form(out.words, &card.code, &card.name, contacts);
                out.open(Bound::pane(form));
            }
        },
    },
    Binding {
        chord: Chord::char('q'),
        label: Words::question_key_ask_back,
        when: |screen, view, _| person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(person) = &view.person {
                let code = person.card.code.clone();
                out.go(Place::Talk(Talk::Ask(String::new(), code, "back")));
            }
        },
    },
    Binding {
        chord: Chord::char('t'),
        label: Words::question_key_call,
        when: |screen, view, _| person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(CustomerCard { card, .. }) = &view.person {
                let caller = (card.code.clone(), card.name.clone(), card.phone.clone());
                out.go(Place::Talk(Talk::Call(caller.0, caller.1, caller.2)));
            }
        },
    },
    Binding {
        chord: Chord::char('b'),
        label: Words::question_key_promise,
        when: |screen, view, _| person_is_open(screen, view),
        act: |_, view, out| {
            if let Some(CustomerCard { card, .. }) = &view.person {
                let whom = (card.code.clone(), card.name.clone(), card.phone.clone());
                out.go(Place::Talk(Talk::Promise(
                    String::new(),
                    whom.0,
                    whom.1,
                    whom.2,
                )));
            }
        },
    },
    Binding {
        chord: Chord::char('w'),
        label: Words::question_key_thread,
        when: |screen, view, _| {
            let asked = |card: &CustomerCard| !card.threads.is_empty();
            person_is_open(screen, view) && view.person.as_ref().is_some_and(asked)
        },
        act: |_, view, out| open_thread(view.person.as_ref().map(|card| &card.threads), out),
    },
    Binding {
        chord: Chord::char('y'),
        label: Words::counter_key_papers,
        when: |screen, _, _| screen.open.is_some(),
        act: |screen, _, out| {
            let papers = match &screen.open {
                Some(Subject::Order(number)) => Printed::Order(number.clone()),
                Some(Subject::Customer(code)) => Printed::Customer(code.clone()),
                None => return,
            };
            out.open(Bound::pane(Table::of(papers)));
        },
    },
    Binding {
        chord: Chord::char('l'),
        label: Words::counter_key_history,
        when: |screen, _, _| screen.open.is_some(),
        act: |screen, _, out| {
            let history = match &screen.open {
                Some(Subject::Order(number)) => History::Order(number.clone()),
                Some(Subject::Customer(code)) => History::Customer(code.clone()),
                None => return,
            };
            out.open(Bound::pane(Table::of(history)));
        },
    },
    Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::counter_key_their_order,
        when: |screen, view, _| {
            matches!(screen.open, Some(Subject::Customer(_)))
                && view.matches.iter().any(|found| found.order.is_some())
        },
        act: |screen, view, _| screen.enter_order(view),
    },
    Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::orders_key_card,
        when: |screen, view, _| {
            let shown = screen.chosen(view).is_some() || screen.looked_at.is_some();
            screen.open.is_none() && screen.is_fresh(view) && shown
        },
        act: |screen, view, out| screen.enter(view, out),
    },
    Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::key_choose,
        when: |screen, view, _| {
            screen.open.is_none() && screen.is_fresh(view) && screen.chosen_act().is_some()
        },
        act: |screen, view, out| screen.enter(view, out),
    },
    Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::customers_key_new,
        when: Counter::may_add,
        act: |_, view, out| Counter::add(view, out),
    },
    Binding {
        chord: Chord::ctrl('n'),
        label: Words::orders_key_new,
        when: |screen, _, who| screen.open.is_none() && who.may(Duty::Sales),
        act: |screen, view, out| {
            let chosen = screen.meant(view).map(|found| found.customer.clone());
            let customer = chosen.unwrap_or_default();
            out.open(Bound::pane(PlaceScreen::of(&customer)));
        },
    },
];

/// The card of an order is open for its keys, and this is so of it.
fn card_is(screen: &Counter, view: &View, test: impl FnOnce(&Card) -> bool) -> bool {
    matches!(screen.open, Some(Subject::Order(_))) && view.card.as_ref().is_some_and(test)
}

/// A parcel of the order whose card is open stands ready, and nothing of it is undecided.
fn can_hand_over(screen: &Counter, view: &View, who: &Who) -> bool {
    let goes = |card: &Card| card.ready().is_some() && card.exceptions.is_empty();
    who.may(Duty::Reception) && card_is(screen, view, goes)
}

/// The card of a customer who has not been merged away or erased is open for its keys.
fn person_is_open(screen: &Counter, view: &View) -> bool {
    let runs = |card: &CustomerCard| card.merged_into.is_none() && !card.erased;
    matches!(screen.open, Some(Subject::Customer(_))) && view.person.as_ref().is_some_and(runs)
}

/// Where another part of the house goes on with the order of this card.
fn go(view: &View, out: &mut Outbox<'_>, place: fn(String) -> Place) {
    if let Some(card) = &view.card {
        out.go(place(card.order.number.clone()));
    }
}

/// Whoever has fulfilment now is asked, unless somebody else is chosen.
fn ask_the_back(order: String) -> Place {
    Place::Talk(Talk::Ask(order, String::new(), Duty::Fulfilment.as_str()))
}

/// The newest thread that is not settled, else the newest.
fn open_thread(threads: Option<&Vec<Thread>>, out: &mut Outbox<'_>) {
    let Some(threads) = threads else { return };
    let runs = |thread: &&Thread| thread.state != ThreadState::Settled;
    let thread = threads.iter().find(runs).or_else(|| threads.first());
    if let Some(thread) = thread {
        out.go(Place::Talk(Talk::Thread(thread.number.clone())));
    }
}

fn go_ready(view: &View, out: &mut Outbox<'_>) {
    if let Some(parcel) = view.card.as_ref().and_then(Card::packed) {
        out.go(Place::Ready(parcel.number.clone()));
    }
}
