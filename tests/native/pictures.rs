//! The picture of every exhibit, in every language: well-formed, finite, described, in the colours of the theme.
#![cfg(feature = "picture")]

use kassei::charts::Svg;
use kassei::exhibits::function::thumbnail;
use kassei::exhibits::{ALL, Entry};
use kassei::maths;
use kassei::text::Lang;
use roxmltree::{Document, Node};

/// The states whose pictures are looked at: the default, every function, and what strains a drawing.
fn states(entry: &Entry) -> Vec<String> {
    let functions = maths::ALL
        .iter()
        .map(|activation| format!("f={}", activation.id));
    let hard = [
        "",
        "w=1e6&b=-1e6&x=1e6&show=line,bend,slope,tangent,curvature",
        "w=0&show=",
        "f=step&x=0&with=hard_shrink",
        "f=relu_squared&x=-1e6&with=identity",
        "z=1e6,-1e6&t=0.01&labels=<b>%26amp%3B</b>,%22&target=1",
        "z=0,0,0,0,0,0,0,0&labels=,",
        "of=dy&given=y&at=2&guess=0.2&shown=1",
        "f=relu_squared&w=1e6&of=d2y&given=plain&at=-1e6,0,1e6&guess=1e6,,-1e6&shown=1",
        "a=0&c=1e6&d=-1e6&with=step",
        "a=2&c=2&d=-1",
        "at=neuron&f=step&w=1e6",
        "at=f&x=-1e6",
        "w=1e6,0&b=-1e6,0&v=1e6,1&target=step&fit=free",
        "n=6&w=1e6,1e6,1e6,1e6,1e6,1e6&f=relu_squared,relu_squared,relu_squared,relu_squared,relu_squared&show=best",
        "in=2&n=2&f=relu&fold=1&show=page",
        "in=2&n=1&w=0,0&b=0",
        "in=2&n=2&w=1e6,-1e6,1e6,1e6,1e6,-1e6&f=step",
        "data=four_corners&n=2&f=relu&seed=3",
        "data=own&own=1,2,0,-1e6,1e6,1",
        "data=sine&n=&features=x2",
    ];
    let states = functions.chain(hard.map(str::to_owned));
    let mut canonical: Vec<String> = states.map(|state| (entry.read)(&state).0).collect();
    canonical.sort();
    canonical.dedup();
    canonical
}

/// Asserts what holds of every picture; `name` tells which one it is.
fn check(Svg(svg): &Svg, description: &str, name: &str) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
    let root = document.root_element();
    let title = root
        .children()
        .find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title")));
    assert_eq!(
        title.and_then(|title| title.text()),
        Some(description),
        "{name}"
    );
    let drawn = root.descendants().filter(Node::is_element);
    drawn.for_each(|node| check_element(node, name));
}

fn check_element(node: Node<'_, '_>, name: &str) {
    let tag = node.tag_name().name();
    assert!(
        !["script", "foreignObject", "image", "a", "use"].contains(&tag),
        "{name}: <{tag}>"
    );
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        let at = format!("{name}: <{tag} {key}=\"{value}\">");
        assert!(
            !key.starts_with("on") && key != "style" && key != "href",
            "{at}"
        );
        // Every number is one: neither NaN nor infinite.
        assert!(
            !["NaN", "inf", "Infinity"]
                .iter()
                .any(|word| value.contains(word)),
            "{at}"
        );
        if ["fill", "stroke"].contains(&key) {
            // No colour of its own, and none that stands in for an ink.
            assert!(
                value == "none" || (value.starts_with("var(--") && value.ends_with(')')),
                "{at}"
            );
        }
    }
}

#[test]
fn every_exhibit_has_a_picture_of_every_state_in_every_language() {
    for entry in ALL {
        for state in states(entry) {
            for lang in Lang::ALL {
                let name = format!("{}?{state} in {}", entry.id, lang.code());
                check(
                    &(entry.picture)(&state, *lang),
                    &(entry.summary)(&state, lang.text()),
                    &name,
                );
            }
        }
    }
}

#[test]
fn every_function_has_a_small_picture() {
    for activation in maths::ALL {
        check(
            &thumbnail(activation, activation.id),
            activation.id,
            activation.id,
        );
    }
}

#[test]
fn a_picture_is_a_function_of_exhibit_state_and_language() {
    for entry in ALL {
        let [first, second] = [Lang::En, Lang::En].map(|lang| (entry.picture)("", lang));
        assert_eq!(first, second);
        assert_ne!(first, (entry.picture)("", Lang::Ja), "{}", entry.id);
    }
}
