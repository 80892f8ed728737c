//! Layers in the browser: the formula that folds, the chart, the layer in hand, and a page as a picture of it all.

use std::rc::Rc;

use yew::{Html, MouseEvent, html};

use super::formula::{Piece, Token, factor, spoken, summand, written};
use super::{CollapseState, LAYERS, data, least_miss, miss, xor};
use crate::browser::keys::snap;
use crate::charts::{Chart, Cursor, Ink};
use crate::controls::{
    Readout, Slider, chips, function_select, mi, mn, mo, readout, slider, toggle,
};
use crate::exhibits::shared::{Edit, INPUT, KNOB, changed, edits, try_it};
use crate::exhibits::{BOUND, ViewProps};
use crate::maths::{Activation, Affine, Chain};
use crate::text::{Text, fixed};

/// What a number that does not exist looks like.
const NONE: &str = "–";

/// What all parts of the view look at.
struct Scene<'a> {
    props: &'a ViewProps<CollapseState>,
    edit: Edit,
    /// The chain after each fold; the first is unfolded, the last as folded as it can be.
    foldings: Vec<Chain>,
    /// How many folds have been made.
    made: usize,
}

pub(super) fn view(props: ViewProps<CollapseState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = &props;
    let foldings = state.chain().foldings();
    let scene = Scene {
        props: &props,
        edit: edits(state, set),
        made: state.fold.min(foldings.len() - 1),
        foldings,
    };
    let question = if state.plane {
        text.collapse_try_it_plane()
    } else {
        text.collapse_try_it()
    };
    html! {
        <>
            { try_it(question, text) }
            { scene.formula() }
            <div class="body">
                { scene.chart() }
                <div class="panel" role="group" aria-label={text.frame_controls()}>{ scene.controls() }</div>
            </div>
            { scene.note() }
            if state.page { { page(state, &scene.edit, text) } }
            { readout(text.frame_readouts(), scene.readouts()) }
        </>
    }
}

