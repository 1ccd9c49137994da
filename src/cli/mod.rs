//! The same verbs and views without a screen, for scripts, tests and whoever likes a shell.

mod arguments;
mod calendar;
mod cards;
mod check;
mod check_names;
mod check_rules;
mod columns;
mod coverage;
mod coverage_rows;
mod demo;
mod do_lines;
mod entry;
mod export;
mod import;
mod import_rows;
mod init;
mod keeping;
mod kinds;
mod output;
mod person;
mod play_again;
mod proof;
mod report;
mod roster;
mod show;
mod show_drawer;
mod table_shape;
mod verbs;

pub use arguments::Arguments;
pub use check::{Fault, check};
pub use entry::{Next, Screens, refuse, run};
pub use keeping::faults_of;
pub use output::Exit;
pub use play_again::play_again;
pub use verbs::{VERBS, VerbRow};
