//! Near copies: exact copies, wire copy with small edits, cut and extended versions, the same text under another
//! headline. Flagged and grouped, never dropped.

mod fingerprint;
mod postings;

use std::collections::{BTreeMap, HashMap};

use articles::ArticleId;

pub use fingerprint::Fingerprint;
use postings::Postings;

/// Probes that two texts must share before their words are compared.
const LEAST_HITS: u32 = 2;
/// Texts compared word by word for one arrival, those with most shared probes first.
const COMPARED: usize = 8;
/// From this likeness on the arrival is found wherever its like is found: it needs no probes of its own. Keeps the
/// lists of a text that two hundred outlets printed as short as those of any other.
const THE_SAME: f32 = 0.95;

/// What an arriving article is to those that are here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    New,
    /// The same words, headline and all, from the same source: the article itself, imported again.
    SameAs(ArticleId),
    NearCopyOf(ArticleId),
    /// A near copy from the same source, published later, with other words.
    NewerVersionOf(ArticleId),
}

/// What is known of an article when its copies are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arriving<'a> {
    pub id: ArticleId,
    /// Host of the outlet, or its name; none where unknown.
    pub source: Option<&'a str>,
    /// Seconds since 1970.
    pub published: Option<i64>,
}

/// The fingerprints of the open window, ready to be asked. Memory grows with the window, not with the library.
#[derive(Default)]
pub struct Copies {
    kept: Vec<Kept>,
    by_id: HashMap<ArticleId, u32>,
    by_words: HashMap<u64, u32>,
    /// Of each group that was put back one member, by the group's name.
    by_first: HashMap<ArticleId, u32>,
    postings: Postings,
    /// Of an article that is one form with others, another of these.
    forms: HashMap<u32, u32>,
}

struct Kept {
    id: ArticleId,
    source: u64,
    published: Option<i64>,
    print: Fingerprint,
    /// An earlier member of the same group, or itself.
    group: u32,
    /// The name of the group; counts for its root only.
    first: ArticleId,
}

impl Copies {
    /// What the arriving article is to the ones before it; remembers it for those after it.
    pub fn add(&mut self, arriving: Arriving, print: Fingerprint) -> Arrival {
        if let Some(&known) = self.by_id.get(&arriving.id) {
            return Arrival::SameAs(self.kept[known as usize].id);
        }
        let source = source_key(arriving.source);
        let probes = print.probes();
        let own = self.kept.len() as u32;
        let (likes, forms) = self.likes(&print, &probes, arriving.published);
        for form in forms {
            let (a, b) = (self.form_root(form), self.form_root(own));
            self.forms.insert(a.max(b), a.min(b));
            self.forms.entry(a.min(b)).or_insert(a.min(b));
        }
        let arrival = self.judge(&likes, &print, source, arriving.published);
        if likes.iter().all(|like| like.likeness < THE_SAME) {
            self.index(&probes, own);
        }
        let first = likes.iter().map(|like| self.kept[self.root(like.at) as usize].first).min();
        self.keep(Kept {
            id: arriving.id,
            source,
            published: arriving.published,
            print,
            group: own,
            first: first.unwrap_or(arriving.id),
        });
        for like in &likes {
            self.join(like.at, own);
        }
        arrival
    }

    /// Remembers an article whose group is known from an earlier run, for those after it. Nothing is judged again:
    /// what was shown as a copy stays one.
    pub fn restore(&mut self, known: Arriving, print: Fingerprint, group: ArticleId) {
        if !self.by_id.contains_key(&known.id) {
            let (id, source, published) = (known.id, source_key(known.source), known.published);
            self.put_back(Kept { id, source, published, print, group: 0, first: group });
        }
    }

    /// The group of near copies that `id` belongs to, by the article that founded it: itself where it has none. The
    /// founder may be older than the window. Where an arrival shows two groups to be one, the smaller id names both.
    pub fn group(&self, id: ArticleId) -> ArticleId {
        self.by_id.get(&id).map_or(id, |at| self.kept[self.root(*at) as usize].first)
    }

    /// The form that `id` is filled in from, by the first article of it: reports that are printed every day, or of every
    /// place, in the same words with other figures. None where it is like no other of those that were added.
    pub fn form(&self, id: ArticleId) -> Option<ArticleId> {
        let at = self.by_id.get(&id).filter(|at| self.forms.contains_key(at))?;
        Some(self.kept[self.form_root(*at) as usize].id)
    }

