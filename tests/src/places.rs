//! Where things are: the workspace, other people's data, the built programs.

use std::path::{Path, PathBuf};

pub fn workspace() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// Our own fixture of that name.
pub fn sample(name: &str) -> PathBuf {
    workspace().join("tests/samples").join(name)
}

/// A part of the folder of other people's data, where it is there: `TIDINGS_SHARED`, or `shared` beside the workspace.
pub fn shared(part: &str) -> Option<PathBuf> {
    let folder = match std::env::var_os("TIDINGS_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => workspace().parent()?.join("shared"),
    };
    Some(folder.join(part)).filter(|path| path.exists())
}

/// A program of ours, built by the same `cargo` call that built this one: tests stand in `target/PROFILE/deps`,
/// examples in `target/PROFILE/examples`, programs in `target/PROFILE`. `NAME_BIN` in capitals names another.
pub fn program(name: &str) -> PathBuf {
    let variable = format!("{}_BIN", name.replace('-', "_").to_uppercase());
    if let Some(path) = std::env::var_os(variable) {
        return PathBuf::from(path);
    }
    let here = std::env::current_exe().unwrap_or_default();
    let profile = here.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    profile.join(name).with_extension(std::env::consts::EXE_EXTENSION)
}
