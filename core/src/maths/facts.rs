//! What the lessons say of the functions, held against what is computed.

use super::{
    ALL, Activation, Bend, Card, Curve, Extreme, Jet, Monotone, Neuron, Number, Order, Place,
};
use super::{analyse, largest_gap};

fn bend(id: &str) -> Bend {
    Bend::new(Activation::find(id).expect(id))
}

fn card(id: &str) -> Card {
    analyse(&bend(id))
}

fn assert_close(got: f64, expected: f64, tolerance: f64) {
    assert!(
        got == expected || (got - expected).abs() <= tolerance,
        "{got} is not {expected}"
    );
}

/// The place of an extreme that is reached at one place only.
fn only_place(extreme: Extreme) -> f64 {
    let Place::At(x) = extreme.place else {
        panic!("{extreme:?} is not reached at one place")
    };
    x
}

fn of(f: impl Fn(Jet) -> Jet) -> impl Curve {
    move |x: f64| f(Jet::variable(x))
}

#[test]
fn values_and_slopes_are_those_of_the_lessons() {
    let expected = [
        ("sigmoid", -4.0, 0.01798621, 0.01766271),
        ("sigmoid", 0.0, 0.5, 0.25),
        ("sigmoid", 4.0, 0.98201379, 0.01766271),
        ("sigmoid", 5.0, 0.99330715, 0.00664806),
        ("sigmoid", 10.0, 0.99995460, 4.53958e-5),
        ("swish", 0.0, 0.0, 0.5),
        ("mish", 0.0, 0.0, 0.6),
    ];
    for (id, x, y, dy) in expected {
        assert_close(bend(id).at(x).y, y, 5e-9);
        assert_close(bend(id).at(x).dy, dy, 5e-9);
    }
}

#[test]
fn minima_are_found() {
    // Swish's is −W(1/e) at −1 − W(1/e): its two numbers differ by exactly 1.
    let expected = [
        ("swish", -1.278_464_542_761_074, -0.278_464_542_761_073_8),
        ("gelu", -0.75179, -0.16997),
        ("mish", -1.19243, -0.30884),
    ];
    for (id, x, y) in expected {
        let low = card(id).low;
        assert_close(low.value, y, 5e-6);
        assert_close(only_place(low), x, 5e-6);
    }
}

#[test]
fn largest_slopes_are_found() {
    let expected = [
        ("sigmoid", 0.0, 0.25),
        ("tanh", 0.0, 1.0),
        ("swish", 2.40, 1.0998),
        ("mish", 1.49, 1.0885),
        ("gelu", std::f64::consts::SQRT_2, 1.1289),
    ];
    for (id, x, slope) in expected {
        let steepest = card(id).steepest;
        assert_close(steepest.value, slope, 5e-5);
        assert_close(only_place(steepest), x, 5e-3);
    }
    assert_eq!(
        card("relu").steepest,
        Extreme {
            value: 1.0,
            place: Place::On(0.0, f64::INFINITY)
        }
    );
    assert_eq!(
        card("softplus").steepest,
        Extreme {
            value: 1.0,
            place: Place::Toward(f64::INFINITY)
        }
    );
    assert_eq!(
        card("hard_swish").steepest,
        Extreme {
            value: 1.5,
            place: Place::Toward(3.0)
        }
    );
    assert_eq!(card("step").steepest.value, 0.0);
    assert_eq!(card("relu_squared").steepest.value, f64::INFINITY);
}

#[test]
fn ranges_are_open_where_the_bound_is_only_approached() {
    let inf = f64::INFINITY;
    let expected = [
        ("step", 0.0, true, 1.0, true),
        ("sigmoid", 0.0, false, 1.0, false),
        ("tanh", -1.0, false, 1.0, false),
        ("relu", 0.0, true, inf, false),
        ("relu6", 0.0, true, 6.0, true),
        ("elu", -1.0, false, inf, false),
        ("softplus", 0.0, false, inf, false),
        ("softsign", -1.0, false, 1.0, false),
        ("gaussian", 0.0, false, 1.0, true),
        ("sine", -1.0, true, 1.0, true),
        ("log_sigmoid", -inf, false, 0.0, false),
        ("hard_sigmoid", 0.0, true, 1.0, true),
        ("snake", -inf, false, inf, false),
    ];
    for (id, low, low_reached, high, high_reached) in expected {
        let card = card(id);
        assert_eq!(
            (card.low.value, card.low.is_reached()),
            (low, low_reached),
            "{id}"
        );
        assert_eq!(
            (card.high.value, card.high.is_reached()),
            (high, high_reached),
            "{id}"
        );
    }
}

#[test]
fn no_value_or_slope_lies_outside_the_bounds_found() {
    let ends = |a: &Activation| {
        [
            a.default_params(),
            a.params.iter().map(|p| p.min).collect(),
            a.params.iter().map(|p| p.max).collect(),
        ]
    };
    for (activation, params) in ALL.iter().flat_map(|a| ends(a).map(|params| (a, params))) {
        let bend = Bend { activation, params };
        let Card {
            low,
            high,
            steepest,
            ..
        } = analyse(&bend);
        for jet in (-1000..1000).map(|i| bend.at(f64::from(i) / 37.0)) {
            let inside = jet.y >= low.value - 1e-12 && jet.y <= high.value + 1e-12;
            assert!(
                inside && jet.dy <= steepest.value + 1e-12,
                "{bend:?}: {jet:?}"
            );
        }
    }
}

