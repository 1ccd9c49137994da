//! Chance that comes out the same each time, and how long a test takes it.

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
