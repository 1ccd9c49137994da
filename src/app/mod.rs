//! The program on the screen: sections, dialogs, threads, and the way back to a plain terminal.

mod backend;
mod bands;
mod card_fit;
mod card_keys;
mod cards;
mod clerk;
mod close_of_day;
mod cover_keys;
mod decode;
mod drafts;
mod draw;
mod draw_card;
mod header;
mod headless;
mod hear;
mod help;
mod input;
mod keys;
mod open;
mod over;
mod palette;
mod practice;
mod run;
mod scan;
mod sections;
mod shell;
mod sign_in;
mod waiting;
mod who;
mod wizard;

pub use card_keys::key_of;
pub use practice::Wish;
pub use run::{Start, run};
pub use shell::Shell;
