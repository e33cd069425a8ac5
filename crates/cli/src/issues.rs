use std::io;

use api::{App, BuildIssue, Choice, EditIssue, ExportAs, ExportFormat, IssueView, ListIssues, ReadIssue};
use serde_json::json;

use crate::{
    End, Ended, Failure,
    arguments::{DigestCommand, Export, Paper, Style, To},
    print::{Printer, count, plain, plain_lines},
};

pub fn digest(app: &App, command: DigestCommand, printer: &mut Printer) -> Ended {
    let issue = match command {
        DigestCommand::List => return list(app, printer),
        DigestCommand::Build { date, all, stories } => {
            let choice = match (all, stories) {
                (_, true) => Choice::Stories,
                (true, _) => Choice::All,
                _ => Choice::Bookmarked,
            };
            app.build_issue(BuildIssue { date, choice })?
        }
        DigestCommand::Show { id } => app.read_issue(ReadIssue { id: id.into() })?,
        DigestCommand::Edit { id, edit } => {
            let edit = serde_json::from_str(&edit).map_err(|error| Failure::Usage(format!("no edit: {error}")))?;
            app.edit_issue(EditIssue { id: id.into(), edit })?
        }
        DigestCommand::Undo { id } => app.undo_edit(ReadIssue { id: id.into() })?,
        DigestCommand::Redo { id } => app.redo_edit(ReadIssue { id: id.into() })?,
    };
    if printer.json {
        printer.value(&issue)?;
    } else {
        print_issue(&issue, printer)?;
    }
    Ok(End::Well)
}

pub fn export(app: &App, asked: Export, printer: &mut Printer) -> Ended {
    let id = asked.id.into();
    let format = match asked.to {
        To::Pdf => ExportFormat::Pdf,
        To::Html => ExportFormat::Html,
        To::Docx => ExportFormat::Docx,
        To::Epub => ExportFormat::Epub,
        To::Md => ExportFormat::Md,
        To::Eml => ExportFormat::Eml,
    };
    let style = match asked.style {
        Style::Classic => api::Style::Classic,
        Style::Modern => api::Style::Modern,
        Style::Gazette => api::Style::Gazette,
    };
    let paper = match asked.paper {
        Paper::A4 => api::Paper::A4,
        Paper::Letter => api::Paper::Letter,
    };
    let logo = asked.logo.map(|path| path.to_string_lossy().into_owned());
    let how = ExportAs { format, style, paper, accent: asked.accent, logo };
    let out = match asked.out {
        Some(out) => out,
        None => app.name_export(id, format)?.into(),
    };
    let exported = app.export_issue(id, how, &out)?;
    if printer.json {
        printer.value(&json!({ "file": out.to_string_lossy(), "replaced": exported.replaced }))?;
        return Ok(End::Well);
    }
    printer.line(&plain(&out.to_string_lossy()))?;
    if exported.replaced > 0 {
        let characters = count(exported.replaced, "character", "characters");
        printer.line(&format!("{characters} that no font has or that cannot be printed were replaced"))?;
    }
    Ok(End::Well)
}

fn list(app: &App, printer: &mut Printer) -> Ended {
    let issues = app.list_issues(ListIssues {})?.issues;
    if printer.json {
        issues.iter().try_for_each(|issue| printer.value(issue))?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = issues
        .iter()
        .map(|issue| {
            let (number, items) = (issue.number.to_string(), issue.items.to_string());
            vec![issue.id.to_string(), issue.date.to_string(), number, items, plain(&issue.title)]
        })
        .collect();
    printer.table(&["ID", "Date", "Number", "Items", "Title"], &[0, 2, 3], &rows)?;
    Ok(End::Well)
}

/// Each item with its own number in brackets, by which an edit names it.
fn print_issue(view: &IssueView, printer: &mut Printer) -> io::Result<()> {
    let issue = &view.issue;
    printer.line(&format!("{} · no. {} · {} (digest {})", plain(&issue.title), issue.number, issue.date, view.id))?;
    if !issue.introduction.is_empty() {
        printer.line(&format!("\n{}", plain_lines(&issue.introduction)))?;
    }
    let mut place = 0;
    for section in &issue.sections {
        printer.line(&format!("\n{} [section {}]", plain(&section.name), section.id.0).replace("\n [", "\n["))?;
        for item in &section.items {
            place += 1;
            let row = view.articles.iter().map(|article| &article.row).find(|row| row.id == item.article);
            let title = item.headline.clone().or_else(|| row.map(|row| row.title.clone())).unwrap_or_default();
            printer.line(&format!("{place:>3}. {} [item {}]", plain(&title), item.id.0))?;
            let article = view.articles.iter().find(|article| article.row.id == item.article);
            let mut outlets: Vec<&str> =
                row.and_then(|row| row.source.as_ref()).map(|source| source.name.as_str()).into_iter().collect();
            outlets.extend(article.into_iter().flat_map(|article| article.also_in.iter().map(String::as_str)));
            if !outlets.is_empty() {
                printer.line(&format!("     {}", plain(&outlets.join(", "))))?;
            }
            if !item.note.is_empty() {
                printer.line(&format!("     Note: {}", plain(&item.note)))?;
            }
        }
    }
    Ok(())
}
