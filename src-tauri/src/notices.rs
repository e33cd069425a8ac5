//! A word to who is elsewhere: the desktop's own notices, over its session bus. Linux alone; elsewhere nothing is said.

use api::ErrorView;
use serde::Deserialize;
use tauri::Window;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyAway {
    title: String,
    text: String,
}

/// Says it where the window is not what its reader looks at; false where it was not said.
#[tauri::command]
pub async fn notify_away(window: Window, ask: NotifyAway) -> Result<bool, ErrorView> {
    if window.is_focused().unwrap_or(true) {
        return Ok(false);
    }
    Ok(tokio::task::spawn_blocking(move || show(&ask)).await.unwrap_or(false))
}

#[cfg(target_os = "linux")]
fn show(notice: &NotifyAway) -> bool {
    use std::collections::HashMap;

    use gtk::{gio, glib::Variant, prelude::*};

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// A desktop without notices must not hold a thread for the bus's own 25 s.
    const PATIENCE_MS: i32 = 3_000;

    let Ok(bus) = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE) else { return false };
    // Notify(app_name, replaces_id, app_icon, summary, body, actions, hints, expire_timeout)
    let (actions, hints) = (Vec::<String>::new(), HashMap::<String, Variant>::new());
    let words = ("Tidings", 0_u32, "", notice.title.as_str(), escaped(&notice.text), actions, hints, -1_i32);
    let flags = gio::DBusCallFlags::NONE;
    let told = bus.call_sync(
        Some(NAME),
        PATH,
        NAME,
        "Notify",
        Some(&words.to_variant()),
        None,
        flags,
        PATIENCE_MS,
        gio::Cancellable::NONE,
    );
    told.is_ok()
}

#[cfg(not(target_os = "linux"))]
fn show(_notice: &NotifyAway) -> bool {
    false
}

/// The body may be markup: a file's name must not be.
#[cfg(target_os = "linux")]
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
