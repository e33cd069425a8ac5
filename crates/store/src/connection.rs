mod unborn;

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, config::DbConfig};

use crate::{Error, Result, backups::back_up_before_migration, error::unreadable};

pub(crate) use unborn::set_aside_unborn;

pub const LIBRARY_FILE: &str = "tidings.db";
/// `TIDG`, in the header of the file.
pub(crate) const APPLICATION_ID: i64 = 0x5449_4447;
/// Each is done once, in one transaction; what was released is never changed.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_library.sql"),
    include_str!("../migrations/0002_preferences_and_watching.sql"),
    include_str!("../migrations/0003_stories.sql"),
    include_str!("../migrations/0004_pictures.sql"),
    include_str!("../migrations/0005_former_stories.sql"),
    include_str!("../migrations/0006_titles_and_versions.sql"),
    include_str!("../migrations/0007_corrections.sql"),
    include_str!("../migrations/0008_highlights.sql"),
    include_str!("../migrations/0009_away.sql"),
    include_str!("../migrations/0010_tags_in_tags.sql"),
    include_str!("../migrations/0011_outlets_and_counts.sql"),
    include_str!("../migrations/0012_one_list_of_aliases.sql"),
    include_str!("../migrations/0013_article_meanings.sql"),
    include_str!("../migrations/0014_collections.sql"),
    include_str!("../migrations/0015_printings_and_choice.sql"),
];
const PATIENCE: Duration = Duration::from_secs(5);

/// How a library can be used.
pub(crate) enum Access {
    Write(Connection),
    /// `immutable`: on a medium where SQLite can keep no file beside it.
    Read {
        immutable: bool,
    },
}

/// Makes the library where there is none, and brings an older one up to date.
/// One that is newer, or no library, is left as it is to the byte.
pub(crate) fn open_library(folder: &Path) -> Result<(PathBuf, Access)> {
    let path = folder.join(LIBRARY_FILE);
    create_folder(folder)?;
    match peek(&path)? {
        Peek::Nothing => create_file(&path)?,
        Peek::Ours => {}
        Peek::Newer(version) => return Err(Error::Newer { path, version }),
        Peek::Foreign => return Err(Error::NotALibrary { path }),
    }
    let mut connection = Connection::open_with_flags(&path, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))?;
    // Until it is known to be ours and not newer, closing must leave the file alone.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(PATIENCE)?;
    if connection.is_readonly("main")? {
        return open_to_read(path);
    }
    // The first question makes the files that SQLite keeps beside the library.
    match connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)) {
        Err(error) if has_no_room(&error) => return open_to_read(path),
        _ => {}
    }
    check_version(&connection, &path)?;
    match connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0)) {
        Ok(_) => {}
        Err(error) if is_refused(&error) => return open_to_read(path),
        Err(error) => return Err(error.into()),
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    prepare(&connection)?;
    // FULL: what was answered as saved is on the disk, also after a power cut. 20,000 articles are written in 10.4 CPU-s with
    // 8 MB of pages held, and in 9.4 with 32, which would stay held.
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8192;")?;
    match migrate(&mut connection, &path) {
        Ok(()) => Ok((path, Access::Write(connection))),
        Err(Error::ReadOnly) => open_to_read(path),
        Err(error) => Err(error),
    }
}

pub(crate) fn open_reader(path: &Path, immutable: bool) -> Result<Connection> {
    let connection = if immutable {
        open_immutable(path)?
    } else {
        Connection::open_with_flags(path, flags(OpenFlags::SQLITE_OPEN_READ_ONLY))?
    };
    connection.busy_timeout(PATIENCE)?;
    prepare(&connection)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192;")?;
    Ok(connection)
}

fn open_immutable(path: &Path) -> Result<Connection> {
    let uri = format!("file:{}?immutable=1", escaped(path));
    Ok(Connection::open_with_flags(uri, flags(OpenFlags::SQLITE_OPEN_READ_ONLY) | OpenFlags::SQLITE_OPEN_URI)?)
}

/// For a file beside the library: a lock.
pub(crate) fn open_beside(path: &Path) -> Result<File> {
    private(OpenOptions::new().read(true).write(true).create(true).truncate(false))
        .open(path)
        .map_err(|error| unreadable(path, error))
}

fn flags(access: OpenFlags) -> OpenFlags {
    // Each connection is used by one thread at a time.
    access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")?;
    // A damaged or forged library must not make SQLite write where only it may.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| unreadable(folder, error))
}

