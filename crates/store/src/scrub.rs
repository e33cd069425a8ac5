//! A slow look at all that is kept: what a disk turned over is found before somebody wants to read it, while there are
//! copies that still have it.

use articles::{Article, ArticleId};
use chrono::{DateTime, TimeDelta};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::{
    Clock, Error, Result, Store,
    backups::{list_backups, open_backup},
    packed::unpack_json,
    prepared::is_known_by,
    tables::{
        contents::{self, KeptArticle},
        settings,
    },
    views::{Damage, DamageList, DamagedPart},
};

/// Where the look is kept: a value among the settings, so that it goes on where it was after a start.
const NAME: &str = "scrub";
/// From the end of one look to the next.
const BETWEEN_PASSES: TimeDelta = TimeDelta::days(7);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Scrub {
    part: DamagedPart,
    /// The last id that was looked at.
    after: Option<i64>,
    /// RFC 3339, of the last whole pass.
    finished_at: Option<String>,
    damaged: Vec<(DamagedPart, i64)>,
}

impl Store {
    /// Looks at the next so many articles, files or pictures, and gives how many are newly known to be damaged. None:
    /// nothing is to be looked at now.
    pub fn scrub_next(&self, most: u32, now: Clock) -> Result<Option<u32>> {
        let mut scrub = self.read_scrub()?;
        if scrub.after.is_none() && scrub.part == DamagedPart::Article && !is_due(&scrub, now) {
            return Ok(None);
        }
        let after = scrub.after.unwrap_or(i64::MIN);
        let (ids, bad) = self.read(|connection| {
            let ids = contents::ids_after(connection, scrub.part, after, most)?;
            let mut bad = Vec::new();
            for id in &ids {
                if !is_whole(connection, scrub.part, *id)? {
                    bad.push((scrub.part, *id));
                }
            }
            Ok((ids, bad))
        })?;
        let known = scrub.damaged.clone();
        let part = scrub.part;
        // What was found before and is well now was mended, or is gone.
        let (first, last) = (after, ids.last().copied().unwrap_or(i64::MAX));
        scrub.damaged.retain(|(other, id)| *other != part || *id <= first || *id > last);
        scrub.damaged.extend(&bad);
        scrub.after = ids.last().copied();
        if scrub.after.is_none() {
            scrub.part = match part {
                DamagedPart::Article => DamagedPart::File,
                DamagedPart::File => DamagedPart::Picture,
                DamagedPart::Picture => {
                    scrub.finished_at = Some(now.0.to_rfc3339());
                    DamagedPart::Article
                }
            };
            // Where the pass goes on, and is not one that waits for its day.
            scrub.after = (scrub.part != DamagedPart::Article).then_some(i64::MIN);
        }
        self.write_scrub(&scrub)?;
        let new = bad.iter().filter(|one| !known.contains(one)).count();
        Ok(Some(u32::try_from(new).unwrap_or(u32::MAX)))
    }

