//! Pages of articles in each order, under any filter. Each is a walk along one index from a place in it, so that the
//! thousandth page costs what the first does; `CROSS JOIN` and `INDEXED BY` say which, since the planner would have
//! to guess how many articles a filter lets through, and we know from the counters.

use ::articles::ArticleId;
use rusqlite::{CachedStatement, Connection, Row, params_from_iter, types::Value};

use crate::{
    Result,
    query::WordQuery,
    tables::{articles, sources, tags},
    views::{ArticleRow, Away},
};

/// A filter with its names looked up.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// From and to, both in it.
    pub(crate) ids: (i64, i64),
    pub(crate) dated: Option<bool>,
    pub(crate) source: Option<i64>,
    pub(crate) language: Option<String>,
    pub(crate) tag: Option<i64>,
    pub(crate) import: Option<i64>,
    pub(crate) unread: bool,
    pub(crate) bookmarked: bool,
    pub(crate) story: Option<i64>,
    pub(crate) collection: Option<i64>,
    pub(crate) candidate: Option<Candidate>,
    pub(crate) shelf: Shelf,
    pub(crate) words: Option<WordQuery>,
    /// All of which must hold as well.
    pub(crate) also: Vec<Condition>,
}

/// Whether what was put away is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// Nothing is away: nothing has to be asked.
    #[default]
    All,
    /// At hand.
    Hand,
    /// At hand or archived.
    Kept,
    Only(Away),
}

impl Shelf {
    /// Of `article_states s`.
    fn condition(self) -> Option<&'static str> {
        match self {
            Shelf::All => None,
            Shelf::Hand => Some("s.away IS NULL"),
            Shelf::Kept => Some("coalesce(s.away, 'archive') = 'archive'"),
            Shelf::Only(Away::Archive) => Some("s.away = 'archive'"),
            Shelf::Only(Away::Mute) => Some("s.away = 'mute'"),
            Shelf::Only(Away::Trash) => Some("s.away = 'trash'"),
        }
    }
}

/// What no index leads to, or what is asked for with an `OR`.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Never,
    /// An expression of FTS5.
    Words(String),
    /// Sources, or the host or one under it.
    Outlet(Vec<i64>, String),
    Language(String),
    Tag(i64),
    Unread,
    Bookmarked,
    Undated,
    /// A near copy of another article.
    Copy,
    /// A reader marked or wrote in it.
    Highlighted,
    /// Dated, with an id from the one to the other.
    Printed((i64, i64)),
    Story(i64),
    Collection(i64),
    OneOf(Vec<i64>),
}

/// For an issue: what it does not hold yet.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The articles it holds, as JSON.
    pub(crate) held: String,
    /// Ids of its day, and the seconds of it: of that day, or bookmarked on it.
    pub(crate) bookmarked_on: Option<((i64, i64), (i64, i64))>,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted {
            ids: (i64::MIN, i64::MAX),
            dated: None,
            source: None,
            language: None,
            tag: None,
            import: None,
            unread: false,
            bookmarked: false,
            story: None,
            collection: None,
            candidate: None,
            shelf: Shelf::All,
            words: None,
            also: Vec::new(),
        }
    }
}

impl Wanted {
    /// Whether it asks for more than a range of ids, and for what was put away.
    pub(crate) fn is_filter(&self) -> bool {
        self.dated.is_some()
            || self.source.is_some()
            || self.language.is_some()
            || self.tag.is_some()
            || self.import.is_some()
            || self.unread
            || self.bookmarked
            || self.story.is_some()
            || self.collection.is_some()
            || self.candidate.is_some()
            || matches!(self.shelf, Shelf::Only(_))
            || !self.also.is_empty()
    }
}

