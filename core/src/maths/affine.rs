//! Affine maps in a row, with functions between some of them, and the folding of neighbours into one.

use super::activation::Bend;
use super::curve::Curve;
use super::jet::Jet;

/// x ↦ W·x + b.
#[derive(Clone, Debug, PartialEq)]
pub struct Affine {
    /// W row by row: a row an output, a column an input.
    pub w: Vec<f64>,
    /// b: a number an output, at least one.
    pub b: Vec<f64>,
}

impl Affine {
    /// How many numbers go in.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.w.len() / self.b.len()
    }

    /// Each row of W with its number of b.
    pub fn rows(&self) -> impl Iterator<Item = (&[f64], f64)> {
        self.w
            .chunks_exact(self.inputs())
            .zip(self.b.iter().copied())
    }

    /// This map after `inner`, as one: W·W₁ and W·b₁ + b. `inner` has as many outputs as this one has inputs.
    #[must_use]
    pub fn after(&self, inner: &Self) -> Self {
        let column = |j: usize| inner.w.iter().skip(j).step_by(inner.inputs());
        let row = |(row, _): (&[f64], f64)| -> Vec<f64> {
            let columns = (0..inner.inputs()).map(column);
            columns.map(|column| dot(row, column)).collect()
        };
        Self {
            w: self.rows().flat_map(row).collect(),
            b: self
                .rows()
                .map(|(row, b)| dot(row, inner.b.iter()) + b)
                .collect(),
        }
    }

    fn at(&self, x: &[Jet]) -> Vec<Jet> {
        let sum = |(row, b): (&[f64], f64)| {
            row.iter()
                .zip(x)
                .fold(Jet::new(b, 0.0, 0.0), |sum, (w, x)| sum + *x * *w)
        };
        self.rows().map(sum).collect()
    }
}

fn dot<'a>(row: &[f64], column: impl Iterator<Item = &'a f64>) -> f64 {
    row.iter().zip(column).map(|(w, x)| w * x).sum()
}

/// Affine maps, the innermost first. Each takes as many numbers as the one before it gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The maps, at least one.
    pub layers: Vec<Affine>,
    /// What bends each number between a layer and the next: one entry fewer than layers.
    pub gaps: Vec<Option<Bend>>,
}

/// Cells in which the kinks of a chain are sought, over −6 ≤ x ≤ 6: two in the same cell are not seen.
const CELLS: i32 = 480;
const PER_UNIT: f64 = 40.0;

impl Chain {
    /// Whether the layers before and after `gap` can be made one: nothing stands between them, or the identity.
    #[must_use]
    pub fn is_open(&self, gap: usize) -> bool {
        self.gaps[gap]
            .as_ref()
            .is_none_or(|bend| bend.activation.id == "identity")
    }

    /// The gaps that can be folded, from the inside.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.gaps.len()).filter(|gap| self.is_open(*gap))
    }

    /// The same map with a layer fewer: the innermost pair with nothing between it is made one. `None` if there is none.
    #[must_use]
    pub fn folded(&self) -> Option<Self> {
        let gap = self.open().next()?;
        let mut chain = self.clone();
        chain.gaps.remove(gap);
        let inner = chain.layers.remove(gap);
        chain.layers[gap] = chain.layers[gap].after(&inner);
        Some(chain)
    }

    /// This chain and all that come of folding it, pair by pair.
    #[must_use]
    pub fn foldings(&self) -> Vec<Self> {
        std::iter::successors(Some(self.clone()), Self::folded).collect()
    }

    /// What comes out of each layer, the bend after it included.
    #[must_use]
    pub fn path(&self, x: &[f64]) -> Vec<Vec<f64>> {
        let mut jets: Vec<Jet> = x.iter().map(|x| Jet::new(*x, 0.0, 0.0)).collect();
        let mut through = |layer| {
            jets = self.pass(layer, &jets);
            jets.iter().map(|jet| jet.y).collect()
        };
        (0..self.layers.len()).map(&mut through).collect()
    }

    /// The first number that comes out in the end.
    #[must_use]
    pub fn output(&self, x: &[f64]) -> f64 {
        let jets = x.iter().map(|x| Jet::new(*x, 0.0, 0.0)).collect();
        self.run(jets, self.layers.len())[0].y
    }

    /// One layer and the bend after it.
    fn pass(&self, layer: usize, x: &[Jet]) -> Vec<Jet> {
        let mut out = self.layers[layer].at(x);
        if let Some(Some(bend)) = self.gaps.get(layer) {
            for z in &mut out {
                let f = bend.at(z.y);
                *z = z.chain(f.y, f.dy, f.d2y);
            }
        }
        out
    }

    fn run(&self, x: Vec<Jet>, layers: usize) -> Vec<Jet> {
        (0..layers).fold(x, |x, layer| self.pass(layer, &x))
    }

    /// Where `z` passes `level`, over the window: the float next to it on the nearer side.
    fn crossings(level: f64, z: &dyn Fn(f64) -> f64) -> Vec<f64> {
        let place = |i: i32| f64::from(i) / PER_UNIT;
        let above = |x: f64| z(x) > level;
        let (first, last) = (-CELLS / 2, CELLS / 2);
        let mut crossings = Vec::new();
        let mut before = above(place(first));
        for i in first + 1..=last {
            let now = above(place(i));
            if now != before {
                let (a, b) = border(place(i - 1), place(i), &above);
                let nearer = (z(a) - level).abs() < (z(b) - level).abs();
                crossings.push(if nearer { a } else { b });
            }
            before = now;
        }
        crossings
    }
}

