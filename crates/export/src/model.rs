use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    direction::Direction,
    link::Link,
    picture::Picture,
    words::{Words, words_in},
};

/// A document, ready to be set: all its words, in order, and nothing about how they look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Of the document's own words.
    pub(crate) language: String,
    pub(crate) direction: Direction,
    /// Found again by the language when a frozen document is read.
    #[serde(skip_deserializing, default = "english")]
    pub(crate) words: &'static Words,
    pub(crate) masthead: Masthead,
    pub(crate) introduction: Vec<Text>,
    /// The items that lead the day; empty where the contents are as short.
    pub(crate) glance: Vec<Glance>,
    pub(crate) sections: Vec<Section>,
    pub(crate) full_texts: Vec<FullText>,
    pub(crate) sources: Vec<SourceRow>,
    /// How the items spread.
    #[serde(default)]
    pub(crate) charts: Vec<Chart>,
    /// What the issue holds in all, a line each: quota, reading time.
    pub(crate) coverage: Vec<Text>,
    /// How the document was made, a line each.
    pub(crate) imprint: Vec<Text>,
    /// What the document is called where only plain text fits: a window's title, a bookmark.
    pub(crate) name: String,
    /// Names the issue among all issues, whatever is changed in it.
    pub(crate) ident: String,
    pub(crate) date: NaiveDate,
    /// Those that figures name. Not among the words: frozen beside them.
    #[serde(skip)]
    pub(crate) pictures: BTreeMap<String, Picture>,
}

/// Words with the language they are in, empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Text {
    pub text: String,
    pub language: String,
    pub direction: Direction,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Masthead {
    pub title: Text,
    /// Weekday and date.
    pub date: Text,
    pub number: Text,
    /// Edition, editors, closing time, for whom: a line.
    pub particulars: Option<Text>,
    /// For the head of each page: title, short.
    pub running: Text,
}

