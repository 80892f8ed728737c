//! The playground in the browser: what happens to it, and where its parts stand.

mod bar;
mod course;
mod csv;
mod design;
mod export;
mod eye;
mod follow;
mod how;
mod inside;
mod net;
mod notice;
mod own;
mod plane;
mod reading;
mod result;
mod still;
mod surface;
mod touch;
mod unit;
mod worker;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::{AttrValue, Component, Context, Html, NodeRef, html};

use super::diagram::Windows;
use super::setup::Setup;
use super::shown::{History, Shown};
use super::{Train, TrainState};
use crate::browser::files::Content;
use crate::browser::trainer::Heard;
use crate::browser::{Frames, Leaving, Player, prefers_stillness};
use crate::charts::Plot;
use crate::exhibits::shared::{Live, try_it};
use crate::exhibits::{Exhibit as _, ViewProps};
use crate::nn::protocol::ToWorker;
use course::STILL;
use csv::Paste;
use eye::{Eye, Glance};
use follow::{carried, shown};
use net::Net;
use notice::Notice;
use own::Stroke;
use plane::Plane;
use result::loss_curve;
use still::{Part, Stills};
use worker::Worker;

pub(super) fn view(props: ViewProps<TrainState>) -> Html {
    html! { <Playground props={Rc::new(props)} /> }
}

/// What can happen.
enum Msg {
    /// Trains, or rests.
    Play,
    /// Rests.
    Pause,
    /// So many steps, and rests.
    Step(Stride),
    /// From the first weights again.
    Replay,
    /// So many seconds have passed.
    Tick(f64),
    /// The worker says something.
    Heard(Box<Heard>),
    /// What was reported last has been painted.
    Painted,
    /// The state becomes another by hand.
    Edit(Box<TrainState>),
    /// Another value for a parameter.
    Set(usize, f64),
    /// One looks at something else.
    Look(Glance),
    /// The cursor of the loss curve.
    Cursor(f64),
    /// Back to the last good weights, and perhaps on with a tenth of the rate.
    Mend(bool),
    /// A pen on the picture.
    Draw(Stroke),
    /// A table was pasted or read, or could not be; and whether it is to be used.
    Paste(Content, bool),
    /// A file is held over it, or no more.
    Hold(bool),
    /// A file with a network was read, or could not be.
    Open(Content),
    /// The notice was read.
    Dismiss,
}

/// How far a single press goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stride {
    Example,
    Batch,
    Epoch,
}

/// The playground.
struct Playground {
    setup: Rc<Setup>,
    shown: Shown,
    history: History,
    worker: Worker,
    playing: bool,
    player: Player,
    /// The part of a step that is due.
    due: f64,
    /// Whether a step was asked for that is not done yet.
    waiting: bool,
    /// Whether the last report is to be acknowledged once it is painted.
    unseen: bool,
    frames: Frames,
    rest: Option<Timeout>,
    /// What was told to the frame last, and when.
    told: TrainState,
    told_at: f64,
    /// Whether the frame has heard of this run: what comes after is undone with it.
    begun: bool,
    /// Epochs a second …
    pace: Option<f64>,
    /// … when that was measured last, and how many examples it had seen then.
    measured: (f64, u64),
    /// The network with the least training loss of this design.
    best: Option<Shown>,
    notice: Option<Notice>,
    slow: bool,
    eye: Eye,
    cursor: Option<f64>,
    /// The history as a chart, and when it was drawn.
    curve: Rc<Plot>,
    curved: f64,
    /// What the next point of one's own will be.
    pen: f64,
    paste: Paste,
    /// Whether a file is held over it.
    held: bool,
    /// Why a file could not be used.
    unread: Option<String>,
    /// The parameters of a file, until the state follows.
    opened: Option<Rc<Vec<f32>>>,
    /// Counts designs: what does not move while it learns is looked at anew when this changes.
    design: u64,
    /// The network as it was painted last, and when.
    net: Rc<Net>,
    painted: f64,
    /// The picture as it was painted last.
    plane: Rc<Plane>,
    /// What the large picture shows, in words.
    label: AttrValue,
    stills: Stills,
    root: NodeRef,
    _leaving: Option<Leaving>,
}

impl Component for Playground {
    type Message = Msg;
    type Properties = Live<TrainState>;

