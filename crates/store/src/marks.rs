//! Shows where in a text the words are that were looked for. The index holds no text, so they are found again here,
//! in the text as it was printed.

use std::{collections::VecDeque, ops::Range};

use stories::text::stem;

use crate::{
    fold::each_word_like,
    query::{Term, kind_of},
    views::Marked,
};

/// About two lines of a list.
const SNIPPET_BYTES: usize = 260;
const BEFORE_BYTES: usize = 60;
/// In a long text, the best place among the first so many.
const MOST_PLACES: usize = 2_000;

/// The whole text with its marks. `language` is the text's own, for the other forms of a word.
pub(crate) fn mark_all(text: &str, terms: &[&Term], language: Option<&str>) -> Marked {
    let places = find(text, terms, language);
    show(text, 0..text.len(), &places)
}

/// The stretch of the text that holds most of what was looked for; its beginning where there is nothing of it.
pub(crate) fn mark_snippet(text: &str, terms: &[&Term], language: Option<&str>) -> Marked {
    let places = find(text, terms, language);
    let start = best_start(&places, terms.len());
    let from = start.saturating_sub(BEFORE_BYTES);
    let range = to_words(text, from, start, from + SNIPPET_BYTES);
    show(text, range, &places)
}

/// How often each term stands in the text.
pub(crate) fn count(text: &str, terms: &[&Term], language: Option<&str>) -> Vec<f32> {
    let mut counts = vec![0.0; terms.len()];
    for place in find(text, terms, language) {
        if let Some(count) = counts.get_mut(place.term) {
            *count += 1.0;
        }
    }
    counts
}

struct Place {
    range: Range<usize>,
    term: usize,
}

/// All places of all terms, by where they begin.
fn find(text: &str, terms: &[&Term], language: Option<&str>) -> Vec<Place> {
    let mut seekers: Vec<Seeker> = terms.iter().map(|term| Seeker::new(term)).collect();
    let longest = terms.iter().map(|term| term.words.len()).max().unwrap_or(0);
    let any_form = terms.iter().any(|term| !term.stems.is_empty());
    // A word begins as its stem does, and as what it is a form of.
    let mut firsts = [false; 256];
    for word in terms.iter().flat_map(|term| term.words.iter().chain(&term.stems)) {
        word.bytes().take(1).for_each(|first| firsts[usize::from(first)] = true);
    }
    // Where the last words began, newest last.
    let mut starts = VecDeque::with_capacity(longest + 1);
    let mut places = Vec::new();
    let may_be = |first: u8| firsts[usize::from(first)];
    each_word_like(text, may_be, |word, range| {
        if places.len() >= MOST_PLACES {
            return;
        }
        starts.push_back(range.start);
        if starts.len() > longest {
            starts.pop_front();
        }
        let stem = if any_form && !word.is_empty() { stem(word, kind_of(word), language) } else { word };
        for (term, seeker) in seekers.iter_mut().enumerate() {
            if seeker.ends_with(word, stem)
                && let Some(start) = starts.len().checked_sub(seeker.term.words.len()).and_then(|at| starts.get(at))
            {
                places.push(Place { range: *start..range.end, term });
            }
        }
    });
    places.sort_by_key(|place| place.range.start);
    places
}

/// Bit `i` of `state`: the last words read are the first `i + 1` of the term. (Shift-and; a term has at most 64.)
struct Seeker<'a> {
    term: &'a Term,
    state: u64,
}

