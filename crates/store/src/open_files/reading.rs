use std::{
    collections::HashMap,
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::{Component, Path, PathBuf},
};

use articles::Article;
use rusqlite::{Connection, OpenFlags, Transaction, types::Value};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{
    ATTACHMENTS, FORMAT, ImportWith, MANIFEST, Manifest, TABLES,
    columns::{Kind, is_remade, kind_of, read_value},
};
use crate::{
    Clock, Error, LIBRARY_FILE, Result,
    backups::{PART, check_copy, put_in_place, take_alone},
    connection::{APPLICATION_ID, MIGRATIONS, create_file, create_folder},
    error::unreadable,
    hash::{hex, sha256},
    import_writer::PIECE_BYTES,
    packed::{pack, pack_json, unpack_json},
    tables::{
        article_states, counters,
        every::{self, Table},
        health, originals, watched_folders,
    },
};

const BETWEEN_LOOKS: u64 = 64;

/// Makes a library of the export in `from` and puts it in the place of the one in `folder`, which is kept in a folder of
/// its own: given, where there was one. `Busy` while a program has it open. Nothing is changed before all was read and
/// held against its sums.
pub fn import_library(folder: &Path, from: &Path, now: Clock, with: &ImportWith<'_>) -> Result<Option<PathBuf>> {
    let manifest = read_manifest(from)?;
    create_folder(folder)?;
    let _alone = take_alone(folder)?;
    let fresh = folder.join(format!("{LIBRARY_FILE}.{PART}"));
    let made = make(&fresh, from, &manifest, with).and_then(|()| check_copy(&fresh));
    if let Err(error) = made {
        // Of no use, and large.
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    put_in_place(folder, &fresh, now)
}

fn read_manifest(from: &Path) -> Result<Manifest> {
    let path = from.join(MANIFEST);
    let foreign = || Error::NotAnExport { path: from.to_owned() };
    let bytes = fs::read(&path).map_err(|_| foreign())?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| foreign())?;
    if manifest.format > FORMAT || manifest.schema > MIGRATIONS.len() as i64 {
        return Err(Error::Newer { path: from.to_owned(), version: manifest.schema });
    }
    if manifest.schema < 1 {
        return Err(foreign());
    }
    Ok(manifest)
}

