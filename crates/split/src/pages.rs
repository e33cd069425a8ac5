//! The labelled lines of one page -> its article.

use articles::{Article, Document, Origin, Published, PublishedFrom, Role};
use clean::{
    bylines, datelines,
    dates::{self, DateHints},
    text::tidy_line,
};

use crate::{
    features::Measured,
    head::{Head, find_byline, find_date},
    headline::{find_headline, first_words, headline_text, mark_headline},
    label::{Label, Part},
    lines::Line,
    paragraphs::{Paragraph, join_paragraphs},
    pictures::find_captions,
    prose,
    reading::floor_char_boundary,
    shape::Shape,
};

/// A page's lines as they stand in the source.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a [Line],
    pub(crate) labels: &'a [Label],
    pub(crate) shapes: &'a [Shape],
    pub(crate) measured: &'a Measured,
    /// Index of its first line in the text.
    pub(crate) first: usize,
}

/// The article, and the role of each line. None where the page holds no text.
pub(crate) fn read_page(page: &Page<'_>, document: &Document) -> Option<(Article, Vec<Role>)> {
    let mut roles = vec![Role::Residue; page.lines.len()];
    let mut body: Vec<usize> = page.places().filter(|at| page.labels[*at].part == Part::Body).collect();
    if !prose::is_body(body.iter().map(|at| &page.shapes[*at])) {
        return None;
    }
    let headline = find_headline(page, &body);
    if let Some(at) = headline.filter(|_| body.len() > 1) {
        body.retain(|other| *other != at);
    }
    let first_body = *body.first()?;
    if let Some(at) = headline {
        mark_headline(page, at, &mut roles);
    }
    let paragraphs = join_paragraphs(page, &body, &mut roles, &|_| None);
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let text = texts.join("\n\n");
    let language = language::detect(beginning(&text));
    let hints = DateHints { language, ..DateHints::default() };

    let captions = find_captions(page, first_body, &mut roles);
    let head = Head::new(headline, first_body);
    let mut byline = find_byline(page, &head, &mut roles);
    let mut published = find_date(page, &head, &hints, &mut roles);
    let dateline = texts.first().and_then(|first| datelines::read_dateline(first));
    if published.is_none() {
        published = dateline.as_ref().and_then(|line| line.moment).map(|at| Published {
            at,
            from: PublishedFrom::Text,
            reason: None,
        });
    }
    if published.is_none() {
        let captions: Vec<&str> = captions.iter().map(|caption| caption.text.as_str()).collect();
        published = dates::infer(&texts, &captions);
    }
    let copyright = find_copyright(page, &mut roles);
    if byline.is_empty() {
        byline = document.byline.iter().flat_map(|field| bylines::names_in(field)).collect();
    }
    let title = match headline {
        Some(at) => headline_text(page.line(at)),
        None => document.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| first_words(&text)),
    };
    let start = page.lines.first()?.range.start;
    let end = page.lines.last()?.range.end;
    let article = Article {
        title,
        standfirst: find_standfirst(page, headline, &body, &mut roles),
        byline,
        dateline: dateline.map(|line| line.printed),
        published,
        source: document.source.clone(),
        section: document.section.clone(),
        page: document.page.clone(),
        language: language.map(str::to_owned),
        url: document.url.clone(),
        html: to_html(&paragraphs),
        text,
        captions,
        pictures: Vec::new(),
        copyright,
        tags: document.tags.clone(),
        origin: Origin { start: start as u32, end: end as u32, ..document.origin.clone() },
    };
    Some((article, roles))
}

impl<'a> Page<'a> {
    /// The stems of a line's words.
    pub(crate) fn stems(&self, at: usize) -> &'a [u32] {
        self.measured.stems(self.first + at)
    }

    /// How many lines of the whole text say the same.
    pub(crate) fn copies(&self, at: usize) -> u32 {
        self.measured.copies[self.first + at]
    }

    /// Indexes of its lines.
    pub(crate) fn places(&self) -> std::ops::Range<usize> {
        0..self.lines.len()
    }

    pub(crate) fn line(&self, at: usize) -> &'a str {
        &self.text[self.lines[at].range.clone()]
    }
}

/// As much of the text as shows its language.
pub(crate) fn beginning(text: &str) -> &str {
    &text[..floor_char_boundary(text, 1200)]
}

fn find_copyright(page: &Page<'_>, roles: &mut [Role]) -> Vec<String> {
    let mut found = Vec::new();
    for at in page.places() {
        if roles[at] == Role::Residue && page.shapes[at].has_copyright && page.lines[at].range.len() <= 600 {
            roles[at] = Role::Copyright;
            let line = tidy_line(page.line(at));
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    found
}

/// The first paragraph, where other lines of the head stand between it and the rest.
fn find_standfirst(page: &Page<'_>, headline: Option<usize>, body: &[usize], roles: &mut [Role]) -> Option<String> {
    let headline = headline?;
    let (&first, &second) = (body.first()?, body.get(1)?);
    let parted = (first + 1..second).any(|at| matches!(roles[at], Role::Byline | Role::Date | Role::Caption));
    let fits = first == headline + 1 && parted && page.shapes[first].width <= 500;
    fits.then(|| {
        roles[first] = Role::Standfirst;
        tidy_line(page.line(first))
    })
}

/// Escaped text in paragraphs and headings and nothing else; whoever stores it sanitises it like any other.
pub(crate) fn to_html(paragraphs: &[Paragraph]) -> String {
    let mut html = String::new();
    for paragraph in paragraphs {
        let part = clean::paragraphs_to_html(&[paragraph.text.as_str()]);
        if paragraph.heading {
            html.push_str(&part.replacen("<p>", "<h2>", 1).replacen("</p>", "</h2>", 1));
        } else {
            html.push_str(&part);
        }
    }
    html
}
