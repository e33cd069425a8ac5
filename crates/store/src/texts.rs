//! The decoded texts of a file, with what is said of them.

use std::hash::{DefaultHasher, Hash, Hasher};

use ::articles::{ArticleId, ContentHash, FileId, RecordCount, Span, TextPlace};
use rusqlite::Connection;

use crate::{
    Error, Result, Store,
    hash::sha256,
    tables::{article_bodies, articles, articles_as_read, correction_steps, import_files, original_texts, originals},
};

/// A file of an import that was kept, by its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    pub id: FileId,
    /// The name under which it came last.
    pub name: String,
    pub format: Option<String>,
    pub hash: ContentHash,
    /// Where it counts its records.
    pub records: Option<RecordCount>,
    /// Its texts in their order.
    pub texts: Vec<TextOfFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextOfFile {
    pub id: TextId,
    pub hash: ContentHash,
}

/// A row of a text; of use to the store alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextId(pub(crate) i64);

/// Where an article was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOfArticle {
    /// The file as it came last.
    pub file: FileId,
    /// Of its bytes.
    pub file_hash: ContentHash,
    pub text: TextId,
    /// Which of the text's articles it is, from 0.
    pub place: u32,
    /// Where in it the article begins.
    pub at: TextPlace,
}

/// A text whole, with what each stretch of it is, and was taken for where that is another thing.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeText {
    pub text: String,
    pub spans: Vec<Span>,
    pub spans_as_read: Option<Vec<Span>>,
}

/// An article that was found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleOfText {
    pub id: ArticleId,
    /// Which of the text's articles it is, from 0.
    pub place: u32,
    pub article: ::articles::Article,
    /// None: as it is.
    pub as_read: Option<::articles::Article>,
}

impl Store {
    /// `NotFound` where its bytes were not kept.
    pub fn read_kept_file(&self, file: FileId) -> Result<KeptFile> {
        self.read(|connection| {
            let missing = Error::NotFound { what: "file", id: file.0 };
            let original = import_files::original_of(connection, file)?.ok_or(missing)?;
            let (format, _) = import_files::format_and_original(connection, file.0)?;
            let name = import_files::name_of_original(connection, original)?;
            let texts = original_texts::of_original(connection, original)?.into_iter().map(|(id, hash)| {
                let hash = hash.map_or_else(|| hash_of(connection, id), Ok)?;
                Ok(TextOfFile { id: TextId(id), hash })
            });
            let texts = texts.collect::<Result<_>>()?;
            let (hash, records) =
                (originals::hash_of(connection, original)?, import_files::records_of(connection, file.0)?);
            Ok(KeptFile { id: file, name, format, hash, records, texts })
        })
    }

    /// Where an article was found. `NotFound` where its file was not kept.
    pub fn find_place(&self, article: ArticleId) -> Result<PlaceOfArticle> {
        self.read(|connection| {
            articles::read(connection, article)?;
            let missing = || Error::NotFound { what: "file", id: article.0 };
            let (text, place) = articles::text_of(connection, article)?.ok_or_else(missing)?;
            let original = original_texts::original_of(connection, text)?;
            let file = import_files::last_of_original(connection, original)?.ok_or_else(missing)?;
            let start = article_bodies::read(connection, article)?.origin.start;
            let hash = original_texts::hash_of(connection, text)?;
            let at = TextPlace { text: hash.map_or_else(|| hash_of(connection, text), Ok)?, start };
            let file_hash = originals::hash_of(connection, original)?;
            Ok(PlaceOfArticle { file: FileId(file), file_hash, text: TextId(text), place, at })
        })
    }

    pub fn read_whole_text(&self, text: TextId) -> Result<WholeText> {
        self.read(|connection| {
            let found = original_texts::read(connection, text.0)?;
            let text = match found.text {
                Some(text) => text,
                None => bytes_as_text(connection, found.original)?,
            };
            Ok(WholeText { text, spans: found.spans, spans_as_read: found.spans_as_read })
        })
    }

    /// Another one where the text's lines or articles are others.
    pub fn stamp_text(&self, text: TextId) -> Result<u64> {
        self.read(|connection| {
            let original = original_texts::original_of(connection, text.0)?;
            let hash = originals::hash_of(connection, original)?;
            let (steps, done) = correction_steps::read(connection, &hash)?;
            let mut stamp = DefaultHasher::new();
            (serde_json::to_string(&steps)?, done).hash(&mut stamp);
            articles::stamp_of_text(connection, text.0, &mut stamp)?;
            Ok(stamp.finish())
        })
    }

    /// The file of those bytes as it came last, and its name.
    pub fn find_file(&self, hash: &ContentHash) -> Result<Option<(FileId, String)>> {
        self.read(|connection| {
            let Some(original) = originals::find(connection, hash)? else { return Ok(None) };
            let file = import_files::last_of_original(connection, original)?;
            let name = import_files::name_of_original(connection, original)?;
            Ok(file.map(|file| (FileId(file), name)))
        })
    }

    /// In the order of their places.
    pub fn list_articles_of_text(&self, text: TextId) -> Result<Vec<ArticleOfText>> {
        self.read(|connection| {
            let read = |(place, id)| {
                let article = article_bodies::read(connection, id)?;
                Ok(ArticleOfText { id, place, article, as_read: articles_as_read::read(connection, id)? })
            };
            articles::of_text(connection, text.0)?.into_iter().map(read).collect()
        })
    }
}

fn hash_of(connection: &Connection, id: i64) -> Result<ContentHash> {
    let found = original_texts::read(connection, id)?;
    let text = match found.text {
        Some(text) => text,
        None => bytes_as_text(connection, found.original)?,
    };
    Ok(ContentHash(sha256(text.as_bytes())))
}

fn bytes_as_text(connection: &Connection, original: i64) -> Result<String> {
    let bytes = originals::read_head(connection, original, usize::MAX)?;
    String::from_utf8(bytes).map_err(|_| Error::Damaged("a text".to_owned()))
}
