use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ContentHash;

/// A picture that came with a file, as the page calls it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// As the page names it: an absolute address, `cid:…`, or a path relative to the page.
    pub address: String,
    /// Where it stands in the text of its document, in bytes; none where the body itself names it.
    pub at: Option<u32>,
    /// As they came; nothing was looked at yet. Not in JSON: they cross the parser's pipe beside it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A picture of an article that is kept with it, shown in its HTML as `<img src="picture:HASH">`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptPicture {
    /// Of its bytes.
    pub hash: ContentHash,
    /// Told from the bytes, never from a name or declaration: `image/jpeg`, `png`, `gif`, `webp`, `avif` or `bmp`.
    pub media: String,
    /// In pixels, as the bytes say; never 0.
    pub width: u32,
    pub height: u32,
    /// Not in JSON: they cross the parser's pipe beside it and are stored by their hash.
    #[serde(skip)]
    #[ts(skip)]
    pub bytes: Vec<u8>,
}

impl KeptPicture {
    /// What stands for its address in an article's HTML and captions.
    pub fn address(&self) -> String {
        format!("{PICTURE_SCHEME}{}", self.hash)
    }
}

/// Opens the address of a kept picture; its hash follows.
pub const PICTURE_SCHEME: &str = "picture:";

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}, {} bytes)", self.address, self.bytes.len())
    }
}

impl fmt::Debug for KeptPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KeptPicture { hash, media, width, height, bytes } = self;
        write!(f, "KeptPicture({hash}, {media}, {width}×{height}, {} bytes)", bytes.len())
    }
}
