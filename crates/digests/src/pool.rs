use std::collections::HashSet;

use articles::{ArticleId, Moment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Issue, Item};

/// An article that an issue could hold, and what was decided of it. Whether it is in is said by the items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Candidate {
    pub article: ArticleId,
    pub decision: Decision,
    /// Came with the last load, which was not the first.
    pub fresh: bool,
    /// The number of the issue that carried it over.
    pub carried_from: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    #[default]
    Undecided,
    Shortlisted,
    Out,
    /// Into the pool of the title's next issue.
    CarriedOver,
}

/// What a pool takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arriving {
    pub article: ArticleId,
    /// The number of the issue that carried it over.
    pub carried_from: Option<u32>,
}

impl Item {
    /// Whether anything is left of it. Where its lead goes, the first that was joined to it leads.
    fn leave_out(&mut self, gone: &HashSet<&ArticleId>) -> bool {
        self.joined.retain(|article| !gone.contains(article));
        if !gone.contains(&self.article) {
            return true;
        }
        if self.joined.is_empty() {
            return false;
        }
        self.article = self.joined.remove(0);
        true
    }
}

impl Issue {
    /// Candidates of which nothing was decided, and which no item holds.
    pub fn undecided(&self) -> Vec<ArticleId> {
        self.left_at(|decision| matches!(decision, Decision::Undecided | Decision::Shortlisted))
    }

    pub fn carried_over(&self) -> Vec<ArticleId> {
        self.left_at(|decision| decision == Decision::CarriedOver)
    }

    fn left_at(&self, is_wanted: impl Fn(Decision) -> bool) -> Vec<ArticleId> {
        let held: HashSet<ArticleId> = self.held().collect();
        let wanted = |candidate: &&Candidate| is_wanted(candidate.decision) && !held.contains(&candidate.article);
        self.pool.iter().filter(wanted).map(|candidate| candidate.article).collect()
    }

    /// Those that are there stay as they are, and are new no longer.
    pub(crate) fn load_candidates(&mut self, arriving: &[Arriving], at: Moment) {
        let later = self.loaded.is_some();
        let mut known: HashSet<ArticleId> = self.pool.iter().map(|candidate| candidate.article).collect();
        for candidate in &mut self.pool {
            candidate.fresh = false;
        }
        for Arriving { article, carried_from } in arriving.iter().copied().filter(|one| known.insert(one.article)) {
            let decision = Decision::Undecided;
            self.pool.push(Candidate { article, decision, fresh: later, carried_from });
        }
        self.loaded = Some(at);
    }

    /// What is out or carried over is no item any more. An article that is not in the pool joins it.
    pub(crate) fn decide(&mut self, articles: &[ArticleId], decision: Decision) {
        for &article in articles {
            match self.pool.iter_mut().find(|candidate| candidate.article == article) {
                Some(candidate) => candidate.decision = decision,
                None => self.pool.push(Candidate { article, decision, fresh: false, carried_from: None }),
            }
        }
        if matches!(decision, Decision::Out | Decision::CarriedOver) {
            let gone: HashSet<&ArticleId> = articles.iter().collect();
            for section in &mut self.sections {
                section.items.retain_mut(|item| item.leave_out(&gone));
            }
        }
    }
}
