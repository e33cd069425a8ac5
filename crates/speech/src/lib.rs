//! The system's voices: speech-dispatcher, asked over its socket on this machine (SSIP, the protocol of its manual).
//!
//! One sentence at a time, so that whoever listens sees which. Nothing is started or asked before something is to be
//! said. Elsewhere than on Unix there is no such socket, and no voice is found.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[cfg(unix)]
mod ssip;

use std::{
    env,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// How a sentence ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was read to its end.
    Whole,
    /// `hush` ended it, or another program took the voice.
    Cut,
    /// The system has voices, and none for this language.
    NoVoice,
    /// Nobody answers: speech-dispatcher is not there, or refuses.
    Nobody,
}

/// Where speech-dispatcher is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    socket: PathBuf,
    /// What makes the socket where nobody listens yet.
    starter: Option<PathBuf>,
}

impl Place {
    /// Where this system would have it, without starting or asking anything: none where nothing could answer.
    pub fn find() -> Option<Place> {
        if cfg!(not(unix)) {
            return None;
        }
        let variable = |name: &str| env::var_os(name);
        let socket = socket_of(
            variable("SPEECHD_ADDRESS").as_deref().and_then(|address| address.to_str()),
            variable("XDG_RUNTIME_DIR").as_deref().map(Path::new),
        )?;
        let program = |folder: PathBuf| Some(folder.join("speech-dispatcher")).filter(|path| path.is_file());
        let starter = variable("PATH").and_then(|path| env::split_paths(&path).find_map(program));
        Some(Place { socket, starter }).filter(|place| place.socket.exists() || place.starter.is_some())
    }
}

/// `unix_socket:PATH` of the variable that its clients go by; never one of another machine. Else where it listens for
/// this user.
fn socket_of(address: Option<&str>, runtime: Option<&Path>) -> Option<PathBuf> {
    match address.filter(|address| !address.is_empty()) {
        Some(address) => address.strip_prefix("unix_socket:").filter(|path| path.starts_with('/')).map(PathBuf::from),
        None => runtime.map(|runtime| runtime.join("speech-dispatcher/speechd.sock")),
    }
}

/// A voice that says one sentence after the other. Any thread may hush it while another waits for the end of a sentence.
#[derive(Default)]
pub struct Voice {
    hushes: AtomicU64,
    #[cfg(unix)]
    line: ssip::Line,
}

/// Taken when a sentence is asked for: whatever is hushed later is not said, however far it has come by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u64);

impl Voice {
    pub fn take_turn(&self) -> Turn {
        Turn(self.hushes.load(Ordering::SeqCst))
    }

    /// Waits until it is said. `language`: as `ar` or `pt-BR`; empty takes the system's voice.
    pub fn say(&self, turn: Turn, place: &Place, words: &str, language: &str) -> Said {
        #[cfg(unix)]
        return self.line.say(place, words, language, &|| self.take_turn() != turn);
        #[cfg(not(unix))]
        Said::Nobody
    }

    /// Ends the sentence that is being said, and those that wait for their turn.
    pub fn hush(&self) {
        self.hushes.fetch_add(1, Ordering::SeqCst);
        #[cfg(unix)]
        self.line.hush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An address may name another machine: what is read aloud is the reader's own, and stays here.
    #[test]
    fn only_a_socket_of_this_machine_is_spoken_to() {
        let check = |address: Option<&str>, runtime: Option<&str>, expected: Option<&str>| {
            assert_eq!(socket_of(address, runtime.map(Path::new)), expected.map(PathBuf::from), "{address:?}");
        };
        check(None, Some("/run/user/7"), Some("/run/user/7/speech-dispatcher/speechd.sock"));
        check(Some(""), Some("/run/user/7"), Some("/run/user/7/speech-dispatcher/speechd.sock"));
        check(Some("unix_socket:/tmp/voice"), None, Some("/tmp/voice"));
        check(Some("unix_socket:voice"), Some("/run/user/7"), None);
        check(Some("inet_socket:192.0.2.1:6560"), Some("/run/user/7"), None);
        check(None, None, None);
    }
}
