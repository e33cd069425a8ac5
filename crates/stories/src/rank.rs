//! How much a story matters this morning, and why.

use std::collections::{BTreeMap, BTreeSet};

use articles::ArticleId;

/// A story that nothing is added to counts half after so many seconds.
const HALF_LIFE: f64 = 12.0 * 3600.0;
/// "Lately", for how fast a story grows.
const LATELY: i64 = 6 * 3600;
/// What the parts add, each by the logarithm: the tenth outlet says less than the second.
const VOICES: f64 = 3.0;
const OUTLETS: f64 = 1.0;
const COUNTRIES: f64 = 1.0;
const VELOCITY: f64 = 1.0;
const STARS: f64 = 1.0;
const BOOKMARKS: f64 = 1.0;

/// An article as far as the rank of its story goes.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    pub id: ArticleId,
    /// The outlet; none where unknown: then the article stands for itself.
    pub source: Option<&'a str>,
    /// Who owns the outlet, where known.
    pub owner: Option<&'a str>,
    pub country: Option<&'a str>,
    /// The first of its group of near copies, or its own id.
    pub copy_of: ArticleId,
    /// Seconds since 1970: when it was published, or came in where that is unknown.
    pub at: i64,
    /// The reader's rank of the outlet: 0 none, to 5.
    pub stars: u8,
    pub bookmarked: bool,
}

/// What a story's rank rests on, to be shown: "7 outlets, 3 countries, first seen 06:12".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    pub outlets: usize,
    /// Outlets that speak for themselves: those of one owner once, copies of one text once.
    pub voices: usize,
    pub countries: usize,
    /// Outlets that printed it within the last six hours.
    pub lately: usize,
    /// Of its outlets, all stars together.
    pub stars: usize,
    pub bookmarks: usize,
    /// Seconds since 1970 of its first and latest article.
    pub first: i64,
    pub latest: i64,
}

/// The larger the further up, with what it rests on. A further outlet never lowers it, time never raises it.
pub fn rank(story: &[Printed], now: i64) -> (f64, Reasons) {
    let reasons = reasons(story, now);
    let part = |weight: f64, count: usize| weight * (count as f64).ln_1p();
    let weight = part(VOICES, reasons.voices)
        + part(OUTLETS, reasons.outlets)
        + part(COUNTRIES, reasons.countries)
        + part(VELOCITY, reasons.lately)
        + part(STARS, reasons.stars)
        + part(BOOKMARKS, reasons.bookmarks);
    // From its latest article, so that an outlet that brings an old text late takes nothing away.
    let age = (now - reasons.latest).max(0) as f64;
    (weight * (-age / HALF_LIFE).exp2(), reasons)
}

fn reasons(story: &[Printed], now: i64) -> Reasons {
    let mut outlets: BTreeMap<Outlet, u8> = BTreeMap::new();
    let mut lately = BTreeSet::new();
    for article in story {
        let outlet = Outlet::of(article);
        let stars = outlets.entry(outlet).or_default();
        *stars = (*stars).max(article.stars);
        // What is dated ahead of the clock counts as of now: else it would rise when its hour comes.
        if article.at >= now - LATELY {
            lately.insert(outlet);
        }
    }
    Reasons {
        voices: voices(story),
        countries: story.iter().filter_map(|article| article.country).collect::<BTreeSet<_>>().len(),
        lately: lately.len(),
        stars: outlets.values().map(|stars| usize::from(*stars)).sum(),
        outlets: outlets.len(),
        bookmarks: story
            .iter()
            .filter(|article| article.bookmarked)
            .map(|article| article.id)
            .collect::<BTreeSet<_>>()
            .len(),
        first: story.iter().map(|article| article.at).min().unwrap_or_default(),
        latest: story.iter().map(|article| article.at).max().unwrap_or_default(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outlet<'a> {
    Named(&'a str),
    Unknown(ArticleId),
}

impl<'a> Outlet<'a> {
    fn of(article: &Printed<'a>) -> Outlet<'a> {
        article.source.map_or(Outlet::Unknown(article.id), Outlet::Named)
    }
}

/// The most articles that can be picked with no owner and no text twice: a matching of owners with texts. Counting
/// either alone, or what hangs together, would make a further outlet lower the number.
fn voices(story: &[Printed]) -> usize {
    let mut texts_of: BTreeMap<Outlet, BTreeSet<ArticleId>> = BTreeMap::new();
    for article in story {
        let owner = article.owner.map_or(Outlet::of(article), Outlet::Named);
        texts_of.entry(owner).or_default().insert(article.copy_of);
    }
    let owners: Vec<Vec<ArticleId>> = texts_of.into_values().map(|texts| texts.into_iter().collect()).collect();
    let mut speaker: BTreeMap<ArticleId, usize> = BTreeMap::new();
    (0..owners.len()).filter(|owner| speaks(*owner, &owners, &mut speaker, &mut BTreeSet::new())).count()
}

/// Finds `owner` a text of its own, moving others to another of theirs where that helps.
fn speaks(
    owner: usize,
    owners: &[Vec<ArticleId>],
    speaker: &mut BTreeMap<ArticleId, usize>,
    tried: &mut BTreeSet<ArticleId>,
) -> bool {
    for text in &owners[owner] {
        if !tried.insert(*text) {
            continue;
        }
        let free = match speaker.get(text).copied() {
            None => true,
            Some(other) => speaks(other, owners, speaker, tried),
        };
        if free {
            speaker.insert(*text, owner);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 6] = ["Morning Bell", "The Quay", "Harbour News", "Inland Post", "Le Phare", "Der Bote"];

    fn printed(id: i64, source: usize, owner: usize, copy_of: i64, at: i64, stars: u8) -> Printed<'static> {
        let name = |at: usize| NAMES.get(at).copied();
        Printed {
            id: ArticleId(id),
            source: name(source),
            owner: name(owner),
            country: name(source % 3),
            copy_of: ArticleId(copy_of),
            at,
            stars,
            bookmarked: stars == 5,
        }
    }

    prop_compose! {
        fn any_article()(id in 0i64..50, source in 0usize..8, owner in 0usize..9, copy in 0i64..5, at in 0i64..200_000, stars in 0u8..=5)
            -> Printed<'static> { printed(id, source, owner, copy, at, stars) }
    }

    proptest! {
        #[test]
        fn a_further_article_never_lowers(story in prop::collection::vec(any_article(), 1..20), one in any_article(), now in 0i64..400_000) {
            let before = rank(&story, now).0;
            let mut more = story;
            more.push(one);
            prop_assert!(rank(&more, now).0 >= before);
        }

        #[test]
        fn time_never_raises(story in prop::collection::vec(any_article(), 1..20), now in 0i64..400_000, later in 0i64..400_000) {
            prop_assert!(rank(&story, now + later).0 <= rank(&story, now).0);
        }
    }

    /// Six papers of one house with one agency text are one voice, however long the list looks.
    #[test]
    fn owners_and_wire_copies_count_once() {
        let chain: Vec<Printed> = (0..5).map(|n| printed(n, n as usize, 0, n, 0, 0)).collect();
        let wire: Vec<Printed> = (0..5).map(|n| printed(n, n as usize, n as usize, 0, 0, 0)).collect();
        let free: Vec<Printed> = (0..5).map(|n| printed(n, n as usize, n as usize, n, 0, 0)).collect();
        assert_eq!([&chain, &wire, &free].map(|story| rank(story, 0).1.voices), [1, 1, 5]);
        assert_eq!(rank(&free, 0).1.outlets, 5);
    }
}
