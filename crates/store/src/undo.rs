use std::collections::HashSet;

use ::articles::{FileId, ImportId};
use rusqlite::Connection;

use crate::{
    Result, Store,
    again::remove,
    highlights::Written,
    ids::Clock,
    tables::{
        articles, counters::Changes, file_choices, import_articles, import_files, import_outlets, imports, issues,
        original_texts, originals,
    },
    views::{FileChoice, FileReport, ImportFilePage, ImportReport, ImportSummary, ImportUndone},
};

/// So many files are shown where an import ends.
const SAMPLE: u32 = 20;

impl Store {
    /// The newest first.
    pub fn list_imports(&self, limit: u32) -> Result<Vec<ImportSummary>> {
        self.read(|connection| imports::list(connection, limit))
    }

    pub fn read_import(&self, id: ImportId) -> Result<ImportReport> {
        self.read(|connection| {
            let summary = imports::read(connection, id)?;
            let outcomes = import_files::outcomes(connection, id)?;
            let mut sample = import_files::sample(connection, id, SAMPLE)?;
            sample.iter_mut().try_for_each(|file| complete(connection, file))?;
            Ok(ImportReport { summary, outcomes, sample })
        })
    }

    /// The files behind `after`, at most 200; a `limit` of 0 takes 100.
    pub fn list_import_files(&self, import: ImportId, after: Option<FileId>, limit: u32) -> Result<ImportFilePage> {
        let limit = if limit == 0 { 100 } else { limit.min(200) };
        self.read(|connection| {
            imports::read(connection, import)?;
            // One more, to know whether there are more.
            let mut files = import_files::list(connection, import, after, limit + 1)?;
            let more = files.len() > limit as usize;
            files.truncate(limit as usize);
            files.iter_mut().try_for_each(|file| complete(connection, file))?;
            Ok(ImportFilePage { next: files.last().filter(|_| more).map(|file| file.id), files })
        })
    }

    /// Where the refused files of an import were; they may be whole now, or may be read.
    pub fn refused_paths(&self, import: ImportId) -> Result<Vec<String>> {
        self.read(|connection| import_files::refused_paths(connection, import))
    }

    /// Where a file was when it was imported; none where it was pasted. What is there now may be another file, or none.
    pub fn path_of_file(&self, file: FileId) -> Result<Option<String>> {
        self.read(|connection| import_files::path_of(connection, file))
    }

    /// Removes the articles of an import, and its files, but for those that another import has too, an issue quotes, or a
    /// reader marked or wrote in. Undone twice, it changes nothing. `Busy` while an import runs.
    pub fn undo_import(&self, id: ImportId, now: Clock) -> Result<ImportUndone> {
        let _turn = self.take_import_turn()?;
        self.write(|transaction| {
            let mut undone = ImportUndone::default();
            if imports::read(transaction, id)?.undone {
                return Ok(undone);
            }
            // First, so that this import does not count as one that needs its files.
            imports::mark_undone(transaction, id, now)?;
            let mut changes = Changes::default();
            let mut files: HashSet<i64> = import_files::originals_of_import(transaction, id)?.into_iter().collect();
            for article in import_articles::of_import(transaction, id)? {
                if import_articles::is_in_another(transaction, article, id)? {
                    undone.shared += 1;
                    continue;
                }
                if issues::has_article(transaction, article)? || !Written::read(transaction, article)?.is_empty() {
                    undone.kept += 1;
                    continue;
                }
                // It may be the last that kept the file of another import, undone before.
                if let Some((text, _)) = articles::text_of(transaction, article)? {
                    files.insert(original_texts::original_of(transaction, text)?);
                }
                remove(transaction, &mut changes, article)?;
                undone.removed += 1;
            }
            undone.outlets = import_outlets::take_back(transaction, id)?;
            for file in files {
                if !originals::is_needed(transaction, file)? {
                    originals::delete(transaction, file)?;
                }
            }
            changes.write(transaction)?;
            Ok(undone)
        })
    }
}

/// What is told of a file in other tables than its own.
fn complete(connection: &Connection, file: &mut FileReport) -> Result<()> {
    let articles = import_articles::of_file(connection, file.id.0)?;
    file.articles = articles.into_iter().filter(|(_, is_new)| *is_new).map(|(id, _)| id).collect();
    file.outlets = import_outlets::count_of_file(connection, file.id.0)?;
    file.choices = file_choices::of_file(connection, file.id.0)?.into_iter().map(FileChoice::from).collect();
    Ok(())
}
