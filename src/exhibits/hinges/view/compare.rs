//! The best nets to compare one's own with, and what is shown below the chart.

use std::sync::LazyLock;

use yew::{Html, MouseEvent, html};

use super::super::fits::{self, Fit};
use super::super::state::{BELOW, BELOW_IDS};
use super::super::{Below, HingesState};
use crate::browser::keys::Travel;
use crate::controls::{Slider, chips, slider};
use crate::exhibits::ViewProps;
use crate::exhibits::shared::{Edit, changed, set_to};
use crate::maths::{Distance, Hinges};
use crate::text::{Text, fixed};

/// The RMSE of the net of the article, against the sigmoid.
static THEIRS: LazyLock<f64> = LazyLock::new(|| {
    let article = HingesState::default();
    let error = article.error_of(&article.net());
    error.map_or(f64::NAN, |error| error.rmse)
});

/// Whether one's own net is nearer to the sigmoid than the article's.
pub(super) fn verdict(state: &HingesState, error: Option<Distance>, text: &Text) -> Html {
    let (Some(own), 0) = (error, state.target) else {
        return Html::default();
    };
    let (rmse, their_rmse) = (fixed(own.rmse, 5), fixed(*THEIRS, 5));
    let (class, words) = if own.rmse < *THEIRS - 5e-6 {
        ("gap same", text.hinges_beaten(&rmse, &their_rmse))
    } else {
        ("gap", text.hinges_not_beaten(&rmse, &their_rmse))
    };
    html! { <p {class}>{ words }</p> }
}

/// The best nets, and what is shown below the chart.
pub(super) fn comparison(
    props: &ViewProps<HingesState>,
    fit: Option<&Hinges>,
    edit: &Edit,
) -> Html {
    let ViewProps {
        state, set, text, ..
    } = props;
    let name = |fit: Fit| match fit {
        Fit::None => text.hinges_fit_none(),
        Fit::Same => text.hinges_fit_same(),
        Fit::SameSkip => text.hinges_fit_same_skip(),
        Fit::Free => text.hinges_fit_free(),
        Fit::FreeSkip => text.hinges_fit_free_skip(),
    };
    let pill = |key: &'static str, id: &'static str, words: &'static str, on: bool| {
        let onclick = set_to::<MouseEvent>(edit, key, id);
        html! { <button type="button" class="chip" name={key} value={id} aria-pressed={on.to_string()} {onclick}>{ words }</button> }
    };
    let fit_pill = |other: Fit| {
        pill(
            "fit",
            fits::IDS[other as usize],
            name(other),
            other == state.fit,
        )
    };
    let below_pill = |other: Below| {
        let id = BELOW_IDS[other as usize];
        pill("below", id, below_name(other, text), other == state.below)
    };
    let best = fit.cloned();
    let take = changed(state, set, move |s: &mut HingesState, _: MouseEvent| {
        if let Some(best) = &best {
            s.take(best);
        }
    });
    let error = fit.and_then(|fit| state.error_of(fit));
    let words = match (fit, error) {
        (Some(fit), Some(Distance { max, rmse, .. })) => {
            let kinks: Vec<String> = fits::kinks(fit).map(|kink| fixed(kink, 2)).collect();
            text.hinges_fit_found(
                &kinks.join(text.hinges_comma()),
                &fixed(max, 4),
                &fixed(rmse, 5),
            )
        }
        _ => text.hinges_fit_hint().to_owned(),
    };
    html! {
        <>
            <div class="compare">
                { chips(text.hinges_below(), BELOW.into_iter().map(below_pill).collect()) }
                if state.below == Below::Depth { { folds(props) } }
                { chips(text.hinges_fit(), fits::ALL.into_iter().map(fit_pill).collect()) }
                <p class="found">{ words }</p>
                <div class="chips">
                    <button type="button" class="chip" name="take" disabled={fit.is_none()} onclick={take}>{ text.hinges_take() }</button>
                </div>
            </div>
        </>
    }
}

/// How often a line is folded, and what comes of it.
fn folds(props: &ViewProps<HingesState>) -> Html {
    let ViewProps {
        state,
        initial,
        set,
        text,
        ..
    } = props;
    let (wide, rmse) = fits::wide(state.folds);
    let set = changed(state, set, |s: &mut HingesState, folds: f64| {
        s.folds = folds.round().clamp(1.0, 6.0) as u32;
    });
    let count = wide.units.len();
    html! {
        <>
            { slider(Slider {
                name: "folds".to_owned(),
                class: "z",
                symbol: "n",
                label: text.hinges_folds().to_owned(),
                value: f64::from(state.folds),
                initial: f64::from(initial.folds),
                travel: Travel { low: 1.0, high: 6.0, step: 1.0 },
                bounds: (1.0, 6.0),
                digits: 0,
                set: &set,
                text,
            }) }
            <p class="found">{ text.hinges_depth_found(&(1_u32 << state.folds), &state.folds, &fixed(rmse, 4), &count, &(count + 1)) }</p>
        </>
    }
}

/// What is shown below the chart, in words.
pub(super) fn below_name(below: Below, text: &Text) -> &'static str {
    match below {
        Below::Error => text.hinges_error(),
        Below::Units => text.hinges_units(),
        Below::Depth => text.hinges_depth(),
        Below::Course => text.hinges_course(),
    }
}
