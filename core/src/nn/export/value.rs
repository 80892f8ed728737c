//! JSON as it comes in.

/// How deep lists and records may lie in one another.
const DEEPEST: usize = 16;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// `null`, `true` and `false`, of which a network has none.
    Word,
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Record(Vec<(String, Self)>),
}

/// The value that a text is; none if it is no JSON. `number` reads a decimal.
pub(super) fn parse(text: &str, number: &dyn Fn(&str) -> Option<f64>) -> Option<Value> {
    let mut reader = Reader { text, number };
    let value = reader.value(0)?;
    reader.skip();
    reader.text.is_empty().then_some(value)
}

struct Reader<'a> {
    /// What is left.
    text: &'a str,
    number: &'a dyn Fn(&str) -> Option<f64>,
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.text = self.text.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes these letters if they come next.
    fn take(&mut self, letters: &str) -> bool {
        self.skip();
        let rest = self.text.strip_prefix(letters);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip();
        if depth > DEEPEST {
            return None;
        }
        match self.text.chars().next()? {
            '"' => self.text().map(Value::Text),
            '[' => self
                .all("[", "]", |reader| reader.value(depth + 1))
                .map(Value::List),
            '{' => {
                let field = |reader: &mut Self| {
                    reader.skip();
                    let key = reader.text()?;
                    let value = reader.take(":").then(|| reader.value(depth + 1))?;
                    Some((key, value?))
                };
                self.all("{", "}", field).map(Value::Record)
            }
            _ => self.word(),
        }
    }

    /// What stands between `open` and `close`, with commas between.
    fn all<T>(
        &mut self,
        open: &str,
        close: &str,
        mut each: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.take(open);
        if self.take(close) {
            return Some(items);
        }
        loop {
            items.push(each(self)?);
            if self.take(close) {
                return Some(items);
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn word(&mut self) -> Option<Value> {
        let of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        let end = self.text.find(|c| !of_word(c)).unwrap_or(self.text.len());
        let (word, rest) = self.text.split_at(end);
        self.text = rest;
        match word {
            "null" | "true" | "false" => Some(Value::Word),
            _ => (self.number)(word).map(Value::Number),
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut characters = self.text.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => match characters.next()? {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'u' => {
                        let mut digit = || characters.next()?.to_digit(16);
                        let code = (0..4).try_fold(0, |code, _| Some(16 * code + digit()?))?;
                        // Halves of a pair, which nobody writes by hand.
                        text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    c => text.push(c),
                },
                c => text.push(c),
            }
        }
        self.text = characters.as_str();
        Some(text)
    }
}
