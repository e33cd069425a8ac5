use crate::{
    Error, Result, Store,
    tables::{article_bodies, article_states, article_words, unindexed_articles},
    words::Words,
};

const BATCH: u32 = 1_000;

impl Store {
    /// Indexes what an earlier version did in its own way. A batch at a time, so that a power cut costs one of them.
    pub(crate) fn index_again(&self) -> Result<()> {
        loop {
            let done = self.write(|transaction| {
                let articles = unindexed_articles::first(transaction, BATCH)?;
                let Some(last) = articles.last().copied() else { return Ok(true) };
                for id in articles {
                    if article_states::read_away(transaction, id)?.is_some_and(|(away, _)| away.is_unfound()) {
                        continue;
                    }
                    let article = match article_bodies::read(transaction, id) {
                        // Damage is told by who looks for it, and keeps no library from being opened.
                        Err(Error::Damaged(_) | Error::NotFound { .. }) => continue,
                        article => article?,
                    };
                    let (words, _) = Words::of(&article);
                    article_words::insert(transaction, id, &words)?;
                }
                unindexed_articles::delete_to(transaction, last)?;
                Ok(false)
            })?;
            if done {
                return Ok(());
            }
        }
    }
}
