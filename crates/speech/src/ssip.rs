//! SSIP: lines of `NUMBER text`, several of one answer as `NUMBER-text` before the last. 2xx is done, 7xx is told of a
//! message that was queued before, anything else is refused.

use std::{
    collections::BTreeSet,
    io::{self, BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    path::Path,
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{Place, Said};

/// A daemon that was just started may take as long to listen, and each of its answers.
const ANSWERING: Duration = Duration::from_secs(5);
/// After it was told to be silent it may never say so.
const SILENCING: Duration = Duration::from_millis(500);
const CLIENT: &str = "SET self CLIENT_NAME tidings:tidings:reader";
/// A line of the other side is a few words; more is no speech-dispatcher.
const LONGEST_LINE: usize = 64 * 1024;

pub(crate) struct Line {
    /// Held for as long as a sentence is said.
    heard: Mutex<Option<Heard>>,
    speaking: Mutex<Speaking>,
    answering: Duration,
}

/// What the other side says.
struct Heard {
    reader: BufReader<UnixStream>,
    line: Vec<u8>,
    /// What its voices speak, once it was asked: eSpeak alone lists more than ten thousand.
    spoken: Option<BTreeSet<String>>,
}

/// What it is told, and by whom it may be interrupted.
#[derive(Default)]
struct Speaking {
    writer: Option<UnixStream>,
    message: bool,
    hushed: Option<Instant>,
}

struct Answer {
    code: u32,
    /// Of the lines before the last, without its number.
    first: String,
}

impl Default for Line {
    fn default() -> Line {
        Line { heard: Mutex::default(), speaking: Mutex::default(), answering: ANSWERING }
    }
}

impl Line {
    /// `hushed`: whether somebody wanted silence since these words were asked for.
    pub(crate) fn say(&self, place: &Place, words: &str, language: &str, hushed: &dyn Fn() -> bool) -> Said {
        let mut heard = lock(&self.heard);
        match self.try_to_say(&mut heard, place, words, language, hushed) {
            Ok(said) => said,
            Err(_) => {
                // A connection that broke is made anew with the next sentence.
                *heard = None;
                *lock(&self.speaking) = Speaking::default();
                Said::Nobody
            }
        }
    }

    pub(crate) fn hush(&self) {
        cancel(&mut lock(&self.speaking));
    }

    fn try_to_say(
        &self,
        heard: &mut Option<Heard>,
        place: &Place,
        words: &str,
        language: &str,
        hushed: &dyn Fn() -> bool,
    ) -> io::Result<Said> {
        let words = data_of(words);
        if words.is_empty() {
            return Ok(Said::Whole);
        }
        if hushed() {
            return Ok(Said::Cut);
        }
        if heard.is_none() {
            *heard = Some(self.connect(place)?);
        }
        let heard = heard.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let main = main_part(language);
        if !main.is_empty() {
            let spoken = self.ask_languages(heard)?;
            // Some synthesizers keep no list.
            if !spoken.is_empty() && !spoken.contains(&main) {
                return Ok(Said::NoVoice);
            }
            self.ask(heard, &format!("SET self LANGUAGE {main}"))?.done()?;
        }
        if hushed() {
            return Ok(Said::Cut);
        }
        self.ask(heard, "SPEAK")?.done()?;
        let queued = self.ask(heard, &format!("{words}\r\n."))?;
        queued.done()?;
        {
            let mut speaking = lock(&self.speaking);
            speaking.message = true;
            speaking.hushed = None;
            // Whoever hushed before this could not be obeyed yet.
            if hushed() {
                cancel(&mut speaking);
            }
        }
        let ended = self.wait_for_end(heard, &queued.first);
        lock(&self.speaking).message = false;
        ended
    }

    fn connect(&self, place: &Place) -> io::Result<Heard> {
        let stream = match UnixStream::connect(&place.socket) {
            // A daemon that was killed leaves its socket behind.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                start_daemon(place.starter.as_deref().ok_or(error)?, self.answering)?;
                UnixStream::connect(&place.socket)?
            }
            stream => stream?,
        };
        stream.set_write_timeout(Some(self.answering))?;
        *lock(&self.speaking) = Speaking { writer: Some(stream.try_clone()?), ..Speaking::default() };
        let mut heard = Heard { reader: BufReader::new(stream), line: Vec::new(), spoken: None };
        self.ask(&mut heard, CLIENT)?.done()?;
        self.ask(&mut heard, "SET self NOTIFICATION ALL on")?.done()?;
        Ok(heard)
    }

    fn ask_languages<'heard>(&self, heard: &'heard mut Heard) -> io::Result<&'heard BTreeSet<String>> {
        if heard.spoken.is_none() {
            let mut spoken = BTreeSet::new();
            tell(&mut lock(&self.speaking), "LIST SYNTHESIS_VOICES")?;
            let code = heard.answer_to_us(self.answering, |voice| {
                spoken.extend(language_of(voice));
            })?;
            heard.spoken = Some(if code < 300 { spoken } else { BTreeSet::new() });
        }
        heard.spoken.as_ref().ok_or(io::ErrorKind::InvalidData.into())
    }

    fn wait_for_end(&self, heard: &mut Heard, message: &str) -> io::Result<Said> {
        heard.reader.get_ref().set_read_timeout(Some(SILENCING))?;
        let mut ended = None;
        let mut silenced = false;
        loop {
            let mut of = String::new();
            let code = match heard.answer(|line| keep_first(&mut of, line)) {
                Err(error) if is_timeout(&error) && silenced => return Ok(Said::Cut),
                Err(error) if is_timeout(&error) && !self.is_late() => continue,
                code => code?,
            };
            match code {
                // Of CANCEL, the only thing that is asked meanwhile.
                200..=299 => silenced = true,
                702 | 703 if of == message => ended = Some(if code == 702 { Said::Whole } else { Said::Cut }),
                _ => {}
            }
            if let Some(said) = ended
                && (silenced || !self.is_hushed_or_end())
            {
                return Ok(said);
            }
        }
    }

    /// Whether it was told to be silent so long ago that it does not listen.
    fn is_late(&self) -> bool {
        lock(&self.speaking).hushed.is_some_and(|told| told.elapsed() > self.answering)
    }

    /// Whether an answer to CANCEL is still to come. Where none is, it is too late to ask for silence.
    fn is_hushed_or_end(&self) -> bool {
        let mut speaking = lock(&self.speaking);
        speaking.message = speaking.hushed.is_some();
        speaking.message
    }

    fn ask(&self, heard: &mut Heard, command: &str) -> io::Result<Answer> {
        tell(&mut lock(&self.speaking), command)?;
        let mut first = String::new();
        let code = heard.answer_to_us(self.answering, |line| keep_first(&mut first, line))?;
        Ok(Answer { code, first })
    }
}

