use articles::ArticleId;

use crate::{App, Error, operations::*};

impl App {
    pub fn list_highlights(&self, ask: ListHighlights) -> Result<HighlightList, Error> {
        Ok(HighlightList { articles: self.store().list_highlights(ask.article)? })
    }

    pub fn add_highlight(&self, ask: AddHighlight) -> Result<HighlightList, Error> {
        let AddHighlight { article, start, end, colour, note } = ask;
        self.store().add_highlight(article, start..end, colour, &note)?;
        self.of_article(article)
    }

    pub fn edit_highlight(&self, ask: EditHighlight) -> Result<HighlightList, Error> {
        self.of_article(self.store().edit_highlight(ask.id, ask.colour, &ask.note)?)
    }

    pub fn remove_highlight(&self, ask: RemoveHighlight) -> Result<HighlightList, Error> {
        self.of_article(self.store().remove_highlight(ask.id)?)
    }

    pub fn set_note(&self, ask: SetNote) -> Result<HighlightList, Error> {
        self.store().set_note(ask.article, &ask.note)?;
        self.of_article(ask.article)
    }

    pub fn write_highlights(&self, ask: ListHighlights) -> Result<HighlightText, Error> {
        Ok(HighlightText { markdown: export::write_highlights(&self.list_highlights(ask)?.articles) })
    }

    fn of_article(&self, article: ArticleId) -> Result<HighlightList, Error> {
        self.list_highlights(ListHighlights { article: Some(article) })
    }
}
