//! The n-gram features: two convolutions over windows of 2, 3 or 5 pieces, each added to what it was made from.
//!
//! Both convolutions are sums over the places of the window, so what a piece adds is worked out once a piece and not once
//! an occurrence: its *taps*. Of the first convolution's results only 2 to 6 in a hundred are above zero; only these are
//! multiplied again.

use wide::i16x8;
use wide::u8x16;

use crate::dense::products;

/// How many features a branch has for each piece.
pub(crate) const FEATURES: usize = 256;

/// Taps and what is added to them are kept without their lowest bits: sums then fit 16 bits, and the rounding is two hundred
/// times smaller than what it is applied to. Should a sum not fit, it becomes the largest that does.
const SHIFT: u32 = 10;

/// How many of those bits a result of the first convolution leaves out itself; the multiplication drops the other 8.
const COARSE: u32 = SHIFT - 8;

/// How many outputs are summed at once: as many as there are registers for.
const BLOCK: usize = 64;

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
    /// The first convolution's sums up to which its results are zero.
    pub(crate) silent: Vec<i16>,
}

/// A result of the first convolution that is above zero, in coarse steps.
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

    /// What one unit of a sum is worth, before its output's scale.
    fn unit(&self) -> f32 {
        self.step * (1 << SHIFT) as f32
    }

    /// What one step of an [`Active`] is worth.
    fn coarse(&self) -> f32 {
        self.step * (1 << COARSE) as f32
    }

    /// Works out [`Branch::silent`]; a sum or two more than need be may count as not silent.
    pub(crate) fn listen(&mut self) {
        let (unit, half) = (self.unit(), self.coarse() / 2.0);
        let limits = self.scales[0].iter().zip(&self.biases[0]).map(|(scale, bias)| (half - bias) / (scale * unit));
        self.silent = limits.map(|limit| (limit - 1.0).floor() as i16).collect();
    }

    /// The taps of pieces, given their integer features one after the other.
    pub(crate) fn taps(&self, features: &[i16]) -> Vec<i16> {
        products(self.taps, FEATURES, features)
            .iter()
            .map(|&sum| ((sum + (1 << (SHIFT - 1))) >> SHIFT) as i16)
            .collect()
    }

    /// The branch's features of each piece of a sentence; `pieces` are places in `features` and `taps`.
    pub(crate) fn features(&self, pieces: &[usize], features: &[i16], taps: &[i16]) -> Vec<[f32; FEATURES]> {
        let mut first = Vec::with_capacity(pieces.len());
        for i in 0..pieces.len() {
            first.push(self.first(&self.sums(0, i, pieces, taps, &[])));
        }
        let mut adding = Vec::new();
        let mut second = |i: usize| {
            adding.clear();
            for (place, at) in self.window(i, pieces.len()) {
                adding
                    .extend(first[at].iter().map(|active| Active { unit: place * FEATURES + active.unit, ..*active }));
            }
            let sums = self.sums(1, i, pieces, taps, &adding);
            let mut out = self.second(&sums, &features[pieces[i] * FEATURES..][..FEATURES]);
            for active in &first[i] {
                out[active.unit] += f32::from(active.steps) * self.coarse();
            }
            out
        };
        (0..pieces.len()).map(&mut second).collect()
    }

    /// The places of the window around piece `i` that lie in the sentence: (place in the window, piece).
    fn window(&self, i: usize, length: usize) -> impl Iterator<Item = (usize, usize)> {
        let before = self.before;
        (0..self.order)
            .filter_map(move |place| Some((place, (i + place).checked_sub(before)?)))
            .filter(move |&(_, at)| at < length)
    }

    /// What the taps of a window add up to, for the first (0) or second (1) convolution, and with them rows of the second
    /// one's weights, each as often as its active result says.
    fn sums(&self, convolution: usize, i: usize, pieces: &[usize], taps: &[i16], adding: &[Active]) -> [i16; FEATURES] {
        // each product loses half a unit on average
        let half = i16::try_from(adding.len().div_ceil(2)).unwrap_or(i16::MAX);
        let mut sums = [i16x8::splat(half); FEATURES / 8];
        for (block, sums) in sums.chunks_exact_mut(BLOCK / 8).enumerate() {
            let mut held = [sums[0]; BLOCK / 8];
            for (place, at) in self.window(i, pieces.len()) {
                let start = pieces[at] * self.width() + (convolution * self.order + place) * FEATURES + block * BLOCK;
                for (sum, taps) in held.iter_mut().zip(taps[start..start + BLOCK].as_chunks::<8>().0) {
                    *sum = sum.saturating_add(i16x8::new(*taps));
                }
            }
            for active in adding {
                let start = active.unit * FEATURES + block * BLOCK;
                add(&mut held, active.steps, &self.rows[start..start + BLOCK]);
            }
            sums.copy_from_slice(&held);
        }
        bytemuck::cast(sums)
    }

    /// The results of the first convolution that are above zero.
    fn first(&self, sums: &[i16; FEATURES]) -> Vec<Active> {
        let mut active = Vec::new();
        for (group, (sums, silent)) in sums.as_chunks::<8>().0.iter().zip(self.silent.as_chunks::<8>().0).enumerate() {
            let mut loud = i16x8::new(*sums).simd_gt(i16x8::new(*silent)).to_bitmask();
            while loud != 0 {
                let place = loud.trailing_zeros() as usize;
                loud &= loud - 1;
                let unit = 8 * group + place;
                let value = f32::from(sums[place]) * (self.scales[0][unit] * self.unit()) + self.biases[0][unit];
                let steps = (value / self.coarse() + 0.5) as i16;
                if steps > 0 {
                    active.push(Active { unit, steps });
                }
            }
        }
        active
    }

    /// The second convolution's results for a piece, added to the piece's own features.
    fn second(&self, sums: &[i16; FEATURES], own: &[i16]) -> [f32; FEATURES] {
        let mut out = [0.0; FEATURES];
        let values = sums.iter().zip(&self.scales[1]).zip(&self.biases[1]).zip(own);
        for (out, (((&sum, scale), bias), &own)) in out.iter_mut().zip(values) {
            *out = (f32::from(sum) * (scale * self.unit()) + bias).max(0.0) + f32::from(own) * self.step;
        }
        out
    }
}

/// Adds a row of weights, `factor` times, without the lowest 8 bits.
fn add(sums: &mut [i16x8; BLOCK / 8], factor: i16, row: &[u8]) {
    let factor = i16x8::splat(factor);
    for (sums, weights) in sums.as_chunks_mut::<2>().0.iter_mut().zip(row.as_chunks::<16>().0) {
        let weights = u8x16::new(*weights);
        let [low, high]: [i16x8; 2] = [
            bytemuck::cast(u8x16::unpack_low(u8x16::ZERO, weights)),
            bytemuck::cast(u8x16::unpack_high(u8x16::ZERO, weights)),
        ];
        sums[0] = sums[0].saturating_add(low.mul_keep_high(factor));
        sums[1] = sums[1].saturating_add(high.mul_keep_high(factor));
    }
}
