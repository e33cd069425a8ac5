//! How many articles there are of each kind, so that no list has to be counted to be shown.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use crate::{
    Result,
    ids::{LAST_SECOND, day_of_id, first_id},
    views::{Away, Count},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    All,
    Bookmarked,
    Undated,
    Source,
    Language,
    Day,
    Tag,
    /// By where they were put.
    Away,
}

impl Kind {
    pub(crate) const EVERY: [Kind; 8] =
        [Kind::All, Kind::Bookmarked, Kind::Undated, Kind::Source, Kind::Language, Kind::Day, Kind::Tag, Kind::Away];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::All => "all",
            Kind::Bookmarked => "bookmarked",
            Kind::Undated => "undated",
            Kind::Source => "source",
            Kind::Language => "language",
            Kind::Day => "day",
            Kind::Tag => "tag",
            Kind::Away => "away",
        }
    }
}

/// All by which an article is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub(crate) source: String,
    pub(crate) language: String,
    pub(crate) day: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) unread: bool,
    pub(crate) bookmarked: bool,
    pub(crate) away: Option<Away>,
}

/// Changes of a transaction, gathered so that each counter is written once.
#[derive(Default)]
pub(crate) struct Changes {
    by: HashMap<(Kind, String), (i64, i64)>,
}

impl Changes {
    pub(crate) fn add(&mut self, facets: &Facets) {
        self.count(facets, 1);
    }

    pub(crate) fn remove(&mut self, facets: &Facets) {
        self.count(facets, -1);
    }

    fn count(&mut self, facets: &Facets, by: i64) {
        let mut one = |kind, name: &str| {
            let (total, unread) = self.by.entry((kind, name.to_owned())).or_default();
            *total += by;
            *unread += by * i64::from(facets.unread);
        };
        if let Some(away) = facets.away {
            one(Kind::Away, away.name());
            if away.is_unfound() {
                return;
            }
        }
        for tag in &facets.tags {
            one(Kind::Tag, tag);
        }
        if facets.bookmarked {
            one(Kind::Bookmarked, "");
        }
        if facets.away.is_some() {
            return;
        }
        one(Kind::All, "");
        match &facets.day {
            Some(day) => one(Kind::Day, day),
            None => one(Kind::Undated, ""),
        }
        if !facets.source.is_empty() {
            one(Kind::Source, &facets.source);
        }
        if !facets.language.is_empty() {
            one(Kind::Language, &facets.language);
        }
    }

    pub(crate) fn write(self, connection: &Connection) -> Result<()> {
        let mut count = connection.prepare_cached(
            "INSERT INTO counters (kind, name, total, unread) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, name) DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread",
        )?;
        let mut forget =
            connection.prepare_cached("DELETE FROM counters WHERE kind = ?1 AND name = ?2 AND total = 0")?;
        for ((kind, name), (total, unread)) in self.by {
            if (total, unread) != (0, 0) {
                count.execute(params![kind.name(), name, total, unread])?;
            }
            if total < 0 {
                forget.execute(params![kind.name(), name])?;
            }
        }
        Ok(())
    }
}

pub(crate) fn one(connection: &Connection, kind: Kind, name: &str) -> Result<Count> {
    let mut statement =
        connection.prepare_cached("SELECT name, total, unread FROM counters WHERE kind = ?1 AND name = ?2")?;
    let mut rows = statement.query(params![kind.name(), name])?;
    Ok(match rows.next()? {
        Some(row) => Count { name: row.get(0)?, all: row.get(1)?, unread: row.get(2)? },
        None => Count { name: name.to_owned(), all: 0, unread: 0 },
    })
}

