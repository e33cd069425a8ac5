//! Tar archives, header by header.

use articles::ProblemCode::{Damaged, NothingFound, TooLarge, UnknownFormat, UnsupportedFormat};

use crate::{Case, NEWS, case, packed::gzip};

pub fn cases() -> Vec<Case> {
    let news = || file("news.txt", NEWS);
    let kind = |kind: u8| entry("news.txt", kind, NEWS.as_bytes());
    let long = |name: &[u8]| [entry("././@LongLink", b'L', name), news()].concat();
    let pax = |records: &str| [entry("pax", b'x', records.as_bytes()), news()].concat();
    let link = |kind| {
        let mut header = header("news.txt", kind, 0);
        header[157..168].copy_from_slice(b"/etc/passwd");
        sum(&mut header);
        header
    };
    // One block of 512 bytes at the beginning, and nothing behind it.
    let mut sparse = header("news.txt", b'S', 512);
    sparse[386..397].copy_from_slice(b"00000000000");
    sparse[398..409].copy_from_slice(b"00000001000");
    sparse[483..494].copy_from_slice(b"00000001000");
    sum(&mut sparse);
    sparse.extend([b'n'; 512]);
    let mut claims = file("news.txt", NEWS);
    claims[124..136].copy_from_slice(&[0x80, 0, 0, 0, 0x7f, 255, 255, 255, 255, 255, 255, 255]);
    sum(&mut claims);
    let mut broken = [news(), news()].concat();
    broken[1_024 + 148] ^= 1;
    let mut cut = [news(), news()].concat();
    cut.truncate(1_024 + 512 + 20);
    let nested = |depth: usize| (1..depth).fold(ended(news()), |inner, _| ended(entry("a.tar", b'0', &inner)));
    vec![
        case("tar, names that climb", ended(file("../../../tmp/news.txt", NEWS)), 1, &[]),
        case("tar, an absolute name", ended(file("/etc/news.txt", NEWS)), 1, &[]),
        case("tar, a link", ended([link(b'2'), news()].concat()), 1, &[]),
        case("tar, a hard link", ended([link(b'1'), news()].concat()), 1, &[]),
        case("tar, devices and a pipe", ended([kind(b'3'), kind(b'4'), kind(b'6'), news()].concat()), 1, &[]),
        case("tar, a sparse file of nothing", ended([kind(b'S'), news()].concat()), 0, &[Damaged]),
        case("tar, a sparse file", ended([sparse, news()].concat()), 1, &[UnsupportedFormat]),
        case("tar, an unknown kind", ended([kind(b'Z'), news()].concat()), 1, &[]),
        case("tar, a long name", ended(long(&[b'n'; 5_000])), 1, &[]),
        case("tar, a name of 300 MB", gzip_of_long_name(), 0, &[Damaged]),
        case(
            "tar, a thousand long names",
            ended([entry("././@LongLink", b'L', b"n").repeat(1_000), news()].concat()),
            0,
            &[Damaged],
        ),
        case("tar, a name said by pax", ended(pax("24 path=../../tmp/x.txt\n\n")), 1, &[]),
        case("tar, a size said by pax", ended(pax("25 size=9999999999999999\n")), 0, &[UnknownFormat, Damaged]),
        case("tar, a pax record without end", ended(pax("99999999999999999999 path=a")), 1, &[]),
        case("tar, a size of 2^63", ended(claims), 0, &[UnknownFormat, Damaged]),
        case("tar, a wrong sum", ended(broken), 1, &[Damaged]),
        case("tar, cut", cut, 2, &[Damaged]),
        case("tar, more behind the end", [ended(news()), ended(news())].concat(), 1, &[]),
        case("tar, empty", ended(header("folder/", b'5', 0)), 0, &[NothingFound]),
        case("tar, 100 deep", nested(100), 0, &[TooLarge]),
    ]
}

fn file(name: &str, text: &str) -> Vec<u8> {
    entry(name, b'0', text.as_bytes())
}

fn entry(name: &str, kind: u8, data: &[u8]) -> Vec<u8> {
    let mut entry = header(name, kind, data.len());
    entry.extend(data);
    entry.resize(entry.len().div_ceil(512) * 512, 0);
    entry
}

fn header(name: &str, kind: u8, size: usize) -> Vec<u8> {
    let mut header = vec![0; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[100..107].copy_from_slice(b"0000644");
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[136..147].copy_from_slice(b"00000000000");
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar  \0");
    sum(&mut header);
    header
}

fn sum(header: &mut [u8]) {
    header[148..156].fill(b' ');
    let sum: u32 = header[..512].iter().map(|byte| u32::from(*byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
}

fn ended(entries: Vec<u8>) -> Vec<u8> {
    [entries, vec![0; 1_024]].concat()
}

/// Of 300 MB, packed just well enough to be allowed: one byte in a hundred and fifty does not repeat.
fn gzip_of_long_name() -> Vec<u8> {
    let mut name = vec![b'n'; 300 << 20];
    let mut state = 1_u32;
    for byte in name.iter_mut().step_by(170) {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = (state >> 24) as u8 | 1;
    }
    gzip(&ended([entry("././@LongLink", b'L', &name), file("news.txt", NEWS)].concat()))
}
