//! Live: to come.

use yew::{Html, html};

use super::AnatomyState;
use crate::exhibits::ViewProps;

pub(super) fn view(_props: ViewProps<AnatomyState>) -> Html {
    html! { <div class="stage"><slot name="picture" /></div> }
}
