use std::ops::RangeInclusive;

use ::articles::{Article, ArticleId};
use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{
    Error, Result, Store,
    ids::{day_of_id, ids_of_day, seconds_of_day},
    seek::{Bounds, find},
    tables::{
        article_bodies,
        article_list::{self, Candidate, Condition, Driver, HeadlinePlace, Shelf, SourcePlace, Wanted, add_tags},
        article_notes, article_states, article_stories, articles, articles_as_read, collections,
        counters::{self, Kind},
        highlights, import_articles, import_files, original_texts, originals, sources, tags,
    },
    views::{
        ArticlePage, ArticleRow, ArticleView, AsRead, Away, Counts, DayStart, Filter, IdPage, ListPlaces, Sort,
        SourceText,
    },
    wanted::{Sought, resolve, setting},
    words::subjects,
};

const MOST_ROWS: u32 = 200;
const MOST_DAYS: u32 = 366;
/// Rows between two cursors of `ListPlaces`.
const STRIDE: u32 = 100;
const MOST_IDS: usize = 10_000;
/// Of what words find, so many are placed.
const MOST_FOUND: usize = 100_000;
const MOST_TEXT: usize = 2 << 20;
/// What a query finds is sorted at once up to so many; more are looked for along the order's own index.
const FEW_FOUND: usize = 5_000;

/// A page of a list. `limit`: at most 200; 0 takes 100.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    pub filter: &'a Filter,
    pub sort: Sort,
    /// `ArticlePage::next` of the page before, in the same order.
    pub after: Option<&'a str>,
    pub limit: u32,
    /// What a saved search takes for today.
    pub today: NaiveDate,
}

impl Store {
    pub fn list_articles(&self, list: List) -> Result<ArticlePage> {
        self.read(|connection| match resolve(connection, list.filter, None, &setting(connection, list.today)?)? {
            Some(sought) => page(connection, sought, list),
            None => Ok(ArticlePage::default()),
        })
    }

    /// Where each hundredth article of a list stands, and each day: what a window over a million rows needs to go anywhere.
    pub fn place_articles(&self, filter: &Filter, sort: Sort, today: NaiveDate) -> Result<ListPlaces> {
        self.read(|connection| {
            let mut places = ListPlaces::default();
            let Some(mut sought) = resolve(connection, filter, None, &setting(connection, today)?)? else {
                return Ok(places);
            };
            let mut last = None;
            let mut put = |places: &mut ListPlaces, show: &dyn Fn() -> String| {
                places.articles += 1;
                if places.articles.is_multiple_of(STRIDE) {
                    last = Some(show());
                } else if let Some(cursor) = last.take() {
                    // A cursor is of use only where something stands after it.
                    places.cursors.push(cursor);
                }
            };
            match order_of(sort, &sought.wanted) {
                Sort::ByHand => {
                    article_list::each_by_hand(connection, &sought.wanted, |place| {
                        put(&mut places, &|| place.to_string())
                    })?;
                }
                sort @ (Sort::Newest | Sort::Oldest) => {
                    let mut today = None;
                    each_sought(connection, sought, sort == Sort::Newest, |id| {
                        // Ids of a day are one range: the day is asked for anew where the range is left.
                        if !today.as_ref().is_some_and(|ids: &RangeInclusive<i64>| ids.contains(&id.0)) {
                            let day = day_of_id(id.0);
                            today = Some(ids_of_day(day));
                            places.days.push(DayStart { day, first: places.articles });
                        }
                        put(&mut places, &|| id.to_string());
                        Ok(true)
                    })?;
                }
                sort @ (Sort::Headline | Sort::Source) => {
                    if let Some(words) = sought.wanted.words.take() {
                        let Sought { wanted, driver, many } = &sought;
                        let found = find(connection, &words, wanted, *driver, *many, true, Bounds::all(MOST_FOUND))?;
                        let ids = found.ids.iter().map(|id| id.0).collect();
                        sought.wanted.also.push(Condition::OneOf(ids));
                    }
                    let wanted = &sought.wanted;
                    if sort == Sort::Headline {
                        article_list::each_headline(connection, wanted, |place| put(&mut places, &|| place.show()))?;
                    } else {
                        article_list::each_source(connection, wanted, |place| put(&mut places, &|| place.show()))?;
                    }
                }
            }
            Ok(places)
        })
    }

