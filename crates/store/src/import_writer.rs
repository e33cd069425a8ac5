use std::{
    collections::HashSet,
    io::{self, Read},
    time::{Duration, Instant},
};

use ::articles::{
    Article, ArticleId, ContentHash, ImportId, MuteId, Outlet, Problem, ProblemCode, ReadingChoice, RecordCount,
};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};

use crate::{
    Result, Store, again, away,
    corrections::TextSpans,
    hash::{hex, sha256},
    ids::Clock,
    known::{self, Known},
    packed::pack,
    prepared::Prepared,
    replacing::Corrected,
    states::all_facets,
    store::Turn,
    tables::{
        article_bodies, article_states, article_words, articles, articles_as_read,
        counters::{Changes, Facets},
        file_choices, import_articles, import_files, import_outlets,
        imports::{self, Sums},
        original_texts, originals, outlets, pictures, sources, tags, ungrouped_articles,
    },
    views::{Away, FileOutcome, ImportState},
};

/// A commit waits for the disk, and the search index merges what each commit leaves: 1,000 articles cost a sixth of
/// what they cost one by one. They take .3 s, which is what a cancel may have to wait for.
const BATCH_ARTICLES: usize = 1_000;
const BATCH_BYTES: usize = 8 << 20;
/// Slow work is stored as it comes, so that a power cut costs a second of it.
const BATCH_TIME: Duration = Duration::from_secs(1);
pub(crate) const PIECE_BYTES: usize = 4 << 20;

/// Stores what an import reads, in batches of one transaction each. Called in the order of the files:
/// `begin_file`, [`keep_original`, (`begin_text`, `add_article`…, `end_text`)…], `end_file`.
///
/// Dropped in the middle, what was not stored yet is forgotten; the import stays with what was.
pub struct ImportWriter<'a> {
    store: &'a Store,
    _turn: Turn,
    import: ImportId,
    /// Its files were read before, in another way.
    again: bool,
    at: Clock,
    pending: Vec<Entry>,
    waiting: Waiting,
    stored: Stored,
}

/// How a file's reading ended.
#[derive(Clone, Debug, Default)]
pub struct FileEnd {
    pub format: Option<String>,
    pub hash: Option<ContentHash>,
    /// It was not read: a file of that hash is known, or came before in this import.
    pub skipped: bool,
    pub problems: Vec<Problem>,
    /// What in it could be read in another way.
    pub choices: Vec<ReadingChoice>,
    /// Of an export that counts its records.
    pub records: Option<RecordCount>,
    /// For the register: those of which it has no name yet.
    pub outlets: Vec<Outlet>,
    /// Where it was.
    pub path: Option<String>,
}

/// What became of a file's own bytes.
#[derive(Debug)]
pub enum KeptOriginal {
    Kept,
    /// They are not those of the hash any more.
    Changed,
    Unreadable(io::Error),
    Cancelled,
}

#[derive(Default)]
struct Waiting {
    articles: usize,
    bytes: usize,
    since: Option<Instant>,
}

/// Where the writing stands after the last batch.
#[derive(Clone, Default)]
struct Stored {
    articles: u32,
    file: i64,
    original: Option<i64>,
    text: Option<i64>,
    pieces: u32,
    new: u32,
    known: u32,
}

enum Entry {
    File(String),
    Original(i64),
    BeginOriginal,
    Piece(Vec<u8>),
    FinishOriginal {
        hash: ContentHash,
        size: u64,
    },
    DropOriginal,
    /// None where the text is the file's bytes; its hash.
    Text(Option<Vec<u8>>, ContentHash),
    Article(Box<Prepared>, u32),
    Spans(TextSpans),
    EndFile(FileEnd),
}

impl Store {
    /// Whether a file of those bytes was imported to its end.
    pub fn is_known(&self, hash: &ContentHash) -> Result<bool> {
        self.read(|connection| Ok(import_files::find_complete(connection, hash)?.is_some()))
    }

