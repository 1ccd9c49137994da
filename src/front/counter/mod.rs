//! The customer stands here: goods are handed over, money is taken, papers are ticked off.

mod badge;
mod beneath;
mod beside;
mod card;
mod choice;
mod correct_forms;
mod customer_card;
mod day;
mod draw_card;
mod draw_counter;
mod draw_customer;
mod draw_day;
mod draw_found;
mod draw_goods;
mod draw_hand_over;
mod draw_other;
mod draw_rest;
mod draw_side;
mod draw_thing;
mod forms;
mod hand_over;
mod hand_over_screen;
mod hand_over_steps;
mod hand_over_view;
mod history;
mod keys;
mod misspelt;
mod numbers;
mod paper;
mod payment;
mod payment_screen;
mod printed;
mod receipt;
mod refund;
mod reprint;
mod rest;
mod screen;
mod search;
mod sign_paper;
mod slip;
mod slip_screen;
mod take_back;
mod tender;
mod undo_payment;
mod untick_paper;

pub(in crate::front) use customer_card::{CustomerCard, customer_card};
pub(in crate::front) use draw_customer::rows as customer_rows;
pub use draw_thing::note as thing_note;
pub use hand_over::{HandOver, LeftLine};
pub use history::{Happened, History};
pub(in crate::front) use paper::Paper;
pub use payment::TakePayment;
pub use printed::{OnePaper, Printed, papers_of};
pub use refund::Refund;
pub use screen::Counter;
pub use search::{Match, Thing, everything, search};
pub use sign_paper::SignPaper;
pub use slip_screen::SlipScreen;
pub use take_back::{BackLine, Outcome, TakeBack};
pub use undo_payment::UndoPayment;
pub use untick_paper::UntickPaper;

/// The dialog that takes a payment, for whoever lists its keys.
pub const PAYMENT_DIALOG: crate::pane::Keyed =
    crate::pane::Keyed::of::<payment_screen::PaymentScreen>();
