use std::{
    collections::{BTreeMap, BTreeSet},
    iter::once,
};

use articles::{Article, ArticleId, PublishedFrom};
use chrono::NaiveDate;
use digests::{Issue, ItemId};

use crate::{
    coverage::{count_languages, language_code, leading, name_language, reading_minutes, whole_minutes},
    direction::Direction,
    link::Link,
    model::{Block, Caption, Facts, FullText, Item, ItemNumber, Masthead, Model, Section, SourceRow, Text},
    opening::{headings, one_line, paragraphs, shorten},
    quoted::quotations,
    words::{Words, words_in},
};

/// The document of an issue.
///
/// `articles` holds the article of each item, and those that it quotes; an item without one says so. `also_in` holds
/// the other outlets that told an item's story. `made` is the day of making, printed in the imprint.
pub fn compose(
    issue: &Issue,
    articles: &BTreeMap<ArticleId, Article>,
    also_in: &BTreeMap<ItemId, Vec<String>>,
    made: Option<NaiveDate>,
) -> Model {
    let desk = Desk { language: language_code(&issue.language), words: words_in(&issue.language) };
    let mut number = 0;
    let mut full_texts = Vec::new();
    let mut sources: Vec<SourceRow> = Vec::new();
    let mut held: Vec<&Article> = Vec::new();
    let mut guesses = false;
    let mut sections = Vec::new();
    for section in &issue.sections {
        let mut items = Vec::new();
        for item in &section.items {
            number += 1;
            let article = articles.get(&item.article);
            let outlets = also_in.get(&item.id).map(Vec::as_slice).unwrap_or_default();
            let composed = desk.item(item, number, articles, outlets);
            if let Some(article) = article {
                full_texts.extend(desk.full_text(article, &composed));
                guesses |= composed.facts.date_mark.is_some();
                held.push(article);
                if let Some(source) = &composed.facts.source {
                    desk.count_source(&mut sources, source, &composed, article);
                }
                for quoted in quoted_beside(item, articles) {
                    if let Some(source) = desk.facts(quoted).source {
                        desk.count_source(&mut sources, &source, &composed, quoted);
                    }
                }
            }
            items.push(composed);
        }
        let name = one_line(&section.name);
        let divided = issue.sections.len() > 1 || !name.is_empty();
        // A section without items has nothing to head.
        if !items.is_empty() {
            let name = divided.then(|| desk.says(if name.is_empty() { "—" } else { &name }));
            sections.push(Section { anchor: format!("section-{}", section.id.0), name, items });
        }
    }
    // Most items first; the sort is stable, so the rest stays in printed order.
    sources.sort_by_key(|row| std::cmp::Reverse(row.items.len()));
    let masthead = desk.masthead(issue);
    Model {
        name: format!("{}, {}", masthead.title.text, masthead.date.text),
        ident: format!("tidings {} {} {}", issue.title, issue.date, issue.number),
        language: desk.language.clone(),
        direction: desk.words.direction,
        words: desk.words,
        masthead,
        introduction: paragraphs(&issue.introduction).map(|text| desk.says(text)).collect(),
        glance: leading(&sections),
        coverage: desk.coverage(&held, &sections, &full_texts),
        sections,
        full_texts,
        sources,
        imprint: desk.imprint(number > 0, guesses, made),
        date: issue.date,
    }
}

/// A line of the imprint that only a format can write, for it alone knows what it cannot show.
pub(crate) fn replaced_line(model: &Model, count: u32) -> Text {
    own_words(model, model.words.imprint_replaced.replace("{count}", &count.to_string()))
}

/// Words of the document's own.
pub(crate) fn own_words(model: &Model, text: String) -> Text {
    Text { text, language: model.language.clone(), direction: model.direction }
}

/// Who speaks in the document's own language.
struct Desk {
    language: String,
    words: &'static Words,
}