/// The index that is walked. Each but `All` stands for a condition of `Wanted`, which must be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Driver {
    All,
    Dated,
    Undated,
    Source,
    Language,
    Tag,
    Import,
    Unread,
    Bookmarked,
    Story,
    Collection,
    Away,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadlinePlace {
    pub(crate) key: String,
    pub(crate) id: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourcePlace {
    pub(crate) source: sources::Place,
    pub(crate) id: i64,
}

/// By date, newest or oldest first.
pub(crate) fn by_date(
    connection: &Connection,
    wanted: &Wanted,
    driver: Driver,
    newest_first: bool,
    limit: u32,
) -> Result<Vec<ArticleRow>> {
    let mut query = Query::new(wanted, driver, articles::ROW);
    query.order(&format!("{} {}", driver.id(), if newest_first { "DESC" } else { "ASC" }), limit);
    query.rows(connection)
}

/// Along the index of headlines, leaving out what is not wanted.
pub(crate) fn by_headline(
    connection: &Connection,
    wanted: &Wanted,
    after: Option<&HeadlinePlace>,
    limit: u32,
) -> Result<Vec<(ArticleRow, HeadlinePlace)>> {
    let mut query = Query::new(wanted, Driver::All, &with_headline());
    query.from = BY_HEADLINE.to_owned();
    headlines_in_order(query, connection, after, limit)
}

/// As `by_headline`, for few articles: all that are wanted are found and sorted.
pub(crate) fn few_by_headline(
    connection: &Connection,
    wanted: &Wanted,
    driver: Driver,
    after: Option<&HeadlinePlace>,
    limit: u32,
) -> Result<Vec<(ArticleRow, HeadlinePlace)>> {
    headlines_in_order(Query::new(wanted, driver, &with_headline()), connection, after, limit)
}

/// By the names of their sources, the newest of each first; those without a source last.
pub(crate) fn by_source(
    connection: &Connection,
    wanted: &Wanted,
    after: Option<&SourcePlace>,
    limit: u32,
) -> Result<Vec<(ArticleRow, SourcePlace)>> {
    let mut found = Vec::new();
    let start = sources::Place { sort_key: String::new(), id: i64::MIN };
    let mut source = sources::next(connection, after.map_or(&start, |after| &after.source), false)?;
    while let Some(place) = source {
        if wanted.source.is_none_or(|only| only == place.id) {
            let mut of_source = Wanted { source: Some(place.id), ..wanted.clone() };
            if let Some(after) = after.filter(|after| after.source == place) {
                of_source.ids.1 = of_source.ids.1.min(after.id - 1);
            }
            let missing = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            let rows = by_date(connection, &of_source, Driver::Source, true, missing)?;
            found.extend(rows.into_iter().map(|row| {
                let id = row.id.0;
                (row, SourcePlace { source: place.clone(), id })
            }));
        }
        if found.len() >= limit as usize {
            break;
        }
        source = sources::next(connection, &place, true)?;
    }
    Ok(found)
}

/// As `by_source`, for few articles: all that are wanted are found and sorted.
pub(crate) fn few_by_source(
    connection: &Connection,
    wanted: &Wanted,
    driver: Driver,
    after: Option<&SourcePlace>,
    limit: u32,
) -> Result<Vec<(ArticleRow, SourcePlace)>> {
    let mut query = Query::new(wanted, driver, &format!("{}, o.sort_key, o.id", articles::ROW));
    if let Some(SourcePlace { source, id }) = after {
        query.only(
            "(o.sort_key, o.id) >= (?, ?) AND ((o.sort_key, o.id) > (?, ?) OR a.id < ?)",
            [
                source.sort_key.clone().into(),
                source.id.into(),
                source.sort_key.clone().into(),
                source.id.into(),
                (*id).into(),
            ],
        );
    }
    query.order("o.sort_key, o.id, a.id DESC", limit);
    query.read(connection, |row| {
        let article = articles::row(row)?;
        let id = article.id.0;
        let source = sources::Place { sort_key: row.get(COLUMNS)?, id: row.get(COLUMNS + 1)? };
        Ok((article, SourcePlace { source, id }))
    })
}

/// In the order of the collection that is wanted, behind a place in it. Each with its place.
pub(crate) fn by_hand(
    connection: &Connection,
    wanted: &Wanted,
    after: Option<i64>,
    limit: u32,
) -> Result<Vec<(ArticleRow, i64)>> {
    hand_placed(wanted, after, limit, &format!("{}, d.place", articles::ROW))
        .read(connection, |row| Ok((articles::row(row)?, row.get(COLUMNS)?)))
}

/// Calls `take` with the place of all that are wanted, in the order of their collection.
pub(crate) fn each_by_hand(connection: &Connection, wanted: &Wanted, mut take: impl FnMut(i64)) -> Result<()> {
    hand_placed(wanted, None, u32::MAX, "d.place").each(connection, |row| {
        take(row.get(0)?);
        Ok(())
    })
}

/// Calls `take` with all that are wanted, by date, until it says false.
pub(crate) fn each_id(
    connection: &Connection,
    wanted: &Wanted,
    driver: Driver,
    newest_first: bool,
    mut take: impl FnMut(ArticleId) -> Result<bool>,
) -> Result<()> {
    let direction = if newest_first { "DESC" } else { "ASC" };
    let mut query = Query::new(wanted, driver, "a.id");
    query.order(&format!("{} {direction}", driver.id()), -1);
    // Where nothing is asked but a range, the narrow table is enough: all of a million in a tenth of the time.
    let sql = if wanted.is_filter() {
        query.sql()
    } else {
        let shelf = wanted.shelf.condition().map_or(String::new(), |shelf| format!(" AND {shelf}"));
        format!(
            "SELECT article FROM article_states s WHERE article BETWEEN ? AND ?{shelf} ORDER BY article {direction} LIMIT ?"
        )
    };
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&query.values))?;
    while let Some(row) = rows.next()? {
        if !take(ArticleId(row.get(0)?))? {
            break;
        }
    }
    Ok(())
}

