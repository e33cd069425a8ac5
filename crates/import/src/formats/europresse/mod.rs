//! Europresse and Eureka: the old pages of tables and the new ones of `<article>`.

use articles::{Body, Document, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, check_pieces, found_count, nexis::is_page_word, pieces, read_declared_text};
use crate::{
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup::{self, Tag, Tags, filled, one_line, plain_blocks},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "europresse",
    reads: "Europresse and Eureka pages, old and new layout: all articles with their fields",
    leaves: "Certificates and document numbers",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.text.as_deref().is_some_and(|text| text.starts_with('<') && text.contains("DocPublicationName"))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let html = read_declared_text(content, HTML_BYTES, reader)?;
    let is_new = Tags::of(&html).any(|tag| tag.name.as_bytes() == b"article");
    let articles = if is_new {
        pieces(&html, |tag| tag.name.as_bytes() == b"article")
    } else {
        pieces(&html, |tag| is(tag, "docpublicationname"))
    };
    check_pieces(&articles, &html)?;
    reader.found_text(html.clone());
    let mut found = 0;
    for range in articles {
        let mut document = reader.document(Body::default());
        (document.origin.start, document.origin.end) = (range.start as u32, range.end as u32);
        fill(&mut document, &html[range]);
        if document.title.is_some() {
            found += 1;
            reader.found_document(document)?;
        }
    }
    found_count(found, None, reader)
}

fn is(tag: &Tag<'_>, lower_class: &str) -> bool {
    !tag.closes && tag.has_class(|class| class.eq_ignore_ascii_case(lower_class))
}

fn fill(document: &mut Document, piece: &str) {
    let name =
        first(piece, "docpublicationname").map(|name| name.split(", n").next().unwrap_or(&name).trim().to_owned());
    document.source = name.map(|name| Source { name, host: None });
    // `Politique, jeudi 5 octobre 2013, p. 16`, in one piece or several.
    let header = one_line(&all(piece, "docheader").join(" "));
    read_header(document, &header);

    let Some(title) = Tags::of(piece).find(|tag| is(tag, "titrearticlevisu")) else { return };
    let title_end = closing(piece, &title);
    document.title = filled(one_line(&plain_blocks(&piece[title.end..title_end])));

    let body_start = Tags::of(&piece[title_end..])
        .find(|tag| tag.name.as_bytes() == b"section" && !tag.closes)
        .map(|tag| title_end + tag.start);
    let (before, text) = match body_start {
        Some(start) => (&piece[title_end..start], &piece[start..]),
        // The old layout sets a paragraph's end before the text.
        None => {
            let rest = &piece[title_end..];
            let start = Tags::of(rest).find(|tag| tag.name.as_bytes() == b"p").map_or(0, |tag| tag.start);
            rest.split_at(start)
        }
    };
    let mut byline =
        plain_blocks(before).split(['\n']).map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    // Without an author the old layout's text begins at once.
    let mut opening = None;
    if body_start.is_none() && byline.iter().any(|line| line.split_whitespace().count() > 8 || line.ends_with('.')) {
        opening = Some(byline.join(" "));
        byline.clear();
    }
    document.byline.extend(byline);

    let end = ["aside", "footer"]
        .iter()
        .filter_map(|name| Tags::of(text).find(|tag| tag.name.as_bytes() == name.as_bytes()))
        .map(|tag| tag.start)
        .min();
    let end = end.unwrap_or(text.len());
    let blocks = plain_blocks(&text[..end]);
    let mut lines: Vec<String> = opening.into_iter().collect();
    for block in blocks.split("\n\n").map(one_line).filter(|block| !block.is_empty()) {
        if block.starts_with('©') {
            document.copyright.push(block);
            break;
        }
        lines.push(block);
    }
    let after = plain_blocks(&text[end..]);
    document
        .copyright
        .extend(after.split("\n\n").flat_map(str::lines).map(one_line).filter(|line| line.starts_with('©')).take(1));
    document.body = Body::Fragment(markup::paragraphs(lines));
}

fn read_header(document: &mut Document, header: &str) {
    let parts: Vec<&str> = header.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let has_year = |part: &str| part.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    let day = parts.iter().position(|part| has_year(part));
    if let Some(day) = day {
        // An English day has its year behind a comma of its own: `Tuesday, March 14, 2006`.
        let is_bare_year = parts[day].len() == 4 && day > 0;
        let from = if is_bare_year { day - 1 } else { day };
        document.dates.push(RawDate { text: parts[from..=day].join(", "), from: PublishedFrom::Metadata });
        let is_weekday = |part: &&&str| WEEKDAYS.split(' ').any(|day| day == part.to_lowercase());
        let section = parts[..from].iter().find(|part| !is_weekday(part));
        document.section = section.map(|section| (*section).to_owned());
    }
    let page = parts.iter().skip(day.map_or(0, |day| day + 1)).find_map(|part| {
        let (word, page) = part.split_once(char::is_whitespace)?;
        is_page_word(word).then(|| page.trim().to_owned())
    });
    let joined = || parts.iter().find_map(|part| part.strip_prefix("p.")).map(|page| page.trim().to_owned());
    document.page = page.or_else(joined);
}

/// In the languages of the interface: they stand between the section and the day.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi \
                        dimanche montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunes martes \
                        miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
                        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag \
                        vrijdag zaterdag zondag";

fn first(piece: &str, class: &str) -> Option<String> {
    all(piece, class).into_iter().next()
}

fn all(piece: &str, class: &str) -> Vec<String> {
    let tags = Tags::of(piece).filter(|tag| is(tag, class));
    tags.filter_map(|tag| filled(one_line(&plain_blocks(&piece[tag.end..closing(piece, &tag)])))).collect()
}

/// Where the element that a tag opens ends.
fn closing(piece: &str, opening: &Tag<'_>) -> usize {
    let mut depth = 0;
    for tag in Tags::of(&piece[opening.end..]).filter(|tag| tag.name == opening.name) {
        if !tag.closes {
            depth += 1;
        } else if depth == 0 {
            return opening.end + tag.start;
        } else {
            depth -= 1;
        }
    }
    piece.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weekday stands where a section may, and the page has a word of the interface's language.
    #[test]
    fn reads_the_header_in_any_language() {
        let check = |header: &str, section: Option<&str>, day: &str, page: Option<&str>| {
            let mut document = Document::default();
            read_header(&mut document, header);
            assert_eq!((document.section.as_deref(), document.page.as_deref()), (section, page), "{header}");
            assert_eq!(document.dates[0].text, day, "{header}");
        };
        check("Politique, jeudi 5 octobre 2013, p. 16", Some("Politique"), "jeudi 5 octobre 2013", Some("16"));
        check("News, Thursday, October 5, 2013, p. A4", Some("News"), "October 5, 2013", Some("A4"));
        check("Tuesday, March 14, 2006", None, "March 14, 2006", None);
        check("Politik, Donnerstag, 5. Oktober 2013, S. 3", Some("Politik"), "5. Oktober 2013", Some("3"));
        check("lundi 13 mars 2006 1530 mots, p. MDE6", None, "lundi 13 mars 2006 1530 mots", Some("MDE6"));
    }
}
