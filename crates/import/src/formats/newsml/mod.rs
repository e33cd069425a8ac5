//! NewsML 1.2: nested components; each that holds text is an article, with the lines of those around it.

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, nitf, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    markup,
    reader::{Reader, Stop},
    xml::{Element, parse},
};

pub(super) const FORMAT: Format = Format {
    name: "newsml",
    reads: "NewsML 1.0 to 1.2: each component with text (NITF, XHTML or plain)",
    leaves: "Pictures, sounds and files that are kept elsewhere",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.root.as_deref() == Some("NewsML")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let parsed = parse(&read_xml_text(content, reader)?)?;
    let mut found = 0;
    for item in parsed.root.children("NewsItem") {
        for component in item.children("NewsComponent") {
            read_component(&parsed.root, item, &[component], reader, &mut found)?;
        }
    }
    if found == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no component with its text"));
    }
    Ok(())
}

/// `way` leads from the item down to the component.
fn read_component(
    envelope: &Element,
    item: &Element,
    way: &[&Element],
    reader: &mut Reader<'_>,
    found: &mut usize,
) -> Result<(), Stop> {
    let Some(component) = way.last() else { return Ok(()) };
    let (own, parts): (Vec<&Element>, Vec<&Element>) =
        component.children("NewsComponent").partition(|inner| is_article(inner));
    for inner in own {
        read_component(envelope, item, &[way, &[inner]].concat(), reader, found)?;
    }
    // Components without lines of their own are parts of this one: headline, text, contact.
    let mut bodies: Vec<Body> = best_content(component).map(body).into_iter().collect();
    for part in parts {
        let role = part.child("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
        if !matches!(role, "HeadLine" | "StyleSheet" | "Contact") {
            bodies.extend(
                part.walk()
                    .into_iter()
                    .filter(|inner| inner.name == "NewsComponent")
                    .filter_map(best_content)
                    .map(body),
            );
        }
    }
    let Some(body) = bodies.into_iter().reduce(join) else { return Ok(()) };
    let mut document = reader.document(body);
    fill(&mut document, envelope, item, way);
    *found += 1;
    reader.found_document(document)
}

/// Has a headline and, somewhere in it, text.
fn is_article(component: &Element) -> bool {
    let has_lines = component.path(&["NewsLines", "HeadLine"]).is_some();
    has_lines && component.walk().iter().any(|inner| inner.name == "ContentItem" && holds_text(inner))
}

/// Of the same text in several notations, the one that keeps most.
fn best_content(component: &Element) -> Option<&Element> {
    let rank = |content: &&Element| match () {
        () if content.find("nitf").is_some() => 0,
        () if content.find("html").is_some() || content.find("body").is_some() => 1,
        () => 2,
    };
    component.children("ContentItem").filter(|content| holds_text(content)).min_by_key(rank)
}

fn join(first: Body, second: Body) -> Body {
    let html = |body: Body| match body {
        Body::Text(text) | Body::Plain(text) => markup::paragraphs(text.split("\n\n")),
        Body::Page(html) | Body::Fragment(html) => html,
    };
    Body::Fragment(html(first) + &html(second))
}

fn holds_text(content: &Element) -> bool {
    let kind = content.path(&["MimeType"]).and_then(|kind| kind.attribute("FormalName")).unwrap_or_default();
    let is_binary = content.path(&["Encoding"]).is_some()
        || kind.ends_with("/css")
        || content
            .path(&["MediaType"])
            .and_then(|kind| kind.attribute("FormalName"))
            .is_some_and(|kind| kind != "Text");
    !is_binary && content.find("DataContent").is_some_and(|data| !data.text().trim().is_empty())
}

fn fill(document: &mut Document, envelope: &Element, item: &Element, way: &[&Element]) {
    let line = |name: &str| {
        let lines = way.iter().rev().filter_map(|component| component.child("NewsLines"));
        lines.into_iter().find_map(|lines| lines.child(name)?.line())
    };
    document.title = line("HeadLine");
    document.standfirst = line("SubHeadLine");
    document.byline.extend(line("ByLine"));
    document.copyright.extend(line("CopyrightLine"));

    let from = PublishedFrom::Metadata;
    for path in [["NewsManagement", "FirstCreated"], ["NewsManagement", "ThisRevisionCreated"]] {
        document
            .dates
            .extend(item.path(&path).and_then(Element::line).map(|text| RawDate { text: extend(&text), from }));
    }
    let sent = envelope.path(&["NewsEnvelope", "DateAndTime"]).and_then(Element::line);
    document.dates.extend(sent.map(|text| RawDate { text: extend(&text), from }));

    let party = |name: &str| {
        way.iter().rev().find_map(|component| {
            let party = component.path(&["AdministrativeMetadata", name, "Party"])?;
            party.attribute("FormalName").map(str::to_owned)
        })
    };
    let provider = || item.path(&["Identification", "NewsIdentifier", "ProviderId"]).and_then(Element::line);
    document.source = party("Source")
        .or_else(|| party("Provider"))
        .or_else(|| line("CreditLine"))
        .or_else(provider)
        .map(|name| Source { name, host: None });
    let language = way.iter().rev().find_map(|component| {
        component.path(&["DescriptiveMetadata", "Language"])?.attribute("FormalName").map(str::to_owned)
    });
    document.language =
        language.or_else(|| way.iter().rev().find_map(|component| component.attribute("lang").map(str::to_owned)));

    // What the lines do not say, the text's own head may.
    if let Some(nitf) =
        way.last().and_then(|component| best_content(component)).and_then(|content| content.find("nitf"))
    {
        nitf::fill(document, nitf);
    }
}

fn body(content: &Element) -> Body {
    let Some(data) = content.find("DataContent") else { return Body::default() };
    if let Some(nitf) = data.find("nitf") {
        let mut document = Document::default();
        nitf::fill(&mut document, nitf);
        document.body
    } else if let Some(page) = data.find("body").or_else(|| data.find("html")) {
        Body::Fragment(page.inner_html())
    } else if data.elements().next().is_some() {
        Body::Fragment(data.inner_html())
    } else {
        let text = data.text();
        let is_html = text.trim_start().starts_with('<');
        if is_html { Body::Fragment(text) } else { Body::Plain(text) }
    }
}

/// `20130516T040100+0000` as `2013-05-16T04:01:00+00:00`.
pub(crate) fn extend(date: &str) -> String {
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let digits = |text: &str, len: usize| text.len() >= len && text.as_bytes()[..len].iter().all(u8::is_ascii_digit);
    if !digits(day, 8) || day.len() != 8 {
        return date.to_owned();
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if !digits(time, 6) {
        return day;
    }
    let zone = match &time[6..] {
        zone if zone.len() == 5 && zone.is_ascii() && digits(&zone[1..], 4) => format!("{}:{}", &zone[..3], &zone[3..]),
        zone => zone.to_owned(),
    };
    format!("{day}T{}:{}:{}{zone}", &time[..2], &time[2..4], &time[4..6])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NewsML writes its times in the short form, which no reader of dates further on knows.
    #[test]
    fn writes_times_in_the_long_form() {
        let check = |short: &str, long: &str| assert_eq!(extend(short), long);
        check("20130516T040100+0000", "2013-05-16T04:01:00+00:00");
        check("20130516T040100Z", "2013-05-16T04:01:00Z");
        check("20130516", "2013-05-16");
        check("2013-05-16T04:01:00Z", "2013-05-16T04:01:00Z");
        check("May 2013", "May 2013");
        check("20130516Té", "2013-05-16");
        check("20130516T040100é123", "2013-05-16T04:01:00é123");
    }
}
