//! A look inside: gradients, activations, what is taken for what.

use yew::{Callback, Context, Html, MouseEvent, html};

use super::Playground;
use crate::exhibits::shared::changed;
use crate::exhibits::train::TrainState;
use crate::exhibits::train::options::LOOKS;
use crate::nn::protocol::LayerReport;
use crate::text::{Text, significant};

/// The powers of ten at the ends of the axis of gradients.
const POWERS: (f64, f64) = (-8.0, 1.0);

impl Playground {
    pub(super) fn inside(&self, ctx: &Context<Self>) -> Html {
        let props = &*ctx.props().props;
        let (state, text) = (&props.state, props.text);
        let choose: Callback<usize> = changed(state, &self.edit(ctx), |s: &mut TrainState, i| {
            s.look = if s.look == i { 0 } else { i };
        });
        let names = [
            text.train_look_gradients(),
            text.train_look_activations(),
            text.train_look_confusion(),
            text.train_look_export(),
        ];
        let tab = |(i, words): (usize, &'static str)| {
            let onclick = choose.reform(move |_: MouseEvent| i + 1);
            html! {
                <button type="button" class="chip" name={format!("look-{}", LOOKS[i + 1])} aria-expanded={(state.look == i + 1).to_string()}
                    aria-pressed={(state.look == i + 1).to_string()} {onclick}>{ words }</button>
            }
        };
        html! {
            <div class="inside-part">
                <div class="chips" role="group" aria-label={text.train_look()}>
                    <span class="lbl">{ text.train_look() }</span>
                    { for names.into_iter().enumerate().map(tab) }
                </div>
                { match LOOKS[state.look] {
                    "gradients" => self.gradients(text),
                    "activations" => self.activations(text),
                    "confusion" => self.confusion(text),
                    "export" => self.export(ctx),
                    _ => Html::default(),
                } }
            </div>
        }
    }

    fn layer_name(&self, i: usize, text: &Text) -> String {
        if i + 1 < self.setup.places.len() {
            text.train_layer(&(i + 1))
        } else {
            text.train_output_layer().to_owned()
        }
    }

    fn gradients(&self, text: &Text) -> Html {
        if self.shown.layers.iter().all(|layer| layer.gradient == 0.0) {
            return html! { <p class="keys-hint">{ text.train_not_yet() }</p> };
        }
        let row = |(i, layer): (usize, &LayerReport)| {
            let size = f64::from(layer.gradient);
            let share = (libm::log10(size) - POWERS.0) / (POWERS.1 - POWERS.0);
            let width = format!("{:.1}%", 100.0 * share.clamp(0.0, 1.0));
            html! {
                <>
                    <span>{ self.layer_name(i, text) }</span>
                    <svg class="bar d" aria-hidden="true">
                        <rect class="trough" width="100%" height="14" rx="4" /><rect class="level" {width} height="14" rx="4" />
                    </svg>
                    <span class="num-cell">{ significant(size) }</span>
                </>
            }
        };
        html! {
            <>
                <p class="keys-hint">{ text.train_gradients_about() }</p>
                <div class="bars">{ for self.shown.layers.iter().enumerate().map(row) }</div>
            </>
        }
    }

    fn activations(&self, text: &Text) -> Html {
        if self.shown.layers.is_empty() {
            return html! { <p class="keys-hint">{ text.train_not_yet() }</p> };
        }
        let card = |(i, layer): (usize, &LayerReport)| {
            let most = layer.histogram.iter().copied().fold(1e-9_f32, f32::max);
            let count = layer.histogram.len().max(1) as f32;
            let bar = |(j, share): (usize, &f32)| {
                let (x, height) = (120.0 * j as f32 / count, 46.0 * share / most);
                html! { <rect x={format!("{x:.1}")} y={format!("{:.1}", 48.0 - height)} width={format!("{:.1}", 120.0 / count - 0.6)} height={format!("{height:.1}")} /> }
            };
            let dead = if layer.dead > 0 {
                text.train_dead(&layer.dead)
            } else {
                text.train_dead_none().to_owned()
            };
            let (low, high) = (
                significant(layer.range.0.into()),
                significant(layer.range.1.into()),
            );
            html! {
                <figure class="histogram">
                    <figcaption>{ self.layer_name(i, text) }<small class={if layer.dead > 0 { "y" } else { "muted" }}>{ dead }</small></figcaption>
                    <svg viewBox="0 0 120 48" aria-hidden="true" preserveAspectRatio="none">{ for layer.histogram.iter().enumerate().map(bar) }</svg>
                    <div class="ends"><span>{ low }</span><span>{ high }</span></div>
                </figure>
            }
        };
        html! {
            <>
                <p class="keys-hint">{ text.train_activations_about() }</p>
                <div class="histograms">{ for self.shown.layers.iter().enumerate().map(card) }</div>
            </>
        }
    }

    fn confusion(&self, text: &Text) -> Html {
        let rows = &self.shown.confusion;
        if rows.is_empty() {
            return html! { <p class="keys-hint">{ text.train_no_classes() }</p> };
        }
        let row = |(i, row): (usize, &Vec<u32>)| {
            let cell = |(j, count): (usize, &u32)| {
                html! { <td class={if i == j { "fits" } else { "errs" }}>{ *count }</td> }
            };
            html! { <tr><th scope="row">{ text.train_class(&(i + 1)) }</th>{ for row.iter().enumerate().map(cell) }</tr> }
        };
        let head =
            (1..=rows.len()).map(|i| html! { <th scope="col">{ text.train_class(&i) }</th> });
        html! {
            <>
                <p class="keys-hint">{ text.train_confusion_about() }</p>
                <table class="confusion">
                    <thead><tr><th scope="col">{ text.train_true_class() }</th>{ for head }</tr></thead>
                    <tbody>{ for rows.iter().enumerate().map(row) }</tbody>
                </table>
            </>
        }
    }
}
