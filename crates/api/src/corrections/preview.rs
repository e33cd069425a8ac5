//! How a file was read, line by line.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

use articles::{Article, ArticleId, ContentHash, Role, Span};
use store::{ArticleOfText, KeptFile, TextId, WholeText};

use crate::{App, Error, operations::*};

const MOST_LINES: u32 = 500;
const MOST_CHARS: usize = 2_000;

/// A text that is looked at, with its lines found.
pub(crate) struct OpenText {
    text: TextId,
    /// Of what it holds: what other programs and rules do is seen.
    stamp: u64,
    whole: WholeText,
    lines: Vec<Span>,
    can_split: bool,
    is_markup: bool,
    articles: Vec<ArticleOfText>,
}

impl App {
    /// `NotFound` where the file's bytes were not kept, or none of its articles were found in them.
    pub fn read_preview(&self, ask: ReadPreview) -> Result<SplitPreview, Error> {
        let (file, wanted) = match (ask.file, ask.article) {
            (_, Some(article)) => {
                let place = self.store().find_place(article)?;
                (place.file, Some(place.at.text))
            }
            (Some(file), None) => (file, None),
            (None, None) => return Err(Error::BadAsk("no file and no article".to_owned())),
        };
        let kept = self.store().read_kept_file(file)?;
        let number = match wanted {
            Some(hash) => kept.texts.iter().position(|text| text.hash == hash).unwrap_or(0) as u32,
            None => ask.text,
        };
        let log = self.store().read_corrections(&kept.hash)?;
        let mut preview = SplitPreview {
            file,
            name: kept.name.clone(),
            format: kept.format.clone(),
            records: kept.records,
            texts: kept.texts.len() as u32,
            text: number,
            corrections: log.now.iter().count() as u32,
            can_undo: log.undone.is_some(),
            can_redo: log.redone.is_some(),
            ..SplitPreview::default()
        };
        // Of a file whose articles all came with another one there is no text.
        let Some((hash, open)) = self.open_text(&kept, number)? else { return Ok(preview) };
        preview.hash = hash;
        preview.lines = open.lines.len() as u32;
        preview.can_split = open.can_split;
        preview.roles = count_roles(&open.lines);
        preview.articles = articles_of(&open);
        let asked = |one: &&PreviewArticle| ask.article.is_some() && one.id == ask.article;
        preview.line = preview.articles.iter().find(asked).map_or(0, |article| article.line);
        Ok(preview)
    }

    pub fn list_preview_lines(&self, ask: ListPreviewLines) -> Result<PreviewLines, Error> {
        let kept = self.store().read_kept_file(ask.file)?;
        let Some((_, open)) = self.open_text(&kept, ask.text)? else { return Ok(PreviewLines::default()) };
        let first = (ask.first as usize).min(open.lines.len());
        let end = (first + ask.count.min(MOST_LINES) as usize).min(open.lines.len());
        let lines = (first..end).map(|at| line(&open, at)).collect();
        Ok(PreviewLines { first: first as u32, lines })
    }

    /// The last one is kept: its lines are asked for page by page.
    fn open_text(&self, file: &KeptFile, number: u32) -> Result<Option<(ContentHash, Arc<OpenText>)>, Error> {
        let Some(text) = file.texts.get(number as usize) else { return Ok(None) };
        let lock = || self.0.open_text.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = self.store().stamp_text(text.id)?;
        if let Some(open) = lock().as_ref().filter(|open| open.text == text.id && open.stamp == stamp) {
            return Ok(Some((text.hash.clone(), open.clone())));
        }
        let whole = self.store().read_whole_text(text.id)?;
        let articles = self.store().list_articles_of_text(text.id)?;
        let can_split = !whole.spans.is_empty();
        let lines = if can_split { whole.spans.clone() } else { lines_of_whole(&whole.text, &articles) };
        let is_markup = !can_split && clean::is_markup(&whole.text);
        let open = Arc::new(OpenText { text: text.id, stamp, whole, lines, can_split, is_markup, articles });
        *lock() = Some(open.clone());
        Ok(Some((text.hash.clone(), open)))
    }
}

