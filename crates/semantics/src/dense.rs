//! Products of integer rows and 8-bit weights: exact, so no order of adding and no width of registers shows.

#[cfg(target_arch = "x86_64")]
use crate::wide_registers;
use wide::i16x8;
use wide::i32x4;

/// How many rows are multiplied at once: as many sums as there are registers for.
pub(crate) const ROWS: usize = 4;

/// A layer: `inputs × outputs` weights, each column with a scale, and a bias.
pub(crate) struct Dense {
    pub(crate) inputs: usize,
    /// For groups of 8 outputs and pairs of inputs 16 bytes: even ones for outputs 0 to 3, odd ones for 4 to 7.
    pub(crate) weights: &'static [u8],
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Dense {
    /// The sums of integer rows, one after the other.
    pub(crate) fn sums(&self, rows: &[i16]) -> Vec<i32> {
        products(self.weights, self.inputs, rows)
    }

    /// The outputs of the row that had these sums and was divided by `step`.
    pub(crate) fn scaled(&self, sums: &[i32], step: f32) -> Vec<f32> {
        sums.iter()
            .zip(&self.scale)
            .zip(&self.bias)
            .map(|((&sum, scale), bias)| sum as f32 * (scale * step) + bias)
            .collect()
    }
}

/// The product of each row of `inputs` numbers with the packed weights: all outputs of the first row, of the second, …
///
/// Sums stay below 2³¹ as long as the absolute values of a row sum to less than 2²⁴.
pub(crate) fn products(weights: &[u8], inputs: usize, rows: &[i16]) -> Vec<i32> {
    #[cfg(target_arch = "x86_64")]
    if let Some(products) = wide_registers::products(weights, inputs, rows) {
        return products;
    }
    portable(weights, inputs, rows)
}

/// The same on any processor.
fn portable(weights: &[u8], inputs: usize, rows: &[i16]) -> Vec<i32> {
    let outputs = weights.len() / inputs;
    let mut out = vec![0; rows.len() / inputs * outputs];
    let blocks = rows.chunks(ROWS * inputs).zip(out.chunks_mut(ROWS * outputs));
    for (rows, out) in blocks {
        let pairs = paired(rows, inputs);
        for (group, weights) in weights.chunks_exact(8 * inputs).enumerate() {
            let sums = block(weights, &pairs);
            for (row, sums) in out.chunks_exact_mut(outputs).zip(sums) {
                row[8 * group..8 * group + 8].copy_from_slice(bytemuck::cast_slice(&sums));
            }
        }
    }
    out
}

/// Two neighbouring inputs of each of [`ROWS`] rows, in one number each, as the multiplication wants them.
pub(crate) fn paired(rows: &[i16], inputs: usize) -> Vec<[i32; ROWS]> {
    let mut pairs = vec![[0; ROWS]; inputs / 2];
    for (i, row) in rows.chunks_exact(inputs).enumerate() {
        for (pair, two) in pairs.iter_mut().zip(row.chunks_exact(2)) {
            pair[i] = bytemuck::cast([two[0], two[1]]);
        }
    }
    pairs
}

/// Eight outputs of each row.
fn block(weights: &[u8], pairs: &[[i32; ROWS]]) -> [[i32x4; 2]; ROWS] {
    let mut sums = [[i32x4::ZERO; 2]; ROWS];
    for (pairs, weights) in pairs.iter().zip(weights.as_chunks::<16>().0) {
        let [low, high] = unpacked(*weights);
        for (sums, &pair) in sums.iter_mut().zip(pairs) {
            let inputs: i16x8 = bytemuck::cast(i32x4::splat(pair));
            sums[0] += low.dot(inputs);
            sums[1] += high.dot(inputs);
        }
    }
    sums
}

/// The signed bytes at even and at odd places.
fn unpacked(bytes: [u8; 16]) -> [i16x8; 2] {
    let words = i16x8::new(std::array::from_fn(|i| i16::from_le_bytes([bytes[2 * i], bytes[2 * i + 1]])));
    [(words << 8) >> 8, words >> 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random.
    fn numbers(seed: u64) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(seed), |n| Some(n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695)))
            .map(|n| n >> 33)
    }

    /// The products as they are defined, one weight at a time.
    fn naive(weights: &[u8], inputs: usize, rows: &[i16]) -> Vec<i32> {
        let outputs = weights.len() / inputs;
        let weight = |input: usize, output: usize| {
            let at = output / 8 * 8 * inputs + input / 2 * 16 + output % 4 * 4 + input % 2 * 2 + output % 8 / 4;
            i32::from(weights[at].cast_signed())
        };
        let row = |row: &[i16]| -> Vec<i32> {
            let sum = |output| row.iter().enumerate().map(|(i, &value)| i32::from(value) * weight(i, output)).sum();
            (0..outputs).map(sum).collect()
        };
        rows.chunks_exact(inputs).flat_map(row).collect()
    }

    #[test]
    fn all_ways_to_multiply_give_the_same_sums() {
        for (inputs, outputs, count) in [(2, 8, 1), (6, 24, 3), (16, 8, 4), (10, 40, 9), (256, 16, 5)] {
            let weights: Vec<u8> = numbers(7).take(inputs * outputs).map(|n| n as u8).collect();
            let rows: Vec<i16> = numbers(11).take(inputs * count).map(|n| (n % 16_384) as i16 - 8192).collect();
            let expected = naive(&weights, inputs, &rows);
            assert_eq!(products(&weights, inputs, &rows), expected, "{inputs} × {outputs}, {count} rows");
            assert_eq!(portable(&weights, inputs, &rows), expected, "{inputs} × {outputs}, {count} rows");
        }
    }
}