#[test]
fn no_bound_is_minus_zero() {
    for card in ALL.iter().map(|a| analyse(&Bend::new(a))) {
        for bound in [card.low.value, card.high.value, card.steepest.value] {
            assert!(bound != 0.0 || bound.is_sign_positive());
        }
    }
}

#[test]
fn flat_zones_are_where_learning_stalls() {
    let inf = f64::INFINITY;
    let relu_flat = vec![(-inf, 0.0)];
    assert_eq!(card("relu").flat, relu_flat);
    assert_eq!(card("step").flat, [(-inf, 0.0), (0.0, inf)]);
    assert_eq!(card("relu6").flat, [(-inf, 0.0), (6.0, inf)]);
    assert_eq!(card("soft_shrink").flat, [(-0.5, 0.5)]);
    for never in ["identity", "leaky_relu", "sine"] {
        assert!(card(never).flat.is_empty(), "{never}");
    }
    let sigmoid = card("sigmoid").flat;
    assert_close(sigmoid[0].1, -4.584_863, 1e-6);
    assert_eq!((sigmoid[0].0, sigmoid[1].1), (-inf, inf));
}

#[test]
fn monotony_is_told_from_slopes_and_jumps() {
    let rises = |strictly| Monotone::Increasing { strictly };
    let strict = [
        "identity",
        "sigmoid",
        "tanh",
        "leaky_relu",
        "elu",
        "selu",
        "softplus",
        "tanh_shrink",
        "snake",
        "log_sigmoid",
    ];
    let level = [
        "step",
        "relu",
        "relu6",
        "relu_squared",
        "hard_sigmoid",
        "hard_tanh",
        "soft_shrink",
        "hard_shrink",
    ];
    let neither = [
        "gelu",
        "gelu_tanh",
        "swish",
        "mish",
        "hard_swish",
        "gaussian",
        "sine",
    ];
    for (ids, expected) in [
        (&strict[..], rises(true)),
        (&level, rises(false)),
        (&neither, Monotone::Neither),
    ] {
        for id in ids {
            assert_eq!(card(id).monotone, expected, "{id}");
        }
    }
}

#[test]
fn odd_functions_and_selu_are_zero_centred() {
    for id in [
        "tanh",
        "softsign",
        "arctan",
        "identity",
        "sine",
        "hard_tanh",
        "tanh_shrink",
        "soft_shrink",
        "hard_shrink",
        "selu",
    ] {
        assert!(card(id).is_zero_centred(), "{id}");
    }
    // ∫₀^∞ x φ = 1/√(2π), and half of E[x²]; E[x Φ(x)] = 1/(2√π) by Stein's lemma.
    let means = [
        ("sigmoid", 0.5),
        ("relu", 0.398_942_280_401_432_7),
        ("relu_squared", 0.5),
        ("gelu", 0.282_094_791_773_878_14),
    ];
    for (id, mean) in means {
        assert_close(card(id).mean, mean, 1e-12);
        assert!(!card(id).is_zero_centred(), "{id}");
    }
}

#[test]
fn breaks_found_are_those_declared() {
    for bend in ALL.iter().map(Bend::new) {
        let Card { jumps, kinks, .. } = analyse(&bend);
        let found: Vec<f64> = jumps.iter().chain(&kinks).map(|b| b.x).collect();
        let felt = |x: &f64| {
            let (left, right) = (
                bend.beside(*x, super::Side::Left),
                bend.beside(*x, super::Side::Right),
            );
            (left.y - right.y).abs().max((left.dy - right.dy).abs()) > 1e-9
        };
        let declared: Vec<f64> = bend.kinks().into_iter().filter(felt).collect();
        assert_eq!(found, declared, "{}", bend.activation.id);
    }
}

#[test]
fn a_break_is_seen_from_both_sides() {
    let jump = card("step").jumps[0];
    assert_eq!(
        (jump.x, jump.left.y, jump.value.y, jump.right.y),
        (0.0, 0.0, 0.0, 1.0)
    );
    let kink = card("leaky_relu").kinks[0];
    assert_eq!(
        (kink.left.dy, kink.value.dy, kink.right.dy),
        (0.01, 0.01, 1.0)
    );
}