/// All of a kind, by name.
pub(crate) fn every(connection: &Connection, kind: Kind) -> Result<Vec<Count>> {
    let mut statement =
        connection.prepare_cached("SELECT name, total, unread FROM counters WHERE kind = ?1 ORDER BY name")?;
    let rows = statement
        .query_map([kind.name()], |row| Ok(Count { name: row.get(0)?, all: row.get(1)?, unread: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest days first.
pub(crate) fn newest_days(connection: &Connection, limit: u32) -> Result<Vec<Count>> {
    let mut statement = connection
        .prepare_cached("SELECT name, total, unread FROM counters WHERE kind = 'day' ORDER BY name DESC LIMIT ?1")?;
    let rows =
        statement.query_map([limit], |row| Ok(Count { name: row.get(0)?, all: row.get(1)?, unread: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Articles that were printed from one day to another.
pub(crate) fn of_days(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<u32> {
    Ok(connection
        .prepare_cached("SELECT coalesce(sum(total), 0) FROM counters WHERE kind = 'day' AND name BETWEEN ?1 AND ?2")?
        .query_row([first.to_string(), last.to_string()], |row| row.get(0))?)
}

/// Among the newest (or oldest) days of a range of ids, the one by which so many articles were printed; None where there
/// are fewer.
pub(crate) fn day_with(
    connection: &Connection,
    (from, to): (i64, i64),
    newest_first: bool,
    articles: u32,
) -> Result<Option<NaiveDate>> {
    let order = if newest_first { "DESC" } else { "ASC" };
    let sql =
        format!("SELECT name, total FROM counters WHERE kind = 'day' AND name BETWEEN ?1 AND ?2 ORDER BY name {order}");
    let mut statement = connection.prepare_cached(&sql)?;
    let day = |id: i64| day_of_id(id.clamp(0, first_id(LAST_SECOND))).to_string();
    let mut rows = statement.query([day(from), day(to)])?;
    let mut seen = 0;
    while let Some(row) = rows.next()? {
        seen += row.get::<_, u32>(1)?;
        if seen >= articles {
            return Ok(row.get_ref(0)?.as_str().ok().and_then(|day| day.parse().ok()));
        }
    }
    Ok(None)
}

/// All of them, counted from the articles themselves.
pub(crate) fn remake(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM counters", [])?;
    let mut put = connection.prepare("INSERT INTO counters (kind, name, total, unread) VALUES (?1, ?2, ?3, ?4)")?;
    for kind in Kind::EVERY {
        for Count { name, all, unread } in recount(connection, kind)? {
            put.execute(params![kind.name(), name, all, unread])?;
        }
    }
    Ok(())
}

/// What the counters of a kind should be, counted from the articles themselves.
pub(crate) fn recount(connection: &Connection, kind: Kind) -> Result<Vec<Count>> {
    let sql = match kind {
        Kind::All => {
            "SELECT '', count(*), coalesce(sum(read = 0), 0) FROM article_states WHERE away IS NULL
             HAVING count(*) > 0"
        }
        Kind::Bookmarked => {
            "SELECT '', count(*), coalesce(sum(read = 0), 0) FROM article_states
             WHERE bookmarked_at IS NOT NULL AND coalesce(away, 'archive') = 'archive' HAVING count(*) > 0"
        }
        Kind::Undated => {
            "SELECT '', count(*), coalesce(sum(s.read = 0), 0) FROM articles a JOIN article_states s ON s.article = a.id
             WHERE a.published IS NULL AND s.away IS NULL HAVING count(*) > 0"
        }
        Kind::Source => {
            "SELECT o.name, count(*), sum(s.read = 0) FROM articles a JOIN article_states s ON s.article = a.id
             JOIN sources o ON o.id = a.source WHERE o.name <> '' AND s.away IS NULL GROUP BY 1 ORDER BY 1"
        }
        Kind::Language => {
            "SELECT a.language, count(*), sum(s.read = 0) FROM articles a JOIN article_states s ON s.article = a.id
             WHERE a.language <> '' AND s.away IS NULL GROUP BY 1 ORDER BY 1"
        }
        Kind::Day => {
            "SELECT substr(a.published, 1, 10), count(*), sum(s.read = 0)
             FROM articles a JOIN article_states s ON s.article = a.id
             WHERE a.published IS NOT NULL AND s.away IS NULL GROUP BY 1 ORDER BY 1"
        }
        Kind::Tag => {
            "SELECT t.name, count(*), sum(s.read = 0) FROM article_tags x JOIN tags t ON t.id = x.tag
             JOIN article_states s ON s.article = x.article
             WHERE coalesce(s.away, 'archive') = 'archive' GROUP BY 1 ORDER BY 1"
        }
        Kind::Away => {
            "SELECT away, count(*), sum(read = 0) FROM article_states WHERE away IS NOT NULL GROUP BY 1 ORDER BY 1"
        }
    };
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok(Count { name: row.get(0)?, all: row.get(1)?, unread: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
