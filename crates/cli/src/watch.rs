use std::{
    path::{self, Path, PathBuf},
    thread,
    time::Instant,
};

use api::{App, ForgetWatchedFolder, LOOK_EVERY, ListWatchedFolders, SETTLING, Watch};

use crate::{
    End, Ended, Failure, imports,
    print::{Printer, plain},
    stop, words,
};

pub fn watch(app: &App, folder: &Path, aside: Option<&str>, once: bool, printer: &mut Printer) -> Ended {
    let task = stop::stoppable();
    let watched = app.add_watched_folder(&whole(folder)?, aside)?;
    let mut watch = Watch::new(app.clone(), task.clone(), SETTLING).only(watched.id);
    let mut end = End::Well;
    let mut is_missing = false;
    loop {
        let look = watch.look(Instant::now())?;
        stop::clear_progress();
        for report in &look.imports {
            if imports::end_with(app, report, printer)? != End::Well {
                end = End::SomeFailed;
            }
        }
        for (path, reason) in &look.unmoved {
            printer.line(&plain(&format!(
                "{}: could not be moved aside: {}",
                path.display(),
                words::unmoved(*reason)
            )))?;
            end = End::SomeFailed;
        }
        if !look.missing.is_empty() && !is_missing {
            printer.line(&plain(&format!("{}: cannot be looked into", watched.path)))?;
        }
        is_missing = !look.missing.is_empty();
        if task.check().is_err() {
            return Ok(End::Stopped);
        }
        if once && look.settling == 0 {
            return Ok(if is_missing { End::SomeFailed } else { end });
        }
        thread::park_timeout(LOOK_EVERY);
    }
}

pub fn forget(app: &App, folder: &Path, printer: &mut Printer) -> Ended {
    let path = whole(folder)?;
    let folders = app.list_watched_folders(ListWatchedFolders {})?.folders;
    let Some(watched) = folders.iter().find(|watched| Path::new(&watched.path) == path) else {
        return Err(Failure::Usage(format!("{} is not watched", path.display())));
    };
    app.forget_watched_folder(ForgetWatchedFolder { id: watched.id })?;
    printer.line(&plain(&format!("{} is watched no longer", watched.path)))?;
    Ok(End::Well)
}

/// From the root, so that it means the same wherever the next program is started; also of a folder that is gone.
fn whole(folder: &Path) -> Result<PathBuf, Failure> {
    path::absolute(folder).map_err(|error| Failure::Usage(format!("{}: {error}", folder.display())))
}