/// Calls `take` with the place of all that are wanted, by headline.
pub(crate) fn each_headline(
    connection: &Connection,
    wanted: &Wanted,
    mut take: impl FnMut(HeadlinePlace),
) -> Result<()> {
    let mut query = Query::new(wanted, Driver::All, "a.id, a.headline_key");
    query.from = BY_HEADLINE.to_owned();
    query.order("a.headline_key, a.id", -1);
    query.each(connection, |row| {
        take(HeadlinePlace { id: row.get(0)?, key: row.get(1)? });
        Ok(())
    })
}

/// Calls `take` with the place of all that are wanted, by source.
pub(crate) fn each_source(connection: &Connection, wanted: &Wanted, mut take: impl FnMut(SourcePlace)) -> Result<()> {
    let mut next = sources::next(connection, &sources::Place { sort_key: String::new(), id: i64::MIN }, false)?;
    while let Some(place) = next {
        if wanted.source.is_none_or(|only| only == place.id) {
            let of_source = Wanted { source: Some(place.id), ..wanted.clone() };
            each_id(connection, &of_source, Driver::Source, true, |id| {
                take(SourcePlace { source: place.clone(), id: id.0 });
                Ok(true)
            })?;
        }
        next = sources::next(connection, &place, true)?;
    }
    Ok(())
}

/// Says of one article after the other whether it is wanted: prepared once, since ten thousand may be asked for.
pub(crate) struct Sieve<'a> {
    statement: CachedStatement<'a>,
    /// Which of its values the article's id is.
    id: usize,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(connection: &'a Connection, wanted: &Wanted) -> Result<Sieve<'a>> {
        let mut query = Query::new(wanted, Driver::All, "1");
        query.only("a.id = ?", [0.into()]);
        let mut statement = connection.prepare_cached(&query.sql())?;
        for (at, value) in query.values.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, value)?;
        }
        Ok(Sieve { statement, id: query.values.len() })
    }

    pub(crate) fn lets_through(&mut self, id: ArticleId) -> Result<bool> {
        self.statement.raw_bind_parameter(self.id, id.0)?;
        Ok(self.statement.raw_query().next()?.is_some())
    }
}

const BY_HEADLINE: &str = "articles a INDEXED BY articles_by_headline";
const BY_HAND: &str =
    "collected_articles d INDEXED BY collected_articles_in_order CROSS JOIN articles a ON a.id = d.article";
/// How many columns `articles::ROW` has.
const COLUMNS: usize = 14;

fn hand_placed(wanted: &Wanted, after: Option<i64>, limit: u32, columns: &str) -> Query {
    let mut query = Query::new(wanted, Driver::Collection, columns);
    query.from = BY_HAND.to_owned();
    query.only("d.place > ?", [after.unwrap_or(i64::MIN).into()]);
    query.order("d.place", limit);
    query
}

fn with_headline() -> String {
    format!("{}, a.headline_key", articles::ROW)
}

fn headlines_in_order(
    mut query: Query,
    connection: &Connection,
    after: Option<&HeadlinePlace>,
    limit: u32,
) -> Result<Vec<(ArticleRow, HeadlinePlace)>> {
    let start = HeadlinePlace { key: String::new(), id: i64::MIN };
    let HeadlinePlace { key, id } = after.unwrap_or(&start);
    query.only("(a.headline_key, a.id) > (?, ?)", [key.clone().into(), (*id).into()]);
    query.order("a.headline_key, a.id", limit);
    query.read(connection, |row| {
        let article = articles::row(row)?;
        let id = article.id.0;
        Ok((article, HeadlinePlace { key: row.get(COLUMNS)?, id }))
    })
}

