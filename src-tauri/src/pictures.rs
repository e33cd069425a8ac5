//! Pictures that came with articles, for the page: `picture://localhost/HASH`, the one thing that it may load beside
//! itself. Only what the library keeps is answered, under the kind that its own bytes told.

use articles::ContentHash;
use tauri::{
    AppHandle, Manager, Runtime,
    http::{Request, Response, StatusCode, header},
};

use crate::library::Library;

pub fn answer<R: Runtime>(app: &AppHandle<R>, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some(hash) = asked_hash(request.uri().path()) else { return refused(StatusCode::BAD_REQUEST) };
    let found = app.state::<Library>().app().and_then(|library| Ok(library.read_picture(&hash)?));
    match found {
        Ok(Some(picture)) if picture.media.starts_with("image/") => Response::builder()
            .header(header::CONTENT_TYPE, picture.media)
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            // Named by its bytes, it can never be another.
            .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
            .body(picture.bytes)
            .unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR)),
        Ok(_) => refused(StatusCode::NOT_FOUND),
        // The page shows the picture's own words in its place; the library's fault is told where articles are read.
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn asked_hash(path: &str) -> Option<ContentHash> {
    let hash = path.strip_prefix('/')?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| ContentHash(hash.to_owned()))
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever an article's HTML names, nothing but a hash reaches the library.
    #[test]
    fn only_a_hash_is_asked_for() {
        let hash = "0123456789abcdef".repeat(4);
        let check = |path: &str, expected: bool| assert_eq!(asked_hash(path).is_some(), expected, "{path}");
        check(&format!("/{hash}"), true);
        check(&hash, false);
        check(&format!("/{}", hash.to_uppercase()), false);
        check("/", false);
        check("/../../etc/passwd", false);
        check(&format!("/{hash}/.."), false);
    }
}
