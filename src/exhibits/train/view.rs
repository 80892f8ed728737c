//! The playground in the browser.

use yew::{Html, html};

use super::TrainState;
use crate::exhibits::ViewProps;

pub(super) fn view(_props: ViewProps<TrainState>) -> Html {
    html! {}
}
