use api::{AddMute, App, Away, EmptyTrash, ListMutes, MuteList, PutAway, RemoveMute, TryMute};
use articles::ArticleId;

use crate::{
    End, Ended,
    arguments::{MutesCommand, Place},
    library,
    print::{Printer, plain},
};

pub fn put(app: &App, ids: Vec<ArticleId>, to: Place, printer: &mut Printer) -> Ended {
    let to = match to {
        Place::Archive => Some(Away::Archive),
        Place::Trash => Some(Away::Trash),
        Place::Back => None,
    };
    let asked = ids.len();
    let changed = app.put_away(PutAway { ids, to })?;
    if printer.json {
        printer.value(&changed)?;
    } else {
        printer.line(&format!("{} of {asked} put there", changed.count))?;
    }
    Ok(End::Well)
}

pub fn empty_trash(app: &App, printer: &mut Printer) -> Ended {
    let emptied = app.empty_trash(EmptyTrash {})?;
    if printer.json {
        printer.value(&emptied)?;
    } else {
        printer.line(&format!("{} thrown out, {} stay since a digest quotes them", emptied.removed, emptied.kept))?;
    }
    Ok(End::Well)
}

pub fn mutes(app: &App, command: MutesCommand, printer: &mut Printer) -> Ended {
    let list = match command {
        MutesCommand::List => app.list_mutes(ListMutes {})?,
        MutesCommand::Try { query } => {
            let trial = app.try_mute(TryMute { query: query.join(" ") })?;
            if printer.json {
                printer.value(&trial)?;
            } else {
                printer.line(&format!("{} would be hidden", trial.found))?;
                library::print_rows(&trial.rows, printer)?;
            }
            return Ok(End::Well);
        }
        MutesCommand::Add { query, until } => app.add_mute(AddMute { query: query.join(" "), until })?,
        MutesCommand::Remove { id } => app.remove_mute(RemoveMute { id: id.into() })?,
    };
    print(&list, printer)
}

fn print(list: &MuteList, printer: &mut Printer) -> Ended {
    if printer.json {
        list.mutes.iter().try_for_each(|mute| printer.value(mute))?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = list
        .mutes
        .iter()
        .map(|mute| {
            let until = mute.until.map_or("always".to_owned(), |day| day.to_string());
            vec![mute.id.to_string(), mute.hidden.to_string(), until, plain(&mute.query)]
        })
        .collect();
    printer.table(&["ID", "Hidden", "Until", "Query"], &[0, 1], &rows)?;
    Ok(End::Well)
}
