//! Elements without listeners, in a fraction of the code that `html!` unfolds to.

use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VNode, VTag, VText};
use yew::{AttrValue, Html};

/// `h!("td", "class" = "z"; a, b)` is `html! { <td class="z">{ a }{ b }</td> }`.
///
/// `html!` builds each element in place, some hundred bytes of code; this is one call. Attributes may be
/// anything that becomes an `AttrValue`, children whatever is [`Child`].
macro_rules! h {
    ($tag:literal $(, $key:literal = $value:expr)* $(; $($child:expr),* $(,)?)?) => {
        $crate::controls::element($tag, &[$($key),*], vec![$(yew::AttrValue::from($value)),*], vec![$($($crate::controls::Child::html($child)),*)?])
    };
}
pub(crate) use h;

/// What can stand in an element.
pub(crate) trait Child {
    /// As a node.
    fn html(self) -> Html;
}

impl Child for Html {
    fn html(self) -> Html {
        self
    }
}

impl Child for AttrValue {
    fn html(self) -> Html {
        VNode::from(VText::new(self))
    }
}

impl Child for &'static str {
    fn html(self) -> Html {
        AttrValue::from(self).html()
    }
}

impl Child for String {
    fn html(self) -> Html {
        AttrValue::from(self).html()
    }
}

impl Child for Option<Html> {
    fn html(self) -> Html {
        self.unwrap_or_default()
    }
}

impl Child for Vec<Html> {
    fn html(self) -> Html {
        VNode::from(VList::with_children(self, None))
    }
}

/// What [`h`] calls.
pub(crate) fn element(
    tag: &'static str,
    keys: &'static [&'static str],
    values: Vec<AttrValue>,
    mut children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    if !keys.is_empty() {
        let values = values
            .into_iter()
            .map(|value| Some(AttributeOrProperty::Attribute(value)))
            .collect();
        element.set_attributes(Attributes::Dynamic { keys, values });
    }
    if let Some(slot) = element.children_mut() {
        *slot = match children.len() {
            1 => children.remove(0),
            _ => children.html(),
        };
    }
    VNode::from(element)
}
