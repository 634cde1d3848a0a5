//! Medians, percentiles and cheap random picks.

/// The middle value; 0 of nothing.
pub(crate) fn median(values: &[f64]) -> f64 {
    percentile(values, 0.5)
}

/// The value below which `share` (0-1) of the values lie, by nearest rank; 0 of nothing.
pub(crate) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "ranks are small and positive")]
    let rank = (last as f64 * share).round() as usize;
    sorted.get(rank).copied().unwrap_or(0.0)
}

/// A xorshift generator: the same picks in every run, no dependency, and a nanosecond each.
pub(crate) struct Picks(u64);

impl Picks {
    /// A sequence of its own per seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % (bound.max(1) as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Picks, median, percentile};

    #[test]
    fn the_median_of_an_odd_number_of_values_is_the_middle_one() {
        assert!((median(&[9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
        assert!(median(&[]).abs() < f64::EPSILON);
    }

    #[test]
    fn the_99th_percentile_of_a_hundred_values_is_the_last_but_one() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert!((percentile(&values, 0.99) - 99.0).abs() < f64::EPSILON);
    }

    #[test]
    fn picks_stay_below_their_bound() {
        let mut picks = Picks::new(7);
        assert!((0..1000).all(|_| picks.below(13) < 13));
    }
}
