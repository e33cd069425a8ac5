//! Prints, for each page found in each `.txt` of a folder, the lines that may be its headline with their features, as JSON lines.
use std::{env, fs, io::Error};

fn main() -> Result<(), Error> {
    let folder = env::args().nth(1).ok_or_else(|| Error::other("usage: write_headlines FOLDER"))?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = fs::read_to_string(&path)?;
            for page in split::headline_features(&text) {
                let lines: Vec<_> = page.iter().map(|(range, row)| (range.start, &text[range.clone()], row)).collect();
                println!(
                    "{}",
                    serde_json::json!({ "file": path.file_name().map(|name| name.to_string_lossy()), "lines": lines })
                );
            }
        }
    }
    Ok(())
}
