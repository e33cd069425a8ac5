//! SSIP: lines of `NUMBER text`, several of one answer as `NUMBER-text` before the last. 2xx is done, 7xx is told of a
//! message that was queued before, anything else is refused.

use std::{
    io::{self, BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::Said;

/// After it was told to be silent it may never say so.
const SILENCING: Duration = Duration::from_millis(500);
const CLIENT: &str = "SET self CLIENT_NAME tidings:tidings:reader";
/// A line of the other side is a few words; more is no speech-dispatcher.
const LONGEST_LINE: usize = 64 * 1024;
const MOST_LINES: usize = 10_000;

#[derive(Default)]
pub(crate) struct Line {
    /// Held for as long as a sentence is said.
    heard: Mutex<Option<Heard>>,
    speaking: Mutex<Speaking>,
}

/// What the other side says.
struct Heard {
    reader: BufReader<UnixStream>,
    line: Vec<u8>,
}

/// What it is told, and by whom it may be interrupted.
#[derive(Default)]
struct Speaking {
    writer: Option<UnixStream>,
    message: bool,
    hushed: bool,
}

struct Answer {
    code: u32,
    /// Of the lines before the last, without their numbers.
    lines: Vec<String>,
}

impl Line {
    pub(crate) fn say(&self, socket: &Path, words: &str, language: &str) -> Said {
        let mut heard = lock(&self.heard);
        match self.try_to_say(&mut heard, socket, words, language) {
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
        let mut speaking = lock(&self.speaking);
        if speaking.message && !speaking.hushed {
            speaking.hushed = true;
            // Where it cannot be told any more, the other side is gone, and silent.
            let _ = tell(&mut speaking, "CANCEL self");
        }
    }

    fn try_to_say(&self, heard: &mut Option<Heard>, socket: &Path, words: &str, language: &str) -> io::Result<Said> {
        let words = data_of(words);
        if words.is_empty() {
            return Ok(Said::Whole);
        }
        if heard.is_none() {
            *heard = Some(self.connect(socket)?);
        }
        let heard = heard.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let main = main_part(language);
        if !main.is_empty() {
            let voices = self.ask(heard, "LIST SYNTHESIS_VOICES")?;
            // Some synthesizers keep no list.
            if voices.code < 300 && !voices.lines.is_empty() && !voices.lines.iter().any(|voice| speaks(voice, &main)) {
                return Ok(Said::NoVoice);
            }
            self.ask(heard, &format!("SET self LANGUAGE {main}"))?.done()?;
        }
        self.ask(heard, "SPEAK")?.done()?;
        let message = {
            let mut speaking = lock(&self.speaking);
            tell(&mut speaking, &format!("{words}\r\n."))?;
            drop(speaking);
            let answer = heard.answer_to_us()?;
            let message = answer.lines.first().cloned().unwrap_or_default();
            answer.done()?;
            let mut speaking = lock(&self.speaking);
            speaking.message = true;
            speaking.hushed = false;
            message
        };
        let ended = self.wait_for_end(heard, &message);
        heard.reader.get_ref().set_read_timeout(None)?;
        lock(&self.speaking).message = false;
        ended
    }

    fn connect(&self, socket: &Path) -> io::Result<Heard> {
        let stream = UnixStream::connect(socket)?;
        *lock(&self.speaking) = Speaking { writer: Some(stream.try_clone()?), ..Speaking::default() };
        let mut heard = Heard { reader: BufReader::new(stream), line: Vec::new() };
        self.ask(&mut heard, CLIENT)?.done()?;
        self.ask(&mut heard, "SET self NOTIFICATION ALL on")?.done()?;
        Ok(heard)
    }

    fn wait_for_end(&self, heard: &mut Heard, message: &str) -> io::Result<Said> {
        let mut ended = None;
        let mut silenced = false;
        for _ in 0..MOST_LINES {
            let answer = match heard.answer() {
                Err(error) if is_timeout(&error) && silenced => return Ok(Said::Cut),
                answer => answer?,
            };
            match answer.code {
                // Of CANCEL, the only thing that is asked meanwhile.
                200..=299 => {
                    silenced = true;
                    heard.reader.get_ref().set_read_timeout(Some(SILENCING))?;
                }
                702 | 703 if answer.lines.first().is_some_and(|of| of == message) => {
                    ended = Some(if answer.code == 702 { Said::Whole } else { Said::Cut });
                }
                _ => {}
            }
            if let Some(said) = ended
                && (silenced || !self.is_hushed_or_end())
            {
                return Ok(said);
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }

    /// Whether an answer to CANCEL is still to come. Where none is, it is too late to ask for silence.
    fn is_hushed_or_end(&self) -> bool {
        let mut speaking = lock(&self.speaking);
        speaking.message = speaking.hushed;
        speaking.hushed
    }

    fn ask(&self, heard: &mut Heard, command: &str) -> io::Result<Answer> {
        tell(&mut lock(&self.speaking), command)?;
        heard.answer_to_us()
    }
}

impl Heard {
    /// The answer to what was asked last: news of messages that are over may come before it.
    fn answer_to_us(&mut self) -> io::Result<Answer> {
        for _ in 0..MOST_LINES {
            let answer = self.answer()?;
            if answer.code < 700 {
                return Ok(answer);
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }

    /// The next answer or news, whole.
    fn answer(&mut self) -> io::Result<Answer> {
        let mut lines = Vec::new();
        for _ in 0..MOST_LINES {
            let line = self.next_line()?;
            let (Some(code), Some(sign)) = (line.get(..3).and_then(|code| code.parse().ok()), line.as_bytes().get(3))
            else {
                return Err(io::ErrorKind::InvalidData.into());
            };
            match sign {
                b'-' => lines.push(line.get(4..).unwrap_or_default().to_owned()),
                b' ' => return Ok(Answer { code, lines }),
                _ => break,
            }
        }
        Err(io::ErrorKind::InvalidData.into())
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

/// A line of the list: name, language and variant, parted by tabs.
fn speaks(voice: &str, main: &str) -> bool {
    voice.split('\t').nth(1).is_some_and(|language| main_part(language) == main)
}

#[cfg(test)]
mod tests;
