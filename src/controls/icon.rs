//! Icons, drawn as strokes in the colour of the text.

use yew::{Html, html};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns forward.
    Redo,
    /// An arrow in a circle.
    Reset,
    /// A grid.
    Table,
    /// Four corners.
    FullScreen,
    /// A key.
    Keys,
    /// A cross.
    Close,
    /// A plus.
    Add,
    /// A minus.
    Remove,
    /// A die.
    Dice,
    /// An arrow that leaves a box.
    Share,
}

/// An icon; the button around it has the name.
pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Undo => "M8 6 4 10l4 4M4 10h9a5 5 0 0 1 0 10h-3",
        Icon::Redo => "m16 6 4 4-4 4M20 10h-9a5 5 0 0 0 0 10h3",
        Icon::Reset => "M5 12a7 7 0 1 0 2.2-5.1M7.5 2.8v4.4h4.4",
        Icon::Table => "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
        Icon::FullScreen => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
        Icon::Keys => "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
        Icon::Close => "m6 6 12 12M18 6 6 18",
        Icon::Add => "M12 5v14M5 12h14",
        Icon::Remove => "M5 12h14",
        Icon::Dice => "M5 5h14v14H5zM9 9h.01M15 15h.01M12 12h.01M15 9h.01M9 15h.01",
        Icon::Share => "m8 7 4-4 4 4M12 3v12M8 11H5v10h14V11h-3",
    };
    html! { <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg> }
}
