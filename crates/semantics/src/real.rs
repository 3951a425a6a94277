//! The few steps in real numbers, each in a fixed order and without the platform's mathematics, so that every machine
//! gives the same bits.

use wide::f32x8;

/// What a normalisation multiplies by and adds.
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// The values less their mean, divided by their deviation, times the gain, plus the bias. Source: Ba et al. (2016).
pub(crate) fn normalised(values: &[f32], norm: &Norm, epsilon: f32) -> Vec<f32> {
    let mean = sum(values) / values.len() as f32;
    let centred: Vec<f32> = values.iter().map(|value| value - mean).collect();
    let factor = 1.0 / (dot(&centred, &centred) / values.len() as f32 + epsilon).sqrt();
    centred.iter().zip(&norm.gain).zip(&norm.bias).map(|((value, gain), bias)| value * factor * gain + bias).collect()
}

/// The sum of values whose count is a multiple of 8.
pub(crate) fn sum(values: &[f32]) -> f32 {
    values.as_chunks::<8>().0.iter().fold(f32x8::ZERO, |sum, &eight| sum + f32x8::new(eight)).to_array().iter().sum()
}

/// The inner product of two lists whose length is a multiple of 8.
pub(crate) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let eights = left.as_chunks::<8>().0.iter().zip(right.as_chunks::<8>().0);
    eights.fold(f32x8::ZERO, |sum, (&left, &right)| sum + f32x8::new(left) * f32x8::new(right)).to_array().iter().sum()
}

/// Values as integers up to 8191, and what one unit is worth.
pub(crate) fn as_integers(values: &[f32]) -> (Vec<i16>, f32) {
    let largest = values.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
    let step = largest / 8191.0;
    (values.iter().map(|value| (value / step + 0.5_f32.copysign(*value)) as i16).collect(), step)
}

/// The hyperbolic tangent, to 1e-6.
pub(crate) fn tanh(value: f32) -> f32 {
    let power = exp(-2.0 * f64::from(value.abs()).min(20.0));
    ((1.0 - power) / (1.0 + power)).copysign(f64::from(value)) as f32
}

/// `e` to a power between -40 and 0, to 1e-9: a power of two times Taylor's series near zero.
fn exp(power: f64) -> f64 {
    let halvings = (-power * std::f64::consts::LOG2_E + 0.5) as u64;
    let rest = power + halvings as f64 * std::f64::consts::LN_2;
    let series = (1..=10).rev().fold(1.0, |series, i| 1.0 + rest / f64::from(i) * series);
    series / (1_u64 << halvings) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tangent_is_the_librarys_to_the_last_digits() {
        for i in -4000..4000 {
            let value = i as f32 / 300.0;
            assert!((tanh(value) - value.tanh()).abs() < 1e-6, "{value}: {} or {}", tanh(value), value.tanh());
        }
    }

    #[test]
    fn integers_keep_a_value_to_half_a_step() {
        let values = [0.25, -3.0, 2.999, 0.0, 1e-6];
        let (integers, step) = as_integers(&values);
        for (integer, value) in integers.iter().zip(values) {
            assert!((f32::from(*integer) * step - value).abs() <= step * 0.51, "{integer} × {step} is {value}");
        }
    }
}
