//! The pool: what an issue could hold, what came since, what was carried over.

use std::collections::{HashMap, HashSet};

use articles::{ArticleId, Moment, Register, StoryId};
use chrono::NaiveDate;
use digests::{Arriving, Edit, Issue};
use store::{Member, StoredIssue};

use crate::{App, Error, operations::*};

impl App {
    /// Articles of the issue's date that it could take and does not hold.
    pub fn list_candidates(&self, ask: ListCandidates) -> Result<ArticlePage, Error> {
        let issue = self.store().read_issue(ask.id)?.issue;
        let held: Vec<ArticleId> = issue.held().collect();
        match ask.choice {
            Choice::Nothing => Ok(ArticlePage::default()),
            Choice::Stories => self.page_of_stories(&issue, &ask),
            Choice::All | Choice::Bookmarked => {
                let bookmarked = ask.choice == Choice::Bookmarked;
                Ok(self.store().list_candidates(issue.date, &held, bookmarked, ask.after.as_deref(), ask.limit)?)
            }
        }
    }

    pub fn read_pool(&self, ask: ReadIssue) -> Result<Pool, Error> {
        let stored = self.store().read_issue(ask.id)?;
        let not_loaded = self.waiting(&stored)?.len() as u32;
        let StoredIssue { issue, title, .. } = stored;
        let ranked = self.rank_day(issue.date)?;
        let places: HashMap<StoryId, usize> = ranked.iter().enumerate().map(|(at, story)| (story.id, at)).collect();
        let held: HashSet<ArticleId> = issue.held().collect();
        let there = self.rows_that_are_there(issue.pool.iter().map(|candidate| candidate.article))?;
        let ids: Vec<ArticleId> = there.keys().copied().collect();
        let earlier = self.store().find_earlier(title, issue.date, &ids)?;
        let mut groups: Vec<PoolGroup> = Vec::new();
        let mut group_of: HashMap<StoryId, usize> = HashMap::new();
        for candidate in issue.pool {
            let Some(row) = there.get(&candidate.article) else { continue };
            let story = self.store().story_of(candidate.article)?;
            let at = match story.and_then(|story| group_of.get(&story)) {
                Some(at) => *at,
                None => {
                    groups.push(PoolGroup { story, candidates: Vec::new() });
                    group_of.extend(story.map(|story| (story, groups.len() - 1)));
                    groups.len() - 1
                }
            };
            groups[at].candidates.push(PoolCandidate {
                row: row.clone(),
                decision: candidate.decision,
                is_in: held.contains(&candidate.article),
                fresh: candidate.fresh,
                carried_from: candidate.carried_from,
                earlier: earlier.get(&candidate.article).copied(),
            });
        }
        groups.sort_by_key(|group| group.story.and_then(|story| places.get(&story)).copied().unwrap_or(usize::MAX));
        Ok(Pool { groups, not_loaded, loaded: issue.loaded })
    }

    /// Takes what came since into the pool, marked as new; an edit like any other.
    pub fn load_candidates(&self, ask: ReadIssue) -> Result<IssueView, Error> {
        let articles = self.waiting(&self.store().read_issue(ask.id)?)?;
        let at = Moment::Exact(self.now().0);
        self.edit_issue(EditIssue { id: ask.id, edit: Edit::LoadCandidates { articles, at } })
    }

    /// What the day brought and the title's issue before carried over, and the pool does not hold.
    pub(crate) fn waiting(&self, stored: &StoredIssue) -> Result<Vec<Arriving>, Error> {
        let issue = &stored.issue;
        let mut known: HashSet<ArticleId> = issue.pool.iter().map(|candidate| candidate.article).collect();
        known.extend(issue.held());
        let (from, carried) = self.store().read_carried(stored.title, issue.date)?.unwrap_or_default();
        let carried = carried.into_iter().map(|article| Arriving { article, carried_from: Some(from) });
        let of_day = self.candidates_of_day(issue.date)?.into_iter();
        let all = carried.chain(of_day.map(|article| Arriving { article, carried_from: None }));
        Ok(all.filter(|arriving| known.insert(arriving.article)).collect())
    }

    /// What was bookmarked first, then the rest of the day.
    pub(super) fn candidates_of_day(&self, date: NaiveDate) -> Result<Vec<ArticleId>, Error> {
        let mut ids = self.ids_of_day(date, true)?;
        let known: HashSet<ArticleId> = ids.iter().copied().collect();
        ids.extend(self.ids_of_day(date, false)?.into_iter().filter(|id| !known.contains(id)));
        Ok(ids)
    }

    pub(super) fn ids_of_day(&self, date: NaiveDate, bookmarked: bool) -> Result<Vec<ArticleId>, Error> {
        let mut ids = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let page = self.store().list_candidates(date, &[], bookmarked, after.as_deref(), 200)?;
            ids.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                return Ok(ids);
            }
        }
    }

    /// One article for each story of the date of which the issue has nothing, the story that matters most first.
    fn page_of_stories(&self, issue: &Issue, ask: &ListCandidates) -> Result<ArticlePage, Error> {
        let (held, register) = (self.held_stories(issue)?, self.store().read_register()?);
        let mut all = Vec::new();
        for story in self.rank_day(issue.date)?.iter().filter(|story| !held.contains(&story.id)) {
            all.extend(self.lead(&story.members, &register)?);
        }
        let start = match &ask.after {
            Some(after) => after.parse::<usize>().map_err(|_| store::Error::NoSuchPlace)?.min(all.len()),
            None => 0,
        };
        let limit = if ask.limit == 0 { 100 } else { ask.limit.min(200) } as usize;
        let end = (start + limit).min(all.len());
        let rows = self.store().read_rows(&all[start..end])?;
        Ok(ArticlePage { rows, next: (end < all.len()).then(|| end.to_string()) })
    }

    fn rows_that_are_there(
        &self,
        ids: impl Iterator<Item = ArticleId>,
    ) -> Result<HashMap<ArticleId, ArticleRow>, Error> {
        let mut rows = HashMap::new();
        for id in ids {
            match self.store().read_rows(&[id]) {
                Ok(found) => rows.extend(found.into_iter().map(|row| (row.id, row))),
                Err(store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(rows)
    }
}

impl App {
    /// The article that leads a story: by the register print before all else, then rank, then the newest version of what
    /// that outlet told first; where the register says nothing of any of its outlets, the one with the best headline.
    pub(crate) fn lead(&self, members: &[Member], register: &Register) -> Result<Option<ArticleId>, Error> {
        let replaced: HashSet<ArticleId> = members.iter().filter_map(|member| member.placed.newer_than).collect();
        let order = |member: &&Member| {
            let outlet = register.find_name(member.outlet.as_deref()?)?;
            (outlet.kind.is_some() || outlet.rank > 0).then(|| outlet.order())
        };
        let current = members.iter().filter(|member| !replaced.contains(&member.placed.article));
        let ordered = current.filter_map(|member| Some((order(&member)?, member.placed.article)));
        // The first of equals: members are in the order of time.
        match ordered.min_by_key(|(order, _)| *order) {
            Some((_, article)) => Ok(Some(article)),
            None => self.best_headline(members),
        }
    }
}
