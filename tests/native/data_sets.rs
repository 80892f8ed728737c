//! The data sets of the playground: their geometry, their classes, their noise, their bits.

use std::f64::consts::PI;

use kassei::nn::data::{ALL, DOMAIN, DataSet, Kind, MOST_NOISE, POINTS, Point};

fn set(id: &str) -> &'static DataSet {
    DataSet::find(id).expect("a data set")
}

fn close(found: Point, at: [f64; 2], label: f64) {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
    let same = near(found.at[0], at[0]) && near(found.at[1], at[1]) && near(found.label, label);
    assert!(same, "{found:?}, expected {label} at {at:?}");
}

/// The same written in Python, with `Random` of `tests/data/make_training.py`; seed 1.
#[test]
fn points_are_those_of_python() {
    let circle = set("circle").data(POINTS, 0.0, 1).points;
    close(circle[0], [-4.348314652582744, -0.11527472828845813], 0.0);
    close(circle[1], [-1.1070186132371505, 0.08988502349435193], 1.0);
    let gauss = set("gauss").data(POINTS, 0.2, 1).points;
    close(gauss[0], [-1.4080409864294186, -1.3708199165449861], 0.0);
    close(gauss[1], [1.549484190531643, 3.4549392953343396], 1.0);
    let spiral = set("spiral").data(POINTS, 0.3, 1).points;
    close(spiral[300], [0.6753367972591122, 2.9662414392478547], 0.0);
    let plane = set("plane").data(POINTS, 0.1, 1).points;
    let first = [0.7987389020673703, 2.949381087152414];
    close(plane[0], first, 0.4246554353990867);
    let cones = set("multi_gauss").data(POINTS, 0.1, 1).points;
    close(cones[0], first, -0.29170444060626954);
    close(
        cones[2],
        [-2.5738957872364003, 3.527959267947667],
        0.1265437000730827,
    );
    let sine = set("sine").data(POINTS, 0.2, 1).points;
    close(sine[0], [first[0], 0.0], 0.5243763189014936);
}

#[test]
fn labels_follow_from_the_place_where_there_is_no_noise() {
    type Rule = fn([f64; 2]) -> f64;
    let rules: [(&str, Rule); 9] = [
        ("circle", |[x, y]| f64::from(u8::from(x.hypot(y) <= 2.5))),
        ("xor", |[x, y]| f64::from(u8::from((x > 0.0) == (y > 0.0)))),
        ("four_corners", |[x, y]| match (x > 0.0, y > 0.0) {
            (true, true) => 0.0,
            (false, true) => 1.0,
            (false, false) => 2.0,
            (true, false) => 3.0,
        }),
        // An arm is where the angle, less what the radius has turned it by, is that of the arm.
        ("spiral", |at| arm_of(at, 1.75, 2.0)),
        ("three_arms", |at| arm_of(at, 1.0, 3.0)),
        ("moons", |[x, y]| {
            // Upper: the half circle of radius 3 around (−1.5, −0.75).
            let on = ((x + 1.5).hypot(y + 0.75) - 3.0).abs() < 1e-9 && y >= -0.75 - 1e-9;
            f64::from(u8::from(!on))
        }),
        ("sine", |[x, _]| x.sin()),
        ("abs", |[x, _]| x.abs() / 6.0),
        ("step", |[x, _]| f64::from(u8::from(x > 0.0))),
    ];
    for (id, rule) in rules {
        for point in set(id).data(POINTS, 0.0, 5).points {
            if point.at == [0.0; 2] {
                continue; // where the arms begin
            }
            let expected = rule(point.at);
            assert!(
                (point.label - expected).abs() < 1e-12,
                "{id}: {point:?}, expected {expected}"
            );
        }
    }
}

fn arm_of([x, y]: [f64; 2], turns: f64, arms: f64) -> f64 {
    let turned = x.atan2(y) / (2.0 * PI) - turns * x.hypot(y) / 5.0;
    (turned * arms).round().rem_euclid(arms)
}

#[test]
fn classes_are_equally_many_without_noise_and_still_many_with_it() {
    for set in ALL {
        let Kind::Classes(classes) = set.kind else {
            continue;
        };
        for (noise, slack) in [(0.0, 0.0), (MOST_NOISE, 0.35)] {
            for seed in 1..4 {
                let data = set.data(120 * classes, noise, seed);
                for class in 0..classes {
                    let of = |point: &&Point| point.label == class as f64;
                    let count = data.points.iter().filter(of).count() as f64;
                    assert!(
                        (count - 120.0).abs() <= slack * 120.0,
                        "{} of class {class} in {}, noise {noise}",
                        count,
                        set.id
                    );
                }
            }
        }
    }
}

