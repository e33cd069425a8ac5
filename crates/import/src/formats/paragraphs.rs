//! What word processors write: paragraphs with a rank, from which articles are told.

use articles::{Body, Document, Picture};

use super::nexis;
use crate::{
    markup::{escape, filled, one_line, plain_line},
    pictures,
    reader::{Reader, Stop},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraph {
    pub(super) rank: Rank,
    /// Its inside, as HTML.
    pub(super) html: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Title,
    Heading(u8),
    #[default]
    Text,
    /// A row of a table, its cells inside.
    Row,
}

impl Paragraph {
    pub(super) fn text(text: &str) -> Paragraph {
        Paragraph { rank: Rank::Text, html: escape(text) }
    }

    fn line(&self) -> String {
        plain_line(&self.html)
    }
}

/// Headings of the highest rank begin articles, if the document has them; without any the lines themselves have to
/// tell. A database's export is told by its own fields.
pub(super) fn found_articles(
    paragraphs: &[Paragraph],
    pictures: &[Picture],
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    let lines: Vec<String> = paragraphs.iter().map(Paragraph::line).collect();
    if nexis::is_uni(&lines) {
        return nexis::read_uni(&lines, reader);
    }
    let is_head = |paragraph: &&Paragraph| {
        matches!(paragraph.rank, Rank::Title | Rank::Heading(_)) && !paragraph.line().is_empty()
    };
    let top = paragraphs.iter().filter(is_head).map(|paragraph| paragraph.rank).min();
    let Some(top) = top else {
        let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n\n");
        return match filled(text) {
            Some(text) => {
                reader.found_document(Document { pictures: pictures.to_vec(), ..reader.document(Body::Text(text)) })
            }
            None => Err(Stop::refuse(articles::ProblemCode::NothingFound, "no text")),
        };
    };
    let starts: Vec<usize> = paragraphs
        .iter()
        .enumerate()
        .filter(|(_, paragraph)| paragraph.rank == top && !paragraph.line().is_empty())
        .map(|(at, _)| at)
        .collect();
    let first = starts.first().copied().unwrap_or(0);
    // What stands above the first heading belongs to it: a kicker, a date, a byline.
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(paragraphs.len());
        let above = if number == 0 { &paragraphs[..first] } else { &[] };
        // A picture in a heading's own line stands above the text.
        let head = paragraphs[*start].html.find("<img").map(|at| paragraphs[*start].html[at..].to_owned());
        let body = html(above) + &head.unwrap_or_default() + &html(&paragraphs[start + 1..end]);
        let shown = pictures.iter().filter(|picture| body.contains(&attribute(&picture.address))).cloned().collect();
        let mut document = Document { pictures: shown, ..reader.document(Body::Fragment(body)) };
        document.title = filled(one_line(&lines[*start]));
        reader.found_document(document)?;
    }
    Ok(())
}

/// A picture's place in a paragraph, by the name under which it is to be had.
pub(super) fn push_picture(address: &str, alt: Option<&str>, html: &mut String) {
    let alt = alt.map(|alt| format!(" alt=\"{}\"", attribute(alt))).unwrap_or_default();
    html.push_str(&format!("<img src=\"{}\"{alt}>", attribute(address)));
}

/// The pictures that paragraphs show.
pub(super) fn take_pictures(paragraphs: &[Paragraph], fetch: impl FnMut(&str) -> Option<Vec<u8>>) -> Vec<Picture> {
    let html: String =
        paragraphs.iter().map(|paragraph| paragraph.html.as_str()).filter(|html| html.contains("<img")).collect();
    pictures::take_named(&html, fetch)
}

fn attribute(value: &str) -> String {
    html_escape::encode_double_quoted_attribute(value).into_owned()
}

fn html(paragraphs: &[Paragraph]) -> String {
    let mut html = String::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.html.trim().is_empty()) {
        let name = match paragraph.rank {
            Rank::Title | Rank::Heading(..=2) => "h2",
            Rank::Heading(_) => "h3",
            Rank::Text => "p",
            Rank::Row => {
                html.push_str(&format!("<table><tr>{}</tr></table>", paragraph.html));
                continue;
            }
        };
        html.push_str(&format!("<{name}>{}</{name}>", paragraph.html));
    }
    html.replace("</table><table>", "")
}
