use articles::HighlightedArticle;

use crate::formats::markdown::{escape, one_line, prefixed};

/// What a reader marked and wrote, as Markdown: the words as quotations, the notes under them.
pub fn write_highlights(articles: &[HighlightedArticle]) -> String {
    let blocks: Vec<String> = articles.iter().flat_map(blocks_of).collect();
    if blocks.is_empty() { String::new() } else { blocks.join("\n\n") + "\n" }
}

fn blocks_of(article: &HighlightedArticle) -> Vec<String> {
    let HighlightedArticle { title, source, published, note, highlights, .. } = article;
    let outlet = source.as_ref().map(|source| one_line(&source.name));
    let day = published.as_ref().map(|published| published.at.day().to_string());
    let about: Vec<String> = outlet.into_iter().chain(day).collect();
    let mut blocks = vec![format!("## {}", one_line(title)), about.join(" · "), paragraphs(note)];
    for highlight in highlights {
        blocks.push(prefixed(&paragraphs(&highlight.text), "> "));
        blocks.push(paragraphs(&highlight.note));
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn paragraphs(text: &str) -> String {
    text.split("\n\n").map(escape).filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use articles::{Colour, Highlight, HighlightId, Published, PublishedFrom, Source};

    use super::*;

    #[test]
    fn words_are_quoted_and_notes_follow_them() {
        let mark = |text: &str, note: &str| Highlight {
            id: HighlightId(1),
            article: articles::ArticleId(1),
            range: None,
            text: text.to_owned(),
            colour: Colour::Yellow,
            note: note.to_owned(),
        };
        let article = HighlightedArticle {
            id: articles::ArticleId(1),
            title: "A *bold* claim".to_owned(),
            source: Some(Source { name: "Gazette".to_owned(), host: None }),
            published: Some(Published {
                at: "2026-05-04T06:30:00".parse().unwrap(),
                from: PublishedFrom::Text,
                reason: None,
            }),
            note: "To be watched".to_owned(),
            highlights: vec![mark("one\n\ntwo", "see # 3"), mark("three", "")],
        };
        let expected = "## A \\*bold\\* claim\n\nGazette · 2026-05-04\n\nTo be watched\n\n> one\n> \n> two\n\nsee # 3\n\n> three\n";
        assert_eq!(write_highlights(&[article]), expected);
        assert_eq!(write_highlights(&[]), "");
    }
}
