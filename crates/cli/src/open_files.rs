use std::path::Path;

use api::App;

use crate::{
    End, Ended,
    print::{Printer, count, plain},
    stop,
};

pub fn export(app: &App, folder: &Path, printer: &mut Printer) -> Ended {
    let exported = app.export_library(folder, &stop::stoppable());
    stop::clear_progress();
    let exported = exported?;
    if printer.json {
        printer.value(&exported)?;
    } else {
        let articles = count(exported.articles, "article", "articles");
        let attachments = count(exported.attachments, "attachment", "attachments");
        printer.line(&format!("all of the library is in {}: {articles}, {attachments}", plain(&exported.folder)))?;
    }
    Ok(End::Well)
}

pub fn import(folder: &Path, from: &Path, printer: &mut Printer) -> Ended {
    let imported = api::import_library(folder, from, api::system_clock(), &stop::stoppable());
    stop::clear_progress();
    let imported = imported?;
    if printer.json {
        printer.value(&imported)?;
        return Ok(End::Well);
    }
    printer.line(&format!("the library is that of the export: {}", count(imported.articles, "article", "articles")))?;
    if let Some(kept) = &imported.kept {
        printer.line(&format!("what was there is kept in {}", plain(kept)))?;
    }
    Ok(End::Well)
}
