use super::*;
use crate::charts::Stroke;
use crate::exhibits::fields::{read, write};
use crate::exhibits::links::{state, value};

fn near(text: &str, name: &str, expected: f64, within: f64) {
    let found = value::<Hinge>(text, name);
    assert!((found - expected).abs() <= within, "{text}#{name}: {found}");
}

// Every expected number of a fit is printed by tests/data/hinges.py, with NumPy 2.4.6; those of the net itself are
// worked out by hand.

#[test]
fn it_opens_with_the_net_of_the_article() {
    for (x, y) in [
        ("-10", 0.0),
        ("-4", 0.01796),
        ("-2", 0.11928),
        ("0", 0.50020),
        ("2", 0.88112),
        ("4", 0.98244),
        ("10", 1.0290),
        ("1000", 8.7114),
    ] {
        near(&format!("x={x}"), "y", y, 1e-12);
    }
    near("", "max_error", 0.0410, 5e-5);
    near("", "error_x", -1.067, 5e-4);
    near("", "rmse", 0.019_129, 1e-6);
    // Above 1 from (1 − 0.98244) / 0.00776 beyond 4.
    assert!(value::<Hinge>("x=6.25", "y") < 1.0 && value::<Hinge>("x=6.27", "y") > 1.0);
}

#[test]
fn its_segments_are_read_out() {
    let slopes = [0.0, 0.00776, 0.05066, 0.19046, 0.05066, 0.00776];
    for (i, slope) in slopes.into_iter().enumerate() {
        near("", &format!("s{}", i + 1), slope, 1e-12);
    }
    for (i, kink) in [-6.314_433, -4.0, -2.0, 2.0, 4.0].into_iter().enumerate() {
        near("", &format!("k{}", i + 1), kink, 1e-6);
    }
    assert_eq!(state::<HingesState>("").net().segments().len(), 6);
}

#[test]
fn the_best_nets_beat_the_article() {
    near("fit=same_skip", "fit_rmse", 0.011_898, 1e-6);
    near("fit=same", "fit_rmse", 0.012_061, 1e-6);
    near("fit=free_skip", "fit_rmse", 0.005_688_5, 1e-6);
    for (i, kink) in [-2.90, -1.35, 1.35, 2.90].into_iter().enumerate() {
        near("fit=free_skip", &format!("fit_k{}", i + 1), kink, 0.006);
    }
    // Symmetric kinks without skip leave 0.0077; kinks that need not be symmetric still less.
    near(
        "b=3.38,1.5,-1.5,-3.38&fit=same",
        "fit_rmse",
        0.007_679,
        1e-6,
    );
    near("fit=free", "fit_rmse", 0.007_097, 2e-6);
}

#[test]
fn a_best_net_can_be_taken_over() {
    for fit in ["same", "same_skip", "free", "free_skip"] {
        let mut state = state::<HingesState>(&format!("fit={fit}"));
        let best = fits::chosen(&state).unwrap();
        state.take(&best);
        let [own, best] = [state.net(), best].map(|net| state.error_of(&net).unwrap().rmse);
        assert!((own - best).abs() < 1e-5, "{fit}");
        assert_eq!(state.has_skip, fit.ends_with("skip"), "{fit}");
    }
}

#[test]
fn more_units_come_closer_unless_there_is_no_bend() {
    let errors = |text: &str| fits::by_units(&state::<HingesState>(text));
    for target in ["sigmoid", "sine", "bump", "step"] {
        let errors = errors(&format!("target={target}"));
        assert_eq!(errors.len(), 12);
        assert!(errors[11].1 < 0.5 * errors[3].1, "{target}: {errors:?}");
    }
    let level = errors("f=identity");
    assert!((level[0].1 - level[11].1).abs() < 1e-9, "{level:?}");
}

