//! Factiva's records as XML, in any of its makes: what the web service answers (`article`, `headline`, `leadParagraph`),
//! archive documents (`Article`, `HandL`, `LeadPara`, fields marked by `fid`) and newswires (`djnml`). Elements are told
//! by their names without case, wherever in a record they stand.

use articles::{Body, ProblemCode, PublishedFrom, RawDate, Source};

use crate::{
    detect::Head,
    formats::{found_count, read_xml_text},
    input::Content,
    markup::{self, filled, one_line},
    reader::{Reader, Stop},
    xml::{Element, parse_items},
};

pub(super) fn sniff(head: &Head<'_>) -> bool {
    const ROOTS: &[&str] = &["PPSResponse", "ppsArticleResponse", "DistDoc", "ArchiveDoc", "ReplyItem", "djnml"];
    let text = head.text.as_deref().unwrap_or_default();
    let has = |mark: &str| text.contains(mark);
    head.root.as_deref().is_some_and(|root| ROOTS.iter().any(|known| root.eq_ignore_ascii_case(known)))
        || head.root.is_some()
            && (has("global.factiva.com") || has("distdoc:") || has("<ArchiveDoc") || has("<DistDoc") || has("<djnml"))
}

pub(super) fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let text = read_xml_text(content, reader)?;
    let mut found = 0;
    let mut announced = None;
    let is_item = |name: &str| ["article", "replyitem", "djnml"].iter().any(|item| name.eq_ignore_ascii_case(item));
    let parsed = parse_items(&text, &is_item, &mut |above, article| {
        let count = |element: &Element| element.attribute("count").and_then(|count| count.parse().ok());
        announced = announced.or_else(|| above.iter().rev().find_map(count));
        found += usize::from(read_article(&article, reader)?);
        Ok(())
    })?;
    if parsed.faults > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("{} places that are no XML", parsed.faults));
    }
    found_count(found, announced, reader)
}

/// Whether it has a headline or a text.
fn read_article(article: &Element, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    let field = |names: &[&str]| names.iter().find_map(|name| find(article, name)).and_then(said);
    let title = field(&["headline", "hd"]);
    let lead = paragraphs(article, &["leadparagraph", "leadpara", "lp", "snippet"]);
    let tail = paragraphs(article, &["tailparagraphs", "tailparas", "td"]);
    let mut body = [lead, tail].concat();
    if body.is_empty() {
        body = paragraphs(article, &["text", "body"]);
    }
    if title.is_none() && body.is_empty() {
        return Ok(false);
    }
    let mut document = reader.document(Body::Fragment(markup::paragraphs(body)));
    document.title = title;
    document.byline.extend(field(&["byline", "by"]));
    document.source = field(&["sourcename", "srcname", "sn"]).map(|name| Source { name, host: None });
    document.section = field(&["sectionname", "se"]).or_else(|| field(&["columnname", "clm"]));
    document.page = field(&["pages", "pubpage", "pg"]);
    document.language = field(&["baselanguage", "baselang", "la"]).map(|code| code.to_lowercase());
    document.copyright.extend(field(&["copyright", "cy"]));
    document.dates = dates(article).into_iter().map(|text| RawDate { text, from: PublishedFrom::Metadata }).collect();
    reader.found_document(document)?;
    Ok(true)
}

/// The moment before the day; `20040105` with `093000` beside it is a moment.
fn dates(article: &Element) -> Vec<String> {
    let inside = |names: &[&str]| {
        let holder = names.iter().find_map(|name| find(article, name))?;
        find(holder, "datetime").or_else(|| find(holder, "date")).and_then(said).or_else(|| said(holder))
    };
    let time = inside(&["publicationtime"]).filter(|time| time.contains('T'));
    let day = inside(&["publicationdate", "publicationdatetime", "pubdate", "pd", "date"])
        .or_else(|| article.attribute("docdate").map(str::to_owned));
    let is_digits = |text: &str, len: usize| text.len() >= len && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = day.map(|day| match find(article, "time").and_then(said) {
        Some(time) if is_digits(&day, 8) && day.len() == 8 && is_digits(&time, 4) => format!("{day}T{}", &time[..4]),
        _ => day,
    });
    time.into_iter().chain(day).collect()
}

/// The outermost of that name, or whose field is marked so.
fn find<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    let is_it = |child: &Element| {
        child.name.eq_ignore_ascii_case(name)
            || child.attribute("fid").is_some_and(|field| field.eq_ignore_ascii_case(name))
    };
    element.elements().find(|child| is_it(child)).or_else(|| element.elements().find_map(|child| find(child, name)))
}

/// Its words on one line, or its value.
fn said(element: &Element) -> Option<String> {
    element.line().or_else(|| filled(one_line(element.attribute("value")?)))
}

/// Those of all elements of the first name that there is: paragraph by paragraph, or as lines where it has none.
fn paragraphs(article: &Element, names: &[&str]) -> Vec<String> {
    let is_paragraph = |element: &Element| {
        ["paragraph", "para", "p", "pre"].iter().any(|name| element.name.eq_ignore_ascii_case(name))
    };
    let mut holders = Vec::new();
    names.iter().find(|name| {
        gather(
            article,
            &|element| {
                element.name.eq_ignore_ascii_case(name)
                    || element.attribute("fid").is_some_and(|field| field.eq_ignore_ascii_case(name))
            },
            &mut holders,
        );
        !holders.is_empty()
    });
    let mut found = Vec::new();
    for holder in holders {
        let mut inside = Vec::new();
        gather(holder, &is_paragraph, &mut inside);
        if inside.is_empty() {
            found.extend(holder.text().split("\n\n").map(one_line).filter(|line| !line.is_empty()));
        } else {
            found.extend(inside.into_iter().filter_map(Element::line));
        }
    }
    found
}

/// The outermost elements of a kind, in their order.
fn gather<'a>(element: &'a Element, is_it: &dyn Fn(&Element) -> bool, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if is_it(child) { found.push(child) } else { gather(child, is_it, found) }
    }
}
