//! At most one drawing a frame; and plays, which go on frame by frame.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use yew::Callback;

/// Runs the latest of the jobs it was given in the next animation frame, and only that one.
#[derive(Clone, Default)]
pub struct Frames(Rc<RefCell<Pending>>);

#[derive(Default)]
struct Pending {
    job: Option<Box<dyn FnOnce()>>,
    frame: Option<AnimationFrame>,
}

impl Frames {
    /// Runs `job` in the next frame, in place of an earlier one that still waits.
    pub fn request(&self, job: impl FnOnce() + 'static) {
        let mut pending = self.0.borrow_mut();
        pending.job = Some(Box::new(job));
        if pending.frame.is_none() {
            let queue = Rc::downgrade(&self.0);
            pending.frame = Some(request_animation_frame(move |_| {
                let Some(queue) = queue.upgrade() else { return };
                let Pending { job, frame } = queue.take();
                drop(frame);
                if let Some(job) = job {
                    job();
                }
            }));
        }
    }
}

/// The longest time that a frame of a play may stand for, in seconds: after a pause it goes on where it was.
const LONGEST: f64 = 0.1;

/// Goes on frame by frame until it is told to stop, or until it is dropped with the view that holds it. A page that
/// nobody sees has no frames, so there it pauses.
#[derive(Default)]
pub struct Player(Rc<RefCell<Option<AnimationFrame>>>);

impl Player {
    /// Calls `tick` in every frame from the next on, with the seconds that have passed since the last one.
    pub fn start(&self, tick: Callback<f64>) {
        play(&self.0, None, tick);
    }

    /// No more frames.
    pub fn stop(&self) {
        self.0.take();
    }

    /// Whether it goes on.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.0.borrow().is_some()
    }
}

fn play(frame: &Rc<RefCell<Option<AnimationFrame>>>, before: Option<f64>, tick: Callback<f64>) {
    let held = Rc::downgrade(frame);
    let next = request_animation_frame(move |time| {
        let Some(frame) = held.upgrade() else { return };
        let passed = before.map_or(0.0, |before| (time - before) / 1000.0);
        play(&frame, Some(time), tick.clone());
        // Last, for it may stop the play.
        tick.emit(passed.clamp(0.0, LONGEST));
    });
    frame.replace(Some(next));
}
