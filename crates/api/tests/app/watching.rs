use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use api::*;
use task::Task;

use crate::{Desk, desk, open, story};

crate::tests![
    a_file_is_imported_once_it_rests_and_never_again,
    imported_files_are_moved_aside_and_nothing_is_overwritten,
    a_folder_that_vanishes_is_said_and_watched_on,
    the_watching_thread_imports_and_ends_with_the_app,
    no_file_is_moved_out_of_its_folder,
    folders_of_an_export_are_looked_into_once_they_are_chosen,
];

const SETTLE: Duration = Duration::from_secs(2);

/// A watch, and a clock that is moved by hand.
struct Watched {
    watch: Watch,
    now: Instant,
}

impl Watched {
    fn new(app: &App) -> Watched {
        Watched { watch: Watch::new(app.clone(), Task::quiet(), SETTLE), now: Instant::now() }
    }

    fn look_after(&mut self, time: Duration) -> Look {
        self.now += time;
        self.watch.look(self.now).unwrap()
    }

    /// Sees what is there, and takes what was the same a settling time later.
    fn take(&mut self) -> Look {
        self.look_after(Duration::ZERO);
        self.look_after(SETTLE)
    }
}

fn watched(desk: &Desk, aside: Option<&str>) -> WatchedFolder {
    desk.app.add_watched_folder(&desk.files(), aside).unwrap()
}

fn a_file_is_imported_once_it_rests_and_never_again() {
    let desk = desk();
    watched(&desk, None);
    let mut watch = Watched::new(&desk.app);
    let path = desk.write("a.txt", &story(1)[..40]);
    assert_eq!(watch.look_after(Duration::ZERO).settling, 1);
    desk.write("a.txt", story(1));
    assert!(watch.look_after(SETTLE).imports.is_empty(), "it has grown since the last look");
    let look = watch.look_after(SETTLE);
    assert_eq!((look.imports.len(), look.imports[0].summary.articles, look.settling), (1, 1, 0));
    assert_eq!(look.imports[0].sample[0].file, "files/a.txt");
    assert_eq!(desk.app.list_imports(ListImports {}).unwrap().imports.len(), 1);

    // Touched, copied, or after a restart: the same bytes are not imported twice.
    fs::File::options().write(true).open(&path).unwrap().set_modified(std::time::SystemTime::now()).unwrap();
    assert!(watch.take().imports.is_empty());
    desk.write("copy of a.txt", story(1));
    assert!(watch.take().imports.is_empty());
    let mut restarted = Watched::new(&desk.app);
    assert!(restarted.take().imports.is_empty());

    // One that cannot be read is one line, once.
    desk.write("b.bin", [0u8, 159, 146, 150, 0, 1, 2, 3].repeat(100));
    desk.write("c.txt.part", story(2));
    let look = restarted.take();
    assert_eq!((look.imports.len(), look.imports[0].summary.problems), (1, 1));
    assert!(restarted.take().imports.is_empty() && Watched::new(&desk.app).take().imports.is_empty());
    fs::rename(desk.files().join("c.txt.part"), desk.files().join("c.txt")).unwrap();
    assert_eq!(restarted.take().imports[0].summary.articles, 1);
    let folders = desk.app.list_watched_folders(ListWatchedFolders {}).unwrap().folders;
    assert_eq!((folders[0].taken, folders[0].missing), (3, false));
    desk.assert_well();
}

fn imported_files_are_moved_aside_and_nothing_is_overwritten() {
    let desk = desk();
    watched(&desk, Some("done"));
    let mut watch = Watched::new(&desk.app);
    let there = |name: &str| desk.files().join(name).exists();
    desk.write("a.txt", story(1));
    desk.write("empty.txt", "");
    watch.take();
    assert!(there("done/a.txt") && !there("a.txt"));
    assert!(there("empty.txt"), "what gave nothing stays to be looked at");
    desk.write("a.txt", story(2));
    let look = watch.take();
    assert_eq!((look.imports[0].summary.articles, look.unmoved.len()), (1, 0));
    assert_eq!(fs::read_to_string(desk.files().join("done/a.txt")).unwrap(), story(1));
    assert_eq!(fs::read_to_string(desk.files().join("done/2/a.txt")).unwrap(), story(2));
    // Put there again, it goes where the first one went, without another import.
    desk.write("again.txt", story(1));
    assert!(watch.take().imports.is_empty());
    assert!(there("done/again.txt") && !there("again.txt"));
    assert!(watch.take().imports.is_empty(), "what lies aside is not watched");
}

