//! A file as its parts, before anything is understood: front matter, slides, and in these prose and fenced blocks.

use std::ops::Range;

use super::source::Source;

const FRONT: &str = "+++";
const SLIDE: &str = "---";

/// The parts of a file, as places in its text.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The TOML between the lines `+++`.
    pub(crate) front: Range<usize>,
    /// What stands between the lines `---`.
    pub(crate) slides: Vec<Vec<Piece>>,
}

/// A stretch of prose or a block.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    Prose(Range<usize>),
    Fence(Fence),
}

/// A block between fences.
#[derive(Debug, PartialEq)]
pub(crate) struct Fence {
    /// Where its first line begins.
    pub(crate) at: usize,
    /// What stands behind the backticks.
    pub(crate) info: String,
    pub(crate) body: Range<usize>,
}

/// Splits a file, or notes why it can't be split.
pub(crate) fn split(source: &Source) -> Option<Parts> {
    let (front, body) = front_matter(source)?;
    let mut splitter = Splitter {
        source,
        slides: vec![Vec::new()],
        prose: body,
        fence: None,
    };
    let mut at = body;
    for line in source.text[body..].split_inclusive('\n') {
        splitter.line(at, line);
        at += line.len();
    }
    Some(Parts {
        front,
        slides: splitter.end(at),
    })
}

/// Where the front matter is, and where what follows begins.
fn front_matter(source: &Source) -> Option<(Range<usize>, usize)> {
    let text = &source.text;
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != FRONT {
        source.problem(
            0,
            format!(
                "cannot read the front matter: found {:?}, expected a first line \"{FRONT}\"",
                first.trim_end()
            ),
        );
        return None;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == FRONT {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    source.problem(0, format!("cannot read the front matter: found the end of the file, expected a line \"{FRONT}\" after it"));
    None
}

struct Splitter<'a> {
    source: &'a Source,
    slides: Vec<Vec<Piece>>,
    /// Where the prose begins that is not yet a piece.
    prose: usize,
    fence: Option<Open>,
}

/// A fence that is not closed yet.
struct Open {
    at: usize,
    body: usize,
    ticks: usize,
    info: String,
}

impl Splitter<'_> {
    fn line(&mut self, at: usize, line: &str) {
        let next = at + line.len();
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        let info = line[ticks..].trim();
        match self.fence.take() {
            Some(open) if ticks >= open.ticks && info.is_empty() => {
                self.push(Piece::Fence(Fence {
                    at: open.at,
                    info: open.info,
                    body: open.body..at,
                }));
                self.prose = next;
            }
            Some(open) if ticks >= open.ticks && !info.contains('`') => {
                self.unclosed(&open, line);
                self.open(at, next, ticks, info);
            }
            Some(open) if line.trim_end() == SLIDE => {
                self.unclosed(&open, line);
                self.slides.push(Vec::new());
                self.prose = next;
            }
            Some(open) => self.fence = Some(open),
            None if ticks >= 3 && !info.contains('`') => {
                self.push_prose(at);
                self.open(at, next, ticks, info);
            }
            None if line.trim_end() == SLIDE => {
                self.push_prose(at);
                self.slides.push(Vec::new());
                self.prose = next;
            }
            None => {}
        }
    }

    fn open(&mut self, at: usize, body: usize, ticks: usize, info: &str) {
        let info = info.to_owned();
        self.fence = Some(Open {
            at,
            body,
            ticks,
            info,
        });
    }

    fn unclosed(&self, open: &Open, found: &str) {
        let Open {
            at, ticks, info, ..
        } = open;
        let (fence, found) = ("`".repeat(*ticks), found.trim_end());
        self.source.problem(*at, format!("cannot read the block \"{info}\": found {found:?} before its end, expected a line {fence:?} that closes it"));
    }

    fn push_prose(&mut self, end: usize) {
        let range = self.prose..end;
        if !self.source.text[range.clone()].trim().is_empty() {
            self.push(Piece::Prose(range));
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(slide) = self.slides.last_mut() {
            slide.push(piece);
        }
    }

    fn end(mut self, at: usize) -> Vec<Vec<Piece>> {
        match self.fence.take() {
            Some(open) => {
                let Open {
                    at, ticks, info, ..
                } = &open;
                let fence = "`".repeat(*ticks);
                self.source.problem(*at, format!("cannot read the block \"{info}\": found the end of the file, expected a line {fence:?} that closes it"));
            }
            None => self.push_prose(at),
        }
        self.slides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_three_hyphens_in_a_block_does_not_end_the_slide_in_silence() {
        let source = Source::new("a.md", "+++\n+++\n```note\na\n---\nb\n");
        let parts = split(&source).unwrap();
        assert_eq!(parts.slides.len(), 2);
        assert_eq!(source.take_problems().len(), 1);
    }

    #[test]
    fn a_longer_fence_holds_a_shorter_one() {
        let source = Source::new("a.md", "+++\n+++\n````note\n```try\n```\n````\nprose\n");
        let parts = split(&source).unwrap();
        assert_eq!(source.take_problems(), vec![]);
        assert_eq!(parts.slides[0].len(), 2);
    }
}
