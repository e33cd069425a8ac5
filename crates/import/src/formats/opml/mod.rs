//! Lists of feeds. They hold no article; the report says how many outlets they list.

use articles::ProblemCode;

use super::{Format, Sniff, read_xml_text};
use crate::{
    detect::Head,
    input::Content,
    reader::{Reader, Stop},
    xml::parse,
};

pub(super) const FORMAT: Format = Format {
    name: "opml",
    reads: "OPML lists of feeds are known as such, and their outlets counted",
    leaves: "They hold no articles",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.root.as_deref().is_some_and(|root| root.eq_ignore_ascii_case("opml"))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let parsed = parse(&read_xml_text(content, reader)?)?;
    let is_outlet = |key: &(String, String)| key.0.eq_ignore_ascii_case("xmlUrl") && !key.1.trim().is_empty();
    let outlets = parsed.root.walk().iter().filter(|element| element.attributes.iter().any(is_outlet)).count();
    Err(Stop::refuse(ProblemCode::NothingFound, format!("a list of {outlets} outlets, without articles")))
}