fn a_folder_that_vanishes_is_said_and_watched_on() {
    let desk = desk();
    let folder = watched(&desk, None);
    let mut watch = Watched::new(&desk.app);
    desk.write("a.txt", story(1));
    watch.take();
    fs::rename(desk.files(), desk.folder.path().join("unplugged")).unwrap();
    assert_eq!(watch.take().missing, std::slice::from_ref(&folder.path));
    assert!(desk.app.list_watched_folders(ListWatchedFolders {}).unwrap().folders[0].missing);
    assert!(desk.events.try_iter().any(|event| matches!(event, Event::WatchChanged {})));
    fs::rename(desk.folder.path().join("unplugged"), desk.files()).unwrap();
    assert!(watch.take().imports.is_empty());
    desk.write("b.txt", story(2));
    assert_eq!(watch.take().imports[0].summary.articles, 1);
    assert_eq!(desk.app.forget_watched_folder(ForgetWatchedFolder { id: folder.id }).unwrap().count, 1);
    desk.write("c.txt", story(3));
    assert!(watch.take().imports.is_empty());
    assert_eq!(desk.rows().len(), 2, "what was imported stays");
}

fn the_watching_thread_imports_and_ends_with_the_app() {
    let desk = desk();
    desk.write("a.txt", story(1));
    desk.app.start_watching().unwrap();
    watched(&desk, None);
    let (outcome, _) = desk.wait();
    assert!(matches!(outcome, JobOutcome::Imported { .. }), "{outcome:?}");
    assert_eq!(desk.rows().len(), 1);
    desk.app.close();
}

fn no_file_is_moved_out_of_its_folder() {
    let desk = desk();
    let folder = watched(&desk, None);
    for name in ["..", "/tmp", "a/b", "", ".", "a\\b"] {
        let asked = desk.app.set_watched_folder(SetWatchedFolder { id: folder.id, aside: Some(name.to_owned()) });
        assert_eq!(ErrorView::from(asked.unwrap_err()).code, ErrorCode::BadAsk, "{name:?}");
    }
    let ask = SetWatchedFolder { id: folder.id, aside: Some("read".to_owned()) };
    assert_eq!(desk.app.set_watched_folder(ask).unwrap().count, 1);
    assert!(Path::new(&folder.path).is_absolute());
    let (other, _) = open(&desk.folder.path().join("library"));
    assert_eq!(other.list_watched_folders(ListWatchedFolders {}).unwrap().folders[0].aside.as_deref(), Some("read"));
}

/// Whoever wrote an export could name any folder of this machine.
fn folders_of_an_export_are_looked_into_once_they_are_chosen() {
    let (desk, elsewhere) = (desk(), tempfile::tempdir().unwrap());
    watched(&desk, Some("done"));
    let (out, library) = (elsewhere.path().join("out"), elsewhere.path().join("library"));
    desk.app.export_library(&out, &Task::quiet()).unwrap();
    let imported = import_library(&library, &out, system_clock(), &Task::quiet()).unwrap();
    assert_eq!((imported.articles, imported.paused), (Some(0), 1));
    let (other, _) = open(&library);
    let path = desk.write("a.txt", story(1));
    let mut watch = Watched::new(&other);
    assert!(watch.take().imports.is_empty() && path.exists());
    other.add_watched_folder(&desk.files(), None).unwrap();
    assert_eq!(watch.take().imports.len(), 1);
}
