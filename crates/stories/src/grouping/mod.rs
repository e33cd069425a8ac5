//! Stories: which articles tell one event.

mod hands;
mod linkage;
mod meanings;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use articles::ArticleId;

pub use hands::{Hands, Said};
use linkage::{Effort, Node, Rules, Traits};

use crate::{
    meaning::Meaning,
    terms::{Of, Terms, Weighted},
};

/// Likeness from which two groups of articles tell one story.
const BAR: f32 = 0.17;
/// What the kinds of terms add to the likeness.
const KINDS: [(Of, f32); 3] = [(Of::Words, 0.7), (Of::Pieces, 0.2), (Of::Names, 0.1)];
/// What they add where two articles are seen alone: names by their sound tie whoever is in the news, headlines are
/// worded alike by chance, and no third article shows it.
const ALONE: [(Of, f32); 2] = [(Of::Words, 0.9), (Of::Pieces, 0.1)];
/// Likeness from which two articles that are seen alone tell one story. Higher than the bar, for no others vouch.
const SAME: f32 = 0.4;
/// Headlines whose pieces are so much alike are one form filled in twice when what fills it differs.
const ONE_FORM: f32 = 0.5;
/// What two headlines with different figures lose, and with the same ones win back.
const FIGURES: f32 = 0.05;
/// Articles that are taken to have been seen in each language before the first: without them two articles on an empty
/// desk would make every word of theirs common.
const SEEN_BEFORE: f32 = 500.0;
/// Rare words count more, but by less than the logarithm: in a window with one subject most words of a story are not rare.
const RARITY: f32 = 0.7;
/// In a window of more articles than `LARGE` only the heaviest terms of each are compared: the lighter ones win a
/// point of BCubed on full texts, and cost half of the time and memory.
const LARGE: usize = 20_000;
const HEAVIEST: usize = 72;
const THOROUGH: Effort = Effort { terms: 40, latest: 400, kept: 200, meanings: 4_000 };
const SPARING: Effort = Effort { terms: 20, latest: 128, kept: 32, meanings: 500 };
/// Two days. Dates are often wrong, so it fades rather than ends.
const FADES: f64 = 2.0 * 86_400.0;
/// A headline alone leans on its date, and on what the story's other headlines say; a full text on itself.
const HEADLINE_ALONE: Traits = Traits { timeless: 0.1, centred: 0.8, relative: 0.2 };
const FULL_TEXT: Traits = Traits { timeless: 0.95, centred: 0.0, relative: 1.2 };

/// A story by the article that founded it. It keeps its id while it grows; where two become one the older id stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub i64);

/// An article of the open window.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub id: ArticleId,
    pub terms: &'a Terms,
    /// What it means, where an encoder told it.
    pub meaning: Option<&'a Meaning>,
    /// Seconds since 1970.
    pub published: Option<i64>,
    /// The first of its group of near copies, or its own id: copies always tell one story.
    pub copy_of: ArticleId,
    /// The form that it is filled in from, if it is: the reports of one form tell different things, however alike.
    pub form: Option<ArticleId>,
    /// Its story is told: it stays together with what it was together with, unless a hand parts them. For the older
    /// edge of the window, where the articles that held a story together may be out of sight.
    pub settled: bool,
}

/// A story and its articles, earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    pub id: StoryId,
    pub articles: Vec<ArticleId>,
    /// Earlier stories that became part of this one. Their articles outside of the window belong to it as well.
    pub absorbed: Vec<StoryId>,
}

/// The stories that the articles of the open window tell, the one with the earliest article first. `before` says which
/// story each article was in when the window was last grouped; `taken` are the ids that no new story may take, for
/// another has or had them. The order of `articles` does not matter.
pub fn group(
    articles: &[Placed],
    hands: &Hands,
    before: &BTreeMap<ArticleId, StoryId>,
    taken: &BTreeSet<StoryId>,
) -> Vec<Grouped> {
    let mut articles: Vec<Placed> = articles.to_vec();
    articles.sort_by_key(|article| (article.published.unwrap_or(i64::MAX), article.id));
    articles.dedup_by_key(|article| article.id);
    let at: HashMap<ArticleId, u32> = articles.iter().zip(0..).map(|(article, at)| (article.id, at)).collect();
    let wishes = wishes(&articles, &at, hands, before);
    let effort = if articles.len() > LARGE { SPARING } else { THOROUGH };
    let rules = Rules { effort, bar: BAR, fades: FADES, together: &wishes.together, apart: &wishes.apart };
    let mut nodes = nodes(&articles, hands);
    nodes.resize_with(articles.len() + wishes.absent, Node::absent);
    let labels = linkage::link(nodes, &rules);
    let mut members: BTreeMap<u32, Vec<ArticleId>> = BTreeMap::new();
    for (article, label) in articles.iter().zip(labels) {
        members.entry(label).or_default().push(article.id);
    }
    name(members.into_values().collect(), before, taken)
}

