use ::articles::ContentHash;
use sha2::{Digest, Sha256};

use crate::{Error, Result, Store, tables::pictures, views::StoredPicture};

impl Store {
    /// The bytes of a picture that came with an article; none where no article shows it (any more). Bytes that are
    /// not those of the hash are damage, and are not shown as if they were.
    pub fn read_picture(&self, hash: &ContentHash) -> Result<Option<StoredPicture>> {
        let found = self.read(|connection| pictures::read(connection, hash))?;
        if let Some(picture) = &found {
            let sum: String = Sha256::digest(&picture.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            if sum != hash.0 {
                return Err(Error::Damaged(format!("the picture {hash}")));
            }
        }
        Ok(found)
    }
}
