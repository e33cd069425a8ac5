use std::collections::BTreeMap;

use articles::ArticleId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Budget, Decision, Edit, Issue, Item, ItemId, SectionId};

/// A reason why an issue should not go out yet, and the edit that takes the reason away, where one can.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields = nullable)]
pub struct Finding {
    #[serde(flatten)]
    pub what: Unready,
    pub fix: Option<Edit>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Unready {
    NoDate {
        items: Vec<ItemId>,
    },
    /// Headline and summary together.
    TooLong {
        item: ItemId,
        length: u32,
        budget: Budget,
    },
    /// The outlet's licence is not known.
    NoLicence {
        outlet: String,
        items: Vec<ItemId>,
    },
    /// The outlet's rule keeps words out of the document.
    LicenceKeepsOut {
        outlet: String,
        items: Vec<ItemId>,
    },
    NoOutlet {
        items: Vec<ItemId>,
    },
    Undecided {
        count: u32,
    },
    /// Came since candidates were taken in last.
    NotLoaded {
        count: u32,
    },
    WasInEarlier {
        item: ItemId,
        earlier: Earlier,
    },
    /// Its article is gone from the library.
    ArticleGone {
        item: ItemId,
    },
    NothingQuoted {
        items: Vec<ItemId>,
    },
    TooManyItems {
        section: Option<SectionId>,
        items: u32,
        quota: u32,
    },
    /// Its picked words are not in the article's text any more.
    QuoteMoved {
        item: ItemId,
        at: u32,
    },
}

/// An issue of the same title that held an article, or another of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Earlier {
    pub number: u32,
    /// The story, by another article.
    pub by_story: bool,
}

/// What is known of an item's article, that an issue does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemState {
    pub dated: bool,
    pub outlet: Option<String>,
    pub licence_known: bool,
    /// The outlet's rule leaves out some of what would be printed.
    pub licence_keeps_out: bool,
    /// What is printed under the headline.
    pub quoted: Vec<String>,
    /// As printed, the desk's own or the article's.
    pub headline: String,
    pub text: String,
    pub earlier: Option<Earlier>,
}

/// What is not ready, the gravest first. An item that `states` does not know has lost its article.
pub fn check_issue(issue: &Issue, states: &BTreeMap<ArticleId, ItemState>, not_loaded: u32) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |what: Unready, fix: Option<Edit>| found.push(Finding { what, fix });
    let known: Vec<(&Item, &ItemState)> =
        issue.items().filter_map(|item| Some((item, states.get(&item.article)?))).collect();
    for item in issue.items().filter(|item| !states.contains_key(&item.article)) {
        say(Unready::ArticleGone { item: item.id }, Some(Edit::RemoveItem { item: item.id }));
    }
    for (item, state) in &known {
        if let Some(Edit::RemoveQuote { item, at }) = moved_quote(item, state) {
            say(Unready::QuoteMoved { item, at }, Some(Edit::RemoveQuote { item, at }));
        }
    }
    let all = |is_meant: &dyn Fn(&ItemState) -> bool| -> Vec<ItemId> {
        known.iter().filter(|(_, state)| is_meant(state)).map(|(item, _)| item.id).collect()
    };
    let mut say_of = |items: Vec<ItemId>, what: fn(Vec<ItemId>) -> Unready| {
        if !items.is_empty() {
            say(what(items), None);
        }
    };
    say_of(all(&|state| state.quoted.is_empty()), |items| Unready::NothingQuoted { items });
    say_of(all(&|state| !state.dated), |items| Unready::NoDate { items });
    say_of(all(&|state| state.outlet.is_none()), |items| Unready::NoOutlet { items });
    for (outlet, items) in by_outlet(&known, |state| !state.licence_known) {
        say(Unready::NoLicence { outlet, items }, None);
    }
    for (outlet, items) in by_outlet(&known, |state| state.licence_keeps_out) {
        say(Unready::LicenceKeepsOut { outlet, items }, None);
    }
    if let Some(budget) = issue.particulars.budget {
        for (item, state) in &known {
            let texts = std::iter::once(&state.headline).chain(&state.quoted);
            let length = crate::length_of(budget.unit, texts.map(String::as_str));
            if length > budget.most {
                let shorter = shorten(state, budget).map(Some);
                let fix = shorter.map(|summary| Edit::SetSummary { item: item.id, summary });
                say(Unready::TooLong { item: item.id, length, budget }, fix);
            }
        }
    }
    for (item, state) in &known {
        if let Some(earlier) = state.earlier {
            let fix = Edit::Decide { articles: vec![item.article], decision: Decision::Out };
            say(Unready::WasInEarlier { item: item.id, earlier }, Some(fix));
        }
    }
    let undecided = issue.undecided();
    if !undecided.is_empty() {
        let count = undecided.len() as u32;
        say(Unready::Undecided { count }, Some(Edit::Decide { articles: undecided, decision: Decision::Out }));
    }
    if not_loaded > 0 {
        say(Unready::NotLoaded { count: not_loaded }, None);
    }
    let quotas = issue.sections.iter().map(|section| (Some(section.id), section.items.len(), section.quota));
    let whole = (None, issue.items().count(), issue.particulars.quota);
    for (section, items, quota) in quotas.chain([whole]) {
        if let Some(quota) = quota.filter(|quota| items > *quota as usize) {
            say(Unready::TooManyItems { section, items: items as u32, quota }, None);
        }
    }
    found
}

