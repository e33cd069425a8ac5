//! A window of the same engine with one word in it and nothing behind it: what the real one's start and memory are held against.

use tauri::{Url, WebviewUrl, WebviewWindowBuilder, http::Response};

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = b"<!doctype html><title>Empty</title><p role=option>Empty".to_vec();
            Response::builder().header("content-type", "text/html").body(page).unwrap_or_default()
        })
        .setup(|app| {
            let address = WebviewUrl::CustomProtocol(Url::parse("empty://localhost")?);
            WebviewWindowBuilder::new(app, "main", address).inner_size(1280.0, 800.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
