//! A text of a file as it is read without any correction: from the library's own copy, in a parser child.

use std::sync::{Arc, PoisonError};

use articles::{ContentHash, Reading, Span};
use import::{Dropped, FileEvent, ParserError, Walked};
use sha2::{Digest, Sha256};
use store::KeptFile;
use task::{Cancelled, Task};

use crate::{App, Error, imports::parsers, pipeline};

pub(crate) struct FreshText {
    pub(crate) text: String,
    pub(crate) hash: ContentHash,
    pub(crate) reading: Reading,
}

impl App {
    /// The last one is kept: in a preview, one correction follows on the other. A file of 10 MB is read in .6 s.
    pub(super) fn read_fresh(
        &self,
        file: &KeptFile,
        wanted: &ContentHash,
        task: &Task,
    ) -> Result<Arc<FreshText>, Error> {
        let lock = || self.0.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fresh) = lock().as_ref().filter(|fresh| fresh.hash == *wanted) {
            return Ok(fresh.clone());
        }
        let mut bytes = Vec::new();
        let name = self.store().read_original(file.id, &mut bytes)?;
        let mut reading: Option<FreshText> = None;
        let mut found = None;
        let dropped = Walked::Found(Dropped::Bytes { bytes, name });
        let parsers = parsers()?.with_preferences(self.store().read_preferences()?);
        let read = parsers.read::<Reading>(std::iter::once(dropped), task, &|_| true, &mut |event| {
            match event {
                FileEvent::Text(text) => {
                    found = reading.take();
                    let hash = hash_of(&text);
                    reading = (hash == *wanted).then(|| FreshText { text, hash, reading: Reading::default() });
                }
                FileEvent::Step(step) => {
                    if let Some(fresh) = &mut reading {
                        add(&mut fresh.reading, step);
                    }
                }
                FileEvent::Ended { .. } => found = found.take().or(reading.take()),
                FileEvent::Began { .. }
                | FileEvent::Problem(_)
                | FileEvent::Choice(_)
                | FileEvent::Count(_)
                | FileEvent::Outlets(_) => {}
            }
            if found.is_some() { Err(Cancelled) } else { task.check() }
        });
        match (read, found) {
            (_, Some(fresh)) => {
                let fresh = Arc::new(fresh);
                *lock() = Some(fresh.clone());
                Ok(fresh)
            }
            (Ok(()), None) => Err(Error::NotFound { what: "text", id: file.id.0 }),
            (Err(ParserError::Cancelled), None) => Err(Error::Cancelled),
            (Err(error), None) => Err(error.into()),
        }
    }
}

fn add(reading: &mut Reading, step: Reading) {
    let first = reading.articles.len() as u32;
    let placed = |span: Span| Span { article: span.article.map(|at| at + first), ..span };
    reading.spans.extend(step.spans.into_iter().map(placed));
    reading.articles.extend(step.articles.into_iter().map(pipeline::receive));
}

pub(crate) fn hash_of(text: &str) -> ContentHash {
    ContentHash(Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}
