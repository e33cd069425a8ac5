//! The encoder's place in the library: where its pack lies, what waits for it, and what it said.

use std::path::PathBuf;

use ::articles::{ArticleId, ImportId};
use stories::meaning::Meaning;

use crate::{
    Result, Store,
    store::Turn,
    tables::{article_meanings, unencoded_articles, ungrouped_articles},
};

/// A quarter of an hour's work.
const NEWEST: u32 = 50_000;

impl Store {
    /// Beside the library. There is an encoder when there is such a file.
    pub fn encoder_path(&self) -> PathBuf {
        self.path.with_file_name("encoder.pack")
    }

    /// The right to encode: one at a time in all programs that have the library open. `Busy` while another does.
    pub fn take_encoding_turn(&self) -> Result<Turn> {
        self.take_turn("encoder.lock")
    }

    /// The new articles of an import wait for the encoder.
    pub fn await_encoder_of(&self, import: ImportId) -> Result<()> {
        self.write(|transaction| unencoded_articles::insert_import(transaction, import))
    }

    /// The newest wait of which it said nothing yet: older ones are seldom grouped again.
    pub fn await_encoder(&self) -> Result<()> {
        self.write(|transaction| unencoded_articles::insert_newest(transaction, NEWEST))
    }

    /// The newest that wait, at most so many.
    pub fn list_unencoded(&self, most: u32) -> Result<Vec<ArticleId>> {
        self.read(|connection| unencoded_articles::list(connection, most))
    }

    pub fn count_unencoded(&self) -> Result<u32> {
        self.read(unencoded_articles::count)
    }

    /// Keeps what these mean (none where an article is gone); they are to be grouped by it.
    pub fn write_meanings(&self, encoded: &[(ArticleId, Option<Meaning>)]) -> Result<()> {
        self.write(|transaction| {
            for (id, meaning) in encoded {
                unencoded_articles::delete(transaction, *id)?;
                if let Some(meaning) = meaning {
                    article_meanings::put(transaction, *id, meaning)?;
                    ungrouped_articles::insert(transaction, *id)?;
                }
            }
            Ok(())
        })
    }

    /// As if there had never been an encoder: what was grouped by it waits to be grouped again.
    pub fn forget_meanings(&self) -> Result<()> {
        self.write(|transaction| {
            unencoded_articles::clear(transaction)?;
            article_meanings::forget(transaction)
        })
    }
}
