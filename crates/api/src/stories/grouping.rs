//! From articles that wait to their stories: near copies first, then groups, then back to the library.

use std::collections::{BTreeMap, HashMap};

use articles::{Article, ArticleId, ImportId, StoryId};
use store::{Grouping, Placed, Sketch, Window, WindowArticle};
use stories::{
    copies::{Arrival, Arriving, Copies, Fingerprint},
    grouping::{self, group},
    terms::Terms,
};
use task::Task;

use crate::{App, Error, operations::*};

impl App {
    /// Groups what waits of an import. A failure is not told: what waits is tried again when its day is looked at.
    pub(crate) fn group_import(&self, import: ImportId, task: &Task) {
        if let Ok(Some(range)) = self.store().waiting_of_import(import)
            && let Ok(true) = self.group(range, task)
        {
            self.tell(Event::LibraryChanged {});
        }
        // After that, so that the stories that need no encoder are there at once.
        if self.has_encoder() && self.store().await_encoder_of(import).is_ok() {
            let _ = self.encode_waiting(task);
        }
    }

    /// Groups what waits among a range of articles. Whether any article is in another story now. Where another does it,
    /// or nothing can be written, all is left as it is.
    pub(crate) fn group(&self, range: (ArticleId, ArticleId), task: &Task) -> Result<bool, Error> {
        let _turn = match self.store().take_grouping_turn() {
            Ok(turn) => turn,
            Err(store::Error::Busy | store::Error::ReadOnly) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        let mut changed = false;
        while let Some(window) = self.store().next_window(range)? {
            let Some(grouping) = self.place(&window, task)? else { break };
            changed |= self.store().write_grouping(&window, &grouping, self.now())?;
        }
        Ok(changed)
    }

    /// None where it is not wanted any more.
    fn place(&self, window: &Window, task: &Task) -> Result<Option<Grouping>, Error> {
        let Some(sketched) = self.sketch(window, task)? else { return Ok(None) };
        let made: HashMap<ArticleId, &Sketch> = sketched.iter().map(|(id, sketch)| (*id, sketch)).collect();
        let sketch_of = |id| window.sketches.get(&id).or_else(|| made.get(&id).copied());
        // By time, so that it does not matter in which order the articles came. One that is gone has no sketch.
        let mut order: Vec<(&WindowArticle, &Sketch)> =
            window.articles.iter().filter_map(|article| Some((article, sketch_of(article.id)?))).collect();
        let seconds = |article: &WindowArticle| article.published.map(|at| at.sort_seconds());
        order.sort_by_key(|(article, _)| (seconds(article).unwrap_or(i64::MAX), article.id));
        let (copies, newer) = near_copies(&order);
        let first = window.articles.first().map(|article| article.id);
        // What an article is a copy of may lie before the window: then what was found before holds.
        let outside = |id: Option<ArticleId>| id.filter(|id| Some(*id) < first);
        let mut originals = HashMap::new();
        let mut before = BTreeMap::new();
        for (article, _) in &order {
            let (id, known) = (article.id, article.placed);
            if let Some(known) = known {
                before.insert(id, grouping::StoryId(known.story.0));
            }
            let own = Some(copies.group(id)).filter(|original| *original != id);
            let copy_of = own.or_else(|| outside(known.and_then(|known| known.copy_of)));
            let newer_than = newer.get(&id).copied().or_else(|| outside(known.and_then(|known| known.newer_than)));
            originals.insert(id, (copy_of, newer_than));
        }
        let articles: Vec<grouping::Placed> = order
            .iter()
            .map(|(article, sketch)| grouping::Placed {
                id: article.id,
                terms: &sketch.terms,
                meaning: window.meanings.get(&article.id),
                published: seconds(article),
                copy_of: originals.get(&article.id).and_then(|(original, _)| *original).unwrap_or(article.id),
                form: copies.form(article.id),
                settled: article.settled,
            })
            .collect();
        let mut found = Grouping::default();
        let taken = window.taken.iter().map(|story| grouping::StoryId(story.0)).collect();
        for story in group(&articles, &window.hands, &before, &taken) {
            let id = StoryId(story.id.0);
            found.absorbed.extend(story.absorbed.iter().map(|absorbed| (StoryId(absorbed.0), id)));
            found.placed.extend(story.articles.into_iter().map(|article| {
                let (copy_of, newer_than) = originals.get(&article).copied().unwrap_or_default();
                Placed { article, story: id, copy_of, newer_than }
            }));
        }
        found.sketched = sketched;
        Ok(Some(found))
    }

    /// What the articles of the window are compared by of which none was kept.
    fn sketch(&self, window: &Window, task: &Task) -> Result<Option<Vec<(ArticleId, Sketch)>>, Error> {
        let mut sketched = Vec::new();
        for id in window.articles.iter().map(|article| article.id).filter(|id| !window.sketches.contains_key(id)) {
            if task.check().is_err() {
                return Ok(None);
            }
            match self.store().read_text(id) {
                Ok(Article { title, text, language, .. }) => {
                    let print = Fingerprint::of(&title, &text);
                    sketched.push((id, Sketch { print, terms: Terms::of(&title, &text, language.as_deref()) }));
                }
                Err(store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Some(sketched))
    }
}

/// The near copies among the articles, and of each newer version the older one.
fn near_copies(articles: &[(&WindowArticle, &Sketch)]) -> (Copies, HashMap<ArticleId, ArticleId>) {
    let mut copies = Copies::default();
    let mut newer = HashMap::new();
    for (article, sketch) in articles {
        let published = article.published.map(|at| at.sort_seconds());
        let arriving = Arriving { id: article.id, source: article.source.as_deref(), published };
        if let Arrival::NewerVersionOf(older) = copies.add(arriving, sketch.print.clone()) {
            newer.insert(article.id, older);
        }
    }
    (copies, newer)
}
