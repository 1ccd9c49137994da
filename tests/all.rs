//! The one test binary; its modules mirror `src`.
#![recursion_limit = "256"]
#![expect(
    clippy::unwrap_used,
    reason = "a test that unwraps in vain fails, as it should"
)]

mod chance;
mod cli;
mod desk;
mod house;
mod office;
mod screens;
mod stage;
mod terminal;
