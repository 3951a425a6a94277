//! From the features of the pieces to the vector of the sentence.

use crate::Vector;
use crate::branch::FEATURES;
use crate::dense::Dense;
use crate::distinct::Distinct;
use crate::model::Model;
use crate::real::as_integers;
use crate::real::dot;
use crate::real::sum;
use crate::real::tanh;
use crate::table::WIDTH;

/// How many features a piece has: its row of the embedding, and the three branches.
pub(crate) const ALL: usize = WIDTH + 3 * FEATURES;

/// The vectors of sentences, each given as places of its pieces. Four at a time cost little more than one.
pub(crate) fn vectors(sentences: &[Vec<usize>], distinct: &Distinct, model: &Model) -> Vec<Vector> {
    let pooled: Vec<Vec<f32>> = sentences.iter().map(|pieces| pooled(pieces, distinct, model)).collect();
    let mut joined = apply(&model.joined, &pooled);
    for (values, pieces) in joined.iter_mut().zip(sentences) {
        let length = (pieces.len() as f32).sqrt();
        values.iter_mut().zip(&model.joined_bias).for_each(|(value, bias)| *value += length * bias);
    }
    let skip: Vec<Vec<f32>> = joined.iter_mut().map(|values| values.split_off(model.first.inputs)).collect();
    let second = positive(added(skip, &apply(&model.first, &positive(joined))));
    let third = positive(apply(&model.second, &second));
    let last = added(apply(&model.skip, &second), &apply(&model.third, &third));
    last.into_iter().map(unit).collect()
}

/// The sum of the normalised features of all pieces, divided by the square root of their count.
fn pooled(pieces: &[usize], distinct: &Distinct, model: &Model) -> Vec<f32> {
    let branches: Vec<_> = model.branches.iter().zip(&distinct.features).zip(&distinct.taps).collect();
    let branches: Vec<_> =
        branches.iter().map(|((branch, features), taps)| branch.features(pieces, features, taps)).collect();
    let mut total = vec![0.0; ALL];
    let mut means = 0.0;
    for (i, &place) in pieces.iter().enumerate() {
        let row = &distinct.rows[place];
        let (sums, squares) = branches.iter().fold((row.sum, row.squares), |(sums, squares), branch| {
            (sums + sum(&branch[i]), squares + dot(&branch[i], &branch[i]))
        });
        let mean = sums / ALL as f32;
        let factor = 1.0 / ((squares / ALL as f32 - mean * mean).max(0.0) + model.epsilon).sqrt();
        means += mean * factor;
        for (total, &level) in total.iter_mut().zip(distinct.levels(place)) {
            *total += f32::from(level) * (row.scale * factor);
        }
        for (total, values) in total[WIDTH..].chunks_exact_mut(FEATURES).zip(&branches) {
            total.iter_mut().zip(&values[i]).for_each(|(total, value)| *total += value * factor);
        }
    }
    let count = pieces.len() as f32;
    let scaled = total.iter().zip(&model.outer.gain).zip(&model.outer.bias);
    scaled.map(|((total, gain), bias)| ((total - means) * gain + count * bias) / count.sqrt()).collect()
}

/// A layer's outputs of rows of real inputs.
fn apply(layer: &Dense, rows: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let (integers, steps): (Vec<Vec<i16>>, Vec<f32>) = rows.iter().map(|row| as_integers(row)).unzip();
    let sums = layer.sums(&integers.concat());
    sums.chunks_exact(layer.scale.len()).zip(steps).map(|(sums, step)| layer.scaled(sums, step)).collect()
}

/// The values above zero, and zero for the others.
fn positive(mut rows: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    rows.iter_mut().flatten().for_each(|value| *value = value.max(0.0));
    rows
}

/// The sums of two lists of rows.
fn added(mut left: Vec<Vec<f32>>, right: &[Vec<f32>]) -> Vec<Vec<f32>> {
    left.iter_mut().flatten().zip(right.iter().flatten()).for_each(|(left, right)| *left += right);
    left
}

/// The tangents of the values, divided by their length.
fn unit(mut values: Vec<f32>) -> Vector {
    for value in &mut values {
        *value = tanh(*value);
    }
    let factor = 1.0 / dot(&values, &values).max(f32::MIN_POSITIVE).sqrt();
    for value in &mut values {
        *value *= factor;
    }
    Vector(values)
}
