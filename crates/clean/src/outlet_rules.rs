//! What a reader said of all articles of an outlet.

use articles::{Article, Pattern, Source};

use crate::{page::text_of_html, text::tidy_line};

/// The article as the rule wants it. `Pattern::DayFirst` is for those who have the printed date: here it does nothing.
pub fn apply_pattern(article: &mut Article, pattern: &Pattern) {
    match pattern {
        Pattern::BylinePrefix { prefix } => {
            let names = article.byline.iter().map(|name| without_prefix(name, prefix));
            article.byline = names.filter(|name| !name.is_empty()).collect();
        }
        Pattern::Alias { name } => {
            let host = article.source.take().and_then(|source| source.host);
            article.source = Some(Source { name: name.clone(), host });
        }
        Pattern::Residue { line } => take_out(article, &tidy_line(line)),
        Pattern::DayFirst { .. } => {}
    }
}

/// Only in whole words: `Von` is no beginning of `Vonnegut`.
fn without_prefix(name: &str, prefix: &str) -> String {
    let (name, prefix) = (tidy_line(name), tidy_line(prefix));
    let rest =
        name.get(..prefix.len()).filter(|start| !prefix.is_empty() && start.to_lowercase() == prefix.to_lowercase());
    match rest.map(|_| &name[prefix.len()..]) {
        Some(rest) if rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()) => {
            rest.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
        }
        _ => name,
    }
}

/// A text of nothing else keeps the line: an article without a text is none.
fn take_out(article: &mut Article, line: &str) {
    let is_left = |paragraph: &&str| tidy_line(paragraph) != line;
    let left: Vec<&str> = article.text.split("\n\n").filter(is_left).collect();
    if line.is_empty() || left.is_empty() || left.len() == article.text.split("\n\n").count() {
        return;
    }
    article.text = left.join("\n\n");
    article.html = without_blocks(&article.html, line);
    if article.standfirst.as_deref().is_some_and(|standfirst| tidy_line(standfirst) == line) {
        article.standfirst = None;
    }
}

/// Sanitised HTML without the paragraphs and headings that say nothing but `line`. None of these holds another.
fn without_blocks(html: &str, line: &str) -> String {
    let mut left = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, block, after)) = next_block(rest) {
        left.push_str(before);
        if tidy_line(&text_of_html(block)) != line {
            left.push_str(block);
        }
        rest = after;
    }
    left + rest
}

/// What stands before the next block, the block with its tags, and what follows.
fn next_block(html: &str) -> Option<(&str, &str, &str)> {
    const TAGS: &[&str] = &["p", "h2", "h3", "h4", "h5", "h6", "li"];
    let named = |(at, _): (usize, &str)| {
        let tag = TAGS.iter().find(|tag| html[at + 1..].starts_with(**tag))?;
        html[at + 1 + tag.len()..].starts_with(['>', ' ']).then_some((at, tag))
    };
    let (start, tag) = html.match_indices('<').find_map(named)?;
    let close = format!("</{tag}>");
    let end = start + html[start..].find(&close)? + close.len();
    Some((&html[..start], &html[start..end], &html[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_name_go_in_whole_words() {
        let check =
            |name: &str, expected: &str| assert_eq!(without_prefix(name, "Von unserem Korrespondenten"), expected);
        check("Von unserem Korrespondenten Jan Harms", "Jan Harms");
        check("VON UNSEREM KORRESPONDENTEN: Jan Harms", "Jan Harms");
        check("Von unserem Korrespondentenbüro", "Von unserem Korrespondentenbüro");
        check("Jan Harms", "Jan Harms");
        check("Von unserem Korrespondenten", "");
        assert_eq!(without_prefix("Ästhet", "Ä"), "Ästhet");
        assert_eq!(without_prefix("ẞx", ""), "ẞx");
    }

    #[test]
    fn a_line_goes_out_of_text_and_html_alike_and_nothing_else_does() {
        let mut article = Article {
            text: "One.\n\nRead the whole story\n\nTwo.".to_owned(),
            html:
                "<p>One.</p>\n<p><b>Read the</b> whole story</p>\n<figure><img src=\"picture:x\"></figure><p>Two.</p>"
                    .to_owned(),
            ..Article::default()
        };
        let rule = Pattern::Residue { line: "Read the whole  story".to_owned() };
        apply_pattern(&mut article, &rule);
        assert_eq!(article.text, "One.\n\nTwo.");
        assert_eq!(article.html, "<p>One.</p>\n\n<figure><img src=\"picture:x\"></figure><p>Two.</p>");
        let once = article.clone();
        apply_pattern(&mut article, &rule);
        assert_eq!(article, once);
        let mut only = Article { text: "One.".to_owned(), ..Article::default() };
        apply_pattern(&mut only, &Pattern::Residue { line: "One.".to_owned() });
        assert_eq!(only.text, "One.");
    }

    #[test]
    fn an_alias_keeps_the_host() {
        let source = Some(Source { name: "dpa-afx".to_owned(), host: Some("dpa.test".to_owned()) });
        let mut article = Article { source, ..Article::default() };
        apply_pattern(&mut article, &Pattern::Alias { name: "dpa".to_owned() });
        assert_eq!(article.source, Some(Source { name: "dpa".to_owned(), host: Some("dpa.test".to_owned()) }));
    }
}
