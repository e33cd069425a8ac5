use std::{
    fs,
    os::unix::{fs::PermissionsExt, net::UnixListener},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::JoinHandle,
};

use super::*;
use crate::Voice;

/// A speech-dispatcher that tells what it was told, and says what the test has it say.
struct Daemon {
    place: Place,
    told: Receiver<String>,
    says: Sender<String>,
    folder: tempfile::TempDir,
}

/// `voices`: of its list. Everything else is answered as the real one does, but for the end of a message. `queueing` is
/// done when it has the words and has not said so yet. The first message is number 7.
fn daemon(voices: &[&str], queueing: impl Fn() + Send + 'static) -> Daemon {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("speechd.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    let (tell, told) = channel();
    let (says, said) = channel::<String>();
    let listed: String = voices.iter().map(|voice| format!("249-{voice}\r\n")).collect();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        thread::spawn(move || said.iter().try_for_each(|line| write!(out, "{line}")));
        let mut out = stream.try_clone().unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let mut messages = 7..;
        while let Some(line) = lines.next() {
            let mut told = line.clone();
            let answer = match line.as_str() {
                "LIST SYNTHESIS_VOICES" => format!("{listed}249 OK VOICE LIST SENT\r\n"),
                "SPEAK" => {
                    write!(out, "230 OK RECEIVING DATA\r\n").unwrap();
                    let words: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    told = words.join("|");
                    queueing();
                    let message = messages.next().unwrap();
                    format!("225-{message}\r\n225 OK MESSAGE QUEUED\r\n701-{message}\r\n701-1\r\n701 BEGIN\r\n")
                }
                "CANCEL self" => "210 OK CANCELED\r\n".to_owned(),
                _ => "201 OK SET\r\n".to_owned(),
            };
            write!(out, "{answer}").unwrap();
            // Only now: what the test says next comes behind it.
            tell.send(told).unwrap();
        }
    });
    Daemon { place: Place { socket, starter: None }, told, says, folder }
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

/// As `Voice` does, on a thread of its own.
fn say(voice: &Arc<Voice>, place: &Place, words: &str, language: &str) -> JoinHandle<Said> {
    let (voice, place, turn) = (voice.clone(), place.clone(), voice.take_turn());
    let (words, language) = (words.to_owned(), language.to_owned());
    thread::spawn(move || voice.say(turn, &place, &words, &language))
}

#[test]
fn a_sentence_is_whole_when_the_daemon_says_so() {
    let daemon = daemon(ENGLISH, || ());
    let voice = Arc::new(Voice::default());
    for message in 7..9 {
        let saying = say(&voice, &daemon.place, "The pier\nis shut. ", "en-GB");
        daemon.wait_for("SET self LANGUAGE en");
        daemon.wait_for("The pier is shut.");
        // Of another message, as a program that spoke before leaves them.
        daemon.event(3, 702, "END");
        daemon.event(message, 702, "END");
        assert_eq!(saying.join().unwrap(), Said::Whole);
    }
    // Nothing is being said: the next sentence must not be cut by it.
    voice.hush();
    let saying = say(&voice, &daemon.place, "On.", "");
    daemon.wait_for("On.");
    daemon.event(9, 702, "END");
    assert_eq!(saying.join().unwrap(), Said::Whole);
}

#[test]
fn a_sentence_is_cut_in_whatever_order_the_daemon_tells_it() {
    for late in [false, true] {
        let daemon = daemon(ENGLISH, || ());
        let voice = Arc::new(Voice::default());
        let saying = say(&voice, &daemon.place, "Long.", "en");
        daemon.wait_for("Long.");
        voice.hush();
        daemon.wait_for("CANCEL self");
        if !late {
            daemon.event(7, 703, "CANCELED");
        }
        assert_eq!(saying.join().unwrap(), Said::Cut);
        if late {
            daemon.event(7, 703, "CANCELED");
        }
        let saying = say(&voice, &daemon.place, "Next.", "en");
        daemon.wait_for("Next.");
        daemon.event(8, 702, "END");
        assert_eq!(saying.join().unwrap(), Said::Whole, "the end of the sentence before is not its own");
    }
}

