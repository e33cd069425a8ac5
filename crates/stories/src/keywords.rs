use std::collections::HashMap;

use crate::text::{self, Kind};

/// A word that first stands so many words into the text weighs less by a share of this.
const HALF: f32 = 50.0;
const EARLY: f32 = 0.1;
/// What a word gains that is always written with a capital.
const NAME: f32 = 0.17;
/// Long words tell more, up to so many letters.
const LETTERS: usize = 9;
const LENGTH: f32 = 0.85;
const FIGURE: f32 = 0.7;
/// Words of a phrase, function words within included.
const LONGEST: usize = 4;
/// A phrase against the mean of its words; one of more than two words; one of names only.
const PHRASE: f32 = 0.36;
const LONG_PHRASE: f32 = 0.45;
const NAMES: f32 = 1.6;
/// How much a phrase gains by being said again.
const AGAIN: f32 = 0.8;

/// Characters of Chinese that join, count or point: no word of a subject begins, ends or goes on over one.
const JOINING: &str =
    "的了是在不和有与與及也为為于於对對就这這那上中下个個其之而被把从從到以等一二三两兩人说說将將会會还還都很但或并並";

/// The words and phrases that tell what an article is about, best first, as they are printed where they stand first.
pub fn keywords(title: &str, body: &str, language: Option<&str>, most: usize) -> Vec<String> {
    let whole = if title.trim().is_empty() { body.to_owned() } else { format!("{title}\n\n{body}") };
    let tokens = read(&whole, language);
    let words = weigh(&tokens);
    let mut ranked: Vec<(f32, usize, usize, Vec<u32>)> = Vec::new();
    for ((start, end), times) in phrases(&tokens, &words) {
        let phrase = &tokens[start..=end];
        let telling: Vec<f32> = phrase.iter().filter_map(|token| words.get(&token.stem).copied()).collect();
        let mut score = telling.iter().sum::<f32>() / telling.len().max(1) as f32;
        if phrase.iter().any(|token| token.ideograph) {
            // A character alone is seldom a word, and two that meet once are a chance meeting.
            if phrase.len() < 2 || times < 2.0 || !phrase.iter().all(|token| token.ideograph && token.tells) {
                continue;
            }
            score *= times / telling.iter().fold(1.0, |most, weight| weight.max(most)) * phrase.len() as f32;
        } else if phrase.len() > 1 {
            let names = phrase.iter().all(|token| token.binds || token.capital);
            // Said once it is a chance meeting of words, unless they are a name.
            if times < 2.0 && !names {
                continue;
            }
            score *= PHRASE * (times / telling.len().max(1) as f32).powf(AGAIN).min(2.0);
            score *= if names { NAMES } else { 1.0 };
            score *= if phrase.len() > 2 { LONG_PHRASE } else { 1.0 };
        }
        ranked.push((score, start, end, phrase.iter().map(|token| token.stem).collect()));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut found: Vec<String> = Vec::new();
    let mut keys: Vec<Vec<u32>> = Vec::new();
    for (_, start, end, key) in ranked {
        if found.len() == most {
            break;
        }
        // A word of a phrase that is there already says nothing more.
        if keys.iter().any(|longer| longer.len() > key.len() && longer.windows(key.len()).any(|part| part == key)) {
            continue;
        }
        keys.push(key);
        found.push(whole[tokens[start].start..tokens[end].end].to_owned());
    }
    found
}

struct Token {
    stem: u32,
    start: usize,
    end: usize,
    /// A function word: may stand within a phrase.
    binds: bool,
    /// A word that may be told by itself.
    tells: bool,
    capital: bool,
    figure: bool,
    ideograph: bool,
    letters: usize,
    /// Counted by the marks between words: no phrase goes over one.
    clause: usize,
}

fn read(whole: &str, language: Option<&str>) -> Vec<Token> {
    const MARKS: [char; 20] =
        ['.', '!', '?', '\n', ',', ';', ':', '"', '“', '”', '«', '»', '(', ')', '—', '–', '•', '。', '،', '؟'];
    let mut tokens = Vec::new();
    let (mut clause, mut last) = (0, 0);
    text::each_word(whole, |word| {
        clause += usize::from(whole[last..word.start].contains(MARKS));
        last = word.end;
        let ideograph = word.kind == Kind::Ideograph;
        let joins = ideograph && JOINING.contains(word.folded);
        let binds = joins || text::is_function_word(word.folded, word.kind, language);
        let common = text::is_common_word(word.folded, word.kind, language);
        let letters = word.folded.chars().count();
        tokens.push(Token {
            stem: text::hash(text::stem(word.folded, word.kind, language).as_bytes(), 0) as u32,
            start: word.start,
            end: word.end,
            binds,
            tells: !binds && !common && (letters >= 3 || word.capital || ideograph),
            capital: word.capital,
            figure: word.kind == Kind::Number,
            ideograph,
            letters,
            clause,
        });
    });
    tokens
}

/// What each word that tells something weighs, by its stem.
fn weigh(tokens: &[Token]) -> HashMap<u32, f32> {
    struct Seen {
        times: f32,
        first: usize,
        within: f32,
        capital: f32,
    }
    let mut seen: HashMap<u32, Seen> = HashMap::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.tells) {
        let one = seen.entry(token.stem).or_insert(Seen { times: 0.0, first: at, within: 0.0, capital: 0.0 });
        one.times += 1.0;
        let opens = at == 0 || tokens[at - 1].clause != token.clause;
        one.within += f32::from(u8::from(!opens));
        one.capital += f32::from(u8::from(!opens && token.capital));
    }
    seen.into_iter()
        .map(|(stem, one)| {
            let token = &tokens[one.first];
            let early = 1.0 - EARLY + EARLY * HALF / (HALF + one.first as f32);
            let name = 1.0 + NAME * one.capital / one.within.max(1.0);
            let length = (token.letters.min(LETTERS) as f32).powf(LENGTH);
            (stem, one.times * early * name * length * if token.figure { FIGURE } else { 1.0 })
        })
        .collect()
}

