//! Whether an article that comes in is here already.

use ::articles::ArticleId;
use rusqlite::Connection;

use crate::{
    Result,
    fold::sort_key,
    prepared::Prepared,
    tables::{articles, import_articles},
};

/// What is known of an article that comes in.
pub(crate) enum Known {
    Here(ArticleId),
    /// It is new, and is to be known by this.
    New([u8; 16]),
}

/// The same words under the same headline are one article, as long as they are of one outlet or it is not said of both.
/// Printed by another outlet they are another, known by the outlet as well: a near copy, to be flagged and counted.
/// `again`: the file is read anew, and an article that it alone holds may come from it under another name.
pub(crate) fn find(connection: &Connection, article: &Prepared, again: Option<i64>) -> Result<Known> {
    if let Some(id) = articles::find_content(connection, &article.printing)? {
        return Ok(Known::Here(id));
    }
    let Some(id) = articles::find_content(connection, &article.content)? else {
        return Ok(Known::New(article.content));
    };
    let is_replaced = match again {
        Some(original) => !import_articles::is_of_other_original(connection, id, original)?,
        None => false,
    };
    let (name, host) = articles::outlet(connection, id)?;
    if is_replaced || is_one_outlet((&name, host.as_deref()), (&article.source, article.host.as_deref())) {
        Ok(Known::Here(id))
    } else {
        Ok(Known::New(article.printing))
    }
}

/// By what an article that is here is to be known from now on, in this reading.
pub(crate) fn content(connection: &Connection, id: ArticleId, better: &Prepared) -> Result<[u8; 16]> {
    let is_printing = articles::find_content(connection, &better.printing)? == Some(id);
    Ok(if is_printing { better.printing } else { better.content })
}

fn is_one_outlet((name, host): (&str, Option<&str>), (other, others): (&str, Option<&str>)) -> bool {
    let plain = |host: &str| host.trim_start_matches("www.").to_lowercase();
    let same_host = matches!((host, others), (Some(a), Some(b)) if plain(a) == plain(b));
    name.is_empty() || other.is_empty() || same_host || sort_key(name) == sort_key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_one_by_their_name_or_host() {
        let check = |a: (&str, Option<&str>), b: (&str, Option<&str>), expected: bool| {
            assert_eq!(is_one_outlet(a, b), expected, "{a:?} {b:?}");
        };
        check(("Le Littoral", None), ("LE LITTORAL", None), true);
        check(("Post", Some("www.post.example")), ("post.example", Some("post.example")), true);
        check(("Post", None), ("", Some("post.example")), true);
        check(("Post", Some("post.example")), ("Gazette", Some("gazette.example")), false);
        check(("Post", Some("post.example")), ("Gazette", None), false);
    }
}
