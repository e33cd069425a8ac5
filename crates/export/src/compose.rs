use std::{
    collections::{BTreeMap, BTreeSet},
    iter::once,
};

use articles::{Article, ArticleId, ContentHash, Moment, Outlet, PublishedFrom, Register};
use chrono::NaiveDate;
use digests::{Correction, Issue, ItemId, Kind};

use crate::{
    coverage::{language_code, leading, name_language},
    direction::Direction,
    model::{Block, Facts, FullText, Item, ItemNumber, Masthead, Model, Section, SourceRow, Text},
    opening::{headings, one_line, paragraphs, shorten},
    picture::Picture,
    words::{Words, words_in},
};

/// What a document is made of beside the issue. What is not there is left out, or said to be missing.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Of each item the article that leads, those that were joined to it, and those that it quotes.
    pub articles: BTreeMap<ArticleId, Article>,
    /// The other outlets that told an item's story.
    pub also_in: BTreeMap<ItemId, Vec<String>>,
    pub register: Register,
    /// The day of making, printed in the imprint.
    pub made: Option<NaiveDate>,
    /// Which version it is, and when it was published.
    pub version: Option<(u32, Moment)>,
    pub corrections: Vec<Correction>,
    /// By the hash of what came with the articles. One that is not here is left out, and counted in the imprint.
    pub pictures: BTreeMap<ContentHash, Picture>,
}

/// The document of an issue.
pub fn compose(issue: &Issue, material: &Material) -> Model {
    let desk =
        Desk { language: language_code(&issue.language), words: words_in(&issue.language), material, date: issue.date };
    let mut number = 0;
    let mut full_texts = Vec::new();
    let mut sources: Vec<SourceRow> = Vec::new();
    let mut guesses = false;
    let mut left_out = 0;
    let mut sections = Vec::new();
    for part in desk.parts(issue) {
        let mut items = Vec::new();
        for item in part.items {
            number += 1;
            let article = material.articles.get(&item.article);
            let composed = desk.item(item, number);
            if let Some(article) = article {
                full_texts.extend(desk.full_text(article, &composed));
                left_out += desk.left_out(article);
                guesses |= composed.facts.date_mark.is_some();
                if let Some(source) = &composed.facts.source {
                    desk.count_source(&mut sources, source, &composed, article);
                }
                for quoted in quoted_beside(item, &material.articles) {
                    if let Some(source) = desk.facts(quoted).source {
                        desk.count_source(&mut sources, &source, &composed, quoted);
                    }
                }
            }
            items.push(composed);
        }
        // A section without items has nothing to head.
        if !items.is_empty() {
            let name = part.name.map(|name| desk.says(if name.is_empty() { "—" } else { &name }));
            sections.push(Section { anchor: part.anchor, name, items });
        }
    }
    // As the register orders them, then most items first; the sort is stable, so the rest stays in printed order.
    sources.sort_by_key(|row| (material.register.order(&row.name.text), std::cmp::Reverse(row.items.len())));
    let masthead = desk.masthead(issue);
    let charts = desk.charts(issue);
    let mut model = Model {
        name: format!("{}, {}", masthead.title.text, masthead.date.text),
        ident: format!("tidings {} {} {}", issue.title, issue.date, issue.number),
        language: desk.language.clone(),
        direction: desk.words.direction,
        words: desk.words,
        masthead,
        introduction: paragraphs(&issue.introduction).map(|text| desk.says(text)).collect(),
        glance: leading(&sections),
        charts,
        coverage: desk.coverage(issue, &sections, &full_texts),
        sections,
        full_texts,
        sources,
        imprint: desk.imprint(number > 0, guesses, left_out),
        date: issue.date,
        pictures: BTreeMap::new(),
    };
    let shown = model.figures().filter_map(|figure| {
        let picture = material.pictures.get(&ContentHash(figure.picture.clone()))?;
        Some((figure.picture.clone(), picture.clone()))
    });
    model.pictures = shown.collect();
    model
}

/// A line of the imprint that only a format can write, for it alone knows what it cannot show.
pub(crate) fn replaced_line(model: &Model, count: u32) -> Text {
    own_words(model, model.words.imprint_replaced.replace("{count}", &count.to_string()))
}

/// Of what a form shows none of, or what could not be read.
pub(crate) fn pictures_line(words: &Words, count: usize) -> String {
    words.desk.pictures_left_out.replace("{count}", &count.to_string())
}

/// Words of the document's own.
pub(crate) fn own_words(model: &Model, text: String) -> Text {
    Text { text, language: model.language.clone(), direction: model.direction }
}

/// A section as it is printed.
struct Part<'a> {
    anchor: String,
    /// None in an issue that is not divided.
    name: Option<String>,
    items: Vec<&'a digests::Item>,
}

