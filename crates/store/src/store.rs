use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{self, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{
    Error, Result,
    connection::{Access, create_folder, open_beside, open_library, open_reader, set_aside_unborn},
    error::unreadable,
    import_writer::settle,
    tables::{imports, originals},
    views::ImportState,
};

/// Readers that wait for the next question. More are made when many ask at once, and closed after.
const IDLE_READERS: usize = 4;

/// An open library. Any number of threads may use it at once.
pub struct Store {
    pub(crate) path: PathBuf,
    /// Before the writer, for fields are dropped in their order: the last connection to close folds the log back into the file,
    /// and a reader may not.
    readers: Mutex<Vec<Connection>>,
    /// None where it can only be read.
    writer: Option<Mutex<Connection>>,
    immutable: bool,
    /// Held shared while the library is open, so that no backup takes its place meanwhile. None on a medium where no
    /// file can be made.
    presence: Option<File>,
}

/// The right to import or undo an import, or to group: one at a time in all programs that have the library open.
/// Given back when dropped, and by the system when the program dies.
pub struct Turn {
    lock: File,
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Closing is not enough: a child process that is being started at this moment has the file too, and would keep
        // the lock until it runs its own program. Where letting go fails, closing does it.
        let _ = self.lock.unlock();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // As with a turn.
        if let Some(presence) = &self.presence {
            let _ = presence.unlock();
        }
    }
}

impl Store {
    /// Opens the library in `folder`, or makes it. Where it cannot be written to, it opens to be read.
    pub fn open(folder: &Path) -> Result<Store> {
        create_folder(folder)?;
        let presence = match take_presence(folder) {
            Ok(presence) => {
                set_aside_unborn(folder, &presence)?;
                presence.lock_shared().map_err(|error| unreadable(folder, error))?;
                Some(presence)
            }
            Err(Error::ReadOnly) => None,
            Err(error) => return Err(error),
        };
        let (path, access) = open_library(folder)?;
        let (writer, immutable) = match access {
            Access::Write(connection) => (Some(Mutex::new(connection)), false),
            Access::Read { immutable } => (None, immutable),
        };
        let store = Store { path, writer, readers: Mutex::default(), immutable, presence };
        if store.writer.is_some()
            && let Ok(_turn) = store.take_import_turn()
        {
            // Nobody imports: what says so was left by a program that died.
            store.write(|transaction| {
                for import in imports::running(transaction)? {
                    settle(transaction, import)?;
                    if !imports::remove_empty(transaction, import)? {
                        imports::set_state(transaction, import, ImportState::Interrupted)?;
                    }
                }
                originals::remove_unfinished(transaction)
            })?;
            store.index_again()?;
        }
        Ok(store)
    }

    /// Where the library and what belongs to it lies.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    pub fn can_write(&self) -> bool {
        self.writer.is_some()
    }

    /// `Busy` while another import runs, here or in another program.
    pub fn take_import_turn(&self) -> Result<Turn> {
        self.take_turn("import.lock")
    }

    pub(crate) fn take_turn(&self, name: &str) -> Result<Turn> {
        if !self.can_write() {
            return Err(Error::ReadOnly);
        }
        let path = self.path.with_extension(name);
        let lock = open_beside(&path)?;
        match lock.try_lock() {
            Ok(()) => Ok(Turn { lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(error)) => Err(unreadable(&path, error)),
        }
    }

    /// All of `change` or, where it fails, nothing of it.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut writer = self.lock_writer()?;
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = change(&transaction)?;
        transaction.commit()?;
        Ok(changed)
    }

    /// On a connection of its own, for `integrity_check`: FTS5 has that one go by what the connection remembers of the
    /// index from its last search, and finds damage where another connection has merged since.
    /// Another number than before where another program has changed the library since; not for our own changes. None while
    /// we write, and where we never do. Takes some microseconds.
    pub fn foreign_state(&self) -> Result<Option<i64>> {
        let writer = match self.writer.as_ref().map(Mutex::try_lock) {
            Some(Ok(writer)) => writer,
            Some(Err(sync::TryLockError::Poisoned(writer))) => writer.into_inner(),
            Some(Err(sync::TryLockError::WouldBlock)) | None => return Ok(None),
        };
        Ok(Some(writer.pragma_query_value(None, "data_version", |row| row.get(0))?))
    }

    pub(crate) fn read_afresh<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut reader = open_reader(&self.path, self.immutable)?;
        question(&*reader.transaction()?)
    }

    /// What `question` asks, it is answered from the library as it was at one moment.
    pub(crate) fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.lock_readers().pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => open_reader(&self.path, self.immutable)?,
        };
        let transaction = reader.transaction()?;
        let answer = question(&transaction);
        // Ends the snapshot, so that the log can be folded back into the file.
        transaction.finish()?;
        let mut readers = self.lock_readers();
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        answer
    }

    pub(crate) fn lock_writer(&self) -> Result<MutexGuard<'_, Connection>> {
        let writer = self.writer.as_ref().ok_or(Error::ReadOnly)?;
        // A panic in the middle has rolled its transaction back.
        Ok(writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn lock_readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file by whose lock programs know that the library is open.
pub(crate) fn take_presence(folder: &Path) -> Result<File> {
    open_beside(&folder.join("tidings.open.lock"))
}
