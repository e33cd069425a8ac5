//! Whether an article that comes in is here already.

use ::articles::ArticleId;
use rusqlite::Connection;

use crate::{
    Result,
    fold::sort_key,
    prepared::{OutletName, Prepared, outlet_name},
    tables::{article_printings, articles, articles_as_read, import_articles},
};

/// What is known of an article that comes in.
pub(crate) enum Known {
    Here(ArticleId),
    /// It is new, and is to be known by this.
    New([u8; 16]),
}

/// The same words under the same headline are one article, as long as they are of one outlet or it is not said of both.
/// Printed by another outlet they are another, known by the outlet as well: a near copy, to be flagged and counted. An outlet
/// is the one that was read and the one that a reader made of it.
/// `again`: the file is read anew, and an article that it alone holds may come from it under another name.
pub(crate) fn find(connection: &Connection, article: &Prepared, again: Option<i64>) -> Result<Known> {
    if let Some(id) = articles::find_content(connection, &article.printing)? {
        return Ok(Known::Here(id));
    }
    let first = articles::find_content(connection, &article.wording)?;
    let mut printings: Vec<ArticleId> = first.into_iter().collect();
    printings.extend(article_printings::of_wording(connection, &article.wording)?);
    for id in &printings {
        if is_of_one_outlet(connection, *id, article)? {
            return Ok(Known::Here(*id));
        }
    }
    if let Some(original) = again {
        for id in &printings {
            if !import_articles::is_of_other_original(connection, *id, original)? {
                return Ok(Known::Here(*id));
            }
        }
    }
    Ok(Known::New(if first.is_none() { article.wording } else { article.printing }))
}

/// By what an article that is here is to be known from now on, in this reading.
pub(crate) fn content(connection: &Connection, id: ArticleId, better: &Prepared) -> Result<[u8; 16]> {
    let is_printing =
        article_printings::has(connection, id)? || articles::find_content(connection, &better.printing)? == Some(id);
    Ok(if is_printing { better.printing } else { better.wording })
}

fn is_of_one_outlet(connection: &Connection, id: ArticleId, article: &Prepared) -> Result<bool> {
    let is_one = |known: OutletName| article.outlets.iter().any(|other| is_one_outlet(&known, other));
    if is_one(articles::outlet(connection, id)?) {
        return Ok(true);
    }
    Ok(articles_as_read::read(connection, id)?.is_some_and(|as_read| is_one(outlet_name(&as_read))))
}

fn is_one_outlet((name, host): &OutletName, (other, others): &OutletName) -> bool {
    let plain = |host: &String| host.trim_start_matches("www.").to_lowercase();
    let same_host = matches!((host, others), (Some(a), Some(b)) if plain(a) == plain(b));
    name.is_empty() || other.is_empty() || same_host || sort_key(name) == sort_key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_one_by_their_name_or_host() {
        let check = |a: (&str, Option<&str>), b: (&str, Option<&str>), expected: bool| {
            let owned = |(name, host): (&str, Option<&str>)| (name.to_owned(), host.map(str::to_owned));
            assert_eq!(is_one_outlet(&owned(a), &owned(b)), expected, "{a:?} {b:?}");
        };
        check(("Le Littoral", None), ("LE LITTORAL", None), true);
        check(("Post", Some("www.post.example")), ("post.example", Some("post.example")), true);
        check(("Post", None), ("", Some("post.example")), true);
        check(("Post", Some("post.example")), ("Gazette", Some("gazette.example")), false);
        check(("Post", Some("post.example")), ("Gazette", None), false);
    }
}
