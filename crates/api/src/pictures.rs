//! Pictures of articles as documents show them. Made ready once: a preview is drawn after each edit.

use std::{
    collections::BTreeMap,
    sync::{
        PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use articles::ContentHash;
use export::Picture;

use crate::{App, Error};

/// Those made ready, by the hash of what they were made of; none of what cannot be.
pub(crate) type Ready = BTreeMap<ContentHash, Option<Picture>>;

/// An issue's are some 10 MB.
const MOST_BYTES: usize = 64 << 20;

impl App {
    /// What can be shown of them: one that is gone, damaged, or of another kind is not among them.
    pub(crate) fn ready_pictures(&self, wanted: Vec<ContentHash>) -> Result<BTreeMap<ContentHash, Picture>, Error> {
        let mut ready = Ready::new();
        let missing: Vec<ContentHash> = {
            let mut kept = self.0.pictures.lock().unwrap_or_else(PoisonError::into_inner);
            let size: usize = kept.values().flatten().map(Picture::size).sum();
            if size > MOST_BYTES {
                kept.retain(|hash, _| wanted.contains(hash));
            }
            ready.extend(wanted.iter().filter_map(|hash| Some((hash.clone(), kept.get(hash)?.clone()))));
            wanted.into_iter().filter(|hash| !kept.contains_key(hash)).collect()
        };
        let made = self.make_ready(&missing)?;
        self.0.pictures.lock().unwrap_or_else(PoisonError::into_inner).extend(made.clone());
        ready.extend(made);
        Ok(ready.into_iter().filter_map(|(hash, picture)| Some((hash, picture?))).collect())
    }

    /// On every core: a photograph of a camera takes some tenths of a second.
    fn make_ready(&self, hashes: &[ContentHash]) -> Result<Ready, Error> {
        let next = AtomicUsize::new(0);
        let work = || -> Result<Ready, Error> {
            let mut made = Ready::new();
            while let Some(hash) = hashes.get(next.fetch_add(1, Ordering::Relaxed)) {
                let picture = match self.store().read_picture(hash) {
                    Ok(stored) => stored.and_then(|stored| Picture::read(&stored.bytes).ok()),
                    // An issue is not held up by it: its place in the imprint says that one is left out.
                    Err(store::Error::Damaged(_)) => None,
                    Err(error) => return Err(error.into()),
                };
                made.insert(hash.clone(), picture);
            }
            Ok(made)
        };
        let cores = thread::available_parallelism().map_or(1, usize::from).min(hashes.len());
        thread::scope(|scope| {
            let threads: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
            let mut made = work()?;
            for thread in threads {
                let stopped = |_| Error::Internal("a picture ended its thread".to_owned());
                made.extend(thread.join().map_err(stopped)??);
            }
            Ok(made)
        })
    }
}
