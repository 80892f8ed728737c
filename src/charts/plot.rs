//! A chart as data, in the units of what it shows: it knows neither pixels nor colours.

use super::Patch;
use crate::maths::{Jump, Order, Sampling};

/// What a line or a word stands for, hence its colour: one quantity, one colour, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Plain text; the pre-activation or logit z.
    Ink,
    /// Axes, and what is secondary.
    Muted,
    /// Grid lines.
    Grid,
    /// The ground of a chart.
    Card,
    /// The input x.
    Input,
    /// A weight.
    Weight,
    /// The output y.
    Output,
    /// A slope.
    Slope,
    /// A slope of a slope.
    Curvature,
    /// What is compared with.
    Target,
    /// An output that is read as no; [`Ink::Output`] stands for yes.
    Low,
}

impl Ink {
    /// Every ink, in the order of its index.
    pub const ALL: [Self; 11] = [
        Self::Ink,
        Self::Muted,
        Self::Grid,
        Self::Card,
        Self::Input,
        Self::Weight,
        Self::Output,
        Self::Slope,
        Self::Curvature,
        Self::Target,
        Self::Low,
    ];

    /// The custom property of `static/tokens.css` that holds its colour.
    #[must_use]
    pub const fn property(self) -> &'static str {
        match self {
            Self::Ink => "--ink",
            Self::Muted => "--ink-2",
            Self::Grid => "--grid",
            Self::Card => "--card",
            Self::Input => "--c-input",
            Self::Weight => "--c-weight",
            Self::Output => "--c-output",
            Self::Slope => "--c-slope",
            Self::Curvature => "--c-temp",
            Self::Target => "--c-target",
            Self::Low => "--c-low",
        }
    }

    /// The CSS class that gives text this colour.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ink => "z",
            Self::Muted => "muted",
            Self::Grid => "grid-ink",
            Self::Card => "card-ink",
            Self::Input => "x",
            Self::Weight => "w",
            Self::Output => "y",
            Self::Slope => "d",
            Self::Curvature => "t",
            Self::Target => "g",
            Self::Low => "low",
        }
    }
}

/// One coordinate of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    log: bool,
    whole: bool,
    bare: bool,
}

/// Below every power of ten that is not 0: where a logarithmic axis drops what has no logarithm.
const ABYSS: f64 = -330.0;
/// So near to a power of ten a value counts as that power.
const SLACK: f64 = 1e-9;

