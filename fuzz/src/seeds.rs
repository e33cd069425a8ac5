//! Writes our own samples where the targets begin from: `seeds FOLDER` makes `FOLDER/TARGET/NAME`.

// Some of it is for the tests alone.
#[allow(dead_code)]
#[path = "../../crates/import/tests/samples/mod.rs"]
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
        for sample in samples::samples() {
            if formats.is_empty() || formats.contains(&sample.format) {
                fs::write(folder.join(sample.name), &sample.bytes)?;
            }
        }
    }
    Ok(())
}
