use ::articles::ContentHash;

use crate::{Error, Result, Store, hash::sha256, tables::pictures, views::StoredPicture};

impl Store {
    /// The bytes of a picture that came with an article; none where no article shows it (any more). Bytes that are
    /// not those of the hash are damage, and are not shown as if they were.
    pub fn read_picture(&self, hash: &ContentHash) -> Result<Option<StoredPicture>> {
        let found = self.read(|connection| pictures::read(connection, hash))?;
        if found.as_ref().is_some_and(|picture| sha256(&picture.bytes) != hash.0) {
            return Err(Error::Damaged(format!("the picture {hash}")));
        }
        Ok(found)
    }
}