/// Whoever presses stop hears nothing more, however far the sentence has come.
#[test]
fn silence_is_never_asked_for_too_early() {
    let voice = Arc::new(Voice::default());
    let waiting = voice.take_turn();
    voice.hush();
    let place = Place { socket: PathBuf::from("/nobody/is/asked"), starter: None };
    assert_eq!(voice.say(waiting, &place, "Waiting.", "en"), Said::Cut);

    let hushing = voice.clone();
    let daemon = daemon(ENGLISH, move || hushing.hush());
    let saying = say(&voice, &daemon.place, "Just sent.", "en");
    daemon.wait_for("CANCEL self");
    daemon.event(7, 703, "CANCELED");
    assert_eq!(saying.join().unwrap(), Said::Cut);
}

#[test]
fn who_cannot_say_it_is_told() {
    let voices = daemon(ENGLISH, || ());
    let voice = Arc::new(Voice::default());
    assert_eq!(say(&voice, &voices.place, "Слово.", "ru").join().unwrap(), Said::NoVoice);
    let nowhere = Place { socket: voices.place.socket.with_file_name("nothing"), starter: None };
    assert_eq!(say(&Arc::default(), &nowhere, "Word.", "en").join().unwrap(), Said::Nobody);
    let none = daemon(&[], || ());
    let saying = say(&Arc::default(), &none.place, "Слово.", "ru");
    none.wait_for("Слово.");
    none.event(7, 702, "END");
    assert_eq!(saying.join().unwrap(), Said::Whole, "a synthesizer without a list is not asked for one");
}

/// eSpeak lists each language with each of its hundred variants.
#[test]
fn a_long_list_of_voices_is_asked_for_once() {
    let many: Vec<String> = (0..30_000).map(|at| format!("Voice {at}\t{}\tnone", ["en", "ar"][at % 2])).collect();
    let daemon = daemon(&many.iter().map(String::as_str).collect::<Vec<_>>(), || ());
    let voice = Arc::new(Voice::default());
    let mut told = Vec::new();
    for message in 7..9 {
        let saying = say(&voice, &daemon.place, "Word.", "ar");
        while told.iter().filter(|told| *told == "Word.").count() < message - 6 {
            told.push(daemon.told.recv_timeout(Duration::from_secs(20)).unwrap());
        }
        daemon.event(message.try_into().unwrap(), 702, "END");
        assert_eq!(saying.join().unwrap(), Said::Whole);
    }
    assert_eq!(told.iter().filter(|told| told.starts_with("LIST")).count(), 1);
}

/// The window waits for an answer: a daemon that hangs must not make it wait for ever.
#[test]
fn a_daemon_that_hangs_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("speechd.sock");
    let _deaf = UnixListener::bind(&socket).unwrap();
    let line = Line { answering: Duration::from_millis(50), ..Line::default() };
    assert_eq!(line.say(&Place { socket, starter: None }, "Word.", "en", &|| false), Said::Nobody);
}

/// A daemon that was killed leaves its socket, and one that ended takes it along: it is started again after both.
#[test]
fn a_daemon_that_is_gone_is_started_again() {
    for stale in [true, false] {
        let daemon = daemon(ENGLISH, || ());
        let socket = daemon.folder.path().join("wanted.sock");
        if stale {
            drop(UnixListener::bind(&socket).unwrap());
        }
        let starter = daemon.folder.path().join("starter");
        let (from, to) = (daemon.place.socket.display(), socket.display());
        fs::write(&starter, format!("#!/bin/sh\nexec mv '{from}' '{to}'\n")).unwrap();
        fs::set_permissions(&starter, fs::Permissions::from_mode(0o700)).unwrap();
        let saying = say(&Arc::default(), &Place { socket, starter: Some(starter) }, "Word.", "en");
        daemon.wait_for("Word.");
        daemon.event(7, 702, "END");
        assert_eq!(saying.join().unwrap(), Said::Whole, "stale: {stale}");
    }
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
