//! Zip archives: each member is read as if it had been dropped; documents that are zip archives are told apart.

mod listed;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io::{Read, SeekFrom},
};

use articles::ProblemCode;
use zip::{SUPPORTED_COMPRESSION_METHODS, ZipArchive, read::ZipFile, result::ZipError};

use super::{FORMATS, Format, Sniff};
use crate::{
    beside::Beside,
    detect::Head,
    input::{Content, Seekable},
    limits::{ARCHIVE_MEMBERS, MEMBER_BYTES, PICTURE_BYTES, PICTURES_BYTES},
    pictures::saved_folder,
    reader::{Reader, Stop},
    xml::{self, Parsed},
};

pub(super) const FORMAT: Format = Format {
    name: "zip",
    reads: "Zip archives, each member as if it had been dropped; saved pages with the pictures of their folder; Omnivore's exports",
    leaves: "Encrypted members; over 100,000 members, 4 GB, 200 times the packed size or 3 archives deep is refused",
    sniff: Sniff::Head(sniff),
    read,
};

pub(crate) type Archive<'a> = ZipArchive<Box<dyn Seekable + 'a>>;

/// Opens an archive, once its directory is known to be of a bearable size.
pub(crate) fn open(content: Content<'_>) -> Result<Archive<'_>, Stop> {
    let mut seekable = content.seekable()?;
    let members = count_members(&mut seekable)?;
    if members > ARCHIVE_MEMBERS {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("{members} members, at most {ARCHIVE_MEMBERS}")));
    }
    let mut archive = ZipArchive::new(seekable).map_err(refuse)?;
    check_apart(&mut archive)?;
    Ok(archive)
}

/// The part that holds a document's text. What is broken in it is told, and read as far as it goes.
pub(crate) fn read_document(archive: &mut Archive<'_>, name: &str, reader: &mut Reader<'_>) -> Result<Parsed, Stop> {
    let part = read_part(archive, name, reader)?;
    let part = part.ok_or_else(|| Stop::refuse(ProblemCode::Damaged, "no document in it"))?;
    let parsed = xml::parse(&String::from_utf8_lossy(&part))?;
    if parsed.faults > 0 {
        reader.found_problem(ProblemCode::Damaged, "the document's XML is broken");
    }
    Ok(parsed)
}

/// One member's bytes; none where there is no such member.
pub(crate) fn read_part(
    archive: &mut Archive<'_>,
    name: &str,
    reader: &mut Reader<'_>,
) -> Result<Option<Vec<u8>>, Stop> {
    let Some(at) = archive.index_for_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    check_packing(&archive.by_index_raw(at).map_err(refuse)?)?;
    let mut member = archive.by_index(at).map_err(refuse)?;
    let packed = member.compressed_size();
    reader.unpack(packed, &mut member, |_, from| {
        from.take(MEMBER_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(())
    })?;
    if bytes.len() as u64 > MEMBER_BYTES {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("over {} MB", MEMBER_BYTES >> 20)));
    }
    Ok(Some(bytes))
}

fn sniff(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    match content {
        Content::Bytes(bytes) => read_archive(&|| Content::Bytes(bytes), reader),
        Content::File(file, len) => read_archive(&|| Content::File(file, len), reader),
        Content::Stream(..) => {
            let held = content.bytes(MEMBER_BYTES)?;
            read_archive(&|| Content::Bytes(&held), reader)
        }
    }
}

/// `content` is asked twice, where the members tell of a more particular format.
fn read_archive<'c>(content: &dyn Fn() -> Content<'c>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = open(content())?;
    for format in FORMATS {
        if let Sniff::Member(is_member) = format.sniff
            && archive.file_names_raw().any(is_member)
        {
            reader.is_rather(format.name);
            return (format.read)(content(), reader);
        }
    }
    if let Some((_, what)) = OTHERS.iter().find(|(member, _)| archive.index_for_name(member).is_some()) {
        return Err(Stop::refuse(ProblemCode::UnsupportedFormat, *what));
    }
    // The archive is asked by name, and of two with one name it knows the last.
    let hidden = count_members(&mut content().seekable()?)?.saturating_sub(archive.len() as u64);
    if hidden > 0 {
        reader.found_problem(ProblemCode::Damaged, format!("members under the name of another, left out: {hidden}"));
    }
    read_members(&mut archive, reader)
}

/// Files that are zip archives within, and nobody's pile of articles.
const OTHERS: &[(&str, &str)] = &[
    ("xl/workbook.xml", "spreadsheet"),
    ("xl/workbook.bin", "spreadsheet"),
    ("ppt/presentation.xml", "slides"),
    ("META-INF/MANIFEST.MF", "program"),
    ("AndroidManifest.xml", "program"),
];

fn read_members(archive: &mut Archive<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    // What browsers saved with a page is a part of it, and no pile of articles.
    let names: BTreeMap<String, usize> =
        (0..archive.len()).filter_map(|at| Some((archive.name_for_index(at)?.ok()?.into_owned(), at))).collect();
    let folders: BTreeSet<String> = names.keys().filter_map(|name| saved_folder(name)).collect();
    let done = listed::read_listed(archive, &names, reader)?;
    for at in 0..archive.len() {
        let name = archive.name_for_index(at).and_then(Result::ok).map(Cow::into_owned).unwrap_or_default();
        if done.contains(&name) || name.match_indices('/').any(|(end, _)| folders.contains(&name[..end])) {
            continue;
        }
        let beside = saved_folder(&name).and_then(|folder| hold_folder(archive, &names, &folder, reader));
        reader.with_beside(beside, |reader| read_member(archive, at, reader))?;
    }
    Ok(())
}

