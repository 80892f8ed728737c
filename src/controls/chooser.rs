//! Choosing a function: favourites first, the rest by family, and a search that knows every name in every language.

use web_sys::HtmlInputElement;
use yew::{
    Callback, Component, Context, Html, InputEvent, MouseEvent, Properties, TargetCast as _, html,
};

use super::{chips, option, pick};
use crate::maths::{ALL, Activation, Family};
use crate::text::Text;

/// What is offered before anyone asks for more.
const FAVOURITES: [&str; 6] = ["step", "sigmoid", "tanh", "relu", "gelu", "swish"];

/// A choice of one function.
#[derive(Properties, PartialEq)]
pub struct ChooserProps {
    /// The id of the chosen one.
    pub chosen: &'static str,
    /// Gets the one that is chosen next.
    pub set: Callback<&'static Activation>,
    /// The language.
    pub text: &'static Text,
}

/// Pills for the favourites and for the chosen one, the others on request.
#[derive(Default)]
pub struct Chooser {
    /// What is searched; `None` while only the favourites are shown.
    query: Option<String>,
}

impl Component for Chooser {
    type Message = Option<String>;
    type Properties = ChooserProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, _ctx: &Context<Self>, query: Option<String>) -> bool {
        self.query = query;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (ChooserProps { chosen, set, text }, open) = (ctx.props(), self.query.is_some());
        let pill = |activation: &'static Activation| {
            let onclick = set.reform(move |_: MouseEvent| activation);
            let pressed = (activation.id == *chosen).to_string();
            html! {
                <button type="button" class="chip" name="f" value={activation.id} aria-pressed={pressed} {onclick}>
                    { text.term(activation.id) }
                </button>
            }
        };
        let offered = |activation: &&Activation| {
            FAVOURITES.contains(&activation.id) || (!open && activation.id == *chosen)
        };
        let onclick = ctx
            .link()
            .callback(move |_: MouseEvent| (!open).then(String::new));
        let oninput = ctx.link().callback(|event: InputEvent| {
            Some(event.target_unchecked_into::<HtmlInputElement>().value())
        });
        html! {
            <div class="chooser" role="group" aria-label={text.chooser_label()}>
                { chips(text.chooser_label(), html! {
                    <>
                        { for ALL.iter().filter(offered).map(pill) }
                        <button type="button" class="chip more" aria-expanded={open.to_string()} {onclick}>
                            { if open { text.chooser_fewer() } else { text.chooser_more() } }
                        </button>
                    </>
                }) }
                if let Some(query) = &self.query {
                    <input type="search" class="search" name="search" aria-label={text.chooser_search()}
                        placeholder={text.chooser_search_hint()} value={query.clone()} {oninput} />
                    { for Family::ALL.iter().map(|family| group(*family, query, &pill, text)) }
                    if found(query, text) == 0 { <p class="hint" role="status">{ text.chooser_nothing() }</p> }
                }
            </div>
        }
    }
}

fn matches(activation: &Activation, query: &str, text: &Text) -> bool {
    text.answers_to(activation.id, activation.aliases, query)
}

fn found(query: &str, text: &Text) -> usize {
    ALL.iter()
        .filter(|activation| matches(activation, query, text))
        .count()
}

fn group(
    family: Family,
    query: &str,
    pill: &impl Fn(&'static Activation) -> Html,
    text: &Text,
) -> Html {
    let members: Vec<Html> = ALL
        .iter()
        .filter(|activation| activation.family == family && matches(activation, query, text))
        .map(pill)
        .collect();
    if members.is_empty() {
        return Html::default();
    }
    html! { <div class="family">{ chips(family_name(family, text), members.into_iter().collect()) }</div> }
}

/// The name of a family.
#[must_use]
pub fn family_name(family: Family, text: &Text) -> &'static str {
    match family {
        Family::Basic => text.family_basic(),
        Family::Saturating => text.family_s_shaped(),
        Family::Rectifier => text.family_rectifier(),
        Family::SmoothRectifier => text.family_smooth_rectifier(),
        Family::Shrinkage => text.family_shrinkage(),
        Family::BellAndWave => text.family_wave(),
    }
}

/// A choice of one function or of none, as a list by family. `set` gets the one that is chosen next.
pub fn function_select(
    name: &'static str,
    label: &'static str,
    none: &'static str,
    chosen: Option<&Activation>,
    set: &Callback<Option<&'static Activation>>,
    text: &Text,
) -> Html {
    let chosen = chosen.map_or("", |activation| activation.id);
    let group = |family: &Family| {
        let members = ALL.iter().filter(|member| member.family == *family);
        let members: Html = members
            .map(|member| option(member.id, text.term(member.id), member.id == chosen))
            .collect();
        html! { <optgroup label={family_name(*family, text)}>{ members }</optgroup> }
    };
    let options = Family::ALL.iter().map(group);
    let none = (!none.is_empty()).then(|| option("", none, chosen.is_empty()));
    let options = none.into_iter().chain(options).collect();
    let set = set.reform(|id: String| Activation::find(&id));
    pick(name, label, options, &set)
}
