use articles::{Document, Reading};
use serde::{Serialize, de::DeserializeOwned};

/// What a child's step makes of a document. It crosses the pipe as JSON, and the bytes of its pictures beside it as they
/// are: in JSON they would be a third larger at best.
pub trait Made: Serialize + DeserializeOwned {
    /// Where the bytes of each picture stand, in an order that only its other fields decide.
    fn picture_bytes(&mut self) -> impl Iterator<Item = &mut Vec<u8>>;
}

impl Made for Document {
    fn picture_bytes(&mut self) -> impl Iterator<Item = &mut Vec<u8>> {
        self.pictures.iter_mut().map(|picture| &mut picture.bytes)
    }
}

impl Made for Reading {
    fn picture_bytes(&mut self) -> impl Iterator<Item = &mut Vec<u8>> {
        let pictures = self.articles.iter_mut().flat_map(|article| &mut article.pictures);
        pictures.map(|picture| &mut picture.bytes)
    }
}
