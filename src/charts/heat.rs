//! A colour field: where a function of two inputs lies above a level and where below, and how far.

use super::{Axis, Ink};

/// An area of one colour, laid thinly: where several lie on one another the colour is deeper.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// Its corners.
    pub points: Vec<Point>,
    /// Its colour.
    pub ink: Ink,
}

/// What [`heat`] finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// The field, for [`Plot::patches`](super::Plot::patches).
    pub patches: Vec<Patch>,
    /// Where the function crosses the level, as runs of a [`Trace`](super::Trace).
    pub boundary: Vec<Vec<Point>>,
}

type Point = (f64, f64);

/// Shades a side.
const SHADES: u8 = 4;
/// Rows that are looked at in any case; where something bends or begins there are more.
const ROWS: u32 = 16;
/// Halvings of the room between two rows.
const DEPTH: u32 = 6;
/// Columns of a row; what is narrower than one may be missed.
const COLUMNS: u32 = 48;
/// Halvings of a column in which the function crosses a level.
const HALVINGS: u32 = 14;
/// How far an edge may be from its place, as a part of the width.
const SLACK: f64 = 1e-3;

/// The field of `f`(x, y) over `x` times `y`: [`Ink::Output`] where it is at `level` or above, [`Ink::Low`] where it is
/// below. The colour is deepest from `level` ± `reach` on, in four shades a side. Where `f` is no number there is none.
///
/// `f` is asked about 20 000 times; edges are exact to a thousandth of the width, along jumps as well.
#[must_use]
pub fn heat(x: Axis, y: Axis, level: f64, reach: f64, f: &dyn Fn(f64, f64) -> f64) -> Heat {
    let mut heat = Heat::default();
    for shade in 0..SHADES {
        let far = reach * f64::from(shade) / f64::from(SHADES);
        let (high, low) = (|x, y| f(x, y) >= level + far, |x, y| f(x, y) < level - far);
        let (above, boundary) = Scan::of(x, y, &high);
        let (below, _) = Scan::of(x, y, &low);
        for (ink, areas) in [(Ink::Output, above), (Ink::Low, below)] {
            heat.patches
                .extend(areas.into_iter().map(|points| Patch { points, ink }));
        }
        if shade == 0 {
            heat.boundary = boundary;
        }
    }
    heat
}

/// A row and the stretches of it that belong to an area.
#[derive(Clone)]
struct Row {
    y: f64,
    spans: Vec<(f64, f64)>,
}

/// Goes over an area row by row, from below.
struct Scan<'a> {
    x: Axis,
    inside: &'a dyn Fn(f64, f64) -> bool,
    /// The left and the right edge of each piece that goes on.
    open: Vec<[Vec<Point>; 2]>,
    areas: Vec<Vec<Point>>,
    boundary: Vec<Vec<Point>>,
}

impl<'a> Scan<'a> {
    /// The areas, and the edges of them that are no edge of the field.
    fn of(
        x: Axis,
        y: Axis,
        inside: &'a dyn Fn(f64, f64) -> bool,
    ) -> (Vec<Vec<Point>>, Vec<Vec<Point>>) {
        let mut scan = Self {
            x,
            inside,
            open: vec![],
            areas: vec![],
            boundary: vec![],
        };
        let mut last = scan.row(y.low);
        scan.begin(&last);
        for i in 1..=ROWS {
            let share = f64::from(i) / f64::from(ROWS);
            let next = scan.row(y.low + share * (y.high - y.low));
            scan.go_on(&last, &next, DEPTH);
            last = next;
        }
        scan.end();
        (scan.areas, scan.boundary)
    }

