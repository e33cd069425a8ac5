use api::{App, ListSearches, RemoveSearch, SaveSearch, SavedSearch, SearchList};
use articles::SearchId;

use crate::{
    End, Ended, Failure,
    arguments::SearchesCommand,
    library,
    print::{Printer, plain},
};

pub fn searches(app: &App, command: SearchesCommand, printer: &mut Printer) -> Ended {
    let list = match command {
        SearchesCommand::List => app.list_searches(ListSearches {})?,
        SearchesCommand::Save { name, query } => {
            app.save_search(SaveSearch { id: None, name, query: query.join(" ").trim().to_owned() })?
        }
        SearchesCommand::Rename { id, name } => {
            let query = find(app, id.into())?.query;
            app.save_search(SaveSearch { id: Some(id.into()), name, query })?
        }
        SearchesCommand::Remove { id } => {
            find(app, id.into())?;
            app.remove_search(RemoveSearch { id: id.into() })?
        }
        SearchesCommand::Run { id, filter, limit } => {
            let query = find(app, id.into())?.query;
            return library::search(app, query, filter, limit.limit, printer);
        }
    };
    print(&list, printer)
}

fn find(app: &App, id: SearchId) -> Result<SavedSearch, Failure> {
    let known = app.list_searches(ListSearches {})?.searches;
    let found = known.into_iter().find(|search| search.id == id);
    Ok(found.ok_or(api::Error::NotFound { what: "search", id: id.0 })?)
}

fn print(list: &SearchList, printer: &mut Printer) -> Ended {
    if printer.json {
        list.searches.iter().try_for_each(|search| printer.value(search))?;
        return Ok(End::Well);
    }
    let row = |search: &SavedSearch| {
        let more = if search.more { "+" } else { "" };
        let (found, unread) = (format!("{}{more}", search.found), format!("{}{more}", search.unread));
        vec![search.id.to_string(), found, unread, plain(&search.name), plain(&search.query)]
    };
    let rows: Vec<Vec<String>> = list.searches.iter().map(row).collect();
    printer.table(&["ID", "Found", "Unread", "Name", "Query"], &[0, 1, 2], &rows)?;
    Ok(End::Well)
}