/// SQLite gives the files that it keeps beside it the same rights.
pub(crate) fn create_file(path: &Path) -> Result<()> {
    match private(OpenOptions::new().write(true).create(true).truncate(false)).open(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(unreadable(path, error)),
    }
}

/// A new name in a folder is on the disk when the folder is.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(windows) {
        // There a folder cannot be opened, and its names are written with its files.
        return Ok(());
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| unreadable(folder, error))
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

enum Peek {
    Nothing,
    Ours,
    Newer(i64),
    Foreign,
}

/// Reads the header, and neither locks nor makes anything. Through SQLite, although only eight bytes are wanted: to
/// open and close the file in any other way would let go of the locks that another `Store` of this program has on it.
fn peek(path: &Path) -> Result<Peek> {
    match fs::metadata(path) {
        Ok(file) if file.len() == 0 => return Ok(Peek::Nothing),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Peek::Nothing),
        Err(error) => return Err(unreadable(path, error)),
    }
    let connection = open_immutable(path)?;
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    match number("application_id").and_then(|id| Ok((id, number("user_version")?))) {
        Ok((APPLICATION_ID, version)) if version > MIGRATIONS.len() as i64 => Ok(Peek::Newer(version)),
        // Both are nothing where a library's first transaction did not reach the file: `check_version` looks closer.
        Ok((APPLICATION_ID, _) | (0, 0)) => Ok(Peek::Ours),
        Ok(_) => Ok(Peek::Foreign),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Ok(Peek::Foreign),
        // A power cut while the log was folded back leaves a first page that says more pages than the file has. The log has
        // them all: `check_version` reads both.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) && has_log(path) => Ok(Peek::Ours),
        Err(error) => Err(error.into()),
    }
}

fn has_log(path: &Path) -> bool {
    fs::metadata(path.with_file_name(format!("{LIBRARY_FILE}-wal"))).is_ok_and(|log| log.len() > 0)
}

/// As `peek`, with what lies in the log beside the file.
fn check_version(connection: &Connection, path: &Path) -> Result<()> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let version = number("user_version")?;
    if version > MIGRATIONS.len() as i64 {
        return Err(Error::Newer { path: path.to_owned(), version });
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match number("application_id")? {
        APPLICATION_ID => Ok(()),
        0 if tables == 0 => Ok(()),
        _ => Err(Error::NotALibrary { path: path.to_owned() }),
    }
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let mut is_safe = false;
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Asked inside the transaction: another program may have done it meanwhile.
        let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(migration) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version)) else {
            return check_version(&transaction, path);
        };
        // Once, of the library as it was found; a new one has nothing to lose. The copy is a reader's view: the
        // transaction that is open here has changed nothing yet.
        if version > 0
            && !is_safe
            && let Some(folder) = path.parent()
        {
            back_up_before_migration(folder, version + 1)?;
        }
        is_safe = true;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
}

fn open_to_read(path: PathBuf) -> Result<(PathBuf, Access)> {
    for immutable in [false, true] {
        // What lies in a log that cannot be read would be missing.
        if immutable && has_log(&path) {
            return Err(Error::ReadOnly);
        }
        let connection = match open_reader(&path, immutable) {
            Ok(connection) => connection,
            Err(_) if !immutable => continue,
            Err(error) => return Err(error),
        };
        match connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)) {
            Ok(version) if version == MIGRATIONS.len() as i64 => return Ok((path, Access::Read { immutable })),
            Ok(version) if version > MIGRATIONS.len() as i64 => return Err(Error::Newer { path, version }),
            // An old one wants to be brought up to date first.
            Ok(_) => return Err(Error::ReadOnly),
            Err(error) if is_refused(&error) || has_no_room(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::ReadOnly)
}

fn is_refused(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied))
}

/// On a full disk the memory that programs share, a file too, cannot be made.
pub(crate) fn has_no_room(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE};
    let extended = error.sqlite_error().map(|error| error.extended_code);
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
        || extended
            .is_some_and(|code| [SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE].contains(&code))
}

/// A path inside a URI, whatever bytes it is of.
fn escaped(path: &Path) -> String {
    let mut uri = String::new();
    // On Windows, `C:\a` is `/C:/a`.
    if cfg!(windows) {
        uri.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b':' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri
}
