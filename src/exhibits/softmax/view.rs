//! Softmax in the browser: a row a word, the steps of the calculation, the target.

use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, TargetCast as _, html};

use super::{BOUND, CAT, LONGEST, SoftmaxState, TEMPERATURES, WORDS, percent_text, share_text};
use crate::browser::keys::Travel;
use crate::controls::{Icon, Readout, Slider, icon, mi, mo, option, pick, readout, slider, toggle};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{changed, try_it};
use crate::maths::softmax::{entropy, total};
use crate::text::{Text, fixed, scientific};

const SCORE: Travel = Travel {
    low: -8.0,
    high: 8.0,
    step: 0.1,
};
const TEMPERATURE: Travel = Travel {
    low: 0.1,
    high: 5.0,
    step: 0.1,
};

pub(super) fn view(props: ViewProps<SoftmaxState>) -> Html {
    let ViewProps { state, text, .. } = &props;
    html! {
        <>
            { try_it(text.softmax_try_it(), text) }
            <div class="formula tall">{ formula(state, text) }</div>
            <div class="rows">{ for (0..state.logits.len()).map(|i| row(i, &props)) }</div>
            { options(&props) }
            if state.path { { steps(state, text) } }
            if state.target.is_some() { <p class="note-line">{ text.softmax_gradient_note() }</p> }
            { readout(text.frame_readouts(), readouts(state, text)) }
        </>
    }
}

/// The share of the leader with its numbers: e^z over the sum of all of them.
fn formula(state: &SoftmaxState, text: &Text) -> Html {
    let leader = state.leader();
    let power = |z: f64| {
        let exponent = if state.temperature == 1.0 {
            html! { <mn class="q z">{ fixed(z, 1) }</mn> }
        } else {
            html! { <mrow><mn class="q z">{ fixed(z, 1) }</mn>{ mo("/") }<mn class="q t">{ fixed(state.temperature, 1) }</mn></mrow> }
        };
        html! { <msup><mi>{ "e" }</mi>{ exponent }</msup> }
    };
    let summands = state.logits.iter().enumerate();
    html! {
        <math aria-label={text.frame_formula()}>
            <msub>{ mi("y", "p") }<mtext>{ state.label(leader, text) }</mtext></msub>{ mo("=") }
            <mfrac>
                <mrow>{ power(state.logits[leader]) }</mrow>
                <mrow>{ for summands.map(|(i, z)| html! { <>if i > 0 { { mo("+") } }{ power(*z) }</> }) }</mrow>
            </mfrac>
            { mo("=") }<mn class="q y">{ share_text(state.shares()[leader]) }</mn>
        </math>
    }
}

fn row(i: usize, props: &ViewProps<SoftmaxState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let label = state.label(i, text);
    let share = state.shares()[i];
    let delta = state.loss().map(|(_, errors)| errors[i]);
    let rename = changed(state, set, move |s, event: InputEvent| {
        let words: String = event
            .target_unchecked_into::<HtmlInputElement>()
            .value()
            .chars()
            .take(LONGEST)
            .collect();
        s.labels.resize(s.logits.len(), String::new());
        s.labels[i] = words;
    });
    let remove = changed(state, set, move |s, _: yew::MouseEvent| *s = s.without(i));
    let score = Slider {
        name: format!("z{}", i + 1),
        class: "z",
        symbol: "z",
        label: text.softmax_score(&label),
        value: state.logits[i],
        initial: initial.logits.get(i).copied().unwrap_or_default(),
        travel: SCORE,
        bounds: (-BOUND, BOUND),
        digits: 1,
        set: &changed(state, set, move |s, z| s.logits[i] = z),
        text,
    };
    let remove_name = text.softmax_remove(&label);
    html! {
        <div class="row" key={i} role="group" aria-label={label.clone()}>
            <span class="word" lang={language(&label)} data-word={label.clone()}>
                <input name={format!("label{}", i + 1)} aria-label={text.softmax_word(&(i + 1))} placeholder={text.softmax_word(&(i + 1))}
                    maxlength={LONGEST.to_string()} value={state.labels.get(i).cloned().unwrap_or_default()} oninput={rename} />
            </span>
            <span class="score">
                { slider(score) }
            </span>
            { bar(share, delta) }
            <span class="share">
                <b>{ percent_text(share) }{ " %" }</b><small>{ share_text(share) }</small>
                { for delta.map(|delta| html! { <span class="delta">{ text.softmax_column_gradient() }{ " " }{ fixed(delta, 3) }</span> }) }
            </span>
            <button type="button" class="icon" name={format!("remove{}", i + 1)} aria-label={remove_name.clone()} title={remove_name}
                disabled={state.logits.len() <= WORDS.0} onclick={remove}>{ icon(Icon::Close) }</button>
        </div>
    }
}

