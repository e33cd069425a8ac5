//! A response as a web server sent it.

use std::io::Read;

use articles::ProblemCode;
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::zstd;
use crate::{limits::MEMBER_BYTES, reader::Stop};

/// The body of a good response that may hold an article; none for others.
pub(super) fn read_response(block: &[u8]) -> Result<Option<Vec<u8>>, Stop> {
    let (header, body) = match (memchr::memmem::find(block, b"\r\n\r\n"), memchr::memmem::find(block, b"\n\n")) {
        (Some(end), other) if other.is_none_or(|other| end < other) => (&block[..end], &block[end + 4..]),
        (_, Some(end)) => (&block[..end], &block[end + 2..]),
        _ => return Ok(None),
    };
    let header = String::from_utf8_lossy(header);
    let status = header.split_whitespace().nth(1).unwrap_or_default();
    let kind = field(&header, "Content-Type").unwrap_or_default().to_ascii_lowercase();
    let may_hold = ["html", "pdf", "xml", "rss", "atom", "text/plain", "message/", "epub", "msword", "officedocument"];
    if !header.starts_with("HTTP/") || !status.starts_with('2') || !may_hold.iter().any(|part| kind.contains(part)) {
        return Ok(None);
    }
    let is_chunked =
        field(&header, "Transfer-Encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Some archivers write the header as it came and the body as it was meant.
    let body = if is_chunked { join_chunks(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    match field(&header, "Content-Encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => unpack(MultiGzDecoder::new(&body[..])).map(Some),
        "deflate" => unpack(ZlibDecoder::new(&body[..])).or_else(|_| unpack(DeflateDecoder::new(&body[..]))).map(Some),
        "zstd" if body.starts_with(zstd::MAGIC) => unpack(zstd::Frames::new(&body[..])).map(Some),
        // Brotli has no mark of its own.
        "br" => match unpack(Decompressor::new(&body[..], 4096)) {
            Err(Stop::Refused(ProblemCode::Damaged, _)) if is_markup(&body) => Ok(Some(body)),
            outcome => outcome.map(Some),
        },
        _ => Ok(Some(body)),
    }
}

/// The value of a header's field.
pub(super) fn field<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let fields = header.lines().filter_map(|line| line.split_once(':'));
    fields.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
}

fn is_markup(body: &[u8]) -> bool {
    std::str::from_utf8(body).is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('<'))
}

fn unpack(from: impl Read) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    from.take(MEMBER_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MEMBER_BYTES {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("over {} MB", MEMBER_BYTES >> 20)));
    }
    Ok(bytes)
}

/// None where the body is not in chunks.
fn join_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let len = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if len == 0 {
            return Some(body);
        }
        // A body that was cut off keeps what it has.
        body.extend_from_slice(&rest[..len.min(rest.len())]);
        rest = rest.get(len..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    #[test]
    fn joins_chunks_and_only_those() {
        let check = |body: &str, joined: Option<&str>| {
            assert_eq!(join_chunks(body.as_bytes()).as_deref(), joined.map(str::as_bytes), "{body:?}");
        };
        check("5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n", Some("hello world"));
        check("<p>no chunks</p>\r\n", None);
        check("ff\r\ncut", None);
    }

    /// What archivers keep is packed as it came from the server, or not, whatever its header says.
    #[test]
    fn unpacks_what_the_server_packed() {
        let page = b"<p>The ferry sails again.";
        let check = |coding: &str, body: &[u8]| {
            let header = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n");
            let read = read_response(&[header.as_bytes(), body].concat()).unwrap();
            assert_eq!(read.as_deref(), Some(&page[..]), "{coding}");
        };
        // Brotli's block of bytes as they are (RFC 7932, 9.2), and its empty last one.
        let head = (page.len() as u32 - 1) << 4 | 1 << 20;
        let brotli = [&head.to_le_bytes()[..3], page, &[3]].concat();
        check("br", &brotli);
        check("br", page);
        check("zstd", &compress_to_vec(&page[..], CompressionLevel::Fastest));
        check("zstd", page);
        let broken =
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n", &brotli[..9]].concat();
        assert!(matches!(read_response(&broken), Err(Stop::Refused(ProblemCode::Damaged, _))));
    }

    /// Errors and pictures are no articles, and must not become some.
    #[test]
    fn takes_only_good_pages() {
        let check = |response: &str, body: Option<&str>| {
            let read = read_response(response.as_bytes()).unwrap();
            assert_eq!(read.as_deref(), body.map(str::as_bytes), "{response:?}");
        };
        check("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x", Some("<p>x"));
        check("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x", None);
        check("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>x", None);
        check("no response", None);
    }
}
