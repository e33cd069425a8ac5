//! The words of a query as FTS5 is asked.

use super::{Column, Node, Term};

/// Stands in no article: a sign is no word.
const NOTHING: &str = "\"¬\"";

/// Words, or groups of them, as FTS5 is asked for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordQuery {
    /// All of which must be there: at least one.
    pub(crate) with: Vec<String>,
    /// None of which may be.
    pub(crate) without: Vec<String>,
}

impl WordQuery {
    pub(crate) fn of(with: &[&Node], without: &[&Node]) -> WordQuery {
        let each = |nodes: &[&Node]| nodes.iter().map(|node| of(node)).collect();
        WordQuery { with: each(with), without: each(without) }
    }

    /// The whole, in its order: what is said first is looked for first, and the rest only where that is found. FTS5 would
    /// seek each word of an `AND` for each match of any other, and a page of the index (10 µs) at each: so that the third
    /// is asked for what both others hold, they are closed off by leaving out of them what stands nowhere.
    pub(crate) fn whole(&self) -> String {
        let mut all = String::new();
        for (at, part) in self.with.iter().enumerate() {
            all = match at {
                0 => part.clone(),
                1 => format!("{all} AND {part}"),
                _ => format!("(({all}) NOT {NOTHING}) AND {part}"),
            };
        }
        match self.without.as_slice() {
            [] => all,
            without => format!("({all}) NOT ({})", without.join(" OR ")),
        }
    }
}

/// Whether words in a row are asked for in it.
pub(crate) fn holds_phrase(words: &str) -> bool {
    words.split('"').skip(1).step_by(2).any(|quoted| quoted.contains(' '))
}

/// Whether it is made of words alone, and some of them must be there: then the index of words can answer it.
pub(crate) fn is_words(node: &Node) -> bool {
    match node {
        Node::Words(..) => true,
        Node::Any(nodes) => nodes.iter().all(is_words),
        Node::All(nodes) => {
            nodes.iter().any(is_words)
                && nodes.iter().all(|node| match node {
                    Node::Not(inner) => is_words(inner),
                    node => is_words(node),
                })
        }
        Node::Not(_) | Node::Is(..) => false,
    }
}

/// Of nodes that `is_words`, all of which must be there, and of others that must not be. Where there are none of the
/// first, of the others.
pub(crate) fn expression(with: &[&Node], without: &[&Node]) -> Option<String> {
    let join = |nodes: &[&Node], word: &str| nodes.iter().map(|node| of(node)).collect::<Vec<_>>().join(word);
    match (with, without) {
        ([], []) => None,
        ([], without) => Some(join(without, " OR ")),
        (with, []) => Some(join(with, " AND ")),
        (with, without) => Some(format!("({}) NOT ({})", join(with, " AND "), join(without, " OR "))),
    }
}

fn of(node: &Node) -> String {
    match node {
        Node::Words(column, term) => of_term(*column, term),
        Node::Any(nodes) => format!("({})", nodes.iter().map(of).collect::<Vec<_>>().join(" OR ")),
        Node::All(nodes) => {
            let (without, with): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| matches!(node, Node::Not(_)));
            let without: Vec<&Node> = without
                .into_iter()
                .filter_map(|node| match node {
                    Node::Not(inner) => Some(inner.as_ref()),
                    _ => None,
                })
                .collect();
            format!("({})", expression(&with, &without).unwrap_or_default())
        }
        // `is_words` lets none of them come here.
        Node::Not(_) | Node::Is(..) => String::new(),
    }
}

/// Words hold neither quotes nor spaces, so nothing has to be escaped.
fn of_term(column: Column, term: &Term) -> String {
    let mut forms = vec![format!("\"{}\"{}", term.words.join(" "), if term.is_beginning { " *" } else { "" })];
    forms.extend(term.stems.iter().filter(|stem| !term.words.contains(stem)).map(|stem| format!("\"{stem}\"")));
    let forms = if forms.len() > 1 { format!("({})", forms.join(" OR ")) } else { forms.concat() };
    match column {
        Column::Any => forms,
        Column::Title => format!("title : {forms}"),
        Column::People => format!("people : {forms}"),
        Column::Places => format!("places : {forms}"),
    }
}