    /// Ids of what passes the filter, the newest first, those older than `after`.
    pub fn list_ids(&self, filter: &Filter, after: Option<ArticleId>, today: NaiveDate) -> Result<IdPage> {
        self.read(|connection| {
            let mut page = IdPage::default();
            let Some(mut sought) = resolve(connection, filter, None, &setting(connection, today)?)? else {
                return Ok(page);
            };
            if let Some(after) = after {
                sought.wanted.ids.1 = sought.wanted.ids.1.min(after.0.saturating_sub(1));
            }
            each_sought(connection, sought, true, |id| {
                page.more = page.ids.len() == MOST_IDS;
                if !page.more {
                    page.ids.push(id);
                }
                Ok(!page.more)
            })?;
            Ok(page)
        })
    }

    /// Articles that an issue of that date could take and does not hold, the newest first. `bookmarked`: those printed
    /// on the date or bookmarked on it. Otherwise those printed on the date, and undated ones that came on it.
    pub fn list_candidates(
        &self,
        date: NaiveDate,
        held: &[ArticleId],
        bookmarked: bool,
        after: Option<&str>,
        limit: u32,
    ) -> Result<ArticlePage> {
        self.read(|connection| {
            let (ids, seconds) = (ids_of_day(date), seconds_of_day(date));
            let ids = (*ids.start(), *ids.end());
            let held = serde_json::to_string(held)?;
            let (wanted, driver) = if bookmarked {
                let bookmarked_on = Some((ids, (*seconds.start(), *seconds.end())));
                let candidate = Some(Candidate { held, bookmarked_on });
                let wanted = Wanted { bookmarked: true, candidate, shelf: Shelf::Kept, ..Wanted::default() };
                (wanted, Driver::Bookmarked)
            } else {
                let candidate = Some(Candidate { held, bookmarked_on: None });
                (Wanted { ids, candidate, shelf: Shelf::Hand, ..Wanted::default() }, Driver::All)
            };
            let list = List { filter: &Filter::default(), sort: Sort::Newest, after, limit, today: date };
            page(connection, Sought { wanted, driver, many: true }, list)
        })
    }

    /// The article itself, and nothing of what a reader did with it.
    pub fn read_text(&self, id: ArticleId) -> Result<Article> {
        self.read(|connection| article_bodies::read(connection, id))
    }

    pub fn read_rows(&self, ids: &[ArticleId]) -> Result<Vec<ArticleRow>> {
        self.read(|connection| {
            let mut rows = ids.iter().map(|id| articles::read(connection, *id)).collect::<Result<Vec<_>>>()?;
            add_tags(connection, rows.iter_mut())?;
            Ok(rows)
        })
    }

    pub fn read_article(&self, id: ArticleId) -> Result<ArticleView> {
        self.read(|connection| {
            let row = articles::read(connection, id)?;
            let article = article_bodies::read(connection, id)?;
            let told = article_stories::read(connection, id)?;
            Ok(ArticleView {
                id,
                subjects: subjects(&article),
                article,
                read: row.read,
                bookmarked: row.bookmarked,
                tags: tags::of(connection, id)?,
                import: import_articles::import_of(connection, id)?
                    .ok_or_else(|| Error::Damaged(format!("article {id} came with no import")))?,
                words: row.words,
                story: told.map(|told| told.story),
                copy_of: told.and_then(|told| told.copy_of),
                newer_than: told.and_then(|told| told.newer_than),
                newest: article_stories::newest_version(connection, id)?,
                as_read: articles_as_read::read(connection, id)?.map(AsRead::from),
                highlights: highlights::of_article(connection, id)?,
                note: article_notes::read(connection, id)?,
                away: article_states::read_away(connection, id)?.map(|(away, _)| away),
                collections: collections::of_article(connection, id)?.into_iter().map(|(id, _)| id).collect(),
            })
        })
    }

