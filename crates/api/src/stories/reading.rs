//! A story read: its outlets side by side, a summary in their words, and where they differ.

use std::collections::{BTreeMap, HashMap};

use articles::ArticleId;
use stories::{
    Budget, Quote, Telling,
    differences::{Differs as Core, differences, only_in},
    summarise,
};

use super::{cards::tellings, views::*};
use crate::{
    App, Error,
    operations::{ArticleRow, Subjects},
};

/// As much as stands on a card that is read in half a minute.
pub(super) const SUMMARY: Budget = Budget { words: 110, sentences: 5 };
const MOST_ARTICLES: usize = 200;
/// Different texts that are read. More would tell the same again, and take longer than a blink.
pub(super) const MOST_TEXTS: usize = 40;
/// What stands in one article only costs a comparison with each other one.
const MOST_FOR_ONLY: usize = 12;
const MOST_ONLY: usize = 6;
const MOST_NAMES: usize = 12;

impl App {
    pub fn read_story(&self, ask: ReadStory) -> Result<StoryView, Error> {
        let gone = || Error::NotFound { what: "story", id: ask.id.0 };
        let members = self.store().read_members(ask.id)?;
        let id = members.first().ok_or_else(gone)?.placed.story;
        let story = self.ranked(id, members, &self.store().read_register()?);
        let card = self.card(&story)?.ok_or_else(gone)?;
        let texts = self.read_texts(&story.members, MOST_TEXTS)?;
        let tellings = tellings(&texts);
        let by_id: HashMap<ArticleId, &str> = texts.iter().map(|text| (text.id, text.text.text.as_str())).collect();
        let quote = |quote: &Quote| quoted(&by_id, quote);
        let only = |article: ArticleId| -> Vec<Quoted> {
            if texts.len() > MOST_FOR_ONLY {
                return Vec::new();
            }
            only_in(article, &tellings).iter().take(MOST_ONLY).filter_map(quote).collect()
        };

        let shown = &story.members[..story.members.len().min(MOST_ARTICLES)];
        let ids: Vec<ArticleId> = shown.iter().map(|member| member.placed.article).collect();
        let mut rows: HashMap<ArticleId, ArticleRow> =
            self.store().read_rows(&ids)?.into_iter().map(|row| (row.id, row)).collect();
        let mut outlets: Vec<OutletArticles> = Vec::new();
        for member in shown {
            let Some(row) = rows.remove(&member.placed.article) else { continue };
            let outlet = row.source.clone();
            let article = StoryArticle {
                only: only(row.id),
                row,
                copy_of: member.placed.copy_of,
                newer_than: member.placed.newer_than,
            };
            let name = |outlet: &Option<articles::Source>| outlet.as_ref().map(|outlet| outlet.name.clone());
            match outlets.iter_mut().find(|known| name(&known.outlet) == name(&outlet)) {
                Some(known) => known.articles.push(article),
                None => outlets.push(OutletArticles { outlet, articles: vec![article] }),
            }
        }
        let summary = summarise(&in_one_language(&tellings, card.headline.id), SUMMARY);
        let differing = differences(&tellings);
        let subjects: Vec<Subjects> = texts.iter().map(|text| store::subjects(&text.text)).collect();
        Ok(StoryView {
            card,
            outlets,
            summary: summary.iter().filter_map(quote).collect(),
            differences: differing
                .iter()
                .map(|difference| StoryDifference {
                    what: match difference.what {
                        Core::Figure => Differs::Figure,
                        Core::Name => Differs::Name,
                        Core::Quotation => Differs::Quotation,
                    },
                    told: difference.told.iter().filter_map(quote).collect(),
                })
                .collect(),
            keywords: most_shared(subjects.iter().map(|one| one.keywords.as_slice())),
            people: most_shared(subjects.iter().map(|one| one.people.as_slice())),
            places: most_shared(subjects.iter().map(|one| one.places.as_slice())),
        })
    }
}

/// A summary is read as one text: the tellings in the language of the headline.
pub(super) fn in_one_language<'a>(tellings: &[Telling<'a>], headline: ArticleId) -> Vec<Telling<'a>> {
    let language = tellings.iter().find(|telling| telling.id == headline).and_then(|telling| telling.language);
    tellings.iter().filter(|telling| telling.language == language).copied().collect()
}

fn quoted(texts: &HashMap<ArticleId, &str>, quote: &Quote) -> Option<Quoted> {
    Some(Quoted {
        article: quote.article,
        start: u32::try_from(quote.start).ok()?,
        end: u32::try_from(quote.end).ok()?,
        text: texts.get(&quote.article)?.get(quote.start..quote.end)?.to_owned(),
    })
}

/// Those of most articles first; of equals what comes first in an article.
fn most_shared<'a>(lists: impl Iterator<Item = &'a [String]>) -> Vec<String> {
    let mut found: BTreeMap<String, (u32, usize, &str)> = BTreeMap::new();
    for list in lists {
        for (place, name) in list.iter().enumerate() {
            let known = found.entry(name.to_lowercase()).or_insert((0, place, name));
            known.0 += 1;
            known.1 = known.1.min(place);
        }
    }
    let mut found: Vec<(u32, usize, &str)> = found.into_values().collect();
    found.sort_by_key(|(articles, place, _)| (std::cmp::Reverse(*articles), *place));
    found.into_iter().take(MOST_NAMES).map(|(_, _, name)| name.to_owned()).collect()
}
