use ::articles::TitleId;
use digests::Title;

use crate::{Result, Store, ids::Clock, tables::titles, views::StoredTitle};

impl Store {
    /// In the order in which they were made. A library has one from the start.
    pub fn list_titles(&self) -> Result<Vec<StoredTitle>> {
        self.read(titles::list)
    }

    /// Also one that was removed: its issues still belong to it.
    pub fn read_title(&self, id: TitleId) -> Result<StoredTitle> {
        self.read(|connection| titles::read(connection, id))
    }

    /// A new one, or the one of that id changed. Issues that were begun stay as they are.
    pub fn save_title(&self, id: Option<TitleId>, title: &Title) -> Result<TitleId> {
        self.write(|transaction| match id {
            Some(id) => titles::update(transaction, id, title).map(|()| id),
            None => titles::insert(transaction, title),
        })
    }

    /// As it was chosen: PNG or JPEG.
    pub fn read_logo(&self, id: TitleId) -> Result<Option<Vec<u8>>> {
        self.read(|connection| titles::logo(connection, id))
    }

    pub fn set_logo(&self, id: TitleId, logo: Option<&[u8]>) -> Result<()> {
        self.write(|transaction| titles::set_logo(transaction, id, logo))
    }

    /// Whether there was one. Its issues stay.
    pub fn remove_title(&self, id: TitleId, now: Clock) -> Result<bool> {
        self.write(|transaction| titles::remove(transaction, id, now))
    }
}
