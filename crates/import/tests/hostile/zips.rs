//! Zip archives, written byte by byte, so that each field can lie.

use std::iter::repeat_n;

use articles::ProblemCode::{Damaged, EmptyFile, Encrypted, NothingFound, TooLarge, UnsupportedFormat};
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use crate::{Case, NEWS, case};

/// A member as its two headers tell of it. Sizes and places are what is written, not what is.
#[derive(Clone)]
pub struct Member {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    method: u16,
    flags: u16,
    crc: u32,
    size: u32,
    packed: u32,
    /// Where the directory says that it begins; none: where it does.
    at: Option<u32>,
    /// Of Unix, in the directory.
    mode: u32,
    extra: Vec<u8>,
    /// Another in the member's own header.
    local_name: Option<Vec<u8>>,
}

/// What the end of the archive says; none: what is.
#[derive(Default)]
struct End {
    count: Option<u16>,
    offset: Option<u32>,
    comment: Vec<u8>,
    comment_length: Option<u16>,
    before: Vec<u8>,
}

pub fn cases() -> Vec<Case> {
    let one = |member: Member| zip(&[member]);
    let news = || stored("news.txt", NEWS);
    let with = |change: &dyn Fn(&mut Member)| {
        let mut member = news();
        change(&mut member);
        member
    };
    let named = |name: &[u8]| one(with(&|member| member.name = name.to_vec()));
    let nested = |depth: usize| (1..depth).fold(zip(&[news()]), |inner, _| zip(&[stored("a.zip", &inner)]));
    let mut truncated = zip(&[deflated("a.txt", &NEWS.repeat(50)), news()]);
    truncated.truncate(truncated.len() / 2);
    let mut headless = zip(&[news()]);
    headless.truncate(headless.len() - 22);
    let within = |end: End| ended(&[news()], end);
    vec![
        case("zip, ten gigabytes of blanks", one(blanks(10 << 30)), 0, &[TooLarge]),
        case("zip, a member that says it is small", one(Member { size: 20, ..blanks(64 << 20) }), 0, &[Damaged]),
        case("zip, a member that says it has 4 GB", one(with(&|member| member.size = u32::MAX - 1)), 1, &[]),
        case("zip, packed size beyond the end", one(with(&|member| member.packed = 1 << 30)), 0, &[Damaged]),
        case("zip, one member under 2,000 names", overlapped(2_000), 0, &[Damaged]),
        case("zip, members half over one another", half_overlapped(), 0, &[Damaged]),
        case("zip, a member that is its archive", own_archive(), 0, &[Damaged]),
        case("zip, four deep", nested(4), 0, &[TooLarge]),
        case("zip, 100 deep", nested(100), 0, &[TooLarge]),
        case("zip, names that climb", named(b"../../../../tmp/news.txt"), 1, &[]),
        case("zip, an absolute name", named(b"/etc/news.txt"), 1, &[]),
        case("zip, a name of another system", named(b"C:\\Windows\\..\\news.txt"), 1, &[]),
        case("zip, a network name", named(b"\\\\host\\share\\news.txt"), 1, &[]),
        case("zip, a zero in the name", named(b"news.txt\0.exe"), 1, &[]),
        case("zip, commands in the name", named(b"news\x1b[2J\r\n\xe2\x80\xaetxt.txt"), 1, &[]),
        case("zip, a name that is no text", named(b"\xff\xfe\xfd.txt"), 1, &[]),
        case("zip, no name", named(b""), 1, &[]),
        case("zip, the longest name", named(&[b'n'; 65_535]), 1, &[]),
        case("zip, a name of folders", named(&b"a/".repeat(32_000)), 0, &[NothingFound]),
        case("zip, one name twice", zip(&[news(), stored("news.txt", NEWS.replace("ferry", "tram"))]), 1, &[Damaged]),
        case("zip, another name within", one(with(&|member| member.local_name = Some(b"../x".to_vec()))), 1, &[]),
        case("zip, a link", one(Member { mode: 0o120_777 << 16, ..stored("link", "/etc/passwd") }), 0, &[NothingFound]),
        case("zip, a device", one(with(&|member| member.mode = 0o020_666 << 16)), 1, &[]),
        case("zip, a wrong sum", zip(&[with(&|member| member.crc ^= 1), stored("b.txt", NEWS)]), 1, &[Damaged]),
        case("zip, encrypted", one(with(&|member| member.flags = 1)), 0, &[Encrypted]),
        case("zip, strongly encrypted", one(with(&|member| member.flags = 0x41)), 0, &[Encrypted]),
        case("zip, encrypted by AES", one(Member { method: 99, flags: 1, ..news() }), 0, &[Encrypted]),
        case("zip, an unknown method", one(Member { method: 77, ..news() }), 0, &[UnsupportedFormat]),
        case("zip, cut in the middle", truncated, 0, &[Damaged]),
        case("zip, no end", headless, 0, &[Damaged]),
        case("zip, an empty one", zip(&[]), 0, &[NothingFound]),
        case("zip, an end that counts nothing", within(End { count: Some(0), ..End::default() }), 0, &[NothingFound]),
        case("zip, an end that counts 65,000", within(End { count: Some(65_000), ..End::default() }), 0, &[Damaged]),
        case("zip, a directory behind the end", within(End { offset: Some(1 << 31), ..End::default() }), 0, &[Damaged]),
        case(
            "zip, a comment longer than it is",
            within(End { comment_length: Some(9_000), ..End::default() }),
            0,
            &[Damaged],
        ),
        case(
            "zip, a second end in the comment",
            within(End { comment: zip(&[]), ..End::default() }),
            0,
            &[NothingFound],
        ),
        case("zip, 2^63 members", zip64(1 << 63, None), 0, &[TooLarge]),
        case("zip, a directory at 2^64", zip64(1, Some(u64::MAX - 9)), 0, &[Damaged]),
        case("zip, 65,000 empty members", zip(&many(65_000)), 0, &[EmptyFile; 1_001]),
        case("zip, 900 empty members", zip(&many(900)), 0, &[EmptyFile; 900]),
        case("zip, a place behind the end", one(with(&|member| member.at = Some(1 << 30))), 0, &[Damaged]),
        case(
            "zip, a place in the directory",
            one(with(&|member| member.at = Some(30 + 8 + NEWS.len() as u32))),
            0,
            &[Damaged],
        ),
        case("zip, an extra field without end", one(with(&|member| member.extra = vec![1, 0, 255, 255])), 1, &[]),
        case("zip, 2^64 bytes by an extra field", one(huge()), 0, &[Damaged]),
        case("zip, sizes behind the data", one(Member { flags: 8, ..news() }), 1, &[]),
    ]
}

