//! People and places of an article, by how their names are written and what stands beside them.

use std::collections::BTreeMap;

use crate::text::{self, Kind};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    Person,
    Place,
    /// A party, company, council, or what cannot be told.
    Other,
}

/// A name as printed where it stands first, and how often it or its last word stands in the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    pub kind: NameKind,
    pub times: usize,
}

/// Most often named first. Scripts without capitals give none: there a name cannot be told from a word by its letters.
pub fn names(body: &str, language: Option<&str>) -> Vec<Name> {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for run in runs(body, language) {
        let words: Vec<&str> = run.words.iter().map(String::as_str).collect();
        let one = seen.entry(words.join(" ")).or_insert_with(|| Seen {
            name: body[run.start..run.end].to_owned(),
            first: run.start,
            words: run.words.clone(),
            ..Seen::default()
        });
        one.times += 1;
        one.within += usize::from(!run.opens);
        one.person += evidence(run.before.as_deref(), HONOURS) + evidence(run.after.as_deref(), SAYS);
        one.place += evidence(run.before.as_deref(), WHERE);
    }
    // `Finch said` belongs to `Ada Finch`.
    let full: Vec<(String, Vec<String>)> =
        seen.iter().filter(|(_, one)| one.words.len() > 1).map(|(key, one)| (key.clone(), one.words.clone())).collect();
    let shorts: Vec<String> = seen.iter().filter(|(_, one)| one.words.len() == 1).map(|(key, _)| key.clone()).collect();
    for short in shorts {
        let mut owners = full.iter().filter(|(_, words)| words.last() == Some(&short));
        if let (Some((owner, _)), None) = (owners.next(), owners.next())
            && let Some(part) = seen.remove(&short)
            && let Some(whole) = seen.get_mut(owner)
        {
            whole.times += part.times;
            whole.within += part.within;
            whole.person += part.person;
            whole.place += part.place;
        }
    }
    let mut found: Vec<Seen> = seen.into_values().filter(|one| one.within > 0).collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.times), one.first));
    found.into_iter().map(|one| Name { kind: one.kind(), times: one.times, name: one.name }).collect()
}

#[derive(Default)]
struct Seen {
    name: String,
    first: usize,
    words: Vec<String>,
    times: usize,
    /// Times that a capital is not owed to the sentence's beginning.
    within: usize,
    person: usize,
    place: usize,
}

impl Seen {
    fn kind(&self) -> NameKind {
        let body = self.words.iter().any(|word| BODIES.contains(&word.as_str()));
        if body {
            NameKind::Other
        } else if self.person > self.place {
            NameKind::Person
        } else if self.place > 0 {
            NameKind::Place
        } else if (2..=3).contains(&self.words.len()) {
            NameKind::Person
        } else {
            NameKind::Other
        }
    }
}

/// Words with capitals in a row, with the words on either side.
struct Run {
    start: usize,
    end: usize,
    words: Vec<String>,
    opens: bool,
    before: Option<String>,
    after: Option<String>,
}

fn runs(body: &str, language: Option<&str>) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    // Filled anew for each word: few are followed by a name.
    let (mut before, mut is_before) = (String::new(), false);
    let mut last_end = 0;
    text::each_word(body, |word| {
        let gap = &body[last_end..word.start];
        let opens = last_end == 0
            || gap.contains(['.', '!', '?', '\n', '"', '“', '«', ':']) && !gap.starts_with(". ")
            || gap.starts_with(". ") && word.start - last_end <= 3;
        let plain = gap == " " || gap == "-" || gap == "\u{a0}";
        last_end = word.end;
        let named = word.capital
            && matches!(word.kind, Kind::Latin | Kind::Cyrillic)
            && !(opens && text::is_function_word(word.folded, word.kind, language))
            && !text::is_common_word(word.folded, word.kind, language)
            && !HONOURS.contains(&word.folded);
        if let Some(mut run) = open.take() {
            if named && plain {
                run.words.push(word.folded.to_owned());
                run.end = word.end;
                open = Some(run);
                is_before = false;
                return;
            }
            run.after = (gap.trim() == "" || gap.trim() == ",").then(|| word.folded.to_owned());
            found.push(run);
        }
        if named {
            let words = vec![word.folded.to_owned()];
            let before = is_before.then(|| before.clone());
            open = Some(Run { start: word.start, end: word.end, words, opens, before, after: None });
            is_before = false;
            return;
        }
        before.clear();
        before.push_str(word.folded);
        is_before = true;
    });
    found.extend(open);
    found
}

