//! The page of a lesson.

use kassei::maths::Activation;

use super::{Press, Printer, island, quiet_island};
use crate::functions;
use crate::lessons::blocks::{Block, Kind};
use crate::lessons::course::Course;
use crate::lessons::lesson::{Lesson, Slide};
use crate::markup::{Element, el};

/// The `<main>` of a lesson.
pub(crate) fn lesson(
    course: &Course,
    lesson: &Lesson,
    press: &mut dyn Press,
) -> anyhow::Result<Element> {
    let mut printer = Printer::new(course, lesson.lang);
    let slides = lesson
        .slides
        .iter()
        .map(|slide| printer.slide(slide, press));
    let slides = slides.collect::<anyhow::Result<Vec<_>>>()?;
    let text = lesson.lang.text();
    let main = el("main")
        .attr("id", "main")
        .class("lesson")
        .attr("data-lesson", &lesson.slug);
    let main = script_words(main, text.script)
        .with(printer.head(lesson))
        .with(printer.contents(lesson))
        .with_all(slides)
        .with_all(printer.glossary())
        .with_all(printer.pager(lesson))
        .with(printer.present_bar());
    Ok(main)
}

/// The words that a script needs, as attributes.
pub(crate) fn script_words(element: Element, words: &[(&str, &str)]) -> Element {
    words.iter().fold(element, |element, (key, words)| {
        element.attr(&format!("data-{}", key.replace('_', "-")), words)
    })
}