pub fn stored(name: &str, text: impl AsRef<[u8]>) -> Member {
    let data = text.as_ref().to_vec();
    let (size, mut crc) = (data.len() as u32, Crc::new());
    crc.update(&data);
    let name = name.as_bytes().to_vec();
    let crc = crc.sum();
    let (at, local_name, extra) = (None, None, Vec::new());
    Member { name, data, method: 0, flags: 0, crc, size, packed: size, at, mode: 0o100_644 << 16, extra, local_name }
}

fn deflated(name: &str, text: &str) -> Member {
    let mut packed = Vec::with_capacity(text.len() + 64);
    let done =
        Compress::new(Compression::best(), false).compress_vec(text.as_bytes(), &mut packed, FlushCompress::Finish);
    assert_eq!(done.unwrap(), Status::StreamEnd);
    Member { method: 8, packed: packed.len() as u32, data: packed, ..stored(name, text) }
}

/// So many, without having them: a stream that is flushed fully can be repeated.
fn blanks(count: usize) -> Member {
    let piece = vec![b' '; 16 << 20];
    let mut packed = Vec::with_capacity(1 << 20);
    Compress::new(Compression::best(), false).compress_vec(&piece, &mut packed, FlushCompress::Full).unwrap();
    // Told by its beginning, and then there is only more of it.
    let head = deflate_piece(NEWS.as_bytes());
    let data = [head, packed.repeat(count / piece.len()), vec![3, 0]].concat();
    Member { method: 8, packed: data.len() as u32, data, size: u32::MAX - 1, ..stored("blanks.txt", "") }
}

fn deflate_piece(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() + 64);
    Compress::new(Compression::best(), false).compress_vec(bytes, &mut packed, FlushCompress::Full).unwrap();
    packed
}