    /// From the beginning, at once. `told` is asked between; false stops.
    pub fn scrub_all(&self, now: Clock, told: &dyn Fn() -> bool) -> Result<()> {
        self.write_scrub(&Scrub { finished_at: None, part: DamagedPart::Article, after: None, ..self.read_scrub()? })?;
        while self.scrub_next(AT_ONCE, now)?.is_some() {
            if !told() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// What is known to be damaged, each with the newest copy that has it whole.
    pub fn list_damage(&self) -> Result<DamageList> {
        let scrub = self.read_scrub()?;
        let damage = self.find_in_backups(&scrub.damaged, |_, _, _| Ok(()))?;
        Ok(DamageList { finished_at: scrub.finished_at, damage })
    }

    /// Puts back from the copies what they have, and gives what was in none of them.
    pub fn mend_damage(&self) -> Result<DamageList> {
        let scrub = self.read_scrub()?;
        let mut damage = self.find_in_backups(&scrub.damaged, |part, id, copy| {
            self.write(|transaction| mend(transaction, part, id, copy))
        })?;
        damage.retain(|damage| damage.backup.is_none());
        let damaged = damage.iter().map(|damage| (damage.part, damage.id)).collect();
        self.write_scrub(&Scrub { damaged, ..scrub.clone() })?;
        Ok(DamageList { finished_at: scrub.finished_at, damage })
    }

    /// `with`: what is done with the copy that has a part whole.
    fn find_in_backups(
        &self,
        damaged: &[(DamagedPart, i64)],
        with: impl Fn(DamagedPart, i64, &Connection) -> Result<()>,
    ) -> Result<Vec<Damage>> {
        if damaged.is_empty() {
            return Ok(Vec::new());
        }
        let backups = list_backups(self.folder())?;
        let mut open: Vec<Option<Connection>> = backups.iter().map(|_| None).collect();
        let mut found = Vec::new();
        for (part, id) in damaged {
            let (part, id) = (*part, *id);
            // A copy holds what a part was called as the library does: by its hash.
            let key = self.read(|connection| contents::key_of(connection, part, id))?;
            let name = self.read(|connection| contents::name_of(connection, part, id)).unwrap_or_default();
            let mut damage = Damage { part, id, name, backup: None };
            for (at, backup) in backups.iter().enumerate() {
                let Some(key) = &key else { break };
                let slot = &mut open[at];
                if slot.is_none() {
                    *slot = open_backup(self.folder(), &backup.name).ok();
                }
                let Some(copy) = slot else { continue };
                let Ok(Some(there)) = contents::find_key(copy, part, key) else { continue };
                if is_whole(copy, part, there).unwrap_or(false) && with(part, id, copy).is_ok() {
                    damage.backup = Some(backup.name.clone());
                    break;
                }
            }
            found.push(damage);
        }
        Ok(found)
    }

    fn read_scrub(&self) -> Result<Scrub> {
        let mut kept = self.read(settings::read)?;
        // A newer program may keep it otherwise: then it is begun anew.
        Ok(kept.remove(NAME).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
    }

    fn write_scrub(&self, scrub: &Scrub) -> Result<()> {
        let value = serde_json::Map::from_iter([(NAME.to_owned(), serde_json::to_value(scrub)?)]);
        self.write(|transaction| settings::write(transaction, &value))
    }
}

const AT_ONCE: u32 = 200;

fn is_due(scrub: &Scrub, now: Clock) -> bool {
    let last = scrub.finished_at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    // A clock that was set back makes no look wait for years.
    last.is_none_or(|last| !(TimeDelta::zero()..BETWEEN_PASSES).contains(&(now.0 - last)))
}

/// A page of the file that cannot be read is damage too, not a failure of the look.
fn is_whole(connection: &Connection, part: DamagedPart, id: i64) -> Result<bool> {
    let whole = match part {
        DamagedPart::Article => contents::read_article(connection, ArticleId(id)).and_then(|kept| is_article(&kept)),
        DamagedPart::File => contents::is_file(connection, id),
        DamagedPart::Picture => contents::is_picture(connection, id),
    };
    match whole {
        Err(Error::Damaged(_)) => Ok(false),
        whole => whole,
    }
}

/// Its headline in lists is that of its body, and its body has the words that it is known by.
fn is_article(kept: &KeptArticle) -> Result<bool> {
    let article: Article = unpack_json(&kept.body)?;
    let is_known = match &kept.as_read {
        Some(as_read) => is_known_by(&unpack_json(as_read)?, &kept.content),
        None => is_known_by(&article, &kept.content),
    };
    Ok(article.title == kept.title && is_known)
}

fn mend(connection: &Connection, part: DamagedPart, id: i64, copy: &Connection) -> Result<()> {
    let gone = || Error::NotFound { what: "part", id };
    let key = contents::key_of(connection, part, id)?.ok_or_else(gone)?;
    let there = contents::find_key(copy, part, &key)?.ok_or_else(gone)?;
    match part {
        DamagedPart::Article => {
            contents::put_article(connection, ArticleId(id), &contents::read_article(copy, ArticleId(there))?)
        }
        DamagedPart::File => contents::put_file(connection, id, copy, there),
        DamagedPart::Picture => contents::put_picture(connection, id, copy, there),
    }
}
