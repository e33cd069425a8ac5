//! What a filter and a query ask for: names looked up, and the index that leads there in the fewest steps.

use articles::{CollectionId, StoryId};
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Error, Result,
    ids::ids_of_day,
    query::{Column, Condition as Asked, Days, Node, Query, Setting, Term, WordQuery, expression, is_words, note},
    tables::{
        article_list::{Condition, Driver, Shelf, Wanted},
        collections,
        counters::{self, Kind},
        former_stories, imports, issue_edits, issues, saved_searches, sources, tags,
    },
    views::{Filter, NoteCode, QueryNote},
};

/// So few articles are found and sorted at once; more are looked for along the order's own index.
const FEW: u32 = 5_000;
/// In so many of the library's languages the other forms of a word are looked for.
const LANGUAGES: usize = 3;

/// A filter and a query with their names looked up.
pub(crate) struct Sought {
    pub(crate) wanted: Wanted,
    pub(crate) driver: Driver,
    /// Even the driver leads to many.
    pub(crate) many: bool,
}

/// With what queries are read in this library.
pub(crate) fn setting(connection: &Connection, today: NaiveDate) -> Result<Setting> {
    let mut counts = counters::every(connection, Kind::Language)?;
    counts.sort_by_key(|count| std::cmp::Reverse(count.all));
    let mut languages: Vec<String> = counts.into_iter().take(LANGUAGES).map(|count| count.name).collect();
    if languages.is_empty() {
        // Texts of no known language are taken by English rules.
        languages.push("en".to_owned());
    }
    Ok(Setting { languages, today })
}

/// None where a name of the filter is of nothing, so that nothing can be found. Names of the query that are of nothing
/// are noted in it.
pub(crate) fn resolve(
    connection: &Connection,
    filter: &Filter,
    query: Option<&mut Query>,
    setting: &Setting,
) -> Result<Option<Sought>> {
    let all = counters::one(connection, Kind::All, "")?;
    let mut seeker = Seeker {
        connection,
        wanted: Wanted::default(),
        best: (all.all, Driver::All),
        all: (all.all, all.unread),
        notes: Vec::new(),
    };
    if !seeker.filter(filter)? {
        return Ok(None);
    }
    seeker.shelf(filter, query.is_some())?;
    let mut nodes = Vec::new();
    if let Some(root) = query.as_ref().and_then(|query| query.root.clone()) {
        flatten(root, &mut nodes);
    }
    if let Some(search) = filter.search {
        let Some(saved) = saved_searches::query(connection, search)? else { return Ok(None) };
        let Some(root) = Query::parse(&saved, false, setting).root else { return Ok(None) };
        flatten(root, &mut nodes);
    }
    for (column, name) in
        [(Column::Any, &filter.keyword), (Column::People, &filter.person), (Column::Places, &filter.place)]
    {
        let Some(name) = name else { continue };
        let Some(term) = Term::parse(name, true, false, setting) else { return Ok(None) };
        nodes.push(Node::Words(column, term));
    }
    seeker.nodes(&nodes)?;
    if let Some(query) = query {
        query.notes.append(&mut seeker.notes);
    }
    if seeker.wanted.words.is_some() && seeker.wanted.shelf == Shelf::Kept {
        // The index of words holds nothing else.
        seeker.wanted.shelf = Shelf::All;
    }
    let (count, driver) = seeker.best;
    Ok(Some(Sought { wanted: seeker.wanted, driver, many: count > FEW }))
}

fn flatten(node: Node, into: &mut Vec<Node>) {
    match node {
        Node::All(nodes) => nodes.into_iter().for_each(|node| flatten(node, into)),
        node => into.push(node),
    }
}

struct Seeker<'a> {
    connection: &'a Connection,
    wanted: Wanted,
    best: (u32, Driver),
    /// All articles, and all that are unread.
    all: (u32, u32),
    notes: Vec<QueryNote>,
}

