//! Articles dragged out of the window as files. The page says what is in them; they are written into a folder that goes
//! with the program, and the desktop is handed their addresses. On Linux; elsewhere nothing is dragged.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use api::{Error, ErrorView};
use serde::Deserialize;
use tauri::{AppHandle, State, WebviewWindow};
use tempfile::TempDir;

/// A drag is of what a hand can hold.
const MOST_FILES: usize = 100;
const MOST_NAME_BYTES: usize = 120;

/// What was dragged out lies here until the program ends: who took it may read it later.
#[derive(Default)]
pub struct Dragged(Mutex<Option<TempDir>>);

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

/// While a button of the mouse is held: the desktop goes on with the drag from there. False where it cannot.
#[tauri::command]
pub async fn drag_out(
    app: AppHandle,
    window: WebviewWindow,
    dragged: State<'_, Dragged>,
    ask: DragOut,
) -> Result<bool, ErrorView> {
    let paths = dragged.write(&ask.files).map_err(|error| Error::Internal(error.to_string()))?;
    if paths.is_empty() {
        return Ok(false);
    }
    let begun = app.run_on_main_thread(move || begin(&window, &paths));
    Ok(cfg!(target_os = "linux") && begun.is_ok())
}

impl Dragged {
    /// Whether it is one of ours, that came back.
    pub fn holds(&self, path: &Path) -> bool {
        let folder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        folder.as_ref().is_some_and(|folder| path.starts_with(folder.path()))
    }

    fn write(&self, files: &[DraggedFile]) -> io::Result<Vec<PathBuf>> {
        let mut folder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match &mut *folder {
            Some(folder) => folder,
            none => none.insert(tempfile::Builder::new().prefix("tidings-").tempdir()?),
        };
        // One folder a drag: two articles of one headline are two files, and a file that was taken stays as it was.
        let folder = tempfile::Builder::new().prefix("").tempdir_in(folder.path())?.keep();
        let mut paths = Vec::new();
        for (place, file) in files.iter().take(MOST_FILES).enumerate() {
            let mut path = folder.join(file_name(&file.name, None));
            if path.exists() {
                path = folder.join(file_name(&file.name, Some(place)));
            }
            fs::write(&path, &file.text)?;
            paths.push(path);
        }
        Ok(paths)
    }
}

/// Words that any file system takes, and no other folder.
fn file_name(words: &str, number: Option<usize>) -> String {
    let unfit = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let words: String = words.chars().map(|c| if unfit(c) { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words[..words.floor_char_boundary(MOST_NAME_BYTES)].trim_matches(|c: char| c == '.' || c == ' ');
    let words = if words.is_empty() { "article" } else { words };
    let number = number.map(|number| format!(" {}", number + 1)).unwrap_or_default();
    format!("{words}{number}.md")
}

#[cfg(target_os = "linux")]
fn begin(window: &WebviewWindow, paths: &[PathBuf]) {
    use std::{cell::RefCell, rc::Rc};

    use gtk::{gdk, glib, prelude::*};

    /// The one that the page's own press is.
    const LEFT_BUTTON: i32 = 1;

    let Ok(source) = window.gtk_window() else { return };
    let addresses: Vec<String> =
        paths.iter().filter_map(|path| Some(glib::filename_to_uri(path, None).ok()?.to_string())).collect();
    let targets = gtk::TargetList::new(&[]);
    targets.add_uri_targets(0);
    let handing = source.connect_drag_data_get(move |_, _, data, _, _| {
        let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
        data.set_uris(&addresses);
    });
    // Both are for this drag alone, and end with it.
    let handlers = Rc::new(RefCell::new(vec![handing]));
    let ended = source.connect_drag_end({
        let handlers = handlers.clone();
        move |source, _| handlers.borrow_mut().drain(..).for_each(|handler| source.disconnect(handler))
    });
    handlers.borrow_mut().push(ended);
    source.drag_begin_with_coordinates(&targets, gdk::DragAction::COPY, LEFT_BUTTON, None, -1, -1);
}

#[cfg(not(target_os = "linux"))]
fn begin(_window: &WebviewWindow, _paths: &[PathBuf]) {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

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

    #[test]
    fn two_of_one_headline_are_two_files() {
        let dragged = Dragged::default();
        let file = |text: &str| DraggedFile { name: "Same".to_owned(), text: text.to_owned() };
        let paths = dragged.write(&[file("a"), file("b")]).unwrap();
        let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts, ["a", "b"]);
        assert!(paths.iter().all(|path| dragged.holds(path)));
        assert!(!dragged.holds(Path::new("/etc/passwd")));
        let again = dragged.write(&[file("c")]).unwrap();
        assert!(fs::read_to_string(&paths[0]).unwrap() == "a" && again[0] != paths[0]);
    }
}
