//! What readers set right: kept as steps beside what was read, and done to the articles in the same transaction.

use std::collections::HashMap;

use ::articles::{
    Article, ArticleId, ContentHash, CorrectionStep, Corrections, Outlet, OutletRule, OutletRuleId, Pattern, Span,
};
use rusqlite::{Connection, Transaction};

use crate::{
    Error, Result, Store,
    again::{Marks, is_kept, remove},
    highlights::follow_words,
    ids::Clock,
    known::{self, Known},
    prepared::Prepared,
    replacing::{Corrected, replace},
    states::all_facets,
    tables::{
        article_bodies, article_states, article_words, articles, articles_as_read, correction_steps, counters::Changes,
        import_articles, import_files, imports, original_texts, outlet_rules, outlets, pictures, sources,
        ungrouped_articles,
    },
    texts::TextId,
};

/// Of an article whose lines are another's now, and that stays all the same.
const NO_PLACE: u32 = u32::MAX;

/// Where a file's corrections stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorrectionLog {
    pub now: Corrections,
    /// After the last step is taken back; none where there is none.
    pub undone: Option<Corrections>,
    /// After the step is taken again that was taken back last.
    pub redone: Option<Corrections>,
}

/// What is done to the log of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum LogStep {
    Add(CorrectionStep),
    Undo,
    Redo,
}

/// What becomes of the articles of a text. Articles are named by their places in it before.
#[derive(Clone, Debug)]
pub struct TextChange {
    pub text: TextId,
    pub made: Vec<MadeArticle>,
    /// Articles of which nothing was said and that have another place now: from, to.
    pub moved: Vec<(u32, u32)>,
    /// Articles of which nothing is left, and the place of the one that has their lines now.
    pub gone: Vec<(u32, Option<u32>)>,
    /// None: they stay.
    pub spans: Option<TextSpans>,
}

#[derive(Clone, Debug, Default)]
pub struct TextSpans {
    pub now: Vec<Span>,
    /// None where nothing of them is corrected.
    pub as_read: Option<Vec<Span>>,
}

#[derive(Clone, Debug)]
pub struct MadeArticle {
    pub from: Part,
    pub place: u32,
    pub article: Corrected,
}

/// What an article has of those that were there, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is the same one.
    All(u32),
    /// It has lines that were that one's, and begins with what a reader did with it.
    Some(u32),
    Nothing,
}

/// An article that was held against the rules of outlets.
#[derive(Clone, Debug)]
pub struct Ruled {
    pub id: ArticleId,
    /// As it stood, and as it is to be; none where that is the same.
    pub change: Option<(Article, Corrected)>,
}

impl Store {
    pub fn read_corrections(&self, hash: &ContentHash) -> Result<CorrectionLog> {
        self.read(|connection| log(connection, hash))
    }

    /// Files that something was set right in, the last first.
    pub fn list_corrected_files(&self) -> Result<Vec<ContentHash>> {
        self.read(correction_steps::files)
    }

    /// Keeps the step and changes the articles, both or neither. `Busy` while an import runs. Gives the articles that
    /// have another id now.
    pub fn correct(
        &self,
        hash: &ContentHash,
        step: &LogStep,
        changes: &[TextChange],
        now: Clock,
    ) -> Result<Vec<(ArticleId, ArticleId)>> {
        let _turn = self.take_import_turn()?;
        let prepared = changes.iter().map(prepare).collect::<Result<Vec<_>>>()?;
        self.write(|transaction| {
            write_step(transaction, hash, step, now)?;
            let mut counted = Changes::default();
            let mut renamed = Vec::new();
            for (change, prepared) in changes.iter().zip(prepared) {
                change_text(transaction, &mut counted, change, prepared, now, &mut renamed)?;
            }
            counted.write(transaction)?;
            Ok(renamed)
        })
    }

    pub fn list_outlet_rules(&self) -> Result<Vec<(OutletRuleId, OutletRule)>> {
        self.read(outlet_rules::list)
    }

    /// Its outlet's articles wait for it from then on: see `list_unruled`. Another name of an outlet is kept in the
    /// register, and nowhere else; `Taken` where an outlet of the register has that name already.
    pub fn add_outlet_rule(&self, rule: &OutletRule) -> Result<()> {
        match &rule.pattern {
            Pattern::Alias { name } => self.add_alias(name, &rule.outlet),
            _ => self.write(|transaction| outlet_rules::insert(transaction, rule)),
        }
    }

    fn add_alias(&self, name: &str, alias: &str) -> Result<()> {
        self.write(|transaction| {
            let known = outlets::list(transaction)?;
            let named = |name: &str| {
                let key = Outlet::key(name);
                known.iter().find(|(_, outlet)| outlet.keys().any(|own| own == key))
            };
            match (named(name), named(alias)) {
                (Some((id, _)), Some((other, _))) if id == other => Ok(()),
                (_, Some((other, _))) => Err(Error::Taken { name: alias.to_owned(), id: other.0 }),
                (Some((id, outlet)), None) => {
                    let mut outlet = outlet.clone();
                    outlet.aliases.push(alias.to_owned());
                    outlets::update(transaction, *id, &outlet)
                }
                (None, None) => {
                    let aliases = vec![alias.to_owned()];
                    let outlet = Outlet { name: name.to_owned(), aliases, ..Outlet::default() };
                    outlets::insert(transaction, &outlet).map(|_| ())
                }
            }
        })
    }

