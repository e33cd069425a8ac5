use std::path::Path;

use chrono::{DateTime, FixedOffset};
use store::Clock;
use task::Task;

use crate::{App, Error, operations::*};

/// 10 ms of work for articles, so that nobody who reads meanwhile notices; of files and pictures fewer.
const SCRUBBED_AT_ONCE: u32 = 200;

impl App {
    /// Copies the library as it is now, whole, beside it. As long as reading and writing all of it takes.
    pub fn back_up(&self, _ask: BackUp) -> Result<Backup, Error> {
        Ok(self.store().back_up(self.now())?)
    }

    /// A few articles, files or pictures more of the slow look at all of them. What fails is met again, and said by
    /// whoever asks for it.
    pub fn scrub_a_little(&self) {
        if let Ok(Some(count)) = self.store().scrub_next(SCRUBBED_AT_ONCE, self.now())
            && count > 0
        {
            self.tell(Event::DamageFound { count });
        }
    }

    /// All of them, now.
    pub fn scrub_all(&self, task: &Task) -> Result<DamageList, Error> {
        self.store().scrub_all(self.now(), &|| task.check().is_ok())?;
        self.list_damage(ListDamage {})
    }

    pub fn list_damage(&self, _ask: ListDamage) -> Result<DamageList, Error> {
        Ok(self.store().list_damage()?)
    }

    /// Puts back what the copies have, and gives what none of them has.
    pub fn mend_damage(&self, _ask: MendDamage) -> Result<DamageList, Error> {
        let still = self.store().mend_damage(self.now())?;
        self.tell(Event::LibraryChanged {});
        Ok(still)
    }

    /// The day's copy, where there is none yet. One that fails is told, and tried again when next asked for.
    pub fn back_up_if_due(&self) {
        let made = match self.store().is_backup_due(self.now()) {
            Ok(false) => return,
            Ok(true) => self.store().back_up(self.now()),
            Err(error) => Err(error),
        };
        // Another program makes it at this moment.
        if let Err(error) = made
            && !matches!(error, store::Error::Busy)
        {
            self.tell(Event::BackupFailed { error: error.into() });
        }
    }
}

/// The copies of the library in that folder, newest first. Asks nothing of the library itself, which may be damaged.
pub fn list_backups(folder: &Path) -> Result<BackupList, Error> {
    Ok(BackupList { backups: store::list_backups(folder)? })
}

/// Puts a copy in the library's place, and keeps what was there. Nobody may have the library open.
pub fn restore_backup(folder: &Path, ask: &RestoreBackup, now: DateTime<FixedOffset>) -> Result<Restored, Error> {
    Ok(store::restore_backup(folder, &ask.name, Clock(now))?)
}
