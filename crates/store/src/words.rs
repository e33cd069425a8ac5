//! What an article is found by: its words, their stems, and what it is about.

use std::collections::BTreeSet;

use articles::Article;
use stories::{
    names::{NameKind, names},
    text,
};

use crate::{
    fold::{each_word, fold_text},
    query::kind_of,
    views::Subjects,
};

/// Longer texts are found by their first part: 300,000 words are a book, and one statement of SQLite, which nothing
/// can interrupt, takes .3 s to index them.
const INDEXED_BYTES: usize = 2 << 20;
/// What a text is about is said in its first pages.
const OPENING_BYTES: usize = 32 << 10;
const MOST_KEYWORDS: usize = 10;
const MOST_NAMES: usize = 12;
/// Between names, so that no phrase goes over two of them: a word that nobody looks for.
const BETWEEN: &str = " · ";

/// Folded words with one space between them, by where they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) about: String,
    /// Each once, of the words that are not their own stem.
    pub(crate) stems: String,
    pub(crate) people: String,
    pub(crate) places: String,
}

impl Words {
    /// And how many words the text has.
    pub(crate) fn of(article: &Article) -> (Words, u32) {
        let (title, _) = fold_text(&article.title);
        let (mut text, count) = fold_text(indexed(&article.text));
        if let Some(standfirst) = article.standfirst.as_ref().filter(|line| !article.text.starts_with(line.as_str())) {
            text = format!("{} {text}", fold_text(standfirst).0);
        }
        let stems = stems(&[&title, &text], article.language.as_deref());
        let (people, places) = people_and_places(article);
        let together = |names: Vec<String>| {
            names.iter().map(|name| fold_text(name).0).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(BETWEEN)
        };
        let words =
            Words { title, text, about: about(article), stems, people: together(people), places: together(places) };
        (words, count)
    }

    pub(crate) fn len(&self) -> usize {
        let Words { title, text, about, stems, people, places } = self;
        [title, text, about, stems, people, places].into_iter().map(String::len).sum()
    }
}

/// What the article is about. Half a millisecond: for an article that is read, not for each that is stored.
pub fn subjects(article: &Article) -> Subjects {
    let (people, places) = people_and_places(article);
    let keywords = stories::keywords(&article.title, opening(article), article.language.as_deref(), MOST_KEYWORDS);
    Subjects { keywords, people, places }
}

fn people_and_places(article: &Article) -> (Vec<String>, Vec<String>) {
    let (mut people, mut places) = (Vec::new(), Vec::new());
    for name in names(opening(article), article.language.as_deref()) {
        let of_kind = match name.kind {
            NameKind::Person => &mut people,
            NameKind::Place => &mut places,
            NameKind::Other => continue,
        };
        if of_kind.len() < MOST_NAMES {
            of_kind.push(name.name);
        }
    }
    (people, places)
}

pub(crate) fn opening(article: &Article) -> &str {
    article.text.get(..article.text.floor_char_boundary(OPENING_BYTES)).unwrap_or(&article.text)
}

pub(crate) fn indexed(text: &str) -> &str {
    text.get(..text.floor_char_boundary(INDEXED_BYTES)).unwrap_or(text)
}

fn stems(folded: &[&str], language: Option<&str>) -> String {
    let mut stems: BTreeSet<&str> = BTreeSet::new();
    for word in folded.iter().flat_map(|text| text.split(' ')).filter(|word| !word.is_empty()) {
        let stem = text::stem(word, kind_of(word), language);
        if stem != word {
            stems.insert(stem);
        }
    }
    stems.into_iter().collect::<Vec<_>>().join(" ")
}

/// Who wrote it, where it stood, and what its pictures show: looked for like the text, and not counted as its words.
pub(crate) fn about(article: &Article) -> String {
    let mut about = String::new();
    let parts = (article.byline.iter().map(String::as_str))
        .chain(article.source.iter().map(|source| source.name.as_str()))
        .chain(article.section.as_deref())
        .chain(article.dateline.as_deref())
        .chain(article.captions.iter().map(|caption| caption.text.as_str()))
        .chain(article.captions.iter().filter_map(|caption| caption.credit.as_deref()));
    for part in parts {
        each_word(indexed(part), |word, _| {
            if !about.is_empty() {
                about.push(' ');
            }
            about.push_str(word);
        });
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A search for one form of a word finds the others by what they share.
    #[test]
    fn other_forms_and_subjects_are_found_by() {
        let article = Article {
            title: "Harbour of Marrow Bay closed".to_owned(),
            text: "The harbours were closed, the mayor, Ada Finch, said in Marrow Bay. Finch added nothing.".to_owned(),
            language: Some("en".to_owned()),
            ..Article::default()
        };
        let (words, count) = Words::of(&article);
        assert_eq!(count, 15);
        assert!(words.stems.split(' ').any(|stem| stem == "harbour"), "{}", words.stems);
        assert!(words.stems.split(' ').any(|stem| stem == "clos"), "{}", words.stems);
        assert_eq!(words.people, "ada finch");
        assert!(subjects(&article).keywords.iter().any(|keyword| keyword.to_lowercase().contains("harbour")));
    }
}