impl Axis {
    /// An axis from `low` to `high`.
    #[must_use]
    pub const fn new(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            log: false,
            whole: false,
            bare: false,
        }
    }

    /// An axis from `low` to `high` without numbers and grid lines: its places have names.
    #[must_use]
    pub const fn bare(low: f64, high: f64) -> Self {
        Self {
            bare: true,
            ..Self::new(low, high)
        }
    }

    /// Whether it has neither numbers nor grid lines. The small app has no such axis.
    #[must_use]
    pub const fn is_bare(self) -> bool {
        cfg!(every_exhibit) && self.bare
    }

    /// An axis of what is counted, from `low` to `high`: it has no numbers between whole ones.
    #[must_use]
    pub const fn counts(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            log: false,
            whole: true,
            bare: false,
        }
    }

    /// Whether it has no numbers between whole ones.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.whole
    }

    /// A logarithmic axis of whole decades around 1 and the positive ones of `values`, from `lowest` (a power of ten) on:
    /// equal factors are equally long. What is 0 or less drops below it: a line falls off the chart, a point is held at the
    /// lower edge; the exhibit says so in words.
    #[must_use]
    pub fn decades(values: impl IntoIterator<Item = f64>, lowest: f64) -> Self {
        let positive = values.into_iter().filter(|v| *v > 0.0 && v.is_finite());
        let powers = positive.map(|value| libm::log10(value.max(lowest)));
        let (low, high) = powers.fold((0.0_f64, 0.0_f64), |(low, high), power| {
            (low.min(power), high.max(power))
        });
        let (low, high) = (libm::floor(low + SLACK), libm::ceil(high - SLACK));
        let low = if low == high { low - 1.0 } else { low };
        Self {
            low: libm::exp10(low),
            high: libm::exp10(high),
            log: true,
            whole: false,
            bare: false,
        }
    }

    /// Whether equal lengths are equal factors. The small app has no such axis.
    #[must_use]
    pub const fn is_log(self) -> bool {
        cfg!(every_exhibit) && self.log
    }

    /// What is proportional to the place of `value`: the value itself, or its power of ten.
    #[must_use]
    pub fn scaled(self, value: f64) -> f64 {
        if !self.is_log() {
            value
        } else if value <= 0.0 {
            ABYSS
        } else {
            libm::log10(value).max(ABYSS)
        }
    }

    /// The value that lies at `share` of the way from `low` to `high`.
    #[must_use]
    pub fn at(self, share: f64) -> f64 {
        if self.is_log() {
            let (low, high) = (self.scaled(self.low), self.scaled(self.high));
            libm::exp10(low + share * (high - low))
        } else {
            self.low + share * (self.high - self.low)
        }
    }

    /// A quiet frame around `values`: it holds 0, leaves some air, ends on halves, and goes no further than `cap`.
    #[must_use]
    pub fn around(values: impl IntoIterator<Item = f64>, cap: f64) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let (low, high) = (low.max(-cap), high.min(cap));
        let air = (0.25 * (high - low)).clamp(0.25, 0.5);
        Self::new(
            libm::floor(2.0 * (low - air)) / 2.0,
            libm::ceil(2.0 * (high + air)) / 2.0,
        )
    }

    /// A little above a point, for a word.
    #[must_use]
    pub fn above(self, (x, y): (f64, f64)) -> (f64, f64) {
        if self.is_log() {
            (x, self.at(self.share(y) + 0.03))
        } else {
            (x, y + 0.03 * (self.high - self.low))
        }
    }

    /// Where `value` lies between the ends: 0 at `low`, 1 at `high`.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        let (low, high) = (self.scaled(self.low), self.scaled(self.high));
        (self.scaled(value) - low) / (high - low)
    }

    /// Whether `value` lies between the ends.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// How a line is broken: curves that are compared differ in dash as well as in hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Long dashes.
    Long,
    /// Dots.
    Dotted,
}

impl Dash {
    /// The lengths of a dash and of the gap after it, in CSS pixels; `None` for an unbroken line.
    #[must_use]
    pub const fn lengths(self) -> Option<[f64; 2]> {
        match self {
            Self::Solid => None,
            Self::Long => Some([9.0, 6.0]),
            Self::Dotted => Some([3.0, 4.0]),
        }
    }
}

/// A curve. Each run is unbroken; between two runs there is a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Points (x, y) of each unbroken run, from left to right.
    pub runs: Vec<Vec<(f64, f64)>>,
    /// At a jump: an open dot where the curve ends, a filled one where its value is.
    pub dots: Vec<Dot>,
    /// Its quantity.
    pub ink: Ink,
    /// Its dash.
    pub dash: Dash,
    /// Its width in CSS pixels.
    pub width: f64,
}

impl Trace {
    /// One unbroken line through `points`, from left to right.
    #[must_use]
    pub fn through(points: Vec<(f64, f64)>, ink: Ink, dash: Dash, width: f64) -> Self {
        Self {
            runs: vec![points],
            dots: vec![],
            ink,
            dash,
            width,
        }
    }

    /// A curve of `sampling`: at a jump a gap, an open dot where it ends and a filled one where its value is.
    #[must_use]
    pub fn of(sampling: &Sampling, order: Order, ink: Ink, dash: Dash, width: f64) -> Self {
        let dots = sampling.jumps(order).into_iter().flat_map(ends).collect();
        Self {
            runs: sampling.lines(order),
            dots,
            ink,
            dash,
            width,
        }
    }

    /// The point furthest to the right that leaves room for a word inside `axis`.
    #[must_use]
    pub fn right_end(&self, axis: Axis) -> Option<(f64, f64)> {
        self.points()
            .rfind(|(_, y)| (0.05..0.9).contains(&axis.share(*y)))
    }

    /// The point furthest to the left that leaves room for a word inside `axis`.
    #[must_use]
    pub fn left_end(&self, axis: Axis) -> Option<(f64, f64)> {
        self.points()
            .find(|(_, y)| (0.05..0.9).contains(&axis.share(*y)))
    }

