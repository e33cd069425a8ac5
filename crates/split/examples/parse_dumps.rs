//! Prints the articles of each `.txt` of a folder as JSON lines, one an article, for the scorer of page dumps.
use std::{env, fs, io::Error, path::PathBuf};

use articles::{Body, Document};

fn main() -> Result<(), Error> {
    let folder = env::args().nth(1).ok_or_else(|| Error::other("usage: parse_dumps FOLDER"))?;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let document = Document { body: Body::Text(text), ..Document::default() };
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for article in split::read_text(&document).articles {
            let published = article.published.as_ref().map(|published| published.at.to_string());
            let line = serde_json::json!({
                "file": file, "title": article.title, "text": article.text, "byline": article.byline, "published": published,
                "at": { "start": article.origin.start, "end": article.origin.end },
            });
            println!("{line}");
        }
    }
    Ok(())
}