/// The share as a bar; with a target an arrow from it to where learning pulls it.
fn bar(share: f64, delta: Option<f64>) -> Html {
    let percent = |value: f64| format!("{:.3}%", 100.0 * value);
    html! {
        <svg class="bar" aria-hidden="true">
            <rect class="trough" width="100%" height="28" rx="6" />
            <rect class="level" width={percent(share)} height="28" rx="6" />
            <rect class="level" width="2" height="28" />
            if let Some(delta) = delta {
                <line class="pull" x1={percent(share)} x2={percent(share - delta)} y1="14" y2="14" />
                <circle class="pull-head" cx={percent(share - delta)} cy="14" r="5" />
            }
        </svg>
    }
}

/// Japanese words are marked as such on a page in another language.
fn language(label: &str) -> Option<&'static str> {
    label
        .chars()
        .any(|c| ('\u{3040}'..='\u{9FFF}').contains(&c))
        .then_some("ja")
}

fn options(props: &ViewProps<SoftmaxState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let add = changed(state, set, |s, _: yew::MouseEvent| *s = s.with_a_word());
    let shift = changed(state, set, |s, _: yew::MouseEvent| {
        s.logits.iter_mut().for_each(|z| *z = (*z + 1.0).min(BOUND));
    });
    let temperature = Slider {
        name: "t".to_owned(),
        class: "t",
        symbol: "T",
        label: text.softmax_temperature().to_owned(),
        value: state.temperature,
        initial: initial.temperature,
        travel: TEMPERATURE,
        bounds: TEMPERATURES,
        digits: 1,
        set: &changed(state, set, |s, t| s.temperature = t),
        text,
    };
    html! {
        <div class="options" role="group" aria-label={text.frame_controls()}>
            <div>
                <div class="lbl">{ text.softmax_temperature() }</div>
                { slider(temperature) }
            </div>
            { target(props) }
            { preset(props) }
            <div class="chips">
                <button type="button" class="chip" name="add" disabled={state.logits.len() >= WORDS.1} onclick={add}>{ text.softmax_add() }</button>
                <button type="button" class="chip" name="shift" onclick={shift}>{ text.softmax_shift() }</button>
                { toggle("path", text.softmax_path(), state.path, &changed(state, set, |s, on| s.path = on)) }
            </div>
        </div>
    }
}

fn target(props: &ViewProps<SoftmaxState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let choose = changed(state, set, |s, value: String| s.target = value.parse().ok());
    let words = (0..state.logits.len())
        .map(|i| option(i.to_string(), state.label(i, text), state.target == Some(i)));
    let none = option("", text.softmax_target_none(), state.target.is_none());
    let options = [none].into_iter().chain(words).collect();
    pick("target", text.softmax_target(), options, &choose)
}

