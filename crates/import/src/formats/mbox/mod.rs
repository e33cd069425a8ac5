//! Mailboxes of many messages, one after the other, read one at a time.

use std::io::{BufRead, Read};

use articles::ProblemCode;

use super::{
    Format, Sniff,
    mail::{is_header_block, read_message},
};
use crate::{
    detect::Head,
    input::Content,
    limits::MIME_BYTES,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "mbox",
    reads: "Mailboxes (mbox): each message as if it had been dropped, of any number",
    leaves: "Single messages over 64 MB, each told of",
    sniff: Sniff::Head(sniff),
    read,
};

/// As much of a line is held at once.
const LINE_BYTES: u64 = 1 << 20;

fn sniff(head: &Head<'_>) -> bool {
    let text = head.text.as_deref().unwrap_or_default();
    let Some((first, rest)) = text.split_once('\n') else { return false };
    is_separator(first.as_bytes()) && is_header_block(rest.trim_start_matches('>'))
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut lines = content.stream()?;
    let mut message = Vec::new();
    let mut line = Vec::new();
    let mut number = 0;
    let mut after_blank = true;
    let mut is_over = false;
    let mut is_piece = false;
    loop {
        line.clear();
        // A line without end is taken in pieces: what follows the first begins no message.
        let starts_line = !is_piece;
        let ended = (&mut *lines).take(LINE_BYTES).read_until(b'\n', &mut line)? == 0;
        is_piece = !line.ends_with(b"\n");
        if ended || starts_line && after_blank && is_separator(&line) {
            if !message.is_empty() {
                number += 1;
                reader.beat()?;
                reader.at_member(&format!("message {number}"), |reader| {
                    let outcome = match std::mem::take(&mut is_over) {
                        true => Err(Stop::refuse(ProblemCode::TooLarge, format!("over {} MB", MIME_BYTES >> 20))),
                        false => read_message(&message, reader),
                    };
                    reader.settle_stop(outcome)
                })?;
                message.clear();
            }
            if ended {
                return Ok(());
            }
            after_blank = false;
            continue;
        }
        after_blank = starts_line && line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        // `>From ` is how a mailbox writes a line of text that begins with `From `.
        let quoted = line.iter().take_while(|_| starts_line).position(|byte| *byte != b'>').unwrap_or(0);
        let text = if quoted > 0 && line[quoted..].starts_with(b"From ") { &line[1..] } else { &line[..] };
        if (message.len() + text.len()) as u64 <= MIME_BYTES {
            message.extend_from_slice(text);
        } else {
            // The rest of it is passed, not held; the next message is read.
            is_over = true;
        }
    }
}

/// `From sender date`: a year or a time of day tells it from a sentence.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let text = String::from_utf8_lossy(rest);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_time =
        |word: &&str| word.split(':').count() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(is_time) && words.iter().any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splitting at a sentence would tear a message; not splitting at a separator would swallow one.
    #[test]
    fn tells_separators_from_sentences() {
        let check = |line: &str, is: bool| assert_eq!(is_separator(line.as_bytes()), is, "{line}");
        check("From ann@news.test Mon May 12 08:30:00 2025", true);
        check("From - Thu Jan  1 00:00:00 1970\r\n", true);
        check("From MAILER-DAEMON Fri Jul  8 12:08:34 2011 +0200", true);
        check("From here the road leads to 2025", false);
        check("From: Ann", false);
        check("From 10:30 on", false);
    }
}