/// What became of the pieces of a text that was read as a whole.
fn lines_of_whole(text: &str, articles: &[ArticleOfText]) -> Vec<Span> {
    let as_read: Vec<&Article> = articles.iter().map(|one| one.as_read.as_ref().unwrap_or(&one.article)).collect();
    let placed = |span: Span| {
        let article = span.article.and_then(|at| articles.get(at as usize)).map(|one| one.place);
        Span { article, ..span }
    };
    clean::roles(text, &as_read).into_iter().map(placed).collect()
}

fn count_roles(lines: &[Span]) -> Vec<RoleCount> {
    let mut counts: Vec<RoleCount> = Vec::new();
    for line in lines {
        match counts.iter_mut().find(|count| count.role == line.role) {
            Some(count) => count.lines += 1,
            None => counts.push(RoleCount { role: line.role, lines: 1 }),
        }
    }
    counts
}

fn articles_of(open: &OpenText) -> Vec<PreviewArticle> {
    let mut places: HashMap<u32, (u32, u32, u32)> = HashMap::new();
    for (at, line) in open.lines.iter().enumerate() {
        if let Some(article) = line.article {
            places.entry(article).or_insert((line.start, at as u32, 0)).2 += 1;
        }
    }
    let mut articles: Vec<PreviewArticle> = Vec::new();
    let known: HashMap<u32, &ArticleOfText> = open.articles.iter().map(|one| (one.place, one)).collect();
    let mut all: Vec<u32> = places.keys().copied().chain(known.keys().copied()).collect();
    all.sort_unstable();
    all.dedup();
    for place in all {
        let (start, line, lines) = places.get(&place).copied().unwrap_or_default();
        articles.push(match known.get(&place) {
            Some(one) => PreviewArticle {
                id: Some(one.id),
                start: one.article.origin.start,
                line,
                lines,
                title: one.article.title.clone(),
                byline: one.article.byline.clone(),
                published: one.article.published.clone(),
                source: one.article.source.clone(),
                language: one.article.language.clone(),
                words: one.article.text.split_whitespace().count() as u32,
                as_read: one.as_read.clone().map(AsRead::from),
            },
            None => PreviewArticle { title: headline_of(open, place), ..elsewhere(start, line, lines) },
        });
    }
    articles
}

/// An article that another file brought before.
fn elsewhere(start: u32, line: u32, lines: u32) -> PreviewArticle {
    PreviewArticle {
        id: None::<ArticleId>,
        start,
        line,
        lines,
        title: String::new(),
        byline: Vec::new(),
        published: None,
        source: None,
        language: None,
        words: 0,
        as_read: None,
    }
}

fn headline_of(open: &OpenText, place: u32) -> String {
    let of_article = |span: &&Span| span.article == Some(place);
    let headline = open.lines.iter().filter(of_article).find(|span| span.role == Role::Headline);
    let line = headline.or(open.lines.iter().find(of_article));
    line.map(|span| cut(open, span)).unwrap_or_default()
}

fn line(open: &OpenText, at: usize) -> PreviewLine {
    let span = &open.lines[at];
    let begins = |spans: &[Span]| {
        let article = spans[at].article;
        article.is_some() && (at == 0 || spans[..at].iter().rev().find_map(|span| span.article) != article)
    };
    let then = open.whole.spans_as_read.as_ref().filter(|then| open.can_split && then.len() == open.lines.len());
    let opens = begins(&open.lines);
    let opened = then.map(|then| begins(then));
    let above = if at == 0 { 0 } else { open.lines[at - 1].end as usize };
    let between = open.whole.text.get(above..span.start as usize).unwrap_or_default();
    PreviewLine {
        start: span.start,
        end: span.end,
        text: cut(open, span),
        role: span.role,
        role_as_read: then.map(|then| then[at].role).filter(|role| *role != span.role),
        article: span.article,
        opens,
        opened_as_read: opened.filter(|opened| *opened != opens),
        gap: at > 0 && between.matches('\n').count() > 1,
    }
}

fn cut(open: &OpenText, span: &Span) -> String {
    let words = clean::words_of(&open.whole.text, span.start as usize..span.end as usize, open.is_markup);
    words.chars().take(MOST_CHARS).collect()
}
