use std::path::Path;

use api::{App, BackUp, Backup, DamagedPart, MendDamage, RestoreBackup};

use crate::{
    End, Ended,
    print::{Printer, count, plain},
    stop,
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

/// Ends as partly failed where something is damaged then.
pub fn damage(app: &App, mend: bool, printer: &mut Printer) -> Ended {
    let mut list = app.scrub_all(&stop::stoppable())?;
    if mend && !list.damage.is_empty() {
        list = app.mend_damage(MendDamage {})?;
    }
    let is_well = list.damage.is_empty();
    if printer.json {
        printer.value(&list)?;
    } else {
        for damage in &list.damage {
            let part = match damage.part {
                DamagedPart::Article => "article",
                DamagedPart::File => "file",
                DamagedPart::Picture => "picture of",
            };
            let copy = damage.backup.as_deref().unwrap_or("in no copy");
            printer.line(&format!("{part} {}: {copy}", plain(&damage.name)))?;
        }
        if is_well {
            printer.line("all is what was stored")?;
        }
    }
    Ok(if is_well { End::Well } else { End::SomeFailed })
}

fn said(backup: &Backup) -> String {
    let megabytes = backup.bytes.div_ceil(1_000_000);
    format!("{}  {}, {megabytes} MB", backup.name, count(backup.articles, "article", "articles"))
}
