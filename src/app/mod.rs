//! The program on the screen: sections, dialogs, threads, and the way back to a plain terminal.

mod clerk;
mod cover_keys;
mod draw;
mod help;
mod run;
mod sections;
mod shell;
mod sign_in;
mod who;

pub use run::{Start, run};
pub use shell::Shell;
