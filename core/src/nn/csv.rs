//! Points from a text that somebody pasted or dropped: a line a point, one or two inputs and a label.
//!
//! Read by hand: what a reader of CSV would do beyond that, cells over several lines, nobody has in a table of numbers.

use core::fmt;

use super::data::{Data, Kind, Point};

/// How many bytes are looked at.
pub const MOST_BYTES: usize = 10_000_000;

/// How many points are taken.
pub const MOST_POINTS: usize = 5_000;

/// How many classes there may be.
pub const MOST_CLASSES: usize = 4;

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The points. Labels that are names, and whole numbers of which there are 2 to [`MOST_CLASSES`] different ones beside
    /// two inputs, are classes, in the order of the alphabet or of the numbers.
    pub data: Data,
    /// What the classes are called; empty for regression.
    pub classes: Vec<String>,
    /// What the columns are called; empty without a header.
    pub header: Vec<String>,
    /// How many points the text has. Of more than [`MOST_POINTS`] so many are taken, evenly from all.
    pub rows: usize,
    /// How many bytes beyond [`MOST_BYTES`] were not looked at.
    pub cut: usize,
}

/// What could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvError {
    /// Counted from 1, blank lines too.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no point in the whole text.
    Empty,
    /// So many columns in the first line, and not 2 or 3.
    Columns(usize),
    /// So many columns, and another number of them before.
    Ragged(usize, usize),
    /// No number in this column, counted from 1, but this.
    Number(usize, String),
    /// A label that is the name of one class more than there may be.
    Classes(String),
    /// All labels are this one name.
    OneClass(String),
    /// A quotation mark that nothing closes.
    Quote,
}

impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read line {}: ", self.line)?;
        match &self.problem {
            Problem::Empty => write!(f, "found no points, expected one a line"),
            Problem::Columns(found) => write!(
                f,
                "found {found} column(s), expected one or two inputs and a label"
            ),
            Problem::Ragged(found, expected) => write!(
                f,
                "found {found} column(s), expected {expected} as in the lines before"
            ),
            Problem::Number(column, found) => {
                write!(f, "found \"{found}\" in column {column}, expected a number")
            }
            Problem::Classes(found) => write!(
                f,
                "found one class more, \"{found}\", expected at most {MOST_CLASSES}"
            ),
            Problem::OneClass(found) => {
                write!(f, "found no class but \"{found}\", expected two at least")
            }
            Problem::Quote => write!(f, "found a quotation mark that is not closed"),
        }
    }
}

impl core::error::Error for CsvError {}

/// Reads points from a text. Cells are separated by tabs, semicolons or commas: the first in this list that the first line
/// has. Where they are not separated by commas, a comma may stand for a decimal point. `number` reads a cell.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(text: &str, number: impl Fn(&str) -> Option<f64>) -> Result<Table, CsvError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let looked_at = &text[..text.floor_char_boundary(MOST_BYTES)];
    let mut rows: Vec<Row<'_>> = rows(looked_at).collect();
    if looked_at.len() < text.len() {
        rows.pop(); // it may be half a line
    }
    let nothing = CsvError {
        line: 1,
        problem: Problem::Empty,
    };
    let first = rows.first().ok_or(nothing.clone())?;
    let reader = Reader {
        separator: separator(first.line),
        number: &number,
    };
    let names = reader.cells(first)?;
    let columns = names.len();
    if !(2..=3).contains(&columns) {
        return Err(first.error(Problem::Columns(columns)));
    }
    let is_name = |cell: &String| reader.number(cell).is_none();
    let is_header = names[..columns - 1].iter().all(is_name);
    if is_header {
        rows.remove(0);
    }
    if rows.is_empty() {
        return Err(nothing);
    }
    let examples = evenly(&rows, MOST_POINTS)
        .map(|row| reader.example(row, columns))
        .collect::<Result<Vec<Example>, CsvError>>()?;
    let (kind, classes, labels) = reader.labels(&examples, columns)?;
    let points = examples.iter().zip(labels);
    Ok(Table {
        data: Data {
            kind,
            inputs: columns - 1,
            points: points
                .map(|(example, label)| Point {
                    at: example.at,
                    label,
                })
                .collect(),
        },
        classes,
        header: if is_header { names } else { Vec::new() },
        rows: rows.len(),
        cut: text.len() - looked_at.len(),
    })
}

/// A line with something in it.
struct Row<'a> {
    /// Counted from 1.
    number: usize,
    line: &'a str,
}

impl Row<'_> {
    fn error(&self, problem: Problem) -> CsvError {
        CsvError {
            line: self.number,
            problem,
        }
    }
}

/// A row whose inputs are read.
struct Example {
    at: [f64; 2],
    label: String,
    line: usize,
}

struct Reader<'a> {
    separator: Separator,
    number: &'a dyn Fn(&str) -> Option<f64>,
}

