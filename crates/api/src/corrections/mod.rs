//! What a reader sets right in how a file was read, from the split preview or the reader, and what that does at once.

mod changes;
mod effect;
mod fresh;
mod preview;
mod rules;
pub(crate) mod views;

use std::collections::HashSet;

use articles::{ContentHash, Correction, CorrectionStep, Corrections, FileId, PublishedFrom, TextPlace};
use store::{Corrected, KeptFile, LogStep, MadeArticle, Part, TextChange, TextOfFile, TextSpans};
use task::Task;

pub(crate) use effect::{correct_reading, marks_of, take_effect};
pub(crate) use fresh::{FreshText, hash_of};
pub(crate) use preview::OpenText;
pub(crate) use rules::naming;

use crate::{App, Error, operations::*};

impl App {
    /// Corrections are kept and done in one; articles stay the same articles. `LibraryBusy` while an import runs.
    pub fn correct_file(&self, ask: CorrectFile) -> Result<SplitPreview, Error> {
        let CorrectFile { file, text, step } = ask;
        self.change_file(file, text, |_| Some(LogStep::Add(step)))
    }

    /// What was said of the article goes along with its beginning.
    pub fn move_boundary(&self, ask: MoveBoundary) -> Result<SplitPreview, Error> {
        let MoveBoundary { file, text, at, to } = ask;
        self.change_file(file, text, |now| Some(LogStep::Add(now.move_boundary(&at.text, at.start, to))))
    }

    /// Everything in the file as it was read. Can be taken back like any other step.
    pub fn reset_corrections(&self, ask: FileText) -> Result<SplitPreview, Error> {
        self.change_file(ask.file, ask.text, |now| (!now.is_empty()).then(|| LogStep::Add(now.clear())))
    }

    /// Where there is nothing to take back, the file as it is.
    pub fn undo_correction(&self, ask: FileText) -> Result<SplitPreview, Error> {
        self.change_file(ask.file, ask.text, |_| Some(LogStep::Undo))
    }

    pub fn redo_correction(&self, ask: FileText) -> Result<SplitPreview, Error> {
        self.change_file(ask.file, ask.text, |_| Some(LogStep::Redo))
    }

    pub fn list_corrections(&self, _ask: ListCorrections) -> Result<CorrectedFileList, Error> {
        let mut files = Vec::new();
        for hash in self.store().list_corrected_files()? {
            let corrections = self.store().read_corrections(&hash)?.now;
            if !corrections.is_empty() {
                let file = self.store().find_file(&hash)?;
                let (file, name) = file.map_or((None, String::new()), |(file, name)| (Some(file), name));
                files.push(CorrectedFile { file, name, corrections: corrections.iter().cloned().collect() });
            }
        }
        Ok(CorrectedFileList { files })
    }

    fn change_file(
        &self,
        file: FileId,
        text: u32,
        step: impl FnOnce(&Corrections) -> Option<LogStep>,
    ) -> Result<SplitPreview, Error> {
        let kept = self.store().read_kept_file(file)?;
        let log = self.store().read_corrections(&kept.hash)?;
        let step = step(&log.now).filter(|step| match step {
            LogStep::Add(_) => true,
            LogStep::Undo => log.undone.is_some(),
            LogStep::Redo => log.redone.is_some(),
        });
        let mut renamed = Vec::new();
        if let Some(step) = step {
            let after = match &step {
                LogStep::Add(step) => after(&log.now, step),
                LogStep::Undo => log.undone.clone().unwrap_or_default(),
                LogStep::Redo => log.redone.clone().unwrap_or_default(),
            };
            if after != log.now {
                let changes = self.changes(&kept, &log.now, &after)?;
                renamed = self.store().correct(&kept.hash, &step, &changes, self.now())?;
                self.tell(Event::LibraryChanged {});
            }
        }
        let mut preview = self.read_preview(ReadPreview { file: Some(file), text, ..ReadPreview::default() })?;
        preview.renamed = renamed;
        Ok(preview)
    }

    /// What another set of corrections makes of the file's articles.
    fn changes(&self, file: &KeptFile, before: &Corrections, after: &Corrections) -> Result<Vec<TextChange>, Error> {
        let mut changes = Vec::new();
        for text in texts_between(file, before, after) {
            let is_other = marks_of(before, &text.hash) != marks_of(after, &text.hash);
            changes.push(if is_other {
                self.change_lines(file, text, before, after)?
            } else {
                self.change_fields(text, before, after)?
            });
        }
        Ok(changes)
    }

    /// Lines of the text are other things, so its articles are made anew from what is read in the file.
    fn change_lines(
        &self,
        file: &KeptFile,
        text: &TextOfFile,
        before: &Corrections,
        after: &Corrections,
    ) -> Result<TextChange, Error> {
        let fresh = self.read_fresh(file, &text.hash, &Task::quiet())?;
        let rules = self.rules()?;
        // A reading says nothing of the file's own date, and that may be another by now.
        let file_date = self.store().list_articles_of_text(text.id)?.into_iter().find_map(|one| {
            one.as_read.unwrap_or(one.article).published.filter(|published| published.from == PublishedFrom::File)
        });
        let made = |corrections: &Corrections| correct_reading(&fresh, corrections, &rules, file_date.as_ref());
        let ((then, _), (now, spans)) = (made(before), made(after));
        let as_read = (spans != fresh.reading.spans).then(|| fresh.reading.spans.clone());
        let (made, moved, gone) = changes::compare(&then, now);
        Ok(TextChange { text: text.id, made, moved, gone, spans: Some(TextSpans { now: spans, as_read }) })
    }

    /// Only what is said of articles is another thing: the library has all that it takes.
    fn change_fields(&self, text: &TextOfFile, before: &Corrections, after: &Corrections) -> Result<TextChange, Error> {
        let rules = self.rules()?;
        let whole = self.store().read_whole_text(text.id)?;
        let mut made = Vec::new();
        for one in self.store().list_articles_of_text(text.id)? {
            let at = TextPlace { text: text.hash.clone(), start: one.article.origin.start };
            let (then, now) = (before.fields(&at), after.fields(&at));
            if then != now {
                let as_read = one.as_read.unwrap_or(one.article);
                let article = take_effect(&as_read, &now, &rules, &mut |day_first| {
                    split::printed_date(&whole.text, &whole.spans, one.place, day_first)
                });
                let article = Corrected { article, as_read };
                made.push(MadeArticle { from: Part::All(one.place), place: one.place, article });
            }
        }
        Ok(TextChange { text: text.id, made, moved: Vec::new(), gone: Vec::new(), spans: None })
    }
}

fn after(now: &Corrections, step: &CorrectionStep) -> Corrections {
    let mut after = now.clone();
    after.take(step);
    after
}

/// Texts of the file of which the two say different things.
fn texts_between<'a>(file: &'a KeptFile, before: &Corrections, after: &Corrections) -> Vec<&'a TextOfFile> {
    let only = |these: &Corrections, those: &Corrections| -> HashSet<ContentHash> {
        let others: Vec<&Correction> = those.iter().collect();
        these.iter().filter(|one| !others.contains(one)).map(|one| one.at().text.clone()).collect()
    };
    let (gone, new) = (only(before, after), only(after, before));
    file.texts.iter().filter(|text| gone.contains(&text.hash) || new.contains(&text.hash)).collect()
}
