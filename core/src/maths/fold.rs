//! Depth against width: a zigzag folded out of few units, layer upon layer.

use super::jet::Jet;

/// One fold on [0, 1]: up to 1 and down again, by the two units ReLU(x) and ReLU(x − ½), counted 2 and −4 times.
fn fold(x: Jet) -> Jet {
    let relu = |z: Jet| {
        if z.y > 0.0 {
            z
        } else {
            Jet::new(0.0, 0.0, 0.0)
        }
    };
    relu(x) * 2.0 + relu(x + -0.5) * -4.0
}

/// As many folds one after the other, two units a layer: 2ᶠᵒˡᵈˢ straight pieces on [0, 1].
#[must_use]
pub fn zigzag(folds: u32, x: f64) -> Jet {
    (0..folds).fold(Jet::variable(x), |x, _| fold(x))
}

/// Where [`zigzag`] bends between 0 and 1.
#[must_use]
pub fn creases(folds: u32) -> Vec<f64> {
    let pieces = 1_u32 << folds;
    (1..pieces)
        .map(|i| f64::from(i) / f64::from(pieces))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fold_doubles_the_pieces() {
        for folds in 1..=6 {
            let creases = creases(folds);
            assert_eq!(creases.len() + 1, 2_usize.pow(folds));
            for (i, x) in creases.iter().enumerate() {
                // Up at every odd crease, down at every even one.
                assert_eq!(zigzag(folds, *x).y, if i % 2 == 0 { 1.0 } else { 0.0 });
            }
            let slope = f64::from(1 << folds);
            let quarter = 0.25 / slope;
            for (i, x) in creases.iter().enumerate() {
                let down = if i % 2 == 0 { 1.0 } else { -1.0 };
                assert_eq!(zigzag(folds, x - quarter).dy, down * slope);
                assert_eq!(zigzag(folds, x + quarter).dy, -down * slope);
            }
        }
    }
}