/// Which nodes belong together and which do not, whatever their words say.
struct Wishes {
    together: Vec<(u32, u32)>,
    apart: Vec<(u32, u32)>,
    /// Nodes after those of the articles: what a hand spoke of that is outside of the window still ties and parts.
    absent: usize,
}

fn wishes(
    articles: &[Placed],
    at: &HashMap<ArticleId, u32>,
    hands: &Hands,
    before: &BTreeMap<ArticleId, StoryId>,
) -> Wishes {
    let mut wishes = Wishes { together: Vec::new(), apart: Vec::new(), absent: 0 };
    let mut absent: HashMap<ArticleId, u32> = HashMap::new();
    for said in hands.said() {
        let [a, b] = [said.a, said.b].map(|id| {
            let next = (articles.len() + absent.len()) as u32;
            at.get(&id).copied().unwrap_or_else(|| *absent.entry(id).or_insert(next))
        });
        if said.together { wishes.together.push((a, b)) } else { wishes.apart.push((a, b)) }
    }
    wishes.absent = absent.len();
    // The original of a copy may be older than the window: then the first copy in it stands for it.
    let mut originals: HashMap<ArticleId, u32> = HashMap::new();
    let mut told: HashMap<StoryId, u32> = HashMap::new();
    for (article, own) in articles.iter().zip(0..) {
        let first = at.get(&article.copy_of).copied();
        let first = first.unwrap_or_else(|| *originals.entry(article.copy_of).or_insert(own));
        let settled = before.get(&article.id).filter(|_| article.settled);
        let fellow = settled.map_or(own, |story| *told.entry(*story).or_insert(own));
        wishes.together.extend([first, fellow].into_iter().filter(|other| *other != own).map(|other| (other, own)));
    }
    wishes
}

/// Do two articles tell one story, as far as they alone can say? `rarity` has seen the window they stand in.
pub fn same_story(a: &Terms, b: &Terms, rarity: &Rarity) -> bool {
    let (x, y) = (vector(a, &ALONE, rarity, usize::MAX), vector(b, &ALONE, rarity, usize::MAX));
    linkage::dot(&x, &y) >= SAME && !one_form(a, b)
}

/// `Weather for 8 May`, `Weather for 9 May`; `Weather in Stone Cove`, `Weather in Marrow Bay`: the same headline but for
/// its figures, or for names that the other article does not know.
fn one_form(a: &Terms, b: &Terms) -> bool {
    let (x, y): (Vec<Weighted>, Vec<Weighted>) = (a.of_kind(Of::Pieces).collect(), b.of_kind(Of::Pieces).collect());
    let both = (linkage::dot(&x, &x) * linkage::dot(&y, &y)).sqrt();
    let figures = |own: &Terms, other: &Terms| own.forms[0].iter().all(|one| !other.forms[0].contains(one));
    let names = |own: &Terms, other: &Terms| own.forms[1].iter().any(|one| !other.knows(*one));
    let differ = a.forms[0].len().min(b.forms[0].len()) > 0 && figures(a, b) || names(a, b) && names(b, a);
    differ && linkage::dot(&x, &y) >= ONE_FORM * both
}

/// Gives each group the id that most of it had; what is new is named by its smallest article.
fn name(groups: Vec<Vec<ArticleId>>, before: &BTreeMap<ArticleId, StoryId>, taken: &BTreeSet<StoryId>) -> Vec<Grouped> {
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
    let mut absorbed: Vec<Vec<StoryId>> = vec![Vec::new(); groups.len()];
    let mut used: BTreeSet<StoryId> = shares.keys().chain(taken).copied().collect();
    for (story, share) in &shares {
        let heir = share.iter().max_by_key(|(at, (count, founder))| (*count, *founder, std::cmp::Reverse(**at)));
        if let Some((at, _)) = heir {
            // Stories come oldest first: where a group inherits two ids the older stays.
            if *names[*at].get_or_insert(*story) != *story {
                absorbed[*at].push(*story);
            }
        }
    }
    groups
        .into_iter()
        .zip(names)
        .zip(absorbed)
        .map(|((articles, name), absorbed)| {
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
            Grouped { id, articles, absorbed }
        })
        .collect()
}

