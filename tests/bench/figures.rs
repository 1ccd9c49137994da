//! Medians, percentiles, and how they are printed beside their limits.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static MISSED: AtomicUsize = AtomicUsize::new(0);

/// How many limits were missed so far.
pub(crate) fn missed() -> usize {
    MISSED.load(Ordering::Relaxed)
}

fn verdict(met: bool, otherwise: &'static str) -> &'static str {
    if met {
        return "ok";
    }
    MISSED.fetch_add(1, Ordering::Relaxed);
    otherwise
}

/// Times of one thing, in milliseconds.
#[derive(Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1e3);
    }

    pub(crate) fn add_ms(&mut self, time: f64) {
        self.0.push(time);
    }

    fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let place = (part * (sorted.len().saturating_sub(1)) as f64).round() as usize;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub(crate) fn p99(&self) -> f64 {
        self.at(0.99)
    }

    pub(crate) fn worst(&self) -> f64 {
        self.at(1.0)
    }

    pub(crate) fn sum(&self) -> f64 {
        self.0.iter().sum()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Prints a figure that must not be above its limit.
pub(crate) fn at_most(what: &str, figure: f64, limit: f64, unit: &str) {
    let verdict = verdict(figure <= limit, "OVER");
    println!("{what:<58} {figure:>9.2} {unit:<3} limit {limit:>8.2}  {verdict}");
}

/// Prints a figure that must not be below its limit.
pub(crate) fn at_least(what: &str, figure: f64, limit: f64, unit: &str) {
    let verdict = verdict(figure >= limit, "UNDER");
    println!("{what:<58} {figure:>9.2} {unit:<3} limit {limit:>8.2}  {verdict}");
}