    /// The highest point that leaves room for a word inside `axis`; of equals, the one nearest to x = 2.
    #[must_use]
    pub fn peak(&self, axis: Axis) -> Option<(f64, f64)> {
        let inside = self
            .points()
            .filter(|(_, y)| (0.05..0.9).contains(&axis.share(*y)));
        let distance = |x: f64| (x - 2.0).abs();
        inside.max_by(|a, b| {
            a.1.total_cmp(&b.1)
                .then(distance(b.0).total_cmp(&distance(a.0)))
        })
    }

    fn points(&self) -> impl DoubleEndedIterator<Item = (f64, f64)> {
        self.runs.iter().flatten().copied()
    }
}

fn ends(jump: Jump) -> Vec<Dot> {
    let mut dots: Vec<Dot> = [jump.left, jump.right]
        .map(|y| Dot {
            at: (jump.x, y),
            filled: y == jump.value,
        })
        .to_vec();
    if !dots.iter().any(|dot| dot.filled) {
        dots.push(Dot {
            at: (jump.x, jump.value),
            filled: true,
        });
    }
    dots
}

/// An end of a curve at a jump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where.
    pub at: (f64, f64),
    /// Whether the curve takes this value.
    pub filled: bool,
}

/// A shaded stretch of the x axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its left end; may be −∞.
    pub from: f64,
    /// Its right end; may be ∞.
    pub to: f64,
}

/// On which side of its place a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Starts there and runs to the right.
    Right,
    /// Ends there.
    Left,
    /// Centred on it.
    Middle,
}

/// What lies over the curves.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A straight line.
    Line {
        /// One end.
        from: (f64, f64),
        /// The other end.
        to: (f64, f64),
        /// Its quantity.
        ink: Ink,
        /// Its dash.
        dash: Dash,
    },
    /// A dot.
    Point {
        /// Where; outside the chart it is held at the edge, as a triangle that points outwards.
        at: (f64, f64),
        /// Its quantity.
        ink: Ink,
        /// Its radius in CSS pixels.
        radius: f64,
    },
    /// A point of data that is yes or no: a disc where it is yes, a square where it is no, with a word beside it.
    Datum {
        /// Where.
        at: (f64, f64),
        /// Whether it is yes.
        on: bool,
        /// The word.
        text: String,
    },
    /// A word beside a curve: there is no legend box.
    Label {
        /// Where.
        at: (f64, f64),
        /// The words.
        text: String,
        /// Its quantity.
        ink: Ink,
        /// Where it stands.
        side: Side,
    },
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Shaded stretches.
    pub bands: Vec<Band>,
    /// A colour field below all else: see [`heat`](super::heat).
    pub patches: Vec<Patch>,
    /// Curves, the first at the bottom.
    pub traces: Vec<Trace>,
    /// Points, guides and words.
    pub marks: Vec<Mark>,
}

impl Plot {
    /// A chart over these axes, with nothing in it.
    #[must_use]
    pub const fn over(x: Axis, y: Axis) -> Self {
        Self {
            x,
            y,
            bands: Vec::new(),
            patches: Vec::new(),
            traces: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// A map over two inputs with these names, and a colour field on it.
    #[must_use]
    pub fn map(x: Axis, y: Axis, [across, up]: [&str; 2], patches: Vec<Patch>) -> Self {
        let name = |(right, top): (f64, f64), text: String, side| Mark::Label {
            at: (
                x.low + right * (x.high - x.low),
                y.low + top * (y.high - y.low),
            ),
            text,
            ink: Ink::Input,
            side,
        };
        let marks = vec![
            name((0.99, 0.02), format!("{across} →"), Side::Left),
            name((0.015, 0.92), format!("{up} ↑"), Side::Right),
        ];
        Self {
            patches,
            marks,
            ..Self::over(x, y)
        }
    }

    /// The marks as they are drawn over one another: words on top, where they can be read.
    pub(super) fn marks_upwards(&self) -> impl Iterator<Item = &Mark> {
        let is_word = |mark: &&Mark| matches!(mark, Mark::Label { .. });
        let (words, others) = (self.marks.iter(), self.marks.iter());
        others
            .filter(move |mark| !is_word(mark))
            .chain(words.filter(is_word))
    }
}
