//! Tar archives: each member is read as if it had been dropped.

use articles::ProblemCode;
use tar::EntryType;

use super::{Format, Sniff};
use crate::{
    detect::Head,
    input::Content,
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "tar",
    reads: "Tar archives, also packed by gzip or Zstandard, each member as if it had been dropped",
    leaves: "Links, devices and sparse files; over 100,000 members or 4 GB is refused",
    sniff: Sniff::Head(sniff),
    read,
};

/// Old archives have no mark: the sum of the header's bytes is their only one.
fn sniff(head: &Head<'_>) -> bool {
    let Some(header) = head.bytes.get(..512) else { return false };
    let written = header[148..156].iter().skip_while(|byte| **byte == b' ').take_while(|byte| byte.is_ascii_digit());
    let written = written.fold(0_u32, |sum, digit| sum.wrapping_mul(8) + u32::from(digit - b'0'));
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    let field: u32 = header[148..156].iter().map(|byte| u32::from(*byte)).sum();
    written != 0 && sum - field + 8 * 32 == written
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let mut archive = tar::Archive::new(content.stream()?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        match entry.header().entry_type() {
            EntryType::Regular => {}
            // A file like any other to whoever packed it: that it is left out is not known unless it is said.
            EntryType::GNUSparse => {
                let left = Stop::refuse(ProblemCode::UnsupportedFormat, "a sparse file");
                reader.at_member(&name, |reader| reader.settle_stop(Err(left)))?;
                continue;
            }
            _ => continue,
        }
        let packed = entry.size();
        let outcome = reader
            .unpack(packed, &mut entry, |reader, from| reader.read_member(&name, Content::Stream(Vec::new(), from)));
        if matches!(outcome, Err(Stop::Refused(ProblemCode::TooLarge, _))) {
            return outcome;
        }
        reader.at_member(&name, |reader| reader.settle_stop(outcome))?;
    }
    Ok(())
}
