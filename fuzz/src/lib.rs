//! What the targets share: bytes through the whole way that a parser child takes them, and what must hold at its end.

use articles::{Article, Body, Document, Reading};
use import::{Detection, Found, Input, detect};
use task::Task;

/// Reads the bytes as a parser child would, where they are of one of those formats. False where they are not: such
/// bytes are no use to a target of its own.
pub fn read(bytes: &[u8], name: &str, formats: &[&str]) -> bool {
    match detect(bytes, name) {
        Detection::Format(format) if formats.contains(&format.name) => {}
        _ => return false,
    }
    let mut found = 0;
    let input = Input::from_bytes(bytes.to_vec(), name);
    let read = input.read(&Task::quiet(), &mut |what| {
        found += 1;
        if let Found::Document(document) = what {
            read_document(*document);
        }
    });
    assert!(read.is_ok(), "nobody cancelled");
    assert!(found > 0, "every file is told of");
    true
}

/// As `api` does it for each document, in the child.
pub fn read_document(document: Document) {
    match &document.body {
        Body::Text(text) => check_reading(text, &split::read_text(&document)),
        Body::Page(_) | Body::Fragment(_) | Body::Plain(_) => {
            clean::article(&document).iter().for_each(check_article);
        }
    }
}

/// Spans are places in the text, in order, without overlap, and of articles that there are.
fn check_reading(text: &str, reading: &Reading) {
    let mut end = 0;
    for span in &reading.spans {
        assert!(end <= span.start && span.start <= span.end, "{span:?} after {end}");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no place in the text");
        assert!(span.article.is_none_or(|article| (article as usize) < reading.articles.len()), "{span:?}");
        end = span.end;
    }
    reading.articles.iter().for_each(check_article);
}

fn check_article(article: &Article) {
    assert!(!article.title.trim().is_empty() && !article.title.contains('\n'), "title {:?}", article.title);
    for mark in ["<script", "<style", "<iframe", "<object", "<form"] {
        assert!(!article.html.contains(mark), "{mark} in {}", article.html);
    }
}
