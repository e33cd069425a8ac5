use std::collections::BTreeMap;

use articles::{Article, ArticleId};
use digests::{Item, Passage};

use crate::opening::opening;

/// Words of an article, in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    pub article: ArticleId,
    pub text: String,
    /// Whose words they are: said where an item quotes more than the article that leads.
    pub outlet: Option<String>,
}

/// What an item quotes, in printed order: its passages or, where it has none, how its article opens. What is left out
/// between two passages of one article is marked `[…]`; a passage of an article that is gone is passed over.
pub fn quotations(item: &Item, articles: &BTreeMap<ArticleId, Article>) -> Vec<Quotation> {
    let words = |passage: &Passage| -> Option<(&Article, &str)> {
        let article = articles.get(&passage.article)?;
        let words = article.text.get(passage.start as usize..passage.end as usize)?.trim();
        (!words.is_empty()).then_some((article, words))
    };
    let several = item.quoted.iter().any(|passage| passage.article != item.article);
    let mut quoted: Vec<Quotation> = Vec::new();
    let mut before: Option<&Passage> = None;
    for passage in &item.quoted {
        let Some((article, words)) = words(passage) else { continue };
        let last = quoted.last_mut().zip(before).filter(|(last, _)| last.article == passage.article);
        if let Some((last, before)) = last {
            let between = article.text.get(before.end as usize..passage.start as usize);
            let follows = between.is_some_and(|between| between.trim().is_empty());
            last.text.push_str(if follows { " " } else { " […] " });
            last.text.push_str(words);
        } else {
            let outlet = article.source.as_ref().filter(|_| several).map(|source| source.name.clone());
            quoted.push(Quotation { article: passage.article, text: words.to_owned(), outlet });
        }
        before = Some(passage);
    }
    if quoted.is_empty()
        && let Some(article) = articles.get(&item.article)
    {
        let opening = opening(article).into_iter();
        quoted.extend(opening.map(|text| Quotation { article: item.article, text, outlet: None }));
    }
    quoted
}

#[cfg(test)]
mod tests {
    use articles::Source;
    use digests::{Edit, Issue};

    use super::*;

    const TEXT: &str = "One. Two. Three.\n\nFour.";

    fn articles() -> BTreeMap<ArticleId, Article> {
        let of = |name: &str| Article {
            text: TEXT.into(),
            source: Some(Source { name: name.into(), host: None }),
            ..Article::default()
        };
        BTreeMap::from([(ArticleId(1), of("Post")), (ArticleId(2), of("Herald"))])
    }

    fn check(quoted: &[(i64, &str)], expected: &[&str]) {
        let passage = |(article, words): &(i64, &str)| {
            let start = TEXT.find(words).unwrap_or(9_000) as u32;
            Passage::new(ArticleId(*article), start, start + words.len() as u32)
        };
        let quoted = quoted.iter().map(passage).collect();
        let issue = Issue::new("R", "2026-11-23".parse().unwrap(), 1, "en", "");
        let (articles_of_item, section) = (vec![ArticleId(1)], issue.sections[0].id);
        let issue = issue.apply(&Edit::AddItems { articles: articles_of_item, section, at: 0 }).unwrap();
        let item = Item { quoted, ..issue.items().next().unwrap().clone() };
        let said: Vec<String> = quotations(&item, &articles())
            .into_iter()
            .map(|one| one.text + &one.outlet.map(|outlet| format!(" ({outlet})")).unwrap_or_default())
            .collect();
        assert_eq!(said, expected);
    }

    /// A reader must see whose words they are, and where some were left out.
    #[test]
    fn each_quotation_says_whose_it_is_and_what_is_left_out() {
        check(&[(1, "One."), (1, "Two.")], &["One. Two."]);
        check(&[(1, "One."), (1, "Three."), (1, "Four.")], &["One. […] Three. Four."]);
        check(
            &[(1, "Two."), (2, "One."), (2, "Four."), (1, "Three.")],
            &["Two. (Post)", "One. […] Four. (Herald)", "Three. (Post)"],
        );
    }

    #[test]
    fn without_passages_the_article_opens_the_item() {
        check(&[], &["One. Two. Three.", "Four."]);
        // An article that is gone, or a library that is damaged.
        check(&[(3, "One."), (1, "Five.")], &["One. Two. Three.", "Four."]);
    }
}
