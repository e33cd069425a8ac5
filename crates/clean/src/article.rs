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
        Body::Page(html) => page::read_page(html, base, &document.pictures),
        Body::Fragment(html) => page::read_fragment(html, base, &document.pictures),
        Body::Plain(plain) => {
            let paragraphs = text::paragraphs(plain);
            Found { text: paragraphs.join("\n\n"), html: paragraphs_to_html(&paragraphs), ..Found::default() }
        }
    };
    if found.text.is_empty() {
        return None;
    }
    let language = found.language.or_else(|| language::detect(&found.text)).map(str::to_owned);
    let language = language.or_else(|| document.language.clone());
    let captions: Vec<Caption> =
        found.captions.into_iter().map(|(line, image)| Caption { image, ..captions::split_credit(&line) }).collect();
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
        pictures: found.pictures,
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
    use articles::{Picture, RawDate};

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

    /// A picture that came with the file is shown from it; of any other the place and the address are kept, and nothing is
    /// loaded. No word of it is in the text.
    #[test]
    fn pictures_are_kept_or_keep_their_place() {
        const GIF: &[u8] = b"GIF89a\x80\x02\xe0\x01\0\0\0";
        const DOT: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0";
        let given = |address: &str, bytes: &[u8]| Picture { address: address.into(), at: None, bytes: bytes.into() };
        let kept = |alt: &str| {
            let hash = &crate::keep_picture(GIF.to_vec()).unwrap().hash;
            format!("<img src=\"picture:{hash}\" alt=\"{alt}\" width=\"640\" height=\"480\">")
        };
        let remote = |address: &str| format!("<img data-src=\"{address}\" alt=\"\">");
        let check = |image: &str, pictures: Vec<Picture>, expected: &str| {
            let document = Document {
                title: Some("Port reopens".into()),
                url: Some("https://news.test/a/port".into()),
                body: Body::Fragment(format!("<p>One.</p>{image}<p>Two.</p>")),
                pictures,
                ..Document::default()
            };
            let found = article(&document).unwrap();
            let html = found.html.replace('\n', "");
            assert_eq!(html, format!("<p>One.</p>{expected}<p>Two.</p>"), "{image}");
            assert_eq!(found.text, "One.\n\nTwo.");
            assert_eq!(found.pictures.len(), usize::from(expected.contains("picture:")));
            found.captions
        };
        let gif = |address: &str| vec![given(address, GIF)];
        check("<img src='cid:a%40b' alt='A  ship'>", gif("cid:a@b"), &kept("A ship"));
        check("<img src='p.gif'>", gif("https://news.test/a/p.gif"), &kept(""));
        check("<img src='./port_files/p%20q.gif'>", gif("port_files/p q.gif"), &kept(""));
        check("<img src='data:image/png;base64,R0lGODlhgALgAQAAAA=='>", vec![], &kept(""));
        check("<img src='p.gif'><p></p><img src='p.gif'>", gif("p.gif"), &kept(""));
        check("<img src='p.gif'>", vec![], &remote("https://news.test/a/p.gif"));
        check("<img src='p.gif'>", vec![given("p.gif", b"<svg/>")], &remote("https://news.test/a/p.gif"));
        check("<img src='dot.gif' data-src='/p.jpg'>", vec![given("dot.gif", DOT)], &remote("https://news.test/p.jpg"));
        check("<img src='cid:x'><img src='https://t.test/o' width=1><img src='javascript:x'>", vec![], "");
        let style = "<style>:root{--p: url(\"data:image/gif;base64,R0lGODlhgALgAQAAAA==\")}</style>";
        check(&format!("{style}<img src='data:,' style='background-image: var(--p)'>"), vec![], &kept(""));
        let figure = "<figure><img src='p.gif'><figcaption>A ship. (AFP)</figcaption></figure>";
        let shown = format!("<figure>{}<figcaption>A ship. (AFP)</figcaption></figure>", kept(""));
        let captions = check(figure, gif("p.gif"), &shown);
        assert!(captions[0].image.as_deref().is_some_and(|image| kept("").contains(image)), "{captions:?}");
        assert_eq!((captions[0].text.as_str(), captions[0].credit.as_deref()), ("A ship.", Some("AFP")));
    }

    /// A page is full of pictures; the article's are those under its headline, not logos, teasers and faces.
    #[test]
    fn a_page_keeps_the_pictures_of_its_article() {
        let text =
            "The port of Aveiro reopened on Monday, three days after a storm had broken the wall, officials said.";
        let page = format!(
            "<header><a href='/'><img src='/logo.png'></a><p>The Example, since 1901</p></header><main><article><h1>Port \
             reopens</h1><figure><img src='/lead.jpg'><figcaption>A ship on Monday.</figcaption></figure><div \
             class=byline><img src='/face.jpg'>By Ana Reis</div><p>{text}</p><p>One {text}</p><img src='/inner.jpg'>\
             <p>Two {text}</p><p><a href='/shop'><img src='/banner.jpg'></a></p><p>Three {text}</p></article><section \
             class='related'><a href='/b'><img src='/teaser.jpg'><h3>Fishing boats stay in harbour</h3></a></section></main>"
        );
        let url = Some("https://www.example.org/news/port".into());
        let found = article(&Document { url, body: Body::Page(page), ..Document::default() }).unwrap();
        let addresses: Vec<&str> =
            found.html.split("data-src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(addresses, ["https://www.example.org/lead.jpg", "https://www.example.org/inner.jpg"]);
        assert_eq!(found.captions[0].image.as_deref(), Some("https://www.example.org/lead.jpg"));
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
