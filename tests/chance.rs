//! Chance that comes out the same each time, how long a test takes it, and where and on how many processors.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Numbers that look random; the same ones for the same seed (the multiplier of Knuth's MMIX).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below this.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }

    /// As a place in something of this length.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap()
    }
}

/// `SWINGDOOR_LONG=1 cargo test --release` does everything many times; without it the short count is done.
pub(crate) fn times(short: u64, long: u64) -> u64 {
    if std::env::var_os("SWINGDOOR_LONG").is_some() {
        long
    } else {
        short
    }
}

/// Where many small files are written and thrown away: memory, where there is such a place.
pub(crate) fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// Does one thing for each number, on all processors; it is told the number, and on which processor it is done. Fails with the number
/// of one that fails; gives what came out, in no order.
pub(crate) fn on_all_processors<T: Send>(
    numbers: Range<u64>,
    one: impl Fn(u64, usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicU64::new(numbers.start);
    let (next, one) = (&next, &one);
    let processors = std::thread::available_parallelism().map_or(1, |found| found.get());
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..processors)
            .map(|processor| {
                scope.spawn(move || {
                    let mut outcomes = Vec::new();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= numbers.end {
                            return outcomes;
                        }
                        let unwind = std::panic::AssertUnwindSafe(|| one(number, processor));
                        let Ok(outcome) = std::panic::catch_unwind(unwind) else {
                            panic!("number {number}");
                        };
                        outcomes.push(outcome);
                    }
                })
            })
            .collect();
        working
            .into_iter()
            .flat_map(|one| one.join().unwrap())
            .collect()
    })
}
