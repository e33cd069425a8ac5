//! Factiva: pages of articles, with or without indexing codes, and XML.

mod page;

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, found_count, read_declared_text, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    limits::HTML_BYTES,
    markup,
    reader::{Reader, Stop},
    xml::{Element, parse_items},
};

pub(super) const PAGE: Format = Format {
    name: "factiva",
    reads: "Factiva pages, indexed or not, in any interface language: all articles with their fields",
    leaves: "Subject and region codes",
    sniff: Sniff::Head(sniff_page),
    read: page::read,
};

pub(super) const XML: Format = Format {
    name: "factiva_xml",
    reads: "Factiva XML: all articles with their fields",
    leaves: "Subject and region codes",
    sniff: Sniff::Head(sniff_xml),
    read: read_xml,
};

/// The text of a page, within the limit of pages.
fn read_page_text(content: Content<'_>, reader: &mut Reader<'_>) -> Result<String, Stop> {
    read_declared_text(content, HTML_BYTES, reader)
}

fn sniff_page(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    text.starts_with('<')
        && (text.contains("articleParagraph") || text.contains("Factiva") && text.contains("Article\""))
}

fn sniff_xml(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    matches!(head.root.as_deref(), Some("PPSResponse" | "ppsArticleResponse"))
        || head.root.is_some() && text.contains("global.factiva.com")
}

fn read_xml(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_xml_text(content, reader)?;
    let mut found = 0;
    let mut announced = None;
    let parsed = parse_items(&text, &|name| name == "article", &mut |above, article| {
        let count = |element: &Element| element.attribute("count").and_then(|count| count.parse().ok());
        announced = announced.or_else(|| above.iter().rev().find_map(count));
        found += 1;
        read_article(&article, reader)
    })?;
    if parsed.faults > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{} places that are no XML", parsed.faults));
    }
    found_count(found, announced, reader)
}

fn read_article(article: &Element, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let line = |name: &str| article.child(name).and_then(Element::line);
    let paragraphs = |name: &str| {
        let of = article.children(name).flat_map(|part| part.children("paragraph"));
        of.filter_map(Element::line).collect::<Vec<_>>()
    };
    let body = [paragraphs("leadParagraph"), paragraphs("tailParagraphs")].concat();
    let mut document = reader.document(Body::Fragment(markup::paragraphs(body)));
    document.title = line("headline");
    document.byline.extend(line("byline"));
    document.source = line("sourceName").map(|name| Source { name, host: None });
    document.section = line("sectionName").or_else(|| line("columnName"));
    document.page = line("pages");
    document.language = line("baseLanguage").map(|code| code.to_lowercase());
    document.copyright.extend(line("copyright"));
    let time = article.path(&["publicationTime", "dateTime"]).and_then(Element::line);
    let day = article.path(&["publicationDate", "dateTime"]).or_else(|| article.path(&["publicationDate", "date"]));
    let dates = time.into_iter().chain(day.and_then(Element::line));
    document.dates.extend(dates.map(|text| RawDate { text, from: PublishedFrom::Metadata }));
    reader.found_document(document)
}
