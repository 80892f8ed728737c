//! What a page and the worker that trains for it say to each other. A page may come alive without the engine, so this
//! knows nothing of it.

use serde::{Deserialize, Serialize};

use super::{Examples, Spec};

/// Which run a message is about. A page counts its runs, so that a late report of an old one is known as such.
pub type RunId = u32;

/// All that a run starts from. Equal tasks give bit-for-bit equal runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The network and how it learns.
    pub spec: Spec,
    /// What it learns from: one example or more. Their order is shuffled anew each epoch, by the seed of the spec and the
    /// epoch's number alone.
    pub train: Examples,
    /// What it is measured with beside that; there may be none.
    pub test: Examples,
    /// How many examples make a step, from 1 on, until [`ToWorker::Batch`] says another; the last step of an epoch has those
    /// that are left.
    pub batch: usize,
    /// Where it starts instead of at the spec's random weights: what [`Report::parameters`] held, and how far it had come.
    pub start: Option<Start>,
    /// What is wanted in a report.
    pub look: Look,
}

/// A half-trained network. It goes on with the order of examples that it would have had. Plain gradient descent without
/// dropout goes on as if nothing had happened; other optimisers begin anew with what they remember of gradients, and dropout with its chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// As [`Report::parameters`] has them: finite numbers.
    pub parameters: Vec<f32>,
    /// Steps that it has taken already …
    pub step: u64,
    /// … and the examples that it has seen in them, as [`Report::seen`] counts them.
    pub seen: u64,
}

/// What a report is to show beside the losses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Inputs, as [`Examples::inputs`] has them, at which the outputs are wanted; may be empty.
    pub at: Vec<Vec<f32>>,
    /// The hidden units' outputs there as well.
    pub units: bool,
    /// What happens in each layer: gradients, activations, dead units.
    pub layers: bool,
    /// The parameters.
    pub parameters: bool,
}

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Begins another run; the one before is forgotten. Answered by a report of its first state.
    Load(RunId, Box<Task>),
    /// Trains without rest until told otherwise, in the place of what it did before.
    Run(Run),
    /// Rests. Answered by a report.
    Pause,
    /// Takes so many steps, then rests. Answered by a report when they are taken; what comes in the meantime is followed.
    Step(u64),
    /// The same, until an epoch is over.
    Epoch,
    /// Another finite value for one parameter, by its place in [`Report::parameters`]. Answered by a report. A run goes on.
    Set(usize, f32),
    /// Another rate, optimiser, loss, decay, dropout, activation, output or seed, with the parameters as they are: layers,
    /// their units and their normalisation must stay. An optimiser that stays keeps its memory. Answered by a report. A run
    /// goes on.
    Retune(Box<Spec>),
    /// Something else is wanted in reports. Answered by a report. A run goes on.
    Look(Box<Look>),
    /// The last report of a run has been shown: the next one may come. (Without this a slow page would drown in reports.)
    /// Answers to messages need no such leave.
    Seen,
    /// So many examples a step from the next one on, from 1 on, in the place of [`Task::batch`]. What the optimiser remembers
    /// stays, and so do the counts of steps and of examples: an epoch goes on where it is. A run goes on; it is answered, by a
    /// report, only where the run broke before.
    Batch(usize),
}

/// How long to train, and what is to be heard of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Rests after this step of the run.
    pub until: Option<u64>,
    /// Rests when the loss over the test examples, or the training examples where there are none, is this or less. It is
    /// looked at when the run begins and then with each report of `every`, without that at the end of each epoch.
    pub target: Option<f64>,
    /// A report at each step that so many divide, from 1 on, whether or not the last one was seen; without that one
    /// whenever the last one was seen. The last report of a run comes in any case.
    pub every: Option<u64>,
    /// Rests when so many epochs are over, those before the start among them.
    pub epochs: Option<u64>,
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// How a run stands.
    Report(RunId, Box<Report>),
    /// A message about this run (0 if there is none) was not followed, and why, in English, for the console; the run is as
    /// it was, and after a task that was refused the one before is.
    Refused(RunId, String),
}

/// How a run stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Steps taken, those before the start among them.
    pub step: u64,
    /// Examples seen in them, each as often as it was seen: an epoch is over when all have been seen once more.
    pub seen: u64,
    /// Whether it goes on by itself.
    pub running: bool,
    /// How it does on the training examples …
    pub train: Score,
    /// … and on the test examples, if there are any.
    pub test: Option<Score>,
    /// What comes out at [`Look::at`]: the layers asked for, of each the units, of each one number an input.
    /// The last layer alone, or all.
    pub surfaces: Vec<Vec<Vec<f32>>>,
    /// One a layer, the last one included.
    pub layers: Vec<LayerReport>,
    /// All that a half-trained network carries.
    pub parameters: Vec<f32>,
    /// Where numbers ceased to be numbers. Then it rests before that step, with the last numbers that were some: told to go
    /// on it breaks again, unless it was retuned or set.
    pub broken: Option<Broken>,
}

/// How good outputs are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The mean loss.
    pub loss: f64,
    /// For outputs that choose among classes: how many examples of each true class (row) were taken for which (column).
    /// They do where there is a softmax, the largest counts; or one sigmoid with targets 0 and 1, or one tanh with targets −1
    /// and 1, the middle between them divides. Else it is empty.
    pub confusion: Vec<Vec<u32>>,
}

impl Score {
    /// The share of examples whose class was found; none where outputs are no classes.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        let all: u32 = self.confusion.iter().flatten().sum();
        let right: u32 = (0..self.confusion.len())
            .map(|i| self.confusion[i][i])
            .sum();
        (all > 0).then(|| f64::from(right) / f64::from(all))
    }
}

/// What happens in a layer, over the training examples.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayerReport {
    /// The root mean square of the last batch's gradient over the layer's weights.
    pub gradient: f32,
    /// The root mean square of the weights.
    pub weights: f32,
    /// Units whose slope is 0 for every training example.
    pub dead: u32,
    /// The least and the greatest of what comes out, …
    pub range: (f32, f32),
    /// … and how much of it falls into each of [`BINS`] equal parts of that range, as a share of all.
    pub histogram: Vec<f32>,
}

/// How many parts a histogram has.
pub const BINS: usize = 24;

/// Where numbers ceased to be numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// The step that did it.
    pub step: u64,
    /// The first layer in which, counted from 0; the outputs' is the last.
    pub layer: usize,
    /// What was being done there.
    pub operation: Operation,
}

/// What is done in a layer, in the order of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// w·x + b
    Affine,
    /// Batch, layer or RMS normalisation.
    Normalisation,
    /// f(z)
    Activation,
    /// The loss of the outputs.
    Loss,
    /// Its derivative, on the way back.
    Gradient,
    /// What the optimiser makes of that.
    Update,
}
