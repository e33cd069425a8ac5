//! Web archives whose lengths are not those of their records.

use articles::ProblemCode::{Damaged, NothingFound, TooLarge};

use crate::{Case, NEWS, case, packed::gzip};

pub fn cases() -> Vec<Case> {
    let page = format!("<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>{NEWS}</p></body></html>");
    let plain = response("Content-Type: text/html", page.as_bytes());
    let record = |length: &str, block: &[u8]| [&head(length)[..], block, b"\r\n\r\n"].concat();
    let whole = || record(&plain.len().to_string(), &plain);
    let of = |length: &str| [record(length, &plain), whole()].concat();
    let chunked = |body: &str| {
        let block = response("Content-Type: text/html\r\nTransfer-Encoding: chunked", body.as_bytes());
        record(&block.len().to_string(), &block)
    };
    let bomb = [page.as_bytes(), &vec![b' '; 256 << 20]].concat();
    let packed = response("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&bomb));
    vec![
        case("warc, a length beyond the end", of("999999"), 0, &[Damaged]),
        case("warc, a length of 2^64 - 1", of("18446744073709551615"), 0, &[Damaged]),
        case("warc, a length of 2^70", of("1180591620717411303424"), 0, &[Damaged]),
        case("warc, a negative length", of("-5"), 0, &[Damaged]),
        case("warc, no length", of(""), 0, &[Damaged]),
        case("warc, a length of nothing", of("0"), 0, &[Damaged]),
        case("warc, a length too short", of("150"), 1, &[Damaged]),
        case(
            "warc, a header without end",
            [b"WARC/1.0\r\n".to_vec(), b"X: y\r\n".repeat(400_000)].concat(),
            0,
            &[Damaged],
        ),
        case("warc, a chunk of 2^64", chunked("ffffffffffffffff\r\n<p>x"), 1, &[]),
        case(
            "warc, a page that unpacks to 256 MB",
            record(&packed.len().to_string(), &packed),
            0,
            &[TooLarge, NothingFound],
        ),
    ]
}

fn head(length: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.test/ferry\r\nContent-Type: application/http; \
         msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes()
}

fn response(fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat()
}