/// Where each word and phrase stands first, and how often it stands anywhere.
fn phrases(tokens: &[Token], words: &HashMap<u32, f32>) -> Vec<((usize, usize), f32)> {
    let mut found: HashMap<Vec<u32>, ((usize, usize), f32)> = HashMap::new();
    let edge = |token: &Token| token.tells && words.contains_key(&token.stem);
    for start in (0..tokens.len()).filter(|at| edge(&tokens[*at])) {
        for end in start..tokens.len().min(start + LONGEST) {
            if tokens[end].clause != tokens[start].clause {
                break;
            }
            if edge(&tokens[end]) {
                let key = tokens[start..=end].iter().map(|token| token.stem).collect();
                found.entry(key).or_insert(((start, end), 0.0)).1 += 1.0;
            }
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keywords are filters and tags: what any day's news holds would filter nothing.
    #[test]
    fn words_that_tell_the_subject_come_first() {
        let found = keywords(
            "Harbour of Marrow Bay closed",
            "The harbour was closed on Monday after a ferry hit the pier. The ferry, which had left Stone Cove, hit the pier \
             at noon. The harbour master said that the harbour would open again next week.",
            Some("en"),
            5,
        );
        assert_eq!(found[0].to_lowercase(), "harbour");
        assert!(found.iter().any(|word| word == "ferry"));
        assert!(found.iter().all(|word| !["Monday", "week", "said", "the"].contains(&word.as_str())));
    }

    /// Chinese has no blanks: each character is a token, and a character is no subject.
    #[test]
    fn chinese_keywords_are_words_and_not_characters() {
        let found = keywords(
            "粮食走廊重启",
            "周一，粮食走廊的首批货轮通过北部海峡。粮食走廊自去年十月关闭，北部海峡的货轮一直在等候。",
            Some("zh"),
            10,
        );
        assert!(found.iter().any(|word| word == "粮食走廊"), "{found:?}");
        assert!(found.iter().any(|word| word == "北部海峡"), "{found:?}");
        assert!(found.iter().all(|word| word.chars().count() > 1 && !word.contains('的')), "{found:?}");
    }

    #[test]
    fn nothing_has_no_keywords() {
        assert!(keywords("", "", None, 10).is_empty());
        assert!(keywords("On the", "of and to", Some("en"), 10).is_empty());
    }
}
