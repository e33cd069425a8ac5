use std::{
    cell::RefCell,
    collections::{HashSet, VecDeque},
    fs::{self, File},
    io::{Cursor, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use articles::{
    Article, ContentHash, Corrections, FieldValue, Moment, Outlet, OutletRule, Pattern, Problem, ProblemCode,
    Published, PublishedFrom, Reading, ReadingChoice, RecordCount, Span, TextPlace,
};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};
use import::{Dropped, FileEvent, Walked};
use store::{Corrected, FileEnd, ImportWriter, KeptOriginal, Store, TextSpans};
use task::{Progress, Task};

use crate::{
    Error,
    corrections::{hash_of, marks_of, naming, take_effect},
    imports::nothing_found,
    pipeline,
};

/// A file's own date is that of its last copy until it has outlived a month: downloads, unpacking and copying all
/// stamp the day they happen on.
const DAYS_TO_MEAN_SOMETHING: u64 = 30;

/// How far an import is.
pub(crate) struct Far {
    pub(crate) files: u64,
    /// New ones that are stored.
    pub(crate) articles: u32,
    pub(crate) item: String,
}

/// Where the bytes of what was dropped are to be had once more, to be kept.
#[derive(Clone)]
pub(crate) enum Origin {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

impl Origin {
    pub(crate) fn of(walked: &Walked) -> Option<Origin> {
        match walked {
            Walked::Found(Dropped::File { path, .. }) => Some(Origin::Path(path.clone())),
            Walked::Found(Dropped::Bytes { bytes, .. }) => Some(Origin::Bytes(bytes.clone())),
            Walked::Problem(_) => None,
        }
    }
}

/// Hands what the parsers tell to the writer, file by file.
pub(crate) struct Receiver<'a> {
    pub(crate) writer: ImportWriter<'a>,
    store: &'a Store,
    rules: Vec<OutletRule>,
    task: &'a Task,
    now: DateTime<FixedOffset>,
    /// Of the files that have not ended yet, in their order.
    origins: &'a RefCell<VecDeque<Option<Origin>>>,
    /// The first half of the hashes of the files that gave something: 10,000 of them are .3 MB.
    seen: HashSet<u128>,
    file: FileState,
    files: u64,
    far: &'a mut dyn FnMut(Far),
}

#[derive(Default)]
struct FileState {
    began: bool,
    /// Of a file that came before in this import: what is read of it is passed over.
    is_copy: bool,
    name: String,
    hash: Option<ContentHash>,
    /// Where they were read already.
    bytes: Option<Arc<Vec<u8>>>,
    kept: bool,
    text: Option<TextState>,
    articles: u32,
    /// The first article, where it has no date: it gets the file's, if it stays the only one.
    held: Option<(Corrected, u32)>,
    problems: Vec<Problem>,
    choices: Vec<ReadingChoice>,
    records: Option<RecordCount>,
    outlets: Vec<Outlet>,
    /// What a reader set right in it when it came before.
    corrections: Corrections,
}

#[derive(Default)]
struct TextState {
    /// Until the first article is found in it: what holds none is not kept.
    text: Option<String>,
    /// Where corrections name it.
    hash: Option<ContentHash>,
    places: u32,
    spans: Vec<Span>,
    /// Where they are other ones.
    spans_as_read: Option<Vec<Span>>,
}

impl<'a> Receiver<'a> {
    pub(crate) fn new(
        writer: ImportWriter<'a>,
        (store, rules): (&'a Store, Vec<OutletRule>),
        task: &'a Task,
        now: DateTime<FixedOffset>,
        origins: &'a RefCell<VecDeque<Option<Origin>>>,
        far: &'a mut dyn FnMut(Far),
    ) -> Receiver<'a> {
        let (seen, file) = (HashSet::new(), FileState::default());
        Receiver { writer, store, rules, task, now, origins, seen, file, files: 0, far }
    }

    pub(crate) fn receive(&mut self, event: FileEvent<Reading>) -> Result<(), Error> {
        match event {
            FileEvent::Began { file, hash, bytes } => {
                self.writer.begin_file(&file);
                // Its twin may be read by the other parser at this moment. In the order of their names, the first of
                // them is the one that was imported.
                let is_copy = half(&hash).is_some_and(|half| self.seen.contains(&half));
                let corrections = self.store.read_corrections(&hash)?.now;
                let hash = Some(hash);
                let name = file;
                self.file = FileState { began: true, is_copy, name, hash, bytes, corrections, ..FileState::default() };
                self.say_how_far();
            }
            FileEvent::Text(_)
            | FileEvent::Step(_)
            | FileEvent::Problem(_)
            | FileEvent::Choice(_)
            | FileEvent::Count(_)
            | FileEvent::Outlets(_)
                if self.file.is_copy => {}
            FileEvent::Text(text) => {
                self.end_text();
                let hash = (!self.file.corrections.is_empty()).then(|| hash_of(&text));
                self.file.text = Some(TextState { text: Some(text), hash, ..TextState::default() });
            }
            FileEvent::Step(reading) => self.add(reading)?,
            FileEvent::Problem(problem) => self.file.problems.push(problem),
            FileEvent::Choice(choice) => self.file.choices.push(choice),
            FileEvent::Count(count) => {
                let all = self.file.records.get_or_insert_default();
                all.found = all.found.saturating_add(count.found);
                all.announced = all.announced.saturating_add(count.announced);
            }
            FileEvent::Outlets(outlets) => self.file.outlets.extend(outlets),
            FileEvent::Ended { file, format, known } => self.end_file(file, format, known)?,
        }
        Ok(())
    }

    fn add(&mut self, reading: Reading) -> Result<(), Error> {
        let first = self.file.text.get_or_insert_default().places;
        let placed = |span: &Span| Span { article: span.article.map(|at| at + first), ..*span };
        let source = self.text_for_dates();
        let (reading, as_read) = self.correct_lines(reading);
        for (place, article) in reading.articles.into_iter().enumerate() {
            self.release_held(None)?;
            self.begin_text()?;
            let as_read = pipeline::receive(article);
            let fields: Vec<FieldValue> = self.fields_of(&as_read);
            let mut printed = |day_first| split::printed_date(&source, &reading.spans, place as u32, day_first);
            let article = take_effect(&as_read, &fields.iter().collect::<Vec<_>>(), &self.rules, &mut printed);
            let place = match &mut self.file.text {
                Some(text) => {
                    text.places += 1;
                    text.places - 1
                }
                None => 0,
            };
            self.file.articles += 1;
            let is_dated =
                article.published.is_some() || fields.iter().any(|field| matches!(field, FieldValue::Date(_)));
            let corrected = Corrected { article, as_read };
            if self.file.articles == 1 && !is_dated {
                self.file.held = Some((corrected, place));
            } else {
                self.writer.add_corrected(&corrected, place)?;
            }
        }
        if let Some(text) = &mut self.file.text {
            text.spans.extend(reading.spans.iter().map(placed));
            text.spans_as_read = as_read;
        }
        self.say_how_far();
        Ok(())
    }

    /// Where a rule wants dates read in another way.
    fn text_for_dates(&self) -> String {
        let is_wanted = self.rules.iter().any(|rule| matches!(rule.pattern, Pattern::DayFirst { .. }));
        let text = self.file.text.as_ref().and_then(|text| text.text.clone()).filter(|_| is_wanted);
        text.unwrap_or_default()
    }

    /// The reading with what was said of its lines, and its spans without that.
    fn correct_lines(&self, reading: Reading) -> (Reading, Option<Vec<Span>>) {
        let Some(TextState { text: Some(text), hash: Some(hash), .. }) = &self.file.text else {
            return (reading, None);
        };
        let marks = marks_of(&self.file.corrections, hash);
        let corrected = split::correct(text, &reading, &marks);
        let is_same = corrected.spans == reading.spans;
        (corrected, (!is_same).then_some(reading.spans))
    }

    fn fields_of(&self, article: &Article) -> Vec<FieldValue> {
        let Some(hash) = self.file.text.as_ref().and_then(|text| text.hash.clone()) else { return Vec::new() };
        let at = TextPlace { text: hash, start: article.origin.start };
        self.file.corrections.fields(&at).into_iter().cloned().collect()
    }

    fn release_held(&mut self, day: Option<NaiveDate>) -> Result<(), Error> {
        let Some((Corrected { mut article, mut as_read }, place)) = self.file.held.take() else { return Ok(()) };
        let published = day.map(|day| Published { at: Moment::Day(day), from: PublishedFrom::File, reason: None });
        article.published.clone_from(&published);
        as_read.published = as_read.published.or(published);
        Ok(self.writer.add_corrected(&Corrected { article, as_read }, place)?)
    }

    /// The bytes that were dropped and their text are stored beside what was found in them: nothing is thrown away.
    fn begin_text(&mut self) -> Result<(), Error> {
        let text = self.file.text.as_mut().and_then(|text| text.text.take());
        let (Some(text), Some(hash)) = (text, self.file.hash.clone()) else { return Ok(()) };
        if !self.file.kept {
            self.file.kept = true;
            self.keep_original(&hash)?;
        }
        // Most files are text in UTF-8.
        if self.file.bytes.as_ref().is_some_and(|bytes| ***bytes == *text.as_bytes()) {
            self.writer.begin_same_text(&hash);
            return Ok(());
        }
        Ok(self.writer.begin_text(&text, &hash)?)
    }

    /// It can be read once its columns are told, whether or not the file is still where it was.
    fn keep_unread_table(&mut self) -> Result<(), Error> {
        let is_unread = self.file.problems.iter().any(|problem| problem.code == ProblemCode::UnknownColumns);
        match self.file.hash.clone() {
            Some(hash) if is_unread && !self.file.kept => self.keep_original(&hash),
            _ => Ok(()),
        }
    }

    fn keep_original(&mut self, hash: &ContentHash) -> Result<(), Error> {
        if let Some(bytes) = self.file.bytes.clone() {
            return Ok(self.writer.keep_held_original(hash, &bytes)?);
        }
        let mut from: Box<dyn Read> = match self.origin() {
            Some(Origin::Bytes(bytes)) => Box::new(Cursor::new(bytes)),
            Some(Origin::Path(path)) => match File::open(&path) {
                Ok(file) => Box::new(file),
                Err(error) => return self.not_kept(ProblemCode::ReadFailed, error.to_string()),
            },
            None => return Ok(()),
        };
        let task = self.task;
        match self.writer.keep_original(hash, &mut from, &|| task.check().is_ok())? {
            KeptOriginal::Kept => Ok(()),
            KeptOriginal::Changed => self.not_kept(ProblemCode::FileChanged, String::new()),
            KeptOriginal::Unreadable(error) => self.not_kept(ProblemCode::ReadFailed, error.to_string()),
            KeptOriginal::Cancelled => Err(Error::Cancelled),
        }
    }

    /// What was read of it is stored all the same.
    fn not_kept(&mut self, code: ProblemCode, detail: String) -> Result<(), Error> {
        self.file.problems.push(Problem { place: String::new(), code, detail });
        Ok(())
    }

    fn end_text(&mut self) {
        if let Some(TextState { text: None, spans: now, spans_as_read: as_read, .. }) = self.file.text.take() {
            self.writer.end_text(TextSpans { now, as_read });
        }
    }

    fn end_file(&mut self, file: String, format: Option<String>, known: bool) -> Result<(), Error> {
        if self.file.held.is_some() {
            let day = match self.origin() {
                Some(Origin::Path(path)) => day_of_file(&path, self.now),
                Some(Origin::Bytes(_)) | None => None,
            };
            self.release_held(day)?;
        }
        self.end_text();
        if !self.file.began {
            self.writer.begin_file(&file);
        }
        self.keep_unread_table()?;
        let FileState { is_copy, hash, articles, mut problems, choices, records, outlets, .. } =
            std::mem::take(&mut self.file);
        let skipped = known || is_copy;
        // A file that gave nothing is read again with each copy, and each is told of by itself.
        if articles > 0 || !outlets.is_empty() {
            self.seen.extend(hash.as_ref().and_then(half));
        }
        for problem in &mut problems {
            if problem.place.is_empty() {
                problem.place.clone_from(&file);
            }
        }
        if articles == 0 && problems.is_empty() && outlets.is_empty() && !skipped {
            problems.push(nothing_found(file.clone()));
        }
        let path = match self.origin() {
            // A copy out of the library itself is gone when this is over.
            Some(Origin::Path(path)) if !path.starts_with(self.store.folder()) => path.to_str().map(str::to_owned),
            _ => None,
        };
        self.learn(&outlets);
        self.writer.end_file(FileEnd { format, hash, skipped, problems, choices, records, outlets, path })?;
        self.origins.borrow_mut().pop_front();
        self.files += 1;
        self.file.name = file;
        self.say_how_far();
        Ok(())
    }

    /// The files behind a list of outlets are told with its names, as the register will have them: those that are new to it.
    fn learn(&mut self, outlets: &[Outlet]) {
        for outlet in outlets {
            let is_named =
                |key: &str, rule: &OutletRule| rule.outlet == key && matches!(rule.pattern, Pattern::Alias { .. });
            if !outlet.keys().any(|key| self.rules.iter().any(|rule| is_named(&key, rule))) {
                self.rules.extend(naming(outlet));
            }
        }
    }

    fn origin(&self) -> Option<Origin> {
        self.origins.borrow().front().cloned().flatten()
    }

    fn say_how_far(&mut self) {
        let (item, articles) = (self.file.name.clone(), self.writer.stored_articles());
        (self.far)(Far { files: self.files, articles, item: item.clone() });
        self.task.progress(Progress { done: self.files, total: None, item });
    }
}

fn half(hash: &ContentHash) -> Option<u128> {
    u128::from_str_radix(hash.0.get(..32)?, 16).ok()
}

/// The day a file was last written to, where that says something about when its article came.
fn day_of_file(path: &Path, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let written: DateTime<Utc> = fs::metadata(path).ok()?.modified().ok()?.into();
    let day = written.with_timezone(&now.timezone()).date_naive();
    let (first, last) = (NaiveDate::from_ymd_opt(1990, 1, 1)?, now.date_naive() - Days::new(DAYS_TO_MEAN_SOMETHING));
    // Earlier ones are what archives and images without stamps give: 1970 and 1980.
    (first..=last).contains(&day).then_some(day)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn only_an_old_stamp_is_a_date() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-23T12:00:00+03:00").unwrap();
        let check = |at: &str, expected: Option<&str>| {
            let at = DateTime::parse_from_rfc3339(at).unwrap().timestamp() as u64;
            file.as_file().set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at)).unwrap();
            let day = day_of_file(file.path(), now).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{at}");
        };
        check("2009-05-01T23:30:00+00:00", Some("2009-05-02"));
        check("2026-10-24T12:00:00+00:00", Some("2026-10-24"));
        check("2026-10-25T12:00:00+00:00", None);
        check("2026-11-23T09:00:00+00:00", None);
        check("2030-01-01T00:00:00+00:00", None);
        check("1980-01-01T00:00:00+00:00", None);
        assert_eq!(day_of_file(Path::new("/nowhere"), now), None);
    }
}
