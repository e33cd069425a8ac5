use std::{
    io,
    path::{Path, PathBuf},
};

use api::{App, FileOutcome, FileReport, ImportReport, ImportState, ImportSummary, ListImports, ReadImport};
use articles::{FileId, ImportId};
use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeSeq},
};

use crate::{
    End, Ended, Failure,
    print::{Printer, count, cut, plain},
    stop, words,
};

/// So many are held to know how wide their columns are.
const ROWS: usize = 500;

pub fn import(app: &App, paths: &[PathBuf], printer: &mut Printer) -> Ended {
    let task = stop::stoppable();
    let given = standard_input_as_file(paths)?;
    let report = app.import_paths(&given.paths, &task);
    stop::clear_progress();
    end_with(app, &report?, printer)
}

pub fn again(app: &App, import: ImportId, printer: &mut Printer) -> Ended {
    let task = stop::stoppable();
    let files: Vec<FileId> = app.import_files(import).map(|file| Ok(file?.id)).collect::<Result<_, api::Error>>()?;
    let report = app.read_again(&files, &task);
    stop::clear_progress();
    end_with(app, &report?, printer)
}

/// Prints it file by file, and ends as it says.
pub fn end_with(app: &App, report: &ImportReport, printer: &mut Printer) -> Ended {
    let (summary, outcomes) = (&report.summary, report.outcomes);
    if printer.json {
        printer.value(&WholeReport { summary, files: Files(app, summary.id) })?;
    } else {
        print_report(app, summary, printer)?;
    }
    Ok(if summary.state == ImportState::Cancelled {
        End::Stopped
    } else if summary.problems + outcomes.nothing_found + outcomes.refused > 0 {
        // Something is not in the library that was asked to be.
        End::SomeFailed
    } else {
        End::Well
    })
}

/// As one value, and never in memory as a whole: a folder may have a million files.
#[derive(Serialize)]
struct WholeReport<'a> {
    summary: &'a ImportSummary,
    files: Files<'a>,
}

struct Files<'a>(&'a App, ImportId);

impl Serialize for Files<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        for file in self.0.import_files(self.1) {
            list.serialize_element(&file.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

pub fn list(app: &App, printer: &mut Printer) -> Ended {
    let imports = app.list_imports(ListImports {})?.imports;
    if printer.json {
        imports.iter().try_for_each(|import| printer.value(import))?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = imports
        .iter()
        .map(|import| {
            let state = match (import.undone, import.state) {
                (true, _) => "undone",
                (_, ImportState::Running) => "running",
                (_, ImportState::Finished) => "",
                (_, ImportState::Cancelled) => "stopped",
                (_, ImportState::Interrupted) => "interrupted",
            };
            let numbers = [import.files, import.articles, import.problems].map(|number| number.to_string());
            let [files, articles, problems] = numbers;
            let name = cut(&plain(&import.name), 60);
            vec![import.id.to_string(), import.at.clone(), files, articles, problems, state.to_owned(), name]
        })
        .collect();
    let head = ["ID", "Time", "Files", "Articles", "Problems", "", "Name"];
    printer.table(&head, &[0, 2, 3, 4], &rows)?;
    Ok(End::Well)
}

pub fn undo(app: &App, id: ImportId, printer: &mut Printer) -> Ended {
    let undone = app.undo_import(ReadImport { id })?;
    if printer.json {
        printer.value(&undone)?;
        return Ok(End::Well);
    }
    let removed = count(undone.removed, "article", "articles");
    let kept = match undone.kept {
        0 => String::new(),
        kept => format!(
            "; {} stay, because a digest quotes them, or something is marked or written in them",
            count(kept, "article", "articles")
        ),
    };
    let shared = match undone.shared {
        0 => String::new(),
        shared => format!("; {} stay, because another import has them too", count(shared, "article", "articles")),
    };
    let outlets = match undone.outlets {
        0 => String::new(),
        outlets => format!("; {} taken out of the register", count(outlets, "outlet", "outlets")),
    };
    printer.line(&format!("{removed} taken out{kept}{shared}{outlets}"))?;
    Ok(End::Well)
}

fn print_report(app: &App, summary: &ImportSummary, printer: &mut Printer) -> Result<(), Failure> {
    if summary.id == ImportId::default() {
        return Ok(printer.line("Stopped before anything was stored")?);
    }
    let mut table = printer.begin_table(&["Outcome", "File", ""]);
    let mut files = app.import_files(summary.id);
    loop {
        let rows = files.by_ref().take(ROWS).map(|file| Ok(file_row(&file?)));
        let rows = rows.collect::<Result<Vec<_>, api::Error>>()?;
        printer.rows(&mut table, &rows)?;
        if rows.len() < ROWS {
            break;
        }
    }
    let state = if summary.state == ImportState::Cancelled { " until it was stopped" } else { "" };
    let outlets = match summary.outlets {
        0 => String::new(),
        outlets => format!(" and {}", count(outlets, "new outlet", "new outlets")),
    };
    printer.line(&format!(
        "Import {}: {}{outlets} from {}, {}{state}",
        summary.id,
        count(summary.articles, "new article", "new articles"),
        count(summary.files, "file", "files"),
        count(summary.problems, "problem", "problems"),
    ))?;
    Ok(())
}

fn file_row(file: &FileReport) -> Vec<String> {
    let outcome = match file.outcome {
        FileOutcome::Imported => "imported",
        FileOutcome::AlreadyThere => "already there",
        FileOutcome::NothingFound => "nothing found",
        FileOutcome::Refused => "refused",
    };
    let mut facts = Vec::new();
    if !file.articles.is_empty() {
        facts.push(count(file.articles.len() as u32, "article", "articles"));
    }
    if file.known > 0 {
        facts.push(format!("{} there already", count(file.known, "article", "articles")));
    }
    if let Some(records) = file.records {
        facts.push(format!("{} of {} records", records.found, records.announced));
    }
    if file.outlets > 0 {
        facts.push(format!("{} added", count(file.outlets, "outlet", "outlets")));
    }
    if file.known_outlets > 0 {
        facts.push(format!("{} in the register already", count(file.known_outlets, "outlet", "outlets")));
    }
    facts.extend(file.problems.iter().map(words::problem));
    vec![outcome.to_owned(), cut(&plain(&file.file), 60), plain(&facts.join("; "))]
}

struct Given {
    paths: Vec<PathBuf>,
    /// Holds what came down the pipe until the import is over.
    _folder: Option<tempfile::TempDir>,
}

/// What comes down a pipe is of any size and format: as a file it goes the way of all files.
fn standard_input_as_file(paths: &[PathBuf]) -> Result<Given, Failure> {
    let pipe = Path::new("-");
    if !paths.iter().any(|path| path == pipe) {
        return Ok(Given { paths: paths.to_vec(), _folder: None });
    }
    let save = || -> io::Result<(tempfile::TempDir, PathBuf)> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("standard input");
        io::copy(&mut io::stdin().lock(), &mut std::fs::File::create(&path)?)?;
        Ok((folder, path))
    };
    let (folder, file) = save().map_err(Failure::Input)?;
    let paths = paths.iter().map(|path| if path == pipe { file.clone() } else { path.clone() });
    Ok(Given { paths: paths.collect(), _folder: Some(folder) })
}
