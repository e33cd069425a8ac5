//! Writes the features of each `.txt` of a folder beside it: u32 lines, u32 features, then rows of f32, little-endian.
use std::{env, fs, io::Error};

fn main() -> Result<(), Error> {
    let folder = env::args().nth(1).ok_or_else(|| Error::other("usage: write_features FOLDER"))?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let rows = split::line_features(&fs::read_to_string(&path)?);
            let mut bytes = Vec::new();
            bytes.extend((rows.len() as u32).to_le_bytes());
            bytes.extend((rows.first().map_or(0, Vec::len) as u32).to_le_bytes());
            bytes.extend(rows.iter().flatten().flat_map(|value| value.to_le_bytes()));
            fs::write(path.with_extension("features"), bytes)?;
        }
    }
    Ok(())
}
