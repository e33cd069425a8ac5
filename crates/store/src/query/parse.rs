use std::ops::Range;

use super::{Column, Condition, Days, Node, Query, Setting, Term, note};
use crate::{
    fold::fold_text,
    views::{NoteCode, QueryNote},
};

/// More than a person asks for; the index refuses expressions that are too deep.
const MOST_LEAVES: usize = 32;
const DEEPEST: usize = 12;
const MOST_NOTES: usize = 20;

pub(super) fn parse(text: &str, typing: bool, setting: &Setting) -> Query {
    let mut parser = Parser { text, at: 0, typing, setting, leaves: 0, notes: Vec::new() };
    let root = parser.any(Column::Any, 0);
    let mut notes = parser.notes;
    notes.sort_by_key(|note| (note.start, note.end));
    Query { root, notes }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    typing: bool,
    setting: &'a Setting,
    leaves: usize,
    notes: Vec<QueryNote>,
}

impl<'a> Parser<'a> {
    /// `all OR all …`, up to the end or, inside brackets, to the closing one, which is left.
    fn any(&mut self, column: Column, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        let mut lone: Option<Range<usize>> = None;
        loop {
            let all = self.all(column, depth);
            let or = self.take_or();
            match (all, &or) {
                (Some(node), _) => {
                    nodes.push(node);
                    lone = or.clone();
                }
                (None, Some(or)) => self.note(or.clone(), NoteCode::LoneOr),
                (None, None) => {}
            }
            if or.is_none() {
                break;
            }
        }
        // Still to be typed, at the end.
        if let Some(or) = lone.filter(|_| !nodes.is_empty() && !self.is_typing_here()) {
            self.note(or, NoteCode::LoneOr);
        }
        join(nodes, Node::Any)
    }