impl Seeker<'_> {
    fn consider(&mut self, count: u32, driver: Driver) {
        if count < self.best.0 {
            self.best = (count, driver);
        }
    }

    fn count(&self, kind: Kind, name: &str) -> Result<u32> {
        Ok(counters::one(self.connection, kind, name)?.all)
    }

    /// False where nothing can be found.
    fn filter(&mut self, filter: &Filter) -> Result<bool> {
        if let Some(date) = filter.date {
            self.printed(Days { first: Some(date), last: Some(date) })?;
        }
        if filter.undated {
            if self.wanted.dated.is_some() {
                return Ok(false);
            }
            self.undated()?;
        }
        if let Some(source) = &filter.source {
            let Some(id) = sources::find(self.connection, source)? else { return Ok(false) };
            self.source(id, source)?;
        }
        if let Some(language) = &filter.language {
            self.language(language)?;
        }
        if let Some(tag) = &filter.tag {
            let Some(id) = tags::find(self.connection, tag)? else { return Ok(false) };
            self.tag(id, tag)?;
        }
        if let Some(import) = filter.import {
            self.wanted.import = Some(import.0);
            // Known articles are not in the sum; it only says how far to walk.
            match imports::read(self.connection, import).map(|import| import.articles) {
                Ok(articles) => self.consider(articles, Driver::Import),
                Err(Error::NotFound { .. }) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        if let Some(story) = filter.story {
            let Some(story) = former_stories::find(self.connection, story)? else { return Ok(false) };
            self.story(story.0);
        }
        if let Some(collection) = filter.collection {
            self.collection(collection)?;
        }
        if filter.unread {
            self.unread();
        }
        if filter.bookmarked {
            self.bookmarked()?;
        }
        Ok(true)
    }

    /// A list of what comes in is of what is at hand; whoever asks for something by its words or by what was done with
    /// it also finds what was archived.
    fn shelf(&mut self, filter: &Filter, is_search: bool) -> Result<()> {
        if let Some(away) = filter.away {
            self.wanted.shelf = Shelf::Only(away);
            self.consider(self.count(Kind::Away, away.name())?, Driver::Away);
            return Ok(());
        }
        if counters::every(self.connection, Kind::Away)?.is_empty() {
            return Ok(());
        }
        let Filter { tag, import, bookmarked, story, search, collection, keyword, person, place, .. } = filter;
        let is_search = is_search
            || tag.is_some()
            || import.is_some()
            || *bookmarked
            || story.is_some()
            || search.is_some()
            || collection.is_some()
            || keyword.is_some()
            || person.is_some()
            || place.is_some();
        self.wanted.shelf = if is_search { Shelf::Kept } else { Shelf::Hand };
        Ok(())
    }

    /// All of which must hold.
    fn nodes(&mut self, nodes: &[Node]) -> Result<()> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for node in nodes {
            match node {
                node if is_words(node) => with.push(node),
                Node::Not(inner) if is_words(inner) => without.push(inner.as_ref()),
                Node::Is(asked, range) => {
                    if !self.narrow(asked)? {
                        let condition = self.condition_of(asked)?;
                        if matches!(condition, Condition::Never) {
                            self.notes.push(note(range, NoteCode::NothingOfThatName));
                        }
                        self.wanted.also.push(condition);
                    }
                }
                node => {
                    let condition = self.condition(node)?;
                    self.wanted.also.push(condition);
                }
            }
        }
        if !with.is_empty() {
            self.wanted.words = Some(WordQuery::of(&with, &without));
        } else if let Some(words) = expression(&with, &without) {
            self.wanted.also.push(Condition::Not(Box::new(Condition::Words(words))));
        }
        Ok(())
    }

    /// Whether it is one of those that an index leads to, and the first of its kind.
    fn narrow(&mut self, asked: &Asked) -> Result<bool> {
        match asked {
            Asked::Printed(days) if self.wanted.dated != Some(false) => self.printed(*days)?,
            Asked::Undated if self.wanted.dated.is_none() => self.undated()?,
            Asked::Unread => self.unread(),
            Asked::Bookmarked => self.bookmarked()?,
            Asked::Language(language) if self.wanted.language.is_none() => self.language(language)?,
            Asked::Story(story) if self.wanted.story.is_none() => {
                match former_stories::find(self.connection, StoryId(*story))? {
                    Some(story) => self.story(story.0),
                    None => return Ok(false),
                }
            }
            Asked::Tag(tag) if self.wanted.tag.is_none() => match tags::find_like(self.connection, tag)? {
                Some((id, name)) => self.tag(id, &name)?,
                None => return Ok(false),
            },
            Asked::Collection(name) if self.wanted.collection.is_none() => {
                match collections::find_like(self.connection, name)? {
                    Some(id) => self.collection(id)?,
                    None => return Ok(false),
                }
            }
            Asked::Outlet(words, host) if self.wanted.source.is_none() => {
                match sources::find_like(self.connection, words)?.as_slice() {
                    [(id, name)] if !host.contains('.') => self.source(*id, name)?,
                    _ => return Ok(false),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn condition(&mut self, node: &Node) -> Result<Condition> {
        if is_words(node) {
            return Ok(Condition::Words(expression(&[node], &[]).unwrap_or_default()));
        }
        let mut each = |nodes: &[Node]| nodes.iter().map(|node| self.condition(node)).collect::<Result<Vec<_>>>();
        Ok(match node {
            Node::All(nodes) => Condition::All(each(nodes)?),
            Node::Any(nodes) => Condition::Any(each(nodes)?),
            Node::Not(inner) => Condition::Not(Box::new(self.condition(inner)?)),
            Node::Words(..) => Condition::Never,
            Node::Is(asked, range) => {
                let condition = self.condition_of(asked)?;
                if matches!(condition, Condition::Never) {
                    self.notes.push(note(range, NoteCode::NothingOfThatName));
                }
                condition
            }
        })
    }

    fn condition_of(&self, asked: &Asked) -> Result<Condition> {
        Ok(match asked {
            Asked::Outlet(words, host) => {
                let found = sources::find_like(self.connection, words)?;
                if found.is_empty() && !host.contains('.') {
                    return Ok(Condition::Never);
                }
                Condition::Outlet(found.into_iter().map(|(id, _)| id).collect(), host.clone())
            }
            Asked::Language(language) => Condition::Language(language.clone()),
            Asked::Tag(tag) => {
                tags::find_like(self.connection, tag)?.map_or(Condition::Never, |(id, _)| Condition::Tag(id))
            }
            Asked::Collection(name) => collections::find_like(self.connection, name)?
                .map_or(Condition::Never, |id| Condition::Collection(id.0)),
            Asked::Unread => Condition::Unread,
            Asked::Read => Condition::Not(Box::new(Condition::Unread)),
            Asked::Bookmarked => Condition::Bookmarked,
            Asked::Undated => Condition::Undated,
            Asked::Copy => Condition::Copy,
            Asked::Highlighted => Condition::Highlighted,
            Asked::Printed(days) => Condition::Printed(ids_of(*days)),
            Asked::Story(story) => former_stories::find(self.connection, StoryId(*story))?
                .map_or(Condition::Never, |story| Condition::Story(story.0)),
            Asked::Issue(issue) => {
                let ids = match issue {
                    Ok(date) => issues::of_date(self.connection, *date)?,
                    Err(id) => vec![articles::IssueId(*id)],
                };
                let mut held = Vec::new();
                for id in ids {
                    match issue_edits::history(self.connection, id) {
                        Ok(history) => held.extend(history.current().held().map(|article| article.0)),
                        Err(Error::NotFound { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
                if held.is_empty() { Condition::Never } else { Condition::OneOf(held) }
            }
        })
    }

    fn printed(&mut self, days: Days) -> Result<()> {
        let (from, to) = ids_of(days);
        let (before_from, before_to) = self.wanted.ids;
        self.wanted.ids = (before_from.max(from), before_to.min(to));
        self.wanted.dated = Some(true);
        if let (Some(first), Some(last)) = (days.first, days.last) {
            self.consider(counters::of_days(self.connection, first, last)?, Driver::Dated);
        }
        Ok(())
    }

    fn undated(&mut self) -> Result<()> {
        self.wanted.dated = Some(false);
        self.consider(self.count(Kind::Undated, "")?, Driver::Undated);
        Ok(())
    }

    fn source(&mut self, id: i64, name: &str) -> Result<()> {
        self.wanted.source = Some(id);
        // Articles without a source are not counted as one.
        let count = if name.is_empty() { self.all.0 } else { self.count(Kind::Source, name)? };
        self.consider(count, Driver::Source);
        Ok(())
    }

    fn language(&mut self, language: &str) -> Result<()> {
        self.wanted.language = Some(language.to_owned());
        let count = if language.is_empty() { self.all.0 } else { self.count(Kind::Language, language)? };
        self.consider(count, Driver::Language);
        Ok(())
    }

    fn tag(&mut self, id: i64, name: &str) -> Result<()> {
        self.wanted.tag = Some(id);
        self.consider(self.count(Kind::Tag, name)?, Driver::Tag);
        Ok(())
    }

    fn collection(&mut self, id: CollectionId) -> Result<()> {
        self.wanted.collection = Some(id.0);
        self.consider(collections::size(self.connection, id)?, Driver::Collection);
        Ok(())
    }

    fn story(&mut self, story: i64) {
        self.wanted.story = Some(story);
        // A story is one event: its articles are few, whatever else is asked for.
        self.best = (0, Driver::Story);
    }

    fn unread(&mut self) {
        self.wanted.unread = true;
        self.consider(self.all.1, Driver::Unread);
    }

    fn bookmarked(&mut self) -> Result<()> {
        self.wanted.bookmarked = true;
        self.consider(self.count(Kind::Bookmarked, "")?, Driver::Bookmarked);
        Ok(())
    }
}

fn ids_of(days: Days) -> (i64, i64) {
    let first = days.first.map_or(i64::MIN, |day| *ids_of_day(day).start());
    let last = days.last.map_or(i64::MAX, |day| *ids_of_day(day).end());
    (first, last)
}
