//! The sum of a neuron with two inputs, and the line where it is 0.

/// z = w₁·x₁ + w₂·x₂ + b: over the plane of its inputs a plane as well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// The weights.
    pub w: [f64; 2],
    /// The bias.
    pub b: f64,
}

/// A line with a side, as seen from a centre: it stays where it is when `w` and `b` of its plane grow alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// From where it is seen.
    pub centre: (f64, f64),
    /// The direction in which z grows: a vector of length 1.
    pub normal: (f64, f64),
    /// How far it lies from the centre in that direction; negative behind it.
    pub distance: f64,
}

impl Plane {
    /// z at the input `x`.
    #[must_use]
    pub fn at(&self, x: [f64; 2]) -> f64 {
        self.w[0] * x[0] + self.w[1] * x[1] + self.b
    }

    /// The line on which z is 0; none where both weights are.
    #[must_use]
    pub fn zero(&self, centre: (f64, f64)) -> Option<Line> {
        let steepness = self.steepness();
        (steepness > 0.0).then(|| Line {
            centre,
            normal: (self.w[0] / steepness, self.w[1] / steepness),
            distance: -self.at([centre.0, centre.1]) / steepness,
        })
    }

    /// A plane as steep as this one that is 0 on `line`.
    #[must_use]
    pub fn along(&self, line: &Line) -> Self {
        let (across, up) = line.normal;
        let w = [self.steepness() * across, self.steepness() * up];
        let (x, y) = line.foot();
        Self {
            w,
            b: -(w[0] * x + w[1] * y),
        }
    }

    fn steepness(&self) -> f64 {
        length(self.w[0], self.w[1])
    }
}

impl Line {
    /// The point that is nearest to the centre.
    #[must_use]
    pub fn foot(&self) -> (f64, f64) {
        self.point(0.0)
    }

    /// The point that lies this far along the line from its foot, with the side where z grows to the right.
    #[must_use]
    pub fn point(&self, way: f64) -> (f64, f64) {
        let (across, up) = self.normal;
        (
            self.centre.0 + self.distance * across - way * up,
            self.centre.1 + self.distance * up + way * across,
        )
    }

    /// The parallel through a point.
    #[must_use]
    pub fn through(&self, (x, y): (f64, f64)) -> Self {
        let (across, up) = self.normal;
        Self {
            distance: (x - self.centre.0) * across + (y - self.centre.1) * up,
            ..*self
        }
    }

    /// The same line turned about the centre by an angle in radians, from the x₁ axis towards the x₂ axis.
    #[must_use]
    pub fn by(&self, angle: f64) -> Self {
        let ((across, up), (cos, sin)) = (self.normal, (libm::cos(angle), libm::sin(angle)));
        Self {
            normal: (across * cos - up * sin, across * sin + up * cos),
            ..*self
        }
    }

    /// The same line turned about the centre, so that its [`point`](Self::point) at `way` lies in the direction of `at`,
    /// which is not the centre.
    #[must_use]
    pub fn turned(&self, way: f64, at: (f64, f64)) -> Self {
        let (x, y) = (at.0 - self.centre.0, at.1 - self.centre.1);
        // As complex numbers: the direction of `at` over that of the point as seen along the normal.
        let (across, up) = (x * self.distance + y * way, y * self.distance - x * way);
        let size = length(across, up);
        Self {
            normal: (across / size, up / size),
            ..*self
        }
    }
}

fn length(x: f64, y: f64) -> f64 {
    libm::sqrt(x * x + y * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CENTRE: (f64, f64) = (0.5, 0.5);

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn z_is_the_weighted_sum() {
        // By hand: 2·3 − 1·4 + 0.5.
        let plane = Plane {
            w: [2.0, -1.0],
            b: 0.5,
        };
        assert_eq!(plane.at([3.0, 4.0]), 2.5);
    }

    #[test]
    fn z_is_zero_on_the_line_and_grows_to_the_right_of_it() {
        for (w, b) in [([1.0, 1.0], -1.5), ([-3.0, 0.2], 7.0), ([0.0, 1e-3], 1e6)] {
            let plane = Plane { w, b };
            let line = plane.zero(CENTRE).expect("a weight is not 0");
            for way in [-2.0, 0.0, 5.0] {
                let (x, y) = line.point(way);
                assert!((plane.at([x, y]) / (1.0 + b.abs())).abs() < 1e-9);
            }
            let ((x, y), (across, up)) = (line.foot(), line.normal);
            assert!(plane.at([x + across, y + up]) > 0.0);
        }
        assert_eq!(
            Plane {
                w: [0.0; 2],
                b: 1.0
            }
            .zero(CENTRE),
            None
        );
    }

    #[test]
    fn a_line_gives_back_its_plane() {
        let plane = Plane {
            w: [1.0, -2.0],
            b: 0.75,
        };
        let line = plane.zero(CENTRE).expect("a weight is not 0");
        let Plane { w, b } = plane.along(&line);
        assert!(is_near(w[0], 1.0) && is_near(w[1], -2.0) && is_near(b, 0.75));
    }

    #[test]
    fn a_line_goes_where_it_is_led() {
        let line = Line {
            centre: CENTRE,
            normal: (0.6, 0.8),
            distance: 0.4,
        };
        let moved = line.through((1.0, 0.0));
        let (x, y) = moved.foot();
        let (across, up) = moved.normal;
        assert!(is_near((1.0 - x) * across + (0.0 - y) * up, 0.0));
        let (across, up) = line.by(std::f64::consts::FRAC_PI_2).normal;
        assert!(is_near(across, -0.8) && is_near(up, 0.6));
        let turned = line.turned(0.7, (-1.0, 2.0));
        let (x, y) = turned.point(0.7);
        // The point lies on the way from the centre to (−1, 2), as far out as before.
        assert!(is_near((x - 0.5) * 1.5, (y - 0.5) * -1.5) && x < 0.5);
        assert!(is_near(
            libm::hypot(x - 0.5, y - 0.5),
            libm::hypot(0.4, 0.7)
        ));
    }
}
