use super::{
    super::{check_pieces, found_count, pieces},
    read_page_text,
    record::{self, Field},
};
use crate::{
    formats::nexis::Record,
    input::Content,
    markup::{Tag, Tags, one_line, plain_blocks},
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
        let record = if fields.is_empty() { plain(piece) } else { record::indexed(&fields) };
        if record.title.is_some() {
            let mut document = record.into_document(reader);
            (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
            found += 1;
            reader.found_document(document)?;
        }
    }
    found_count(found, None, reader)
}

/// `<td class="index"><b>HD</b></td><td>…</td>`
fn rows(piece: &str) -> Vec<Field> {
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
            rows.push((code, blocks(&piece[value.end..end])));
        }
    }
    rows
}

/// Without codes: the headline and the text are marked, the lines between them told by their shape.
fn plain(piece: &str) -> Record {
    let headline = Tags::of(piece)
        .find(|tag| !tag.closes && tag.has_class(|class| class.ends_with("Headline") || class == "headline"));
    let is_paragraph = |tag: &Tag<'_>| tag.has_class(|class| class.to_ascii_lowercase().ends_with("articleparagraph"));
    let first = Tags::of(piece).find(is_paragraph).map_or(piece.len(), |tag| tag.start);
    let between = match headline {
        Some(tag) => &piece[tag.end..first.max(tag.end)],
        None => &piece[..first],
    };
    let lines = blocks(between);
    let mut record = record::plain(&lines, 0);
    record.body = blocks(&piece[first..]).into_iter().take_while(|block| !record::is_number(block)).collect();
    record
}

fn blocks(html: &str) -> Vec<String> {
    let text = plain_blocks(html);
    text.split("\n\n").map(one_line).filter(|block| !block.is_empty()).collect()
}