impl Driver {
    fn from(self) -> &'static str {
        match self {
            Driver::All => "articles a",
            Driver::Dated => "articles a INDEXED BY articles_dated",
            Driver::Undated => "articles a INDEXED BY articles_undated",
            Driver::Source => "articles a INDEXED BY articles_by_source",
            Driver::Language => "articles a INDEXED BY articles_by_language",
            Driver::Tag => "article_tags d CROSS JOIN articles a ON a.id = d.article",
            Driver::Import => {
                "import_articles d INDEXED BY import_articles_by_import CROSS JOIN articles a ON a.id = d.article"
            }
            Driver::Unread => {
                "article_states s INDEXED BY article_states_unread CROSS JOIN articles a ON a.id = s.article"
            }
            Driver::Bookmarked => {
                "article_states s INDEXED BY article_states_bookmarked CROSS JOIN articles a ON a.id = s.article"
            }
            Driver::Away => "article_states s INDEXED BY article_states_away CROSS JOIN articles a ON a.id = s.article",
            Driver::Story => {
                "article_stories d INDEXED BY article_stories_by_story CROSS JOIN articles a ON a.id = d.article"
            }
            Driver::Collection => "collected_articles d CROSS JOIN articles a ON a.id = d.article",
        }
    }

    /// The column that the index has its articles in order by.
    fn id(self) -> &'static str {
        match self {
            Driver::Tag | Driver::Import | Driver::Story | Driver::Collection => "d.article",
            Driver::Unread | Driver::Bookmarked | Driver::Away => "s.article",
            _ => "a.id",
        }
    }
}

/// A statement in the making.
struct Query {
    columns: String,
    from: String,
    conditions: Vec<String>,
    values: Vec<Value>,
    end: String,
}

impl Query {
    fn new(wanted: &Wanted, driver: Driver, columns: &str) -> Query {
        let mut query = Query {
            columns: columns.to_owned(),
            from: driver.from().to_owned(),
            conditions: Vec::new(),
            values: Vec::new(),
            end: String::new(),
        };
        let id = driver.id();
        query.only(&format!("{id} BETWEEN ? AND ?"), [wanted.ids.0.into(), wanted.ids.1.into()]);
        match wanted.dated {
            Some(true) => query.only("a.published IS NOT NULL", []),
            Some(false) => query.only("a.published IS NULL", []),
            None => {}
        }
        if let Some(source) = wanted.source {
            query.only("a.source = ?", [source.into()]);
        }
        if let Some(language) = &wanted.language {
            query.only("a.language = ?", [language.clone().into()]);
        }
        match wanted.tag {
            Some(tag) if driver == Driver::Tag => query.only("d.tag = ?", [tag.into()]),
            Some(tag) => {
                query.only("EXISTS (SELECT 1 FROM article_tags x WHERE x.tag = ? AND x.article = a.id)", [tag.into()])
            }
            None => {}
        }
        match wanted.import {
            Some(import) if driver == Driver::Import => query.only("d.import = ? AND d.is_first = 1", [import.into()]),
            Some(import) => query.only(
                "EXISTS (SELECT 1 FROM import_articles x WHERE x.article = a.id AND x.import = ?)",
                [import.into()],
            ),
            None => {}
        }
        match wanted.story {
            Some(story) if driver == Driver::Story => query.only("d.story = ?", [story.into()]),
            Some(story) => query.condition(&Condition::Story(story)),
            None => {}
        }
        match wanted.collection {
            Some(collection) if driver == Driver::Collection => query.only("d.collection = ?", [collection.into()]),
            Some(collection) => query.condition(&Condition::Collection(collection)),
            None => {}
        }
        if wanted.unread {
            query.only("s.read = 0", []);
        }
        if wanted.bookmarked {
            query.only("s.bookmarked_at IS NOT NULL", []);
        }
        if let Some(shelf) = wanted.shelf.condition() {
            query.only(shelf, []);
        }
        if let Some(Candidate { held, bookmarked_on }) = &wanted.candidate {
            query.only("a.id NOT IN (SELECT value FROM json_each(?))", [held.clone().into()]);
            if let Some((ids, seconds)) = bookmarked_on {
                query.only(
                    "(a.id BETWEEN ? AND ? OR s.bookmarked_at BETWEEN ? AND ?)",
                    [ids.0.into(), ids.1.into(), seconds.0.into(), seconds.1.into()],
                );
            }
        }
        if let Some(words) = &wanted.words {
            query.condition(&Condition::Words(words.whole()));
        }
        wanted.also.iter().for_each(|condition| query.condition(condition));
        query
    }

    fn condition(&mut self, condition: &Condition) {
        let sql = sql(condition, &mut self.values);
        self.conditions.push(sql);
    }

