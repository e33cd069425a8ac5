//! From a day's articles to an issue: the pool, the items, what is not ready, what was published.

mod pool;
mod publishing;
mod rules;
pub mod views;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use articles::{Article, ArticleId, IssueId, Moment, Register, TitleId};
use chrono::NaiveDate;
use digests::{Arriving, Draft, Edit, Issue, Item};
use export::item_text;
use store::{Begun, StoredIssue};

use crate::{App, Error, operations::*};

impl App {
    pub fn list_issues(&self, _ask: ListIssues) -> Result<IssueList, Error> {
        Ok(IssueList { issues: self.store().list_issues()? })
    }

    /// Asked twice for one title and date, it gives the same issue: what was edited stays.
    pub fn build_issue(&self, ask: BuildIssue) -> Result<IssueView, Error> {
        let title = match ask.title {
            Some(title) => title,
            None => self.first_title()?,
        };
        if let Some(id) = self.store().find_issue(title, ask.date)? {
            return self.read_issue(ReadIssue { id });
        }
        let settings = self.read_settings(ReadSettings {})?;
        let (articles, stories) = self.chosen(ask.date, ask.choice)?;
        let candidates = self.candidates_of_day(ask.date)?;
        let now = Moment::Exact(self.now().0);
        let id = self.store().put_issue(title, ask.date, |begun| {
            let Begun { title, number, carried } = begun;
            let issue = title.begin(ask.date, number, settings.issue_language());
            let (from, carried) = carried.unwrap_or_default();
            let arriving = carried.into_iter().map(|article| Arriving { article, carried_from: Some(from) });
            let of_day = candidates.into_iter().map(|article| Arriving { article, carried_from: None });
            let issue = issue.apply(&Edit::LoadCandidates { articles: arriving.chain(of_day).collect(), at: now })?;
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

    pub fn edit_issue(&self, ask: EditIssue) -> Result<IssueView, Error> {
        if let Edit::AddQuotes { quotes, .. } = &ask.edit {
            for quote in quotes {
                let article = self.store().read_text(quote.article)?;
                // What is printed as a quotation is one.
                if article.text.get(quote.start as usize..quote.end as usize) != Some(quote.text.as_str()) {
                    return Err(Error::BadAsk("these are not the words at that place of the article".to_owned()));
                }
            }
        }
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

    /// The other outlets that told the story of an item: in the register's order, then as they told it.
    pub(crate) fn also_in(&self, item: &Item, register: &Register) -> Result<Vec<String>, Error> {
        let story = match item.story {
            Some(story) => Some(story),
            None => self.store().story_of(item.article)?,
        };
        let Some(story) = story else { return Ok(Vec::new()) };
        let called =
            |name: &str| register.find_name(name).map_or_else(|| name.to_owned(), |outlet| outlet.name.clone());
        let members = self.store().read_members(story)?;
        let own = members.iter().find(|member| member.placed.article == item.article);
        let own = own.and_then(|member| member.outlet.as_deref()).map(called);
        let mut outlets: Vec<String> = Vec::new();
        for outlet in members.iter().filter_map(|member| member.outlet.as_deref()) {
            let outlet = called(outlet);
            if Some(&outlet) != own.as_ref() && !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        outlets.sort_by_key(|name| register.order(name));
        Ok(outlets)
    }

    fn first_title(&self) -> Result<TitleId, Error> {
        let titles = self.store().list_titles()?;
        titles.first().map(|stored| stored.id).ok_or(Error::NotFound { what: "title", id: 1 })
    }

    fn chosen(&self, date: NaiveDate, choice: Choice) -> Result<(Vec<ArticleId>, Vec<Draft>), Error> {
        Ok(match choice {
            Choice::Nothing => (Vec::new(), Vec::new()),
            Choice::Stories => (Vec::new(), self.draft_day(date, &HashSet::new())?),
            Choice::All => (self.ids_of_day(date, false)?, Vec::new()),
            Choice::Bookmarked => (self.ids_of_day(date, true)?, Vec::new()),
        })
    }

    fn view_issue(&self, id: IssueId, stored: StoredIssue) -> Result<IssueView, Error> {
        let StoredIssue { issue, can_undo, can_redo, title } = stored;
        let read = self.read_items(&issue)?;
        let register = self.store().read_register()?;
        let held: Vec<ArticleId> = issue.held().filter(|id| read.contains_key(id)).collect();
        let mut also_in = BTreeMap::new();
        for item in issue.items() {
            also_in.insert(item.article, self.also_in(item, &register)?);
        }
        let articles = |row: ArticleRow| {
            let caption = read.get(&row.id).and_then(|article| article.captions.first().cloned());
            IssueArticle { also_in: also_in.remove(&row.id).unwrap_or_default(), caption, row }
        };
        let articles = self.store().read_rows(&held)?.into_iter().map(articles).collect();
        let earlier = self.store().find_earlier(title, issue.date, &held)?;
        let item = |item: &Item| {
            let printed = &read.get(&item.article)?.title;
            let text = item_text(item, &read, &register, issue.date);
            let quoted = text.quoted.into_iter();
            Some(ItemView {
                item: item.id,
                headline: item.headline.clone().unwrap_or_else(|| printed.clone()),
                quoted: quoted
                    .map(|export::Quotation { article, text, outlet }| Quotation { article, text, outlet })
                    .collect(),
                by_hand: text.by_hand,
                keeps_out: text.keeps_out,
                earlier: earlier.get(&item.article).copied(),
            })
        };
        let items = issue.items().filter_map(item).collect();
        let versions = self.store().list_versions(id)?;
        Ok(IssueView { id, title, issue, articles, items, can_undo, can_redo, versions })
    }
}