fn evidence(word: Option<&str>, list: &[&str]) -> usize {
    usize::from(word.is_some_and(|word| list.contains(&word)))
}

/// What stands before a person's name.
const HONOURS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lord",
    "president",
    "minister",
    "mayor",
    "senator",
    "governor",
    "judge",
    "general",
    "colonel",
    "captain",
    "professor",
    "king",
    "queen",
    "prince",
    "pope",
    "spokesman",
    "spokeswoman",
    "actor",
    "actress",
    "singer",
    "coach",
    "director",
    "secretary",
    "chancellor",
    "author",
    "m",
    "mme",
    "presidente",
    "ministre",
    "maire",
    "ministro",
    "ministra",
    "alcalde",
    "herr",
    "frau",
    "prasident",
    "kanzler",
    "burgermeister",
    "президент",
    "министр",
    "мэр",
    "губернатор",
    "генерал",
    "директор",
    "глава",
];

/// What stands after a person's name.
const SAYS: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "who",
    "argued",
    "warned",
    "wrote",
    "tweeted",
    "asked",
    "a declare",
    "dit",
    "dijo",
    "disse",
    "sagte",
    "erklarte",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "рассказал",
    "отметил",
    "сообщил",
];

/// What stands before a place.
const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "from",
    "across",
    "outside",
    "around",
    "off",
    "a",
    "au",
    "en",
    "dans",
    "desde",
    "nach",
    "aus",
    "bei",
    "в",
    "во",
    "из",
    "под",
    "около",
];

/// Words of names that are neither people nor places.
const BODIES: &[&str] = &[
    "party",
    "council",
    "bank",
    "university",
    "inc",
    "corp",
    "ltd",
    "company",
    "group",
    "club",
    "united",
    "court",
    "police",
    "department",
    "ministry",
    "committee",
    "association",
    "union",
    "agency",
    "institute",
    "center",
    "centre",
    "league",
    "times",
    "news",
    "post",
    "press",
    "hospital",
    "church",
    "school",
    "college",
    "airlines",
    "army",
    "office",
    "act",
    "cup",
    "parti",
    "conseil",
    "banque",
    "universite",
    "ministere",
    "partido",
    "banco",
    "universidad",
    "ministerio",
    "partei",
    "ministerium",
    "партия",
    "банк",
    "министерство",
    "университет",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[(&str, NameKind)]) {
        let found = names(body, Some("en"));
        for (name, kind) in expected {
            assert!(found.iter().any(|one| one.name == *name && one.kind == *kind), "{name} in {found:?}");
        }
    }

    #[test]
    fn what_stands_beside_a_name_tells_what_it_is() {
        check(
            "On Monday the mayor, Ada Finch, opened the bridge in Stone Cove. Finch said the Harbour Council had paid for it.",
            &[("Ada Finch", NameKind::Person), ("Stone Cove", NameKind::Place), ("Harbour Council", NameKind::Other)],
        );
    }

    /// A card that lists Finch and Ada Finch lists one woman twice.
    #[test]
    fn a_last_name_alone_counts_for_the_full_one() {
        let found = names("It was Ada Finch who came. Later Finch left. People like Finch.", Some("en"));
        assert_eq!(found[0].name, "Ada Finch");
        assert_eq!(found[0].times, 3);
        assert_eq!(found.len(), 1);
    }
}