#[test]
fn folds_double_what_units_only_add() {
    for folds in 1..=6 {
        let text = format!("below=depth&folds={folds}");
        assert_eq!(value::<Hinge>(&text, "units"), f64::from(2 * folds));
        assert_eq!(value::<Hinge>(&text, "pieces_deep"), f64::from(1 << folds));
        assert_eq!(
            value::<Hinge>(&text, "pieces_wide"),
            f64::from(2 * folds + 1)
        );
        let off = value::<Hinge>(&text, "wide_rmse");
        // Two folds have three creases, which four units still reach.
        assert!(
            if folds < 3 { off < 1e-9 } else { off > 0.2 },
            "{folds}: {off}"
        );
    }
}

#[test]
fn a_hand_holds_a_kink_or_the_lever_or_reads_the_net() {
    let mut state = HingesState::default();
    let stroke = |held, from, to| Stroke {
        held,
        start: from,
        from,
        to,
    };
    let at = |x, y| (x, y);
    state.draw(&stroke(Some(2), at(2.1, 0.9), at(2.1, 0.9)));
    assert_eq!((state.unit, state.units[2].kink()), (2, 2.0));
    state.draw(&stroke(Some(2), at(2.1, 0.9), at(1.349, 0.2)));
    assert!((state.units[2].kink() - 1.34).abs() < 1e-12);
    // ReLU is 1.5 at the lever, which is beside the kink by that much.
    assert!((state.lever().unwrap().1 - 1.5).abs() < 1e-12);
    let lever = state.holds().len() - 1;
    state.draw(&stroke(Some(lever), at(2.84, -0.2), at(2.84, -0.3)));
    assert!((state.units[2].v + 0.2).abs() < 1e-12);
    state.draw(&stroke(None, at(0.0, 0.0), at(-3.0, 0.7)));
    assert_eq!(state.x, -3.0);
}

#[test]
fn a_unit_is_added_without_a_change_and_taken_away() {
    let mut state = HingesState::default();
    state.add();
    assert_eq!((state.units.len(), state.unit), (5, 4));
    assert_eq!(state.units[4].kink(), 0.0);
    assert_eq!(
        Hinge::values(&state),
        Hinge::values(&HingesState::default())
    );
    for _ in 0..20 {
        state.add();
    }
    assert_eq!(state.units.len(), 16);
    for _ in 0..20 {
        state.remove();
    }
    assert_eq!((state.units.len(), state.unit), (1, 0));
}

#[test]
fn lists_of_units_are_as_long_as_their_weights() {
    assert_eq!(
        write(&state::<HingesState>("w=1,-1")),
        "w=1,-1&b=4,2&v=0.0429,0.1398"
    );
    let (short, problems) = read::<HingesState>("w=1,2,3&b=1,2");
    assert_eq!((short.units.len(), problems.len()), (3, 1));
    assert_eq!(state::<HingesState>("w=1,1,1,1,1,1&unit=6").units[5].v, 0.0);
}

#[test]
fn a_sketch_has_no_error_before_it_is_complete() {
    let names = |text: &str| -> Vec<String> {
        let values = Hinge::values(&state::<HingesState>(text));
        values
            .into_iter()
            .map(|(name, _)| name.into_owned())
            .collect()
    };
    assert!(!names("target=sketch").contains(&"rmse".to_owned()));
    let all = "target=sketch&guess=0,0,0,0,0,0,0,0,0,0,0,0,0&use=&v=0,0,0,0&c=0.25";
    near(all, "rmse", 0.25, 1e-12);
    near(all, "max_error", 0.25, 1e-12);
}

#[test]
fn a_million_stays_finite() {
    for f in crate::maths::ALL.iter().map(|f| f.id) {
        let text = format!(
            "f={f}&w=1e6,-1e6&b=1e6,1e6&v=1e6,-1e6&skip=1e6&x=1e6&fit=same&below=units&rate=10&steps=20"
        );
        for (name, value) in Hinge::values(&state::<HingesState>(&text)) {
            assert!(value.is_finite(), "{f}: {name} = {value}");
        }
    }
}
