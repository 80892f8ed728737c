//! Live: to come.

use yew::{Html, html};

use super::SketchState;
use crate::exhibits::ViewProps;

pub(super) fn view(_props: ViewProps<SketchState>) -> Html {
    html! { <div class="stage"><slot name="picture" /></div> }
}
