//! Articles dragged out of the window as files. The page says what is in them; where they are taken they are written into a
//! folder of this user and this process, which ends with the program. On Linux; elsewhere nothing is dragged.

use std::{
    collections::HashSet,
    env, fs, io, iter,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
};

use api::{Error, ErrorView};
use serde::Deserialize;
use tauri::{AppHandle, Manager, State, WebviewWindow};
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A drag is of what a hand can hold.
const MOST_FILES: usize = 100;
const MOST_NAME_BYTES: usize = 120;
/// And the number of the process after it: what one left behind that was killed is known by that.
const FOLDER_NAME: &str = "tidings-dragged-";

/// What was taken lies here until the program ends: who took it may read it later.
pub struct Dragged {
    /// Of this user alone.
    within: PathBuf,
    state: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    folder: Option<TempDir>,
    drags: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DragOut {
    files: Vec<DraggedFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraggedFile {
    /// Any words: a headline.
    name: String,
    /// Markdown.
    text: String,
}

/// While a button of the mouse is held: the desktop goes on with the drag from there. False where it cannot, or the button is
/// up by now.
#[tauri::command]
pub async fn drag_out(
    app: AppHandle,
    window: WebviewWindow,
    dragged: State<'_, Dragged>,
    ask: DragOut,
) -> Result<bool, ErrorView> {
    let drag = dragged.plan(ask.files).map_err(|error| Error::Internal(error.to_string()))?;
    if drag.files.is_empty() {
        return Ok(false);
    }
    let (say, hear) = oneshot::channel();
    let asked = app.run_on_main_thread(move || {
        // Nobody hears where the window is being closed.
        let _ = say.send(begin(&window, drag));
    });
    Ok(asked.is_ok() && hear.await.unwrap_or(false))
}

impl Dragged {
    /// With what an earlier run left behind taken away.
    pub fn new(app: &AppHandle) -> Dragged {
        let cache = || app.path().app_cache_dir().ok();
        let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
        Dragged::within(runtime.or_else(cache).unwrap_or_else(env::temp_dir))
    }

    fn within(within: PathBuf) -> Dragged {
        remove_left_behind(&within);
        Dragged { within, state: Mutex::default() }
    }

    /// Whether it is one of ours, that came back.
    pub fn holds(&self, path: &Path) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.folder.as_ref().is_some_and(|folder| path.starts_with(folder.path()))
    }

    /// Nothing that was dragged out outlives the program.
    pub fn clear(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).folder = None;
    }

    /// Where the files of a drag will be; they are not there yet.
    fn plan(&self, files: Vec<DraggedFile>) -> io::Result<Drag> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match &mut state.folder {
            Some(folder) => folder,
            none => none.insert(own_folder(&self.within)?),
        };
        // One folder a drag: a file that was taken stays as it was.
        let own = folder.path().to_owned();
        state.drags += 1;
        let folder = own.join(state.drags.to_string());
        let mut names = HashSet::new();
        let mut named = |words: &str| {
            let free = iter::once(None).chain((2..).map(Some)).map(|number| file_name(words, number));
            // Some systems know no case. There are more numbers than files.
            free.into_iter().find(|name| names.insert(name.to_lowercase())).unwrap_or_default()
        };
        let files =
            files.into_iter().take(MOST_FILES).map(|file| (folder.join(named(&file.name)), file.text)).collect();
        Ok(Drag { folder, files })
    }
}

struct Drag {
    folder: PathBuf,
    files: Vec<(PathBuf, String)>,
}

impl Drag {
    /// Once, however often it is asked for.
    fn write(&self) -> io::Result<()> {
        if self.folder.exists() {
            return Ok(());
        }
        fs::create_dir(&self.folder)?;
        self.files.iter().try_for_each(|(path, text)| fs::write(path, text))
    }
}

fn own_folder(within: &Path) -> io::Result<TempDir> {
    fs::create_dir_all(within)?;
    let mut builder = tempfile::Builder::new();
    let prefix = format!("{FOLDER_NAME}{}-", process::id());
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(within)
}