impl<'a> Seeker<'a> {
    fn new(term: &'a Term) -> Seeker<'a> {
        Seeker { term, state: 0 }
    }

    /// Whether the whole term ends at this word.
    fn ends_with(&mut self, word: &str, stem: &str) -> bool {
        if self.term.stems.iter().any(|known| known == stem || known == word) {
            return true;
        }
        let last = self.term.words.len() - 1;
        let mut same = 0;
        for (i, wanted) in self.term.words.iter().enumerate() {
            let is_same = word == wanted || (i == last && self.term.is_beginning && word.starts_with(wanted.as_str()));
            same |= u64::from(is_same) << i;
        }
        self.state = (self.state << 1 | 1) & same;
        self.state >> last & 1 == 1
    }
}

/// Where the window begins that holds the most different terms and, of those, the most places.
fn best_start(places: &[Place], terms: usize) -> usize {
    let (mut best, mut best_worth) = (0, (0, 0));
    for (first, place) in places.iter().enumerate() {
        let end = place.range.start + SNIPPET_BYTES - BEFORE_BYTES;
        let inside = places.iter().skip(first).take_while(|place| place.range.end <= end);
        let (mut seen, mut count) = (vec![false; terms], 0);
        for place in inside {
            count += 1;
            if let Some(seen) = seen.get_mut(place.term) {
                *seen = true;
            }
        }
        let worth = (seen.iter().filter(|seen| **seen).count(), count);
        if worth > best_worth {
            (best, best_worth) = (place.range.start, worth);
        }
    }
    best
}

/// Widened or narrowed to whole words, never past `inside`, which stays in it.
fn to_words(text: &str, from: usize, inside: usize, to: usize) -> Range<usize> {
    let from = text.floor_char_boundary(from);
    let start = if from == 0 {
        0
    } else {
        let head = text.get(from..inside).unwrap_or_default();
        head.find(char::is_whitespace).map_or(from, |space| from + space)
    };
    let to = text.floor_char_boundary(to.min(text.len()));
    let end = if to == text.len() {
        to
    } else {
        let tail = text.get(inside.max(start)..to).unwrap_or_default();
        // Text without spaces is cut where it is.
        tail.rfind(char::is_whitespace).map_or(to, |space| inside.max(start) + space)
    };
    start..end.max(start)
}

/// The range on one line, with `…` where it is cut, and its marks in UTF-16 units. Marks that touch become one.
fn show(text: &str, range: Range<usize>, places: &[Place]) -> Marked {
    let mut shown = Marked::default();
    let mut units: u32 = 0;
    let mut say = |c: char, text: &mut String| {
        text.push(c);
        units += u32::try_from(c.len_utf16()).unwrap_or(1);
        units
    };
    let Some(stretch) = text.get(range.clone()) else { return shown };
    if range.start > 0 {
        say('…', &mut shown.text);
    }
    let mut places =
        places.iter().filter(|place| range.start <= place.range.start && place.range.end <= range.end).peekable();
    let mut open: Option<(u32, usize)> = None;
    let mut spaced = true;
    let mut at_units = if range.start > 0 { 1 } else { 0 };
    for (at, c) in stretch.char_indices().map(|(at, c)| (range.start + at, c)) {
        while let Some(place) = places.next_if(|place| place.range.start <= at) {
            open = match open {
                Some((from, end)) => Some((from, end.max(place.range.end))),
                None => Some((at_units, place.range.end)),
            };
        }
        let is_space = c.is_whitespace();
        if !(is_space && spaced) {
            at_units = say(if is_space { ' ' } else { c }, &mut shown.text);
        }
        spaced = is_space;
        if let Some((from, end)) = open
            && at + c.len_utf8() >= end
        {
            shown.marks.push((from, at_units));
            open = None;
        }
    }
    if range.end < text.len() {
        say('…', &mut shown.text);
    }
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{Query, Setting};

    fn query(text: &str, typing: bool) -> Query {
        let setting = Setting { languages: vec!["en".to_owned()], today: chrono::NaiveDate::default() };
        Query::parse(text, typing, &setting)
    }

    /// The marked words, as a page would cut them out.
    fn marked(shown: &Marked) -> Vec<String> {
        let units: Vec<u16> = shown.text.encode_utf16().collect();
        let cut = |(from, to): &(u32, u32)| String::from_utf16(&units[*from as usize..*to as usize]).unwrap();
        shown.marks.iter().map(cut).collect()
    }

    #[test]
    fn marks_are_on_the_words_as_printed() {
        let check = |text: &str, query: &str, expected: &[&str]| {
            let shown = mark_all(text, &self::query(query, true).terms(), Some("en"));
            assert_eq!(marked(&shown), expected, "{query:?} in {text:?}");
        };
        check("They talked of talks", "talk ", &["talked", "talks"]);
        check("They talked of talks", "\"talks\"", &["talks"]);
        check("قال الرئيس إن رئيس", "الرئيس", &["الرئيس", "رئيس"]);
        check("oil or gas", "(oil OR gas) -coal", &["oil", "gas"]);
        check("The Élysée said; the ELYSEE denied.", "elysee", &["Élysée", "ELYSEE"]);
        check("😀 Peace talks, peace.", "\"peace talks\"", &["Peace talks"]);
        check("peace peace talks", "\"peace talks\"", &["peace talks"]);
        check("The talks were talked about", "talk", &["talks", "talked"]);
        check("في غزّة وغزه", "غزة", &["غزّة"]);
        check("他在北京时间", "北京", &["北京"]);
        check("ab cd ef", "\"ab cd\" \"cd ef\"", &["ab cd ef"]);
        check("Ёлка и елка", "елка", &["Ёлка", "елка"]);
        check("no oil here", "here -oil", &["here"]);
        check("nothing", "", &[]);
    }

    #[test]
    fn a_snippet_is_where_most_terms_are() {
        let filler = "Lorem ipsum dolor sit amet. ".repeat(40);
        let text = format!("Oil rose. {filler}\n\nThe price of oil fell. {filler}");
        let shown = mark_snippet(&text, &query("oil price", false).terms(), Some("en"));
        assert_eq!(marked(&shown), ["price", "oil"]);
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…') && !shown.text.contains('\n'));
        let beginning = mark_snippet(&text, &query("absent", false).terms(), Some("en"));
        assert!(beginning.text.starts_with("Oil rose.") && beginning.marks.is_empty());
    }

    proptest! {
        /// A mark outside the text or inside a pair of surrogates would break the page that cuts there.
        #[test]
        fn marks_lie_in_the_text(text in "(\\PC|[ab 北😀]){0,200}", query in "[ab 北\"-]{0,8}") {
            let query = self::query(&query, true);
            let terms = query.terms();
            for shown in [mark_all(&text, &terms, None), mark_snippet(&text, &terms, None)] {
                let mut last = 0;
                for (from, to) in &shown.marks {
                    prop_assert!(last <= *from && from < to);
                    last = *to;
                }
                prop_assert!(last as usize <= shown.text.encode_utf16().count());
                marked(&shown);
            }
        }
    }
}