    /// The text that an article was found in, whole, with what each stretch of it was taken for.
    pub fn read_source_text(&self, id: ArticleId) -> Result<SourceText> {
        self.read(|connection| {
            articles::read(connection, id)?;
            let (text, place) = articles::text_of(connection, id)?.ok_or(Error::NotFound { what: "text", id: id.0 })?;
            let found = original_texts::read(connection, text)?;
            let mut text = match found.text {
                Some(text) => text,
                None => utf8_head(originals::read_head(connection, found.original, MOST_TEXT)?),
            };
            text.truncate(text.floor_char_boundary(MOST_TEXT));
            let file = import_files::name_of_original(connection, found.original)?;
            Ok(SourceText { file, text, spans: found.spans, article: place })
        })
    }

    pub fn count_articles(&self) -> Result<Counts> {
        self.read(|connection| {
            let every = |kind| -> Result<_> {
                let mut counts = counters::every(connection, kind)?;
                // They come by name, which so is the order of equals.
                counts.sort_by_key(|count| std::cmp::Reverse(count.all));
                Ok(counts)
            };
            let all = counters::one(connection, Kind::All, "")?;
            let away = |away: Away| counters::one(connection, Kind::Away, away.name()).map(|count| count.all);
            Ok(Counts {
                archived: away(Away::Archive)?,
                muted: away(Away::Mute)?,
                trashed: away(Away::Trash)?,
                all: all.all,
                unread: all.unread,
                bookmarked: counters::one(connection, Kind::Bookmarked, "")?.all,
                undated: counters::one(connection, Kind::Undated, "")?.all,
                sources: every(Kind::Source)?,
                tags: every(Kind::Tag)?,
                languages: every(Kind::Language)?,
                days: counters::newest_days(connection, MOST_DAYS)?,
            })
        })
    }
}

/// Calls `take` with all that are sought, by date, until it says false.
fn each_sought(
    connection: &Connection,
    sought: Sought,
    newest_first: bool,
    mut take: impl FnMut(ArticleId) -> Result<bool>,
) -> Result<()> {
    let Sought { mut wanted, driver, many } = sought;
    let Some(words) = wanted.words.take() else {
        return article_list::each_id(connection, &wanted, driver, newest_first, take);
    };
    for id in find(connection, &words, &wanted, driver, many, newest_first, Bounds::all(MOST_FOUND))?.ids {
        if !take(id)? {
            break;
        }
    }
    Ok(())
}

