//! The optional encoder: installed from a file, asked after imports, and forgotten without a trace.

use std::{path::Path, thread};

use articles::ArticleId;
use encoder::{Encoder, Refused, opening};
use stories::meaning::Meaning;
use task::{Progress, Task};

use crate::{App, Error, operations::*};

/// Articles between two looks at whether it is still wanted: half a second.
const AT_ONCE: u32 = 32;

impl App {
    pub fn read_encoder(&self, _ask: ReadEncoder) -> Result<EncoderState, Error> {
        Ok(EncoderState { installed: self.has_encoder(), waiting: self.store().count_unencoded()? })
    }

    /// Not among the operations: it names a file. Takes the pack out of it; the newest articles wait then.
    pub fn install_encoder(&self, from: &Path) -> Result<EncoderState, Error> {
        let to = self.store().encoder_path();
        encoder::install(from, &to).map_err(|refused| {
            let is_ours = matches!(refused, Refused::NotWritten(_));
            refuse(if is_ours { &to } else { from }, refused)
        })?;
        self.store().await_encoder()?;
        self.tell(Event::EncoderChanged {});
        self.read_encoder(ReadEncoder {})
    }

    /// All is as if there had never been one; days are grouped again when they are looked at.
    pub fn remove_encoder(&self, _ask: RemoveEncoder) -> Result<EncoderState, Error> {
        let path = self.store().encoder_path();
        let removed = std::fs::remove_file(&path);
        if let Err(error) = removed
            && self.has_encoder()
        {
            return Err(Error::FileNotWritten { path, error });
        }
        self.store().forget_meanings()?;
        self.tell(Event::EncoderChanged {});
        self.tell(Event::LibraryChanged {});
        self.read_encoder(ReadEncoder {})
    }

    /// Works through what waits, on one thread of its own, until it is done or the library is closed. Nothing where no
    /// pack is installed.
    pub fn start_encoding(&self) {
        if !self.has_encoder() {
            return;
        }
        let (app, job, task) = (self.clone(), self.jobs().next_id(), Task::quiet());
        self.jobs().begin(job, task.clone());
        let work = move || {
            // What an import left when it was cut off waits too. A failure is met again at the next start.
            let _ = app.store().await_encoder();
            let _ = app.encode_waiting(&task);
            app.jobs().end(job);
        };
        if thread::Builder::new().name("encoder".to_owned()).spawn(work).is_err() {
            self.jobs().end(job);
        }
    }

    /// Works through what waits, the newest first, and groups what it touched. Gives how many were encoded. Stopped in
    /// the middle, the rest waits on; where another program does it, it is left to that.
    pub fn encode_waiting(&self, task: &Task) -> Result<u32, Error> {
        let _turn = match self.store().take_encoding_turn() {
            Ok(turn) => turn,
            Err(store::Error::Busy | store::Error::ReadOnly) => return Ok(0),
            Err(error) => return Err(error.into()),
        };
        let path = self.store().encoder_path();
        let mut encoder = Encoder::open(&path).map_err(|refused| refuse(&path, refused))?;
        let mut touched: Option<(ArticleId, ArticleId)> = None;
        let mut done = 0;
        while self.has_encoder() && task.check().is_ok() {
            let waiting = self.store().list_unencoded(AT_ONCE)?;
            let Some((first, last)) = waiting.iter().min().zip(waiting.iter().max()) else { break };
            let range = touched.get_or_insert((*first, *last));
            *range = (range.0.min(*first), range.1.max(*last));
            self.store().write_meanings(&self.encode(&mut encoder, &waiting, &path)?)?;
            done += waiting.len() as u32;
            let total = u64::from(done) + u64::from(self.store().count_unencoded()?);
            task.progress(Progress { done: done.into(), total: Some(total), item: String::new() });
            self.tell(Event::EncoderChanged {});
        }
        // Removed in the middle: what was under way is forgotten too.
        if !self.has_encoder() {
            self.store().forget_meanings()?;
        }
        if let Some(range) = touched
            && self.group(range, task)?
        {
            self.tell(Event::LibraryChanged {});
        }
        Ok(done)
    }

    pub(crate) fn has_encoder(&self) -> bool {
        self.store().encoder_path().is_file()
    }

    /// None for those that are gone, or damaged.
    fn encode(
        &self,
        encoder: &mut Encoder,
        ids: &[ArticleId],
        path: &Path,
    ) -> Result<Vec<(ArticleId, Option<Meaning>)>, Error> {
        let (mut encoded, mut texts) = (Vec::new(), Vec::new());
        for id in ids {
            match self.store().read_text(*id) {
                Ok(article) => texts.push((*id, opening(&article.title, &article.text), article.language)),
                // A damaged one would keep all that come after it waiting.
                Err(store::Error::NotFound { .. } | store::Error::Damaged(_)) => encoded.push((*id, None)),
                Err(error) => return Err(error.into()),
            }
        }
        let lines: Vec<(&str, Option<&str>)> =
            texts.iter().map(|(_, text, language)| (text.as_str(), language.as_deref())).collect();
        let vectors = encoder.encode(&lines).map_err(|refused| refuse(path, refused))?;
        encoded.extend(texts.iter().zip(vectors).map(|((id, ..), vector)| (*id, Some(Meaning::of(&vector)))));
        Ok(encoded)
    }
}

fn refuse(path: &Path, refused: Refused) -> Error {
    Error::PackRefused { path: path.to_owned(), refused }
}
