//! The products of [`crate::dense`] once more, for processors with registers of 256 bits (AVX2). The only module with
//! `unsafe`; the sums are integers, so nothing but the time differs.
#![allow(
    unsafe_code,
    reason = "intrinsics load and store through pointers, and are called where the processor was asked"
)]

use std::arch::x86_64::__m256i;
use std::arch::x86_64::_mm_loadu_si128;
use std::arch::x86_64::_mm_setr_epi8;
use std::arch::x86_64::_mm_shuffle_epi8;
use std::arch::x86_64::_mm256_add_epi32;
use std::arch::x86_64::_mm256_cvtepi8_epi16;
use std::arch::x86_64::_mm256_loadu_si256;
use std::arch::x86_64::_mm256_madd_epi16;
use std::arch::x86_64::_mm256_set1_epi32;
use std::arch::x86_64::_mm256_setzero_si256;
use std::arch::x86_64::_mm256_storeu_si256;

use crate::dense::ROWS;

/// Groups of 8 outputs that are summed at once: with [`ROWS`] rows as many sums as there are registers for, and room
/// for the weights and an input.
const GROUPS: usize = 2;

/// The weights of a group of 8 outputs, unpacked: for each pair of inputs both weights of output 0, of 1, …
type Unpacked = Vec<[i16; 16]>;

/// The same as [`crate::dense::products`], or nothing where the processor has no such registers.
pub(crate) fn products(weights: &[u8], inputs: usize, rows: &[i16]) -> Option<Vec<i32>> {
    // SAFETY: the function wants AVX2 only, and that is there.
    std::arch::is_x86_feature_detected!("avx2").then(|| unsafe { products_avx2(weights, inputs, rows) })
}

#[target_feature(enable = "avx2")]
fn products_avx2(weights: &[u8], inputs: usize, rows: &[i16]) -> Vec<i32> {
    let outputs = weights.len() / inputs;
    let mut out = vec![0; rows.len() / inputs * outputs];
    let blocks: Vec<Vec<[i32; ROWS]>> =
        rows.chunks(ROWS * inputs).map(|rows| crate::dense::paired(rows, inputs)).collect();
    let mut unpacked: [Unpacked; GROUPS] = std::array::from_fn(|_| vec![[0; 16]; inputs / 2]);
    for (several, weights) in weights.chunks(GROUPS * 8 * inputs).enumerate() {
        for (unpacked, weights) in unpacked.iter_mut().zip(weights.chunks_exact(8 * inputs)) {
            unpack(weights, unpacked);
        }
        let groups = weights.len() / (8 * inputs);
        for (pairs, out) in blocks.iter().zip(out.chunks_mut(ROWS * outputs)) {
            let sums = block(&unpacked, pairs);
            for (row, sums) in out.chunks_exact_mut(outputs).zip(sums) {
                let place = several * GROUPS * 8;
                let sums = sums.as_flattened();
                row[place..place + groups * 8].copy_from_slice(&sums[..groups * 8]);
            }
        }
    }
    out
}

/// Unpacks the weights of a group.
#[target_feature(enable = "avx2")]
fn unpack(weights: &[u8], unpacked: &mut Unpacked) {
    let order = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
    for (out, bytes) in unpacked.iter_mut().zip(weights.as_chunks::<16>().0) {
        // SAFETY: 16 bytes are read, 16 values of 16 bits written; neither needs alignment.
        unsafe {
            let bytes = _mm_shuffle_epi8(_mm_loadu_si128(bytes.as_ptr().cast()), order);
            _mm256_storeu_si256(out.as_mut_ptr().cast(), _mm256_cvtepi8_epi16(bytes));
        }
    }
}

/// Eight outputs of each group for each row. Everything is written out: sums that are not in registers cost thrice the time.
#[target_feature(enable = "avx2")]
fn block(weights: &[Unpacked; GROUPS], pairs: &[[i32; ROWS]]) -> [[[i32; 8]; GROUPS]; ROWS] {
    let (first, second) = (&weights[0][..pairs.len()], &weights[1][..pairs.len()]);
    let zero = _mm256_setzero_si256();
    let (mut a0, mut a1, mut b0, mut b1) = (zero, zero, zero, zero);
    let (mut c0, mut c1, mut d0, mut d1) = (zero, zero, zero, zero);
    for i in 0..pairs.len() {
        let (low, high) = (load(&first[i]), load(&second[i]));
        let [a, b, c, d] = pairs[i];
        (a0, a1) = add(a0, a1, low, high, a);
        (b0, b1) = add(b0, b1, low, high, b);
        (c0, c1) = add(c0, c1, low, high, c);
        (d0, d1) = add(d0, d1, low, high, d);
    }
    [[stored(a0), stored(a1)], [stored(b0), stored(b1)], [stored(c0), stored(c1)], [stored(d0), stored(d1)]]
}

/// Two sums, and what a pair of inputs adds to them.
#[target_feature(enable = "avx2")]
fn add(first: __m256i, second: __m256i, low: __m256i, high: __m256i, pair: i32) -> (__m256i, __m256i) {
    let pair = _mm256_set1_epi32(pair);
    (_mm256_add_epi32(first, _mm256_madd_epi16(low, pair)), _mm256_add_epi32(second, _mm256_madd_epi16(high, pair)))
}

#[target_feature(enable = "avx2")]
fn load(values: &[i16; 16]) -> __m256i {
    // SAFETY: 16 values of 16 bits are the 32 bytes that are read; they need no alignment.
    unsafe { _mm256_loadu_si256(values.as_ptr().cast()) }
}

#[target_feature(enable = "avx2")]
fn stored(sums: __m256i) -> [i32; 8] {
    let mut out = [0_i32; 8];
    // SAFETY: 8 values of 32 bits are the 32 bytes that are written; they need no alignment.
    unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), sums) };
    out
}