impl Printer<'_> {
    fn head(&self, lesson: &Lesson) -> Element {
        let text = self.text();
        let minutes = el("span").with(text.lesson_minutes(&lesson.minutes));
        let enter = el("button")
            .attr("type", "button")
            .class("ghost enter")
            .with(text.present_enter());
        el("header")
            .class("lesson-head")
            .with(el("h1").with(lesson.title.as_str()))
            .with(el("p").class("lede").with(lesson.description.as_str()))
            .with(el("p").class("meta").with(minutes).with(enter))
    }

    fn contents(&mut self, lesson: &Lesson) -> Element {
        let text = self.text();
        let items = lesson.slides.iter().map(|slide| {
            let link = el("a")
                .attr("href", format!("#{}", slide.id))
                .with_all(self.words(&slide.title));
            el("li").with(link)
        });
        let list = el("ol")
            .attr("id", "toc-list")
            .flag("popover", true)
            .with_all(items);
        let open = el("button")
            .attr("type", "button")
            .class("toc-open")
            .attr("popovertarget", "toc-list")
            .with(el("span").class("toc-now").with(text.lesson_contents()))
            .with(el("span").class("toc-count"));
        el("nav")
            .class("toc")
            .attr("aria-label", text.lesson_contents())
            .with(open)
            .with(list)
    }

    fn slide(&mut self, slide: &Slide, press: &mut dyn Press) -> anyhow::Result<Element> {
        let title = format!("{}-title", slide.id);
        let heading = el("h2")
            .attr("id", &title)
            .with_all(self.words(&slide.title));
        let mut section = el("section")
            .class("slide")
            .attr("id", &slide.id)
            .attr("aria-labelledby", &title)
            .with(heading);
        let mut keys = Keys {
            slide: &slide.id,
            questions: 0,
            listings: 0,
        };
        for (i, block) in slide.blocks.iter().enumerate() {
            section = match &block.kind {
                Kind::Exhibit(figure) if is_tried(&slide.blocks[i + 1..]) => {
                    section.with(quiet_island(press, self.lang, figure))
                }
                _ => self.block(section, block, &mut keys, press)?,
            };
        }
        Ok(section)
    }

    fn block(
        &mut self,
        section: Element,
        block: &Block,
        keys: &mut Keys<'_>,
        press: &mut dyn Press,
    ) -> anyhow::Result<Element> {
        let text = self.text();
        let titled = |class: &str, title: &str| {
            let title = el("p").class(&format!("{class}-title")).with(title);
            el("aside").class(class).with(title)
        };
        Ok(match &block.kind {
            Kind::Prose(prose) => section.with_all(self.prose(prose)),
            Kind::Exhibit(figure) => section.with(island(press, self.lang, figure)),
            Kind::Try(prose) => {
                section.with(titled("try", text.lesson_try_it()).with_all(self.prose(prose)))
            }
            Kind::Note(prose) => {
                section.with(titled("note", text.lesson_note()).with_all(self.prose(prose)))
            }
            Kind::Code(id) => section.with(self.code(id, &keys.listing())?),
            Kind::Quiz(quiz) => section.with(self.quiz(quiz, &keys.question())),
            Kind::Predict(predict) => section.with(self.predict(press, predict, &keys.question())),
            Kind::Myth(myth) => section.with(self.myth(press, myth, &keys.question())),
        })
    }

    fn code(&self, id: &str, name: &str) -> anyhow::Result<Element> {
        let text = self.text();
        let function = Activation::find(id).map(|activation| text.term(activation.id));
        let caption = text.lesson_code_of(&function.unwrap_or_else(|| text.exhibit(id)));
        let mut figure = el("figure")
            .class("code")
            .with(el("figcaption").with(caption));
        for (i, (language, code)) in functions::listings(id)?.into_iter().enumerate() {
            let listing = el("pre")
                .attr("tabindex", 0)
                .attr("lang", "en")
                .with(el("code").with(code));
            let tab = el("details")
                .attr("name", name)
                .flag("open", i == 0)
                .with(el("summary").attr("lang", "en").with(language))
                .with(listing);
            figure = figure.with(tab);
        }
        Ok(figure)
    }

    fn pager(&self, lesson: &Lesson) -> Option<Element> {
        let text = self.text();
        let (previous, next) = self.course.neighbours(lesson);
        let links: Vec<Element> = [
            previous.map(|to| neighbour("prev", text.lesson_previous(), to)),
            next.map(|to| neighbour("next", text.lesson_next(), to)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let nav = el("nav")
            .class("pager")
            .attr("aria-label", text.lesson_pager());
        (!links.is_empty()).then(|| nav.with_all(links))
    }

    fn present_bar(&self) -> Element {
        let text = self.text();
        let button = |name: &str| el("button").attr("type", "button").attr("name", name);
        el("div")
            .class("present-bar")
            .attr("role", "group")
            .attr("aria-label", text.present_label())
            .with(
                button("previous")
                    .attr("aria-label", text.present_previous())
                    .with("←"),
            )
            .with(el("p").class("present-at").attr("role", "status"))
            .with(
                button("next")
                    .attr("aria-label", text.present_next())
                    .with("→"),
            )
            .with(
                button("notes")
                    .attr("aria-pressed", false)
                    .with(text.present_notes()),
            )
            .with(button("leave").with(text.present_leave()))
    }
}

/// Whether a block says what to try, before there is another exhibit.
fn is_tried(blocks: &[Block]) -> bool {
    let mut blocks = blocks
        .iter()
        .take_while(|block| !matches!(block.kind, Kind::Exhibit(_)));
    blocks.any(|block| matches!(block.kind, Kind::Try(_)))
}

fn neighbour(rel: &str, label: &str, to: &Lesson) -> Element {
    let label = el("small").with(label);
    el("a")
        .attr("rel", rel)
        .attr("href", format!("../{}/", to.slug))
        .with(el("span").with(label).with(to.title.as_str()))
}

/// Names for what a slide holds. Those of questions are for ever: what a learner answered is kept by them.
struct Keys<'a> {
    slide: &'a str,
    questions: usize,
    listings: usize,
}

impl Keys<'_> {
    fn question(&mut self) -> String {
        self.questions += 1;
        format!("{}-{}", self.slide, self.questions)
    }

    fn listing(&mut self) -> String {
        self.listings += 1;
        format!("code-{}-{}", self.slide, self.listings)
    }
}