impl Desk {
    /// The desk's words, which may be in another script than the document's.
    fn says(&self, text: &str) -> Text {
        let direction = Direction::of(text).unwrap_or(self.words.direction);
        let language = if direction == self.words.direction { self.language.clone() } else { String::new() };
        Text { text: text.to_owned(), language, direction }
    }

    fn masthead(&self, issue: &Issue) -> Masthead {
        let title = one_line(&issue.title);
        let title = self.says(if title.is_empty() { self.words.untitled } else { &title });
        Masthead {
            running: Text { text: shorten(&title.text, 60), ..title.clone() },
            title,
            date: self.says(&self.words.write_long_date(issue.date)),
            number: self.says(&self.words.number.replace("{number}", &issue.number.to_string())),
        }
    }

    fn item(
        &self,
        item: &digests::Item,
        number: u32,
        articles: &BTreeMap<ArticleId, Article>,
        also_in: &[String],
    ) -> Item {
        let article = articles.get(&item.article);
        let own = item.headline.as_deref().map(one_line).filter(|own| !own.is_empty()).map(|own| self.says(&own));
        let voice = article.map(Voice::of);
        let printed = article.zip(voice.as_ref()).map(|(article, voice)| voice.says(&title_of(article)));
        let headline = own.clone().or(printed.clone()).unwrap_or_else(|| self.says(self.words.missing_article));
        let mut quoted: Vec<Text> = quotations(item, articles)
            .iter()
            .filter_map(|quotation| {
                let voice = Voice::of(articles.get(&quotation.article)?);
                let outlet = filled(quotation.outlet.as_deref()).map(|outlet| format!(" ({outlet})"));
                Some(voice.says(&format!("{}{}", quotation.text, outlet.unwrap_or_default())))
            })
            .collect();
        if article.is_none() && own.is_some() {
            quoted.insert(0, self.says(self.words.missing_article));
        }
        let outlets: Vec<String> = also_in.iter().filter_map(|outlet| filled(Some(outlet))).collect();
        let outlets = outlets.join(self.words.comma);
        let also_in = (!outlets.is_empty()).then(|| self.says(&self.words.also_in.replace("{outlets}", &outlets)));
        let has_text = article.is_some_and(|article| !article.text.trim().is_empty());
        Item {
            anchor: format!("item-{}", item.id.0),
            number,
            entry: Text { text: shorten(&headline.text, 140), ..headline.clone() },
            original_headline: printed.filter(|printed| own.is_some() && printed.text != headline.text),
            headline,
            facts: article.map(|article| Facts { place: None, page: None, ..self.facts(article) }).unwrap_or_default(),
            quoted,
            also_in,
            note: paragraphs(&item.note).map(|text| self.says(text)).collect(),
            full_text: has_text.then(|| format!("text-{}", item.id.0)),
            link: article.and_then(|article| Link::new(article.url.as_deref()?)),
        }
    }

    fn full_text(&self, article: &Article, item: &Item) -> Option<FullText> {
        let anchor = item.full_text.clone()?;
        let voice = Voice::of(article);
        let headings = headings(article);
        let block =
            |paragraph: &str| Block { heading: headings.contains(&one_line(paragraph)), text: voice.says(paragraph) };
        let caption = |caption: &articles::Caption| Caption {
            text: voice.says(&one_line(&caption.text)),
            credit: filled(caption.credit.as_deref()).map(|credit| voice.says(&credit)),
        };
        let standfirst = filled(article.standfirst.as_deref());
        // What is set as the standfirst is not said again by the text.
        let mut text = paragraphs(&article.text).peekable();
        let said = standfirst.as_ref().zip(text.peek()).is_some_and(|(line, first)| *line == one_line(first));
        if said {
            text.next();
        }
        let standfirst = standfirst.filter(|line| said || !article.text.starts_with(line.as_str()));
        Some(FullText {
            anchor,
            item: item.anchor.clone(),
            number: item.number,
            headline: voice.says(&title_of(article)),
            facts: self.facts(article),
            standfirst: standfirst.map(|text| voice.says(&text)),
            blocks: text.map(block).collect(),
            captions: article.captions.iter().map(caption).collect(),
            copyright: article
                .copyright
                .iter()
                .filter_map(|line| filled(Some(line)))
                .map(|line| voice.says(&line))
                .collect(),
            link: item.link.clone(),
        })
    }