/// The pictures in the folder of a saved page.
fn hold_folder(
    archive: &mut Archive<'_>,
    names: &BTreeMap<String, usize>,
    folder: &str,
    reader: &mut Reader<'_>,
) -> Option<Beside> {
    let prefix = format!("{folder}/");
    let mut files = BTreeMap::new();
    let mut left = PICTURES_BYTES;
    for (name, _) in names.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix)) {
        let Some(bytes) = read_picture(archive, name, reader) else { continue };
        let Some(rest) = left.checked_sub(bytes.len() as u64) else { break };
        left = rest;
        files.insert(name[prefix.len()..].to_owned(), bytes);
    }
    let name = folder.rsplit('/').next().unwrap_or(folder);
    (!files.is_empty()).then(|| Beside::Held(name.to_owned(), files))
}

/// One member's bytes, where it may be a picture and is bearable.
pub(crate) fn read_picture(archive: &mut Archive<'_>, name: &str, reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    const ENDINGS: &[&str] = &["jpg", "jpeg", "jfif", "png", "gif", "webp", "avif", "bmp"];
    let (_, ending) = name.rsplit('/').next()?.rsplit_once('.').unwrap_or_default();
    let at = archive.index_for_name(name)?;
    let is_bearable =
        archive.by_index_raw(at).is_ok_and(|member| member.size() <= PICTURE_BYTES && !member.encrypted());
    let may_be = ending.is_empty() || ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    // A picture that is broken is one the less; what is wrong with the archive is told by its pages.
    (is_bearable && may_be).then(|| read_part(archive, name, reader).ok().flatten()).flatten()
}

/// Reads one member as if it had been dropped. What is wrong with it is told, and no reason to stop.
pub(crate) fn read_member(archive: &mut Archive<'_>, at: usize, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let name = archive.name_for_index(at).and_then(Result::ok).map_or_else(|| at.to_string(), Cow::into_owned);
    if is_litter(&name) {
        return Ok(());
    }
    let outcome = unpack_member(archive, at, &name, reader);
    if matches!(outcome, Err(Stop::Refused(ProblemCode::TooLarge, _))) {
        return outcome;
    }
    reader.at_member(&name, |reader| reader.settle_stop(outcome))
}

fn unpack_member(archive: &mut Archive<'_>, at: usize, name: &str, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let raw = archive.by_index_raw(at).map_err(refuse)?;
    if raw.is_dir() || raw.is_symlink() {
        return Ok(());
    }
    check_packing(&raw)?;
    drop(raw);
    let mut member = archive.by_index(at).map_err(refuse)?;
    let packed = member.compressed_size();
    reader.unpack(packed, &mut member, |reader, from| reader.read_member(name, Content::Stream(Vec::new(), from)))
}

/// Asked before it is unpacked: an unknown method is met as late as the first byte is read, where it is told as damage.
fn check_packing<R: Read>(raw: &ZipFile<'_, R>) -> Result<(), Stop> {
    if raw.encrypted() {
        return Err(Stop::refuse(ProblemCode::Encrypted, ""));
    }
    match raw.compression() {
        method if SUPPORTED_COMPRESSION_METHODS.contains(&method) => Ok(()),
        method => Err(Stop::refuse(ProblemCode::UnsupportedFormat, format!("packed by {method:?}"))),
    }
}

/// What macOS puts beside each file, and systems into each folder.
fn is_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last.starts_with("._") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn refuse(error: ZipError) -> Stop {
    match error {
        ZipError::Io(error) => Stop::from(error),
        ZipError::InvalidPassword => Stop::refuse(ProblemCode::Encrypted, ""),
        error => Stop::refuse(ProblemCode::Damaged, error.to_string()),
    }
}

/// As the end of the archive says; the directory itself would be read into memory whole.
fn count_members(archive: &mut dyn Seekable) -> Result<u64, Stop> {
    let len = archive.seek(SeekFrom::End(0))?;
    let from = len.saturating_sub(22 + 65_535 + 20);
    archive.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    archive.take(len - from).read_to_end(&mut tail)?;
    let Some(end) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(0) };
    let number = |at: usize, bytes: usize| {
        let field = tail.get(at..at + bytes)?;
        Some(field.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let short = number(end + 10, 2).unwrap_or(0);
    let locator = end.checked_sub(20).filter(|at| tail[*at..].starts_with(b"PK\x06\x07"));
    let Some(record) = locator.and_then(|at| number(at + 8, 8)).filter(|_| short == 0xffff) else { return Ok(short) };
    let mut field = [0; 8];
    archive.seek(SeekFrom::Start(record.saturating_add(32)))?;
    archive.read_exact(&mut field)?;
    Ok(u64::from_le_bytes(field))
}

/// Members over one another are how a small archive unpacks to more than any disk holds, each at a bearable ratio.
fn check_apart(archive: &mut Archive<'_>) -> Result<(), Stop> {
    let mut places: Vec<(u64, u64)> = (0..archive.len())
        .filter_map(|at| {
            // One without a header of its own is told of when it is read.
            let member = archive.by_index_raw(at).ok()?;
            Some((member.header_start(), member.data_start()?.saturating_add(member.compressed_size())))
        })
        .collect();
    places.sort_unstable();
    if places.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(Stop::refuse(ProblemCode::Damaged, "members that lie over one another"));
    }
    Ok(())
}
