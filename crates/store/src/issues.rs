use ::articles::{ArticleId, IssueId};
use chrono::NaiveDate;
use digests::{Draft, Edit, History, Issue};

use crate::{
    Result, Store,
    ids::Clock,
    tables::{articles, issue_edits, issues},
    views::IssueSummary,
};

/// An issue as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredIssue {
    pub issue: Issue,
    pub can_undo: bool,
    pub can_redo: bool,
}

impl Store {
    /// The newest date first.
    pub fn list_issues(&self) -> Result<Vec<IssueSummary>> {
        self.read(issues::list)
    }

    pub fn find_issue(&self, date: NaiveDate) -> Result<Option<IssueId>> {
        self.read(|connection| issues::find_by_date(connection, date))
    }

    /// The issue of a date: the one there is, or else what `make` makes, given the next number of `title`.
    pub fn put_issue(&self, date: NaiveDate, title: &str, make: impl FnOnce(u32) -> Result<Issue>) -> Result<IssueId> {
        self.write(|transaction| match issues::find_by_date(transaction, date)? {
            Some(id) => Ok(id),
            None => issues::insert(transaction, &make(issues::next_number(transaction, title)?)?),
        })
    }

    pub fn read_issue(&self, id: IssueId) -> Result<StoredIssue> {
        self.read(|connection| Ok(stored(&issue_edits::history(connection, id)?)))
    }

    /// Does the edit and keeps it, in one.
    pub fn edit_issue(&self, id: IssueId, edit: &Edit, now: Clock) -> Result<StoredIssue> {
        self.write(|transaction| {
            for article in named(edit) {
                articles::read(transaction, article)?;
            }
            let mut history = issue_edits::history(transaction, id)?;
            let done = history.at;
            let issue = history.apply(edit.clone())?;
            // An edit that changes nothing is none.
            if history.at > done {
                issue_edits::put(transaction, id, count(done), now, edit)?;
                issues::update(transaction, id, &issue, count(history.at))?;
            }
            Ok(stored(&history))
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
            let mut history = issue_edits::history(transaction, id)?;
            if step(&mut history) {
                issues::update(transaction, id, &history.current(), count(history.at))?;
            }
            Ok(stored(&history))
        })
    }
}

fn stored(history: &History) -> StoredIssue {
    StoredIssue { issue: history.current(), can_undo: history.can_undo(), can_redo: history.can_redo() }
}

/// The articles that an edit brings in.
fn named(edit: &Edit) -> Vec<ArticleId> {
    match edit {
        Edit::AddItems { articles, .. } => articles.clone(),
        Edit::AddStories { stories, .. } => {
            let quoted = |draft: &Draft| draft.quoted.iter().map(|words| words.article).collect::<Vec<_>>();
            stories.iter().flat_map(|draft| std::iter::once(draft.article).chain(quoted(draft))).collect()
        }
        _ => Vec::new(),
    }
}

fn count(edits: usize) -> u32 {
    u32::try_from(edits).unwrap_or(u32::MAX)
}
