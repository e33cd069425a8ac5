use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use articles::ContentHash;
use chrono::{DateTime, FixedOffset, Local, NaiveDate};
use serde_json::{Map, Value};
use store::{Clock, List, Search, Store, StoredPicture};

use crate::{
    Error,
    corrections::{FreshText, OpenText},
    jobs::Jobs,
    operations::*,
    pictures::Ready,
};

/// An open library and what is asked of it. Cheap to clone; all clones are one. Any thread may ask at any time.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) store: Store,
    clock: fn() -> DateTime<FixedOffset>,
    tell: Box<dyn Fn(Event) + Send + Sync>,
    pub(crate) jobs: Jobs,
    /// What the split preview looks at: the text as it is read, and as it stands.
    pub(crate) fresh: Mutex<Option<Arc<FreshText>>>,
    pub(crate) open_text: Mutex<Option<Arc<OpenText>>>,
    /// Made ready for documents.
    pub(crate) pictures: Mutex<Ready>,
    /// The thread that looks into watched folders.
    pub(crate) watching: Mutex<Option<JoinHandle<()>>>,
}

/// Now, in the desk's own time zone.
pub fn system_clock() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}

impl App {
    /// Opens the library in that folder, or makes one. `tell` is called from any thread, and must not wait.
    pub fn open(
        folder: &Path,
        clock: fn() -> DateTime<FixedOffset>,
        tell: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<App, Error> {
        let store = Store::open(folder)?;
        Ok(App(Arc::new(Parts {
            store,
            clock,
            tell: Box::new(tell),
            jobs: Jobs::default(),
            fresh: Mutex::default(),
            open_text: Mutex::default(),
            pictures: Mutex::default(),
            watching: Mutex::default(),
        })))
    }

    /// Asks running jobs to stop at their next item. What they stored stays. Folders are watched no longer when this
    /// returns.
    pub fn close(&self) {
        self.0.jobs.cancel_all();
        let watching = self.0.watching.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = watching {
            thread.thread().unpark();
            // It holds the library open; that it ended in a panic changes nothing about its end.
            let _ = thread.join();
        }
    }

    pub fn list_articles(&self, ask: ListArticles) -> Result<ArticlePage, Error> {
        let list = List {
            filter: &ask.filter,
            sort: ask.sort,
            after: ask.after.as_deref(),
            limit: ask.limit,
            today: self.today(),
        };
        Ok(self.store().list_articles(list)?)
    }

    pub fn place_articles(&self, ask: PlaceArticles) -> Result<ListPlaces, Error> {
        Ok(self.store().place_articles(&ask.filter, ask.sort, self.today())?)
    }

    pub fn list_ids(&self, ask: ListIds) -> Result<IdPage, Error> {
        Ok(self.store().list_ids(&ask.filter, ask.after, self.today())?)
    }

    pub fn search_articles(&self, ask: SearchArticles) -> Result<SearchPage, Error> {
        let SearchArticles { query, typing, close, filter, by_date, limit } = &ask;
        let (typing, close, by_date, limit) = (*typing, *close, *by_date, *limit);
        let search = Search { query, typing, close, filter, by_date, limit, today: self.today() };
        Ok(self.store().search_articles(search)?)
    }

    pub fn read_article(&self, ask: ReadArticle) -> Result<ArticleView, Error> {
        Ok(self.store().read_article(ask.id)?)
    }

    /// Not among the operations: its answer is bytes. None where no article shows such a picture.
    pub fn read_picture(&self, hash: &ContentHash) -> Result<Option<StoredPicture>, Error> {
        Ok(self.store().read_picture(hash)?)
    }

    pub fn read_source_text(&self, ask: ReadArticle) -> Result<SourceText, Error> {
        Ok(self.store().read_source_text(ask.id)?)
    }

    pub fn count_articles(&self, _ask: CountArticles) -> Result<Counts, Error> {
        Ok(self.store().count_articles()?)
    }

    pub fn set_read(&self, ask: SetRead) -> Result<Changed, Error> {
        self.changed(self.store().set_read(&ask.ids, ask.read)?)
    }

    pub fn set_bookmarked(&self, ask: SetBookmarked) -> Result<Changed, Error> {
        self.changed(self.store().set_bookmarked(&ask.ids, ask.bookmarked, self.now())?)
    }

    pub fn set_tags(&self, ask: SetTags) -> Result<Changed, Error> {
        self.changed(self.store().set_tags(&ask.ids, &ask.add, &ask.remove)?)
    }

    /// Whether there was such a job: `count` is 1 or 0.
    pub fn cancel_job(&self, ask: CancelJob) -> Result<Changed, Error> {
        Ok(Changed { count: u32::from(self.0.jobs.cancel(ask.job)) })
    }

    pub fn read_settings(&self, _ask: ReadSettings) -> Result<Settings, Error> {
        let kept = self.store().read_settings()?;
        // One by one: a value that a newer program keeps under a name of ours costs that choice, not all.
        let mut settings = Settings::default();
        for (name, value) in kept {
            let Ok(Value::Object(mut all)) = serde_json::to_value(&settings) else { continue };
            if all.contains_key(&name) {
                all.insert(name, value);
                settings = serde_json::from_value(Value::Object(all)).unwrap_or(settings);
            }
        }
        Ok(settings.in_bounds())
    }

    pub fn write_settings(&self, ask: Settings) -> Result<Settings, Error> {
        let settings = ask.in_bounds();
        let values: Map<String, Value> = match serde_json::to_value(&settings) {
            Ok(Value::Object(values)) => values,
            _ => Map::new(),
        };
        self.store().write_settings(&values)?;
        Ok(settings)
    }

    pub fn check_library(&self, _ask: CheckLibrary) -> Result<LibraryCheck, Error> {
        Ok(LibraryCheck { articles: self.store().count_articles()?.all, faults: self.store().check()? })
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.0.jobs
    }

    pub(crate) fn now(&self) -> Clock {
        Clock((self.0.clock)())
    }

    /// Tells of what other programs have changed since `seen`, which the last look answered.
    pub fn look_for_changes(&self, seen: Option<i64>) -> Option<i64> {
        // What cannot be asked now is asked at the next look.
        let now = self.store().foreign_state().ok().flatten().or(seen);
        if seen.is_some() && now != seen {
            self.tell(Event::LibraryChanged {});
        }
        now
    }

    /// The day that the desk's clock shows.
    pub(crate) fn today(&self) -> NaiveDate {
        (self.0.clock)().date_naive()
    }

    pub(crate) fn tell(&self, event: Event) {
        (self.0.tell)(event);
    }

    pub(crate) fn changed(&self, count: u32) -> Result<Changed, Error> {
        if count > 0 {
            self.tell(Event::LibraryChanged {});
        }
        Ok(Changed { count })
    }
}
