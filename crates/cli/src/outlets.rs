use api::{App, ListOutlets, MergeOutlets, OutletList, RemoveOutlet, SaveOutlet};
use articles::{Allows, Outlet, OutletId};

use crate::{
    End, Ended,
    arguments::OutletsCommand,
    overlay::overlay,
    print::{Printer, plain},
};

pub fn outlets(app: &App, command: OutletsCommand, printer: &mut Printer) -> Ended {
    let outlets = match command {
        OutletsCommand::List => app.list_outlets(ListOutlets {})?,
        OutletsCommand::Save { id, outlet } => {
            let id: Option<OutletId> = id.map(Into::into);
            let known = app.list_outlets(ListOutlets {})?.outlets.into_iter().find(|one| Some(one.id) == id);
            let base = known.map_or_else(Outlet::default, |known| known.outlet);
            app.save_outlet(SaveOutlet { id, outlet: overlay(&base, &outlet)? })?
        }
        OutletsCommand::Merge { id, other } => {
            app.merge_outlets(MergeOutlets { id: id.into(), other: other.into() })?
        }
        OutletsCommand::Remove { id } => app.remove_outlet(RemoveOutlet { id: id.into() })?,
    };
    print_outlets(&outlets, printer)
}

fn print_outlets(list: &OutletList, printer: &mut Printer) -> Ended {
    if printer.json {
        printer.value(list)?;
        return Ok(End::Well);
    }
    let known = list.outlets.iter().map(|one| {
        let outlet = &one.outlet;
        let licence = match outlet.licence.as_ref().map(|licence| licence.allows) {
            None => "not known".to_owned(),
            Some(Allows::HeadlineOnly) => "headline only".to_owned(),
            Some(Allows::Extract { words }) => format!("{words} words"),
            Some(Allows::FullText) => "full text".to_owned(),
        };
        let kind = outlet.kind.map(|kind| format!("{kind:?}").to_lowercase()).unwrap_or_default();
        vec![
            one.id.to_string(),
            plain(&outlet.name),
            kind,
            licence,
            one.articles.to_string(),
            plain(&outlet.aliases.join(", ")),
        ]
    });
    let met = list.met.iter().map(|met| {
        let name = plain(&met.name);
        let host = met.host.as_deref().map(plain).unwrap_or_default();
        vec!["new".to_owned(), name, String::new(), String::new(), met.articles.to_string(), host]
    });
    let rows: Vec<Vec<String>> = known.chain(met).collect();
    printer.table(&["ID", "Outlet", "Type", "Licence", "Articles", "Other names"], &[4], &rows)?;
    Ok(End::Well)
}
