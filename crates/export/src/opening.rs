use std::collections::HashSet;

use articles::Article;
use unicode_segmentation::UnicodeSegmentation;

/// How wide an opening is at most, in Latin letters: some six lines.
const WIDTH: usize = 520;
/// A paragraph is cut only where it is much longer: a sentence more is better than one less and a mark.
const CUT_WIDTH: usize = 780;

/// What is quoted of an article that has no summary: its standfirst and first paragraphs, in its own words.
/// A long paragraph stops after a sentence, marked `[…]`.
pub(crate) fn opening(article: &Article) -> Vec<String> {
    let headings = headings(article);
    let standfirst = article.standfirst.iter().map(|text| text.trim());
    let text = paragraphs(&article.text).filter(|paragraph| !headings.contains(&one_line(paragraph)));
    let mut quoted: Vec<String> = Vec::new();
    let mut width = 0;
    for paragraph in standfirst.chain(text).filter(|paragraph| !paragraph.is_empty()) {
        // A standfirst is often the first paragraph again.
        if quoted.iter().any(|earlier| earlier == paragraph) {
            continue;
        }
        let room = CUT_WIDTH.saturating_sub(width);
        if width > 0 && width + width_of(paragraph) > CUT_WIDTH {
            break;
        }
        quoted.push(cut(paragraph, room));
        width += width_of(paragraph);
        if width >= WIDTH || quoted.len() == 3 {
            break;
        }
    }
    quoted
}

/// The first `most` words, each character of Chinese a word; `[…]` marks that it stops early. None where none is left.
pub(crate) fn cut_to_words(text: &str, most: usize) -> Option<String> {
    match text.unicode_word_indices().nth(most) {
        None => Some(text.to_owned()),
        Some(_) if most == 0 => None,
        Some((end, _)) => Some(format!("{} […]", text[..end].trim_end())),
    }
}

pub(crate) fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The non-empty paragraphs of a text that parts them by blank lines.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (paragraph, after) = split_at_blank_line(rest);
            rest = after;
            let paragraph = paragraph.trim();
            if !paragraph.is_empty() {
                return Some(paragraph);
            }
        }
        None
    })
}

/// The headings inside an article's body, each on one line.
pub(crate) fn headings(article: &Article) -> HashSet<String> {
    if !article.html.contains("<h") {
        return HashSet::new();
    }
    let body = dom_query::Document::fragment(article.html.as_str());
    body.select("h1, h2, h3, h4, h5, h6").iter().map(|heading| one_line(&heading.text())).collect()
}

/// Line breaks and tabs become spaces; other spaces (no-break, ideographic) stay as they were typed.
pub(crate) fn one_line(text: &str) -> String {
    let breaks =
        |char: char| matches!(char, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// At most `most` letters, wide ones counted twice, on one line; what is left out is shown by `…`.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let line = one_line(text);
    let mut width = 0;
    let over = |(_, letter): &(usize, &str)| {
        width += if letter.chars().any(is_wide) { 2 } else { 1 };
        width > most
    };
    let Some((end, _)) = line.grapheme_indices(true).find(over) else { return line };
    let kept = &line[..end];
    let word_end = kept.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", kept[..word_end].trim_end())
}

fn split_at_blank_line(text: &str) -> (&str, &str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            return (&text[..at], &text[at + line.len()..]);
        }
        at += line.len();
    }
    (text, "")
}

/// The paragraph, or as many whole sentences of it as fit; where none does, as many words.
fn cut(paragraph: &str, room: usize) -> String {
    if width_of(paragraph) <= room {
        return paragraph.to_owned();
    }
    let (mut width, mut sentence_end, mut word_end) = (0, None, 0);
    let mut before = ' ';
    for (at, char) in paragraph.char_indices() {
        let full_width_stop = matches!(before, '。' | '！' | '？');
        if full_width_stop || (matches!(before, '.' | '!' | '?' | '؟' | '۔' | '।') && char.is_whitespace()) {
            sentence_end = Some(at);
        }
        if char.is_whitespace() || is_wide(char) {
            word_end = at;
        }
        width += if is_wide(char) { 2 } else { 1 };
        if width > room {
            break;
        }
        before = char;
    }
    // A long word alone is cut between letters.
    let end = sentence_end.filter(|end| *end > 0).unwrap_or(word_end);
    let end = if end > 0 { end } else { paragraph.char_indices().nth(room).map_or(paragraph.len(), |(at, _)| at) };
    format!("{} […]", paragraph[..end].trim_end())
}

fn width_of(text: &str) -> usize {
    text.chars().map(|char| if is_wide(char) { 2 } else { 1 }).sum()
}

/// Chinese, Japanese and Korean letters say as much as two Latin ones and more.
pub(crate) fn is_wide(char: char) -> bool {
    matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article(text: &str) -> Article {
        Article { title: "T".into(), text: text.into(), ..Article::default() }
    }

    /// A reader should see what the article is about, in its own words, and never half a sentence without a mark.
    #[test]
    fn quotes_the_first_paragraphs() {
        let long = "A sentence of ten words that says very little indeed. ".repeat(30);
        let check = |text: &str, expected: &[&str]| assert_eq!(opening(&article(text)), expected, "{text:?}");
        check("", &[]);
        check("One.\n\nTwo.\n\nThree.\n\nFour.", &["One.", "Two.", "Three."]);
        check(&format!("One.\n\n{long}"), &["One."]);
        let kept = "A sentence of ten words that says very little indeed. ".repeat(14);
        check(&long, &[&format!("{} […]", kept.trim_end())]);
        check(&"中文句子。".repeat(200), &[&format!("{} […]", "中文句子。".repeat(78))]);
        check(&"x".repeat(3_000), &[&format!("{} […]", "x".repeat(780))]);
    }

    #[test]
    fn a_standfirst_opens_and_is_not_said_twice() {
        let article = Article { standfirst: Some("One.".into()), ..article("One.\n\nTwo.") };
        assert_eq!(opening(&article), ["One.", "Two."]);
    }

    #[test]
    fn headings_are_not_quoted() {
        let article = Article { html: "<h2>What <b>now</b></h2><p>One.</p>".into(), ..article("What now\n\nOne.") };
        assert_eq!(opening(&article), ["One."]);
    }

    #[test]
    fn long_lines_are_shortened_between_words() {
        let check = |text: &str, most: usize, expected: &str| assert_eq!(shorten(text, most), expected);
        check("Minister resigns", 40, "Minister resigns");
        check("Minister\n resigns", 12, "Minister…");
        check("Antidisestablishmentarianism", 10, "Antidisest…");
        check("部长辞职", 6, "部长辞…");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}…");
    }

    proptest! {
        /// Quoted, never invented: what is printed stands in the text, in order.
        #[test]
        fn an_opening_is_in_the_text(text in "([a-c。. \n中]{0,300}){0,6}") {
            for quoted in opening(&article(&text)) {
                let quoted = quoted.strip_suffix(" […]").unwrap_or(&quoted);
                prop_assert!(!quoted.trim().is_empty() && text.contains(quoted));
            }
        }

        #[test]
        fn any_text_is_cut_without_a_panic(text in "\\PC{0,400}", room in 0_usize..50) {
            cut(&text, room);
            shorten(&text, room);
        }
    }
}
