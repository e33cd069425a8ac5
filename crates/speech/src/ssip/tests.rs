use std::{
    os::unix::net::UnixListener,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use super::*;

/// A speech-dispatcher that tells what it was told, and says what the test has it say.
struct Daemon {
    socket: PathBuf,
    told: Receiver<String>,
    says: Sender<String>,
    _folder: tempfile::TempDir,
}

/// `voices`: of its list. Everything else is answered as the real one does, but for the end of a message.
fn daemon(voices: &'static [&'static str]) -> Daemon {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("speechd.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    let (tell, told) = channel();
    let (says, said) = channel::<String>();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        thread::spawn(move || said.iter().try_for_each(|line| write!(out, "{line}")));
        let mut out = stream.try_clone().unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        while let Some(line) = lines.next() {
            let mut told = line.clone();
            let answer = match line.as_str() {
                "LIST SYNTHESIS_VOICES" => {
                    let listed: String = voices.iter().map(|voice| format!("249-{voice}\r\n")).collect();
                    format!("{listed}249 OK VOICE LIST SENT\r\n")
                }
                "SPEAK" => {
                    write!(out, "230 OK RECEIVING DATA\r\n").unwrap();
                    let words: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    told = words.join("|");
                    "225-7\r\n225 OK MESSAGE QUEUED\r\n701-7\r\n701-1\r\n701 BEGIN\r\n".to_owned()
                }
                "CANCEL self" => "210 OK CANCELED\r\n".to_owned(),
                _ => "201 OK SET\r\n".to_owned(),
            };
            write!(out, "{answer}").unwrap();
            // Only now: what the test says next comes behind it.
            tell.send(told).unwrap();
        }
    });
    Daemon { socket, told, says, _folder: folder }
}

impl Daemon {
    /// Until it is told that.
    fn wait_for(&self, wanted: &str) {
        while self.told.recv_timeout(Duration::from_secs(20)).expect(wanted) != wanted {}
    }

    fn event(&self, message: u32, code: u32, name: &str) {
        self.says.send(format!("{code}-{message}\r\n{code}-1\r\n{code} {name}\r\n")).unwrap();
    }
}

const ENGLISH: &[&str] = &["English (America)\ten-US\tnone", "Arabic\tar\tnone"];

#[test]
fn a_sentence_is_whole_when_the_daemon_says_so() {
    let daemon = daemon(ENGLISH);
    let line = Arc::new(Line::default());
    for _ in 0..2 {
        let (line, socket) = (line.clone(), daemon.socket.clone());
        let saying = thread::spawn(move || line.say(&socket, "The pier\nis shut. ", "en-GB"));
        daemon.wait_for("SET self LANGUAGE en");
        daemon.wait_for("The pier is shut.");
        // Of another message, as a program that spoke before leaves them.
        daemon.event(3, 702, "END");
        daemon.event(7, 702, "END");
        assert_eq!(saying.join().unwrap(), Said::Whole);
    }
    // Nothing is being said: the next sentence must not be cut by it.
    line.hush();
    let (other, socket) = (line.clone(), daemon.socket.clone());
    let saying = thread::spawn(move || other.say(&socket, "On.", ""));
    daemon.wait_for("On.");
    daemon.event(7, 702, "END");
    assert_eq!(saying.join().unwrap(), Said::Whole);
}

#[test]
fn a_sentence_is_cut_in_whatever_order_the_daemon_tells_it() {
    for late in [false, true] {
        let daemon = daemon(ENGLISH);
        let line = Arc::new(Line::default());
        let (other, socket) = (line.clone(), daemon.socket.clone());
        let saying = thread::spawn(move || other.say(&socket, "Long.", "en"));
        daemon.wait_for("Long.");
        // It is cut only once it is being said.
        while !lock(&line.speaking).message {
            thread::yield_now();
        }
        line.hush();
        daemon.wait_for("CANCEL self");
        if !late {
            daemon.event(7, 703, "CANCELED");
        }
        assert_eq!(saying.join().unwrap(), Said::Cut);
        if late {
            daemon.event(7, 703, "CANCELED");
        }
        let (other, socket) = (line.clone(), daemon.socket.clone());
        let saying = thread::spawn(move || other.say(&socket, "Next.", "en"));
        daemon.wait_for("Next.");
        daemon.event(7, 702, "END");
        let said = saying.join().unwrap();
        assert!(said == Said::Whole || late, "{said:?}");
    }
}

#[test]
fn who_cannot_say_it_is_told() {
    let voices = daemon(ENGLISH);
    assert_eq!(Line::default().say(&voices.socket, "Слово.", "ru"), Said::NoVoice);
    assert_eq!(Line::default().say(&voices.socket.with_file_name("nothing"), "Word.", "en"), Said::Nobody);
    let none = daemon(&[]);
    let line = Arc::new(Line::default());
    let socket = none.socket.clone();
    let saying = thread::spawn(move || line.say(&socket, "Слово.", "ru"));
    none.wait_for("Слово.");
    none.event(7, 702, "END");
    assert_eq!(saying.join().unwrap(), Said::Whole, "a synthesizer without a list is not asked for one");
}

/// What is read aloud is a stranger's text: nothing of it may become a command.
#[test]
fn words_cannot_command_the_daemon() {
    let check = |words: &str, expected: &str| assert_eq!(data_of(words), expected);
    check("One\r\n.\r\nKILL", "One . KILL");
    check(".", "..");
    check(" ..and so on ", "...and so on");
    check("a\u{0}b\u{85}c\u{2028}d", "a b c d");
    check(" \n ", "");
    let check = |language: &str, expected: &str| assert_eq!(main_part(language), expected);
    check("pt-BR", "pt");
    check("en\r\nKILL", "enk");
    check("", "");
}
