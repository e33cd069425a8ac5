use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What proposes items for a section. Each list that is not empty has to be met by one of its members; an article that
/// meets all of them is picked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Rule {
    /// By its name among the title's sections; the first section where none is called so.
    pub section: String,
    /// By their names, or by their hosts.
    pub outlets: Vec<String>,
    /// ISO 639-1.
    pub languages: Vec<String>,
    pub tags: Vec<String>,
    /// Words and phrases of the headline or text.
    pub keywords: Vec<String>,
    /// Outlets that tell the article's story, itself among them. 0 and 1 ask for nothing.
    pub least_outlets: u32,
    /// Whether it proposes, or is only being tried out.
    pub on: bool,
}

impl Rule {
    /// The rule in the language of searches. None where it asks for nothing that a search could find: a rule that
    /// picks everything is one that was not written yet, unless it counts outlets.
    pub fn query(&self) -> Option<String> {
        let groups =
            [("outlet:", &self.outlets), ("lang:", &self.languages), ("tag:", &self.tags), ("", &self.keywords)];
        let asked: Vec<String> = groups.into_iter().filter_map(|(key, words)| any_of(key, words)).collect();
        (!asked.is_empty()).then(|| asked.join(" "))
    }

    pub fn asks_for_something(&self) -> bool {
        self.least_outlets > 1 || self.query().is_some()
    }
}

fn any_of(key: &str, words: &[String]) -> Option<String> {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| word.replace('"', " "))
        .filter(|word| !word.trim().is_empty())
        .map(|word| format!("{key}\"{}\"", word.trim()))
        .collect();
    match quoted.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(format!("({})", many.join(" OR "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is typed into a rule is words, never an operator of the search language.
    #[test]
    fn a_rule_is_a_query_of_its_words() {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let check = |rule: Rule, expected: Option<&str>| assert_eq!(rule.query().as_deref(), expected, "{rule:?}");
        check(Rule::default(), None);
        check(Rule { keywords: words(&["  ", "\""]), ..Rule::default() }, None);
        check(Rule { tags: words(&["energy"]), ..Rule::default() }, Some("tag:\"energy\""));
        check(
            Rule {
                outlets: words(&["Il Piccolo", "example.org"]),
                languages: words(&["it"]),
                keywords: words(&["gas OR oil", "-price"]),
                ..Rule::default()
            },
            Some("(outlet:\"Il Piccolo\" OR outlet:\"example.org\") lang:\"it\" (\"gas OR oil\" OR \"-price\")"),
        );
        assert!(Rule { least_outlets: 3, ..Rule::default() }.asks_for_something());
        assert!(!Rule { least_outlets: 1, ..Rule::default() }.asks_for_something());
    }
}