    fn facts(&self, article: &Article) -> Facts {
        let voice = Voice::of(article);
        let names: Vec<String> = article.byline.iter().filter_map(|name| filled(Some(name))).collect();
        let mark = article.published.as_ref().and_then(|published| match published.from {
            PublishedFrom::Metadata | PublishedFrom::Text => None,
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
            source: article.source.as_ref().and_then(|source| filled(Some(&source.name))).map(|name| voice.says(&name)),
            byline: (!names.is_empty()).then(|| voice.says(&names.join(words_in(&voice.language).comma))),
            date: article.published.as_ref().map(|published| self.says(&self.words.write_date(published.at.day()))),
            date_mark: mark.map(|mark| self.says(mark)),
            place: dateline.map(|place| voice.says(&place)),
            page: (!page.is_empty()).then(|| self.says(&page.join(self.words.comma))),
            language_mark: foreign.then(|| self.says(&voice.language.to_uppercase())),
        }
    }

    fn coverage(&self, articles: &[&Article], sections: &[Section], full_texts: &[FullText]) -> Vec<Text> {
        if articles.is_empty() {
            return Vec::new();
        }
        let items = sections.iter().flat_map(|section| &section.items);
        let first = reading_minutes(items.flat_map(|item| once(&item.headline).chain(&item.quoted).chain(&item.note)));
        let rest = reading_minutes(full_texts.iter().flat_map(|entry| entry.blocks.iter().map(|block| &block.text)));
        let pattern = self.words.reading_time;
        let time = pattern.replace("{minutes}", &whole_minutes(first)).replace("{all}", &whole_minutes(first + rest));
        let languages = count_languages(articles, self.words);
        let languages = languages.map(|listed| format!("{}: {listed}", self.words.languages));
        languages.into_iter().chain(once(time)).map(|line| self.says(&line)).collect()
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

    fn imprint(&self, quotes: bool, guesses: bool, made: Option<NaiveDate>) -> Vec<Text> {
        let made = match made {
            Some(day) => self.words.imprint_made_on.replace("{date}", &self.words.write_date(day)),
            None => self.words.imprint_made.to_owned(),
        };
        let quotes = quotes.then(|| self.words.imprint_quotes.to_owned());
        let guesses = guesses.then(|| self.words.imprint_guesses.to_owned());
        quotes.into_iter().chain(guesses).chain(once(made)).map(|line| self.says(&line)).collect()
    }
}

/// An article's language, and the way most of it runs: a wrong language must not turn its text round.
struct Voice {
    language: String,
    direction: Direction,
}

impl Voice {
    fn of(article: &Article) -> Voice {
        let code = language_code(article.language.as_deref().unwrap_or_default());
        let written = Direction::of_language(&code);
        let sample: String = article.title.chars().chain(article.text.chars().take(2_000)).collect();
        let direction = Direction::of(&sample).unwrap_or(written);
        Voice { language: if direction == written { code } else { String::new() }, direction }
    }

    fn says(&self, text: &str) -> Text {
        Text { text: text.to_owned(), language: self.language.clone(), direction: self.direction }
    }
}

/// The articles, each once, of which an item shows words beside the one that leads.
fn quoted_beside<'a>(item: &digests::Item, articles: &'a BTreeMap<ArticleId, Article>) -> Vec<&'a Article> {
    let ids: BTreeSet<ArticleId> = item.quoted.iter().map(|words| words.article).collect();
    ids.iter().filter(|id| **id != item.article).filter_map(|id| articles.get(id)).collect()
}

fn title_of(article: &Article) -> String {
    let title = one_line(&article.title);
    if title.is_empty() { "—".to_owned() } else { title }
}

fn filled(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|text| !text.is_empty())
}