impl Scene<'_> {
    fn state(&self) -> &CollapseState {
        &self.props.state
    }

    fn text(&self) -> &'static Text {
        self.props.text
    }

    /// The chain folded as far as it can be.
    fn least(&self) -> &Chain {
        &self.foldings[self.foldings.len() - 1]
    }

    /// The formula as it is folded now, in the room that it needs unfolded.
    fn formula(&self) -> Html {
        let (text, now) = (self.text(), &self.foldings[self.made]);
        let next = now.open().next();
        let pieces = written(now, text);
        let label = spoken(&pieces);
        let room = written(&self.foldings[0], text);
        html! {
            <div class="formula folds">
                <div class="pleat">
                    <p class="room" aria-hidden="true">{ for room.into_iter().map(|piece| written_out(piece, None)) }</p>
                    <p role="math" aria-label={label}>{ for pieces.into_iter().map(|piece| written_out(piece, next)) }</p>
                </div>
                <div class="chips">
                    { self.button("unfold", text.collapse_unfold(), self.made.checked_sub(1)) }
                    { self.button("fold", text.collapse_fold(), next.map(|_| self.made + 1)) }
                </div>
            </div>
        }
    }

    /// A button that sets how many folds are made.
    fn button(&self, name: &'static str, label: &'static str, folds: Option<usize>) -> Html {
        let folds = folds.map(|folds| folds.to_string());
        let disabled = folds.is_none();
        let onclick = self.click("fold", folds.unwrap_or_default());
        html! { <button type="button" class="chip" {name} {disabled} {onclick}>{ label }</button> }
    }

    fn click(&self, key: &'static str, value: String) -> yew::Callback<MouseEvent> {
        self.edit
            .reform(move |_: MouseEvent| (key.to_owned(), value.clone()))
    }

    fn chart(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let plot = Rc::new(state.plot(self.least(), text));
        let (label, epoch) = (text.frame_chart(), self.props.epoch);
        if state.plane {
            return html! { <Chart {plot} {label} {epoch} shape="square fill" /> };
        }
        let cursor = Cursor {
            at: state.cursor(self.least()),
            ink: Ink::Output,
            label: text.collapse_cursor().into(),
            value_text: format!("x {}, y {}", text.say(state.x, 2), text.say(self.y(), 2)).into(),
            travel: INPUT,
        };
        let on_move = self
            .edit
            .reform(|x| ("x".to_owned(), snap(x, INPUT.step).to_string()));
        html! { <Chart {plot} {label} {epoch} {cursor} {on_move} shape="fill" /> }
    }

    fn y(&self) -> f64 {
        self.least().output(&[self.state().x])
    }

    fn controls(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let input = |name, label, plane| {
            let set = changed(state, &self.props.set, move |s: &mut CollapseState, _| {
                if s.plane != plane {
                    let (page, styled) = (s.page, s.styled);
                    *s = CollapseState {
                        page,
                        styled,
                        ..CollapseState::of(plane, if plane { 2 } else { 3 })
                    };
                }
            });
            toggle(name, label, state.plane == plane, &set)
        };
        let inputs = html! {
            <>
                { input("in-1", text.collapse_line(), false) }
                { input("in-2", text.collapse_plane(), true) }
            </>
        };
        html! {
            <>
                { chips(text.collapse_inputs(), inputs) }
                { chips(text.collapse_layers(), self.layers()) }
                { self.layer() }
                { self.after() }
                { chips(text.collapse_show(), self.switches()) }
            </>
        }
    }

    /// A pill for each layer, and two that make more and fewer of them.
    fn layers(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let (n, most) = (state.layers(), LAYERS.len());
        let layer = |i: usize| {
            let pressed = (i == state.at).to_string();
            let onclick = self.click("at", (i + 1).to_string());
            html! {
                <button type="button" class="chip" name="at" value={(i + 1).to_string()} aria-pressed={pressed}
                    aria-label={text.collapse_layer(&(i + 1))} {onclick}>{ i + 1 }</button>
            }
        };
        let other = |name: &'static str, label: &'static str, sign, to: usize| {
            let disabled = !(1..=most).contains(&to);
            let onclick = self.click("n", to.to_string());
            html! {
                <button type="button" class="chip more" {name} aria-label={label} title={label} {disabled} {onclick}>{ sign }</button>
            }
        };
        html! {
            <>
                { for (0..n).map(layer) }
                { other("fewer", text.collapse_fewer(), "−", n - 1) }
                { other("more", text.collapse_more(), "+", n + 1) }
            </>
        }
    }

    /// The numbers of the layer in hand.
    fn layer(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let n = state.at + 1;
        let [w, b] = state.places(state.at);
        let symbols: (&[&str], &[&str]) = match (w.len(), b.len()) {
            (1, _) => (&["w"], &["b"]),
            (2, _) => (&["w₁", "w₂"], &["b"]),
            _ => (&["w₁₁", "w₁₂", "w₂₁", "w₂₂"], &["b₁", "b₂"]),
        };
        let numbers = |key, class, symbols: &[&'static str], from: usize| -> Html {
            let rows = symbols.iter().enumerate().map(|(i, symbol)| {
                let index = if symbols.len() == 1 {
                    String::new()
                } else {
                    symbol[1..].to_owned()
                };
                let label = if class == "w" {
                    text.collapse_weight(&index, &n)
                } else {
                    text.collapse_bias(&index, &n)
                };
                self.number(key, class, symbol, from + i, label)
            });
            rows.collect()
        };
        let class = if state.plane { "layer wide" } else { "layer" };
        html! {
            <div {class} role="group" aria-label={text.collapse_layer(&n)}>
                { numbers("w", "w", symbols.0, w.start) }
                { numbers("b", "b", symbols.1, b.start) }
            </div>
        }
    }

    /// The slider of one number of a list.
    fn number(
        &self,
        key: &'static str,
        class: &'static str,
        symbol: &'static str,
        place: usize,
        label: String,
    ) -> Html {
        let of = |state: &CollapseState| {
            let list = if key == "w" { &state.w } else { &state.b };
            list.clone()
        };
        let (list, initial) = (of(self.state()), of(&self.props.initial));
        let value = list[place];
        let set = self.edit.reform(move |value: f64| {
            let mut list = list.clone();
            list[place] = value;
            let list: Vec<String> = list.iter().map(f64::to_string).collect();
            (key.to_owned(), list.join(","))
        });
        slider(Slider {
            name: format!("{key}{}", place + 1),
            class,
            symbol,
            label,
            value,
            initial: initial.get(place).copied().unwrap_or(value),
            travel: KNOB,
            bounds: (-BOUND, BOUND),
            digits: 2,
            set: &set,
            text: self.text(),
        })
    }

    /// What stands between the layer in hand and the next.
    fn after(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let at = state.at;
        let Some(chosen) = state.f.get(at) else {
            return html! { <p class="slot">{ text.collapse_last() }</p> };
        };
        let ids: Vec<&str> = state
            .f
            .iter()
            .map(|bend| bend.as_ref().map_or("", |bend| bend.activation.id))
            .collect();
        let aim = self.edit.reform(move |f: Option<&Activation>| {
            let mut ids = ids.clone();
            ids[at] = f.map_or("", |f| f.id);
            ("f".to_owned(), ids.join(","))
        });
        let chosen = chosen.as_ref().map(|bend| bend.activation);
        let (label, nothing) = (text.collapse_after(), text.collapse_nothing());
        html! { <div class="slot">{ function_select("f", label, nothing, chosen, &aim, text) }</div> }
    }

    fn switches(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let set = &self.props.set;
        html! {
            <>
                if !state.plane {
                    { toggle("best", text.collapse_best(), state.best, &changed(state, set, |s, on| s.best = on)) }
                }
                { toggle("page", text.collapse_page(), state.page, &changed(state, set, |s, on| s.page = on)) }
            </>
        }
    }

    /// What the next fold does, or why there is none.
    fn note(&self) -> Html {
        let (state, text) = (self.state(), self.text());
        let (now, n) = (&self.foldings[self.made], state.layers());
        let (class, words) = if let Some(layer) = overflow(&self.foldings[0], state) {
            ("gap stuck", text.collapse_overflow(&(layer + 1)))
        } else if let Some(gap) = now.open().next() {
            ("gap", next(now, gap, text))
        } else if let Some(f) = state.bends(text) {
            ("gap stuck", text.collapse_stuck(&f, &now.layers.len(), &n))
        } else {
            let Affine { w, b } = &now.layers[0];
            let first = fixed(w[0], 2);
            let signed = |value: f64| {
                let (sign, size) = summand(value);
                format!("{sign} {size}")
            };
            let b = signed(b[0]);
            let words = match (w.get(1), n) {
                (None, 1) => text.collapse_single(&b, &first),
                (None, _) => text.collapse_folded(&b, &n, &first),
                (Some(w2), 1) => text.collapse_single_plane(&b, &first, &signed(*w2)),
                (Some(w2), _) => text.collapse_folded_plane(&b, &n, &first, &signed(*w2)),
            };
            ("gap same", words)
        };
        html! {
            <>
                <p {class}>{ words }</p>
                if state.plane { { self.verdict() } }
            </>
        }
    }

    fn right(&self) -> usize {
        let right = CollapseState::right(self.least()).into_iter();
        right.filter(|right| *right).count()
    }

    fn verdict(&self) -> Html {
        let text = self.text();
        let (class, words) = if self.right() == 4 {
            ("gap same", text.collapse_all_right())
        } else {
            ("gap", text.collapse_three())
        };
        html! { <p {class}>{ words }</p> }
    }

    fn readouts(&self) -> Vec<Readout> {
        let (state, text) = (self.state(), self.text());
        let row = |class, label: &'static str, value: String| Readout {
            class,
            label: label.into(),
            value,
        };
        let total = match &self.least().layers[..] {
            [one] => Some(one),
            _ => None,
        };
        let weight = |i: usize| total.map_or_else(|| NONE.to_owned(), |one| fixed(one.w[i], 3));
        let bias = total.map_or_else(|| NONE.to_owned(), |one| fixed(one.b[0], 3));
        if state.plane {
            return vec![
                row("w", text.collapse_w1_total(), weight(0)),
                row("w", text.collapse_w2_total(), weight(1)),
                row("b", text.collapse_b_total(), bias),
                row(
                    "y",
                    text.collapse_right(),
                    text.collapse_of_four(&self.right()),
                ),
            ];
        }
        vec![
            row("w", text.collapse_w_total(), weight(0)),
            row("b", text.collapse_b_total(), bias),
            row("y", text.collapse_rmse(), fixed(miss(self.least()), 3)),
            row("g", text.collapse_rmse_line(), fixed(least_miss(), 3)),
            row("x", text.quantity_x(), fixed(state.x, 2)),
            row("y", text.quantity_y(), fixed(self.y(), 3)),
        ]
    }
}

