use std::collections::HashMap;

use ::articles::{ArticleId, IssueId, TitleId};
use chrono::NaiveDate;
use digests::{Draft, Earlier, Edit, History, Issue, Title};
use rusqlite::Connection;

use crate::{
    Result, Store,
    ids::Clock,
    tables::{articles, issue_edits, issues, titles},
    views::IssueSummary,
};

/// An issue as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredIssue {
    pub issue: Issue,
    pub can_undo: bool,
    pub can_redo: bool,
    pub title: TitleId,
}

/// What an issue is begun with.
pub struct Begun<'a> {
    pub title: &'a Title,
    /// The title's next.
    pub number: u32,
    /// What the title's issue before it carried over, and its number.
    pub carried: Option<(u32, Vec<ArticleId>)>,
}

impl Store {
    /// The newest date first.
    pub fn list_issues(&self) -> Result<Vec<IssueSummary>> {
        self.read(issues::list)
    }

    pub fn find_issue(&self, title: TitleId, date: NaiveDate) -> Result<Option<IssueId>> {
        self.read(|connection| issues::find(connection, title, date))
    }

    /// The title's issue of a date: the one there is, or else what `make` makes.
    pub fn put_issue(
        &self,
        title: TitleId,
        date: NaiveDate,
        make: impl FnOnce(Begun) -> Result<Issue>,
    ) -> Result<IssueId> {
        self.write(|transaction| {
            if let Some(id) = issues::find(transaction, title, date)? {
                return Ok(id);
            }
            let stored = titles::read(transaction, title)?;
            let number = match issues::last_number(transaction, title)? {
                Some(last) => last.saturating_add(1),
                None => stored.title.first_number.max(1),
            };
            let carried = carried(transaction, title, date)?;
            issues::insert(transaction, title, &make(Begun { title: &stored.title, number, carried })?)
        })
    }

    /// What the title's issue before a date carried over, and its number.
    pub fn read_carried(&self, title: TitleId, date: NaiveDate) -> Result<Option<(u32, Vec<ArticleId>)>> {
        self.read(|connection| carried(connection, title, date))
    }

    /// For each article that an earlier issue of the title held, itself or by its story, the last such.
    pub fn find_earlier(
        &self,
        title: TitleId,
        date: NaiveDate,
        articles: &[ArticleId],
    ) -> Result<HashMap<ArticleId, Earlier>> {
        self.read(|connection| {
            let mut found = HashMap::new();
            for &article in articles {
                if let Some(earlier) = issues::earlier(connection, title, date, article)? {
                    found.insert(article, earlier);
                }
            }
            Ok(found)
        })
    }

    pub fn read_issue(&self, id: IssueId) -> Result<StoredIssue> {
        self.read(|connection| {
            let title = issues::title_of(connection, id)?;
            Ok(stored(&issue_edits::history(connection, id)?, title))
        })
    }

    /// Does the edit and keeps it, in one.
    pub fn edit_issue(&self, id: IssueId, edit: &Edit, now: Clock) -> Result<StoredIssue> {
        self.write(|transaction| {
            for article in named(edit) {
                articles::read(transaction, article)?;
            }
            let title = issues::title_of(transaction, id)?;
            let mut history = issue_edits::history(transaction, id)?;
            let done = history.at;
            let issue = history.apply(edit.clone())?;
            // An edit that changes nothing is none.
            if history.at > done {
                issue_edits::put(transaction, id, count(done), now, edit)?;
                issues::update(transaction, id, &issue, count(history.at))?;
            }
            Ok(stored(&history, title))
        })
    }

    /// Where there is nothing to undo, the issue as it is.
    pub fn undo_edit(&self, id: IssueId) -> Result<StoredIssue> {
        self.step(id, History::undo)
    }

    pub fn redo_edit(&self, id: IssueId) -> Result<StoredIssue> {
        self.step(id, History::redo)
    }

    /// Whether there was one.
    pub fn remove_issue(&self, id: IssueId, now: Clock) -> Result<bool> {
        self.write(|transaction| issues::remove(transaction, id, now))
    }

    fn step(&self, id: IssueId, step: fn(&mut History) -> bool) -> Result<StoredIssue> {
        self.write(|transaction| {
            let title = issues::title_of(transaction, id)?;
            let mut history = issue_edits::history(transaction, id)?;
            if step(&mut history) {
                issues::update(transaction, id, &history.current(), count(history.at))?;
            }
            Ok(stored(&history, title))
        })
    }
}

/// Articles that an edit brings into the issue: they must be in the library.
fn named(edit: &Edit) -> Vec<ArticleId> {
    match edit {
        Edit::AddItems { articles, .. } => articles.clone(),
        Edit::SetArticle { article, .. } => vec![*article],
        Edit::AddQuotes { quotes, .. } => quotes.iter().map(|quote| quote.article).collect(),
        Edit::AddStories { stories, .. } => {
            let quoted = |draft: &Draft| draft.quoted.iter().map(|words| words.article).collect::<Vec<_>>();
            stories.iter().flat_map(|draft| std::iter::once(draft.article).chain(quoted(draft))).collect()
        }
        _ => Vec::new(),
    }
}

fn carried(connection: &Connection, title: TitleId, date: NaiveDate) -> Result<Option<(u32, Vec<ArticleId>)>> {
    let Some(before) = issues::before(connection, title, date)? else { return Ok(None) };
    let issue = issue_edits::history(connection, before)?.current();
    // One that is gone from the library since cannot arrive.
    let there = |article: &ArticleId| articles::read(connection, *article).is_ok();
    let carried: Vec<ArticleId> = issue.carried_over().into_iter().filter(there).collect();
    Ok((!carried.is_empty()).then_some((issue.number, carried)))
}

fn stored(history: &History, title: TitleId) -> StoredIssue {
    StoredIssue { issue: history.current(), can_undo: history.can_undo(), can_redo: history.can_redo(), title }
}

fn count(edits: usize) -> u32 {
    u32::try_from(edits).unwrap_or(u32::MAX)
}
