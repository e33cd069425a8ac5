//! Which articles tell one story: what waits to be grouped, what is known of it, and where it belongs.
//!
//! The library grows; what is grouped at once does not: a window of some days around the articles that wait. What
//! lies outside keeps its story.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ::articles::{ArticleId, ImportId, Moment, StoryId};
use chrono::NaiveDate;
use rusqlite::Connection;
use stories::{grouping::Hands, meaning::Meaning};

use crate::{
    Error, Result, Store,
    ids::{Clock, first_id, ids_of_day, since_1970},
    store::Turn,
    tables::{
        article_meanings,
        article_sketches::{self, Sketch},
        article_stories::{self, Placed},
        articles, former_stories, story_hands, ungrouped_articles,
    },
};

/// Waiting articles so many seconds from the first are grouped with it, and what lies so many seconds around them.
const BLOCK: i64 = 7 * 86_400;
const MARGIN: i64 = 3 * 86_400;
/// At most so many articles in the block, and on either side: with a kilobyte or two for each.
const MOST_IN_BLOCK: usize = 50_000;
const MOST_IN_MARGIN: usize = 20_000;
/// What articles are compared by is kept for those of the last two weeks: the next ones are most often of those days.
/// It is 2 kB an article, a third of its size, and is worked out again in .2 ms.
const OPEN: i64 = 14 * 86_400;

/// The articles that are grouped at once.
pub struct Window {
    /// By id.
    pub articles: Vec<WindowArticle>,
    /// What they are compared by, as far as it was kept.
    pub sketches: HashMap<ArticleId, Sketch>,
    /// What they mean, as far as an encoder told it.
    pub meanings: HashMap<ArticleId, Meaning>,
    /// What the reader said of them.
    pub hands: Hands,
    /// Ids that no new story of theirs may take: another has or had them.
    pub taken: BTreeSet<StoryId>,
    /// Those of them that waited.
    waiting: Vec<ArticleId>,
}

#[derive(Clone, Debug)]
pub struct WindowArticle {
    pub id: ArticleId,
    pub placed: Option<Placed>,
    /// At an edge of the window: what it was grouped by may lie outside, so it stays with what it was with.
    pub settled: bool,
    pub source: Option<String>,
    pub published: Option<Moment>,
}

/// What became of a window.
#[derive(Default)]
pub struct Grouping {
    pub placed: Vec<Placed>,
    /// Stories that became part of another, each with that other: what lies outside of the window goes with them.
    pub absorbed: Vec<(StoryId, StoryId)>,
    /// What was worked out to compare by.
    pub sketched: Vec<(ArticleId, Sketch)>,
}

/// An article of a story, as far as lists of stories go.
#[derive(Clone, Debug)]
pub struct Member {
    pub placed: Placed,
    pub outlet: Option<String>,
    pub host: Option<String>,
    pub published: Option<Moment>,
    /// Seconds since 1970: when it was published, or came in where that is not known.
    pub at: i64,
    pub unread: bool,
    pub bookmarked: bool,
}

impl Store {
    /// The right to group: one at a time in all programs that have the library open. `Busy` while another does.
    pub fn take_grouping_turn(&self) -> Result<Turn> {
        self.take_turn("stories.lock")
    }

    /// The ids of articles of a day: printed on it, or undated and come then.
    pub fn ids_of_day(day: NaiveDate) -> (ArticleId, ArticleId) {
        let ids = ids_of_day(day);
        (ArticleId(*ids.start()), ArticleId(*ids.end()))
    }

    /// From the first to the last article of an import that waits to be grouped.
    pub fn waiting_of_import(&self, import: ImportId) -> Result<Option<(ArticleId, ArticleId)>> {
        self.read(|connection| ungrouped_articles::of_import(connection, import))
    }

    /// The next articles to be grouped among those of a range; none where none waits.
    pub fn next_window(&self, (from, to): (ArticleId, ArticleId)) -> Result<Option<Window>> {
        self.read(|connection| {
            let Some(first) = ungrouped_articles::first(connection, (from.0, to.0))? else { return Ok(None) };
            let first = first.0;
            let end = (first + first_id(BLOCK)).min(to.0.saturating_add(1));
            let block = articles::ids_up(connection, (first, end - 1), MOST_IN_BLOCK)?;
            let last = block.last().map_or(first, |id| id.0);
            let waiting = ungrouped_articles::list(connection, (first, last))?;
            let last = waiting.last().map_or(first, |id| id.0);
            let before = articles::ids_down(connection, (first - first_id(MARGIN), first - 1), MOST_IN_MARGIN)?;
            let after = articles::ids_up(connection, (last + 1, last + first_id(MARGIN)), MOST_IN_MARGIN)?;
            let range = (before.last().map_or(first, |id| id.0), after.last().map_or(last, |id| id.0));
            let edges = (first - first_id(MARGIN / 2), last + first_id(MARGIN / 2));
            Ok(Some(Window {
                articles: read_window(connection, range, edges)?,
                sketches: article_sketches::of_range(connection, range)?,
                meanings: article_meanings::of_range(connection, range)?,
                hands: story_hands::read_range(connection, range)?,
                taken: former_stories::taken(connection, range)?,
                waiting,
            }))
        })
    }

