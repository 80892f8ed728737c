//! What a network is shown of a point.

/// A function of a point's x and y.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// x
    X,
    /// y
    Y,
    /// x²
    XSquared,
    /// y²
    YSquared,
    /// x·y
    Product,
    /// sin x
    SinX,
    /// sin y
    SinY,
}

impl Feature {
    /// In the order of a chooser.
    pub const ALL: [Self; 7] = [
        Self::X,
        Self::Y,
        Self::XSquared,
        Self::YSquared,
        Self::Product,
        Self::SinX,
        Self::SinY,
    ];

    /// The name in URLs; it never changes.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Y => "y",
            Self::XSquared => "x2",
            Self::YSquared => "y2",
            Self::Product => "xy",
            Self::SinX => "sinx",
            Self::SinY => "siny",
        }
    }

    /// Whether it needs x alone, and so can be had where there is one input.
    #[must_use]
    pub const fn of_x(self) -> bool {
        matches!(self, Self::X | Self::XSquared | Self::SinX)
    }

    /// Of a point.
    #[must_use]
    pub fn at(self, [x, y]: [f64; 2]) -> f64 {
        match self {
            Self::X => x,
            Self::Y => y,
            Self::XSquared => x * x,
            Self::YSquared => y * y,
            Self::Product => x * y,
            Self::SinX => libm::sin(x),
            Self::SinY => libm::sin(y),
        }
    }
}

/// The features of all places, as [`Examples::inputs`](crate::nn::Examples::inputs) has them: shape (features, places).
#[must_use]
pub fn inputs(features: &[Feature], places: &[[f64; 2]]) -> Vec<Vec<f32>> {
    let column = |feature: &Feature| places.iter().map(|at| feature.at(*at) as f32).collect();
    features.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_what_they_are_called() {
        // By hand, the sines from a table.
        let expected = [
            0.5,
            -2.0,
            0.25,
            4.0,
            -1.0,
            0.479_425_538_604_203,
            -0.909_297_426_825_681_7,
        ];
        let columns = inputs(&Feature::ALL, &[[0.5, -2.0]]);
        for (column, expected) in columns.iter().zip(expected) {
            assert_eq!(column.len(), 1);
            assert!(
                (f64::from(column[0]) - expected).abs() < 1e-7,
                "{expected}: {column:?}"
            );
        }
    }

    #[test]
    fn a_feature_of_x_does_not_look_at_y() {
        for feature in Feature::ALL {
            let same = feature.at([1.5, 0.5]) == feature.at([1.5, 2.5]);
            assert_eq!(same, feature.of_x(), "{}", feature.id());
        }
    }

    #[test]
    fn ids_are_all_different() {
        let mut ids = Feature::ALL.map(Feature::id);
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
