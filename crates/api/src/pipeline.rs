//! From a document to its articles.

use std::process::ExitCode;

use articles::{Article, Body, Document, Reading};

/// For the first line of a program's `main`: where the program was started to parse, it parses and is done.
///
/// Parsing, splitting and cleaning all touch bytes that nobody vouches for, so all three are done in that child.
pub fn serve_parser_if_asked() -> Option<ExitCode> {
    import::serve_parser_if_asked(read_document)
}

fn read_document(document: Document) -> Reading {
    match document.body {
        Body::Text(_) => {
            let mut reading = split::read_text(&document);
            for picture in &document.pictures {
                let owner = match &reading.articles[..] {
                    [_] => Some(0),
                    _ => picture.at.and_then(|at| reading.article_at(at)),
                };
                if let Some(article) = owner.and_then(|owner| reading.articles.get_mut(owner as usize)) {
                    clean::append_picture(article, picture);
                }
            }
            reading
        }
        Body::Page(_) | Body::Fragment(_) | Body::Plain(_) => {
            Reading { articles: clean::article(&document).into_iter().collect(), spans: Vec::new() }
        }
    }
}

/// What a child hands over is believed no more than the file was: its HTML is made safe once again, and what a
/// picture is told from its bytes.
pub(crate) fn receive(mut article: Article) -> Article {
    article.html = clean::sanitise_html(&article.html);
    article.pictures = article.pictures.into_iter().filter_map(|picture| clean::keep_picture(picture.bytes)).collect();
    article
}