    /// Puts each article of a window where it belongs. Whether any was elsewhere before.
    pub fn write_grouping(&self, window: &Window, grouping: &Grouping, now: Clock) -> Result<bool> {
        let known: HashMap<ArticleId, Placed> =
            window.articles.iter().filter_map(|article| Some((article.id, article.placed?))).collect();
        let changed: Vec<&Placed> =
            grouping.placed.iter().filter(|placed| known.get(&placed.article) != Some(placed)).collect();
        let open = first_id(now.shown_seconds() - OPEN);
        self.write(|transaction| {
            for (story, _) in &grouping.absorbed {
                former_stories::put(transaction, *story)?;
            }
            for placed in &changed {
                article_stories::put(transaction, placed)?;
            }
            for (story, heir) in &grouping.absorbed {
                article_stories::move_story(transaction, *story, *heir)?;
            }
            article_sketches::delete_before(transaction, open)?;
            for (id, sketch) in grouping.sketched.iter().filter(|(id, _)| id.0 >= open) {
                article_sketches::put(transaction, *id, sketch)?;
            }
            ungrouped_articles::delete(transaction, &window.waiting)
        })?;
        Ok(!changed.is_empty())
    }

    /// The members of all stories with an article of that day, story by story, each by time.
    pub fn read_day(&self, day: NaiveDate) -> Result<Vec<Member>> {
        self.read(|connection| {
            let ids = ids_of_day(day);
            articles::members_of_range(connection, (*ids.start(), *ids.end()))
        })
    }

    /// By time. Of a story that became part of another, that one's. Empty where there never was one, or all of its
    /// articles are gone.
    pub fn read_members(&self, story: StoryId) -> Result<Vec<Member>> {
        self.read(|connection| match former_stories::find(connection, story)? {
            Some(story) => articles::members(connection, story),
            None => Ok(Vec::new()),
        })
    }

    /// The story that an id leads to: its own, or the one that it became part of.
    pub fn find_story(&self, id: StoryId) -> Result<Option<StoryId>> {
        self.read(|connection| former_stories::find(connection, id))
    }

    /// None while it waits to be grouped.
    pub fn story_of(&self, id: ArticleId) -> Result<Option<StoryId>> {
        self.read(|connection| Ok(article_stories::read(connection, id)?.map(|placed| placed.story)))
    }

    /// From here on these articles of a story tell another, and so it is remembered. Gives the other's id; none where
    /// nothing stays or nothing goes.
    pub fn split_story(&self, story: StoryId, out: &[ArticleId]) -> Result<Option<StoryId>> {
        self.write(|transaction| {
            let (story, members) = find_or_fail(transaction, story)?;
            let (out, stay): (Vec<Placed>, Vec<Placed>) =
                members.into_iter().partition(|placed| out.contains(&placed.article));
            if out.is_empty() || stay.is_empty() {
                return Ok(None);
            }
            let id = free_id(transaction, &out)?;
            let ids = |placed: &[Placed]| placed.iter().map(|placed| placed.article).collect::<Vec<_>>();
            let mut hands = story_hands::read(transaction)?;
            hands.split(&ids(&stay), &ids(&out));
            story_hands::write(transaction, &hands)?;
            for placed in out {
                article_stories::put(transaction, &Placed { story: id, ..placed })?;
            }
            ungrouped_articles::insert_story(transaction, story)?;
            ungrouped_articles::insert_story(transaction, id)?;
            Ok(Some(id))
        })
    }

    /// From here on these stories are one, and so it is remembered. Gives its id: that of the one that began first.
    pub fn merge_stories(&self, stories: &[StoryId]) -> Result<StoryId> {
        self.write(|transaction| {
            let mut found = BTreeMap::new();
            for story in stories {
                let (story, members) = find_or_fail(transaction, *story)?;
                found.insert(story, members);
            }
            let mut all: Vec<(StoryId, Vec<Placed>)> = found.into_iter().collect();
            all.sort_by_key(|(_, members)| members.first().map(|placed| placed.article));
            let Some(((one, first), others)) = all.split_first() else {
                return Err(Error::Failed("no story".to_owned()));
            };
            let ids = |placed: &[Placed]| placed.iter().map(|placed| placed.article).collect::<Vec<_>>();
            let mut together = ids(first);
            let mut hands = story_hands::read(transaction)?;
            for (story, members) in others {
                hands.merge(&together, &ids(members));
                together.extend(ids(members));
                former_stories::put(transaction, *story)?;
                article_stories::move_story(transaction, *story, *one)?;
            }
            story_hands::write(transaction, &hands)?;
            ungrouped_articles::insert_story(transaction, *one)?;
            Ok(*one)
        })
    }
}

/// The story that an id leads to, and its articles.
fn find_or_fail(connection: &Connection, id: StoryId) -> Result<(StoryId, Vec<Placed>)> {
    let story = former_stories::find(connection, id)?.ok_or(Error::NotFound { what: "story", id: id.0 })?;
    Ok((story, article_stories::of_story(connection, story)?))
}

/// A story is named by its first article; where that number is taken, by another of its articles, or below zero.
fn free_id(connection: &Connection, articles: &[Placed]) -> Result<StoryId> {
    let first = articles.first().map_or(0, |placed| placed.article.0);
    let mut ids = articles.iter().map(|placed| placed.article.0).chain((0..).map(|times| -1 - first - times));
    loop {
        let id = StoryId(ids.next().unwrap_or(first));
        if !former_stories::is_taken(connection, id)? {
            return Ok(id);
        }
    }
}

fn read_window(connection: &Connection, range: (i64, i64), inner: (i64, i64)) -> Result<Vec<WindowArticle>> {
    let placed: HashMap<ArticleId, Placed> =
        article_stories::of_range(connection, range)?.into_iter().map(|placed| (placed.article, placed)).collect();
    let mut articles = articles::of_range(connection, range)?;
    for article in &mut articles {
        article.placed = placed.get(&article.id).copied();
        article.settled = !(inner.0..=inner.1).contains(&article.id.0);
    }
    Ok(articles)
}

/// When an article was published or, where that is not known, came in.
pub(crate) fn at(id: ArticleId, published: Option<&Moment>) -> i64 {
    published.map_or_else(|| since_1970(id.0), Moment::sort_seconds)
}
