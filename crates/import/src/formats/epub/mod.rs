//! EPUB books and periodicals: each part of the spine that holds text.

mod periodical;

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};

use super::{Format, Sniff, zip};
use crate::{
    decode::{declared_in_markup, decode},
    input::Content,
    markup::plain_blocks,
    pictures::{self, unescape},
    reader::{Reader, Stop},
    xml::{self, Element},
};

pub(super) const FORMAT: Format = Format {
    name: "epub",
    reads: "EPUB 2 and 3: each part of the reading order with text, its pictures; calibre's periodicals by their articles, with section and address",
    leaves: "Covers, contents; encrypted books",
    sniff: Sniff::Member(|name| name == b"META-INF/container.xml"),
    read,
};

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = zip::open(content)?;
    let damaged = |what: &str| Stop::refuse(ProblemCode::Damaged, what);
    let container = read_xml(&mut archive, "META-INF/container.xml", reader)?.ok_or_else(|| damaged("no container"))?;
    let package_path = container
        .find("rootfile")
        .and_then(|file| file.attribute("full-path"))
        .ok_or_else(|| damaged("no package"))?
        .to_owned();
    let package = read_xml(&mut archive, &package_path, reader)?.ok_or_else(|| damaged("no package"))?;
    let encrypted = zip::read_part(&mut archive, "META-INF/encryption.xml", reader)?.unwrap_or_default();

    let metadata = package.child("metadata");
    let line = |name: &str| metadata.and_then(|metadata| metadata.find(name)).and_then(Element::line);
    let manifest: Vec<&Element> =
        package.child("manifest").into_iter().flat_map(|manifest| manifest.children("item")).collect();
    let by_id = |id: &str| manifest.iter().find(|item| item.attribute("id") == Some(id));
    // Covers and contents are named in EPUB 2 by the guide, in EPUB 3 by properties.
    let guide = package.child("guide").into_iter().flat_map(|guide| guide.children("reference"));
    let furniture: Vec<&str> = guide
        .filter(|reference| {
            matches!(reference.attribute("type"), Some("cover" | "toc" | "title-page" | "copyright-page"))
        })
        .filter_map(|reference| reference.attribute("href"))
        .collect();

    let paths: Vec<String> =
        manifest.iter().filter_map(|item| item.attribute("href")).map(|href| join(&package_path, href)).collect();
    let is_periodical = paths.iter().any(|path| periodical::feed_of_article(path).is_some());
    let contents = manifest.iter().find(|item| item.attribute("media-type") == Some("application/x-dtbncx+xml"));
    let contents = contents.and_then(|item| item.attribute("href")).filter(|_| is_periodical);
    // Without its contents a periodical has articles all the same, only no sections.
    let contents = contents.and_then(|href| read_xml(&mut archive, &join(&package_path, href), reader).ok().flatten());
    let feeds = contents.map(|contents| periodical::feed_names(&contents)).unwrap_or_default();

    let mut found = 0;
    let spine = package.child("spine").into_iter().flat_map(|spine| spine.children("itemref"));
    for item in spine.filter_map(|item| by_id(item.attribute("idref")?)) {
        let href = item.attribute("href").unwrap_or_default();
        let is_nav = item
            .attribute("properties")
            .is_some_and(|properties| properties.split(' ').any(|property| property == "nav"));
        let kind = item.attribute("media-type").unwrap_or_default();
        if is_nav || furniture.contains(&href) || !(kind.contains("html") || kind.contains("oeb")) {
            continue;
        }
        let path = join(&package_path, href);
        let feed = periodical::feed_of_article(&path);
        if is_periodical && feed.is_none() {
            continue;
        }
        if memchr::memmem::find(&encrypted, path.as_bytes()).is_some() {
            reader.at_member(&path, |reader| reader.found_problem(ProblemCode::Encrypted, ""));
            continue;
        }
        let section = feed.and_then(|feed| feeds.get(&feed).cloned());
        let outcome = read_part(&mut archive, &path, section, &line, reader);
        found += usize::from(matches!(outcome, Ok(true)));
        reader.at_member(&path, |reader| reader.settle_stop(outcome.map(|_| ())))?;
    }
    if found == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no part with text"));
    }
    Ok(())
}

/// False for a part that is only a picture or a title.
fn read_part(
    archive: &mut zip::Archive<'_>,
    path: &str,
    section: Option<String>,
    about: &dyn Fn(&str) -> Option<String>,
    reader: &mut Reader<'_>,
) -> Result<bool, Stop> {
    let Some(bytes) = zip::read_part(archive, path, reader)? else {
        return Err(Stop::refuse(ProblemCode::Damaged, "named and not there"));
    };
    let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref())
        .ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "not text"))?;
    let (page, address) = periodical::without_bars(&decoded.text);
    let words = plain_blocks(&page).split_whitespace().count();
    if words < 12 {
        return Ok(false);
    }
    reader.at_member(path, |reader| {
        let pictures = pictures::take_named(&page, |href| zip::read_picture(archive, &join(path, href), reader));
        let mut document = reader.document(Body::Page(page));
        document.pictures = pictures;
        document.section = section;
        document.url = address.or(document.url);
        document.source = about("title").map(|name| Source { name, host: None });
        document.byline.extend(about("creator"));
        document.language = about("language");
        document.dates.extend(about("date").map(|text| RawDate { text, from: PublishedFrom::Metadata }));
        reader.found_document(document)
    })?;
    Ok(true)
}

fn read_xml(archive: &mut zip::Archive<'_>, path: &str, reader: &mut Reader<'_>) -> Result<Option<Element>, Stop> {
    let Some(bytes) = zip::read_part(archive, path, reader)? else { return Ok(None) };
    let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref())
        .ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "not text"))?;
    Ok(Some(xml::parse(&decoded.text)?.root))
}

/// The member of a package that an address in another one leads to.
pub(super) fn join(package: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<String> = package.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(unescape(part)),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_parts_beside_the_package() {
        let check = |package: &str, href: &str, member: &str| assert_eq!(join(package, href), member);
        check("OPS/content.opf", "chapters/1.html#a", "OPS/chapters/1.html");
        check("content.opf", "a%20b.xhtml", "a b.xhtml");
        check("a/b/c.opf", "../d.html", "a/d.html");
        check("c.opf", "../../../etc/passwd", "etc/passwd");
        check("c.opf", "100%", "100%");
    }
}