/// One text that packs well enough to be allowed, many times over.
fn overlapped(count: usize) -> Vec<u8> {
    let text: String = (0..40_000).map(|line| format!("{NEWS} {line}\n\n")).collect();
    let first = deflated("0.txt", &text);
    let mut members = vec![first.clone()];
    members.extend((1..count).map(|number| Member {
        name: format!("{number}.txt").into_bytes(),
        data: Vec::new(),
        at: Some(0),
        ..first.clone()
    }));
    zip(&members)
}

fn half_overlapped() -> Vec<u8> {
    let inner = zip_parts(&[stored("inner.txt", NEWS)]).0;
    let outer = stored("outer.bin", &inner);
    let begins = 30 + outer.name.len() as u32;
    zip(&[outer, Member { data: Vec::new(), at: Some(begins), ..stored("inner.txt", NEWS) }])
}

/// Its one member reaches to the end of the file, over the directory that names it.
fn own_archive() -> Vec<u8> {
    let bare = zip(&[stored("a.zip", "")]);
    let length = (bare.len() - 35) as u32;
    zip(&[Member { size: length, packed: length, ..stored("a.zip", "") }])
}

fn many(count: usize) -> Vec<Member> {
    (0..count).map(|number| stored(&format!("{number}.txt"), "")).collect()
}

fn huge() -> Member {
    let sizes = [u64::MAX.to_le_bytes(), u64::MAX.to_le_bytes()].concat();
    let extra = [vec![1, 0, 16, 0], sizes].concat();
    Member { size: u32::MAX, packed: u32::MAX, extra, ..stored("news.txt", NEWS) }
}

/// An archive whose count and place stand in the longer record.
fn zip64(count: u64, offset: Option<u64>) -> Vec<u8> {
    let (mut bytes, directory) = zip_parts(&[stored("news.txt", NEWS)]);
    let start = bytes.len() as u64;
    bytes.extend(&directory);
    let record = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [count, count, directory.len() as u64, offset.unwrap_or(start)] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(record.to_le_bytes());
    bytes.extend([1, 0, 0, 0]);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(repeat_n(0xff, 12));
    bytes.extend([0, 0]);
    bytes
}

pub fn zip(members: &[Member]) -> Vec<u8> {
    ended(members, End::default())
}

fn ended(members: &[Member], end: End) -> Vec<u8> {
    let (data, directory) = zip_parts(members);
    let mut bytes = [end.before, data].concat();
    let offset = bytes.len() as u32;
    bytes.extend(&directory);
    let count = end.count.unwrap_or(members.len() as u16);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(end.offset.unwrap_or(offset).to_le_bytes());
    bytes.extend(end.comment_length.unwrap_or(end.comment.len() as u16).to_le_bytes());
    bytes.extend(end.comment);
    bytes
}

/// The members, and the directory.
fn zip_parts(members: &[Member]) -> (Vec<u8>, Vec<u8>) {
    let (mut data, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let begins = data.len() as u32;
        let local_name = member.local_name.as_ref().unwrap_or(&member.name);
        // Version, flags, method, time and day, sum, both sizes: the same in both headers.
        let shared: Vec<u8> = [
            &[45, 0][..],
            &member.flags.to_le_bytes(),
            &member.method.to_le_bytes(),
            &[0; 4],
            &member.crc.to_le_bytes(),
            &member.packed.to_le_bytes(),
            &member.size.to_le_bytes(),
        ]
        .concat();
        // One that lies over another has no header of its own.
        if member.at.is_none() || !member.data.is_empty() {
            data.extend(b"PK\x03\x04");
            data.extend(&shared);
            data.extend((local_name.len() as u16).to_le_bytes());
            data.extend([0, 0]);
            data.extend(local_name);
            data.extend(&member.data);
        }
        directory.extend(b"PK\x01\x02\x2d\x03");
        directory.extend(&shared);
        directory.extend((member.name.len() as u16).to_le_bytes());
        directory.extend((member.extra.len() as u16).to_le_bytes());
        directory.extend([0; 6]);
        directory.extend(member.mode.to_le_bytes());
        directory.extend(member.at.unwrap_or(begins).to_le_bytes());
        directory.extend(&member.name);
        directory.extend(&member.extra);
    }
    (data, directory)
}
