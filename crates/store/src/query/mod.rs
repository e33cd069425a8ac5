//! What is looked for: words, phrases and conditions, put together with `OR`, `-` and brackets.
//!
//! Any text is a query. What is no word or sign of it is passed over, and said in a note.

mod dates;
mod expression;
mod parse;
mod terms;

use std::ops::Range;

use chrono::NaiveDate;

use crate::views::{NoteCode, QueryNote};

pub(crate) use dates::Days;
pub(crate) use expression::{WordQuery, expression, holds_phrase, is_words};
pub(crate) use terms::{Term, kind_of};

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query {
    /// None where nothing is looked for.
    pub(crate) root: Option<Node>,
    pub(crate) notes: Vec<QueryNote>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Two or more.
    All(Vec<Node>),
    /// Two or more.
    Any(Vec<Node>),
    Not(Box<Node>),
    Words(Column, Term),
    /// With its place in the query, for a note where there is nothing of that name.
    Is(Condition, Range<usize>),
}

/// Where the words are to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Column {
    #[default]
    Any,
    Title,
    People,
    Places,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// Folded words of the outlet's name, and the value as typed, which may be a host.
    Outlet(String, String),
    Language(String),
    Tag(String),
    Unread,
    Read,
    Bookmarked,
    Undated,
    Copy,
    Highlighted,
    Printed(Days),
    Story(i64),
    /// By its name.
    Collection(String),
    /// By its date or, where that is none, its id.
    Issue(Result<NaiveDate, i64>),
}

/// What a query is read with: the library's languages, whose endings words may have, and the day it is asked on.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) languages: Vec<String>,
    pub(crate) today: NaiveDate,
}

impl Query {
    /// `typing`: the last word is not finished yet.
    pub(crate) fn parse(text: &str, typing: bool, setting: &Setting) -> Query {
        parse::parse(text, typing, setting)
    }

    /// The sides of an `OR` that the index of words cannot answer by itself, each a query.
    pub(crate) fn branches(&self) -> Option<Vec<Query>> {
        match &self.root {
            Some(root @ Node::Any(nodes)) if !is_words(root) => {
                let branch = |node: &Node| Query { root: Some(node.clone()), notes: Vec::new() };
                Some(nodes.iter().map(branch).collect())
            }
            _ => None,
        }
    }

    /// What is to be marked where it is found: all words but those that must not be there.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        self.root.as_ref().map(Node::terms).unwrap_or_default()
    }
}

impl Node {
    /// The words of it that are to be there.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        let mut found = Vec::new();
        gather(self, &mut found);
        found
    }
}

fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Term>) {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| gather(node, found)),
        Node::Words(_, term) => found.push(term),
        Node::Not(_) | Node::Is(..) => {}
    }
}

pub(crate) fn note(range: &Range<usize>, code: NoteCode) -> QueryNote {
    let count = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    QueryNote { start: count(range.start), end: count(range.end), code }
}

#[cfg(test)]
mod tests;