/// A piece of a formula; what is folded `next`, the layers on both sides of that gap, is marked.
fn written_out(piece: Piece, next: Option<usize>) -> Html {
    let marked = |layer| next.is_some_and(|gap| layer == gap || layer == gap + 1);
    let class = piece.layer.filter(|layer| marked(*layer)).map(|_| "next");
    html! { <math {class}>{ for piece.tokens.into_iter().map(token) }</math> }
}

fn token(token: Token) -> Html {
    match token {
        // At the front of a piece a sign would else be taken for one of its number, and stand close to it.
        Token::Sign("+") => infix("", "+"),
        Token::Sign(sign) => mo(sign),
        Token::Name("f", name) => html! { <mi class="bent" mathvariant="normal">{ name }</mi> },
        Token::Name(class, name) => mi(class, name),
        Token::Number(class, value) => mn(class, value),
        Token::Summand(value) => {
            let (sign, size) = summand(value);
            html! { <>{ infix("b", sign) }<mn class="q b">{ size }</mn></> }
        }
        Token::Matrix(class, values, columns) => {
            let row = |row: &[f64]| html! { <mtr>{ for row.iter().map(|value| html! { <mtd>{ mn(class, *value) }</mtd> }) }</mtr> };
            html! { <mtable class="matrix">{ for values.chunks_exact(columns).map(row) }</mtable> }
        }
    }
}