#[test]
fn every_set_keeps_to_its_kind_its_inputs_and_the_domain() {
    for set in ALL {
        for (count, noise, seed) in [(0, 0.0, 0), (1, 0.3, 1), (7, 0.5, 2), (1000, 0.5, 3)] {
            let data = set.data(count, noise, seed);
            assert_eq!((data.kind, data.inputs), (set.kind, set.inputs));
            assert_eq!(data.points.len(), count);
            for Point { at, label } in data.points {
                assert!(at.iter().all(|v| v.abs() <= DOMAIN), "{}: {at:?}", set.id);
                assert!(set.inputs == 2 || at[1] == 0.0);
                match set.kind {
                    Kind::Classes(n) => assert!((0..n).any(|class| label == class as f64)),
                    Kind::Regression => assert!(label.abs() < 2.5, "{label}"),
                }
            }
        }
    }
}

/// How far the points and their labels are from those without noise, in the mean.
fn distance(set: &DataSet, noise: f64) -> f64 {
    let (calm, moved) = (set.data(POINTS, 0.0, 9), set.data(POINTS, noise, 9));
    let pairs = calm.points.iter().zip(&moved.points);
    let each = |(a, b): (&Point, &Point)| {
        (a.at[0] - b.at[0]).hypot(a.at[1] - b.at[1]) + (a.label - b.label).abs()
    };
    pairs.map(each).sum::<f64>() / POINTS as f64
}

#[test]
fn more_noise_moves_points_or_labels_farther() {
    for set in ALL {
        let far: Vec<f64> = (0..=5)
            .map(|tenths| distance(set, f64::from(tenths) / 10.0))
            .collect();
        assert_eq!(far[0], 0.0);
        assert!(far.windows(2).all(|w| w[1] > w[0]), "{}: {far:?}", set.id);
        assert!(distance(set, 0.01) < 0.2, "{}: shuffled anew", set.id);
    }
}

#[test]
fn noise_that_is_none_is_taken_to_be_the_nearest_that_is() {
    for set in ALL {
        let points = |noise| set.data(20, noise, 1).points;
        assert_eq!(points(-1.0), points(0.0));
        assert_eq!(points(f64::NAN), points(0.0));
        assert_eq!(points(f64::INFINITY), points(MOST_NOISE));
    }
}

#[test]
fn ids_are_found_and_all_different() {
    for (i, set) in ALL.iter().enumerate() {
        let found = DataSet::find(set.id).expect("its id");
        assert!(std::ptr::eq(found, set), "{i}: {}", set.id);
    }
    assert!(DataSet::find("circles").is_none());
}

/// FNV-1a over the bits of all numbers. A link holds the seed, so none of these may ever change; they are the same
/// natively and in WebAssembly.
#[test]
fn points_are_the_same_for_ever() {
    let digest = |set: &DataSet| {
        let points = set.data(POINTS, 0.2, 1).points;
        let numbers = points.iter().flat_map(|p| [p.at[0], p.at[1], p.label]);
        let bytes = numbers.flat_map(f64::to_le_bytes);
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
    };
    let found: Vec<(&str, u64)> = ALL.iter().map(|set| (set.id, digest(set))).collect();
    assert_eq!(found, DIGESTS);
}

const DIGESTS: [(&str, u64); 12] = [
    ("circle", 0xba00_77a9_f600_c706),
    ("xor", 0x9bb4_77e3_0475_f042),
    ("gauss", 0xffe9_ee6b_de06_5e78),
    ("spiral", 0xc71e_25b1_7a46_7f1a),
    ("moons", 0xffb9_3176_366c_182e),
    ("three_arms", 0x8070_74cd_d761_7a77),
    ("four_corners", 0xdaf5_8d61_7ab9_6f67),
    ("plane", 0x8f4c_87ec_0739_6f54),
    ("multi_gauss", 0xb963_e8e6_092d_805c),
    ("sine", 0xf241_2725_f63c_06e8),
    ("abs", 0x9c90_a72f_fbe5_cd77),
    ("step", 0x6541_874d_4212_ebe0),
];
