use std::{
    ffi::OsString,
    fs::{self, OpenOptions},
    io,
    path::{Component, Path, PathBuf},
};

use store::Unmoved;

/// Places that are tried for a file of a name that is taken.
const MOST_PLACES: u32 = 10_000;

/// One name, inside the watched folder: nothing is ever moved out of it.
pub(crate) fn is_inside(aside: &str) -> bool {
    let mut parts = Path::new(aside).components();
    let is_name = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
    is_name && !aside.contains(['/', '\\', '\0'])
}

/// Moves a file of a watched folder into the folder `aside` in it, on the same way from there; what browsers saved
/// with a page goes along. Where that name is taken, into a numbered folder inside: nothing is ever overwritten.
pub(crate) fn move_aside(folder: &Path, file: &Path, aside: &str) -> io::Result<PathBuf> {
    // It may have come with a library that somebody else wrote.
    if !is_inside(aside) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let way = file.strip_prefix(folder).map_err(|_| io::ErrorKind::InvalidInput)?;
    for number in 1..=MOST_PLACES {
        let place = folder.join(aside);
        let place = if number == 1 { place } else { place.join(number.to_string()) };
        let target = place.join(way);
        let companion = companion(file).filter(|companion| companion.is_dir());
        let beside = companion.as_ref().and_then(|from| Some((from, target.with_file_name(from.file_name()?))));
        if beside.as_ref().is_some_and(|(_, to)| to.exists()) {
            continue;
        }
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        // An empty file of that name is ours alone: renaming replaces nothing else.
        match OpenOptions::new().write(true).create_new(true).open(&target) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        if let Err(error) = fs::rename(file, &target) {
            let _ = fs::remove_file(&target);
            return Err(error);
        }
        if let Some((from, to)) = beside {
            fs::rename(from, to)?;
        }
        return Ok(target);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

pub(crate) fn reason_of(error: &io::Error) -> Unmoved {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Unmoved::NoPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Unmoved::NoRoom,
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Unmoved::InTheWay,
        _ => Unmoved::Other,
    }
}

/// The folder in which browsers save what a page needs: `page_files` beside `page.html`.
fn companion(file: &Path) -> Option<PathBuf> {
    let ending = file.extension()?;
    if !ending.eq_ignore_ascii_case("html") && !ending.eq_ignore_ascii_case("htm") {
        return None;
    }
    let mut name: OsString = file.file_stem()?.to_owned();
    name.push("_files");
    Some(file.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_and_pages_keep_what_they_came_with() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path
        };
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let check = |file: &Path, expected: &str| {
            assert_eq!(move_aside(folder.path(), file, "done").unwrap(), folder.path().join(expected));
            assert!(!file.exists());
        };
        check(&write("a.txt", "one"), "done/a.txt");
        check(&write("a.txt", "two"), "done/2/a.txt");
        check(&write("week/a.txt", "three"), "done/week/a.txt");
        assert_eq!((read("done/a.txt").as_str(), read("done/2/a.txt").as_str()), ("one", "two"));
        write("page_files/picture.png", "old");
        check(&write("page.html", "page"), "done/page.html");
        assert_eq!(read("done/page_files/picture.png"), "old");
        write("page_files/picture.png", "new");
        check(&write("page.html", "other"), "done/2/page.html");
        assert_eq!(
            (read("done/page_files/picture.png").as_str(), read("done/2/page_files/picture.png").as_str()),
            ("old", "new")
        );
        assert!(move_aside(folder.path(), &folder.path().join("gone.txt"), "done").is_err());
        assert!(!folder.path().join("done/gone.txt").exists());
        let outside = folder.path().join("outside");
        for aside in ["..", "/tmp", "a/b", "", ".", outside.to_str().unwrap()] {
            assert!(move_aside(folder.path(), &write("b.txt", "b"), aside).is_err(), "{aside:?}");
            assert_eq!(read("b.txt"), "b");
        }
    }
}
