//! Stories: which articles tell one event.

mod hands;
mod linkage;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use articles::ArticleId;

pub use hands::{Hands, Said};
use linkage::{Node, Rules, Traits};

use crate::terms::{Terms, Weighted};

/// Likeness from which two groups of articles tell one story.
const BAR: f32 = 0.17;
/// What the three kinds of terms add to the likeness.
const WORDS: f32 = 0.7;
const PIECES: f32 = 0.2;
const NAMES: f32 = 0.1;
/// What two headlines with different figures lose, and with the same ones win back.
const FIGURES: f32 = 0.05;
/// Articles that are taken to have been seen in each language before the first: without them two articles on an empty
/// desk would make every word of theirs common.
const SEEN_BEFORE: f32 = 500.0;
/// Rare words count more, but by less than the logarithm: in a window with one subject most words of a story are not rare.
const RARITY: f32 = 0.7;
/// Two days. Dates are often wrong, so it fades rather than ends.
const FADES: f64 = 2.0 * 86_400.0;
/// A headline alone leans on its date, and on what the story's other headlines say; a full text on itself.
const HEADLINE_ALONE: Traits = Traits { timeless: 0.1, centred: 0.8, relative: 0.3 };
const FULL_TEXT: Traits = Traits { timeless: 0.95, centred: 0.0, relative: 1.0 };

/// A story by the article that founded it. It keeps its id while it grows; where two become one the older id stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub i64);

/// An article of the open window.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub id: ArticleId,
    pub terms: &'a Terms,
    /// Seconds since 1970.
    pub published: Option<i64>,
    /// The first of its group of near copies, or its own id: copies always tell one story.
    pub copy_of: ArticleId,
}

/// A story and its articles, earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    pub id: StoryId,
    pub articles: Vec<ArticleId>,
}

/// The stories that the articles of the open window tell, the one with the earliest article first. `before` says which
/// story each article was in when the window was last grouped. The order of `articles` does not matter.
pub fn group(articles: &[Placed], hands: &Hands, before: &BTreeMap<ArticleId, StoryId>) -> Vec<Grouped> {
    let mut articles: Vec<Placed> = articles.to_vec();
    articles.sort_by_key(|article| (article.published.unwrap_or(i64::MAX), article.id));
    articles.dedup_by_key(|article| article.id);
    let at: HashMap<ArticleId, u32> = articles.iter().zip(0..).map(|(article, at)| (article.id, at)).collect();
    let mut together = Vec::new();
    let mut apart = Vec::new();
    for said in hands.said() {
        if let (Some(a), Some(b)) = (at.get(&said.a), at.get(&said.b)) {
            if said.together { together.push((*a, *b)) } else { apart.push((*a, *b)) }
        }
    }
    for article in &articles {
        if let Some(first) = at.get(&article.copy_of).filter(|_| article.copy_of != article.id) {
            together.push((*first, at[&article.id]));
        }
    }
    let rules = Rules { bar: BAR, fades: FADES, together: &together, apart: &apart };
    let labels = linkage::link(nodes(&articles), &rules);
    let mut members: BTreeMap<u32, Vec<ArticleId>> = BTreeMap::new();
    for (article, label) in articles.iter().zip(labels) {
        members.entry(label).or_default().push(article.id);
    }
    name(members.into_values().collect(), before)
}

/// How alike two articles are, 0 to 1, when `rarity` has seen the window they stand in.
pub fn likeness(a: &Terms, b: &Terms, rarity: &Rarity) -> f32 {
    let (a, b) = (node(a, None, rarity), node(b, None, rarity));
    linkage::dot(&a.vector, &b.vector) - a.figures * b.figures
}