fn make(fresh: &Path, from: &Path, manifest: &Manifest, with: &ImportWith<'_>) -> Result<()> {
    let _ = fs::remove_file(fresh);
    create_file(fresh)?;
    let mut connection = Connection::open_with_flags(fresh, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Nobody's library yet: it is brought to the disk once, whole, and left away where anything fails. References are held
    // at the end, for tables come in the order of their names.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
    let (then, since) = MIGRATIONS.split_at(usize::try_from(manifest.schema).unwrap_or(0));
    let transaction = connection.transaction()?;
    for migration in then {
        transaction.execute_batch(migration)?;
    }
    let all = manifest.tables.values().fold(0u64, |sum, table| sum.saturating_add(table.rows));
    Reading { transaction: &transaction, from, manifest, with, done: 0, all }.read()?;
    for migration in since {
        transaction.execute_batch(migration)?;
    }
    // What is to be watched here is said here.
    watched_folders::pause(&transaction)?;
    // But for what was so in the library that it is of.
    let faults = health::faults_of_reading(&transaction)?;
    if let Some(detail) = faults.into_iter().find(|fault| !manifest.problems.contains(fault)) {
        return Err(Error::ExportDamaged { path: from.to_owned(), detail });
    }
    remake(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    transaction.commit()?;
    drop(connection);
    File::open(fresh).and_then(|file| file.sync_all()).map_err(|error| unreadable(fresh, error))
}

/// What was left out: counts, and the queue of what is to be indexed, which the next start works through.
fn remake(transaction: &Transaction<'_>) -> Result<()> {
    // Of an article whose row was lost nobody has read anything.
    article_states::insert_missing(transaction)?;
    transaction
        .execute_batch("DELETE FROM unindexed_articles; INSERT INTO unindexed_articles SELECT id FROM articles;")?;
    counters::remake(transaction)
}

struct Reading<'a> {
    transaction: &'a Transaction<'a>,
    from: &'a Path,
    manifest: &'a Manifest,
    with: &'a ImportWith<'a>,
    done: u64,
    all: u64,
}

impl Reading<'_> {
    fn read(&mut self) -> Result<()> {
        let mut tables: Vec<Table> =
            every::tables(self.transaction)?.into_iter().filter(|table| !is_remade(&table.name)).collect();
        // SQLite's own note of the last ids: after the rows that change it.
        tables.sort_by_key(|table| table.name.starts_with("sqlite_"));
        if let Some(name) = self.manifest.tables.keys().find(|name| tables.iter().all(|table| table.name != **name)) {
            return Err(self.damaged(&format!("a table {name} that is not known")));
        }
        for table in &tables {
            // What a new library begins with is in the export too, as it was there.
            every::empty(self.transaction, table)?;
            self.read_table(table)?;
        }
        Ok(())
    }

    fn read_table(&mut self, table: &Table) -> Result<()> {
        let name = format!("{TABLES}/{}.jsonl", table.name);
        let Some(told) = self.manifest.tables.get(&table.name) else {
            return Err(self.damaged(&format!("{name} is missing")));
        };
        let kinds: Vec<Kind> = table.columns.iter().map(|column| kind_of(&table.name, column)).collect();
        let mut file = BufReader::new(self.open(&name)?);
        let (mut sum, mut rows, mut line) = (Sha256::new(), 0, Vec::new());
        loop {
            line.clear();
            if file.read_until(b'\n', &mut line).map_err(|error| self.not_read(&name, &error))? == 0 {
                break;
            }
            sum.update(&line);
            rows += 1;
            let row: HashMap<String, Box<RawValue>> = serde_json::from_slice(&line)
                .map_err(|error| self.damaged(&format!("{name}, line {rows}: {error}")))?;
            self.read_row(table, &kinds, &row).map_err(|error| match error {
                Error::Cancelled | Error::Full => error,
                error => self.damaged(&format!("{name}, line {rows}: {error}")),
            })?;
            self.look()?;
        }
        if rows != told.rows || hex(&sum.finalize()) != told.sha256 {
            return Err(self.damaged(&format!("{name} is not what was written")));
        }
        Ok(())
    }

    fn read_row(&self, table: &Table, kinds: &[Kind], row: &HashMap<String, Box<RawValue>>) -> Result<()> {
        let as_stored: HashMap<String, Box<RawValue>> = match row.get("as_stored") {
            Some(columns) => serde_json::from_str(columns.get())?,
            None => HashMap::new(),
        };
        let mut values = Vec::with_capacity(kinds.len());
        for (column, kind) in table.columns.iter().zip(kinds) {
            let written = row.get(column).ok_or_else(|| Error::Damaged(format!("{column} is missing")))?;
            let is_body = matches!(table.name.as_str(), "article_bodies" | "articles_as_read") && column == "body";
            values.push(match as_stored.get(column) {
                Some(stored) => {
                    let stored = read_value(Kind::Plain, stored, &mut |file| self.fetch(file))?;
                    match &stored {
                        // Damage is nobody's HTML; what is whole all the same is cleaned like any other.
                        Value::Blob(packed) if is_body => match unpack_json(packed) {
                            Ok(article) => Value::Blob(pack_json(&self.clean_article(article))?),
                            Err(_) => stored,
                        },
                        _ => stored,
                    }
                }
                None if is_body => self.clean_body(written.get())?,
                None => read_value(*kind, written, &mut |file| self.fetch(file))?,
            });
        }
        every::insert(self.transaction, table, &values)?;
        if table.name == "originals"
            && let (Some(Value::Integer(id)), Some(Value::Text(hash))) = (values.first(), values.get(1))
        {
            match (row.get("file"), row.get("pieces")) {
                (Some(file), _) => self.read_original(*id, hash, &serde_json::from_str::<String>(file.get())?)?,
                (None, Some(pieces)) => {
                    for (n, file) in (0..).zip(serde_json::from_str::<Vec<String>>(pieces.get())?) {
                        originals::add_piece(self.transaction, *id, n, &self.fetch(&file)?)?;
                    }
                }
                (None, None) => return Err(Error::Damaged("a file without its bytes".to_owned())),
            }
        }
        Ok(())
    }

    /// The same bytes as long as its HTML is what may be stored.
    fn clean_body(&self, json: &str) -> Result<Value> {
        let article: Article = serde_json::from_str(json)?;
        let cleaned = self.clean_article(article.clone());
        Ok(Value::Blob(if cleaned.html == article.html { pack(json.as_bytes())? } else { pack_json(&cleaned)? }))
    }

    fn clean_article(&self, article: Article) -> Article {
        Article { html: (self.with.clean)(&article.html), ..article }
    }

    fn read_original(&self, id: i64, hash: &str, file: &str) -> Result<()> {
        let (mut from, mut sum, mut n) = (self.open(file)?, Sha256::new(), 0);
        loop {
            let mut piece = Vec::new();
            let read = from.by_ref().take(PIECE_BYTES as u64).read_to_end(&mut piece);
            if read.map_err(|error| self.not_read(file, &error))? == 0 {
                break;
            }
            if !(self.with.told)(self.done, self.all) {
                return Err(Error::Cancelled);
            }
            sum.update(&piece);
            originals::add_piece(self.transaction, id, n, &pack(&piece)?)?;
            n += 1;
        }
        if hex(&sum.finalize()) == hash {
            Ok(())
        } else {
            Err(self.damaged(&format!("{file} is not what was written")))
        }
    }

    /// An attachment that is named by the hash of its bytes.
    fn fetch(&self, file: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(file)?.read_to_end(&mut bytes).map_err(|error| self.not_read(file, &error))?;
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        if sha256(&bytes) == name { Ok(bytes) } else { Err(self.damaged(&format!("{file} is not what was written"))) }
    }

    /// A file of the export itself: never one that it leads to elsewhere.
    fn open(&self, file: &str) -> Result<File> {
        let path = Path::new(file);
        let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)))
            && (path.starts_with(ATTACHMENTS) || path.starts_with(TABLES));
        if !is_inside {
            return Err(self.damaged(&format!("{file} is outside of it")));
        }
        let mut step = self.from.to_owned();
        for part in path.components() {
            step.push(part);
            let there = fs::symlink_metadata(&step).map_err(|error| self.not_read(file, &error))?;
            if there.is_symlink() {
                return Err(self.damaged(&format!("{file} is a link")));
            }
        }
        if !step.is_file() {
            return Err(self.damaged(&format!("{file} is no file")));
        }
        File::open(&step).map_err(|error| self.not_read(file, &error))
    }

    fn look(&mut self) -> Result<()> {
        self.done += 1;
        if self.done.is_multiple_of(BETWEEN_LOOKS) && !(self.with.told)(self.done, self.all) {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    fn not_read(&self, file: &str, error: &std::io::Error) -> Error {
        self.damaged(&format!("{file}: {error}"))
    }

    fn damaged(&self, detail: &str) -> Error {
        Error::ExportDamaged { path: self.from.to_owned(), detail: detail.to_owned() }
    }
}
