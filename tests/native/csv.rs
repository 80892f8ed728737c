//! What is read of a table that somebody pastes, and what is said of one that cannot be read.

use kassei::nn::csv::{CsvError, MOST_BYTES, MOST_POINTS, Table, read};
use kassei::nn::data::{Kind, Point};
use kassei::text::parse;
use proptest::prelude::*;

fn table(text: &str) -> Table {
    read(text, parse).unwrap_or_else(|error| panic!("{error} of {text:?}"))
}

fn points(text: &str) -> Vec<(f64, f64, f64)> {
    let point = |point: &Point| (point.at[0], point.at[1], point.label);
    table(text).data.points.iter().map(point).collect()
}

#[test]
fn the_same_points_are_read_however_they_are_separated() {
    for text in [
        "1.5,-2,0\n3,4,1",
        "1.5,-2,0\r\n3,4,1\r\n",
        "1.5,-2,0\r3,4,1\r",
        "\u{FEFF}1.5,-2,0\n3,4,1",
        "x,y,label\n1.5,-2,0\n3,4,1",
        "\n\n1.5,-2,0\n\n  \n,,\n3,4,1\n\n",
        "1.5;-2;0\n3;4;1",
        "1,5;-2;0\n3,0;4;1",
        "1,5\t-2\t0\n3\t4\t1",
        " 1.5 , -2 , 0 \n 3 , 4 , 1 ",
        "\"1.5\",\"-2\",\"0\"\n\"3\",\"4\",\"1\"",
        "\"1,5\";\"-2\";\"0\"\n\"3\";\"4\";\"1\"",
        "１．５，－２，０\n３，４，１",
        "１，５；−２；０\n３；４；１",
        "15e-1,-2,0\n+3,4,1",
        "\"x;1\",y,label\n1.5,-2,0\n3,4,1",
    ] {
        assert_eq!(
            points(text),
            [(1.5, -2.0, 0.0), (3.0, 4.0, 1.0)],
            "{text:?}"
        );
    }
}

#[test]
fn labels_are_classes_or_numbers() {
    let kinds: [(&str, Kind, &[&str], &[f64]); 10] = [
        (
            "1,1,0\n2,2,1\n3,3,0",
            Kind::Classes(2),
            &["0", "1"],
            &[0.0, 1.0, 0.0],
        ),
        ("1,1,1\n2,2,-1", Kind::Classes(2), &["-1", "1"], &[1.0, 0.0]),
        (
            "1,1,5\n2,2,9\n3,3,7",
            Kind::Classes(3),
            &["5", "7", "9"],
            &[0.0, 2.0, 1.0],
        ),
        ("1,1,0.5\n2,2,1", Kind::Regression, &[], &[0.5, 1.0]),
        ("1,1,3\n2,2,3", Kind::Regression, &[], &[3.0, 3.0]),
        (
            "1,1,1\n2,2,2\n3,3,3\n4,4,4\n5,5,5",
            Kind::Regression,
            &[],
            &[1.0, 2.0, 3.0, 4.0, 5.0],
        ),
        ("1,0\n2,1", Kind::Regression, &[], &[0.0, 1.0]),
        (
            "1,1,cat\n2,2,ant\n3,3,cat",
            Kind::Classes(2),
            &["ant", "cat"],
            &[1.0, 0.0, 1.0],
        ),
        (
            "1,1,赤\n2,2,青い",
            Kind::Classes(2),
            &["赤", "青い"],
            &[0.0, 1.0],
        ),
        (
            "1,\"a \"\"b\"\", c\"\n2,d",
            Kind::Classes(2),
            &["a \"b\", c", "d"],
            &[0.0, 1.0],
        ),
    ];
    for (text, kind, classes, labels) in kinds {
        let Table {
            data,
            classes: named,
            ..
        } = table(text);
        assert_eq!(
            (data.kind, &*named),
            (
                kind,
                &*classes.iter().map(ToString::to_string).collect::<Vec<_>>()
            )
        );
        let found: Vec<f64> = data.points.iter().map(|point| point.label).collect();
        assert_eq!(found, labels, "{text:?}");
        assert_eq!(
            data.inputs,
            text.lines()
                .next()
                .map_or(0, |line| usize::from(line.contains(",1,")) + 1)
        );
    }
}