    fn all(&mut self, column: Column, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_spaces();
            let start = self.at;
            match self.rest().chars().next() {
                None => break,
                Some(')' | '）') if depth > 0 => break,
                Some(bracket @ (')' | '）')) => {
                    self.at += bracket.len_utf8();
                    self.note(start..self.at, NoteCode::ClosingBracket);
                    continue;
                }
                Some(_) => {}
            }
            if self.peek_or().is_some() {
                break;
            }
            if self.leaves >= MOST_LEAVES {
                self.at = self.text.len();
                self.note(start..self.at, NoteCode::TooMuch);
                break;
            }
            if let Some(node) = self.unit(column, depth) {
                nodes.push(node);
            }
        }
        join(nodes, Node::All)
    }

    /// A thing and the signs before it that say it must not be there. In a loop, since people may type any number.
    fn unit(&mut self, column: Column, depth: usize) -> Option<Node> {
        let mut without = false;
        loop {
            let rest = self.rest();
            if rest.starts_with(is_minus) {
                self.at += rest.len() - rest.trim_start_matches(is_minus).len();
                // A dash between words takes nothing away.
                if self.rest().chars().next().is_none_or(|next| next.is_whitespace() || is_closing(next)) {
                    return None;
                }
                without = true;
            } else if let Some(not) = self.keyword("NOT").filter(|not| self.has_more(not.end)) {
                self.at = not.end;
                self.skip_spaces();
                without = true;
            } else {
                break;
            }
        }
        // Between two things it says what is so without it.
        if let Some(and) = self.keyword("AND").filter(|and| self.has_more(and.end))
            && !self.text[..and.start].trim().is_empty()
        {
            self.at = and.end;
            return None;
        }
        let node = self.thing(column, depth)?;
        Some(if without { Node::Not(Box::new(node)) } else { node })
    }

    fn thing(&mut self, column: Column, depth: usize) -> Option<Node> {
        if let Some(open) = self.rest().chars().next().filter(|c| is_opening(*c)) {
            return self.brackets(open, column, depth);
        }
        match self.operator() {
            Some((key, value)) => self.value(key, value, depth),
            None => self.words(column),
        }
    }

    fn brackets(&mut self, open: char, column: Column, depth: usize) -> Option<Node> {
        let start = self.at;
        self.at += open.len_utf8();
        if depth >= DEEPEST {
            self.at = self.text.len();
            self.note(start..self.at, NoteCode::TooMuch);
            return None;
        }
        let inside = self.any(column, depth + 1);
        match self.rest().chars().next() {
            Some(close) if is_closing(close) => self.at += close.len_utf8(),
            _ if self.typing => {}
            _ => self.note(start..start + open.len_utf8(), NoteCode::OpenBracket),
        }
        inside
    }

    /// Words without a space between them, or a quoted phrase.
    fn words(&mut self, column: Column) -> Option<Node> {
        let (part, quoted, _) = self.take_part();
        let typing = self.typing && !quoted && self.at == self.text.len();
        if let Some(days) = days_alone(part).filter(|_| !quoted && column == Column::Any) {
            return self.days(Days::on(days, self.setting.today), self.at - part.len()..self.at);
        }
        let term = Term::parse(part, quoted, typing, self.setting)?;
        self.leaves += 1;
        Some(Node::Words(column, term))
    }

    /// `key:` and where its value begins.
    fn operator(&self) -> Option<(Key, usize)> {
        let rest = self.rest();
        let colon = rest.find([':', '：']).filter(|at| *at <= LONGEST_KEY)?;
        let key = Key::named(&rest[..colon].to_ascii_lowercase())?;
        let width = rest[colon..].chars().next().map_or(1, char::len_utf8);
        Some((key, self.at + colon + width))
    }

    fn value(&mut self, key: Key, at: usize, depth: usize) -> Option<Node> {
        let start = self.at;
        self.at = at;
        if let Some(of_words) = key.column() {
            // `title:(port OR harbour)`.
            if let Some(open) = self.rest().chars().next().filter(|c| is_opening(*c)) {
                return self.brackets(open, of_words, depth);
            }
        }
        let (value, quoted, range) = self.take_part();
        if value.trim().is_empty() {
            if !self.is_typing_here() {
                self.note(start..self.at, NoteCode::NoValue);
            }
            return None;
        }
        if let Some(of_words) = key.column() {
            let typing = self.typing && !quoted && self.at == self.text.len();
            self.leaves += 1;
            return Term::parse(value, quoted, typing, self.setting).map(|term| Node::Words(of_words, term));
        }
        let today = self.setting.today;
        let condition = match key {
            Key::On => return self.days(Days::on(value, today), range),
            Key::Before => return self.days(Days::before(value, today), range),
            Key::After => return self.days(Days::after(value, today), range),
            Key::Outlet => Some(Condition::Outlet(fold_text(value).0, value.to_lowercase())),
            Key::Language => Some(Condition::Language(value.to_lowercase())),
            Key::Tag => Some(Condition::Tag(value.split_whitespace().collect::<Vec<_>>().join(" "))),
            Key::InCollection => Some(Condition::Collection(value.split_whitespace().collect::<Vec<_>>().join(" "))),
            Key::Is => is(value),
            Key::Story => value.parse().ok().map(Condition::Story),
            Key::InIssue => match (value.parse(), value.parse()) {
                (Ok(date), _) => Some(Condition::Issue(Ok(date))),
                (_, Ok(id)) => Some(Condition::Issue(Err(id))),
                _ => None,
            },
            Key::Title | Key::Person | Key::Place => None,
        };
        self.leaves += 1;
        match condition {
            Some(condition) => Some(Node::Is(condition, range)),
            None if self.is_typing_here() => None,
            None => {
                self.note(range, NoteCode::UnknownValue);
                None
            }
        }
    }

    fn days(&mut self, days: Option<Days>, range: Range<usize>) -> Option<Node> {
        self.leaves += 1;
        if days.is_none() && !self.is_typing_here() {
            self.note(range.clone(), NoteCode::BadDate);
        }
        days.map(|days| Node::Is(Condition::Printed(days), range))
    }

    /// A quoted stretch, or all up to a space, quote or bracket; whether it was quoted, and its range without quotes.
    fn take_part(&mut self) -> (&'a str, bool, Range<usize>) {
        let rest = self.rest();
        let start = self.at;
        if let Some(quote) = rest.chars().next().filter(|c| is_quote(*c)) {
            let inside = start + quote.len_utf8();
            let end = self.text[inside..].find(is_quote).map(|length| inside + length);
            let until = end.unwrap_or(self.text.len());
            match end.and_then(|end| self.text[end..].chars().next()) {
                Some(close) => self.at = until + close.len_utf8(),
                None => {
                    self.at = until;
                    if !self.typing {
                        self.note(start..inside, NoteCode::OpenQuote);
                    }
                }
            }
            return (&self.text[inside..until], true, inside..until);
        }
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c) || is_bracket(c)).unwrap_or(rest.len());
        self.at += end;
        (&rest[..end], false, start..self.at)
    }

    /// `OR` or `|`, which is taken.
    fn take_or(&mut self) -> Option<Range<usize>> {
        self.skip_spaces();
        let or = self.peek_or()?;
        self.at = or.end;
        Some(or)
    }

    fn peek_or(&self) -> Option<Range<usize>> {
        self.keyword("OR").or_else(|| self.rest().starts_with('|').then_some(self.at..self.at + 1))
    }

    /// In capitals, and by itself.
    fn keyword(&self, word: &str) -> Option<Range<usize>> {
        let after = self.rest().strip_prefix(word)?;
        let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || is_bracket(c) || is_quote(c));
        // Still being typed: `OR` may become `ORACLE`.
        let typed = self.typing && after.is_empty();
        (ends && !typed).then_some(self.at..self.at + word.len())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn is_typing_here(&self) -> bool {
        self.typing && self.rest().is_empty()
    }

    /// Whether a thing follows, and no closing bracket or `OR`.
    fn has_more(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        !rest.is_empty() && !rest.starts_with(is_closing) && !rest.starts_with(['|']) && !rest.starts_with("OR ")
    }

    fn note(&mut self, range: Range<usize>, code: NoteCode) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(note(&range, code));
        }
    }
}