    fn create(ctx: &Context<Self>) -> Self {
        let state = &ctx.props().props.state;
        let setup = Setup::of(state);
        let shown = shown(state, &setup);
        let mut history = History::default();
        history.add(&setup, &shown);
        let setup = Rc::new(setup);
        let net = Rc::new(Net::of(&setup, &shown, &Windows::default()));
        let plane = Rc::new(Plane::of(&setup, &shown, None));
        let pause = ctx.link().callback(|()| Msg::Pause);
        Self {
            best: Some(shown.clone()),
            setup,
            net,
            plane,
            shown,
            worker: Worker::default(),
            playing: false,
            player: Player::default(),
            due: 0.0,
            waiting: false,
            unseen: false,
            frames: Frames::default(),
            rest: None,
            told: carried(state),
            told_at: 0.0,
            begun: false,
            pace: None,
            measured: (0.0, 0),
            notice: None,
            slow: false,
            eye: Eye::default(),
            cursor: None,
            curve: Rc::new(loss_curve(&history, ctx.props().props.text)),
            curved: 0.0,
            pen: 1.0,
            history,
            paste: Paste::default(),
            held: false,
            unread: None,
            opened: None,
            design: 0,
            painted: 0.0,
            label: Train::summary(state, ctx.props().props.text).into(),
            stills: Stills::default(),
            root: NodeRef::default(),
            _leaving: cfg!(target_arch = "wasm32").then(|| Leaving::new(pause)),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Live<TrainState>) -> bool {
        let (old, new) = (&before.props, &ctx.props().props);
        if old.text.lang != new.text.lang {
            self.design += 1;
        }
        if new.state != self.told {
            self.follow(&new.state);
        }
        self.draw_curve(new.text, !self.playing);
        self.paint();
        if new.state != old.state || old.text.lang != new.text.lang {
            self.label = Train::summary(&new.state, new.text).into();
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Play if self.playing => self.pause(ctx),
            Msg::Play => self.play(ctx),
            Msg::Pause if !self.playing => return false,
            Msg::Pause => self.pause(ctx),
            Msg::Step(stride) => self.step(ctx, stride),
            Msg::Replay => self.replay(ctx),
            Msg::Tick(seconds) => {
                self.tick(ctx, seconds);
                return false;
            }
            Msg::Heard(heard) => {
                if !self.hear(ctx, *heard) {
                    return false;
                }
            }
            Msg::Painted => {
                self.worker.say(&ToWorker::Seen);
                return false;
            }
            Msg::Edit(state) => {
                let props = &ctx.props().props;
                self.paste.forget();
                let same = state.network() == props.state.network();
                let trained = props.state.trained.clone().filter(|_| same);
                props.set.emit(TrainState { trained, ..*state });
            }
            Msg::Set(parameter, value) => self.set(ctx, parameter, value as f32),
            Msg::Look(glance) => return self.look(glance),
            Msg::Cursor(epoch) => self.cursor = Some(epoch),
            Msg::Mend(slower) => self.mend(ctx, slower),
            Msg::Draw(stroke) => self.draw(ctx, stroke),
            Msg::Paste(content, use_it) => self.paste(ctx, content, use_it),
            Msg::Hold(held) => return std::mem::replace(&mut self.held, held) != held,
            Msg::Open(content) => self.open(ctx, content),
            Msg::Dismiss => self.notice = None,
        }
        self.paint();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let text = props.text;
        let plain = props.state.untrained() == TrainState::default();
        let question = if plain {
            text.train_try_circle()
        } else {
            text.train_try_other()
        };
        let [ondragover, ondragleave, ondrop] = self.drops(ctx);
        let there = self.trace();
        html! {
            <div class={if self.held { "playground taking" } else { "playground" }} ref={&self.root} {ondragover} {ondragleave} {ondrop}>
                { try_it(question, text) }
                { self.bar(ctx) }
                { self.notices(ctx) }
                <div class="play-body">
                    { self.still(Part::Data, || self.data(ctx)) }
                    <div class="net-part">
                        { self.diagram(ctx) }
                        { self.unit_reading(&there, text) }
                        { self.still(Part::Layers, || self.layers(ctx)) }
                        { self.unit(ctx) }
                    </div>
                    { self.result(ctx, &there) }
                </div>
                { self.remarks(ctx) }
                { self.own(ctx) }
                { self.still(Part::How, || self.how(ctx)) }
                { self.inside(ctx) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        self.give_focus();
        self.bring_reply();
        if !std::mem::take(&mut self.unseen) {
            return;
        }
        let link = ctx.link().clone();
        let seen = move || link.send_message(Msg::Painted);
        if prefers_stillness() {
            self.rest = Some(Timeout::new(STILL, seen));
        } else {
            self.frames.request(seen);
        }
    }
}

impl Playground {
    /// Shows how it stands, as far as that is another than what is shown.
    fn paint(&mut self) {
        self.paint_net();
        self.paint_plane();
        self.say_anew();
    }
}
