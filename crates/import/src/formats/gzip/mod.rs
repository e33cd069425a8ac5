//! One packed file, in one or many pieces.

use flate2::bufread::MultiGzDecoder;

use super::{Format, Sniff};
use crate::{
    detect::Head,
    input::Content,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "gzip",
    reads: "Files packed by gzip, as if the file inside had been dropped",
    leaves: "Over 4 GB or 200 times the packed size is refused",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"\x1f\x8b\x08")
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    // A gzip inside of an archive has no length yet; its own bytes were counted already.
    let packed = content.len().unwrap_or(u64::MAX);
    let name = reader.name();
    let inner = match name.to_ascii_lowercase() {
        lower if lower.ends_with(".tgz") => format!("{}.tar", &name[..name.len() - 4]),
        lower if lower.ends_with(".gz") => name[..name.len() - 3].to_owned(),
        _ => name,
    };
    let mut decoder = MultiGzDecoder::new(content.stream()?);
    reader.unpack(packed, &mut decoder, |reader, from| reader.read_member(&inner, Content::Stream(Vec::new(), from)))
}
