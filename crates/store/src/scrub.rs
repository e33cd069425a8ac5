//! A slow look at all that is kept: what a disk turned over is found before somebody wants to read it, while there are
//! copies that still have it.

use articles::{Article, ArticleId};
use chrono::{DateTime, TimeDelta};
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Clock, Error, Result, Store,
    backups::{list_backups, open_backup},
    packed::unpack_json,
    prepared::is_known_by,
    replacing::{Corrected, replace},
    tables::{
        contents::{self, Condition, KeptArticle},
        counters::Changes,
        settings,
    },
    views::{Damage, DamageList, DamagedPart},
};

/// Where the look is kept: a value among the settings, so that it goes on where it was after a start.
const NAME: &str = "scrub";
/// From the end of one look to the next.
const BETWEEN_PASSES: TimeDelta = TimeDelta::days(7);
const AT_ONCE: u32 = 200;
/// Stands for parts of which not even the ids can be read.
const UNLISTED: i64 = i64::MAX;

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
    /// nothing is to be looked at now. Where only the headline in lists is another than the article's, it is set right.
    pub fn scrub_next(&self, most: u32, now: Clock) -> Result<Option<u32>> {
        let begun = self.read(read_scrub)?;
        if begun.after.is_none() && begun.part == DamagedPart::Article && !is_due(&begun, now) {
            return Ok(None);
        }
        let (part, first) = (begun.part, begun.after.unwrap_or(i64::MIN));
        let Looked { last, damaged, headlines } = self.read(|connection| look(connection, part, first, most))?;
        let new = self.change_scrub(|transaction, scrub| {
            for id in headlines {
                if contents::condition(transaction, part, id)? == Condition::Headline {
                    mend_article(transaction, ArticleId(id), None, now)?;
                }
            }
            // What was found before and is well now was mended, or is gone.
            let end = last.unwrap_or(i64::MAX);
            scrub.damaged.retain(|one| one.0 != part || one.1 <= first || one.1 > end || damaged.contains(&one.1));
            let known = scrub.damaged.len();
            for id in damaged {
                if !scrub.damaged.contains(&(part, id)) {
                    scrub.damaged.push((part, id));
                }
            }
            // Meanwhile it may have been begun anew.
            if (scrub.part, scrub.after) == (part, begun.after) {
                step_on(scrub, last, now);
            }
            Ok(scrub.damaged.len() - known)
        })?;
        Ok(Some(u32::try_from(new).unwrap_or(u32::MAX)))
    }

    /// From the beginning, at once. `told` is asked between; false stops.
    pub fn scrub_all(&self, now: Clock, told: &dyn Fn() -> bool) -> Result<()> {
        self.change_scrub(|_, scrub| {
            (scrub.finished_at, scrub.part, scrub.after) = (None, DamagedPart::Article, None);
            Ok(())
        })?;
        while self.scrub_next(AT_ONCE, now)?.is_some() {
            if !told() {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// What is known to be damaged, each with the newest copy that has it whole.
    pub fn list_damage(&self) -> Result<DamageList> {
        let scrub = self.read(read_scrub)?;
        let damage = self.find_in_backups(&scrub.damaged, |_, _, _, _| Ok(()))?;
        Ok(DamageList { finished_at: scrub.finished_at, damage })
    }

    /// Puts back from the copies what they have, and gives what was in none of them.
    pub fn mend_damage(&self, now: Clock) -> Result<DamageList> {
        let scrub = self.read(read_scrub)?;
        let mut damage = self.find_in_backups(&scrub.damaged, |part, id, copy, there| {
            self.write(|transaction| match contents::condition(transaction, part, id)? {
                // Somebody has set it right since.
                Condition::Whole => Ok(()),
                _ => mend(transaction, part, id, (copy, there), now),
            })
        })?;
        damage.retain(|damage| damage.backup.is_none());
        let is_settled = |one: &(DamagedPart, i64)| damage.iter().all(|still| (still.part, still.id) != *one);
        let settled: Vec<_> = scrub.damaged.iter().copied().filter(is_settled).collect();
        self.change_scrub(|_, scrub| {
            scrub.damaged.retain(|one| !settled.contains(one));
            Ok(())
        })?;
        Ok(DamageList { finished_at: scrub.finished_at, damage })
    }

    /// Of what is there and still damaged. `with`: what is done with the copy that has a part whole, under that id; where
    /// it finds the copy damaged, the next is asked.
    fn find_in_backups(
        &self,
        damaged: &[(DamagedPart, i64)],
        with: impl Fn(DamagedPart, i64, &Connection, i64) -> Result<()>,
    ) -> Result<Vec<Damage>> {
        if damaged.is_empty() {
            return Ok(Vec::new());
        }
        let backups = list_backups(self.folder())?;
        let mut open: Vec<Option<Connection>> = backups.iter().map(|_| None).collect();
        let mut found = Vec::new();
        for &(part, id) in damaged {
            // A copy holds what a part was called as the library does: by its hash.
            let key = match self.read(|connection| contents::key_of(connection, part, id)) {
                Ok(None) if id != UNLISTED => continue,
                Ok(key) => key,
                Err(Error::Damaged(_)) => None,
                Err(error) => return Err(error),
            };
            if key.is_some() && self.read(|connection| contents::condition(connection, part, id))? == Condition::Whole {
                continue;
            }
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
                if !contents::condition(copy, part, there).is_ok_and(|condition| condition == Condition::Whole) {
                    continue;
                }
                match with(part, id, copy, there) {
                    Ok(()) => {
                        damage.backup = Some(backup.name.clone());
                        break;
                    }
                    Err(Error::Damaged(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            found.push(damage);
        }
        Ok(found)
    }

    /// In one transaction with what belongs to it, so that nobody's change of it is lost.
    fn change_scrub<T>(&self, change: impl FnOnce(&Transaction, &mut Scrub) -> Result<T>) -> Result<T> {
        self.write(|transaction| {
            let mut scrub = read_scrub(transaction)?;
            let changed = change(transaction, &mut scrub)?;
            let value = serde_json::Map::from_iter([(NAME.to_owned(), serde_json::to_value(scrub)?)]);
            settings::write(transaction, &value)?;
            Ok(changed)
        })
    }
}

fn read_scrub(connection: &Connection) -> Result<Scrub> {
    let mut kept = settings::read(connection)?;
    // A newer program may keep it otherwise: then it is begun anew.
    Ok(kept.remove(NAME).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

fn is_due(scrub: &Scrub, now: Clock) -> bool {
    let last = scrub.finished_at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    // A clock that was set back makes no look wait for years.
    last.is_none_or(|last| !(TimeDelta::zero()..BETWEEN_PASSES).contains(&(now.0 - last)))
}

struct Looked {
    /// None: this was the end of them.
    last: Option<i64>,
    damaged: Vec<i64>,
    headlines: Vec<i64>,
}

fn look(connection: &Connection, part: DamagedPart, after: i64, most: u32) -> Result<Looked> {
    let mut looked = Looked { last: None, damaged: Vec::new(), headlines: Vec::new() };
    let ids = match contents::ids_after(connection, part, after, most) {
        Err(Error::Damaged(_)) => {
            looked.damaged.push(UNLISTED);
            return Ok(looked);
        }
        ids => ids?,
    };
    looked.last = ids.last().copied();
    for id in ids {
        match contents::condition(connection, part, id)? {
            Condition::Whole => {}
            Condition::Headline => looked.headlines.push(id),
            Condition::Damaged => looked.damaged.push(id),
        }
    }
    Ok(looked)
}

fn step_on(scrub: &mut Scrub, last: Option<i64>, now: Clock) {
    scrub.after = last;
    if last.is_none() {
        scrub.part = match scrub.part {
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
}

fn mend(
    connection: &Connection,
    part: DamagedPart,
    id: i64,
    (copy, there): (&Connection, i64),
    now: Clock,
) -> Result<()> {
    match part {
        DamagedPart::Article => {
            let kept = contents::read_article(copy, ArticleId(there))?;
            mend_article(connection, ArticleId(id), Some(&kept), now)
        }
        DamagedPart::File => contents::put_file(connection, id, copy, there),
        DamagedPart::Picture => contents::put_picture(connection, id, copy, there),
    }
}

/// Of what is here, what can be read stays, for it may be newer than the copy; the rest is the copy's. The row of lists,
/// the index and the marks follow.
fn mend_article(connection: &Connection, id: ArticleId, copy: Option<&KeptArticle>, now: Clock) -> Result<()> {
    let none = || Error::Damaged(format!("article {id} has no body"));
    let own = contents::read_article(connection, id).ok();
    let body = own.as_ref().and_then(|own| readable(&own.body));
    let is_corrected = own.as_ref().is_some_and(|own| own.as_read.is_some());
    let content = own.as_ref().map_or_else(|| copy.map(|copy| &copy.content), |own| Some(&own.content));
    let is_known = |article: &Article| content.is_some_and(|content| is_known_by(article, content));
    let as_read =
        if is_corrected { own.as_ref().and_then(|own| readable(own.as_read.as_ref()?)) } else { body.clone() };
    let as_read = match (as_read.filter(is_known), copy) {
        (Some(as_read), _) => as_read,
        (None, Some(copy)) => unpack_json(copy.as_read.as_ref().unwrap_or(&copy.body))?,
        (None, None) => return Err(none()),
    };
    let article = match (body.filter(|body| is_corrected || is_known(body)), copy) {
        (Some(body), _) => body,
        (None, Some(copy)) => unpack_json(&copy.body)?,
        (None, None) => return Err(none()),
    };
    let mut changes = Changes::default();
    replace(connection, &mut changes, id, &Corrected { article, as_read }.prepare()?, now)?;
    changes.write(connection)
}

fn readable<T: DeserializeOwned>(packed: &[u8]) -> Option<T> {
    unpack_json(packed).ok()
}