/// An item, on the first page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Glance {
    /// The item's.
    pub anchor: String,
    pub entry: Text,
    pub source: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Section {
    pub anchor: String,
    /// None in an issue that is not divided.
    pub name: Option<Text>,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub anchor: String,
    /// Counted through the issue, from 1.
    pub number: u32,
    pub headline: Text,
    /// The headline for the contents: a line or two.
    pub entry: Text,
    /// The article's own, where the desk wrote another.
    pub original_headline: Option<Text>,
    pub facts: Facts,
    /// The first picture, where no full text in this document shows it.
    #[serde(default)]
    pub figure: Option<Figure>,
    /// Paragraphs in the words of its articles, or in the desk's where one of the lines says so.
    pub quoted: Vec<Text>,
    /// The other outlets that told it, in a line.
    pub also_in: Option<Text>,
    /// Words that the desk picked.
    pub quotes: Vec<Quote>,
    /// Paragraphs in the desk's words.
    pub note: Vec<Text>,
    /// Small print: who else told it, licence, copyright.
    pub lines: Vec<Text>,
    /// Where in this document the article stands in full.
    pub full_text: Option<String>,
    pub link: Option<Link>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Quote {
    pub text: Text,
    pub speaker: Option<Text>,
}

/// Who published it, who wrote it, when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub source: Option<Text>,
    pub byline: Option<Text>,
    pub date: Option<Text>,
    /// Set where the date is a guess: the word that says so.
    pub date_mark: Option<Text>,
    /// The place (and agency) that the text is dated from, where the text does not open with it.
    pub place: Option<Text>,
    /// The part of the newspaper and its page.
    pub page: Option<Text>,
    /// The article's language, where it is not the document's: `AR`.
    pub language_mark: Option<Text>,
    /// Comment or interview, main item or mention; none of news among others.
    pub kind: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FullText {
    pub anchor: String,
    /// The item that it belongs to.
    pub item: String,
    pub number: u32,
    pub headline: Text,
    pub facts: Facts,
    pub standfirst: Option<Text>,
    pub blocks: Vec<Block>,
    /// In the order of the blocks that they stand before.
    #[serde(default)]
    pub figures: Vec<Figure>,
    pub copyright: Vec<Text>,
    pub link: Option<Link>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Block {
    pub heading: bool,
    pub text: Text,
}

/// A picture with what stands under it: words of a picture that is not shown are not printed either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// Its name among the document's pictures.
    pub picture: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// For those who hear the document; never empty.
    pub alt: Text,
    pub caption: Option<Text>,
    pub credit: Option<Text>,
    /// The block that it stands before; past the last, behind it.
    pub before: usize,
}

/// A full text's pieces, in printed order.
pub(crate) enum Piece<'a> {
    Block(&'a Block),
    Figure(&'a Figure),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SourceRow {
    pub name: Text,
    /// By name, of its articles.
    pub languages: Option<Text>,
    /// The items that come from it.
    pub items: Vec<ItemNumber>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ItemNumber {
    pub number: u32,
    pub anchor: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Chart {
    pub name: Text,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Bar {
    pub name: Text,
    pub items: u32,
    /// How many were planned.
    pub quota: Option<u32>,
    /// Of the chart's longest, in hundredths.
    pub share: u32,
}

impl Model {
    /// Of items and full texts.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Figure> {
        let of_items = self.sections.iter().flat_map(|section| &section.items).filter_map(|item| item.figure.as_ref());
        of_items.chain(self.full_texts.iter().flat_map(|entry| &entry.figures))
    }

    /// Shows every text that will be printed to `visit`, in printed order.
    pub(crate) fn visit_texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        let masthead = &mut self.masthead;
        visit(&mut self.name);
        for text in [&mut masthead.title, &mut masthead.date, &mut masthead.number, &mut masthead.running] {
            visit(&mut text.text);
        }
        visit_all(&mut masthead.particulars, visit);
        visit_all(&mut self.introduction, visit);
        for glance in &mut self.glance {
            visit(&mut glance.entry.text);
            visit_all(&mut glance.source, visit);
        }
        for section in &mut self.sections {
            visit_all(&mut section.name, visit);
            for item in &mut section.items {
                visit(&mut item.headline.text);
                visit(&mut item.entry.text);
                visit_all(&mut item.original_headline, visit);
                visit_facts(&mut item.facts, visit);
                visit_figures(&mut item.figure, visit);
                visit_all(&mut item.quoted, visit);
                visit_all(&mut item.also_in, visit);
                for quote in &mut item.quotes {
                    visit(&mut quote.text.text);
                    visit_all(&mut quote.speaker, visit);
                }
                visit_all(&mut item.note, visit);
                visit_all(&mut item.lines, visit);
                visit_link(&mut item.link, visit);
            }
        }
        for full_text in &mut self.full_texts {
            visit(&mut full_text.headline.text);
            visit_facts(&mut full_text.facts, visit);
            visit_all(&mut full_text.standfirst, visit);
            for block in &mut full_text.blocks {
                visit(&mut block.text.text);
            }
            visit_figures(&mut full_text.figures, visit);
            visit_all(&mut full_text.copyright, visit);
            visit_link(&mut full_text.link, visit);
        }
        for row in &mut self.sources {
            visit(&mut row.name.text);
            visit_all(&mut row.languages, visit);
        }
        for chart in &mut self.charts {
            visit(&mut chart.name.text);
            chart.bars.iter_mut().for_each(|bar| visit(&mut bar.name.text));
        }
        visit_all(&mut self.coverage, visit);
        visit_all(&mut self.imprint, visit);
    }
}

impl FullText {
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut figures = self.figures.iter().peekable();
        let mut pieces = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            pieces.extend(std::iter::from_fn(|| figures.next_if(|figure| figure.before <= at)).map(Piece::Figure));
            pieces.push(Piece::Block(block));
        }
        pieces.extend(figures.map(Piece::Figure));
        pieces
    }
}

fn english() -> &'static Words {
    words_in("en")
}

fn visit_all<'a>(texts: impl IntoIterator<Item = &'a mut Text>, visit: &mut dyn FnMut(&mut String)) {
    for text in texts {
        visit(&mut text.text);
    }
}

fn visit_figures<'a>(figures: impl IntoIterator<Item = &'a mut Figure>, visit: &mut dyn FnMut(&mut String)) {
    for figure in figures {
        visit(&mut figure.alt.text);
        visit_all(&mut figure.caption, visit);
        visit_all(&mut figure.credit, visit);
    }
}

fn visit_facts(facts: &mut Facts, visit: &mut dyn FnMut(&mut String)) {
    let Facts { source, byline, date, date_mark, place, page, language_mark, kind } = facts;
    for text in [source, byline, date, date_mark, place, page, language_mark, kind] {
        visit_all(text, visit);
    }
}

fn visit_link(link: &mut Option<Link>, visit: &mut dyn FnMut(&mut String)) {
    if let Some(link) = link {
        visit(&mut link.host);
        visit(&mut link.printed);
    }
}
