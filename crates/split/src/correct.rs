//! A reading with what the reader said of its lines: where articles begin, and what a line is.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use articles::{Article, Body, Caption, Document, Moment, Origin, Published, PublishedFrom, Reading, Role, Span};
use clean::{
    bylines, captions, datelines,
    dates::{self, DateHints},
    text::tidy_line,
};

use crate::{
    features::{Measured, measure_lines},
    headline::{first_words, headline_text},
    label::label_lines,
    lines::{Lines, read_lines},
    pages::{Page, beginning, read_page, to_html},
    paragraphs::join_paragraphs,
};

/// What the reader said of a text's lines, by the byte where each begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineMarks {
    /// Whether an article begins there.
    pub opens: BTreeMap<u32, bool>,
    pub roles: BTreeMap<u32, Role>,
}

/// The reading of `text` as the reader wants it. Articles of which nothing was said stay as they were read, to the
/// letter; the others are made anew from their lines. The spans stay the same stretches: no line is lost.
///
/// An article that has no line of text left is none. A reading without spans (of a page, a record) stays as it is.
pub fn correct(text: &str, reading: &Reading, marks: &LineMarks) -> Reading {
    if reading.spans.is_empty() {
        return reading.clone();
    }
    let groups = regroup(reading, marks);
    let mut corrected = Reading { articles: Vec::new(), spans: reading.spans.clone() };
    for span in &mut corrected.spans {
        span.article = None;
        if let Some(role) = marks.roles.get(&span.start) {
            span.role = *role;
        }
    }
    for group in groups {
        let article = Some(corrected.articles.len() as u32);
        match group.as_read(reading) {
            Some(read) => {
                corrected.articles.push(read.clone());
                group.spans.iter().for_each(|at| corrected.spans[*at].article = article);
            }
            None => {
                if let Some((made, roles)) = make(text, reading, &group, marks) {
                    corrected.articles.push(made);
                    for at in &group.spans {
                        let span = &mut corrected.spans[*at];
                        span.article = article;
                        span.role = roles.get(&span.start).copied().unwrap_or(Role::Residue);
                    }
                }
            }
        }
    }
    corrected
}

/// The date that is printed with an article, read with the day or the month first. `spans` are those of its text.
pub fn printed_date(text: &str, spans: &[Span], article: u32, day_first: bool) -> Option<Moment> {
    let hints = DateHints { day_first: Some(day_first), ..DateHints::default() };
    let lines = spans.iter().filter(|span| span.article == Some(article) && span.role == Role::Date);
    let mut lines = lines.filter_map(|span| text.get(span.start as usize..span.end as usize));
    lines.find_map(|line| date_of(line, &hints))
}

/// The lines of an article that is to be.
struct Group {
    /// By their places among the spans.
    spans: Vec<usize>,
    /// Articles of the reading that its lines are from.
    from: Vec<u32>,
    /// The reader had it begin here.
    forced: bool,
    /// It began between articles, and is still there.
    outside: bool,
    changed: bool,
}

impl Group {
    /// The article that it is already.
    fn as_read<'a>(&self, reading: &'a Reading) -> Option<&'a Article> {
        let [only] = self.from[..] else { return None };
        (!self.changed && !self.forced).then(|| reading.articles.get(only as usize)).flatten()
    }
}

