use articles::{Body, Document, PublishedFrom, RawDate, Source};

use super::{
    super::{check_pieces, found_count, pieces},
    read_page_text,
};
use crate::{
    input::Content,
    markup::{self, Tag, Tags, one_line, plain_blocks},
    reader::{Reader, Stop},
};

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let html = read_page_text(content, reader)?;
    let is_article =
        |tag: &Tag<'_>| tag.has_class(|class| class == "article") && tag.has_class(|class| class.ends_with("Article"));
    let articles = pieces(&html, is_article);
    check_pieces(&articles, &html)?;
    reader.found_text(html.clone());
    let mut found = 0;
    for range in articles {
        let piece = &html[range.clone()];
        let fields = rows(piece);
        let mut document = reader.document(Body::default());
        (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        if fields.is_empty() {
            fill_plain(&mut document, piece)
        } else {
            fill_indexed(&mut document, &fields)
        }
        if document.title.is_some() {
            found += 1;
            reader.found_document(document)?;
        }
    }
    found_count(found, None, reader)
}

/// A code of two or three letters, and the HTML beside it.
type Row<'a> = (String, &'a str);

/// `<td class="index"><b>HD</b></td><td>…</td>`
fn rows(piece: &str) -> Vec<Row<'_>> {
    let cells: Vec<Tag<'_>> = Tags::of(piece).filter(|tag| tag.name.as_bytes() == b"td" && !tag.closes).collect();
    let mut rows = Vec::new();
    let mut at = 0;
    while let [label, value, rest @ ..] = &cells[at..] {
        at += 1;
        if label.has_class(|class| class == "index") {
            let code = one_line(&plain_blocks(&piece[label.end..value.start]));
            // A value may hold a table of its own: it goes on to the next code.
            let end = rest
                .iter()
                .find(|cell| cell.has_class(|class| class == "index"))
                .map_or(piece.len(), |cell| cell.start);
            rows.push((code, &piece[value.end..end]));
        }
    }
    rows
}

fn fill_indexed(document: &mut Document, fields: &[Row<'_>]) {
    let value =
        |code: &str| fields.iter().find(|(name, _)| name == code).map(|(_, html)| one_line(&plain_blocks(html)));
    let mut captions = Vec::new();
    let mut body = String::new();
    for (code, html) in fields {
        match code.as_str() {
            "LP" | "TD" => body.push_str(&paragraphs(html)),
            "ART" => captions.push(one_line(&plain_blocks(html))),
            _ => {}
        }
    }
    for caption in captions {
        body.push_str(&format!("<figure><figcaption>{}</figcaption></figure>", markup::escape(&caption)));
    }
    document.body = Body::Fragment(body);
    document.title = value("HD");
    document.byline.extend(value("BY"));
    document.source = value("SN").or_else(|| value("NGC")).map(|name| Source { name, host: None });
    document.section = value("SE").or_else(|| value("CLM"));
    document.page = value("PG");
    document.copyright.extend(value("CY"));
    let day = value("PD").map(|day| value("ET").map_or(day.clone(), |time| format!("{day} {time}")));
    document.dates.extend(day.map(|text| RawDate { text, from: PublishedFrom::Metadata }));
}

/// Without codes: the lines between headline and text, told by their shape.
fn fill_plain(document: &mut Document, piece: &str) {
    let headline = Tags::of(piece)
        .find(|tag| !tag.closes && tag.has_class(|class| class.ends_with("Headline") || class == "headline"));
    let is_paragraph = |tag: &Tag<'_>| tag.has_class(|class| class.to_ascii_lowercase().ends_with("articleparagraph"));
    let first = Tags::of(piece).find(is_paragraph).map_or(piece.len(), |tag| tag.start);
    let between = match headline {
        Some(tag) => &piece[tag.end..first.max(tag.end)],
        None => &piece[..first],
    };
    let mut lines = plain_blocks(between)
        .split("\n\n")
        .map(one_line)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .into_iter();
    document.title = lines.next();
    let mut day: Option<String> = None;
    for line in lines {
        let digits = line.chars().filter(char::is_ascii_digit).count();
        let words = line.split_whitespace().count();
        let has_year = line
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
        if line.starts_with("(c)") || line.contains('©') || line.to_lowercase().starts_with("copyright") {
            document.copyright.push(line);
        } else if let Some(day) = day.as_mut().filter(|_| line.len() <= 5 && line.contains(':') && digits >= 3) {
            *day = format!("{day} {line}");
        } else if has_year && words <= 5 && day.is_none() {
            day = Some(line);
        } else if words == 2 && line.starts_with(|c: char| c.is_ascii_digit()) {
            // The number of words.
        } else if digits > 0 && words <= 2 && document.page.is_none() && day.is_some() {
            document.page = line.split_whitespace().last().map(str::to_owned);
        } else if day.is_none() {
            document.byline.push(line);
        } else if document.source.is_none() {
            document.source = Some(Source { name: line, host: None });
        }
    }
    document.dates.extend(day.map(|text| RawDate { text, from: PublishedFrom::Metadata }));
    document.body = Body::Fragment(paragraphs(&piece[first..]));
}

/// Blocks of text, up to the number that Factiva gives its documents.
fn paragraphs(html: &str) -> String {
    let text = plain_blocks(html);
    let blocks = text.split("\n\n").map(one_line).filter(|block| !block.is_empty());
    markup::paragraphs(blocks.take_while(|block| !is_document_number(block)))
}

/// `Document TESTFR0020111229e7ct0001r`
fn is_document_number(block: &str) -> bool {
    let mut words = block.split_whitespace();
    let (Some(_), Some(number), None) = (words.next(), words.next(), words.next()) else { return false };
    number.len() >= 20
        && number.chars().all(|c| c.is_ascii_alphanumeric())
        && number.chars().filter(char::is_ascii_digit).count() >= 12
}
