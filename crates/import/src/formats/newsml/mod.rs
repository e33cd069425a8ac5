//! NewsML 1.2: nested components; each that holds text is an article, with the lines of those around it.

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, nitf, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
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
    for inner in component.children("NewsComponent") {
        read_component(envelope, item, &[way, &[inner]].concat(), reader, found)?;
    }
    let bodies: Vec<&Element> = component.children("ContentItem").filter(|content| holds_text(content)).collect();
    // The same text in several notations: the one that keeps most.
    let rank = |content: &&&Element| match () {
        () if content.find("nitf").is_some() => 0,
        () if content.find("html").is_some() || content.find("body").is_some() => 1,
        () => 2,
    };
    let Some(content) = bodies.iter().min_by_key(rank) else { return Ok(()) };
    let mut document = reader.document(Body::default());
    fill(&mut document, envelope, item, way, content);
    *found += 1;
    reader.found_document(document)
}

fn holds_text(content: &Element) -> bool {
    let is_binary = content.path(&["Encoding"]).is_some()
        || content
            .path(&["MediaType"])
            .and_then(|kind| kind.attribute("FormalName"))
            .is_some_and(|kind| kind != "Text");
    !is_binary && content.find("DataContent").is_some_and(|data| !data.text().trim().is_empty())
}

fn fill(document: &mut Document, envelope: &Element, item: &Element, way: &[&Element], content: &Element) {
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
        document.dates.extend(item.path(&path).and_then(Element::line).map(|text| RawDate { text, from }));
    }
    let sent = envelope.path(&["NewsEnvelope", "DateAndTime"]).and_then(Element::line);
    document.dates.extend(sent.map(|text| RawDate { text, from }));

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

    let Some(data) = content.find("DataContent") else { return };
    if let Some(nitf) = data.find("nitf") {
        nitf::fill(document, nitf);
    } else if let Some(page) = data.find("body").or_else(|| data.find("html")) {
        document.body = Body::Fragment(page.inner_html());
    } else if data.elements().next().is_some() {
        document.body = Body::Fragment(data.inner_html());
    } else {
        let text = data.text();
        let is_html = text.trim_start().starts_with('<');
        document.body = if is_html { Body::Fragment(text) } else { Body::Plain(text) };
    }
}
