//! The library of this window. One that cannot be opened is said by every command, so that the page can show why.

use std::path::PathBuf;

use api::{App, Error, ErrorView};

use crate::events::{Told, Watchers};

pub struct Library(Result<App, ErrorView>);

impl Library {
    pub fn open(watchers: &Watchers) -> Library {
        let watchers = watchers.clone();
        let tell = move |event| watchers.tell(Told::Library(event));
        let opened = folder().and_then(|folder| App::open(&folder, api::system_clock, tell));
        Library(opened.map_err(Into::into))
    }

    pub fn app(&self) -> Result<App, ErrorView> {
        self.0.clone()
    }

    /// Asks running jobs to stop.
    pub fn close(&self) {
        if let Ok(app) = &self.0 {
            app.close();
        }
    }
}

/// `--library DIR`, else `TIDINGS_LIBRARY`, else where the platform keeps application data.
fn folder() -> Result<PathBuf, Error> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--library"
            && let Some(folder) = arguments.next()
        {
            return Ok(folder.into());
        }
    }
    api::library_folder()
}
