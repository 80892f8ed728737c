//! Training from here: the net's numbers follow the gradient, from where they were set, and the error over its steps.

use std::cell::RefCell;

use super::{HingesState, RANGE};
use crate::exhibits::BOUND;
use crate::exhibits::target::Target;
use crate::maths::hinge_descent::Lesson;
use crate::maths::{Curve as _, Hinges};

/// As many steps are kept; then the count begins anew.
pub(crate) const MOST_STEPS: usize = 2000;
/// The largest learning rate.
pub(crate) const FASTEST: f64 = 10.0;
/// It learns from as many points, the middles of equal parts of the range.
const POINTS: usize = 120;
/// It has run away when its error is more than so many times that of the start. (Not more: behind an outer `ReLU` it can
/// end where nothing comes out, and stay there.)
const AWAY: f64 = 2.0;
/// An error at the start that is smaller than this is rounding.
const ROUNDING: f64 = 1e-6;

/// What a run depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    /// Where it starts.
    start: Hinges,
    /// What it learns.
    aim: Target,
    /// The learning rate.
    rate: f64,
    /// Whether the way around the hidden units learns as well.
    skip: bool,
}

/// A run so far: the net before the first step and after each, and the RMSE over the points there.
struct Run {
    task: Task,
    lesson: Lesson,
    nets: Vec<Hinges>,
    errors: Vec<f64>,
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

impl HingesState {
    /// What training depends on; `None` while points of the target are still to be drawn.
    pub(super) fn task(&self) -> Option<Task> {
        Some(Task {
            start: self.net(),
            aim: self.aim()?,
            rate: self.rate,
            skip: self.has_skip,
        })
    }

    /// What `look` sees of the run, which is computed as far as it is needed.
    fn course<T>(&self, look: impl FnOnce(&[Hinges], &[f64]) -> T) -> Option<T> {
        let (task, steps) = (self.task()?, self.steps as usize);
        Some(RUN.with_borrow_mut(|kept| {
            if kept.as_ref().is_none_or(|run| run.task != task) {
                *kept = Some(Run::new(task));
            }
            let run = kept.as_mut().expect("a run was kept just now");
            run.go_on(steps);
            look(&run.nets[..=steps], &run.errors[..=steps])
        }))
    }

    /// The same state with the numbers that the steps have made of the net, as if it began there.
    #[must_use]
    pub fn settled(&self) -> Self {
        let mut next = self.clone();
        let trained = (self.steps > 0.0).then(|| self.course(|nets, _| nets.last().cloned()));
        if let Some(net) = trained.flatten().flatten() {
            (next.units, next.c) = (net.units, net.bias);
            if next.has_skip {
                next.skip = net.skip;
            }
        }
        next.steps = 0.0;
        next
    }

    /// What a change by hand of the settled state comes to: another net, target or rate begins a new run, anything else
    /// leaves it.
    #[must_use]
    pub fn after(&self, by_hand: Self) -> Self {
        if by_hand.task() != self.settled().task() {
            return by_hand;
        }
        Self {
            units: self.units.clone(),
            skip: self.skip,
            c: self.c,
            steps: self.steps,
            ..by_hand
        }
    }

    /// So many steps further.
    #[must_use]
    pub fn further(&self, steps: usize) -> Self {
        let mut next = if self.steps as usize + steps > MOST_STEPS {
            self.settled()
        } else {
            self.clone()
        };
        if next.task().is_some() {
            next.steps += steps as f64;
        }
        next
    }

    /// The RMSE over the points, before the first step and after each.
    pub(super) fn errors(&self) -> Vec<f64> {
        self.course(|_, errors| errors.to_vec()).unwrap_or_default()
    }

