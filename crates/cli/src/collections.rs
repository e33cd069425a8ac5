use api::{
    App, ArrangeCollection, CollectArticles, Collection, ErrorCode, ErrorView, Filter, ListCollections, ReadArticle,
    RemoveCollection, SaveCollection, Sort, TakeOutArticles,
};
use articles::{ArticleId, CollectionId};
use clap::Subcommand;

use crate::{
    End, Ended, Failure,
    arguments::{Id, Limit},
    library,
    print::{Printer, plain, say},
    words,
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
        #[arg(required = true, value_name = "ARTICLE")]
        articles: Vec<Id>,
    },
}

pub fn collections(app: &App, command: CollectionsCommand, printer: &mut Printer) -> Ended {
    let list = match command {
        CollectionsCommand::List => app.list_collections(ListCollections {})?.collections,
        CollectionsCommand::Create { name } => vec![save(app, None, name)?],
        CollectionsCommand::Rename { id, name } => vec![save(app, Some(id.into()), name)?],
        CollectionsCommand::Remove { id } => app.remove_collection(RemoveCollection { id: id.into() })?.collections,
        CollectionsCommand::Show { id, limit } => {
            let id = id.into();
            find(app, id)?;
            let filter = Filter { collection: Some(id), ..Filter::default() };
            return library::list(app, filter, Sort::ByHand, limit.limit, printer);
        }
        CollectionsCommand::Add { id, articles, before } => {
            let (articles, missing) = known(app, ids(articles))?;
            let ask = CollectArticles { id: id.into(), articles, before: before.map(Into::into), stay: false };
            return ended(&app.collect_articles(ask)?.collections, &missing, printer);
        }
        CollectionsCommand::TakeOut { id, articles } => {
            app.take_out_articles(TakeOutArticles { id: id.into(), articles: ids(articles) })?.collections
        }
        CollectionsCommand::Arrange { id, articles } => {
            let (articles, missing) = known(app, ids(articles))?;
            // An order that leaves nothing would empty it because of a slip.
            if articles.is_empty() {
                return Err(api::Error::NotFound { what: "article", id: missing.first().map_or(0, |id| id.0) }.into());
            }
            let ask = ArrangeCollection { id: id.into(), articles };
            return ended(&app.arrange_collection(ask)?.collections, &missing, printer);
        }
    };
    print(&list, printer)
}

fn save(app: &App, id: Option<CollectionId>, name: String) -> Result<Collection, Failure> {
    let saved = app.save_collection(SaveCollection { id, name })?;
    let id = saved.id.ok_or_else(|| Failure::Usage("a collection wants a name".to_owned()))?;
    let made = saved.collections.into_iter().find(|collection| collection.id == id);
    made.ok_or_else(|| api::Error::NotFound { what: "collection", id: id.0 }.into())
}

/// Those that are in the library, and those that are not.
fn known(app: &App, articles: Vec<ArticleId>) -> Result<(Vec<ArticleId>, Vec<ArticleId>), Failure> {
    let (mut there, mut missing) = (Vec::new(), Vec::new());
    for id in articles {
        match app.read_article(ReadArticle { id }) {
            Ok(_) => there.push(id),
            Err(error) => match ErrorView::from(error) {
                ErrorView { code: ErrorCode::NotFound, .. } => missing.push(id),
                error => return Err(Failure::Refused(error)),
            },
        }
    }
    Ok((there, missing))
}

fn ended(list: &[Collection], missing: &[ArticleId], printer: &mut Printer) -> Ended {
    print(list, printer)?;
    for id in missing {
        say(&words::error(&api::Error::NotFound { what: "article", id: id.0 }.into()));
    }
    Ok(if missing.is_empty() { End::Well } else { End::SomeFailed })
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