fn by_outlet(known: &[(&Item, &ItemState)], is_meant: fn(&ItemState) -> bool) -> BTreeMap<String, Vec<ItemId>> {
    let mut outlets: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    for (item, state) in known.iter().filter(|(_, state)| is_meant(state)) {
        if let Some(outlet) = &state.outlet {
            outlets.entry(outlet.clone()).or_default().push(item.id);
        }
    }
    outlets
}

/// The first quote of the leading article that is not where it was picked: the text was read anew since.
fn moved_quote(item: &Item, state: &ItemState) -> Option<Edit> {
    let moved = |quote: &crate::KeyQuote| {
        let place = quote.start as usize..quote.end as usize;
        quote.article == item.article
            && state.text.get(place) != Some(quote.text.as_str())
            && !state.text.contains(&quote.text)
    };
    let at = item.quotes.iter().position(moved)?;
    Some(Edit::RemoveQuote { item: item.id, at: at as u32 })
}

/// As many whole sentences from the start as the budget has room for. None where not even one fits.
fn shorten(state: &ItemState, budget: Budget) -> Option<String> {
    let mut kept: Vec<String> = Vec::new();
    'all: for paragraph in &state.quoted {
        let mut ends = sentence_ends(paragraph);
        ends.reverse();
        for end in ends {
            let part = paragraph[..end].trim();
            let texts = [state.headline.as_str()].into_iter().chain(kept.iter().map(String::as_str)).chain([part]);
            if crate::length_of(budget.unit, texts) <= budget.most {
                let whole = part.len() == paragraph.trim().len();
                kept.push(part.to_owned());
                if whole {
                    continue 'all;
                }
                break 'all;
            }
        }
        break;
    }
    (!kept.is_empty()).then(|| kept.join("\n\n"))
}

/// Where sentences end, in bytes; the paragraph's own end is one.
fn sentence_ends(paragraph: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().map(|(_, next)| *next);
        let wide = matches!(char, '。' | '！' | '？');
        if wide || (matches!(char, '.' | '!' | '?' | '؟' | '۔') && after.is_some_and(char::is_whitespace)) {
            ends.push(at + char.len_utf8());
        }
    }
    if ends.last() != Some(&paragraph.len()) {
        ends.push(paragraph.len());
    }
    ends
}

#[cfg(test)]
mod tests;
