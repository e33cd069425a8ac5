use articles::{Article, Body, Caption, Document, Published, PublishedFrom, Source};

use crate::{
    bylines, captions, datelines,
    dates::{self, DateHints},
    html::{paragraphs_to_html, sanitise_html},
    page::{self, Found},
    text, urls,
};

/// First words of a text that stand for a headline where there is none.
const TITLE_WORDS: usize = 12;

/// Makes the article of a document; none where it holds no text. `Body::Text` is not read here: `split` decides what is in it.
pub fn article(document: &Document) -> Option<Article> {
    let base = document.url.as_deref();
    let found = match &document.body {
        Body::Text(_) => return None,
        Body::Page(html) => page::read_page(html, base),
        Body::Fragment(html) => page::read_fragment(html, base),
        Body::Plain(plain) => {
            let paragraphs = text::paragraphs(plain);
            Found { text: paragraphs.join("\n\n"), html: paragraphs_to_html(&paragraphs), ..Found::default() }
        }
    };
    if found.text.is_empty() {
        return None;
    }
    let language = language::detect(&found.text).map(str::to_owned).or_else(|| document.language.clone());
    let captions: Vec<Caption> = found.captions.iter().map(|caption| captions::split_credit(caption)).collect();
    let title = document
        .title
        .as_deref()
        .map(text::tidy_line)
        .filter(|title| !title.is_empty())
        .or(found.title.filter(|title| !title.is_empty()))
        .unwrap_or_else(|| first_words(&found.text));
    let hints = DateHints { language: language.as_deref(), ..DateHints::default() };
    // When a file was written is asked last: the text itself knows better, if it says anything.
    let declared = |of_file: bool| {
        let mut dates = document.dates.iter().filter(|date| (date.from == PublishedFrom::File) == of_file);
        dates.find_map(|date| {
            dates::parse_date(&date.text, &hints).map(|at| Published { at, from: date.from, reason: None })
        })
    };
    let published = declared(false)
        .or_else(|| found.published.map(|(at, from)| Published { at, from, reason: None }))
        .or_else(|| {
            let paragraphs: Vec<&str> = found.text.split("\n\n").collect();
            let captions: Vec<&str> = captions.iter().map(|caption| caption.text.as_str()).collect();
            dates::infer(&paragraphs, &captions)
        })
        .or_else(|| declared(true));
    let mut byline: Vec<String> = Vec::new();
    for name in document.byline.iter().flat_map(|field| bylines::names_in(field)) {
        if !byline.contains(&name) {
            byline.push(name);
        }
    }
    if byline.is_empty() {
        byline = found.byline;
    }
    let url = document.url.as_deref().and_then(urls::canonical).or(found.url);
    let source = document.source.clone().or_else(|| {
        let host = url.as_deref().and_then(urls::host);
        let name = found.site.or_else(|| host.clone())?;
        Some(Source { name, host })
    });
    let copyright = if document.copyright.is_empty() { found.copyright } else { document.copyright.clone() };
    Some(Article {
        title,
        standfirst: document
            .standfirst
            .as_deref()
            .map(text::tidy_line)
            .filter(|line| !line.is_empty())
            .or(found.standfirst),
        byline,
        dateline: datelines::read_dateline(&found.text).map(|line| line.printed),
        published,
        source,
        section: document.section.clone().or(found.section),
        page: document.page.clone(),
        language,
        url,
        html: sanitise_html(&found.html),
        text: found.text,
        captions,
        copyright,
        tags: document.tags.clone(),
        origin: document.origin.clone(),
    })
}

fn first_words(text: &str) -> String {
    let line = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let title = words[..words.len().min(TITLE_WORDS)].join(" ");
    if words.len() > TITLE_WORDS { title + "…" } else { title }
}

#[cfg(test)]
mod tests {
    use articles::RawDate;

    use super::*;

    /// Bodies that are one article already lose nothing but markup.
    #[test]
    fn fragments_and_plain_text_are_kept_whole() {
        let fragment = Document {
            title: Some("Port reopens".into()),
            byline: vec!["By Ana Reis".into()],
            url: Some("https://www.example.org/a?utm_source=x".into()),
            body: Body::Fragment(
                "<p>LISBON (Reuters) — The port <a href='/b'>reopened</a>.</p><ul><li>One</li></ul>".into(),
            ),
            ..Document::default()
        };
        let found = article(&fragment).unwrap();
        assert_eq!(found.text, "LISBON (Reuters) — The port reopened.\n\n• One");
        assert!(found.html.contains("<a href=\"https://www.example.org/b\""), "{}", found.html);
        assert_eq!((found.byline, found.dateline.as_deref()), (vec!["Ana Reis".to_owned()], Some("LISBON (Reuters)")));
        assert_eq!(found.url.as_deref(), Some("https://www.example.org/a"));
        let plain = Document { body: Body::Plain("One.\n\nTwo.".into()), ..Document::default() };
        let found = article(&plain).unwrap();
        assert_eq!((found.title.as_str(), found.html.as_str()), ("One.", "<p>One.</p>\n<p>Two.</p>\n"));
        assert_eq!(article(&Document::default()), None);
    }

    /// The day a page was saved is a guess: any date of the page itself is a better one.
    #[test]
    fn the_date_of_the_file_comes_last() {
        let date = |text: &str, from| RawDate { text: text.into(), from };
        let check = |dates: Vec<RawDate>, body: &str, expected: &str, from| {
            let document = Document { dates, body: Body::Page(body.into()), ..Document::default() };
            let found = article(&document).unwrap().published.unwrap();
            assert_eq!((found.at.day().to_string().as_str(), found.from), (expected, from), "{body}");
        };
        let file = || date("Mon May 12 2025 10:00:00 GMT+0200 (Central European Summer Time)", PublishedFrom::File);
        let bare = "<p>The ferry between the two harbours sails again, the port said.</p>";
        check(vec![file()], bare, "2025-05-12", PublishedFrom::File);
        check(vec![date("1747037400", PublishedFrom::File)], bare, "2025-05-12", PublishedFrom::File);
        let said = date("2025-05-09", PublishedFrom::Metadata);
        check(vec![file(), said], bare, "2025-05-09", PublishedFrom::Metadata);
        let page = format!("<meta property='article:published_time' content='2025-05-08T08:00:00Z'>{bare}");
        check(vec![file()], &page, "2025-05-08", PublishedFrom::Metadata);
    }
}
