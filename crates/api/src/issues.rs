use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use articles::{Article, ArticleId, IssueId};
use digests::{Edit, Issue, Item};
use store::StoredIssue;

use crate::{App, Error, operations::*};

impl App {
    pub fn list_issues(&self, _ask: ListIssues) -> Result<IssueList, Error> {
        Ok(IssueList { issues: self.store().list_issues()? })
    }

    /// Asked twice for one date, it gives the same issue: what was edited stays.
    pub fn build_issue(&self, ask: BuildIssue) -> Result<IssueView, Error> {
        if let Some(id) = self.store().find_issue(ask.date)? {
            return self.read_issue(ReadIssue { id });
        }
        let settings = self.read_settings(ReadSettings {})?;
        let (mut articles, mut stories) = (Vec::new(), Vec::new());
        if ask.choice == Choice::Stories {
            stories = self.draft_day(ask.date, &HashSet::new())?;
        } else {
            let mut after: Option<String> = None;
            loop {
                let bookmarked = ask.choice == Choice::Bookmarked;
                let page = self.store().list_candidates(ask.date, &[], bookmarked, after.as_deref(), 200)?;
                articles.extend(page.rows.iter().map(|row| row.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        let id = self.store().put_issue(ask.date, &settings.issue_title, |number| {
            let issue = Issue::new(&settings.issue_title, ask.date, number, settings.issue_language(), "");
            let Some(section) = issue.sections.first().map(|first| first.id) else { return Ok(issue) };
            let issue = issue.apply(&Edit::AddStories { stories, section, at: 0 })?;
            Ok(issue.apply(&Edit::AddItems { articles, section, at: 0 })?)
        })?;
        self.tell(Event::LibraryChanged {});
        self.read_issue(ReadIssue { id })
    }

    pub fn read_issue(&self, ask: ReadIssue) -> Result<IssueView, Error> {
        let stored = self.store().read_issue(ask.id)?;
        self.view_issue(ask.id, stored)
    }

    /// Articles of the issue's date that it could take and does not hold.
    pub fn list_candidates(&self, ask: ListCandidates) -> Result<ArticlePage, Error> {
        let issue = self.store().read_issue(ask.id)?.issue;
        let held: Vec<ArticleId> = issue.items().map(|item| item.article).collect();
        if ask.choice == Choice::Stories {
            return self.page_of_stories(&issue, &ask);
        }
        let bookmarked = ask.choice == Choice::Bookmarked;
        Ok(self.store().list_candidates(issue.date, &held, bookmarked, ask.after.as_deref(), ask.limit)?)
    }

    /// One article for each story of the date of which the issue has nothing, the story that matters most first.
    fn page_of_stories(&self, issue: &Issue, ask: &ListCandidates) -> Result<ArticlePage, Error> {
        let held = self.held_stories(issue)?;
        let mut all = Vec::new();
        for story in self.rank_day(issue.date)?.iter().filter(|story| !held.contains(&story.id)) {
            all.extend(self.best_headline(&story.members)?);
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

    /// The other outlets that told the story of an item, in the order in which they did.
    pub(crate) fn also_in(&self, item: &Item) -> Result<Vec<String>, Error> {
        let story = match item.story {
            Some(story) => Some(story),
            None => self.store().story_of(item.article)?,
        };
        let Some(story) = story else { return Ok(Vec::new()) };
        let members = self.store().read_members(story)?;
        let own = members.iter().find(|member| member.placed.article == item.article);
        let own = own.and_then(|member| member.outlet.as_ref());
        let mut outlets: Vec<String> = Vec::new();
        for outlet in members.iter().filter_map(|member| member.outlet.as_ref()) {
            if Some(outlet) != own && !outlets.contains(outlet) {
                outlets.push(outlet.clone());
            }
        }
        Ok(outlets)
    }

    pub fn edit_issue(&self, ask: EditIssue) -> Result<IssueView, Error> {
        let stored = self.store().edit_issue(ask.id, &ask.edit, self.now())?;
        self.view_issue(ask.id, stored)
    }

    pub fn undo_edit(&self, ask: ReadIssue) -> Result<IssueView, Error> {
        let stored = self.store().undo_edit(ask.id)?;
        self.view_issue(ask.id, stored)
    }

    pub fn redo_edit(&self, ask: ReadIssue) -> Result<IssueView, Error> {
        let stored = self.store().redo_edit(ask.id)?;
        self.view_issue(ask.id, stored)
    }

    pub fn remove_issue(&self, ask: ReadIssue) -> Result<Changed, Error> {
        self.changed(u32::from(self.store().remove_issue(ask.id, self.now())?))
    }

    /// The articles of an issue's items, and those that they quote. One that is gone is passed over: the issue says so where it stands.
    pub(crate) fn read_items(&self, issue: &Issue) -> Result<BTreeMap<ArticleId, Article>, Error> {
        let mut articles = BTreeMap::new();
        let shown: BTreeSet<ArticleId> = issue.articles().collect();
        for id in shown {
            match self.store().read_text(id) {
                Ok(article) => articles.insert(id, article),
                Err(store::Error::NotFound { .. }) => None,
                Err(error) => return Err(error.into()),
            };
        }
        Ok(articles)
    }

    fn view_issue(&self, id: IssueId, stored: StoredIssue) -> Result<IssueView, Error> {
        let StoredIssue { issue, can_undo, can_redo } = stored;
        let leading: Vec<ArticleId> = issue.items().map(|item| item.article).collect();
        let rows = self.store().read_rows(&leading)?;
        let mut rows: HashMap<ArticleId, ArticleRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let read = self.read_items(&issue)?;
        let mut articles = Vec::with_capacity(leading.len());
        for item in issue.items() {
            if let (Some(row), Some(article)) = (rows.remove(&item.article), read.get(&item.article)) {
                let caption = article.captions.first().cloned();
                let quoted = export::quotations(item, &read);
                let quoted = quoted.into_iter().map(|export::Quotation { article, text, outlet }| Quotation {
                    article,
                    text,
                    outlet,
                });
                articles.push(IssueArticle { row, quoted: quoted.collect(), also_in: self.also_in(item)?, caption });
            }
        }
        Ok(IssueView { id, issue, articles, can_undo, can_redo })
    }
}