/// Gives each group the id that most of it had; what is new is named by its smallest article.
fn name(groups: Vec<Vec<ArticleId>>, before: &BTreeMap<ArticleId, StoryId>) -> Vec<Grouped> {
    // For each old story the group that holds most of its articles; of equals the one with its founder, else the first.
    let mut shares: BTreeMap<StoryId, BTreeMap<usize, (usize, bool)>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for article in group {
            if let Some(story) = before.get(article) {
                let share = shares.entry(*story).or_default().entry(at).or_default();
                share.0 += 1;
                share.1 |= article.0 == story.0;
            }
        }
    }
    let mut names: Vec<Option<StoryId>> = vec![None; groups.len()];
    let mut used: BTreeSet<StoryId> = shares.keys().copied().collect();
    for (story, share) in &shares {
        let heir = share.iter().max_by_key(|(at, (count, founder))| (*count, *founder, std::cmp::Reverse(**at)));
        if let Some((at, _)) = heir {
            // Stories come oldest first: where a group inherits two ids the older stays.
            names[*at].get_or_insert(*story);
        }
    }
    groups
        .into_iter()
        .zip(names)
        .map(|(articles, name)| {
            let fresh = || {
                let mut ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
                ids.sort_unstable();
                let founder = ids.first().copied().unwrap_or_default();
                // A founder that was parted from its story has left its number there: it founds another, below zero.
                let spare = (0..).map(|times: i64| -1 - founder - (times << 53));
                ids.into_iter().chain(spare).map(StoryId).find(|id| !used.contains(id)).unwrap_or(StoryId(founder))
            };
            let id = name.unwrap_or_else(fresh);
            used.insert(id);
            Grouped { id, articles }
        })
        .collect()
}

fn nodes(articles: &[Placed]) -> Vec<Node> {
    let mut rarity = Rarity::default();
    for article in articles {
        rarity.see(article.terms);
    }
    articles.iter().map(|article| node(article.terms, article.published, &rarity)).collect()
}

fn node(terms: &Terms, time: Option<i64>, rarity: &Rarity) -> Node {
    let mut vector = Vec::with_capacity(terms.words.len() + terms.pieces.len() + terms.names.len() + terms.figures.len());
    for (kind, (weight, list)) in blocks(terms).into_iter().enumerate() {
        let start = vector.len();
        vector.extend(list.iter().map(|(term, count)| (*term, (1.0 + count).ln() * rarity.of(terms.language, kind, *term))));
        let norm = vector[start..].iter().map(|(_, own): &Weighted| own * own).sum::<f32>().sqrt().max(1e-9);
        let scale = weight.sqrt() / norm;
        vector[start..].iter_mut().for_each(|term| term.1 *= scale);
    }
    let each = (FIGURES / terms.figures.len().max(1) as f32).sqrt();
    vector.extend(terms.figures.iter().map(|figure| (*figure, each)));
    vector.sort_unstable_by_key(|term| term.0);
    Node {
        vector,
        figures: if terms.figures.is_empty() { 0.0 } else { FIGURES.sqrt() },
        time,
        traits: if terms.has_text { FULL_TEXT } else { HEADLINE_ALONE },
    }
}

fn blocks(terms: &Terms) -> [(f32, &[Weighted]); 3] {
    [(WORDS, &terms.words), (PIECES, &terms.pieces), (NAMES, &terms.names)]
}

/// In how many articles of each language a term stands.
#[derive(Default)]
pub struct Rarity {
    /// By language and kind; names are counted over all languages, for they are shared by them.
    languages: HashMap<([u8; 2], usize), Counts>,
}

#[derive(Default)]
struct Counts {
    articles: f32,
    terms: HashMap<u32, f32>,
}

impl Rarity {
    pub fn see(&mut self, terms: &Terms) {
        for (kind, (_, list)) in blocks(terms).into_iter().enumerate() {
            let counts = self.languages.entry(key(terms.language, kind)).or_default();
            counts.articles += 1.0;
            for (term, _) in list {
                *counts.terms.entry(*term).or_default() += 1.0;
            }
        }
    }

    fn of(&self, language: [u8; 2], kind: usize, term: u32) -> f32 {
        let counts = self.languages.get(&key(language, kind));
        let articles = counts.map_or(0.0, |counts| counts.articles);
        let count = counts.and_then(|counts| counts.terms.get(&term)).copied().unwrap_or(0.0);
        ((articles + SEEN_BEFORE) / (count + 0.5)).ln().max(0.0).powf(RARITY)
    }
}

fn key(language: [u8; 2], kind: usize) -> ([u8; 2], usize) {
    (if kind == 2 { [0; 2] } else { language }, kind)
}

#[cfg(test)]
mod tests;
