//! Feeds as files: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0. An entry is an article.

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Format, Sniff, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    markup::{escape, filled, plain_line},
    reader::{Reader, Stop},
    xml::{Element, parse_items},
};

pub(super) const FORMAT: Format = Format {
    name: "feed",
    reads: "RSS 0.9 to 2.0, RDF and Atom files: each entry, with its full text where the feed has it",
    leaves: "Enclosures; texts that stand only at the entry's address",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    match head.root.as_deref() {
        Some("rss" | "channel") => true,
        Some("RDF") => text.contains("http://purl.org/rss/") || text.contains("http://my.netscape.com/rdf"),
        Some("feed") => text.contains("Atom") || text.contains("atom/ns") || text.contains("<entry"),
        _ => false,
    }
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_xml_text(content, reader)?;
    let mut entries = 0;
    let is_entry = |name: &str| matches!(name, "item" | "entry");
    let parsed = parse_items(&text, &is_entry, &mut |above, entry| {
        entries += 1;
        let channel = Channel::of(above);
        read_entry(&channel, &entry, reader)
    })?;
    if parsed.faults > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{} places that are no XML", parsed.faults));
    }
    if entries == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "a feed without entries"));
    }
    Ok(())
}

/// What a feed says for all of its entries.
#[derive(Default)]
struct Channel {
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    copyright: Option<String>,
    /// Atom's author of the feed, who wrote the entries that name none.
    byline: Vec<String>,
}

impl Channel {
    /// From the elements that an entry stands in; RDF has its channel beside the entries.
    fn of(above: &[Element]) -> Channel {
        let mut channel = Channel::default();
        let beside = above.iter().flat_map(|element| element.children("channel"));
        for element in above.iter().chain(beside) {
            let line = |names: &[&str]| names.iter().find_map(|name| element.child(name)).and_then(line);
            channel.title = channel.title.or_else(|| line(&["title"]));
            channel.language = channel
                .language
                .or_else(|| line(&["language"]))
                .or_else(|| element.attribute("lang").map(str::to_owned));
            channel.copyright = channel.copyright.or_else(|| line(&["copyright", "rights"]));
            channel.url = channel.url.or_else(|| link(element, None));
            if channel.byline.is_empty() {
                channel.byline = byline(element, "author", |author| author.child("name").is_some());
            }
        }
        channel
    }
}

fn read_entry(channel: &Channel, entry: &Element, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let (html, in_language) = body(entry);
    let mut document = reader.document(Body::Fragment(html));
    document.title = title(entry);
    document.url = link(entry, channel.url.as_deref());
    let from = entry.child("source");
    let people = ["creator", "author", "contributor"].map(|name| byline(entry, name, |_| true));
    let above = [from.map(|from| byline(from, "author", |_| true)).unwrap_or_default(), channel.byline.clone()];
    document.byline = people.into_iter().chain(above).find(|names| !names.is_empty()).unwrap_or_default();
    for name in ["pubDate", "published", "issued", "date", "created", "updated", "modified"] {
        let dates = entry.children(name).filter_map(Element::line);
        document.dates.extend(dates.map(|text| RawDate { text, from: PublishedFrom::Metadata }));
    }
    // An entry taken over from another feed says which.
    let name = from.and_then(|source| source.child("title").and_then(line).or_else(|| source.line()));
    document.source = name.or_else(|| channel.title.clone()).map(|name| Source { name, host: None });
    document.section = entry.children("category").find_map(|category| {
        let label = category.attribute("label").or_else(|| category.attribute("term")).map(str::to_owned);
        label.or_else(|| category.line())
    });
    let language = in_language.or_else(|| entry.attribute("lang").map(str::to_owned));
    document.language = language.or_else(|| channel.language.clone());
    let rights = entry.child("rights").or_else(|| entry.child("copyright")).and_then(line);
    document.copyright.extend(rights.or_else(|| channel.copyright.clone()));
    reader.found_document(document)
}

