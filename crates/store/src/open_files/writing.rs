use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, DirBuilder, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use articles::{Article, ArticleId};
use rusqlite::{Connection, OptionalExtension, Row, types::Value};
use sha2::{Digest, Sha256};

use super::{
    ARTICLES, ATTACHMENTS, ExportWith, FORMAT, LibraryExported, MANIFEST, Manifest, TABLES, TableFile,
    columns::{Kind, is_remade, is_written_null, kind_of, write_value},
};
use crate::{
    Clock, Error, Result, Store,
    connection::{MIGRATIONS, create_folder, sync_folder},
    hash::{hex, sha256},
    packed::unpack_json,
    tables::{
        every::{self, Table},
        health, originals,
    },
};

/// Of rows, between two looks at whether it is still wanted.
const BETWEEN_LOOKS: u64 = 64;

impl Store {
    /// Writes all of the library into `folder`, which must not be there yet or be empty: beside it first, and then put
    /// there in one step. As it is at this moment; reading and writing go on meanwhile.
    pub fn export_library(
        &self,
        folder: &Path,
        program: &str,
        now: Clock,
        with: &ExportWith<'_>,
    ) -> Result<LibraryExported> {
        let beside = make_beside(folder)?;
        let written = self.read_afresh(|connection| {
            let mut writing = Writing {
                connection,
                folder: &beside,
                with,
                done: 0,
                all: 0,
                exported: LibraryExported {
                    folder: folder.to_owned(),
                    articles: 0,
                    attachments: 0,
                    problems: Vec::new(),
                },
                folders: BTreeSet::new(),
            };
            writing.write(program, now)?;
            Ok(writing.exported)
        });
        let moved = written.and_then(|exported| {
            fs::rename(&beside, folder).map_err(|error| not_written(folder, error))?;
            sync_folder(parent_of(folder))?;
            Ok(exported)
        });
        match moved {
            Ok(exported) => Ok(exported),
            Err(error) => {
                // Half of what nobody asked for; where it is not there, all the better.
                let _ = fs::remove_dir_all(&beside);
                Err(error)
            }
        }
    }
}

/// A folder of its own: another export to the same place, or what is left of one, is not written into.
fn make_beside(folder: &Path) -> Result<PathBuf> {
    let parent = parent_of(folder);
    create_folder(parent).map_err(|error| match error {
        Error::Unreadable { path, error } => Error::NotWritten { path, error },
        Error::ReadOnly => not_written(parent, std::io::ErrorKind::PermissionDenied.into()),
        error => error,
    })?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut builder = DirBuilder::new();
    // Nobody else's to read, like the library.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let mut n = 0;
    loop {
        let beside = folder.with_file_name(format!(".{name}.{}.{n}.part", std::process::id()));
        match builder.create(&beside) {
            Ok(()) => return Ok(beside),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => n += 1,
            Err(error) => return Err(not_written(&beside, error)),
        }
    }
}

fn parent_of(folder: &Path) -> &Path {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

struct Writing<'a> {
    connection: &'a Connection,
    folder: &'a Path,
    with: &'a ExportWith<'a>,
    done: u64,
    all: u64,
    exported: LibraryExported,
    /// Made inside, with the lists of pages in them: to be brought to the disk before it is said that all is there.
    folders: BTreeSet<PathBuf>,
}

