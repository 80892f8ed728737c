//! What a run has come to, short enough for a link.

use crate::exhibits::coarse;
use crate::nn::protocol::Report;

use super::setup::SIDE;

/// News after as many steps …
pub const LEG: u64 = 50;
/// … and a run has as many legs.
pub const LEGS: usize = 40;
/// A loss is kept up to so many times that of the start.
pub(super) const MOST: f64 = 2.0;
const LOSSES: (f64, f64) = (0.0, MOST);
const OUTPUTS: (f64, f64) = (0.0, 1.0);

/// A run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The share of the test points that are taken for the wrong class, to four decimals.
    pub wrong: f64,
    /// The training loss before the first step and after each leg, as a share of the first.
    pub losses: Vec<f64>,
    /// The outputs at the places of a map.
    pub map: Vec<f64>,
}

impl Outcome {
    /// Takes the next report of a run: `first` is its training loss before the first step.
    pub fn take(&mut self, report: &Report, first: f64) {
        let score = report.test.as_ref().unwrap_or(&report.train);
        self.wrong = four_decimals(1.0 - score.accuracy().unwrap_or(0.0));
        self.losses.push((report.train.loss / first).min(MOST));
        let outputs = report.surfaces.last().and_then(|layer| layer.first());
        let wide = |outputs: &Vec<f32>| outputs.iter().map(|y| f64::from(*y)).collect();
        self.map = outputs.map(wide).unwrap_or_default();
    }

    /// As a link holds it.
    #[must_use]
    pub fn settled(&self) -> Option<Self> {
        Self::read(&self.write())
    }

    /// As it stands in a link.
    pub(super) fn write(&self) -> String {
        format!(
            "{}~{}~{}",
            self.wrong,
            coarse::write(&self.losses, LOSSES),
            coarse::write(&self.map, OUTPUTS)
        )
    }

    /// The run of such a text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('~').collect();
        let &[wrong, losses, map] = parts.as_slice() else {
            return None;
        };
        let wrong = crate::text::parse(wrong).filter(|share| (0.0..=1.0).contains(share))?;
        let count = losses.len() / 2;
        (1..=LEGS + 1).contains(&count).then_some(())?;
        Some(Self {
            wrong: four_decimals(wrong),
            losses: coarse::read(losses, count, LOSSES)?,
            map: coarse::read(map, SIDE * SIDE, OUTPUTS)?,
        })
    }

    /// The last loss, as a share of the first.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or(1.0)
    }
}

fn four_decimals(share: f64) -> f64 {
    libm::round(1e4 * share) / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_comes_back_from_a_link_as_it_was_written() {
        let run = Outcome {
            wrong: 0.044,
            losses: (0..=LEGS).map(|i| 1.0 / (1.0 + i as f64)).collect(),
            map: (0..SIDE * SIDE).map(|i| i as f64 / 200.0).collect(),
        };
        let text = run.write();
        assert!(text.len() < 440, "{}", text.len());
        let settled = run.settled().unwrap();
        assert_eq!(
            (settled.write(), settled.settled()),
            (text, Some(settled.clone()))
        );
        assert!((settled.loss() - run.loss()).abs() < MOST / 4000.0);
    }

    #[test]
    fn what_is_damaged_is_not_read() {
        for text in ["", "0.1", "0.1~AA~AA", "2~AA~AA", "x~~", "0.1~~AA~AA"] {
            assert_eq!(Outcome::read(text), None, "{text}");
        }
    }
}