fn title(entry: &Element) -> Option<String> {
    let own = |element: &&Element| !is_of_media(element);
    entry.children("title").find(own).or_else(|| entry.child("title")).and_then(line)
}

fn is_of_media(element: &Element) -> bool {
    element.space.contains("mrss") || &*element.space == "media"
}

/// The fullest text of the entry, and the language that it is marked with.
fn body(entry: &Element) -> (String, Option<String>) {
    let text = |element: &Element| Some((html(element)?, element.attribute("lang").map(str::to_owned)));
    let full = ["encoded", "body", "content", "fullitem"];
    let full = full.iter().flat_map(|name| entry.children(name)).find_map(text);
    let short = ["description", "summary", "abstract"].iter().flat_map(|name| entry.children(name)).find_map(text);
    // A film's feed says what is to be seen beside its pictures.
    let short = short.or_else(|| entry.path(&["group", "description"]).and_then(text));
    match (full, short) {
        (Some(full), Some(short)) if short.0.len() > full.0.len() => short,
        (Some(full), _) => full,
        (None, short) => short.unwrap_or_default(),
    }
}

/// What an element shows, on one line.
fn line(element: &Element) -> Option<String> {
    html(element).and_then(|html| filled(plain_line(&html)))
}

fn html(element: &Element) -> Option<String> {
    let kind = element.attribute("type").unwrap_or_default();
    let mode = element.attribute("mode").unwrap_or_default();
    let holds_markup = element.elements().next().is_some();
    filled(match (kind, mode) {
        ("xhtml", _) | (_, "xml") => element.inner_html(),
        ("text" | "text/plain", "") => format!("<p>{}</p>", escape(&element.text())),
        // Binary content, and content elsewhere.
        (kind, _) if kind.starts_with("image/") || kind.starts_with("video/") || kind.starts_with("audio/") => {
            String::new()
        }
        _ if holds_markup => element.inner_html(),
        (kind, mode) if mode == "base64" || is_packed(kind) => {
            let text = element.text();
            from_base64(&text).unwrap_or(text)
        }
        _ => element.text(),
    })
}

/// RFC 4287, 4.1.3.3: of a kind that is neither text nor XML, content is in Base64.
fn is_packed(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml") && !kind.contains("html")
}

fn from_base64(text: &str) -> Option<String> {
    let packed: String = text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(packed).ok()?).ok()
}

fn byline(element: &Element, name: &str, is_it: impl Fn(&Element) -> bool) -> Vec<String> {
    let name_of = |person: &Element| {
        let written = person.child("name").map_or_else(|| person.line(), Element::line)?;
        Some(match written.split_once(" (") {
            // RSS wants an address: `desk@news.test (Ann Lee)`.
            Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
            _ => written,
        })
    };
    element.children(name).filter(|person| is_it(person)).filter_map(name_of).collect()
}

fn link(entry: &Element, base: Option<&str>) -> Option<String> {
    let original = entry.child("origLink").and_then(Element::line);
    let is_own = |link: &&Element| matches!(link.attribute("rel"), None | Some("alternate" | ""));
    let atom = entry.children("link").filter(is_own).find_map(|link| link.attribute("href")).map(str::to_owned);
    let mut plain = entry.children("link").filter(is_own).filter(|link| link.attribute("href").is_none());
    let plain = plain.find_map(Element::line);
    let guid = entry.child("guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    let guid = guid.and_then(Element::line).filter(|guid| guid.starts_with("http"));
    let about = entry.attribute("about").filter(|about| about.starts_with("http")).map(str::to_owned);
    let address = original.or(plain).or(atom).or(guid).or(about)?;
    let base = entry.attribute("base").or(base).and_then(|base| url::Url::parse(base).ok());
    let absolute = url::Url::options().base_url(base.as_ref()).parse(&address).ok()?;
    matches!(absolute.scheme(), "http" | "https").then(|| absolute.into())
}