fn regroup(reading: &Reading, marks: &LineMarks) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut begun = HashSet::new();
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for (at, span) in reading.spans.iter().enumerate() {
        if let Some(article) = span.article {
            *counts.entry(article).or_default() += 1;
        }
        let begins = span.article.is_some_and(|article| begun.insert(article));
        let opens = match marks.opens.get(&span.start) {
            Some(true) => true,
            // With nothing above it, it begins all the same.
            Some(false) => begins && groups.is_empty(),
            None => begins,
        };
        if opens {
            let outside = span.article.is_none();
            groups.push(Group { spans: Vec::new(), from: Vec::new(), forced: !begins, outside, changed: false });
        }
        let Some(group) = groups.last_mut() else { continue };
        let said = marks.roles.get(&span.start).filter(|role| **role != span.role);
        group.outside &= span.article.is_none();
        if span.article.is_some() || group.outside || said.is_some_and(|role| *role != Role::Residue) {
            group.changed |= said.is_some() || span.article.is_none();
            group.spans.push(at);
            group.from.extend(span.article.filter(|article| group.from.last() != Some(article)));
        }
    }
    for group in &mut groups {
        let lines: usize = group.from.iter().filter_map(|article| counts.get(article)).sum();
        group.changed |= lines != group.spans.len();
    }
    groups
}

/// A group's lines with what each is, before and after the reader's word.
struct Part<'a> {
    text: &'a str,
    /// Where `text` begins in the whole.
    start: usize,
    lines: Lines,
    measured: Measured,
    /// None: a line between, of no article.
    roles: Vec<Option<Role>>,
    /// Headlines that stand in the middle of an article now.
    headings: Vec<usize>,
    marks: &'a LineMarks,
}

impl Part<'_> {
    fn start_of(&self, at: usize) -> u32 {
        (self.start + self.lines.lines[at].range.start) as u32
    }

    fn line(&self, at: usize) -> &str {
        &self.text[self.lines.lines[at].range.clone()]
    }

    fn said(&self, at: usize) -> Option<Role> {
        self.marks.roles.get(&self.start_of(at)).copied()
    }

    fn with(&self, roles: &[Role]) -> Vec<usize> {
        let is = |at: &usize| self.roles[*at].is_some_and(|role| roles.contains(&role));
        (0..self.roles.len()).filter(is).collect()
    }

    fn starts(&self, roles: &[Role]) -> Vec<u32> {
        self.with(roles).into_iter().map(|at| self.start_of(at)).collect()
    }

    fn page(&self) -> Page<'_> {
        let Lines { lines, .. } = &self.lines;
        Page { text: self.text, lines, labels: &[], shapes: &self.measured.shapes, measured: &self.measured, first: 0 }
    }
}

const TEXT: &[Role] = &[Role::Body, Role::Heading, Role::Standfirst];

/// The article of a group and the role of each of its lines. None where no line of it is text.
fn make(text: &str, reading: &Reading, group: &Group, marks: &LineMarks) -> Option<(Article, HashMap<u32, Role>)> {
    let span = |at: &usize| &reading.spans[*at];
    let range = group.spans.first().map(span)?.start as usize..group.spans.last().map(span)?.end as usize;
    let slice = text.get(range.clone())?;
    let lines = read_lines(slice);
    let measured = measure_lines(slice, &lines);
    let of_span: HashMap<u32, &Span> = group.spans.iter().map(|at| (span(at).start, span(at))).collect();
    let mut part =
        Part { text: slice, start: range.start, lines, measured, roles: Vec::new(), headings: Vec::new(), marks };
    part.roles = (0..part.lines.lines.len()).map(|at| of_span.get(&part.start_of(at)).map(|span| span.role)).collect();
    let template = template(reading, group, &range);
    let (article, before) = first_reading(&mut part, reading, group, template, &of_span);
    for at in 0..part.roles.len() {
        if part.roles[at].is_some() {
            part.roles[at] = part.said(at).or(part.roles[at]);
        }
    }
    let made = take_fields(&mut part, article, &before)?;
    let roles = (0..part.roles.len()).filter_map(|at| Some((part.start_of(at), part.roles[at]?))).collect();
    Some((made, roles))
}

/// What is the same for the whole file, and its place in it.
fn template(reading: &Reading, group: &Group, range: &Range<usize>) -> Article {
    let of_group = group.from.first().and_then(|article| reading.articles.get(*article as usize));
    let mut article = of_group.or(reading.articles.first()).cloned().unwrap_or_default();
    if group.forced || of_group.is_none() {
        // Its words are another's.
        let Article { source, section, page, url, tags, origin, .. } = article;
        article = Article { source, section, page, url, tags, origin, ..Article::default() };
    }
    article.origin = Origin { start: range.start as u32, end: range.end as u32, ..article.origin };
    article
}