#[test]
fn largest_gaps_are_found() {
    let gap = |a, b| largest_gap(&bend(a), &bend(b), -10.0..=10.0).expect("a gap");
    for (a, b, x, size) in [
        ("swish", "mish", 1.82, 0.184),
        ("gelu", "swish", 1.97, 0.193),
        ("gelu", "gelu_tanh", 2.70, 4.7e-4),
        ("step", "sigmoid", 0.0, 0.5),
        ("relu", "identity", -10.0, 10.0),
    ] {
        assert_close(gap(a, b).x, x, 5e-3);
        assert_close(gap(a, b).gap, size, 5e-4);
    }
    assert_close(gap("gelu", "gelu_tanh").gap, 4.7e-4, 5e-6);
    let sigmoid_of_1702 = of(|x| x * (x * 1.702).sigmoid());
    let gelu_by_sigmoid =
        largest_gap(&bend("gelu"), &sigmoid_of_1702, -10.0..=10.0).expect("a gap");
    assert_close(gelu_by_sigmoid.gap, 0.0203, 5e-5);
}

#[test]
fn waves_that_grow_have_no_bounds() {
    let card = analyse(&of(|x| x * x.sin()));
    assert_eq!(
        (card.low.value, card.high.value),
        (f64::NEG_INFINITY, f64::INFINITY)
    );
    assert_eq!(card.monotone, Monotone::Neither);
    assert!(card.jumps.is_empty() && card.kinks.is_empty());
    assert_close(card.mean, 0.606_530_659_712_633_4, 1e-12); // E[x sin x] = E[cos x] = e^(−1/2)
}

#[test]
fn an_absolute_value_has_one_kink_at_its_minimum() {
    let card = analyse(&of(Number::abs));
    assert_eq!(
        card.low,
        Extreme {
            value: 0.0,
            place: Place::At(0.0)
        }
    );
    assert_eq!(
        card.kinks
            .iter()
            .map(|b| (b.x, b.left.dy, b.right.dy))
            .collect::<Vec<_>>(),
        [(0.0, -1.0, 1.0)]
    );
    assert_eq!(card.monotone, Monotone::Neither);
}

#[test]
fn a_stair_rises_by_jumps_alone() {
    let card = analyse(&|x: f64| Jet::constant((x / 5.0).floor()));
    let steps: Vec<f64> = card.jumps.iter().map(|b| b.x).collect();
    assert_eq!(steps, [-15.0, -10.0, -5.0, 0.0, 5.0, 10.0, 15.0]);
    assert_eq!(card.monotone, Monotone::Increasing { strictly: false });
    assert_eq!(
        (card.low.value, card.high.value, card.steepest.value),
        (f64::NEG_INFINITY, f64::INFINITY, 0.0)
    );
}

#[test]
fn a_constant_is_its_own_range() {
    let card = analyse(&|_: f64| Jet::constant(3.0));
    let everywhere = Extreme {
        value: 3.0,
        place: Place::On(f64::NEG_INFINITY, f64::INFINITY),
    };
    assert_eq!(
        (card.low, card.high, card.monotone),
        (everywhere, everywhere, Monotone::Constant)
    );
}

#[test]
fn a_cubic_is_steep_without_bound() {
    let card = analyse(&of(|x| x * x * x));
    assert_eq!(card.steepest.value, f64::INFINITY);
    assert_eq!(card.monotone, Monotone::Increasing { strictly: true });
    assert!(card.is_zero_centred());
    assert_close(card.flat[0].1, (0.01_f64 / 3.0).sqrt(), 1e-12);
}

#[test]
fn a_function_with_an_edge_is_analysed_where_it_is_defined() {
    let ln = |x: f64| {
        if x > 0.0 {
            Jet::new(x.ln(), 1.0 / x, -1.0 / (x * x))
        } else {
            Jet::NAN
        }
    };
    let card = analyse(&ln);
    assert_eq!(
        (card.low.value, card.high.value),
        (f64::NEG_INFINITY, f64::INFINITY)
    );
    assert_eq!(card.monotone, Monotone::Increasing { strictly: true });
    assert!(card.jumps.is_empty() && card.kinks.is_empty());
    assert!(analyse(&|_: f64| Jet::NAN).low.value.is_nan());
}

#[test]
fn a_neuron_bends_where_its_pre_activation_does() {
    let neuron = Neuron {
        w: -3.0,
        b: 1.0,
        bend: bend("relu"),
    };
    assert_eq!(neuron.kinks(), [1.0 / 3.0]);
    assert_close(analyse(&neuron).kinks[0].x, 1.0 / 3.0, 1e-15);
    assert_eq!(neuron.at(-1.0), Jet::new(4.0, -3.0, 0.0));
    let swish = Neuron {
        w: 2.0,
        b: -1.0,
        bend: bend("swish"),
    };
    let f = bend("swish").at(0.6);
    let expected = Jet::new(f.y, 2.0 * f.dy, 4.0 * f.d2y);
    for order in [Order::Value, Order::Slope, Order::Curvature] {
        assert_close(order.of(swish.at(0.8)), order.of(expected), 1e-15);
    }
    let dead = Neuron {
        w: 0.0,
        b: -1.0,
        bend: bend("relu"),
    };
    assert!(dead.kinks().is_empty());
    assert_eq!(analyse(&dead).monotone, Monotone::Constant);
}

#[test]
fn a_far_neuron_is_still_found() {
    let card = analyse(&Neuron {
        w: 0.1,
        b: 10.0,
        bend: bend("sigmoid"),
    });
    assert_close(only_place(card.steepest), -100.0, 1e-9);
}
