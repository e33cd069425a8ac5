//! Web archives: WARC and ARC, as they are, packed, or in a WACZ. Pages among the responses are read.

mod http;

use std::io::{BufRead, Read};

use articles::ProblemCode;

use super::{Format, Sniff, zip};
use crate::{
    input::Content,
    limits::MEMBER_BYTES,
    reader::{Reader, Stop},
};

pub(super) const WARC: Format = Format {
    name: "warc",
    reads: "WARC files, also packed: the pages and documents among the responses and resources",
    leaves: "Responses that are no pages, redirects and errors, revisits",
    sniff: Sniff::Head(|head| head.bytes.starts_with(b"WARC/")),
    read: read_warc,
};

pub(super) const ARC: Format = Format {
    name: "arc",
    reads: "ARC files, also packed: the pages and documents among the responses",
    leaves: "Responses that are no pages, redirects and errors",
    sniff: Sniff::Head(|head| head.bytes.starts_with(b"filedesc://")),
    read: read_arc,
};

pub(super) const WACZ: Format = Format {
    name: "wacz",
    reads: "WACZ collections: the WARC files in them",
    leaves: "Their indexes and lists of pages",
    sniff: Sniff::Member(is_warc_member),
    read: read_wacz,
};

fn is_warc_member(name: &[u8]) -> bool {
    name.starts_with(b"archive/") && [&b".warc"[..], b".warc.gz", b".warc.zst"].iter().any(|end| name.ends_with(end))
}

fn read_wacz(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = zip::open(content)?;
    let members: Vec<usize> =
        archive.file_names_raw().enumerate().filter(|(_, name)| is_warc_member(name)).map(|(at, _)| at).collect();
    members.into_iter().try_for_each(|at| zip::read_member(&mut archive, at, reader))
}

fn read_warc(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut records = content.stream()?;
    let mut at = 0_u64;
    let mut pages = 0;
    while let Some(header) = read_header(&mut *records, &mut at)? {
        if !header.starts_with("WARC/") {
            return Err(damaged(at, "no record begins there"));
        }
        let field = |name: &str| http::field(&header, name);
        let len: u64 = field("Content-Length")
            .and_then(|len| len.parse().ok())
            .ok_or_else(|| damaged(at, "a record without length"))?;
        let kind = field("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let address = field("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let block =
            take_block(&mut *records, len, &mut at, matches!(kind.as_str(), "response" | "resource" | "conversion"))?;
        if let Some(block) = block.filter(|_| address.starts_with("http") || kind == "resource") {
            let is_response = field("Content-Type").is_some_and(|kind| kind.contains("http"));
            let body = if is_response { http::read_response(&block) } else { Ok(Some(block)) };
            pages += usize::from(read_page(&address, body, reader)?);
        }
    }
    if pages == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no page among the responses"));
    }
    Ok(())
}

fn read_arc(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut records = content.stream()?;
    let mut at = 0_u64;
    let mut pages = 0;
    loop {
        let mut line = Vec::new();
        let read = (&mut *records).take(64 << 10).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        at += read as u64;
        let line = String::from_utf8_lossy(&line);
        // URL, address of the machine, time, kind, length.
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Some(address), Some(len)) = (words.first(), words.last()) else { continue };
        let len: u64 = len.parse().map_err(|_| damaged(at, "no record begins there"))?;
        let block = take_block(&mut *records, len, &mut at, address.starts_with("http"))?;
        if let Some(block) = block {
            pages += usize::from(read_page(address, http::read_response(&block), reader)?);
        }
    }
    if pages == 0 {
        return Err(Stop::refuse(ProblemCode::NothingFound, "no page among the responses"));
    }
    Ok(())
}

/// Reads one response as if it had been dropped, with its address. False for what holds nothing.
fn read_page(address: &str, body: Result<Option<Vec<u8>>, Stop>, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    reader.beat()?;
    match body {
        Ok(Some(body)) if !body.is_empty() => {
            reader.with_address(address, |reader| reader.read_member(address, Content::Bytes(&body)))?;
            Ok(true)
        }
        Ok(_) => Ok(false),
        Err(stop) => {
            reader.at_member(address, |reader| reader.settle_stop(Err(stop)))?;
            Ok(false)
        }
    }
}

/// Lines up to a blank one, after any number of blank ones; none at the end of the file.
fn read_header(records: &mut dyn BufRead, at: &mut u64) -> Result<Option<String>, Stop> {
    let mut header = Vec::new();
    loop {
        let mut line = Vec::new();
        let read = (&mut *records).take(64 << 10).read_until(b'\n', &mut line)?;
        *at += read as u64;
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        match (read, header.is_empty(), is_blank) {
            (0, true, _) => return Ok(None),
            (0, false, _) | (_, false, true) => return Ok(Some(String::from_utf8_lossy(&header).into_owned())),
            (_, true, true) => {}
            _ => header.extend_from_slice(&line),
        }
        if header.len() > 1 << 20 {
            return Err(damaged(*at, "a header without end"));
        }
    }
}

/// A record's content, or nothing where it is not wanted or too large; either way it is passed.
fn take_block(records: &mut dyn BufRead, len: u64, at: &mut u64, is_wanted: bool) -> Result<Option<Vec<u8>>, Stop> {
    let mut block = Vec::new();
    let is_held = is_wanted && len <= MEMBER_BYTES;
    let mut limited = records.take(len);
    let read = if is_held {
        limited.read_to_end(&mut block)? as u64
    } else {
        std::io::copy(&mut limited, &mut std::io::sink())?
    };
    *at += read;
    if read < len {
        return Err(damaged(*at, "cut off"));
    }
    Ok(is_held.then_some(block))
}

fn damaged(at: u64, what: &str) -> Stop {
    Stop::refuse(ProblemCode::Damaged, format!("at byte {at}: {what}"))
}
