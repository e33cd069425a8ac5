use api::{
    App, ArrangeCollection, CollectArticles, Collection, Filter, ListCollections, RemoveCollection, SaveCollection,
    Sort, TakeOutArticles,
};
use articles::{ArticleId, CollectionId};
use clap::Subcommand;

use crate::{
    End, Ended, Failure,
    arguments::{Id, Limit},
    library,
    print::{Printer, plain},
};

#[derive(Debug, Subcommand)]
pub enum CollectionsCommand {
    /// List them with how many articles each holds.
    List,
    /// Make an empty one.
    Create {
        #[arg(value_name = "NAME")]
        name: String,
    },
    Rename {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Its articles stay in the library.
    Remove {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// List its articles in its order.
    Show {
        #[arg(value_name = "ID")]
        id: Id,
        #[command(flatten)]
        limit: Limit,
    },
    /// Put articles into it, or to another place in it.
    Add {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(required = true, value_name = "ARTICLE")]
        articles: Vec<Id>,
        /// Before this article of it; else at its end.
        #[arg(long, value_name = "ARTICLE")]
        before: Option<Id>,
    },
    /// Take articles out of it.
    TakeOut {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(required = true, value_name = "ARTICLE")]
        articles: Vec<Id>,
    },
    /// Say the whole of it: these articles, in this order.
    Arrange {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "ARTICLE")]
        articles: Vec<Id>,
    },
}

pub fn collections(app: &App, command: CollectionsCommand, printer: &mut Printer) -> Ended {
    let list = match command {
        CollectionsCommand::List => app.list_collections(ListCollections {})?.collections,
        CollectionsCommand::Create { name } => save(app, None, name)?,
        CollectionsCommand::Rename { id, name } => save(app, Some(id.into()), name)?,
        CollectionsCommand::Remove { id } => app.remove_collection(RemoveCollection { id: id.into() })?.collections,
        CollectionsCommand::Show { id, limit } => {
            let id = id.into();
            find(app, id)?;
            let filter = Filter { collection: Some(id), ..Filter::default() };
            return library::list(app, filter, Sort::ByHand, limit.limit, printer);
        }
        CollectionsCommand::Add { id, articles, before } => {
            let before = before.map(Into::into);
            app.collect_articles(CollectArticles { id: id.into(), articles: ids(articles), before, stay: false })?
                .collections
        }
        CollectionsCommand::TakeOut { id, articles } => {
            app.take_out_articles(TakeOutArticles { id: id.into(), articles: ids(articles) })?.collections
        }
        CollectionsCommand::Arrange { id, articles } => {
            app.arrange_collection(ArrangeCollection { id: id.into(), articles: ids(articles) })?.collections
        }
    };
    print(&list, printer)
}

fn save(app: &App, id: Option<CollectionId>, name: String) -> Result<Vec<Collection>, Failure> {
    let saved = app.save_collection(SaveCollection { id, name })?;
    saved.id.ok_or_else(|| Failure::Usage("a collection wants a name".to_owned()))?;
    Ok(saved.collections)
}

fn find(app: &App, id: CollectionId) -> Result<(), Failure> {
    let known = app.list_collections(ListCollections {})?.collections;
    let found = known.iter().any(|collection| collection.id == id);
    if found { Ok(()) } else { Err(api::Error::NotFound { what: "collection", id: id.0 }.into()) }
}

fn ids(given: Vec<Id>) -> Vec<ArticleId> {
    given.into_iter().map(Into::into).collect()
}

fn print(list: &[Collection], printer: &mut Printer) -> Ended {
    if printer.json {
        list.iter().try_for_each(|collection| printer.value(collection))?;
        return Ok(End::Well);
    }
    let row =
        |one: &Collection| vec![one.id.to_string(), one.articles.to_string(), one.unread.to_string(), plain(&one.name)];
    let rows: Vec<Vec<String>> = list.iter().map(row).collect();
    printer.table(&["ID", "Articles", "Unread", "Name"], &[0, 1, 2], &rows)?;
    Ok(End::Well)
}
