//! NITF, the agencies' text format; also inside of NewsML.

use articles::{Body, Document, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, newsml, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    markup::{escape, filled},
    reader::{Reader, Stop},
    xml::{Element, Node, parse},
};

pub(super) const FORMAT: Format = Format {
    name: "nitf",
    reads: "NITF 2.x and 3.x: headline, standfirst, byline, dateline, dates, body, captions, page and section",
    leaves: "Binary media objects; markup of names and places beyond their words",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.root.as_deref() == Some("nitf")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let parsed = parse(&read_xml_text(content, reader)?)?;
    let mut document = reader.document(Body::default());
    fill(&mut document, &parsed.root);
    if document.title.is_none() && document.body == Body::Fragment(String::new()) {
        return Err(Stop::refuse(ProblemCode::NothingFound, ""));
    }
    reader.found_document(document)
}

/// Puts what a `<nitf>` says where the document says nothing yet.
pub(crate) fn fill(document: &mut Document, nitf: &Element) {
    let line = |path: &[&str]| nitf.path(path).and_then(Element::line);
    let attribute = |path: &[&str], key: &str| {
        nitf.path(path).and_then(|element| element.attribute(key)).map(str::to_owned).and_then(filled)
    };
    let head = ["body", "body.head"];
    let in_head = |path: &[&str]| line(&[&head[..], path].concat());

    document.title =
        document.title.take().or_else(|| in_head(&["hedline", "hl1"])).or_else(|| line(&["head", "title"]));
    document.standfirst =
        document.standfirst.take().or_else(|| in_head(&["hedline", "hl2"])).or_else(|| in_head(&["abstract"]));
    if document.byline.is_empty() {
        let bylines = nitf.path(&head).into_iter().flat_map(|head| head.children("byline"));
        document.byline.extend(bylines.filter_map(|byline| byline.child("person").unwrap_or(byline).line()));
    }
    let mut dates: Vec<String> = Vec::new();
    for name in ["date.issue", "date.release"] {
        dates.extend(attribute(&["head", "docdata", name], "norm"));
    }
    dates.extend(attribute(&["head", "pubdata"], "date.publication"));
    dates.extend(attribute(&["body", "body.head", "dateline", "story.date"], "norm"));
    document
        .dates
        .extend(dates.into_iter().map(|text| RawDate { text: newsml::extend(&text), from: PublishedFrom::Metadata }));
    if document.source.is_none() {
        let name = attribute(&["head", "pubdata"], "name")
            .or_else(|| in_head(&["distributor", "org"]))
            .or_else(|| in_head(&["distributor"]))
            .or_else(|| attribute(&["head", "docdata", "doc.copyright"], "holder"));
        document.source = name.map(|name| Source { name, host: None });
    }
    document.section = document.section.take().or_else(|| attribute(&["head", "pubdata"], "position.section"));
    document.page = document.page.take().or_else(|| attribute(&["head", "pubdata"], "position.sequence"));
    document.language = document.language.take().or_else(|| nitf.attribute("lang").map(str::to_owned));
    if document.copyright.is_empty() {
        let holder = attribute(&["head", "docdata", "doc.copyright"], "holder");
        let year = attribute(&["head", "docdata", "doc.copyright"], "year").unwrap_or_default();
        document
            .copyright
            .extend(in_head(&["rights"]).or_else(|| Some(format!("© {year} {}", holder?).replace("  ", " "))));
    }

    let mut html = String::new();
    if let Some(place) = nitf.path(&["body", "body.head", "dateline"]).and_then(|line| line.child("location")?.line()) {
        // Set in front of the text as a newspaper prints it, where cleaning looks for it.
        html.push_str(&format!("<p>{} – ", escape(&place)));
    }
    let mut body = String::new();
    for content in nitf.path(&["body"]).into_iter().flat_map(|body| body.children("body.content")) {
        push_children(content, &mut body);
    }
    match body.strip_prefix("<p>").filter(|_| !html.is_empty() && !starts_with_dateline(&body)) {
        Some(rest) => body = format!("{html}{rest}"),
        None => html.clear(),
    }
    if let Some(tagline) = nitf.path(&["body", "body.end", "tagline"]).and_then(Element::line) {
        body.push_str(&format!("<p>{}</p>", escape(&tagline)));
    }
    document.body = Body::Fragment(body);
}

/// The text says its place itself: `PARIS (Agency) – …`.
fn starts_with_dateline(body: &str) -> bool {
    let opening: String = body.trim_start_matches("<p>").chars().take(60).collect();
    [" – ", " — ", " -- ", " - "].iter().any(|dash| {
        opening.split_once(dash).is_some_and(|(place, _)| place.chars().filter(|c| c.is_uppercase()).count() > 1)
    })
}

fn push_children(element: &Element, html: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(text) => html.push_str(&escape(text)),
            Node::Element(child) => push_element(child, html),
        }
    }
}

fn push_element(element: &Element, html: &mut String) {
    let name = match element.name.as_str() {
        "p" | "table" | "tr" | "td" | "th" | "ol" | "ul" | "li" | "dl" | "dt" | "dd" | "em" | "q" | "sub" | "sup"
        | "pre" | "thead" | "tbody" => element.name.as_str(),
        "hl1" | "hl2" => "h2",
        "bq" => "blockquote",
        "br" => return html.push_str("<br>"),
        "media" => return push_media(element, html),
        "note" | "block" | "credit" | "datasource" => "div",
        "a" => {
            let address = element.attribute("href").unwrap_or_default();
            html.push_str(&format!("<a href=\"{}\">", html_escape::encode_double_quoted_attribute(address)));
            push_children(element, html);
            return html.push_str("</a>");
        }
        _ => return push_children(element, html),
    };
    html.push_str(&format!("<{name}>"));
    push_children(element, html);
    html.push_str(&format!("</{name}>"));
}

fn push_media(media: &Element, html: &mut String) {
    let caption = media.child("media-caption").and_then(Element::line);
    let credit = media.child("media-producer").and_then(Element::line);
    let source = media.children("media-reference").find_map(|reference| reference.attribute("source"));
    if media.attribute("media-type").is_some_and(|kind| kind != "image") || caption.is_none() && source.is_none() {
        return;
    }
    html.push_str("<figure>");
    if let Some(source) = source.filter(|source| source.starts_with("http")) {
        html.push_str(&format!("<img src=\"{}\">", html_escape::encode_double_quoted_attribute(source)));
    }
    html.push_str(&format!("<figcaption>{}", escape(&caption.unwrap_or_default())));
    if let Some(credit) = credit {
        html.push_str(&format!(" ({})", escape(&credit)));
    }
    html.push_str("</figcaption></figure>");
}
