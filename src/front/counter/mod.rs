//! The customer stands here: goods are handed over, money is taken, papers are ticked off.

mod hand_over;
mod payment;
mod sign_paper;
mod slip;

pub use hand_over::HandOver;
pub use payment::TakePayment;
pub use sign_paper::SignPaper;