type Starts = Vec<(u32, Role)>;

/// What the group says without the reader's word on its lines, and which lines that was taken from. Where the reader
/// had it begin, it is read as if it stood alone: its headline, byline and date may have been another's text.
fn first_reading(
    part: &mut Part<'_>,
    reading: &Reading,
    group: &Group,
    template: Article,
    of_span: &HashMap<u32, &Span>,
) -> (Article, Starts) {
    if group.forced {
        let labels = label_lines(&part.lines, &part.measured);
        let document = Document {
            origin: template.origin.clone(),
            body: Body::default(),
            source: template.source.clone(),
            section: template.section.clone(),
            page: template.page.clone(),
            url: template.url.clone(),
            tags: template.tags.clone(),
            ..Document::default()
        };
        let read = read_page(&Page { labels: &labels, ..part.page() }, &document);
        if let Some((article, roles)) = read {
            let origin = template.origin;
            part.roles.iter_mut().zip(roles).filter(|(at, _)| at.is_some()).for_each(|(at, role)| *at = Some(role));
            let before = (0..part.roles.len()).filter_map(|at| Some((part.start_of(at), part.roles[at]?))).collect();
            return (Article { origin, ..article }, before);
        }
        if part.with(&[Role::Headline]).is_empty()
            && part.roles.len() > 1
            && let Some(first) = part.roles.first_mut()
        {
            *first = Some(Role::Headline);
        }
        return (template, Vec::new());
    }
    // Of the article below, the headline stands in the middle of this one now.
    let first = group.from.first().copied();
    for at in 0..part.roles.len() {
        let other = of_span.get(&part.start_of(at)).is_some_and(|span| span.article != first);
        if other && part.roles[at] == Some(Role::Headline) {
            part.roles[at] = Some(Role::Heading);
            part.headings.push(at);
        }
    }
    let own = reading.spans.iter().filter(|span| span.article.is_some() && span.article == first);
    (template, own.map(|span| (span.start, span.role)).collect())
}

/// Each field is taken anew from its lines, where these are others than before.
fn take_fields(part: &mut Part<'_>, mut article: Article, before: &Starts) -> Option<Article> {
    let is_same = |part: &Part<'_>, roles: &[Role]| {
        let then = before.iter().filter(|(_, role)| roles.contains(role)).map(|(start, _)| *start);
        then.eq(part.starts(roles))
    };
    let same_text = is_same(part, TEXT) && is_same(part, &[Role::Heading]);
    if !same_text {
        take_text(part, &mut article);
    }
    if article.text.is_empty() {
        return None;
    }
    let headlines = part.with(&[Role::Headline]);
    if headlines.is_empty() && !(same_text && is_same(part, &[Role::Headline])) {
        article.title = first_words(&article.text);
    } else if !is_same(part, &[Role::Headline]) {
        article.title = headline(part, &headlines);
    }
    if !is_same(part, &[Role::Standfirst]) {
        let lines: Vec<String> = part.with(&[Role::Standfirst]).iter().map(|at| tidy_line(part.line(*at))).collect();
        article.standfirst = (!lines.is_empty()).then(|| lines.join(" "));
    }
    if !is_same(part, &[Role::Byline]) {
        article.byline = names(part);
    }
    if !is_same(part, &[Role::Caption]) {
        article.captions = captions_of(part);
    }
    if !is_same(part, &[Role::Copyright]) {
        let mut seen = HashSet::new();
        let lines = part.with(&[Role::Copyright]).into_iter().map(|at| tidy_line(part.line(at)));
        article.copyright = lines.filter(|line| seen.insert(line.clone())).collect();
    }
    let is_guess = article.published.as_ref().is_none_or(|published| published.from == PublishedFrom::Inferred);
    if !is_same(part, &[Role::Date]) || is_guess && !same_text {
        article.published = published(part, &article);
    }
    Some(article)
}

