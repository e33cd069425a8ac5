//! Runs the article reader over a folder of pages with truth and writes what `score.py` beside them reads.
//!
//! `cargo run --release -p clean --example extract -- FOLDER OUT.json`, where FOLDER holds `truth.json` and the pages.

use std::{error::Error, fs::File, io::Read, path::Path, time::Instant};

use articles::{Body, Document};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("extract FOLDER OUT.json".into());
    };
    let folder = Path::new(&folder);
    let truth: Map<String, Value> = serde_json::from_str(&std::fs::read_to_string(folder.join("truth.json"))?)?;
    let mut predictions = Map::new();
    let mut times = Vec::new();
    let only = arguments.next();
    for (id, entry) in truth.iter().filter(|(id, _)| only.as_ref().is_none_or(|only| only == *id)) {
        let mut html = String::new();
        let file = entry["file"].as_str().unwrap_or_default();
        flate2::read::GzDecoder::new(File::open(folder.join(file))?).read_to_string(&mut html)?;
        let document =
            Document { body: Body::Page(html), url: entry["url"].as_str().map(str::to_owned), ..Document::default() };
        let begun = Instant::now();
        let article = clean::article(&document);
        times.push((begun.elapsed(), id.clone()));
        let Some(article) = article else { continue };
        let captions: Vec<Value> = article.captions.iter().map(|caption| json!({"caption": caption.text})).collect();
        predictions.insert(
            id.clone(),
            json!({
                "title": article.title,
                "byline": article.byline.join("; "),
                "date": article.published.as_ref().map(|published| published.at.to_string()),
                "from": article.published.as_ref().map(|published| published.from),
                "standfirst": article.standfirst,
                "text": article.text,
                "images": captions,
            }),
        );
    }
    times.sort();
    let total: f64 = times.iter().map(|(time, _)| time.as_secs_f64()).sum();
    eprintln!("{} pages in {total:.2} s: {:.0} a second", times.len(), times.len() as f64 / total);
    for (time, id) in times.iter().rev().take(3) {
        eprintln!("slowest: {:.0} ms {id}", time.as_secs_f64() * 1000.0);
    }
    serde_json::to_writer(File::create(out)?, &predictions)?;
    Ok(())
}