    /// Whether the steps are so long that the error grows without end.
    #[must_use]
    pub fn has_run_away(&self) -> bool {
        let grown = |errors: &[f64]| errors[errors.len() - 1] > AWAY * errors[0].max(ROUNDING);
        self.course(|_, errors| grown(errors)).unwrap_or(false)
    }
}

impl Run {
    fn new(task: Task) -> Self {
        let step = (RANGE.1 - RANGE.0) / POINTS as f64;
        let middle = |i: usize| RANGE.0 + step * (i as f64 + 0.5);
        let points = (0..POINTS).map(|i| (middle(i), task.aim.at(middle(i)).y));
        let lesson = Lesson {
            points: points.collect(),
            rate: task.rate,
            skip: task.skip,
            bound: BOUND,
        };
        let errors = vec![libm::sqrt(lesson.slope(&task.start).error)];
        Self {
            nets: vec![task.start.clone()],
            task,
            lesson,
            errors,
        }
    }

    fn go_on(&mut self, steps: usize) {
        while self.nets.len() <= steps {
            let (next, _) = self.lesson.step(&self.nets[self.nets.len() - 1]);
            self.errors.push(libm::sqrt(self.lesson.slope(&next).error));
            self.nets.push(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Hinge;
    use super::*;
    use crate::exhibits::Exhibit as _;
    use crate::exhibits::fields::write;
    use crate::exhibits::links::{state, value};

    #[test]
    fn the_net_of_the_article_comes_closer_in_a_thousand_steps() {
        // Both by tests/data/make_hinge_descent.py with NumPy 2.4.6.
        for (steps, rmse, points) in [
            ("steps=0", 0.019_129, 0.019_129),
            ("steps=100", 0.014_909, 0.014_904),
            ("steps=1000", 0.012_436, 0.012_420),
        ] {
            assert!(
                (value::<Hinge>(steps, "rmse") - rmse).abs() < 1e-6,
                "{steps}"
            );
            let last = state::<HingesState>(steps).errors().pop().unwrap();
            assert!((last - points).abs() < 1e-6, "{steps}: {last}");
        }
    }

    #[test]
    fn a_state_holds_where_it_began_and_how_many_steps_it_took() {
        let trained = HingesState::default().further(3).further(4);
        assert_eq!(write(&trained), "steps=7");
        let settled = trained.settled();
        assert_eq!(settled.steps, 0.0);
        assert_eq!(
            Hinge::values(&settled)[..4],
            Hinge::values(&trained)[..4],
            "y, max_error, error_x, rmse"
        );
        assert_eq!(trained.further(MOST_STEPS).steps, MOST_STEPS as f64);
        assert_eq!(
            trained.further(MOST_STEPS).units,
            settled.units,
            "a new count from there"
        );
    }

    #[test]
    fn a_look_leaves_the_run_and_a_hand_on_the_net_begins_another() {
        let trained = HingesState::default().further(50);
        let mut looked = trained.settled();
        (looked.x, looked.unit) = (2.0, 3);
        let looked = trained.after(looked);
        assert_eq!(
            write(&looked),
            "x=2&unit=4&rate=0.01&steps=50".replace("&rate=0.01", "")
        );
        let mut moved = trained.settled();
        moved.units[0].b = 3.0;
        assert_eq!(trained.after(moved.clone()), moved);
        let mut faster = trained.settled();
        faster.rate = 0.1;
        assert_eq!(trained.after(faster).steps, 0.0);
    }

    #[test]
    fn a_rate_that_is_too_large_is_known_as_such_and_stays_finite() {
        assert!(!state::<HingesState>("steps=2000").has_run_away());
        let wild = "rate=10&steps=200";
        assert!(state::<HingesState>(wild).has_run_away());
        assert!(
            Hinge::values(&state::<HingesState>(wild))
                .iter()
                .all(|(_, v)| v.is_finite())
        );
    }

    #[test]
    fn what_is_still_to_be_drawn_cannot_be_learned() {
        let open = state::<HingesState>("target=sketch&steps=5");
        assert_eq!(open.further(10).steps, 5.0);
        assert_eq!((open.settled().units, open.errors()), (open.units, vec![]));
    }
}
