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
        if exported.problems > 0 {
            let problems = count(exported.problems, "part", "parts");
            printer.line(&format!("{problems} of it damaged before, and there as they were: see library.json"))?;
        }
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
    match imported.articles {
        Some(articles) => {
            printer.line(&format!("the library is that of the export: {}", count(articles, "article", "articles")))?;
        }
        None => printer.line("the library is that of the export, and could not be opened")?,
    }
    if let Some(kept) = &imported.kept {
        printer.line(&format!("what was there is kept in {}", plain(kept)))?;
    }
    if imported.paused > 0 {
        let folders = count(imported.paused, "folder", "folders");
        printer.line(&format!("{folders} of it not watched until chosen here: tidings watch FOLDER"))?;
    }
    Ok(if imported.articles.is_some() { End::Well } else { End::SomeFailed })
}