/// Who speaks in the document's own language.
pub(crate) struct Desk<'a> {
    language: String,
    pub(crate) words: &'static Words,
    pub(crate) material: &'a Material,
    pub(crate) date: NaiveDate,
}

impl Desk<'_> {
    /// The issue's sections with their news, and one more with what is opinion.
    fn parts<'a>(&self, issue: &'a Issue) -> Vec<Part<'a>> {
        let is_opinion = |item: &&digests::Item| item.kind == Kind::Comment;
        let opinion: Vec<&digests::Item> = issue.items().filter(is_opinion).collect();
        let divided = issue.sections.len() > 1 || !opinion.is_empty();
        let mut parts: Vec<Part> = issue
            .sections
            .iter()
            .map(|section| {
                let name = one_line(&section.name);
                Part {
                    anchor: format!("section-{}", section.id.0),
                    name: (divided || !name.is_empty()).then_some(name),
                    items: section.items.iter().filter(|item| !is_opinion(item)).collect(),
                }
            })
            .collect();
        let name = Some(self.words.desk.opinion.to_owned());
        parts.push(Part { anchor: "opinion".to_owned(), name, items: opinion });
        parts
    }

    /// The desk's words, which may be in another script than the document's.
    pub(crate) fn says(&self, text: &str) -> Text {
        let direction = Direction::of(text).unwrap_or(self.words.direction);
        let language = if direction == self.words.direction { self.language.clone() } else { String::new() };
        Text { text: text.to_owned(), language, direction }
    }

    fn masthead(&self, issue: &Issue) -> Masthead {
        let (title, own, desk) = (one_line(&issue.title), &issue.particulars, self.words.desk);
        let title = self.says(if title.is_empty() { self.words.untitled } else { &title });
        let number = if own.volume > 0 {
            desk.volume.replace("{volume}", &own.volume.to_string())
        } else {
            self.words.number.to_owned()
        };
        let put = |pattern: &str, name: &str, value: &str| {
            let value = one_line(value);
            (!value.is_empty()).then(|| pattern.replace(name, &value))
        };
        let line: Vec<String> = [
            put("{edition}", "{edition}", &own.edition),
            put(desk.editors, "{names}", &own.editors),
            put(desk.closing, "{time}", &own.closing),
            own.internal.then(|| desk.internal.to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        Masthead {
            running: Text { text: shorten(&title.text, 60), ..title.clone() },
            title,
            date: self.says(&self.words.write_long_date(issue.date)),
            number: self.says(&number.replace("{number}", &issue.number.to_string())),
            particulars: (!line.is_empty()).then(|| self.says(&line.join(" · "))),
        }
    }

    fn full_text(&self, article: &Article, item: &Item) -> Option<FullText> {
        let anchor = item.full_text.clone()?;
        let voice = Voice::of(article);
        let headings = headings(article);
        let block =
            |paragraph: &str| Block { heading: headings.contains(&one_line(paragraph)), text: voice.says(paragraph) };
        let standfirst = filled(article.standfirst.as_deref());
        // What is set as the standfirst is not said again by the text.
        let mut text = paragraphs(&article.text).peekable();
        let said = standfirst.as_ref().zip(text.peek()).is_some_and(|(line, first)| *line == one_line(first));
        if said {
            text.next();
        }
        let standfirst = standfirst.filter(|line| said || !article.text.starts_with(line.as_str()));
        let blocks: Vec<Block> = text.map(block).collect();
        Some(FullText {
            anchor,
            item: item.anchor.clone(),
            number: item.number,
            headline: voice.says(&title_of(article)),
            facts: self.facts(article),
            standfirst: standfirst.map(|text| voice.says(&text)),
            figures: self.figures(article, &blocks),
            blocks,
            copyright: article
                .copyright
                .iter()
                .filter_map(|line| filled(Some(line)))
                .map(|line| voice.says(&line))
                .collect(),
            link: item.link.clone(),
        })
    }

    pub(crate) fn facts(&self, article: &Article) -> Facts {
        let voice = Voice::of(article);
        let names: Vec<String> = article.byline.iter().filter_map(|name| filled(Some(name))).collect();
        let mark = article.published.as_ref().and_then(|published| match published.from {
            PublishedFrom::Metadata | PublishedFrom::Text | PublishedFrom::Corrected => None,
            PublishedFrom::Inferred => Some(self.words.date_inferred),
            PublishedFrom::File => Some(self.words.date_of_file),
        });
        let dateline =
            filled(article.dateline.as_deref()).filter(|place| !article.text.trim_start().starts_with(place));
        let section = filled(article.section.as_deref());
        let page = filled(article.page.as_deref()).map(|page| self.words.printed_page.replace("{page}", &page));
        let page: Vec<String> = section.into_iter().chain(page).collect();
        let foreign = !voice.language.is_empty() && voice.language != self.language;
        Facts {
            source: self.source_name(article).map(|name| voice.says(&name)),
            byline: (!names.is_empty()).then(|| voice.says(&names.join(words_in(&voice.language).comma))),
            date: article.published.as_ref().map(|published| self.says(&self.words.write_date(published.at.day()))),
            date_mark: mark.map(|mark| self.says(mark)),
            place: dateline.map(|place| voice.says(&place)),
            page: (!page.is_empty()).then(|| self.says(&page.join(self.words.comma))),
            language_mark: foreign.then(|| self.says(&voice.language.to_uppercase())),
            kind: None,
        }
    }

    fn outlet(&self, article: &Article) -> Option<&Outlet> {
        self.material.register.find(article.source.as_ref()?)
    }

    /// As the register calls it, else as it was printed.
    fn source_name(&self, article: &Article) -> Option<String> {
        let known = self.outlet(article).and_then(|outlet| filled(Some(&outlet.name)));
        known.or_else(|| filled(Some(&article.source.as_ref()?.name)))
    }

    fn count_source(&self, sources: &mut Vec<SourceRow>, source: &Text, item: &Item, article: &Article) {
        let number = ItemNumber { number: item.number, anchor: item.anchor.clone() };
        let language = name_language(article, self.words);
        let Some(row) = sources.iter_mut().find(|row| row.name.text == source.text) else {
            let languages = language.map(|name| self.says(&name));
            sources.push(SourceRow { name: source.clone(), languages, items: vec![number] });
            return;
        };
        if row.items.last() != Some(&number) {
            row.items.push(number);
        }
        if let Some(name) = language {
            let known = row.languages.get_or_insert_with(|| self.says(""));
            if !known.text.split(self.words.comma).any(|earlier| earlier == name) {
                let comma = if known.text.is_empty() { "" } else { self.words.comma };
                known.text.push_str(&format!("{comma}{name}"));
            }
        }
    }

    fn imprint(&self, quotes: bool, guesses: bool, left_out: usize) -> Vec<Text> {
        let desk = self.words.desk;
        let made = match self.material.made {
            Some(day) => self.words.imprint_made_on.replace("{date}", &self.words.write_date(day)),
            None => self.words.imprint_made.to_owned(),
        };
        let version = self.material.version.map(|(version, at)| {
            desk.version.replace("{version}", &version.to_string()).replace("{date}", &self.moment(at))
        });
        let corrected = |correction: &Correction| {
            let pattern = desk.correction.replace("{version}", &correction.version.to_string());
            pattern.replace("{date}", &self.moment(correction.at)).replace("{note}", &one_line(&correction.note))
        };
        version
            .into_iter()
            .chain(self.material.corrections.iter().map(corrected))
            .chain(quotes.then(|| self.words.imprint_quotes.to_owned()))
            .chain(guesses.then(|| self.words.imprint_guesses.to_owned()))
            .chain((left_out > 0).then(|| pictures_line(self.words, left_out)))
            .chain(once(made))
            .map(|line| self.says(&line))
            .collect()
    }

    /// `23 November 2026, 07:41`
    fn moment(&self, at: Moment) -> String {
        let day = self.words.write_date(at.day());
        let time = match at {
            Moment::Day(_) => return day,
            Moment::Local(at) => at.format("%H:%M"),
            Moment::Exact(at) => at.format("%H:%M"),
        };
        format!("{day}{}{time}", self.words.comma)
    }
}

/// An article's language, and the way most of it runs: a wrong language must not turn its text round.
pub(crate) struct Voice {
    language: String,
    direction: Direction,
}

impl Voice {
    pub(crate) fn of(article: &Article) -> Voice {
        let code = language_code(article.language.as_deref().unwrap_or_default());
        let written = Direction::of_language(&code);
        let sample: String = article.title.chars().chain(article.text.chars().take(2_000)).collect();
        let direction = Direction::of(&sample).unwrap_or(written);
        Voice { language: if direction == written { code } else { String::new() }, direction }
    }

    pub(crate) fn says(&self, text: &str) -> Text {
        Text { text: text.to_owned(), language: self.language.clone(), direction: self.direction }
    }
}

/// The articles, each once, of which an item shows words beside the one that leads.
fn quoted_beside<'a>(item: &digests::Item, articles: &'a BTreeMap<ArticleId, Article>) -> Vec<&'a Article> {
    let ids: BTreeSet<ArticleId> = item.quoted.iter().map(|words| words.article).collect();
    ids.iter().filter(|id| **id != item.article).filter_map(|id| articles.get(id)).collect()
}

pub(crate) fn title_of(article: &Article) -> String {
    let title = one_line(&article.title);
    if title.is_empty() { "—".to_owned() } else { title }
}

pub(crate) fn filled(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|text| !text.is_empty())
}
