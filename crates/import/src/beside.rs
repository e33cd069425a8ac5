//! The folder that a browser saved with a page.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use crate::{
    input::open_without_waiting,
    limits::PICTURE_BYTES,
    pictures::{inside, saved_folder, unescape},
};

/// What was saved with a page.
pub(crate) enum Beside {
    /// Its folder's name, and the folder on disk.
    Folder(String, PathBuf),
    /// Its folder's name, and what is in it by the way inside.
    Held(String, BTreeMap<String, Vec<u8>>),
}

impl Beside {
    /// The folder beside a page on disk, where there is one.
    pub(crate) fn of(page: &Path) -> Option<Beside> {
        let name = saved_folder(page.file_name()?.to_str()?)?;
        let folder = fs::canonicalize(page.with_file_name(&name)).ok().filter(|folder| folder.is_dir())?;
        Some(Beside::Folder(name, folder))
    }

    /// A file of the folder, if the address leads to one.
    pub(crate) fn fetch(&self, address: &str) -> Option<Vec<u8>> {
        let (Beside::Folder(name, _) | Beside::Held(name, _)) = self;
        let unescaped = unescape(address);
        // Some browsers escape what they write and some do not.
        let way = inside(name, address).into_iter().chain(inside(name, &unescaped));
        way.into_iter().find_map(|way| match self {
            Beside::Folder(_, folder) => read_within(folder, &way),
            Beside::Held(_, files) => files.get(&way.join("/")).cloned(),
        })
    }
}

fn read_within(folder: &Path, way: &[&str]) -> Option<Vec<u8>> {
    // A link in the folder may lead anywhere: what counts is where the file really is.
    let path = fs::canonicalize(way.iter().fold(folder.to_owned(), |path, part| path.join(part))).ok()?;
    if !path.starts_with(folder) {
        return None;
    }
    let file = open_without_waiting(&path).ok()?;
    let metadata = file.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > PICTURE_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(PICTURE_BYTES + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only what really lies in the page's own folder is read, whatever the page names and wherever links lead.
    #[test]
    fn reads_nothing_outside_of_the_folder() {
        let disk = tempfile::tempdir().unwrap();
        let folder = disk.path().join("a b_files");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("p.jpg"), "inside").unwrap();
        fs::write(disk.path().join("secret"), "outside").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(disk.path().join("secret"), folder.join("link.jpg")).unwrap();
        let beside = Beside::of(&disk.path().join("a b.html")).unwrap();
        let check = |address: &str, expected: Option<&[u8]>| {
            assert_eq!(beside.fetch(address).as_deref(), expected, "{address}");
        };
        check("a b_files/p.jpg", Some(b"inside"));
        check("./a%20b_files/p.jpg", Some(b"inside"));
        check("a b_files/../secret", None);
        check("a b_files/%2e%2e/secret", None);
        check("a b_files/link.jpg", None);
        check("secret", None);
        assert!(Beside::of(&disk.path().join("other.html")).is_none());
    }
}
