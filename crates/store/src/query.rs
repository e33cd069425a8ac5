use crate::fold::each_word;

/// More than a person asks for; the index refuses expressions that are too deep.
const MOST_TERMS: usize = 32;
const MOST_WORDS: usize = 64;
/// A shorter beginning stands for too many words: `s` for every third article.
const SHORTEST_BEGINNING: usize = 2;

/// What is looked for. Any text is a query: what is no word or sign of it is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// All of them must be there.
    pub(crate) with: Vec<Term>,
    /// None of them may be.
    pub(crate) without: Vec<Term>,
}

/// Folded words in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    /// The last word may go on.
    pub(crate) is_beginning: bool,
}

impl Query {
    /// Words, `"a phrase"`, `-without`. `typing`: the last word is not finished yet.
    pub(crate) fn parse(text: &str, typing: bool) -> Query {
        let mut query = Query::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() && query.with.len() + query.without.len() < MOST_TERMS {
            let without = rest.starts_with(['-', '−', '–']);
            if without {
                rest = rest.trim_start_matches(['-', '−', '–']);
            }
            let quoted = rest.starts_with(is_quote);
            let part;
            if quoted {
                let inside = rest.trim_start_matches(is_quote);
                (part, rest) = inside.split_once(is_quote).unwrap_or((inside, ""));
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
                (part, rest) = rest.split_at(end);
            }
            let is_last = rest.is_empty() && !quoted && !without;
            if let Some(term) = Term::parse(part, typing && is_last) {
                if without { query.without.push(term) } else { query.with.push(term) }
            }
            rest = rest.trim_start();
        }
        query
    }

    /// As FTS5 is asked. None where nothing is looked for, or only things that must not be there.
    pub(crate) fn expression(&self) -> Option<String> {
        let with: Vec<String> = self.with.iter().map(Term::expression).collect();
        let mut all = if with.is_empty() { return None } else { with.join(" AND ") };
        if let Some(without) = self.expression_without() {
            all = format!("({all}) NOT ({without})");
        }
        Some(all)
    }

    pub(crate) fn expression_without(&self) -> Option<String> {
        let without: Vec<String> = self.without.iter().map(Term::expression).collect();
        (!without.is_empty()).then(|| without.join(" OR "))
    }
}

impl Term {
    fn parse(text: &str, typing: bool) -> Option<Term> {
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
        Some(Term { words, is_beginning })
    }

    /// Words hold neither quotes nor spaces, so nothing has to be escaped.
    fn expression(&self) -> String {
        format!("\"{}\"{}", self.words.join(" "), if self.is_beginning { " *" } else { "" })
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_minus() {
        let check = |text: &str, typing: bool, expected: &str| {
            assert_eq!(Query::parse(text, typing).expression().unwrap_or_default(), expected, "of {text:?}");
        };
        check("Élysée peace", false, r#""elysee" AND "peace""#);
        check("peace tal", true, r#""peace" AND "tal" *"#);
        check("peace talks ", true, r#""peace" AND "talks""#);
        check("peace t", true, r#""peace" AND "t""#);
        check(r#""peace talks" -oil"#, true, r#"("peace talks") NOT ("oil")"#);
        check("oil -gas -“raw oil”", false, r#"("oil") NOT ("gas" OR "raw oil")"#);
        check("„Peace Talks“ now", false, r#""peace talks" AND "now""#);
        check("al-Sharaa", false, r#""al sharaa""#);
        check("北京", true, r#""北 京""#);
        check("U.S.", true, r#""u s""#);
        check("", true, "");
        check("-oil", true, "");
        check("\" - * ( ) : ^ {", true, "");
        check("\"open phrase", true, r#""open phrase""#);
        check("title:x OR y NEAR/2 z*", false, r#""title x" AND "or" AND "y" AND "near 2" AND "z""#);
    }
}