/// The neighbouring floats between which `holds` changes, given two places between which it does.
fn border(low: f64, high: f64, holds: &dyn Fn(f64) -> bool) -> (f64, f64) {
    let (mut low, mut high) = (rank(low), rank(high));
    let at_low = holds(float(low));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(float(middle)) == at_low {
            low = middle;
        } else {
            high = middle;
        }
    }
    (float(low), float(high))
}

/// The place of a float among all floats, 0 at 0.
fn rank(x: f64) -> i64 {
    let bits = x.abs().to_bits() as i64;
    if x < 0.0 { -bits } else { bits }
}

fn float(rank: i64) -> f64 {
    let size = f64::from_bits(rank.unsigned_abs());
    if rank < 0 { -size } else { size }
}

/// A chain of one input and one output, derivatives with respect to x.
impl Curve for Chain {
    fn at(&self, x: f64) -> Jet {
        self.run(vec![Jet::variable(x)], self.layers.len())[0]
    }

    /// Where what comes to a bend passes one of its kinks, over −6 ≤ x ≤ 6.
    fn kinks(&self) -> Vec<f64> {
        let mut kinks = Vec::new();
        for (layer, bend) in self.gaps.iter().enumerate() {
            let z = |x: f64| {
                let inner = self.run(vec![Jet::variable(x)], layer);
                self.layers[layer].at(&inner)[0].y
            };
            for level in bend.iter().flat_map(Curve::kinks) {
                kinks.extend(Self::crossings(level, &z));
            }
        }
        kinks.sort_by(f64::total_cmp);
        kinks.dedup();
        kinks
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, Activation, Order, Side, sample};
    use super::*;

    fn line(w: f64, b: f64) -> Affine {
        Affine {
            w: vec![w],
            b: vec![b],
        }
    }

    fn bend(id: &str) -> Option<Bend> {
        Activation::find(id).map(Bend::new)
    }

    fn chain(layers: Vec<Affine>, ids: &[&str]) -> Chain {
        Chain {
            layers,
            gaps: ids.iter().map(|id| bend(id)).collect(),
        }
    }

    /// 2 → 2 → 2 → 1, with round numbers of both signs.
    fn planes() -> Vec<Affine> {
        let affine = |w: &[f64], b: &[f64]| Affine {
            w: w.to_vec(),
            b: b.to_vec(),
        };
        vec![
            affine(&[1.5, -2.0, 0.25, 3.0], &[0.5, -1.0]),
            affine(&[-1.0, 4.0, 2.0, 0.5], &[0.75, -0.5]),
            affine(&[3.0, -2.0], &[1.25]),
        ]
    }

