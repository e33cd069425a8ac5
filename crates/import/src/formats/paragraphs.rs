//! What word processors write: paragraphs with a rank, from which articles are told.

use articles::{Body, Document, Picture};

use super::{
    factiva::{self, Line},
    nexis,
};
use crate::{
    markup::{escape, filled, one_line, plain_line},
    pictures,
    reader::{Reader, Stop},
};

/// So short a document is one text, whatever its lines look like: there is nothing to part.
const FEW_WORDS: usize = 15;

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
    if let Some(found) = found_factiva(paragraphs, reader) {
        return found;
    }
    let is_head = |paragraph: &&Paragraph| {
        matches!(paragraph.rank, Rank::Title | Rank::Heading(_)) && !paragraph.line().is_empty()
    };
    let top = paragraphs.iter().filter(is_head).map(|paragraph| paragraph.rank).min();
    let count = lines.iter().flat_map(|line| line.split_whitespace()).count();
    if top.is_none() && (1..FEW_WORDS).contains(&count) {
        let document = reader.document(Body::Fragment(html(paragraphs)));
        return reader.found_document(Document { pictures: pictures.to_vec(), ..document });
    }
    let Some(top) = top else {
        let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n\n");
        return match filled(text) {
            Some(text) => {
                let pictures = with_places(pictures, paragraphs, &lines);
                reader.found_document(Document { pictures, ..reader.document(Body::Text(text)) })
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
        let shown = pictures.iter().filter(|picture| body.contains(&named(&picture.address))).cloned().collect();
        let mut document = Document { pictures: shown, ..reader.document(Body::Fragment(body)) };
        document.title = filled(one_line(&lines[*start]));
        reader.found_document(document)?;
    }
    Ok(())
}

/// Factiva's records, where it is an export of it: its fields stand in lines, or in the two columns of a table.
fn found_factiva(paragraphs: &[Paragraph], reader: &mut Reader<'_>) -> Option<Result<(), Stop>> {
    let mut texts: Vec<(String, bool)> = Vec::new();
    for paragraph in paragraphs {
        let is_heading = matches!(paragraph.rank, Rank::Title | Rank::Heading(_));
        for cell in paragraph.html.split("<td>") {
            texts.extend(cell.split("<br>").map(|line| (plain_line(line), is_heading)));
        }
    }
    let lines: Vec<Line<'_>> = texts.iter().map(|(text, is_heading)| Line { text, is_heading: *is_heading }).collect();
    if !factiva::is_export(&lines) {
        return None;
    }
    let mut records = factiva::records(&lines).into_iter();
    Some(records.try_for_each(|(_, record)| reader.found_document(record.into_document(reader))))
}

/// A picture's place in a paragraph, by the name under which it is to be had.
pub(super) fn push_picture(address: &str, alt: Option<&str>, html: &mut String) {
    let alt = alt.map(|alt| format!(" alt=\"{}\"", attribute(alt))).unwrap_or_default();
    html.push_str(&format!("<img {}{alt}>", named(address)));
}

/// What is inside of a link, with the link where it leads to a page.
pub(super) fn push_link(address: Option<&str>, html: &mut String, push_inside: impl FnOnce(&mut String)) {
    let address = address.filter(|address| address.starts_with("http"));
    if let Some(address) = address {
        html.push_str(&format!("<a href=\"{}\">", attribute(address)));
    }
    push_inside(html);
    html.push_str(if address.is_some() { "</a>" } else { "" });
}

/// A row of a table, of the paragraphs in each of its cells.
pub(super) fn row(cells: impl Iterator<Item = Vec<String>>) -> Paragraph {
    let html = cells.map(|paragraphs| format!("<td>{}</td>", paragraphs.join("<br>"))).collect();
    Paragraph { rank: Rank::Row, html }
}

/// The pictures with where they stand between lines that become one text.
fn with_places(pictures: &[Picture], paragraphs: &[Paragraph], lines: &[String]) -> Vec<Picture> {
    let mut pictures = pictures.to_vec();
    let mut start = 0;
    for (paragraph, line) in paragraphs.iter().zip(lines) {
        if paragraph.html.contains("<img") {
            let here = pictures.iter_mut().filter(|picture| picture.at.is_none());
            for picture in here.filter(|picture| paragraph.html.contains(&named(&picture.address))) {
                picture.at = u32::try_from(start).ok();
            }
        }
        start += line.trim().len() + "\n\n".len();
    }
    pictures
}

fn named(address: &str) -> String {
    format!("src=\"{}\"", attribute(address))
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
