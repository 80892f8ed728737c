//! At most one drawing a frame.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};

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