    /// Whether there was one.
    pub fn remove_outlet_rule(&self, id: OutletRuleId) -> Result<bool> {
        self.write(|transaction| outlet_rules::delete(transaction, id))
    }

    /// Articles that have still to be held against the rules.
    pub fn list_unruled(&self, most: u32) -> Result<Vec<ArticleId>> {
        self.read(|connection| outlet_rules::waiting(connection, most))
    }

    /// Articles of an outlet, the newest first, those older than `before`.
    pub fn list_of_outlet(&self, outlet: &str, before: Option<ArticleId>, most: u32) -> Result<Vec<ArticleId>> {
        self.read(|connection| outlet_rules::articles_of(connection, outlet, before, most))
    }

    /// As it stands, and as it was read. None where it is gone.
    pub fn read_corrected(&self, id: ArticleId) -> Result<Option<Corrected>> {
        self.read(|connection| {
            let article = match article_bodies::read(connection, id) {
                Err(Error::NotFound { .. }) => return Ok(None),
                article => article?,
            };
            let as_read = articles_as_read::read(connection, id)?.unwrap_or_else(|| article.clone());
            Ok(Some(Corrected { article, as_read }))
        })
    }

    /// What articles are by the rules. How many changed. One that became another since it was held against them still
    /// waits.
    pub fn put_ruled(&self, ruled: &[Ruled], now: Clock) -> Result<u32> {
        let prepared = ruled.iter().map(prepare_ruled).collect::<Result<Vec<_>>>()?;
        self.write(|transaction| {
            let mut changes = Changes::default();
            let mut changed = 0;
            for (id, change) in prepared {
                if let Some((was, becomes)) = change
                    && all_facets(transaction, id)?.is_some()
                {
                    if article_bodies::read(transaction, id)? != *was {
                        continue;
                    }
                    replace(transaction, &mut changes, id, &becomes, now)?;
                    changed += 1;
                }
                outlet_rules::is_done(transaction, id)?;
            }
            changes.write(transaction)?;
            Ok(changed)
        })
    }
}

fn log(connection: &Connection, hash: &ContentHash) -> Result<CorrectionLog> {
    let (steps, done) = correction_steps::read(connection, hash)?;
    let after = |count: usize| Corrections::after(steps.iter().take(count));
    Ok(CorrectionLog {
        now: after(done),
        undone: (done > 0).then(|| after(done - 1)),
        redone: (done < steps.len()).then(|| after(done + 1)),
    })
}

fn write_step(connection: &Connection, hash: &ContentHash, step: &LogStep, now: Clock) -> Result<()> {
    let (steps, done) = correction_steps::read(connection, hash)?;
    let done = match step {
        LogStep::Add(step) => {
            correction_steps::put(connection, hash, done, now, step)?;
            done + 1
        }
        LogStep::Undo => done.saturating_sub(1),
        LogStep::Redo => (done + 1).min(steps.len()),
    };
    correction_steps::set_done(connection, hash, done)
}

fn prepare(change: &TextChange) -> Result<Vec<Prepared>> {
    change.made.iter().map(|made| made.article.prepare()).collect()
}

/// Its id, what it was, and what it is to be.
fn prepare_ruled(one: &Ruled) -> Result<(ArticleId, Option<(&Article, Prepared)>)> {
    let change = match &one.change {
        Some((was, becomes)) => Some((was, becomes.prepare()?)),
        None => None,
    };
    Ok((one.id, change))
}

