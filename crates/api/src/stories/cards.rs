//! The stories of a day as cards, the one that matters most first.

use std::collections::{BTreeMap, BTreeSet};

use articles::{Article, ArticleId, Outlet, Register, Source, StoryId};
use store::Member;
use stories::{
    Telling, headline,
    rank::{Printed, rank},
};
use task::Task;

use super::{country::country, views::*};
use crate::{App, Error};

const PAGE: u32 = 50;
const MOST: u32 = 200;
const MOST_TOLD: usize = 100;
/// Texts that are read to choose a headline: in the largest stories the choice does not change after some.
const READ_FOR_HEADLINE: usize = 16;

/// A story and why it stands where it stands.
pub(crate) struct Ranked {
    pub(crate) id: StoryId,
    score: f64,
    /// By time.
    pub(crate) members: Vec<Member>,
    reasons: stories::rank::Reasons,
}

impl App {
    pub fn list_stories(&self, ask: ListStories) -> Result<StoryPage, Error> {
        let ranked = self.rank_day(ask.date)?;
        let limit = if ask.limit == 0 { PAGE } else { ask.limit.min(MOST) } as usize;
        let start = match &ask.after {
            Some(after) => {
                let id: i64 = after.parse().map_err(|_| store::Error::NoSuchPlace)?;
                // A story that is gone meanwhile was at some place before the end.
                ranked.iter().position(|story| story.id.0 == id).map_or(ranked.len(), |at| at + 1)
            }
            None => 0,
        };
        let total = count(ranked.len());
        let end = (start + limit).min(ranked.len());
        let more = end < ranked.len();
        let mut stories = Vec::with_capacity(end - start);
        for story in ranked.into_iter().take(end).skip(start) {
            stories.extend(self.card(&story)?);
        }
        let next = stories.last().filter(|_| more).map(|card: &StoryCard| card.id.to_string());
        Ok(StoryPage { stories, next, total })
    }

    /// The stories of a day; what of the day waits to be grouped is grouped first.
    pub(crate) fn rank_day(&self, date: chrono::NaiveDate) -> Result<Vec<Ranked>, Error> {
        self.group(store::Store::ids_of_day(date), &Task::quiet())?;
        let mut stories: BTreeMap<StoryId, Vec<Member>> = BTreeMap::new();
        for member in self.store().read_day(date)? {
            stories.entry(member.placed.story).or_default().push(member);
        }
        let register = self.store().read_register()?;
        let mut ranked: Vec<Ranked> =
            stories.into_iter().map(|(id, members)| self.ranked(id, members, &register)).collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        Ok(ranked)
    }

    pub(super) fn ranked(&self, id: StoryId, mut members: Vec<Member>, register: &Register) -> Ranked {
        members.sort_by_key(|member| (member.published.is_none(), member.at, member.placed.article));
        let known = |member: &Member| {
            let name = member.outlet.clone().unwrap_or_default();
            register.find(&Source { name, host: member.host.clone() }).filter(|outlet| !outlet.name.is_empty())
        };
        let outlets: Vec<Option<&Outlet>> = members.iter().map(known).collect();
        let printed: Vec<Printed> = members
            .iter()
            .zip(&outlets)
            .map(|(member, outlet)| Printed {
                id: member.placed.article,
                source: outlet.map(|outlet| outlet.name.as_str()).or(member.outlet.as_deref()),
                owner: outlet.map(|outlet| outlet.owner.as_str()).filter(|owner| !owner.is_empty()),
                country: outlet
                    .map(|outlet| outlet.country.as_str())
                    .filter(|code| !code.is_empty())
                    .or_else(|| member.host.as_deref().and_then(country)),
                copy_of: member.placed.copy_of.unwrap_or(member.placed.article),
                at: member.at,
                stars: 0,
                bookmarked: member.bookmarked,
            })
            .collect();
        let (score, reasons) = rank(&printed, self.now().0.timestamp());
        Ranked { id, score, members, reasons }
    }

    /// None where all of its articles are gone meanwhile.
    pub(super) fn card(&self, story: &Ranked) -> Result<Option<StoryCard>, Error> {
        let Some(best) = self.best_headline(&story.members)? else { return Ok(None) };
        let Some(headline) = self.store().read_rows(&[best])?.pop() else { return Ok(None) };
        let mut outlets: Vec<StoryOutlet> = Vec::new();
        for member in &story.members {
            match outlets.iter_mut().find(|outlet| outlet.name == member.outlet) {
                Some(outlet) => outlet.articles += 1,
                None => outlets.push(StoryOutlet { name: member.outlet.clone(), articles: 1 }),
            }
        }
        let countries: BTreeSet<&str> =
            story.members.iter().filter_map(|member| member.host.as_deref().and_then(country)).collect();
        let dates = || story.members.iter().filter_map(|member| member.published);
        let tally = |is: fn(&Member) -> bool| count(story.members.iter().filter(|member| is(member)).count());
        Ok(Some(StoryCard {
            id: story.id,
            headline,
            articles: count(story.members.len()),
            unread: tally(|member| member.unread),
            copies: tally(|member| member.placed.copy_of.is_some()),
            outlets,
            reasons: StoryReasons {
                outlets: count(story.reasons.outlets),
                voices: count(story.reasons.voices),
                countries: countries.into_iter().map(str::to_owned).collect(),
                lately: count(story.reasons.lately),
                bookmarks: count(story.reasons.bookmarks),
                first: dates().next(),
                latest: dates().next_back(),
            },
            timeline: story
                .members
                .iter()
                .take(MOST_TOLD)
                .map(|member| Told {
                    article: member.placed.article,
                    outlet: member.outlet.clone(),
                    at: member.published,
                    copy_of: member.placed.copy_of,
                    newer_than: member.placed.newer_than,
                })
                .collect(),
        }))
    }

    /// The article whose headline tells the story best. One that is alone needs no reading.
    pub(crate) fn best_headline(&self, members: &[Member]) -> Result<Option<ArticleId>, Error> {
        let first = members.first().map(|member| member.placed.article);
        if members.len() < 2 {
            return Ok(first);
        }
        let texts = self.read_texts(members, READ_FOR_HEADLINE)?;
        Ok(headline(&tellings(&texts)).or(first))
    }

    /// The first of each group of near copies, at most so many, with the article that stands for the group.
    pub(super) fn read_texts(&self, members: &[Member], most: usize) -> Result<Vec<Text>, Error> {
        let mut seen = BTreeSet::new();
        let mut texts = Vec::new();
        for member in members {
            let article = member.placed.article;
            let original = member.placed.copy_of.unwrap_or(article);
            if texts.len() < most && seen.insert(original) {
                match self.store().read_text(article) {
                    Ok(text) => texts.push(Text { id: article, copy_of: original, text }),
                    Err(store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(texts)
    }
}

/// An article with its text.
pub(super) struct Text {
    pub(super) id: ArticleId,
    pub(super) copy_of: ArticleId,
    pub(super) text: Article,
}

pub(super) fn tellings(texts: &[Text]) -> Vec<Telling<'_>> {
    texts
        .iter()
        .map(|Text { id, copy_of, text }| Telling {
            id: *id,
            copy_of: *copy_of,
            title: &text.title,
            text: &text.text,
            language: text.language.as_deref(),
        })
        .collect()
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
