//! Chance that can be had again: the same seed gives the same steps.

/// How much of a proof is run: the whole (`PROOFS=whole`), or the part that `cargo test` has time for.
pub(crate) fn of_a_proof<T>(whole: T, part: T) -> T {
    match std::env::var("PROOFS").as_deref() {
        Ok("whole") => whole,
        _ => part,
    }
}

/// A row of numbers that a seed decides (xorshift64*).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(
            seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .wrapping_add(0x0123_4567_89AB_CDEF)
                | 1,
        )
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).expect("31 bits") % end
    }

    /// One of these.
    pub(crate) fn one_of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }
}
