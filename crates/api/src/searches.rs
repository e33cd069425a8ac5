use crate::{App, Error, operations::*};

impl App {
    pub fn list_searches(&self, _ask: ListSearches) -> Result<SearchList, Error> {
        Ok(SearchList { searches: self.store().list_searches(self.today())? })
    }

    pub fn save_search(&self, ask: SaveSearch) -> Result<SearchList, Error> {
        self.store().save_search(ask.id, &ask.name, &ask.query)?;
        self.tell(Event::LibraryChanged {});
        self.list_searches(ListSearches {})
    }

    pub fn remove_search(&self, ask: RemoveSearch) -> Result<SearchList, Error> {
        self.changed(u32::from(self.store().remove_search(ask.id)?))?;
        self.list_searches(ListSearches {})
    }
}
