use std::path::Path;

use api::{App, BackUp, Backup, RestoreBackup};

use crate::{
    End, Ended,
    print::{Printer, count, plain},
};

pub fn back_up(app: &App, printer: &mut Printer) -> Ended {
    let backup = app.back_up(BackUp {})?;
    if printer.json {
        printer.value(&backup)?;
    } else {
        printer.line(&format!("copied: {}", said(&backup)))?;
    }
    Ok(End::Well)
}

pub fn list(folder: &Path, printer: &mut Printer) -> Ended {
    let backups = api::list_backups(folder)?.backups;
    for backup in &backups {
        if printer.json {
            printer.value(backup)?;
        } else {
            printer.line(&said(backup))?;
        }
    }
    if backups.is_empty() && !printer.json {
        printer.line("no copies yet: tidings backup makes one")?;
    }
    Ok(End::Well)
}

pub fn restore(folder: &Path, name: String, printer: &mut Printer) -> Ended {
    let restored = api::restore_backup(folder, &RestoreBackup { name }, api::system_clock())?;
    if printer.json {
        printer.value(&restored)?;
        return Ok(End::Well);
    }
    printer.line(&format!("back to {}", said(&restored.backup)))?;
    if let Some(kept) = &restored.kept {
        printer.line(&format!("what was there is kept in {}", plain(&kept.display().to_string())))?;
    }
    Ok(End::Well)
}

fn said(backup: &Backup) -> String {
    let megabytes = backup.bytes.div_ceil(1_000_000);
    format!("{}  {}, {megabytes} MB", backup.name, count(backup.articles, "article", "articles"))
}