fn infix(class: &'static str, sign: &'static str) -> Html {
    html! { <mo {class} form="infix">{ sign }</mo> }
}

/// What the next fold multiplies and adds.
fn next(now: &Chain, gap: usize, text: &Text) -> String {
    let (inner, outer) = (&now.layers[gap], &now.layers[gap + 1]);
    let ([w1], [w2]) = (&inner.w[..], &outer.w[..]) else {
        return text.collapse_next_matrix(&(gap + 1), &(gap + 2));
    };
    let one = outer.after(inner);
    let (sign, b2) = summand(outer.b[0]);
    text.collapse_next(
        &fixed(one.b[0], 2),
        &factor(inner.b[0]),
        &format!("{sign} {b2}"),
        &fixed(one.w[0], 2),
        &factor(*w1),
        &fixed(*w2, 2),
    )
}

/// The first layer out of which comes what is no number or beyond all numbers.
fn overflow(chain: &Chain, state: &CollapseState) -> Option<usize> {
    let points: Vec<Vec<f64>> = if state.plane {
        xor().map(|(x, _)| x.to_vec()).collect()
    } else {
        data().into_iter().map(|(x, _)| vec![x]).collect()
    };
    let first = |x: &Vec<f64>| {
        let path = chain.path(x);
        path.iter()
            .position(|out| out.iter().any(|value| !value.is_finite()))
    };
    points.iter().filter_map(first).min()
}

/// A small page as bare structure or with style, and how far the likeness goes.
fn page(state: &CollapseState, edit: &Edit, text: &'static Text) -> Html {
    let styled = |on: bool| {
        let mut show = vec!["page"];
        show.extend(state.best.then_some("best"));
        show.extend(on.then_some("style"));
        let show = show.join(",");
        edit.reform(move |_: bool| ("show".to_owned(), show.clone()))
    };
    let items = text.collapse_page_items().split('|');
    let class = if state.styled { "leaf dressed" } else { "leaf" };
    html! {
        <div class="likeness" role="group" aria-label={text.collapse_page()}>
            <p>{ text.collapse_page_says() }</p>
            <div class="chips">
                { toggle("bare", text.collapse_bare(), !state.styled, &styled(false)) }
                { toggle("styled", text.collapse_styled(), state.styled, &styled(true)) }
            </div>
            <div {class}>
                <p class="name">{ text.collapse_page_name() }</p>
                <p>{ text.collapse_page_words() }</p>
                <ul>{ for items.map(|item| html! { <li>{ item }</li> }) }</ul>
                <p><span class="order">{ text.collapse_page_button() }</span></p>
            </div>
            <p class="limits">{ text.collapse_page_limits() }</p>
        </div>
    }
}