impl Writing<'_> {
    fn write(&mut self, program: &str, now: Clock) -> Result<()> {
        let tables: Vec<Table> =
            every::tables(self.connection)?.into_iter().filter(|table| !is_remade(&table.name)).collect();
        for table in &tables {
            // Of one that is damaged nobody knows.
            self.all += every::count(self.connection, table).unwrap_or(0);
        }
        self.make_folder(TABLES)?;
        let mut files = BTreeMap::new();
        for table in &tables {
            files.insert(table.name.clone(), self.write_table(table)?);
        }
        match health::faults_of_reading(self.connection) {
            Ok(faults) => self.exported.problems.extend(faults),
            Err(Error::Damaged(fault)) => self.exported.problems.push(fault),
            Err(error) => return Err(error),
        }
        for folder in &self.folders {
            sync_folder(&self.folder.join(folder))?;
        }
        let manifest = Manifest {
            about:
                "A library of Tidings as open files: a row a line in tables/, the files and pictures that they name in \
                    attachments/, and a page for each article in articles/."
                    .to_owned(),
            format: FORMAT,
            schema: MIGRATIONS.len() as i64,
            program: program.to_owned(),
            made_at: now.0.to_rfc3339(),
            tables: files,
            problems: self.exported.problems.clone(),
        };
        // Last: a folder without it is no export.
        self.write_file(Path::new(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
        sync_folder(self.folder)
    }

    fn write_table(&mut self, table: &Table) -> Result<TableFile> {
        let path = self.folder.join(TABLES).join(format!("{}.jsonl", table.name));
        let put = |error| not_written(&path, error);
        let mut file = BufWriter::new(File::create(&path).map_err(put)?);
        let (mut sum, mut written) = (Sha256::new(), 0);
        let kinds: Vec<Kind> = table.columns.iter().map(|column| kind_of(&table.name, column)).collect();
        let mut statement = self.connection.prepare(&every::select(table))?;
        let mut rows = statement.query([])?;
        let mut line = Vec::new();
        loop {
            let row = match rows.next() {
                Ok(None) => break,
                Ok(Some(row)) => row,
                Err(error) => match Error::from(error) {
                    Error::Damaged(fault) => {
                        self.exported.problems.push(format!("{}, after row {written}: {fault}", table.name));
                        break;
                    }
                    error => return Err(error),
                },
            };
            // Of a file that is just coming in: nobody's until it is whole.
            if table.name == "originals" && originals::is_unfinished(&row.get::<_, String>(1)?) {
                continue;
            }
            line.clear();
            self.write_row(table, &kinds, row, &mut line)?;
            sum.update(&line);
            file.write_all(&line).map_err(put)?;
            written += 1;
            self.look()?;
        }
        let file = file.into_inner().map_err(|error| put(error.into_error()))?;
        file.sync_all().map_err(put)?;
        Ok(TableFile { rows: written, sha256: hex(&sum.finalize()) })
    }

    fn write_row(&mut self, table: &Table, kinds: &[Kind], row: &Row<'_>, line: &mut Vec<u8>) -> Result<()> {
        let mut as_stored: Vec<usize> = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            line.push(if at == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut *line, column)?;
            line.push(b':');
            let (value, begin) = (row.get_ref(at)?, line.len());
            let written = write_value(kinds[at], value, &mut |bytes| self.attach(bytes), line);
            match written {
                Ok(()) if !is_written_null(kinds[at], value) => {}
                Ok(()) => as_stored.push(at),
                Err(Error::Damaged(fault)) => {
                    self.tell(table, row, &format!("{column}: {fault}"));
                    line.truncate(begin);
                    line.extend(b"null");
                    as_stored.push(at);
                }
                Err(error) => return Err(error),
            }
        }
        for (n, at) in as_stored.iter().enumerate() {
            line.extend(if n == 0 { &b",\"as_stored\":{"[..] } else { b"," });
            serde_json::to_writer(&mut *line, &table.columns[*at])?;
            line.push(b':');
            write_value(Kind::Plain, row.get_ref(*at)?, &mut |bytes| self.attach(bytes), line)?;
        }
        if !as_stored.is_empty() {
            line.push(b'}');
        }
        match table.name.as_str() {
            "originals" => match self.write_original(row.get(0)?, &row.get::<_, String>(1)?) {
                Ok(path) => {
                    line.extend(b",\"file\":");
                    serde_json::to_writer(&mut *line, &path)?;
                }
                Err(Error::Damaged(fault)) => {
                    self.tell(table, row, &fault);
                    let pieces = originals::packed_pieces(self.connection, row.get(0)?)?;
                    let pieces = pieces.iter().map(|piece| self.attach(piece)).collect::<Result<Vec<_>>>()?;
                    line.extend(b",\"pieces\":");
                    serde_json::to_writer(&mut *line, &pieces)?;
                }
                Err(error) => return Err(error),
            },
            "article_bodies" => {
                // Where there is nothing to be read there is no page; that is told above.
                if let Ok(article) = unpack_json(row.get_ref(1)?.as_blob().unwrap_or_default()) {
                    self.write_page(ArticleId(row.get(0)?), &article)?;
                }
            }
            _ => {}
        }
        line.extend(b"}\n");
        Ok(())
    }

    fn tell(&mut self, table: &Table, row: &Row<'_>, fault: &str) {
        let key: Value = row.get(0).unwrap_or(Value::Null);
        self.exported.problems.push(format!("{} {key:?}: {fault}", table.name));
    }

    /// A page to be read, and a line about it in the list of its month.
    fn write_page(&mut self, id: ArticleId, article: &Article) -> Result<()> {
        let printed = article.published.as_ref().map(|published| published.at.to_string()).unwrap_or_default();
        let month = printed.get(..7).filter(|month| month.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
        let month = month.unwrap_or("undated");
        let folder = Path::new(ARTICLES).join(month);
        let list = folder.join("index.html");
        self.make_folder(&folder)?;
        let picture = |hash: &str| self.path_of_picture(hash).ok().flatten();
        let page = (self.with.page)(id, article, &picture);
        let path = self.folder.join(folder.join(format!("{id}.html")));
        fs::write(&path, page.html).map_err(|error| not_written(&path, error))?;
        let list = self.folder.join(list);
        let put = |error| not_written(&list, error);
        let mut entries = File::options().append(true).create(true).open(&list).map_err(put)?;
        if entries.metadata().map_err(put)?.len() == 0 {
            let head = format!("<!doctype html><meta charset=\"utf-8\"><title>{month}</title>\n<ul>\n");
            entries.write_all(head.as_bytes()).map_err(put)?;
        }
        let entry = format!("<li>{}</li>\n", page.entry);
        entries.write_all(entry.as_bytes()).map_err(put)?;
        self.exported.articles += 1;
        Ok(())
    }

    fn write_original(&mut self, id: i64, hash: &str) -> Result<String> {
        let name: Option<String> = self
            .connection
            .prepare_cached("SELECT file FROM import_files WHERE original = ?1 ORDER BY id LIMIT 1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        let ending = name.as_deref().and_then(|name| Path::new(name).extension()?.to_str());
        let ending =
            ending.filter(|ending| ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let path = attachment(hash, ending.unwrap_or_default());
        let whole = self.place_of(&path)?;
        let put = |error| not_written(&whole, error);
        let mut file = File::create(&whole).map_err(put)?;
        let written = originals::each_piece(self.connection, id, &mut |piece| {
            if !(self.with.told)(self.done, self.all) {
                return Err(Error::Cancelled);
            }
            file.write_all(piece).map_err(put)
        });
        if let Err(error) = written {
            drop(file);
            // Half a file under the hash of the whole.
            fs::remove_file(&whole).map_err(put)?;
            return Err(error);
        }
        file.sync_all().map_err(put)?;
        self.exported.attachments += 1;
        Ok(path)
    }

    fn attach(&mut self, bytes: &[u8]) -> Result<String> {
        let path = attachment(&sha256(bytes), ending_of(bytes));
        self.place_of(&path)?;
        self.write_file(Path::new(&path), bytes)?;
        self.exported.attachments += 1;
        Ok(path)
    }

    fn path_of_picture(&self, hash: &str) -> Result<Option<String>> {
        let head: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT substr(bytes, 1, 16) FROM pictures WHERE hash = ?1")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        Ok(head.map(|head| attachment(hash, ending_of(&head))))
    }

    fn place_of(&mut self, path: &str) -> Result<PathBuf> {
        if let Some(folder) = Path::new(path).parent() {
            self.make_folder(folder)?;
        }
        Ok(self.folder.join(path))
    }

    fn make_folder(&mut self, path: impl AsRef<Path>) -> Result<()> {
        if self.folders.contains(path.as_ref()) {
            return Ok(());
        }
        let folder = self.folder.join(&path);
        fs::create_dir_all(&folder).map_err(|error| not_written(&folder, error))?;
        self.folders.extend(path.as_ref().ancestors().filter(|one| !one.as_os_str().is_empty()).map(Path::to_owned));
        Ok(())
    }

    fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(path);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| not_written(&path, error))
    }

    fn look(&mut self) -> Result<()> {
        self.done += 1;
        if self.done.is_multiple_of(BETWEEN_LOOKS) && !(self.with.told)(self.done, self.all) {
            return Err(Error::Cancelled);
        }
        Ok(())
    }
}

/// Some hundreds in a folder: file managers open it.
fn attachment(hash: &str, ending: &str) -> String {
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{ATTACHMENTS}/{}/{hash}{dot}{ending}", hash.get(..2).unwrap_or("00"))
}

/// Told from the bytes, so that whoever opens it needs no table.
fn ending_of(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => "jpg",
        [0x89, b'P', b'N', b'G', ..] => "png",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "webp",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => "avif",
        _ => "",
    }
}

fn not_written(path: &Path, error: std::io::Error) -> Error {
    Error::NotWritten { path: path.to_owned(), error }
}