#[test]
fn a_header_names_the_columns() {
    assert_eq!(
        table("width,height,kind\n1,2,a\n3,4,b").header,
        ["width", "height", "kind"]
    );
    assert!(table("1,2,a\n3,4,b").header.is_empty());
}

#[test]
fn what_cannot_be_read_is_said_with_its_line() {
    for (text, words) in [
        (
            "",
            "cannot read line 1: found no points, expected one a line",
        ),
        (
            "\n , \n",
            "cannot read line 1: found no points, expected one a line",
        ),
        (
            "x,y,label\n",
            "cannot read line 1: found no points, expected one a line",
        ),
        (
            "\n7\n8",
            "cannot read line 2: found 1 column(s), expected one or two inputs and a label",
        ),
        (
            "1,2,3,4",
            "cannot read line 1: found 4 column(s), expected one or two inputs and a label",
        ),
        (
            "1 2 3",
            "cannot read line 1: found 1 column(s), expected one or two inputs and a label",
        ),
        (
            "1,2,0\n\n3,4\n",
            "cannot read line 3: found 2 column(s), expected 3 as in the lines before",
        ),
        (
            "x,y,k\n1,2,0\n3,five,1",
            "cannot read line 3: found \"five\" in column 2, expected a number",
        ),
        (
            "1,2,0\n,4,1",
            "cannot read line 2: found \"\" in column 1, expected a number",
        ),
        (
            "1,2,0\n3,4,b",
            "cannot read line 2: found \"b\" in column 3, expected a number",
        ),
        (
            "1,inf,0\n3,4,1",
            "cannot read line 1: found \"inf\" in column 2, expected a number",
        ),
        (
            "1,2,a\n1,2,b\n1,2,c\n1,2,d\n1,2,e",
            "cannot read line 5: found one class more, \"e\", expected at most 4",
        ),
        (
            "1,2,a\n1,2,a",
            "cannot read line 1: found no class but \"a\", expected two at least",
        ),
        (
            "1,2,0\n3,\"4,1",
            "cannot read line 2: found a quotation mark that is not closed",
        ),
        (
            "1,2,0\n3,4_and_very_much_more_than_fits,1",
            "cannot read line 2: found \"4_and_very_much_more_tha…\" in column 2, expected a number",
        ),
    ] {
        let error: CsvError = read(text, parse).expect_err(text);
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn of_too_many_points_some_are_taken_evenly() {
    let lines = (0..20_000).map(|i| format!("{i},0,{}\n", i / 10_000));
    let table = table(&lines.collect::<String>());
    assert_eq!((table.rows, table.data.points.len()), (20_000, MOST_POINTS));
    let ones = table.data.points.iter().filter(|point| point.label == 1.0);
    assert_eq!(ones.count(), MOST_POINTS / 2, "the end is not left out");
    assert_eq!(table.data.extent()[0], [0.0, 19_996.0]);
    assert_eq!(table.cut, 0);
}

#[test]
fn of_too_long_a_text_the_beginning_is_read() {
    // The last line before the limit is cut in the middle of a character of three bytes.
    let line = "1,2,東\n3,4,西\n";
    let text = line.repeat(MOST_BYTES / line.len() + 10);
    let table = table(&text);
    assert!(table.cut > 0 && text.len() - table.cut <= MOST_BYTES);
    assert_eq!(table.classes, ["東", "西"]);
    assert!(table.rows > 1_000_000);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nothing_that_is_almost_a_table_panics(text in "([-0-9.]{1,3}|[,;\t\"\n\r]|a|，){0,80}") {
        check(&text);
    }
}

/// Whatever is read keeps its promises.
fn check(text: &str) {
    match read(text, parse) {
        Ok(Table {
            data,
            classes,
            rows,
            ..
        }) => {
            assert!(!data.points.is_empty() && data.points.len() <= rows);
            let count = match data.kind {
                Kind::Classes(count) => count,
                Kind::Regression => 0,
            };
            assert_eq!(classes.len(), count);
            for point in &data.points {
                assert!(point.at.iter().all(|v| v.is_finite()) && point.label.is_finite());
                assert!(count == 0 || point.label < count as f64);
            }
        }
        Err(error) => assert!(
            (1..=text.lines().count().max(1) + text.matches('\r').count()).contains(&error.line)
        ),
    }
}