    #[test]
    fn a_pair_of_layers_is_the_product_of_their_matrices() {
        // NumPy 2.4.6: W2 @ W1 and W2 @ b1 + b2, then W3 @ (W2 @ W1) and W3 @ (…) + b3. All exact in binary.
        let steps = chain(planes(), &["", ""]).foldings();
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[1].layers[0].w, [-0.5, 14.0, 3.125, -2.5]);
        assert_eq!(steps[1].layers[0].b, [-3.75, 0.0]);
        assert_eq!(steps[2].layers[0].w, [-7.75, 47.0]);
        assert_eq!(steps[2].layers[0].b, [-10.0]);
    }

    #[test]
    fn no_folding_changes_what_comes_out() {
        let chains = [
            chain(planes(), &["", ""]),
            chain(planes(), &["tanh", ""]),
            chain(planes(), &["", "relu"]),
            chain(planes(), &["sine", "gelu"]),
        ];
        for chain in chains {
            for folded in chain.foldings() {
                for x in [[0.0, 0.0], [1.0, -0.5], [-2.25, 0.75]] {
                    assert!((folded.output(&x) - chain.output(&x)).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn what_bends_stops_the_folding_and_the_identity_does_not() {
        let lines = || vec![line(2.0, 1.0), line(-1.0, 0.5), line(3.0, 0.0)];
        let left = |ids: &[&str]| chain(lines(), ids).foldings().last().unwrap().layers.len();
        assert_eq!(left(&["", ""]), 1);
        assert_eq!(left(&["identity", "identity"]), 1);
        assert_eq!(left(&["tanh", ""]), 2);
        assert_eq!(left(&["", "tanh"]), 2);
        assert_eq!(left(&["tanh", "tanh"]), 3);
        // −1·(2x + 1) + 0.5 = −2x − 0.5, and three times that.
        let folded = chain(lines(), &["", ""]).foldings();
        assert_eq!(folded[1].layers[0], line(-2.0, -0.5));
        assert_eq!(folded[2].layers[0], line(-6.0, -1.5));
    }

    #[test]
    fn every_function_of_the_catalogue_but_the_identity_bends() {
        for activation in ALL {
            let chain = chain(vec![line(1.3, 0.4), line(1.0, 0.0)], &[activation.id]);
            // A line rises as much in a step as in the next.
            let bent = |i: i32| {
                let [a, b, c] = [-0.25, 0.0, 0.25].map(|h| chain.at(f64::from(i) / 8.0 + h).y);
                (a + c - 2.0 * b).abs() > 1e-9
            };
            let straight = !(-24..24).any(bent);
            assert_eq!(chain.is_open(0), straight, "{}", activation.id);
        }
    }

    #[test]
    fn derivatives_of_a_chain_are_with_respect_to_x() {
        let h = 1e-5;
        let layers = || vec![line(1.2, -0.6), line(-1.6, 0.4), line(-1.25, 0.2)];
        for ids in [["tanh", "gelu"], ["", "sine"], ["swish", ""]] {
            let chain = chain(layers(), &ids);
            for x in [-1.7, 0.3, 2.2] {
                let difference = (chain.at(x + h).y - chain.at(x - h).y) / (2.0 * h);
                assert!((difference - chain.at(x).dy).abs() < 1e-8, "{ids:?} at {x}");
            }
        }
    }

    #[test]
    fn kinks_of_inner_and_outer_bends_are_found_where_they_are() {
        // relu(2 − relu(x + 1)) has kinks at −1 and at 1; it is 2, then 1 − x, then 0.
        let clip = chain(
            vec![line(1.0, 1.0), line(-1.0, 2.0), line(1.0, 0.0)],
            &["relu", "relu"],
        );
        let kinks = clip.kinks();
        assert_eq!((kinks.len(), kinks[0]), (2, -1.0));
        assert!((kinks[1] - 1.0).abs() < 1e-15, "{kinks:?}");
        assert_eq!(
            [-3.0, -1.0, 0.5, 1.0, 4.0].map(|x| clip.at(x).y),
            [2.0, 2.0, 0.5, 0.0, 0.0]
        );
        assert_eq!(clip.beside(-1.0, Side::Left).dy, 0.0);
        assert_eq!(clip.beside(-1.0, Side::Right).dy, -1.0);
    }

    #[test]
    fn a_step_in_a_chain_is_drawn_with_its_jump_and_no_riser() {
        for (w, b) in [
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.3, -0.1),
            (-7.1, 3.0),
            (1e6, 0.5),
        ] {
            let chain = chain(vec![line(w, b), line(2.0, -1.0)], &["step"]);
            let sampling = sample(&chain, -6.0..=6.0, 481);
            let lines = sampling.lines(Order::Value);
            assert_eq!(lines.len(), 2, "{w} {b}");
            assert_eq!(sampling.jumps(Order::Value).len(), 1);
            let flat = |line: &Vec<(f64, f64)>| line.iter().all(|point| point.1 == line[0].1);
            assert!(lines.iter().all(flat), "{w} {b}");
        }
    }

    #[test]
    fn the_path_holds_what_comes_out_of_each_layer() {
        let chain = chain(vec![line(2.0, -1.0), line(3.0, 0.5)], &["relu"]);
        assert_eq!(chain.path(&[2.0]), [[3.0], [9.5]]);
        assert_eq!(chain.path(&[-2.0]), [[0.0], [0.5]]);
    }
}
