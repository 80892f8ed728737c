//! The training engine against finite differences in f64, steps worked out by hand, and runs made by NumPy.

#![cfg(feature = "kernels")]

mod gradients;
mod plain;
mod references;
mod specs;
mod steps;

use kassei::maths::random::Random;
use kassei::nn::Examples;

/// Random inputs, and targets that suit any output: shares of one whole.
fn examples(inputs: usize, outputs: usize, rows: usize) -> Examples {
    let mut random = Random::new(5);
    let mut numbers = || -> Vec<f32> { (0..rows).map(|_| random.normal() as f32).collect() };
    let inputs = (0..inputs).map(|_| numbers()).collect();
    let scores: Vec<Vec<f32>> = (0..outputs).map(|_| numbers()).collect();
    let total = |row: usize| scores.iter().map(|column| column[row].exp()).sum::<f32>();
    let share = |column: &Vec<f32>| {
        (0..rows)
            .map(|row| column[row].exp() / total(row))
            .collect()
    };
    Examples {
        inputs,
        targets: scores.iter().map(share).collect(),
    }
}
