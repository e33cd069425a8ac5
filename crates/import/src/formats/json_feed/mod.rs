//! JSON Feed 1.0 and 1.1.

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};
use serde_json::Value;

use super::{Format, Sniff, read_json};
use crate::{
    detect::Head,
    input::Content,
    markup::{one_line, plain_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "json_feed",
    reads: "JSON Feed 1.0 and 1.1: each item",
    leaves: "Attachments",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    text.starts_with('{') && text.contains("jsonfeed.org/version")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let feed = read_json(content)?;
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for item in items {
        let body = match (text(item, "content_html"), text(item, "content_text")) {
            (Some(html), _) => Body::Fragment(html.to_owned()),
            (None, plain) => Body::Plain(plain.or_else(|| text(item, "summary")).unwrap_or_default().to_owned()),
        };
        let mut document = reader.document(body);
        document.title = text(item, "title").map(plain_line);
        document.url = text(item, "url").or_else(|| text(item, "external_url")).map(str::to_owned);
        let authors = item.get("authors").or_else(|| feed.get("authors")).and_then(Value::as_array);
        let author = item.get("author").or_else(|| feed.get("author"));
        let people = authors.into_iter().flatten().chain(author);
        document.byline.extend(people.filter_map(|person| text(person, "name")).map(one_line));
        document.byline.dedup();
        let dates = ["date_published", "date_modified"].iter().filter_map(|key| text(item, key));
        document.dates.extend(dates.map(|date| RawDate { text: date.to_owned(), from: PublishedFrom::Metadata }));
        document.source = text(&feed, "title").map(|name| Source { name: one_line(name), host: None });
        document.language = text(item, "language").or_else(|| text(&feed, "language")).map(str::to_owned);
        document.section = item.get("tags").and_then(|tags| tags.get(0)?.as_str()).map(str::to_owned);
        reader.found_document(document)?;
    }
    if items.is_empty() {
        return Err(Stop::refuse(ProblemCode::NothingFound, "a feed without items"));
    }
    Ok(())
}

fn text<'a>(item: &'a Value, key: &str) -> Option<&'a str> {
    item.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}
