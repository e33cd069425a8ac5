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
    process::{Command, Stdio},
    time::{Duration, Instant},
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
    /// What makes the socket where it is not there yet.
    starter: Option<PathBuf>,
}

/// How long a daemon that was just started may take to listen.
const STARTING: Duration = Duration::from_secs(5);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

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

    /// Starts the daemon where it does not listen yet.
    fn wake(&self) {
        let Some(starter) = self.starter.as_ref().filter(|_| !self.socket.exists()) else { return };
        let started = Command::new(starter)
            .arg("--spawn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let deadline = Instant::now() + STARTING;
        while started.is_ok() && !self.socket.exists() && Instant::now() < deadline {
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
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
    #[cfg(unix)]
    line: ssip::Line,
}

impl Voice {
    /// Waits until it is said. `language`: as `ar` or `pt-BR`; empty takes the system's voice.
    pub fn say(&self, place: &Place, words: &str, language: &str) -> Said {
        place.wake();
        #[cfg(unix)]
        return self.line.say(&place.socket, words, language);
        #[cfg(not(unix))]
        Said::Nobody
    }

    /// Ends the sentence that is being said, if one is.
    pub fn hush(&self) {
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
