//! What parent and child say to each other: a kind, a length, that many bytes.

use std::{
    ffi::OsString,
    io::{self, Read, Write},
};

use articles::ContentHash;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::limits::FRAME_BYTES;

/// Said by the parent.
pub(super) const PREFERENCES: u8 = b'F';
pub(super) const OPEN: u8 = b'O';
pub(super) const BYTES: u8 = b'B';
pub(super) const READ: u8 = b'R';
/// As `READ`, by a parent that holds the file's bytes: a text that is they need not be said.
pub(super) const READ_HELD: u8 = b'h';
pub(super) const SKIP: u8 = b'S';

/// Said by the child.
pub(super) const READY: u8 = b'Y';
pub(super) const HASH: u8 = b'H';
pub(super) const TEXT: u8 = b'T';
/// The text is the file's bytes, which the parent holds.
pub(super) const SAME: u8 = b'=';
/// The bytes of the next picture of the next step, in the order in which it holds them.
pub(super) const PICTURE: u8 = b'I';
pub(super) const STEP: u8 = b'D';
pub(super) const PROBLEM: u8 = b'P';
pub(super) const CHOICE: u8 = b'C';
pub(super) const COUNT: u8 = b'N';
pub(super) const OUTLETS: u8 = b'L';
pub(super) const BEAT: u8 = b'.';
pub(super) const END: u8 = b'E';

/// The next input. Without a path its bytes are in the next frame.
#[derive(Serialize, Deserialize)]
pub(super) struct Open {
    pub(super) name: String,
    pub(super) path: Option<OsString>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Hash {
    pub(super) hash: ContentHash,
}

#[derive(Serialize, Deserialize)]
pub(super) struct End {
    pub(super) format: Option<String>,
}

pub(super) fn write_frame(to: &mut impl Write, kind: u8, payload: &[u8]) -> io::Result<()> {
    let mut head = [kind, 0, 0, 0, 0];
    let len = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    head[1..].copy_from_slice(&len.to_le_bytes());
    to.write_all(&head)?;
    to.write_all(payload)?;
    to.flush()
}

pub(super) fn write_value(to: &mut impl Write, kind: u8, value: &impl Serialize) -> io::Result<()> {
    write_frame(to, kind, &serde_json::to_vec(value)?)
}

/// None at the end, also in the middle of a frame: the other side is gone.
pub(super) fn read_frame(from: &mut impl Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 5];
    match from.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let [kind, len @ ..] = head;
    let len = u64::from(u32::from_le_bytes(len));
    if len > FRAME_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    // Grows with what comes: a broken child's length is not believed.
    let mut payload = Vec::new();
    from.take(len).read_to_end(&mut payload)?;
    Ok((payload.len() as u64 == len).then_some((kind, payload)))
}

pub(super) fn read_value<T: DeserializeOwned>(payload: &[u8]) -> io::Result<T> {
    Ok(serde_json::from_slice(payload)?)
}