    /// Drops what was published before `seconds`, so that a window that moves on stays as small as it was.
    pub fn forget_before(&mut self, seconds: i64) {
        let first: Vec<ArticleId> =
            self.kept.iter().map(|kept| self.kept[self.root(kept.group) as usize].first).collect();
        let old = std::mem::take(self);
        for (kept, first) in old.kept.into_iter().zip(first) {
            if kept.published.is_none_or(|at| at >= seconds) {
                self.put_back(Kept { first, ..kept });
            }
        }
    }

    fn put_back(&mut self, kept: Kept) {
        let own = self.kept.len() as u32;
        // The same words in the same group are found through the ones before them.
        let found = self
            .by_words
            .get(&kept.print.words)
            .is_some_and(|same| self.group(self.kept[*same as usize].id) == kept.first);
        if !found {
            self.index(&kept.print.probes(), own);
        }
        let fellow = *self.by_first.entry(kept.first).or_insert(own);
        self.keep(Kept { group: own, ..kept });
        self.join(fellow, own);
    }

    fn keep(&mut self, kept: Kept) {
        let own = self.kept.len() as u32;
        self.by_words.entry(kept.print.words).or_insert(own);
        self.by_id.insert(kept.id, own);
        self.kept.push(kept);
    }

    fn index(&mut self, probes: &[u32], own: u32) {
        for probe in probes {
            self.postings.add(*probe, own);
        }
    }

    fn judge(&self, likes: &[Like], print: &Fingerprint, source: u64, published: Option<i64>) -> Arrival {
        let Some(best) = likes.first() else { return Arrival::New };
        let own_source = |like: &&Like| source != 0 && self.kept[like.at as usize].source == source;
        for like in
            likes.iter().filter(|like| source == 0 && self.kept[like.at as usize].source == 0 || own_source(like))
        {
            let kept = &self.kept[like.at as usize];
            if kept.print.words == print.words && kept.print.headline == print.headline {
                return Arrival::SameAs(kept.id);
            }
        }
        let older = likes.iter().filter(own_source).find(
            |like| matches!((self.kept[like.at as usize].published, published), (Some(then), Some(now)) if then < now),
        );
        match older {
            Some(like) => Arrival::NewerVersionOf(self.kept[like.at as usize].id),
            None => Arrival::NearCopyOf(self.kept[best.at as usize].id),
        }
    }

    /// The near copies among those kept, most alike first, of equally alike ones the earliest; and those that are the same
    /// form filled in otherwise.
    fn likes(&self, print: &Fingerprint, probes: &[u32], published: Option<i64>) -> (Vec<Like>, Vec<u32>) {
        let mut hits: BTreeMap<u32, u32> = BTreeMap::new();
        for probe in probes {
            self.postings.each(*probe, |at| *hits.entry(at).or_default() += 1);
        }
        let mut candidates: Vec<(u32, u32)> = hits.into_iter().filter(|(_, hits)| *hits >= LEAST_HITS).collect();
        candidates.sort_by_key(|(at, hits)| (std::cmp::Reverse(*hits), *at));
        candidates.truncate(COMPARED);
        if let Some(&same) = self.by_words.get(&print.words)
            && candidates.iter().all(|(at, _)| *at != same)
        {
            candidates.push((same, 0));
        }
        let (mut likes, mut forms) = (Vec::new(), Vec::new());
        for (at, _) in candidates {
            let kept = &self.kept[at as usize];
            let apart = kept.published.zip(published).map(|(a, b)| (a - b).abs());
            match kept.print.likeness(print, apart) {
                Some(likeness) => likes.push(Like { at, likeness }),
                None if kept.print.is_form_of(print, apart) => forms.push(at),
                None => {}
            }
        }
        likes.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.at.cmp(&b.at)));
        (likes, forms)
    }

    fn form_root(&self, mut at: u32) -> u32 {
        while let Some(next) = self.forms.get(&at).filter(|next| **next != at) {
            at = *next;
        }
        at
    }

    fn root(&self, mut at: u32) -> u32 {
        while self.kept[at as usize].group != at {
            at = self.kept[at as usize].group;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, second) = (a.min(b) as usize, a.max(b) as usize);
        self.kept[first].first = self.kept[first].first.min(self.kept[second].first);
        self.kept[second].group = first as u32;
    }
}

fn source_key(source: Option<&str>) -> u64 {
    source.map_or(0, |name| crate::text::hash(name.as_bytes(), 1))
}

struct Like {
    at: u32,
    likeness: f32,
}

#[cfg(test)]
mod tests;