    /// `name` is for people.
    pub fn begin_import(&self, turn: Turn, name: &str, at: Clock) -> Result<ImportWriter<'_>> {
        let import = self.write(|transaction| imports::insert(transaction, at, name))?;
        Ok(ImportWriter {
            store: self,
            _turn: turn,
            import,
            again: false,
            at,
            pending: Vec::new(),
            waiting: Waiting::default(),
            stored: Stored::default(),
        })
    }
}

impl ImportWriter<'_> {
    /// The same files were read before: what this reading gives replaces what the others gave.
    pub fn again(self) -> Self {
        Self { again: true, ..self }
    }

    pub fn import(&self) -> ImportId {
        self.import
    }

    /// New ones that are stored, for good.
    pub fn stored_articles(&self) -> u32 {
        self.stored.articles
    }

    pub fn begin_file(&mut self, file: &str) {
        self.push(Entry::File(file.to_owned()), 0);
    }

    /// Stores the file's bytes with its articles, so that nothing is thrown away. A large file is stored in several
    /// transactions, and is nobody's until it is whole.
    pub fn keep_original(
        &mut self,
        hash: &ContentHash,
        from: &mut dyn Read,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<KeptOriginal> {
        if self.has_original(hash)? {
            return Ok(KeptOriginal::Kept);
        }
        self.push(Entry::BeginOriginal, 0);
        let (mut sum, mut size) = (Sha256::new(), 0);
        let kept = loop {
            if !is_wanted() {
                break KeptOriginal::Cancelled;
            }
            let mut piece = Vec::new();
            match from.take(PIECE_BYTES as u64).read_to_end(&mut piece) {
                Ok(0) => break KeptOriginal::Kept,
                Ok(_) => {}
                Err(error) => break KeptOriginal::Unreadable(error),
            }
            sum.update(&piece);
            size += piece.len() as u64;
            let packed = pack(&piece)?;
            let bytes = packed.len();
            self.push(Entry::Piece(packed), bytes);
            self.flush_if_full()?;
        };
        let kept = match kept {
            KeptOriginal::Kept if hex(&sum.finalize()) != hash.0 => KeptOriginal::Changed,
            kept => kept,
        };
        self.push(
            match kept {
                KeptOriginal::Kept => Entry::FinishOriginal { hash: hash.clone(), size },
                _ => Entry::DropOriginal,
            },
            0,
        );
        Ok(kept)
    }

    /// As `keep_original`, of a small file whose bytes were held against the hash before.
    pub fn keep_held_original(&mut self, hash: &ContentHash, bytes: &[u8]) -> Result<()> {
        if self.has_original(hash)? {
            return Ok(());
        }
        let packed = pack(bytes)?;
        let length = packed.len();
        self.push(Entry::BeginOriginal, 0);
        self.push(Entry::Piece(packed), length);
        self.push(Entry::FinishOriginal { hash: hash.clone(), size: bytes.len() as u64 }, 0);
        Ok(())
    }

    /// Whether the file's bytes lie in the library already; then they are this file's too.
    fn has_original(&mut self, hash: &ContentHash) -> Result<bool> {
        let original = self.store.read(|connection| originals::find(connection, hash))?;
        original.into_iter().for_each(|original| self.push(Entry::Original(original), 0));
        Ok(original.is_some())
    }

    /// The text of the articles that follow is the file's bytes.
    pub fn begin_same_text(&mut self, hash: &ContentHash) {
        self.push(Entry::Text(None, hash.clone()), 0);
    }

    /// The decoded text of the articles that follow, of the file with that hash.
    pub fn begin_text(&mut self, text: &str, hash: &ContentHash) -> Result<()> {
        // Most files are text in UTF-8 and are not stored twice.
        let own = ContentHash(sha256(text.as_bytes()));
        let packed = if own == *hash { None } else { Some(pack(text.as_bytes())?) };
        let bytes = packed.as_ref().map_or(0, Vec::len);
        self.push(Entry::Text(packed, own), bytes);
        Ok(())
    }

    /// `place`: which of the text's articles it is, from 0.
    pub fn add_article(&mut self, article: &Article, place: u32) -> Result<()> {
        self.add_prepared(Prepared::new(article)?, place)
    }

    /// An article of which a reader has set something right before.
    pub fn add_corrected(&mut self, corrected: &Corrected, place: u32) -> Result<()> {
        self.add_prepared(corrected.prepare()?, place)
    }

    fn add_prepared(&mut self, prepared: Prepared, place: u32) -> Result<()> {
        let bytes = prepared.weight();
        self.waiting.articles += 1;
        self.push(Entry::Article(Box::new(prepared), place), bytes);
        self.flush_if_full()
    }

    pub fn end_text(&mut self, spans: TextSpans) {
        let bytes = spans.now.len() * 8;
        self.push(Entry::Spans(spans), bytes);
    }

    pub fn end_file(&mut self, end: FileEnd) -> Result<()> {
        self.push(Entry::EndFile(end), 0);
        self.flush_if_full()
    }

    /// Stores what waits, and ends the import. Cancelled or interrupted, it forgets what waits; None where nothing was
    /// stored until then: there was no import.
    pub fn finish(mut self, state: ImportState) -> Result<Option<ImportId>> {
        let stored = if state == ImportState::Finished { self.flush() } else { Ok(()) };
        let state = if stored.is_ok() { state } else { ImportState::Interrupted };
        let import = self.import;
        let settled = self.store.write(|transaction| {
            settle(transaction, import)?;
            if state != ImportState::Finished && imports::remove_empty(transaction, import)? {
                return Ok(None);
            }
            if self.again && state == ImportState::Finished {
                again::remove_replaced(transaction, import)?;
            }
            imports::set_state(transaction, import, state)?;
            Ok(Some(import))
        });
        stored?;
        settled
    }

    fn push(&mut self, entry: Entry, bytes: usize) {
        self.waiting.since.get_or_insert_with(Instant::now);
        self.waiting.bytes += bytes;
        self.pending.push(entry);
    }

    fn flush_if_full(&mut self) -> Result<()> {
        let Waiting { articles, bytes, since } = &self.waiting;
        let waited = since.is_some_and(|since| since.elapsed() >= BATCH_TIME);
        if *articles >= BATCH_ARTICLES || *bytes >= BATCH_BYTES || waited { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let entries = std::mem::take(&mut self.pending);
        self.waiting = Waiting::default();
        if entries.is_empty() {
            return Ok(());
        }
        let mut batch = Batch {
            import: self.import,
            again: self.again,
            at: self.at,
            stored: self.stored.clone(),
            new: Vec::new(),
            away: Vec::new(),
            changes: Changes::default(),
            sums: Sums::default(),
        };
        self.stored = self.store.write(|transaction| {
            for entry in entries {
                batch.store(transaction, entry)?;
            }
            batch.index(transaction)?;
            imports::add_sums(transaction, batch.import, batch.sums)?;
            // What comes again is where its reader had put it, once its words are in the index.
            for (id, (to, by)) in batch.away {
                away::put(transaction, &mut batch.changes, id, Some(to), by)?;
            }
            batch.changes.write(transaction)?;
            let new: Vec<ArticleId> = batch.new.iter().map(|(id, _)| *id).collect();
            away::mute_new(transaction, &new, batch.at.0.date_naive(), None)?;
            batch.stored.articles += batch.sums.articles;
            Ok(batch.stored)
        })?;
        Ok(())
    }
}

/// One transaction of an import.
struct Batch {
    import: ImportId,
    again: bool,
    at: Clock,
    stored: Stored,
    /// To be indexed.
    new: Vec<(ArticleId, Box<Prepared>)>,
    away: Vec<(ArticleId, (Away, Option<MuteId>))>,
    changes: Changes,
    sums: Sums,
}

impl Batch {
    fn store(&mut self, transaction: &Transaction, entry: Entry) -> Result<()> {
        let stored = &mut self.stored;
        match entry {
            Entry::File(file) => {
                let file = import_files::insert(transaction, self.import, &file)?;
                *stored = Stored { articles: stored.articles, file, ..Stored::default() };
            }
            Entry::Original(original) => {
                stored.original = Some(original);
                import_files::set_original(transaction, stored.file, original)?;
            }
            Entry::BeginOriginal => stored.original = Some(originals::begin(transaction)?),
            Entry::Piece(piece) => {
                if let Some(original) = stored.original {
                    originals::add_piece(transaction, original, stored.pieces, &piece)?;
                    stored.pieces += 1;
                }
            }
            Entry::FinishOriginal { hash, size } => {
                if let Some(mut original) = stored.original {
                    match originals::find(transaction, &hash)? {
                        // A copy that was stored in the same batch.
                        Some(twin) => {
                            originals::delete(transaction, original)?;
                            original = twin;
                        }
                        None => originals::finish(transaction, original, &hash, size)?,
                    }
                    stored.original = Some(original);
                    import_files::set_original(transaction, stored.file, original)?;
                }
            }
            Entry::DropOriginal => {
                if let Some(original) = stored.original.take() {
                    originals::delete(transaction, original)?;
                }
            }
            Entry::Text(packed, hash) => {
                if let Some(original) = stored.original {
                    stored.text = Some(original_texts::insert(transaction, original, packed.as_deref(), &hash)?);
                }
            }
            Entry::Article(prepared, place) => self.store_article(transaction, prepared, place)?,
            Entry::Spans(spans) => {
                if let Some(text) = stored.text {
                    original_texts::set_spans(transaction, text, &spans.now, spans.as_read.as_deref())?;
                }
            }
            Entry::EndFile(end) => self.end_file(transaction, end)?,
        }
        Ok(())
    }

    fn store_article(&mut self, transaction: &Transaction, mut article: Box<Prepared>, place: u32) -> Result<()> {
        let stored = &mut self.stored;
        let mut marks = None;
        let mut known = match known::find(transaction, &article, stored.original.filter(|_| self.again))? {
            Known::Here(id) => {
                // It may have to make room for this reading of it.
                article.content = known::content(transaction, id, &article)?;
                Some(id)
            }
            Known::New(content) => {
                article.content = content;
                None
            }
        };
        if let (true, Some(id), Some(original)) = (self.again, known, stored.original) {
            marks = again::make_room(transaction, &mut self.changes, id, &article, self.import, original)?;
            known = known.filter(|_| marks.is_none());
        }
        if let Some(id) = known {
            if import_articles::insert_known(transaction, self.import, stored.file, id)? {
                stored.known += 1;
            }
            if let Some((text, _)) = articles::text_of(transaction, id)?
                && stored.text.is_some_and(|now| now != text)
                && stored.original == Some(original_texts::original_of(transaction, text)?)
                && import_articles::is_of_broken_reading(transaction, id)?
            {
                articles::move_to_text(transaction, id, stored.text, place)?;
            }
            return Ok(());
        }
        let second = article.seconds.unwrap_or_else(|| self.at.shown_seconds());
        let id = articles::next_id(transaction, second)?;
        let source = sources::id_of(transaction, &article.source)?;
        articles::insert(transaction, id, &article, source, stored.text, place)?;
        article_bodies::insert(transaction, id, &article.body)?;
        articles_as_read::put(transaction, id, article.as_read.as_deref())?;
        article_states::insert(transaction, id)?;
        import_articles::insert_new(transaction, self.import, stored.file, id)?;
        for picture in &article.pictures {
            pictures::keep(transaction, id, picture)?;
        }
        for tag in &article.tags {
            tags::add(transaction, id, tag)?;
        }
        if let Some(marks) = &marks {
            marks.set(transaction, id)?;
            self.away.extend(marks.away.map(|away| (id, away)));
        }
        let facets = Facets {
            source: article.source.clone(),
            language: article.language.clone(),
            day: article.day.clone(),
            tags: Vec::new(),
            unread: true,
            bookmarked: false,
            away: None,
        };
        let is_marked = marks.is_some() || !article.tags.is_empty();
        self.changes.add(&if is_marked { all_facets(transaction, id)?.unwrap_or(facets) } else { facets });
        stored.new += 1;
        self.sums.articles += 1;
        self.new.push((id, article));
        Ok(())
    }

    /// In the order of their ids: FTS5 writes a segment of its own whenever an id is below the one before, and merging
    /// those costs more than all the rest.
    fn index(&mut self, transaction: &Transaction) -> Result<()> {
        self.new.sort_unstable_by_key(|(id, _)| *id);
        for (id, article) in &self.new {
            article_words::insert(transaction, *id, &article.searched)?;
            ungrouped_articles::insert(transaction, *id)?;
        }
        Ok(())
    }

    fn end_file(&mut self, transaction: &Transaction, mut end: FileEnd) -> Result<()> {
        let stored = &mut self.stored;
        if let Some(hash) = end.hash.as_ref().filter(|_| end.skipped)
            && let Some(twin) = import_files::find_complete(transaction, hash)?
        {
            let (format, original) = import_files::format_and_original(transaction, twin)?;
            end.format = format;
            if let Some(original) = original {
                import_files::set_original(transaction, stored.file, original)?;
            }
            file_choices::copy(transaction, twin, stored.file)?;
            end.records = import_files::records_of(transaction, twin)?;
            for (article, _) in import_articles::of_file(transaction, twin)? {
                import_articles::insert_known(transaction, self.import, stored.file, article)?;
                stored.known += 1;
            }
        }
        for choice in &end.choices {
            file_choices::insert(transaction, stored.file, choice)?;
        }
        let brought = add_outlets(transaction, stored.file, &end.outlets)?;
        let is_refused = end.problems.iter().any(|problem| problem.code != ProblemCode::NothingFound);
        let outcome = match (stored.new, stored.known) {
            (0, _) if brought > 0 => FileOutcome::Imported,
            (0, 0) if is_refused => FileOutcome::Refused,
            (0, 0) if !end.outlets.is_empty() => FileOutcome::AlreadyThere,
            (0, 0) => FileOutcome::NothingFound,
            (0, _) => FileOutcome::AlreadyThere,
            _ => FileOutcome::Imported,
        };
        import_files::finish(transaction, stored.file, end.format.as_deref(), outcome, stored.known, &end.problems)?;
        import_files::set_records(transaction, stored.file, end.records)?;
        import_files::set_path(transaction, stored.file, end.path.as_deref())?;
        if let Some(original) = stored.original {
            original_texts::remove_unused(transaction, original)?;
        }
        self.sums.files += 1;
        self.sums.outlets += brought;
        self.sums.problems += u32::try_from(end.problems.len()).unwrap_or(u32::MAX);
        Ok(())
    }
}

/// Puts into the register what it has no name of; says how many.
fn add_outlets(transaction: &Transaction, file: i64, wanted: &[Outlet]) -> Result<u32> {
    if wanted.is_empty() {
        return Ok(0);
    }
    let known = outlets::list(transaction)?.into_iter().flat_map(|(_, outlet)| outlet.keys().collect::<Vec<_>>());
    let mut known: HashSet<String> = known.collect();
    let mut new: Vec<&Outlet> = Vec::new();
    for outlet in wanted {
        if !outlet.keys().any(|key| known.contains(&key)) {
            known.extend(outlet.keys());
            new.push(outlet);
        }
    }
    for (id, outlet) in outlets::insert_all(transaction, &new)?.into_iter().zip(&new) {
        import_outlets::insert(transaction, file, id, outlet)?;
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    import_files::set_known_outlets(transaction, file, count(wanted.len() - new.len()))?;
    Ok(count(new.len()))
}

/// Leaves of files whose reading broke off what holds articles, and nothing else.
pub(crate) fn settle(transaction: &Transaction, import: ImportId) -> Result<()> {
    for (file, original) in import_files::broken(transaction, import)? {
        if import_articles::of_file(transaction, file)?.is_empty() {
            import_files::delete(transaction, file)?;
        }
        if let Some(original) = original
            && !originals::is_needed(transaction, original)?
        {
            originals::delete(transaction, original)?;
        }
    }
    Ok(())
}
