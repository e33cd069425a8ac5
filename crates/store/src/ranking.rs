//! Which of the articles that were found answers best: BM25 (Robertson and Zaragoza 2009) over what was found.

use articles::{Article, ArticleId};

use crate::{
    marks::count,
    query::Term,
    words::{about, indexed},
};

/// A word in the headline counts for eight in the text, one in the byline or a caption for two.
const TITLE: f32 = 8.0;
const ABOUT: f32 = 2.0;
/// Saturation of a word that is repeated, and how far a long text is held against it.
const REPEATED: f32 = 1.2;
const LENGTH: f32 = 0.75;

#[derive(Default)]
pub(crate) struct Ranking {
    articles: Vec<Counted>,
}

struct Counted {
    id: ArticleId,
    /// Bytes, for words are as long in all of them.
    length: f32,
    /// How often each term stands in it.
    counts: Vec<f32>,
}

impl Ranking {
    pub(crate) fn add(&mut self, id: ArticleId, article: &Article, terms: &[&Term]) {
        let language = article.language.as_deref();
        let text = indexed(&article.text);
        let mut counts = count(text, terms, language);
        for (part, weight) in [(article.title.as_str(), TITLE), (&about(article), ABOUT)] {
            let times = count(part, terms, language);
            counts.iter_mut().zip(times).for_each(|(count, times)| *count += weight * times);
        }
        self.articles.push(Counted { id, length: text.len() as f32, counts });
    }

    /// The best first; of equals the newest.
    pub(crate) fn order(self) -> Vec<ArticleId> {
        let all = self.articles.len() as f32;
        let mean = (self.articles.iter().map(|article| article.length).sum::<f32>() / all).max(1.0);
        let terms = self.articles.first().map_or(0, |article| article.counts.len());
        let rarity: Vec<f32> = (0..terms)
            .map(|term| {
                let holding = self.articles.iter().filter(|article| article.counts[term] > 0.0).count() as f32;
                (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
            })
            .collect();
        let score = |article: &Counted| -> f32 {
            let room = REPEATED * (1.0 - LENGTH + LENGTH * article.length / mean);
            article.counts.iter().zip(&rarity).map(|(count, rarity)| rarity * count / (count + room)).sum()
        };
        let mut scored: Vec<(f32, ArticleId)> =
            self.articles.iter().map(|article| (score(article), article.id)).collect();
        scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        scored.into_iter().map(|(_, id)| id).collect()
    }
}