    fn only<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// Said last: the limit is the last value; -1 is none.
    fn order(&mut self, by: &str, limit: impl Into<Value>) {
        self.end = format!(" ORDER BY {by} LIMIT ?");
        self.values.push(limit.into());
    }

    fn sql(&self) -> String {
        let Query { columns, from, conditions, end, .. } = self;
        let conditions = conditions.join(" AND ");
        // Ids alone are asked for by the ten thousand: what nothing is asked of is not looked up.
        let is_asked = |table: &str| {
            let names = |text: &String| text.split([' ', '(', ',']).any(|word| word.starts_with(table));
            [columns, &conditions, end].into_iter().any(names)
        };
        let mut joined = String::new();
        if is_asked("s.") && !from.contains("article_states s") {
            joined.push_str(" CROSS JOIN article_states s ON s.article = a.id");
        }
        if is_asked("o.") {
            joined.push_str(" CROSS JOIN sources o ON o.id = a.source");
        }
        format!("SELECT {columns} FROM {from}{joined} WHERE {conditions}{end}")
    }

    fn rows(self, connection: &Connection) -> Result<Vec<ArticleRow>> {
        self.read(connection, articles::row)
    }

    fn read<T>(self, connection: &Connection, mut take: impl FnMut(&Row) -> Result<T>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(connection, |row| {
            found.push(take(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    fn each(self, connection: &Connection, mut take: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        let mut statement = connection.prepare_cached(&self.sql())?;
        let mut rows = statement.query(params_from_iter(&self.values))?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }
}

/// The condition as SQL; its values are added to `values`.
fn sql(condition: &Condition, values: &mut Vec<Value>) -> String {
    let mut say = |sql: &str, value: Value| {
        values.push(value);
        sql.to_owned()
    };
    match condition {
        Condition::Never => "0".to_owned(),
        Condition::Not(inner) => format!("NOT ({})", sql(inner, values)),
        Condition::All(all) => {
            format!("({})", all.iter().map(|one| sql(one, values)).collect::<Vec<_>>().join(" AND "))
        }
        Condition::Any(any) => format!("({})", any.iter().map(|one| sql(one, values)).collect::<Vec<_>>().join(" OR ")),
        Condition::Words(words) => say(
            "EXISTS (SELECT 1 FROM article_words WHERE article_words MATCH ? AND rowid = a.id)",
            words.clone().into(),
        ),
        Condition::Outlet(sources, host) => {
            let from = say("a.source IN (SELECT value FROM json_each(?))", list(sources).into());
            // A dot before it, so that `times.example` is not `nytimes.example`.
            say(&format!("({from} OR instr('.' || coalesce(a.host, '') || '/', ?) > 0)"), format!(".{host}/").into())
        }
        Condition::Language(language) => say("a.language = ?", language.clone().into()),
        Condition::Tag(tag) => {
            say("EXISTS (SELECT 1 FROM article_tags x WHERE x.tag = ? AND x.article = a.id)", (*tag).into())
        }
        Condition::Unread => "s.read = 0".to_owned(),
        Condition::Bookmarked => "s.bookmarked_at IS NOT NULL".to_owned(),
        Condition::Undated => "a.published IS NULL".to_owned(),
        Condition::Copy => {
            "EXISTS (SELECT 1 FROM article_stories x WHERE x.article = a.id AND x.copy_of IS NOT NULL)".to_owned()
        }
        Condition::Highlighted => "(EXISTS (SELECT 1 FROM highlights x WHERE x.article = a.id)
              OR EXISTS (SELECT 1 FROM article_notes x WHERE x.article = a.id))"
            .to_owned(),
        Condition::Printed((from, to)) => {
            let from = say("a.published IS NOT NULL AND a.id >= ?", (*from).into());
            say(&format!("({from} AND a.id <= ?)"), (*to).into())
        }
        Condition::Story(story) => {
            say("EXISTS (SELECT 1 FROM article_stories x WHERE x.article = a.id AND x.story = ?)", (*story).into())
        }
        Condition::Collection(id) => {
            say("EXISTS (SELECT 1 FROM collected_articles x WHERE x.article = a.id AND x.collection = ?)", (*id).into())
        }
        Condition::OneOf(ids) => say("a.id IN (SELECT value FROM json_each(?))", list(ids).into()),
    }
}

fn list(ids: &[i64]) -> String {
    format!("[{}]", ids.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

/// Tags stand in a table of their own.
pub(crate) fn add_tags<'a>(connection: &Connection, rows: impl Iterator<Item = &'a mut ArticleRow>) -> Result<()> {
    for row in rows {
        row.tags = tags::of(connection, row.id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