fn nodes(articles: &[Placed], hands: &Hands) -> Vec<Node> {
    let mut rarity = Rarity::default();
    for article in articles {
        rarity.see(article.terms);
    }
    let here: HashSet<ArticleId> = articles.iter().map(|article| article.id).collect();
    let mut texts: HashSet<ArticleId> = HashSet::new();
    // A hand may part a copy from its original: then it must be able to stand for itself.
    let named: BTreeSet<ArticleId> = hands.said().iter().flat_map(|said| [said.a, said.b]).collect();
    let most = if articles.len() > LARGE { HEAVIEST } else { usize::MAX };
    let copies: Vec<bool> = articles
        .iter()
        .map(|article| {
            let another = if here.contains(&article.copy_of) {
                article.copy_of != article.id
            } else {
                !texts.insert(article.copy_of)
            };
            another && !named.contains(&article.id)
        })
        .collect();
    let meanings = meanings::centre(articles, &copies);
    articles
        .iter()
        .zip(copies)
        .zip(meanings)
        .map(|((article, copy), meaning)| {
            let vector = if copy { Vec::new() } else { vector(article.terms, &KINDS, &rarity, most) };
            Node {
                vector,
                form: article.form.map(|form| form.0),
                figures: if copy || article.terms.figures.is_empty() { 0.0 } else { FIGURES.sqrt() },
                time: article.published,
                copy,
                meaning,
                language: article.terms.language,
                traits: if article.terms.has_text { FULL_TEXT } else { HEADLINE_ALONE },
            }
        })
        .collect()
}

/// The terms by what they weigh in the window, sorted by term, of about length one.
fn vector(terms: &Terms, kinds: &[(Of, f32)], rarity: &Rarity, most: usize) -> Vec<Weighted> {
    let mut vector = Vec::new();
    for (kind, weight) in kinds.iter().copied() {
        let start = vector.len();
        vector.extend(
            terms.of_kind(kind).map(|(term, count)| (term, (1.0 + count).ln() * rarity.of(terms.language, kind, term))),
        );
        let norm = vector[start..].iter().map(|(_, own): &Weighted| own * own).sum::<f32>().sqrt().max(1e-9);
        let scale = weight.sqrt() / norm;
        vector[start..].iter_mut().for_each(|term| term.1 *= scale);
    }
    let each = (FIGURES / terms.figures.len().max(1) as f32).sqrt();
    vector.extend(terms.figures.iter().map(|figure| (*figure, each)));
    if vector.len() > most {
        vector.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(most);
    }
    vector.sort_unstable_by_key(|term| term.0);
    // A copy of the right size: shrinking would leave a hole behind each.
    vector.as_slice().to_vec()
}

/// In how many articles of each language a term stands.
#[derive(Default)]
pub struct Rarity {
    /// By language and kind; names are counted over all languages, for they are shared by them.
    languages: HashMap<([u8; 2], Of), Counts>,
}

#[derive(Default)]
struct Counts {
    articles: f32,
    terms: HashMap<u32, f32>,
}

impl Rarity {
    pub fn see(&mut self, terms: &Terms) {
        for (kind, _) in KINDS {
            let counts = self.languages.entry(key(terms.language, kind)).or_default();
            counts.articles += 1.0;
            for (term, _) in terms.of_kind(kind) {
                *counts.terms.entry(term).or_default() += 1.0;
            }
        }
    }

    fn of(&self, language: [u8; 2], kind: Of, term: u32) -> f32 {
        let counts = self.languages.get(&key(language, kind));
        let articles = counts.map_or(0.0, |counts| counts.articles);
        let count = counts.and_then(|counts| counts.terms.get(&term)).copied().unwrap_or(0.0);
        ((articles + SEEN_BEFORE) / (count + 0.5)).ln().max(0.0).powf(RARITY)
    }
}

fn key(language: [u8; 2], kind: Of) -> ([u8; 2], Of) {
    (if kind == Of::Names { [0; 2] } else { language }, kind)
}

#[cfg(test)]
mod tests;