fn page(connection: &Connection, sought: Sought, list: List) -> Result<ArticlePage> {
    let Sought { mut wanted, driver, mut many } = sought;
    let sort = order_of(list.sort, &wanted);
    let limit = if list.limit == 0 { 100 } else { list.limit.min(MOST_ROWS) };
    // One more than is shown tells whether there is a next page.
    let asked = limit + 1;
    if matches!(sort, Sort::Headline | Sort::Source)
        && let Some(words) = wanted.words.clone()
    {
        // Few are sorted as they are found; of many the order's own index leads, and each is looked up.
        let found = find(connection, &words, &wanted, driver, many, true, Bounds::all(FEW_FOUND + 1))?;
        if !found.more && found.ids.len() <= FEW_FOUND {
            wanted.words = None;
            wanted.also.push(Condition::OneOf(found.ids.iter().map(|id| id.0).collect()));
            many = false;
        }
    }
    let mut found: Vec<(ArticleRow, String)> = match sort {
        Sort::Newest | Sort::Oldest => {
            let newest_first = sort == Sort::Newest;
            if let Some(after) = list.after {
                let id: i64 = after.parse().map_err(|_| Error::NoSuchPlace)?;
                let (from, to) = wanted.ids;
                wanted.ids = if newest_first { (from, to.min(id - 1)) } else { (from.max(id + 1), to) };
            }
            let rows = match wanted.words.take() {
                Some(words) => {
                    let found =
                        find(connection, &words, &wanted, driver, many, newest_first, Bounds::all(asked as usize))?;
                    found.ids.into_iter().map(|id| articles::read(connection, id)).collect::<Result<Vec<_>>>()?
                }
                None => article_list::by_date(connection, &wanted, driver, newest_first, asked)?,
            };
            rows.into_iter()
                .map(|row| {
                    let place = row.id.to_string();
                    (row, place)
                })
                .collect()
        }
        Sort::ByHand => {
            let after = list.after.map(|after| after.parse().map_err(|_| Error::NoSuchPlace)).transpose()?;
            let rows = article_list::by_hand(connection, &wanted, after, asked)?;
            rows.into_iter().map(|(row, place)| (row, place.to_string())).collect()
        }
        Sort::Headline => {
            let after = list.after.map(parse_headline_place).transpose()?;
            let rows = if many {
                article_list::by_headline(connection, &wanted, after.as_ref(), asked)?
            } else {
                article_list::few_by_headline(connection, &wanted, driver, after.as_ref(), asked)?
            };
            rows.into_iter().map(|(row, place)| (row, place.show())).collect()
        }
        Sort::Source => {
            let after = list.after.map(parse_source_place).transpose()?;
            let rows = if many {
                article_list::by_source(connection, &wanted, after.as_ref(), asked)?
            } else {
                article_list::few_by_source(connection, &wanted, driver, after.as_ref(), asked)?
            };
            rows.into_iter().map(|(row, place)| (row, place.show())).collect()
        }
    };
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = if more { found.last().map(|(_, place)| place.clone()) } else { None };
    let mut rows: Vec<ArticleRow> = found.into_iter().map(|(row, _)| row).collect();
    add_tags(connection, rows.iter_mut())?;
    Ok(ArticlePage { rows, next })
}

/// Only a collection has an order by hand.
fn order_of(sort: Sort, wanted: &Wanted) -> Sort {
    if sort == Sort::ByHand && wanted.collection.is_none() { Sort::Newest } else { sort }
}

impl HeadlinePlace {
    fn show(&self) -> String {
        format!("{} {}", self.id, self.key)
    }
}

impl SourcePlace {
    fn show(&self) -> String {
        format!("{} {} {}", self.id, self.source.id, self.source.sort_key)
    }
}

fn parse_headline_place(after: &str) -> Result<HeadlinePlace> {
    let (id, key) = after.split_once(' ').ok_or(Error::NoSuchPlace)?;
    Ok(HeadlinePlace { key: key.to_owned(), id: id.parse().map_err(|_| Error::NoSuchPlace)? })
}

fn parse_source_place(after: &str) -> Result<SourcePlace> {
    let mut parts = after.splitn(3, ' ');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(Error::NoSuchPlace);
    let (id, source) = (number()?, number()?);
    let sort_key = parts.next().ok_or(Error::NoSuchPlace)?.to_owned();
    Ok(SourcePlace { source: sources::Place { sort_key, id: source }, id })
}

/// Text that was cut inside a character, or that has a mark of its encoding in front.
fn utf8_head(mut bytes: Vec<u8>) -> String {
    if let Err(error) = std::str::from_utf8(&bytes) {
        bytes.truncate(error.valid_up_to());
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
pub(crate) fn page_of_many(
    connection: &Connection,
    filter: &Filter,
    driver: Driver,
    sort: Sort,
) -> Result<Vec<ArticleRow>> {
    let today = NaiveDate::default();
    let Some(sought) = resolve(connection, filter, None, &setting(connection, today)?)? else { return Ok(Vec::new()) };
    let list = List { filter, sort, after: None, limit: 200, today };
    Ok(page(connection, Sought { driver, many: true, ..sought }, list)?.rows)
}
