//! Corrections of all articles of an outlet, and the articles that have still to be held against them.

use std::collections::{HashMap, HashSet};

use articles::{ArticleId, Outlet, OutletRule, OutletRuleId};
use rusqlite::{Connection, params};

use crate::{Result, tables::sources};

/// The one there is, where it is the same.
pub(crate) fn insert(connection: &Connection, rule: &OutletRule) -> Result<()> {
    connection.execute(
        "INSERT INTO outlet_rules (rule) VALUES (?1) ON CONFLICT DO NOTHING",
        [serde_json::to_string(rule)?],
    )?;
    queue(connection, &rule.outlet)
}

/// The register has these from now on: articles under another name of one wait.
pub(crate) fn queue_named(connection: &Connection, outlets: &[&Outlet]) -> Result<()> {
    let mut named: HashMap<String, &str> = HashMap::new();
    for outlet in outlets {
        for key in outlet.keys() {
            named.entry(key).or_insert(&outlet.name);
        }
    }
    if named.is_empty() {
        return Ok(());
    }
    for name in sources::names(connection)? {
        if named.get(&Outlet::key(&name)).is_some_and(|own| *own != name) {
            queue(connection, &name)?;
        }
    }
    Ok(())
}

/// The register names an outlet in another way than before: articles under a name that is another's now, or was. `None`:
/// there is none any more.
pub(crate) fn queue_renamed(connection: &Connection, before: &Outlet, now: Option<&Outlet>) -> Result<()> {
    let (old, new): (HashSet<_>, HashSet<_>) =
        (before.keys().collect(), now.into_iter().flat_map(Outlet::keys).collect());
    let is_less = old.difference(&new).next().is_some() || now.is_none_or(|now| now.name != before.name);
    for name in sources::names(connection)? {
        let key = Outlet::key(&name);
        let is_named = new.contains(&key) && now.is_some_and(|now| now.name != name);
        if is_named && !old.contains(&key) || is_less && (before.name == name || is_named) {
            queue(connection, &name)?;
        }
    }
    Ok(())
}

fn queue(connection: &Connection, source: &str) -> Result<()> {
    if let Some(source) = sources::find(connection, source)? {
        connection.execute(
            "INSERT INTO unruled_articles (article) SELECT id FROM articles WHERE source = ?1 ON CONFLICT DO NOTHING",
            [source],
        )?;
    }
    Ok(())
}

/// Whether there was one. What it changed is held against the others again.
pub(crate) fn delete(connection: &Connection, id: OutletRuleId) -> Result<bool> {
    let deleted = connection.execute("DELETE FROM outlet_rules WHERE id = ?1", [id.0])?;
    connection.execute(
        "INSERT INTO unruled_articles (article) SELECT article FROM articles_as_read WHERE true ON CONFLICT DO NOTHING",
        [],
    )?;
    Ok(deleted > 0)
}

/// In the order in which they were made.
pub(crate) fn list(connection: &Connection) -> Result<Vec<(OutletRuleId, OutletRule)>> {
    let mut statement = connection.prepare_cached("SELECT id, rule FROM outlet_rules ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut rules = Vec::new();
    while let Some(row) = rows.next()? {
        let rule: String = row.get(1)?;
        rules.push((OutletRuleId(row.get(0)?), serde_json::from_str(&rule)?));
    }
    Ok(rules)
}

pub(crate) fn waiting(connection: &Connection, most: u32) -> Result<Vec<ArticleId>> {
    let mut statement = connection.prepare_cached("SELECT article FROM unruled_articles ORDER BY article LIMIT ?1")?;
    let rows = statement.query_map(params![most], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn is_done(connection: &Connection, id: ArticleId) -> Result<()> {
    connection.prepare_cached("DELETE FROM unruled_articles WHERE article = ?1")?.execute([id.0])?;
    Ok(())
}

/// Articles of an outlet, the newest first, those older than `before`.
pub(crate) fn articles_of(
    connection: &Connection,
    outlet: &str,
    before: Option<ArticleId>,
    most: u32,
) -> Result<Vec<ArticleId>> {
    let Some(source) = sources::find(connection, outlet)? else { return Ok(Vec::new()) };
    let mut statement =
        connection.prepare_cached("SELECT id FROM articles WHERE source = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3")?;
    let before = before.map_or(i64::MAX, |id| id.0);
    let rows = statement.query_map(params![source, before, most], |row| row.get(0).map(ArticleId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
