//! What fills an issue: rules of its title, and searches of its sections. Both propose; an editor takes.

use std::collections::HashSet;

use articles::ArticleId;
use chrono::NaiveDate;
use digests::{Decision, Edit, Issue, Rule, SectionId};
use store::Search;

use crate::{App, Error, operations::*};

use super::views::Held;

/// A rule that picks more is none.
const MOST_PICKED: u32 = 200;

impl App {
    /// What rules would pick from the stored articles of a date: tried out before they are switched on.
    pub fn try_rules(&self, ask: TryRules) -> Result<RulePicks, Error> {
        let rules = match ask.rules {
            Some(rules) => rules,
            None => self.store().read_title(ask.title)?.title.rules,
        };
        let mut held = Held::new();
        let day = self.day(ask.date)?;
        let picks = rules.iter().map(|rule| self.picks(rule, &day, &mut held)).collect::<Result<_, _>>()?;
        Ok(RulePicks { picks })
    }

    /// What the title's rules and the sections' searches would put into the issue, section by section.
    pub fn list_proposals(&self, ask: ReadIssue) -> Result<Proposals, Error> {
        let stored = self.store().read_issue(ask.id)?;
        let issue = &stored.issue;
        let decided = issue.pool.iter().filter(|one| matches!(one.decision, Decision::Out | Decision::CarriedOver));
        let mut held: Held = issue.held().chain(decided.map(|one| one.article)).collect();
        let day = self.day(issue.date)?;
        let mut proposals = Vec::new();
        for section in &issue.sections {
            let Some(search) = section.search else { continue };
            let rows = self.search("", Filter { search: Some(search), ..Filter::default() }, &day)?;
            let rows = rows.into_iter().filter(|row| held.insert(row.id)).collect();
            proposals.push(Proposal { section: section.id, rule: None, rows });
        }
        let rules = self.store().read_title(stored.title)?.title.rules;
        for (at, rule) in (0..).zip(&rules).filter(|(_, rule)| rule.on) {
            let rows = self.picks(rule, &day, &mut held)?;
            proposals.extend(section_of(issue, rule).map(|section| Proposal { section, rule: Some(at), rows }));
        }
        proposals.retain(|proposal| !proposal.rows.is_empty());
        Ok(Proposals { proposals })
    }

    /// Takes all proposals in, at the ends of their sections; an edit for each section.
    pub fn fill_issue(&self, ask: ReadIssue) -> Result<IssueView, Error> {
        for proposal in self.list_proposals(ask)?.proposals {
            let articles = proposal.rows.iter().map(|row| row.id).collect();
            let edit = Edit::AddItems { articles, section: proposal.section, at: u32::MAX };
            self.store().edit_issue(ask.id, &edit, self.now())?;
        }
        self.read_issue(ask)
    }

    fn day(&self, date: NaiveDate) -> Result<Day, Error> {
        Ok(Day { date, articles: self.candidates_of_day(date)?.into_iter().collect() })
    }

    fn picks(&self, rule: &Rule, day: &Day, held: &mut Held) -> Result<Vec<ArticleRow>, Error> {
        if !rule.asks_for_something() {
            return Ok(Vec::new());
        }
        let found = self.search(&rule.query().unwrap_or_default(), Filter::default(), day)?;
        let mut picked = Vec::new();
        for row in found {
            if self.is_told_by(row.id, rule.least_outlets)? && held.insert(row.id) {
                picked.push(row);
            }
        }
        Ok(picked)
    }

    /// Of the articles that were printed on the day, and the undated ones that came on it.
    fn search(&self, query: &str, filter: Filter, day: &Day) -> Result<Vec<ArticleRow>, Error> {
        let mut found = Vec::new();
        for filter in [Filter { date: Some(day.date), ..filter.clone() }, Filter { undated: true, ..filter }] {
            if query.is_empty() {
                let list = ListArticles { filter, limit: MOST_PICKED, ..ListArticles::default() };
                found.extend(self.list_articles(list)?.rows);
            } else {
                let (by_date, today) = (Some(Sort::Newest), self.today());
                let search =
                    Search { query, typing: false, close: false, filter: &filter, by_date, limit: MOST_PICKED, today };
                found.extend(self.store().search_articles(search)?.rows.into_iter().map(|row| row.article));
            }
        }
        found.retain(|row| day.articles.contains(&row.id));
        Ok(found)
    }

    fn is_told_by(&self, article: ArticleId, least: u32) -> Result<bool, Error> {
        if least <= 1 {
            return Ok(true);
        }
        let Some(story) = self.store().story_of(article)? else { return Ok(false) };
        let members = self.store().read_members(story)?;
        let outlets: HashSet<&str> = members.iter().filter_map(|member| member.outlet.as_deref()).collect();
        Ok(outlets.len() >= least as usize)
    }
}

/// What rules pick from.
struct Day {
    date: NaiveDate,
    articles: HashSet<ArticleId>,
}

/// By its name, else the first.
fn section_of(issue: &Issue, rule: &Rule) -> Option<SectionId> {
    let named = issue.sections.iter().find(|section| section.name == rule.section);
    named.or_else(|| issue.sections.first()).map(|section| section.id)
}