/// The examples: their words and scores.
fn presets(text: &Text) -> [(&'static str, Vec<String>, Vec<f64>); 2] {
    let weather = text
        .softmax_preset_weather_labels()
        .split('|')
        .map(str::to_owned)
        .collect();
    [
        (
            text.softmax_preset_cat(),
            CAT.map(str::to_owned).to_vec(),
            vec![5.0, 4.0, -1.0],
        ),
        (
            text.softmax_preset_weather(),
            weather,
            vec![2.0, 1.5, 0.5, -3.0],
        ),
    ]
}

fn preset(props: &ViewProps<SoftmaxState>) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let text: &'static Text = text;
    let choose = changed(state, set, move |s, value: String| {
        let chosen = value.parse().ok();
        if let Some((_, labels, logits)) =
            chosen.and_then(|i: usize| presets(text).into_iter().nth(i))
        {
            *s = SoftmaxState {
                labels,
                logits,
                target: None,
                ..s.clone()
            };
        }
    });
    let mut options: Vec<Html> = Vec::new();
    let mut own = true;
    for (i, (name, labels, _)) in presets(text).into_iter().enumerate() {
        let selected = labels == state.labels;
        own &= !selected;
        options.push(option(i.to_string(), name, selected));
    }
    if own {
        options.push(option("", text.softmax_preset_custom(), true));
    }
    pick(
        "preset",
        text.softmax_preset(),
        options.into_iter().collect(),
        &choose,
    )
}

/// exp, sum, divide: the calculation line by line.
fn steps(state: &SoftmaxState, text: &Text) -> Html {
    let (shares, exponentials) = (state.shares(), state.exponentials());
    let sum: f64 = exponentials.iter().map(|(_, e)| e).sum();
    let amount = |value: f64| {
        if value > 0.0 && value < 0.0005 {
            scientific(value, 1)
        } else {
            fixed(value, 3)
        }
    };
    let row = |i: usize| {
        let (scaled, exponential) = exponentials[i];
        html! {
            <tr>
                <th scope="row">{ state.label(i, text) }</th>
                <td class="z">{ fixed(state.logits[i], 1) }</td>
                <td>{ fixed(scaled, 2) }</td>
                <td>{ amount(exponential) }</td>
                <td class="y">{ amount(exponential) }{ " ÷ " }{ fixed(sum, 3) }{ " = " }<b>{ share_text(shares[i]) }</b></td>
            </tr>
        }
    };
    html! {
        <div class="steps" role="region" aria-label={text.softmax_path()} tabindex="0">
            <p>{ text.softmax_path_note(&fixed(state.logits[state.leader()], 1)) }</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ text.softmax_column_word() }</th>
                        <th scope="col">{ text.softmax_column_logit() }</th>
                        <th scope="col">{ "(z − m) ÷ T" }</th>
                        <th scope="col">{ text.softmax_step_exp() }</th>
                        <th scope="col">{ text.softmax_step_divide() }</th>
                    </tr>
                </thead>
                <tbody>{ for (0..shares.len()).map(row) }</tbody>
                <tfoot>
                    <tr><th scope="row" colspan="3">{ text.softmax_step_sum() }</th><td>{ fixed(sum, 3) }</td><td>{ fixed(total(&shares), 3) }</td></tr>
                </tfoot>
            </table>
        </div>
    }
}

fn readouts(state: &SoftmaxState, text: &Text) -> Vec<Readout> {
    let shares = state.shares();
    let row = |class, label: &'static str, value: String| Readout {
        class,
        label: label.into(),
        value,
    };
    let mut rows = vec![
        row("z", text.softmax_sum(), fixed(total(&shares), 3)),
        row(
            "y",
            text.softmax_largest(),
            state.label(state.leader(), text),
        ),
        row(
            "z",
            text.softmax_entropy(),
            text.softmax_nats(&fixed(entropy(&shares), 3)),
        ),
    ];
    rows.extend(
        state
            .loss()
            .map(|(loss, _)| row("d", text.softmax_loss(), text.softmax_nats(&fixed(loss, 3)))),
    );
    rows
}