impl Reader<'_> {
    fn number(&self, cell: &str) -> Option<f64> {
        if self.separator == COMMAS {
            (self.number)(cell)
        } else {
            (self.number)(&cell.replace([',', '，'], "."))
        }
    }

    /// The cells of a line, without spaces around them.
    fn cells(&self, row: &Row<'_>) -> Result<Vec<String>, CsvError> {
        let (mut cells, mut cell) = (Vec::new(), String::new());
        let mut characters = row.line.chars().peekable();
        let mut quoted = false;
        while let Some(c) = characters.next() {
            match c {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push(c);
                }
                '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
                _ if !quoted && self.separator.contains(&c) => {
                    cells.push(cell.trim().to_owned());
                    cell.clear();
                }
                _ => cell.push(c),
            }
        }
        if quoted {
            return Err(row.error(Problem::Quote));
        }
        cells.push(cell.trim().to_owned());
        Ok(cells)
    }

    fn example(&self, row: &Row<'_>, columns: usize) -> Result<Example, CsvError> {
        let mut cells = self.cells(row)?;
        if cells.len() != columns {
            return Err(row.error(Problem::Ragged(cells.len(), columns)));
        }
        let label = cells.pop().unwrap_or_default();
        let mut at = [0.0; 2];
        for (i, (input, cell)) in at.iter_mut().zip(&cells).enumerate() {
            let problem = || row.error(Problem::Number(i + 1, short(cell)));
            *input = self.number(cell).ok_or_else(problem)?;
        }
        Ok(Example {
            at,
            label,
            line: row.number,
        })
    }

    /// What the labels are, the names of the classes, and each label as a number. The first one decides whether they are
    /// names.
    fn labels(
        &self,
        examples: &[Example],
        columns: usize,
    ) -> Result<(Kind, Vec<String>, Vec<f64>), CsvError> {
        let first = examples.first().map_or("", |example| &*example.label);
        if self.number(first).is_none() {
            let names = class_names(examples)?;
            let class = |example: &Example| names.iter().position(|name| *name == example.label);
            let labels = examples.iter().filter_map(class).map(|class| class as f64);
            let labels = labels.collect();
            return Ok((Kind::Classes(names.len()), names, labels));
        }
        let number = |example: &Example| {
            self.number(&example.label).ok_or_else(|| CsvError {
                line: example.line,
                problem: Problem::Number(columns, short(&example.label)),
            })
        };
        let numbers = examples.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        let classes = whole(&numbers).filter(|_| columns == 3);
        let Some(classes) = classes else {
            return Ok((Kind::Regression, Vec::new(), numbers));
        };
        let class = |number: &f64| classes.iter().position(|class| class == number);
        let labels = numbers.iter().filter_map(class).map(|class| class as f64);
        let labels = labels.collect();
        let names = classes.iter().map(f64::to_string).collect();
        Ok((Kind::Classes(classes.len()), names, labels))
    }
}

/// The characters that separate cells: ASCII, and as a Japanese keyboard gives it.
type Separator = [char; 2];

const COMMAS: Separator = [',', '，'];
const SEPARATORS: [Separator; 3] = [['\t', '\t'], [';', '；'], COMMAS];

fn separator(line: &str) -> Separator {
    let outside = |separator: &Separator| {
        let mut parts = line.split('"').step_by(2);
        parts.any(|part| part.contains(*separator))
    };
    SEPARATORS.into_iter().find(outside).unwrap_or(COMMAS)
}

/// The lines in which something stands.
fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let blank = |c: char| c.is_whitespace() || SEPARATORS.as_flattened().contains(&c);
    text.split(end)
        .enumerate()
        .filter(move |(_, line)| !line.chars().all(blank))
        .map(|(i, line)| Row {
            number: i + 1,
            line,
        })
}

/// All, or of more than `most` so many, equally far apart.
fn evenly<T>(items: &[T], most: usize) -> impl Iterator<Item = &T> {
    let taken = items.len().min(most);
    (0..taken).map(move |i| &items[i * items.len() / taken])
}

fn class_names(examples: &[Example]) -> Result<Vec<String>, CsvError> {
    let mut names: Vec<String> = Vec::new();
    for example in examples {
        if !names.contains(&example.label) {
            if names.len() == MOST_CLASSES {
                return Err(CsvError {
                    line: example.line,
                    problem: Problem::Classes(short(&example.label)),
                });
            }
            names.push(example.label.clone());
        }
    }
    if let ([name], [first, ..]) = (&*names, examples) {
        return Err(CsvError {
            line: first.line,
            problem: Problem::OneClass(short(name)),
        });
    }
    names.sort();
    Ok(names)
}

/// The different numbers in ascending order, if they are whole and few enough to be classes.
fn whole(numbers: &[f64]) -> Option<Vec<f64>> {
    let mut different: Vec<f64> = Vec::new();
    for number in numbers {
        if !different.contains(number) {
            if libm::trunc(*number) != *number || different.len() == MOST_CLASSES {
                return None;
            }
            different.push(*number);
        }
    }
    different.sort_by(f64::total_cmp);
    (different.len() > 1).then_some(different)
}

/// As much of a cell as a message may quote.
fn short(cell: &str) -> String {
    const MOST: usize = 24;
    let mut short: String = cell.chars().take(MOST).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}