    fn row(&self, y: f64) -> Row {
        let inside = |x: f64| (self.inside)(x, y);
        let mut spans = Vec::new();
        let (mut x, mut was) = (self.x.low, inside(self.x.low));
        let mut start = x;
        for i in 1..=COLUMNS {
            let share = f64::from(i) / f64::from(COLUMNS);
            let next = self.x.low + share * (self.x.high - self.x.low);
            let is = inside(next);
            if is != was {
                let (mut before, mut after) = (x, next);
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(before, after);
                    if inside(middle) == was {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                if was {
                    spans.push((start, after));
                }
                start = after;
            }
            (x, was) = (next, is);
        }
        if was {
            spans.push((start, self.x.high));
        }
        Row { y, spans }
    }

    /// From one row to another. Where their edges are not joined by straight lines, by way of a row between them.
    fn go_on(&mut self, last: &Row, next: &Row, depth: u32) {
        let alike = last.spans.len() == next.spans.len();
        if alike && last.spans.is_empty() && depth < DEPTH {
            return;
        }
        let y = f64::midpoint(last.y, next.y);
        if depth == 0 {
            if alike {
                self.extend(next);
            } else {
                self.turn(last, next, y);
            }
            return;
        }
        let middle = self.row(y);
        let near = |a: f64, b: f64, m: f64| {
            (f64::midpoint(a, b) - m).abs() <= SLACK * (self.x.high - self.x.low)
        };
        let mut triples = last.spans.iter().zip(&next.spans).zip(&middle.spans);
        let straight = alike
            && middle.spans.len() == next.spans.len()
            && triples.all(|((a, b), m)| near(a.0, b.0, m.0) && near(a.1, b.1, m.1));
        if straight {
            self.extend(next);
        } else {
            self.go_on(last, &middle, depth - 1);
            self.go_on(&middle, next, depth - 1);
        }
    }

    fn extend(&mut self, row: &Row) {
        for (edges, span) in self.open.iter_mut().zip(&row.spans) {
            push(&mut edges[0], (span.0, row.y));
            push(&mut edges[1], (span.1, row.y));
        }
    }

    /// Pieces end or begin between two rows, at `y`.
    fn turn(&mut self, last: &Row, next: &Row, y: f64) {
        self.extend(&Row { y, ..last.clone() });
        self.end();
        self.begin(&Row { y, ..next.clone() });
        // What lies in one of the rows alone borders on the outside.
        let mut ends: Vec<f64> = Vec::new();
        for (left, right) in last.spans.iter().chain(&next.spans) {
            // Two or three at most: what sorts more is not worth its size.
            for end in [*left, *right] {
                ends.insert(ends.partition_point(|other| *other < end), end);
            }
        }
        let caps = ends.chunks_exact(2).filter(|cap| cap[0] < cap[1]);
        self.boundary
            .extend(caps.map(|cap| vec![(cap[0], y), (cap[1], y)]));
    }

    fn begin(&mut self, row: &Row) {
        let piece = |span: &(f64, f64)| [vec![(span.0, row.y)], vec![(span.1, row.y)]];
        self.open = row.spans.iter().map(piece).collect();
    }

    fn end(&mut self) {
        for [left, mut right] in std::mem::take(&mut self.open) {
            for (edge, rim) in [(&left, self.x.low), (&right, self.x.high)] {
                let ways = edge.windows(2);
                // An edge that reaches the rim between two rows is taken there a little early.
                let slack = 3.0 * SLACK * (self.x.high - self.x.low);
                let inner =
                    ways.filter(|way| way.iter().any(|point| (point.0 - rim).abs() > slack));
                let mut runs: Vec<Vec<Point>> = Vec::new();
                for way in inner {
                    match runs.last_mut() {
                        Some(run) if run.last() == Some(&way[0]) => run.push(way[1]),
                        _ => runs.push(way.to_vec()),
                    }
                }
                self.boundary.extend(runs);
            }
            let mut area = left;
            right.reverse();
            area.extend(right);
            self.areas.push(area);
        }
    }
}

/// Appends a point of an edge; a last one on the straight way to it is left out.
fn push(edge: &mut Vec<Point>, next: Point) {
    if let [.., before, last] = edge[..] {
        let way = (next.0 - before.0, next.1 - before.1);
        let off = (last.0 - before.0) * way.1 - (last.1 - before.1) * way.0;
        if off.abs() <= 1e-5 * way.1 {
            edge.pop();
        }
    }
    edge.push(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: Axis = Axis::new(-1.0, 2.0);
    const Y: Axis = Axis::new(-0.5, 1.5);

    /// The area of a polygon, by the shoelace formula.
    fn area(points: &[Point]) -> f64 {
        let next = points.iter().cycle().skip(1);
        let sum: f64 = points
            .iter()
            .zip(next)
            .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
            .sum();
        sum.abs() / 2.0
    }

    fn covered(heat: &Heat, ink: Ink) -> f64 {
        let patches = heat.patches.iter().filter(|patch| patch.ink == ink);
        patches.map(|patch| area(&patch.points)).sum()
    }

    #[test]
    fn a_line_divides_the_field_into_two_polygons_whatever_its_direction() {
        // AND: the corner above x + y = 1.5 with the legs 2.0 and 2.0 on [−1, 2] × [−0.5, 1.5] has the area 2 of 6.
        for turn in [1.0, -1.0] {
            let and = |x: f64, y: f64| {
                if turn * (x + y - 1.5) >= 0.0 {
                    1.0
                } else {
                    0.0
                }
            };
            let heat = heat(X, Y, 0.5, 0.5, &and);
            let (ones, zeros) = (covered(&heat, Ink::Output), covered(&heat, Ink::Low));
            let shades = f64::from(SHADES);
            let corner = if turn > 0.0 { ones } else { zeros };
            assert!((corner / shades - 2.0).abs() < 2e-3, "{corner}");
            assert!((ones + zeros - 6.0 * shades).abs() < 1e-2);
            assert_eq!(heat.patches.len(), 8);
            assert!(heat.patches.iter().all(|patch| patch.points.len() <= 8));
            for (x, y) in heat.boundary.iter().flatten() {
                assert!((x + y - 1.5).abs() < 2e-3, "({x}, {y})");
            }
        }
    }

    #[test]
    fn a_level_line_is_found_where_it_is_flat_or_upright() {
        for (across, up) in [(0.0, 1.0), (1.0, 0.0), (1e-4, 1.0), (1e6, 0.0)] {
            let f = |x: f64, y: f64| across * (x - 0.3) + up * (y - 0.3);
            let heat = heat(X, Y, 0.0, 1.0, &f);
            let (points, length): (Vec<_>, f64) = (
                heat.boundary.iter().flatten().copied().collect(),
                heat.boundary
                    .iter()
                    .flat_map(|run| run.windows(2))
                    .map(|way| libm::hypot(way[1].0 - way[0].0, way[1].1 - way[0].1))
                    .sum(),
            );
            let wanted = if across > up { 2.0 } else { 3.0 };
            assert!((length - wanted).abs() < 0.01, "{across} {up}: {length}");
            assert!(points.iter().all(|(x, y)| {
                let off = if across > up { x - 0.3 } else { y - 0.3 };
                off.abs() < 2e-3
            }));
        }
    }

    #[test]
    fn a_round_area_has_its_size_and_its_hole() {
        let heat = heat(X, Y, 0.25, 0.5, &|x, y| x * x + (y - 0.5) * (y - 0.5));
        let hole = heat
            .patches
            .iter()
            .find(|patch| patch.ink == Ink::Low)
            .expect("a disc around (0, 0.5) is below the level");
        assert!((area(&hole.points) - 0.25 * std::f64::consts::PI).abs() < 5e-3);
        let round = |(x, y): &Point| (libm::hypot(*x, y - 0.5) - 0.5).abs() < 5e-3;
        let near = heat.boundary.iter().flatten().filter(|point| round(point));
        assert_eq!(near.count(), heat.boundary.iter().flatten().count());
    }

    #[test]
    fn the_rim_is_no_boundary_where_an_edge_runs_into_it() {
        let square = Axis::new(-0.5, 1.5);
        let strip = |x: f64, y: f64| 1.0 - (x + y - 1.0).abs();
        let heat = heat(square, square, 0.5 + 1e-9, 1.0, &strip);
        let ways = heat.boundary.iter().flat_map(|run| run.windows(2));
        for way in ways {
            let (across, up) = (way[1].0 - way[0].0, way[1].1 - way[0].1);
            // Both edges fall: down to the right, at 45 degrees.
            assert!((across + up).abs() < 0.02, "{way:?}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_colour() {
        assert_eq!(heat(X, Y, 0.0, 1.0, &|_, _| f64::NAN), Heat::default());
    }
}
