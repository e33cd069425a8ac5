use std::io;

use api::{
    App, BuildIssue, Choice, Edit, EditIssue, ExportAs, ExportFormat, IssueView, ListIssues, PublishIssue, ReadIssue,
};
use articles::IssueId;
use serde_json::json;

use crate::{
    End, Ended, Failure,
    arguments::{Decision, DigestCommand, Export, Paper, Product, Style, To},
    print::{Printer, count, plain, plain_lines},
};

pub fn digest(app: &App, command: DigestCommand, printer: &mut Printer) -> Ended {
    let issue = match command {
        DigestCommand::List => return list(app, printer),
        DigestCommand::Pool { id } => return pool(app, id.into(), printer),
        DigestCommand::Fill { id, dry: true } => return proposals(app, id.into(), printer),
        DigestCommand::Check { id } => return check(app, id.into(), printer),
        DigestCommand::Coverage { id, csv } => return coverage(app, id.into(), csv, printer),
        DigestCommand::Build { date, all, stories, nothing, title } => {
            let choice = match (all, stories, nothing) {
                (_, _, true) => Choice::Nothing,
                (_, true, _) => Choice::Stories,
                (true, ..) => Choice::All,
                _ => Choice::Bookmarked,
            };
            app.build_issue(BuildIssue { title: title.map(Into::into), date, choice })?
        }
        DigestCommand::Load { id } => app.load_candidates(ReadIssue { id: id.into() })?,
        DigestCommand::Decide { id, decision, articles } => {
            let decision = match decision {
                Decision::Undecided => api::Decision::Undecided,
                Decision::Shortlisted => api::Decision::Shortlisted,
                Decision::Out => api::Decision::Out,
                Decision::CarriedOver => api::Decision::CarriedOver,
            };
            let edit = Edit::Decide { articles: articles.into_iter().map(Into::into).collect(), decision };
            app.edit_issue(EditIssue { id: id.into(), edit })?
        }
        DigestCommand::Fill { id, dry: false } => app.fill_issue(ReadIssue { id: id.into() })?,
        DigestCommand::Publish { id, note } => app.publish_issue(PublishIssue { id: id.into(), note })?,
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
    let style = asked.style.map(|style| match style {
        Style::Classic => api::Style::Classic,
        Style::Modern => api::Style::Modern,
        Style::Gazette => api::Style::Gazette,
    });
    let paper = asked.paper.map(|paper| match paper {
        Paper::A4 => api::Paper::A4,
        Paper::Letter => api::Paper::Letter,
    });
    let product = match asked.product {
        Product::Whole => api::Product::Whole,
        Product::Summaries => api::Product::Summaries,
        Product::Clippings => api::Product::Clippings,
    };
    let logo = asked.logo.map(|path| path.to_string_lossy().into_owned());
    let how = ExportAs { format, style, paper, accent: asked.accent, logo, product, version: asked.published };
    let out = match asked.out {
        Some(out) => out,
        None => app.name_export(id, how.clone())?.into(),
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

/// Story by story, each candidate with its article's number, by which a decision names it.
fn pool(app: &App, id: IssueId, printer: &mut Printer) -> Ended {
    let pool = app.read_pool(ReadIssue { id })?;
    if printer.json {
        printer.value(&pool)?;
        return Ok(End::Well);
    }
    let mut rows = Vec::new();
    for (story, group) in (1..).zip(&pool.groups) {
        for one in &group.candidates {
            let state = if one.is_in { "in".to_owned() } else { format!("{:?}", one.decision).to_lowercase() };
            let mut marks: Vec<String> = one.fresh.then(|| "new".to_owned()).into_iter().collect();
            marks.extend(one.carried_from.map(|number| format!("from no. {number}")));
            marks.extend(one.earlier.map(|earlier| format!("was in no. {}", earlier.number)));
            let outlet = one.row.source.as_ref().map(|source| plain(&source.name)).unwrap_or_default();
            let title = plain(&one.row.title);
            rows.push(vec![story.to_string(), one.row.id.to_string(), state, marks.join(", "), outlet, title]);
        }
    }
    printer.table(&["Story", "Article", "State", "Marks", "Outlet", "Headline"], &[0, 1], &rows)?;
    if pool.not_loaded > 0 {
        printer.line(&format!("{} since: digest load {id}", count(pool.not_loaded, "new article", "new articles")))?;
    }
    Ok(End::Well)
}

fn proposals(app: &App, id: IssueId, printer: &mut Printer) -> Ended {
    let proposals = app.list_proposals(ReadIssue { id })?;
    if printer.json {
        printer.value(&proposals)?;
        return Ok(End::Well);
    }
    for proposal in &proposals.proposals {
        let by = proposal.rule.map_or("its search".to_owned(), |rule| format!("rule {}", rule + 1));
        printer.line(&format!("Section {}, by {by}:", proposal.section.0))?;
        for row in &proposal.rows {
            printer.line(&format!("  {} {}", row.id, plain(&row.title)))?;
        }
    }
    Ok(End::Well)
}

fn check(app: &App, id: IssueId, printer: &mut Printer) -> Ended {
    let findings = app.check_issue(ReadIssue { id })?.findings;
    for finding in &findings {
        if printer.json {
            printer.value(finding)?;
        } else {
            printer.line(&plain(&crate::words::finding(&finding.what)))?;
        }
    }
    if !printer.json && findings.is_empty() {
        printer.line("Ready.")?;
    }
    Ok(if findings.is_empty() { End::Well } else { End::SomeFailed })
}

fn coverage(app: &App, id: IssueId, csv: bool, printer: &mut Printer) -> Ended {
    let view = app.read_coverage(ReadIssue { id })?;
    if printer.json {
        printer.value(&view.coverage)?;
    } else if csv {
        printer.line(view.csv.trim_end())?;
    } else {
        let of = |kind: &str, rows: &[api::Tally]| -> Vec<Vec<String>> {
            let name = |row: &api::Tally| if row.name.is_empty() { "—".to_owned() } else { plain(&row.name) };
            rows.iter().map(|row| vec![kind.to_owned(), name(row), row.items.to_string()]).collect()
        };
        let one = &view.coverage;
        let mut rows = of("section", &one.sections);
        rows.extend(of("outlet", &one.outlets));
        rows.extend(of("country", &one.countries));
        rows.extend(of("language", &one.languages));
        printer.table(&["By", "Name", "Items"], &[2], &rows)?;
        printer.line(&format!(
            "{}, about {}",
            count(one.items, "item", "items"),
            count(one.minutes, "minute", "minutes")
        ))?;
    }
    Ok(End::Well)
}

/// Each item with its own number in brackets, by which an edit names it.
fn print_issue(view: &IssueView, printer: &mut Printer) -> io::Result<()> {
    let issue = &view.issue;
    printer.line(&format!("{} · no. {} · {} (digest {})", plain(&issue.title), issue.number, issue.date, view.id))?;
    for version in &view.versions {
        let note = if version.note.is_empty() { String::new() } else { format!(": {}", plain(&version.note)) };
        printer.line(&format!("Version {}, {}{note}", version.version, version.at))?;
    }
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
