use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    vec,
};

use articles::FileId;
use import::{Dropped, Walked};

use crate::{App, Error};

/// Those files of earlier imports that were kept, written out of the library to be read again; gone when this is.
pub(crate) struct KeptFiles {
    folder: PathBuf,
    files: vec::IntoIter<(PathBuf, String)>,
}

impl KeptFiles {
    pub(crate) fn copy(app: &App, files: &[FileId]) -> Result<KeptFiles, Error> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("again-{}-{number}", std::process::id());
        let mut kept = KeptFiles { folder: app.store().folder().join(name), files: Vec::new().into_iter() };
        let not_written = |path: &PathBuf, error| Error::FileNotWritten { path: path.clone(), error };
        // A program that died left its own; nobody else writes here.
        let _ = fs::remove_dir_all(&kept.folder);
        fs::create_dir(&kept.folder).map_err(|error| not_written(&kept.folder, error))?;
        let mut copies = Vec::new();
        for (number, file) in files.iter().enumerate() {
            let path = kept.folder.join(number.to_string());
            let mut to = BufWriter::new(File::create(&path).map_err(|error| not_written(&path, error))?);
            let name = match app.store().read_original(*file, &mut to) {
                // Nothing was ever found in it, or its import was undone.
                Err(store::Error::NotFound { .. }) => continue,
                name => name?,
            };
            to.flush().map_err(|error| not_written(&path, error))?;
            copies.push((path, name));
        }
        kept.files = copies.into_iter();
        Ok(kept)
    }

    pub(crate) fn names(&self) -> Vec<PathBuf> {
        self.files.as_slice().iter().map(|(_, name)| PathBuf::from(name)).collect()
    }
}

impl Iterator for KeptFiles {
    type Item = Walked;

    fn next(&mut self) -> Option<Walked> {
        let (path, name) = self.files.next()?;
        Some(Walked::Found(Dropped::File { path, name }))
    }
}

impl Drop for KeptFiles {
    fn drop(&mut self) {
        // What cannot be removed is removed by the next of that number.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