const LONGEST_KEY: usize = 13;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Title,
    Outlet,
    Language,
    Tag,
    Is,
    Before,
    After,
    On,
    Story,
    InIssue,
    InCollection,
    Person,
    Place,
}

impl Key {
    fn named(name: &str) -> Option<Key> {
        Some(match name {
            "title" | "headline" => Key::Title,
            "outlet" | "source" => Key::Outlet,
            "lang" | "language" => Key::Language,
            "tag" => Key::Tag,
            "is" => Key::Is,
            "before" => Key::Before,
            "after" => Key::After,
            "on" | "date" => Key::On,
            "story" => Key::Story,
            "in-issue" => Key::InIssue,
            "in-collection" => Key::InCollection,
            "person" => Key::Person,
            "place" => Key::Place,
            _ => return None,
        })
    }

    fn column(self) -> Option<Column> {
        Some(match self {
            Key::Title => Column::Title,
            Key::Person => Column::People,
            Key::Place => Column::Places,
            _ => return None,
        })
    }
}

fn is(value: &str) -> Option<Condition> {
    Some(match value.to_lowercase().as_str() {
        "unread" => Condition::Unread,
        "read" => Condition::Read,
        "bookmarked" => Condition::Bookmarked,
        "undated" => Condition::Undated,
        "copy" => Condition::Copy,
        "highlighted" => Condition::Highlighted,
        _ => return None,
    })
}

/// `2025-05-01..2025-05-12` needs no operator: nothing else looks like it.
fn days_alone(part: &str) -> Option<&str> {
    let (from, to) = part.split_once("..")?;
    let is_date = |side: &str| side.len() >= 4 && side.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    ((is_date(from) && (to.is_empty() || is_date(to))) || (from.is_empty() && is_date(to))).then_some(part)
}

fn join(mut nodes: Vec<Node>, with: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 { Some(with(nodes)) } else { nodes.pop() }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）')
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–')
}
