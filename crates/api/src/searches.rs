use crate::{App, Error, operations::*};

impl App {
    pub fn list_searches(&self, _ask: ListSearches) -> Result<SearchList, Error> {
        Ok(SearchList::default())
    }

    pub fn save_search(&self, _ask: SaveSearch) -> Result<SearchList, Error> {
        self.list_searches(ListSearches {})
    }

    pub fn remove_search(&self, _ask: RemoveSearch) -> Result<SearchList, Error> {
        self.list_searches(ListSearches {})
    }
}
