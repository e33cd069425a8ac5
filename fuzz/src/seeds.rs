//! Writes our own samples where the targets begin from: `seeds FOLDER` makes `FOLDER/TARGET/NAME`.

#[path = "../../crates/import/tests/formats/samples.rs"]
mod samples;

use std::{env, fs, io, path::PathBuf};

const TARGETS: &[(&str, &[&str])] = &[
    ("detect", &[]),
    ("dump", &["text"]),
    ("html", &["html"]),
    ("mail", &["mail", "mbox", "mhtml"]),
    ("feed", &["feed"]),
    ("zip", &["zip", "docx", "odt", "epub", "wacz"]),
    ("pdf", &["pdf"]),
];

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or(io::ErrorKind::InvalidInput)?);
    for (target, formats) in TARGETS {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        let mut articles = 0;
        for sample in samples::samples() {
            if formats.is_empty() || formats.contains(&sample.format) {
                fs::write(folder.join(sample.name), &sample.bytes)?;
                articles += sample.titles.len();
            }
        }
        println!("{target}: begins from files with {articles} articles");
    }
    Ok(())
}