impl Heard {
    /// The answer to what was asked last: news of messages that are over may come before it.
    fn answer_to_us(&mut self, within: Duration, mut each: impl FnMut(&str)) -> io::Result<u32> {
        let deadline = Instant::now() + within;
        self.reader.get_ref().set_read_timeout(Some(within))?;
        loop {
            let code = self.answer(|line| each(line))?;
            if code < 700 {
                return Ok(code);
            }
            if Instant::now() > deadline {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }

    /// The next answer or news, whole: its number. `each` sees the lines before the last, without theirs.
    fn answer(&mut self, mut each: impl FnMut(&str)) -> io::Result<u32> {
        loop {
            let line = self.next_line()?;
            let (Some(code), Some(sign)) = (line.get(..3).and_then(|code| code.parse().ok()), line.as_bytes().get(3))
            else {
                return Err(io::ErrorKind::InvalidData.into());
            };
            match sign {
                b'-' => each(line.get(4..).unwrap_or_default()),
                b' ' => return Ok(code),
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    /// What came of a line before a wait was over stays, and is gone on from.
    fn next_line(&mut self) -> io::Result<String> {
        while !self.line.ends_with(b"\n") {
            let came = self.reader.fill_buf()?;
            if came.is_empty() || self.line.len() > LONGEST_LINE {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let taken = came.iter().position(|byte| *byte == b'\n').map_or(came.len(), |at| at + 1);
            self.line.extend_from_slice(&came[..taken]);
            self.reader.consume(taken);
        }
        let line = String::from_utf8_lossy(&self.line).trim_end().to_owned();
        self.line.clear();
        Ok(line)
    }
}

impl Answer {
    fn done(&self) -> io::Result<()> {
        if (200..300).contains(&self.code) { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
    }
}

/// It ends when the daemon that it made listens.
fn start_daemon(starter: &Path, within: Duration) -> io::Result<()> {
    let mut starting = Command::new(starter)
        .arg("--spawn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let (tell, ended) = mpsc::channel();
    thread::spawn(move || tell.send(starting.wait()));
    ended.recv_timeout(within).map_err(|_| io::ErrorKind::TimedOut)??;
    Ok(())
}

/// Where it cannot be told any more, the other side is gone, and silent.
fn cancel(speaking: &mut Speaking) {
    if speaking.message && speaking.hushed.is_none() {
        speaking.hushed = Some(Instant::now());
        let _ = tell(speaking, "CANCEL self");
    }
}

fn keep_first(first: &mut String, line: &str) {
    if first.is_empty() {
        line.clone_into(first);
    }
}

fn tell(speaking: &mut Speaking, words: &str) -> io::Result<()> {
    let writer = speaking.writer.as_mut().ok_or(io::ErrorKind::NotConnected)?;
    writer.write_all(format!("{words}\r\n").as_bytes())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// On one line, so that no line of it can be a single dot, which would end it and make commands of what follows.
fn data_of(words: &str) -> String {
    let words = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    if words.starts_with('.') { format!(".{words}") } else { words }
}

/// `pt` of `pt-BR`: letters and nothing else, whatever an article says that it is written in.
fn main_part(language: &str) -> String {
    let main = language.split(['-', '_']).next().unwrap_or_default();
    main.chars().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_lowercase()
}

/// Of a line of the list: name, language and variant, parted by tabs.
fn language_of(voice: &str) -> Option<String> {
    voice.split('\t').nth(1).map(main_part).filter(|main| !main.is_empty())
}

#[cfg(test)]
mod tests;