fn change_text(
    transaction: &Transaction,
    changes: &mut Changes,
    change: &TextChange,
    prepared: Vec<Prepared>,
    now: Clock,
    renamed: &mut Vec<(ArticleId, ArticleId)>,
) -> Result<()> {
    let text = change.text.0;
    let original = original_texts::original_of(transaction, text)?;
    let before: HashMap<u32, ArticleId> = articles::of_text(transaction, text)?.into_iter().collect();
    let mut after: HashMap<u32, ArticleId> = HashMap::new();
    let (mut added, mut removed) = (0, 0);
    let mut parts = Vec::new();
    for (made, better) in change.made.iter().zip(prepared) {
        let at = |from: &u32| before.get(from).copied();
        let was = if let Part::All(from) = &made.from { at(from) } else { None };
        let words = match known::find(transaction, &better, None)? {
            Known::Here(known) => Some(known),
            Known::New(_) => None,
        };
        let id = match (was, words) {
            (Some(id), Some(known)) if known != id && !before.values().any(|one| *one == known) => {
                after.insert(made.place, known);
                removed += u32::from(give_way(transaction, changes, id, known, (original, text))?);
                renamed.push((id, known));
                continue;
            }
            (Some(id), _) => {
                let new = replace(transaction, changes, id, &better, now)?;
                if new != id {
                    renamed.push((id, new));
                }
                Some(new)
            }
            (None, _) => {
                let part_of = if let Part::Some(from) = &made.from { at(from) } else { None };
                let part_of = part_of.map(|id| renamed.iter().rfind(|(old, _)| *old == id).map_or(id, |(_, new)| *new));
                let id = insert(transaction, changes, (original, text, made.place), better, part_of, now, &mut added)?;
                parts.extend(id.zip(part_of));
                id
            }
        };
        if let Some(id) = id {
            articles::move_to_text(transaction, id, Some(text), made.place)?;
            after.insert(made.place, id);
        }
    }
    // Once every article has its lines.
    for (part, of) in parts {
        follow_words(transaction, of, part)?;
    }
    for (from, to) in &change.moved {
        if let Some(id) = before.get(from) {
            articles::move_to_text(transaction, *id, Some(text), *to)?;
            after.insert(*to, *id);
        }
    }
    for (from, to) in &change.gone {
        let Some(&id) = before.get(from) else { continue };
        let heir = to.and_then(|to| after.get(&to).copied());
        // What an issue quotes, or another file has, stays what it is. And what a reader marked, where an article that is not
        // of this text would have the marks: taken back, the correction could not tell them from its own.
        let is_here = match heir {
            Some(heir) => articles::text_of(transaction, heir)?.is_some_and(|(of, _)| of == text),
            None => false,
        };
        if is_kept(transaction, id, original)? || (!is_here && is_marked(transaction, id)?) {
            articles::move_to_text(transaction, id, Some(text), NO_PLACE)?;
            continue;
        }
        if let Some(heir) = heir {
            Marks::read(transaction, id)?.join(transaction, changes, heir)?;
            renamed.push((id, heir));
        }
        remove(transaction, changes, id)?;
        removed += 1;
    }
    if let Some(spans) = &change.spans {
        original_texts::set_spans(transaction, text, &spans.now, spans.as_read.as_deref())?;
    }
    if let Some((_, import)) = import_files::line_of_original(transaction, original)? {
        imports::add_articles(transaction, import, i64::from(added) - i64::from(removed))?;
    }
    Ok(())
}

/// An article whose words are now those of `known`, which another file brought: the file has that one. What an issue quotes
/// or a reader marked stays beside it, as it was, and is there again when the correction is taken back. Whether it is gone.
fn give_way(
    transaction: &Transaction,
    changes: &mut Changes,
    id: ArticleId,
    known: ArticleId,
    (original, text): (i64, i64),
) -> Result<bool> {
    if let Some((file, import)) = import_files::line_of_original(transaction, original)? {
        import_articles::insert_known(transaction, import, file, known)?;
    }
    if is_kept(transaction, id, original)? || is_marked(transaction, id)? {
        articles::move_to_text(transaction, id, Some(text), NO_PLACE)?;
        return Ok(false);
    }
    remove(transaction, changes, id)?;
    Ok(true)
}

fn is_marked(connection: &Connection, id: ArticleId) -> Result<bool> {
    Ok(Marks::read(connection, id)?.is_of_a_hand(&article_bodies::read(connection, id)?))
}

/// An article that is another one than any that was there. None where no import holds its file any more.
fn insert(
    transaction: &Transaction,
    changes: &mut Changes,
    (original, text, place): (i64, i64, u32),
    article: Prepared,
    part_of: Option<ArticleId>,
    now: Clock,
    added: &mut u32,
) -> Result<Option<ArticleId>> {
    let Some((file, import)) = import_files::line_of_original(transaction, original)? else { return Ok(None) };
    let content = match known::find(transaction, &article, None)? {
        Known::Here(known) => {
            import_articles::insert_known(transaction, import, file, known)?;
            // It may be one that stayed when its lines became another's.
            let is_here = articles::text_of(transaction, known)? == Some((text, NO_PLACE));
            return Ok(is_here.then_some(known));
        }
        Known::New(content) => content,
    };
    let article = Prepared { content, ..article };
    let id = articles::next_id(transaction, article.seconds.unwrap_or_else(|| now.shown_seconds()))?;
    let source = sources::id_of(transaction, &article.source)?;
    articles::insert(transaction, id, &article, source, Some(text), place)?;
    article_bodies::insert(transaction, id, &article.body)?;
    articles_as_read::put(transaction, id, article.as_read.as_deref())?;
    article_states::insert(transaction, id)?;
    import_articles::insert_new(transaction, import, file, id)?;
    for picture in article.pictures.iter().filter(|picture| !picture.bytes.is_empty()) {
        pictures::keep(transaction, id, picture)?;
    }
    if let Some(part_of) = part_of {
        Marks::read(transaction, part_of)?.share(transaction, id)?;
    }
    article_words::insert(transaction, id, &article.searched)?;
    ungrouped_articles::insert(transaction, id)?;
    if let Some(facets) = all_facets(transaction, id)? {
        changes.add(&facets);
    }
    *added += 1;
    Ok(Some(id))
}
