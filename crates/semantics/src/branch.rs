//! The n-gram features: two convolutions over windows of 2, 3 or 5 pieces, each added to what it was made from.
//!
//! Both convolutions are sums over the places of the window, so what a piece adds is worked out once a piece and not once
//! an occurrence: its *taps*. Of the first convolution's results only 2 to 6 in a hundred are above zero; only these are
//! multiplied again.

use wide::i16x8;
use wide::i32x8;

use crate::dense::products;
use crate::dense::unpacked;

/// How many features a branch has for each piece.
pub(crate) const FEATURES: usize = 256;

/// Taps are stored without their lowest bits.
const SHIFT: u32 = 7;

/// The largest result of the first convolution, in steps. Real text stays below two thirds of it, and the few results of one
/// window that are above zero stay far from a sum of 2³¹.
const LIMIT: f32 = 16383.0;

/// One branch: the order of its n-grams, and both convolutions.
pub(crate) struct Branch {
    /// How many pieces a window holds.
    pub(crate) order: usize,
    /// How many of them stand before the piece it belongs to.
    pub(crate) before: usize,
    /// What one unit of the integer features is worth.
    pub(crate) step: f32,
    /// Packed weights that make a piece's taps: for both convolutions, for each place of the window, all outputs.
    pub(crate) taps: &'static [u8],
    /// The second convolution once more, as rows of outputs: for each place of the window, for each input.
    pub(crate) rows: &'static [u8],
    pub(crate) scales: [Vec<f32>; 2],
    pub(crate) biases: [Vec<f32>; 2],
}

/// A result of the first convolution that is above zero.
#[derive(Clone, Copy)]
struct Active {
    unit: usize,
    steps: i16,
}

impl Branch {
    /// How many taps a piece has.
    fn width(&self) -> usize {
        2 * self.order * FEATURES
    }

    /// The taps of pieces, given their integer features one after the other.
    pub(crate) fn taps(&self, features: &[i16]) -> Vec<i16> {
        products(self.taps, FEATURES, features)
            .iter()
            .map(|&sum| ((sum + (1 << (SHIFT - 1))) >> SHIFT).clamp(i16::MIN.into(), i16::MAX.into()) as i16)
            .collect()
    }

    /// The branch's features of each piece of a sentence; `pieces` are places in `features` and `taps`.
    pub(crate) fn features(&self, pieces: &[usize], features: &[i16], taps: &[i16]) -> Vec<[f32; FEATURES]> {
        let own = |i: usize| &features[pieces[i] * FEATURES..][..FEATURES];
        let first: Vec<Vec<Active>> = (0..pieces.len()).map(|i| self.first(&self.sums(0, i, pieces, taps))).collect();
        (0..pieces.len())
            .map(|i| {
                let mut out = self.second(i, &first, &self.sums(1, i, pieces, taps));
                for (out, &own) in out.iter_mut().zip(own(i)) {
                    *out += f32::from(own) * self.step;
                }
                for active in &first[i] {
                    out[active.unit] += f32::from(active.steps) * self.step;
                }
                out
            })
            .collect()
    }

    /// The places of the window around piece `i` that lie in the sentence: (place in the window, piece).
    fn window(&self, i: usize, length: usize) -> impl Iterator<Item = (usize, usize)> {
        let before = self.before;
        (0..self.order)
            .filter_map(move |place| Some((place, (i + place).checked_sub(before)?)))
            .filter(move |&(_, at)| at < length)
    }

    /// What the taps of a window add up to, for the first (0) or second (1) convolution.
    fn sums(&self, convolution: usize, i: usize, pieces: &[usize], taps: &[i16]) -> [i32; FEATURES] {
        let mut sums = [0_i32; FEATURES];
        for (place, at) in self.window(i, pieces.len()) {
            let start = pieces[at] * self.width() + (convolution * self.order + place) * FEATURES;
            for (sum, &tap) in sums.iter_mut().zip(&taps[start..start + FEATURES]) {
                *sum += i32::from(tap);
            }
        }
        sums
    }

    /// The results of the first convolution that are above zero.
    fn first(&self, sums: &[i32; FEATURES]) -> Vec<Active> {
        let unit = self.step * (1 << SHIFT) as f32;
        let values = sums.iter().zip(&self.scales[0]).zip(&self.biases[0]);
        let values = values.map(|((&sum, scale), bias)| sum as f32 * (scale * unit) + bias);
        let steps = values.map(|value| (value / self.step + 0.5).min(LIMIT) as i16);
        steps.enumerate().filter(|&(_, steps)| steps > 0).map(|(unit, steps)| Active { unit, steps }).collect()
    }

    /// The second convolution's results for piece `i`: what its taps came to, and what the first one's results add.
    fn second(&self, i: usize, first: &[Vec<Active>], sums: &[i32; FEATURES]) -> [f32; FEATURES] {
        let mut added = [i32x8::ZERO; FEATURES / 8];
        for (place, at) in self.window(i, first.len()) {
            for active in &first[at] {
                let start = (place * FEATURES + active.unit) * FEATURES;
                add(&mut added, active.steps, &self.rows[start..start + FEATURES]);
            }
        }
        let added = straightened(&added);
        let (scales, biases) = (&self.scales[1], &self.biases[1]);
        std::array::from_fn(|o| {
            let sum = (sums[o] << SHIFT).wrapping_add(added[o]);
            (sum as f32 * (scales[o] * self.step) + biases[o]).max(0.0)
        })
    }
}

/// Adds a row of weights, `factor` times: 16 at a time, first those at even places.
fn add(sums: &mut [i32x8; FEATURES / 8], factor: i16, row: &[u8]) {
    let factor = i16x8::splat(factor);
    for (sums, weights) in sums.as_chunks_mut::<2>().0.iter_mut().zip(row.as_chunks::<16>().0) {
        let [even, odd] = unpacked(*weights);
        sums[0] += even.widening_mul(factor);
        sums[1] += odd.widening_mul(factor);
    }
}

/// Sums in the order of the outputs.
fn straightened(sums: &[i32x8; FEATURES / 8]) -> [i32; FEATURES] {
    let mut out = [0; FEATURES];
    for (out, sums) in out.chunks_exact_mut(16).zip(sums.as_chunks::<2>().0) {
        let [even, odd] = [sums[0].to_array(), sums[1].to_array()];
        for (i, out) in out.iter_mut().enumerate() {
            *out = if i % 2 == 0 { even[i / 2] } else { odd[i / 2] };
        }
    }
    out
}