fn take_text(part: &mut Part<'_>, article: &mut Article) {
    let body = part.with(TEXT);
    let mut roles: Vec<Role> = part.roles.iter().map(|role| role.unwrap_or(Role::Residue)).collect();
    let said = |at: usize| match part.said(at) {
        Some(Role::Heading) => Some(true),
        Some(Role::Body | Role::Standfirst) => Some(false),
        _ => part.headings.contains(&at).then_some(true),
    };
    let paragraphs = join_paragraphs(&part.page(), &body, &mut roles, &said);
    for at in body {
        if part.roles[at] != Some(Role::Standfirst) {
            part.roles[at] = Some(roles[at]);
        }
    }
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    article.text = texts.join("\n\n");
    let shown = pictures_in(&article.html);
    article.html = to_html(&paragraphs) + &shown;
    article.dateline = texts.first().and_then(|first| datelines::read_dateline(first)).map(|line| line.printed);
    article.language = language::detect(beginning(&article.text)).map(str::to_owned);
}

/// The pictures of a text stand behind it, wherever its lines go.
fn pictures_in(html: &str) -> String {
    let tags = html.match_indices("<img ").filter_map(|(at, _)| html[at..].find('>').map(|end| &html[at..=at + end]));
    tags.map(|tag| format!("{tag}\n")).collect()
}

/// The first line and those that follow on it. A line that the reader named is taken as it is printed.
fn headline(part: &Part<'_>, lines: &[usize]) -> String {
    let text = |at: usize| match part.said(at) {
        Some(_) => tidy_line(part.line(at)),
        None => headline_text(part.line(at)),
    };
    let whole = lines.iter().zip(lines.first().copied().unwrap_or(0)..).take_while(|(at, expected)| *at == expected);
    whole.map(|(at, _)| text(*at)).collect::<Vec<_>>().join(" ")
}

fn names(part: &Part<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for at in part.with(&[Role::Byline]) {
        let line = part.line(at);
        let mut names = bylines::parse_byline(line).map_or_else(|| bylines::names_in(line), |byline| byline.names);
        if names.is_empty() && part.said(at) == Some(Role::Byline) {
            names.push(tidy_line(line));
        }
        for name in names {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// A credit on a line of its own goes with the caption above it.
fn captions_of(part: &Part<'_>) -> Vec<Caption> {
    let mut found: Vec<Caption> = Vec::new();
    for at in part.with(&[Role::Caption]) {
        let line = part.line(at);
        match (captions::credit_line(line), found.last_mut()) {
            (Some(credit), Some(last)) if last.credit.is_none() => last.credit = Some(credit),
            (Some(_), Some(_)) => {}
            _ => found.push(captions::split_credit(line)),
        }
    }
    found
}

/// The lines that the reader named come first.
fn published(part: &Part<'_>, article: &Article) -> Option<Published> {
    let hints = DateHints { language: article.language.as_deref(), ..DateHints::default() };
    let mut lines = part.with(&[Role::Date]);
    lines.sort_by_key(|at| part.said(*at) != Some(Role::Date));
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    let printed = lines
        .into_iter()
        .find_map(|at| date_of(part.line(at), &hints))
        .or_else(|| datelines::read_dateline(paragraphs.first()?)?.moment);
    let captions: Vec<&str> = article.captions.iter().map(|caption| caption.text.as_str()).collect();
    printed
        .map(|at| Published { at, from: PublishedFrom::Text, reason: None })
        .or_else(|| dates::infer(&paragraphs, &captions))
}

fn date_of(line: &str, hints: &DateHints<'_>) -> Option<Moment> {
    let whole = dates::date_line(line, hints).map(|found| found.moment);
    whole.or_else(|| dates::find_dates(line, hints).first().map(|found| found.moment))
}
