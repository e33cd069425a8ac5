//! What the head of a page says about its article: meta tags, JSON-LD, links.

use super::{
    dom::{Dom, ROOT},
    json_ld::{JsonLd, read_json_ld, unescape},
};
use crate::text::tidy_line;

#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub json: JsonLd,
    /// `og:title` and its like, likeliest first.
    pub titles: Vec<String>,
    /// The text of `<title>`.
    pub page_title: Option<String>,
    pub description: Option<String>,
    pub site: Option<String>,
    pub authors: Vec<String>,
    pub published: Vec<String>,
    pub modified: Vec<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    pub base: Option<String>,
    pub copyright: Vec<String>,
}

const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "headline",
    "hdl",
    "title",
    "cxenseparse:title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.name",
    "byl",
    "creator",
    "authors",
    "article.author",
    "cxenseparse:author",
    "citation_author",
    "twitter:data1-author",
    "news_authors",
    "content-author",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "pub_date",
    "published-date",
    "published_at",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "dc.date.publication",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article_date_original",
    "article:create_time",
    "originalpublicationdate",
    "og:published_time",
    "og:pubdate",
    "citation_publication_date",
    "citation_date",
    "release_date",
    "rnews:datepublished",
    "ptime",
    "date",
    "creation_date",
    "created",
    "og:release_date",
    "article-published",
    "bt:pubdate",
    "displaydate",
    "last-published",
    "publishtime",
    "vr:published_time",
    "book:release_date",
    "eomportal-firstpublished",
    "mediator_published_time",
    "shareaholic:article_published_time",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "revised",
    "article:modified",
    "updated_time",
    "lastmodified",
];

pub fn read_metadata(dom: &Dom) -> Metadata {
    let mut found = Metadata::default();
    let mut titles: Vec<(usize, String)> = Vec::new();
    let mut published: Vec<(usize, String)> = Vec::new();
    let mut authors: Vec<(usize, String)> = Vec::new();
    let mut label: Option<String> = None;
    for node in dom.descendants(ROOT) {
        match dom.tag(node) {
            "meta" => {
                let Some(content) = dom
                    .attribute(node, "content")
                    .map(|content| tidy_line(&unescape(content)))
                    .filter(|content| !content.is_empty())
                else {
                    continue;
                };
                for name in
                    ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| dom.attribute(node, key))
                {
                    let name = name.trim().to_ascii_lowercase();
                    let place = |list: &[&str]| list.iter().position(|listed| *listed == name);
                    if let Some(place) = place(TITLES) {
                        titles.push((place, content.clone()));
                    } else if let Some(place) = place(PUBLISHED) {
                        published.push((place, content.clone()));
                    } else if place(MODIFIED).is_some() {
                        found.modified.push(content.clone());
                    } else if name.contains("publish")
                        && !name.contains("publisher")
                        && content.bytes().filter(u8::is_ascii_digit).count() >= 6
                    {
                        published.push((PUBLISHED.len(), content.clone()));
                    } else if matches!(name.as_str(), "twitter:label1" | "twitter:label2") {
                        label = Some(content.clone());
                    } else if matches!(name.as_str(), "twitter:data1" | "twitter:data2")
                        && label.as_deref().is_some_and(is_author_label)
                    {
                        authors.push((AUTHORS.len(), content.clone()));
                    } else if let Some(place) = place(AUTHORS) {
                        authors.push((place, content.clone()));
                    } else {
                        let field = match name.as_str() {
                            "og:description" | "description" | "twitter:description" => &mut found.description,
                            "og:site_name" | "application-name" | "dc.publisher" => &mut found.site,
                            "article:section" | "section" | "parsely-section" => &mut found.section,
                            "og:locale" | "content-language" | "language" => &mut found.language,
                            "og:url" => &mut found.canonical,
                            "copyright" | "dcterms.rights" | "dc.rights" => {
                                found.copyright.push(content.clone());
                                continue;
                            }
                            _ => continue,
                        };
                        if field.is_none() {
                            *field = Some(content.clone());
                        }
                    }
                }
            }
            "title" if found.page_title.is_none() => {
                found.page_title = Some(tidy_line(&dom.raw_text(node))).filter(|title| !title.is_empty())
            }
            "base" if found.base.is_none() => found.base = dom.attribute(node, "href").map(str::to_owned),
            "link" if dom.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                if let Some(link) = dom.attribute(node, "href") {
                    found.canonical = Some(link.to_owned());
                }
            }
            "script"
                if dom.attribute(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                read_json_ld(&dom.raw_text(node), &mut found.json)
            }
            "html" => found.language = dom.attribute(node, "lang").map(str::to_owned),
            _ => {}
        }
    }
    found.titles = ordered(titles);
    found.published = ordered(published);
    found.authors = ordered(authors);
    found
}

/// What blog software writes before the author's name in the cards that it makes for social networks.
fn is_author_label(label: &str) -> bool {
    matches!(
        label.to_lowercase().as_str(),
        "written by"
            | "verfasst von"
            | "écrit par"
            | "escrito por"
            | "scritto da"
            | "geschreven door"
            | "napisane przez"
            | "автор"
            | "napsal"
            | "skrevet av"
            | "skriven av"
            | "kirjoittanut"
            | "yazan"
            | "author"
            | "by"
            | "posted by"
            | "publié par"
            | "written by:"
    )
}

fn ordered(mut list: Vec<(usize, String)>) -> Vec<String> {
    list.sort_by_key(|(place, _)| *place);
    let mut kept: Vec<String> = Vec::new();
    for (_, text) in list {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}
