//! One packed file.

use std::io::Write;

use articles::ProblemCode::{Damaged, TooLarge};
use flate2::{Compression, write::GzEncoder};

use crate::{
    Case, NEWS, case,
    zips::{stored, zip},
};

pub fn cases() -> Vec<Case> {
    let news = gzip(NEWS.as_bytes());
    let nested = |depth: usize| (1..depth).fold(gzip(NEWS.as_bytes()), |inner, _| gzip(&inner));
    let mut wrong = news.clone();
    let sum = wrong.len() - 8;
    wrong[sum] ^= 1;
    let mut named = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
    named.extend(vec![b'n'; 64 << 20]);
    vec![
        case(
            "gzip, ten gigabytes of blanks",
            [news.clone(), gzip(&vec![b' '; 128 << 20]).repeat(80)].concat(),
            0,
            &[TooLarge],
        ),
        case("gzip, a name without end", named, 0, &[Damaged]),
        case("gzip, a name and no more", vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, b'n'], 0, &[Damaged]),
        case("gzip, cut", news[..news.len() / 2].to_vec(), 0, &[Damaged]),
        case("gzip, a wrong sum", wrong, 0, &[Damaged]),
        case("gzip, something behind it", [news.clone(), b"PK\x03\x04 and no more".to_vec()].concat(), 0, &[Damaged]),
        case("gzip, four deep", nested(4), 0, &[TooLarge]),
        case("gzip, 100 deep", nested(100), 0, &[TooLarge]),
        case("gzip, a directory of 120 MB", gzip(&wide_directory()), 950, &[]),
    ]
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Names of 64 kB: the archive is nothing but its directory, and each is held several times by who reads it.
fn wide_directory() -> Vec<u8> {
    let mut state = 1_u32;
    let mut name = |number: usize| {
        let mut name = format!("{number:05}").into_bytes();
        name.resize(65_000, b'n');
        for byte in name.iter_mut().skip(5).step_by(150) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = b'a' + (state >> 24) as u8 % 26;
        }
        name
    };
    let members: Vec<_> = (0..950)
        .map(|number| {
            let mut member = stored("a", NEWS);
            member.name = name(number);
            member
        })
        .collect();
    zip(&members)
}
