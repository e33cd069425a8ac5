//! ninjs 1.x to 3.x: one item, or a list of items.

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};
use serde_json::Value;

use super::{Format, Sniff, read_json_values};
use crate::{
    detect::Head,
    input::Content,
    markup::{one_line, plain_line},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "ninjs",
    reads: "ninjs 1.x to 3.x text items: one, a list of them, one a line, or in a package",
    leaves: "Pictures, video, packages of references",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    let holds = |key: &str| text.contains(&format!("\"{key}\""));
    let is_item = holds("uri")
        && (holds("versioncreated") || holds("versionCreated") || holds("pubstatus") || holds("pubStatus"));
    let has_text =
        holds("headline") || holds("headlines") || holds("body_html") || holds("body_text") || holds("bodies");
    text.starts_with(['{', '[']) && (text.contains("ninjs") || is_item && has_text)
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let value = read_json_values(content, reader)?;
    let items = match &value {
        Value::Array(items) => items.iter().collect(),
        item => vec![item],
    };
    let mut found = 0;
    for item in items {
        // A package without words of its own is there for the items in it.
        let documents = match document(item, reader) {
            Some(document) => vec![document],
            None => associated(item).filter_map(|item| document(item, reader)).collect(),
        };
        for document in documents {
            found += 1;
            reader.found_document(document)?;
        }
    }
    if found == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no item with text"));
    }
    Ok(())
}

/// Items within an item: by their names in ninjs 1, a list since 2.
fn associated(item: &Value) -> impl Iterator<Item = &Value> {
    let parts = item.get("associations");
    let listed = parts.and_then(Value::as_array).into_iter().flatten();
    let named = parts.and_then(Value::as_object).into_iter().flat_map(|parts| parts.values());
    listed.chain(named)
}

fn document(item: &Value, reader: &Reader<'_>) -> Option<Document> {
    let body = body(item)?;
    let mut document = reader.document(body);
    document.title = headline(item);
    document.standfirst = role(item, "headlines", &["subheadline", "standfirst"]).map(plain);
    document.byline.extend(text(item, "byline").or_else(|| text(item, "by")).map(plain));
    for person in item.get("people").and_then(Value::as_array).into_iter().flatten() {
        let is_author = |role: &str| matches!(role, "author" | "byline" | "writer");
        if document.byline.is_empty() && text(person, "rel").or_else(|| text(person, "role")).is_some_and(is_author) {
            document.byline.extend(text(person, "name").map(plain));
        }
    }
    let keys = ["firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"];
    let dates = keys.iter().filter_map(|key| text(item, key));
    document.dates.extend(dates.map(|date| RawDate { text: date.to_owned(), from: PublishedFrom::Metadata }));
    let named = |key: &str| {
        let of = item.get(key)?.as_array()?.iter();
        of.filter_map(|source| text(source, "name")).next()
    };
    let name = named("infosource").or_else(|| named("infosources")).or_else(|| named("infoSources"));
    let name = name.or_else(|| text(item, "creditline")).or_else(|| text(item, "creditLine"));
    let name = name.or_else(|| text(item, "copyrightholder")).or_else(|| text(item, "copyrightHolder"));
    document.source = name.map(|name| Source { name: plain(name), host: None });
    document.language = text(item, "language").map(str::to_owned);
    let notice = ["copyrightnotice", "copyrightNotice"].iter().find_map(|key| text(item, key));
    document.copyright.extend(notice.map(plain));
    document.url = text(item, "url").or_else(|| web_rendition(item)).map(str::to_owned);
    Some(document)
}

fn headline(item: &Value) -> Option<String> {
    let main = role(item, "headlines", &["main", "headline", "title"]);
    let any = || item.get("headlines")?.as_array()?.iter().find_map(|headline| text(headline, "value"));
    let title = text(item, "headline").or(main).or_else(any).or_else(|| text(item, "title"));
    title.or_else(|| text(item, "slugline")).map(plain)
}

/// The text of an item: marked up where it is, plain otherwise. None for pictures, and for packages without words of their own.
fn body(item: &Value) -> Option<Body> {
    if matches!(text(item, "type"), Some("picture" | "graphic" | "audio" | "video" | "planning")) {
        return None;
    }
    let is_package = text(item, "type") == Some("composite");
    let bodies = item.get("bodies").and_then(Value::as_array).into_iter().flatten();
    let mut plain_body = None;
    for body in bodies {
        let kind = text(body, "contentType").or_else(|| text(body, "contenttype")).unwrap_or_default();
        match text(body, "value") {
            Some(value) if kind.contains("html") || value.trim_start().starts_with('<') => {
                return Some(Body::Fragment(value.to_owned()));
            }
            Some(value) => plain_body = plain_body.or(Some(value)),
            None => {}
        }
    }
    // A profile may add words to the key: `body_html_full`.
    let keys = item.as_object()?.keys();
    let longest = |kind: &str| {
        let bodies = keys.clone().filter(|key| key.starts_with(kind)).filter_map(|key| text(item, key));
        bodies.max_by_key(|body| body.len())
    };
    let html = longest("body_html").or_else(|| longest("body_xhtml")).or_else(|| longest("body_richhtml"));
    if let Some(html) = html {
        return Some(Body::Fragment(html.to_owned()));
    }
    let description = || {
        let html = longest("description_html").map(|html| Body::Fragment(html.to_owned()));
        let in_list = item.get("descriptions").and_then(Value::as_array).into_iter().flatten();
        let plain = longest("description_text").or_else(|| in_list.into_iter().find_map(|one| text(one, "value")));
        html.or_else(|| plain.map(|text| Body::Plain(text.to_owned())))
    };
    longest("body_text")
        .or(plain_body)
        .map(|text| Body::Plain(text.to_owned()))
        .or_else(|| description().filter(|_| !is_package))
}

fn role<'a>(item: &'a Value, list: &str, roles: &[&str]) -> Option<&'a str> {
    let entries = item.get(list)?.as_array()?;
    let entry = entries.iter().find(|entry| text(entry, "role").is_some_and(|role| roles.contains(&role)))?;
    text(entry, "value")
}

fn web_rendition(item: &Value) -> Option<&str> {
    let kept = item.get("altids").or_else(|| item.get("altIds"))?.as_array()?;
    kept.iter().filter_map(|id| text(id, "value")).find(|id| id.starts_with("http"))
}

fn text<'a>(item: &'a Value, key: &str) -> Option<&'a str> {
    item.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}

fn plain(text: &str) -> String {
    if text.contains('<') || text.contains('&') { plain_line(text) } else { one_line(text) }
}