/// A program that was killed takes nothing away; the next one does, of those that are no more.
fn remove_left_behind(within: &Path) {
    let Ok(entries) = fs::read_dir(within) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process =
            name.to_str().and_then(|name| name.strip_prefix(FOLDER_NAME)?.split('-').next()?.parse::<u32>().ok());
        if process.is_some_and(|process| !is_alive(process)) {
            // What cannot be taken away now is tried again at the next start.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_alive(process: u32) -> bool {
    // Where there is no such folder nobody is known to be gone.
    !Path::new("/proc/self").exists() || Path::new("/proc").join(process.to_string()).exists()
}

/// Words that any file system takes, and no other folder.
fn file_name(words: &str, number: Option<usize>) -> String {
    let unfit = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let words: String = words.chars().map(|c| if unfit(c) { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words[..words.floor_char_boundary(MOST_NAME_BYTES)].trim_matches(|c: char| c == '.' || c == ' ');
    let words = if words.is_empty() { "article" } else { words };
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    format!("{words}{number}.md")
}

#[cfg(target_os = "linux")]
fn begin(window: &WebviewWindow, drag: Drag) -> bool {
    use std::{cell::RefCell, rc::Rc};

    use gtk::{gdk, glib, prelude::*};

    /// The one that the page's own press is.
    const LEFT_BUTTON: i32 = 1;

    let Ok(source) = window.gtk_window() else { return false };
    // By the time that this is heard the hand may have let go: a drag without a button would follow it about.
    let pointer = source.display().default_seat().and_then(|seat| seat.pointer());
    let held = source.window().zip(pointer).map(|(window, pointer)| window.device_position(&pointer).3);
    if !held.is_some_and(|state| state.contains(gdk::ModifierType::BUTTON1_MASK)) {
        return false;
    }
    let addresses: Vec<String> =
        drag.files.iter().filter_map(|(path, _)| Some(glib::filename_to_uri(path, None).ok()?.to_string())).collect();
    let targets = gtk::TargetList::new(&[]);
    targets.add_uri_targets(0);
    let handing = source.connect_drag_data_get(move |_, _, data, _, _| {
        // Without the files there is nothing to hand over, and the other program is told so by that.
        if drag.write().is_ok() {
            let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
            data.set_uris(&addresses);
        }
    });
    // Both are for this drag alone, and end with it.
    let handlers = Rc::new(RefCell::new(vec![handing]));
    let ended = source.connect_drag_end({
        let handlers = handlers.clone();
        move |source, _| handlers.borrow_mut().drain(..).for_each(|handler| source.disconnect(handler))
    });
    handlers.borrow_mut().push(ended);
    let begun = source.drag_begin_with_coordinates(&targets, gdk::DragAction::COPY, LEFT_BUTTON, None, -1, -1);
    if begun.is_none() {
        handlers.borrow_mut().drain(..).for_each(|handler| source.disconnect(handler));
    }
    begun.is_some()
}

#[cfg(not(target_os = "linux"))]
fn begin(_window: &WebviewWindow, _drag: Drag) -> bool {
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> DraggedFile {
        DraggedFile { name: name.to_owned(), text: text.to_owned() }
    }

    /// A headline is a stranger's: it must not lead into another folder, or hide a file.
    #[test]
    fn a_headline_becomes_the_name_of_a_file() {
        let check = |words: &str, expected: &str| assert_eq!(file_name(words, None), expected);
        check("Pier shut: ferries wait", "Pier shut ferries wait.md");
        check("../../etc/passwd", "etc passwd.md");
        check(".hidden", "hidden.md");
        check("   ", "article.md");
        check("港口今天关闭", "港口今天关闭.md");
        check(&"ж".repeat(200), &format!("{}.md", "ж".repeat(60)));
    }

    /// A file that is written over another is an article lost on the way.
    #[test]
    fn each_article_is_a_file_of_its_own() {
        let outside = tempfile::tempdir().unwrap();
        let dragged = Dragged::within(outside.path().to_owned());
        let names = ["Same", "Same", "Same 3", "same", "Same"];
        let drag = dragged
            .plan(names.iter().zip("abcde".split("").skip(1)).map(|(name, text)| file(name, text)).collect())
            .unwrap();
        drag.write().unwrap();
        drag.write().unwrap();
        let texts: Vec<String> = drag.files.iter().map(|(path, _)| fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts, ["a", "b", "c", "d", "e"]);
        assert!(drag.files.iter().all(|(path, _)| dragged.holds(path)));
        assert!(!dragged.holds(Path::new("/etc/passwd")));
        let again = dragged.plan(vec![file("Same", "f")]).unwrap();
        again.write().unwrap();
        assert!(fs::read_to_string(&drag.files[0].0).unwrap() == "a" && again.files[0].0 != drag.files[0].0);
    }

    /// What is dragged about and not taken must not lie on the disk, nor what was taken once the program has ended, and
    /// meanwhile it is nobody else's to read.
    #[test]
    fn what_is_dragged_out_is_written_late_and_does_not_stay() {
        let outside = tempfile::tempdir().unwrap();
        let dragged = Dragged::within(outside.path().to_owned());
        let drag = dragged.plan(vec![file("Pier shut", "text")]).unwrap();
        assert!(!drag.folder.exists(), "before anybody takes it");
        drag.write().unwrap();
        let own = drag.folder.parent().unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(own).unwrap().permissions().mode() & 0o777, 0o700);
        }
        dragged.clear();
        assert!(!own.exists(), "after the end");
    }

    /// A program that is killed takes nothing away itself.
    #[test]
    fn what_a_dead_process_left_is_taken_away() {
        let outside = tempfile::tempdir().unwrap();
        let mut gone = process::Command::new("true").spawn().unwrap();
        gone.wait().unwrap();
        let left = |name: String| {
            let folder = outside.path().join(name);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("Pier shut.md"), "text").unwrap();
            folder
        };
        let of_the_dead = left(format!("{FOLDER_NAME}{}-x", gone.id()));
        let of_the_living = left(format!("{FOLDER_NAME}{}-x", process::id()));
        let of_others = left("tidings-other".to_owned());
        drop(Dragged::within(outside.path().to_owned()));
        assert!(!of_the_dead.exists() && of_the_living.exists() && of_others.exists());
    }
}
