use stories::text::{self, Kind};

use super::Setting;
use crate::fold::each_word;

const MOST_WORDS: usize = 64;
/// A shorter beginning stands for too many words: `s` for every third article.
const SHORTEST_BEGINNING: usize = 2;

/// Folded words in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    /// For a single word that was not quoted: what stands for its other forms, in each language of the library.
    pub(crate) stems: Vec<String>,
    /// The last word may go on.
    pub(crate) is_beginning: bool,
    /// These words and no others.
    pub(crate) is_exact: bool,
}

impl Term {
    /// None where the text holds no word. `exact`: no other form of the word will do.
    pub(crate) fn parse(text: &str, exact: bool, typing: bool, setting: &Setting) -> Option<Term> {
        let mut words = Vec::new();
        let mut end = 0;
        each_word(text, |word, range| {
            if words.len() < MOST_WORDS {
                words.push(word.to_owned());
                end = range.end;
            }
        });
        let last = words.last()?;
        // A character that is a word by itself has no more of it to come, and a sign behind a word ends it.
        let is_beginning = typing && end == text.len() && last.chars().count() >= SHORTEST_BEGINNING;
        let stems = match words.as_slice() {
            [word] if !exact => stems_of(word, &setting.languages),
            _ => Vec::new(),
        };
        Some(Term { words, stems, is_beginning, is_exact: exact })
    }
}

/// The stems that the word has by the rules of any of these languages.
fn stems_of(word: &str, languages: &[String]) -> Vec<String> {
    let kind = kind_of(word);
    let mut stems: Vec<String> = Vec::new();
    for language in languages {
        let stem = text::stem(word, kind, Some(language));
        // `news` must not find all that is new.
        let says_less = stem != word
            && (text::is_function_word(stem, kind, Some(language)) || text::is_common_word(stem, kind, Some(language)));
        if !says_less && !stems.iter().any(|known| known == stem) {
            stems.push(stem.to_owned());
        }
    }
    stems
}

pub(crate) fn kind_of(word: &str) -> Kind {
    word.chars().next().map_or(Kind::Other, Kind::of)
}
