//! What the lessons are to teach: the points of five articles, row by row, in every language.

use std::collections::BTreeMap;

use anyhow::Result;
use kassei::text::Lang;
use serde::Deserialize;

use super::located::Toml;
use super::source::Source;

const PATH: &str = "content/curriculum.toml";

/// The articles and their rows.
#[derive(Debug)]
pub(crate) struct Curriculum {
    pub(crate) source: Source,
    pub(crate) articles: Vec<Article>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    /// `S0`
    pub(crate) id: String,
    pub(crate) title: Title,
    #[serde(rename = "section")]
    pub(crate) sections: Vec<Section>,
}

/// A section of an article, and its rows by id, which is their order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    pub(crate) title: Title,
    pub(crate) rows: BTreeMap<String, Title>,
}

/// Words by the code of their language.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Title(BTreeMap<String, String>);

impl Title {
    pub(crate) fn of(&self, lang: Lang) -> &str {
        self.0.get(lang.code()).map_or("", String::as_str)
    }
}

impl Article {
    /// Its name in addresses.
    pub(crate) fn slug(&self) -> String {
        self.id.to_ascii_lowercase()
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = (&str, &Title)> {
        let rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.map(|(id, title)| (id.as_str(), title))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurriculumToml {
    #[serde(default)]
    article: Vec<Article>,
}

impl Curriculum {
    pub(crate) fn open() -> Result<Self> {
        Ok(Self::read(Source::open(PATH)?))
    }

    pub(crate) fn read(source: Source) -> Self {
        let toml = Toml {
            source: &source,
            start: 0,
            end: source.text.len(),
            at: 0,
            what: "curriculum",
        };
        let articles = toml.read::<CurriculumToml>().unwrap_or_default().article;
        let curriculum = Self { source, articles };
        curriculum.check();
        curriculum
    }

    pub(crate) fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().find(|article| article.id == id)
    }

    pub(crate) fn has_row(&self, id: &str) -> bool {
        self.articles
            .iter()
            .any(|article| article.rows().any(|(row, _)| row == id))
    }

    fn check(&self) {
        for article in &self.articles {
            self.check_title(&article.id, &article.title);
            for section in &article.sections {
                self.check_title(&article.id, &section.title);
            }
            for (row, title) in article.rows() {
                self.check_title(row, title);
                if row.split('-').next() != Some(&article.id) {
                    self.problem(row, format!("cannot use the row {row:?} of the article {:?}: expected an id that begins with it", article.id));
                }
            }
        }
    }

    fn check_title(&self, id: &str, title: &Title) {
        for lang in Lang::ALL {
            if title.of(*lang).is_empty() {
                let code = lang.code();
                self.problem(
                    id,
                    format!("cannot find a title of {id} in one language: expected {code} = \"…\""),
                );
            }
        }
    }

    /// Notes a problem where an id stands first.
    fn problem(&self, id: &str, message: String) {
        self.source
            .problem(self.source.text.find(id).unwrap_or_default(), message);
    }
}
