use api::{App, ListTitles, RemoveTitle, SaveTitle, SetLogo, Title, TitleList, TryRules};
use articles::TitleId;

use crate::{
    End, Ended, Failure,
    arguments::TitlesCommand,
    overlay::overlay,
    print::{Printer, count, plain},
};

pub fn titles(app: &App, command: TitlesCommand, printer: &mut Printer) -> Ended {
    let titles = match command {
        TitlesCommand::List => app.list_titles(ListTitles {})?,
        TitlesCommand::Save { id, title } => {
            let id: Option<TitleId> = id.map(Into::into);
            let known = app.list_titles(ListTitles {})?.titles.into_iter().find(|one| Some(one.id) == id);
            let base = known.map_or_else(Title::default, |known| known.title);
            app.save_title(SaveTitle { id, title: overlay(&base, &title)? })?
        }
        TitlesCommand::Logo { id, file } => {
            let bytes = file.map(std::fs::read).transpose().map_err(Failure::Input)?;
            app.set_logo(SetLogo { id: id.into(), bytes })?
        }
        TitlesCommand::Remove { id } => app.remove_title(RemoveTitle { id: id.into() })?,
        TitlesCommand::Try { id, date, rules } => {
            let rules = rules.map(|rules| serde_json::from_str(&rules)).transpose();
            let rules = rules.map_err(|error| Failure::Usage(format!("no rules: {error}")))?;
            return try_rules(app, TryRules { title: id.into(), date, rules }, printer);
        }
    };
    print_titles(&titles, printer)
}

fn try_rules(app: &App, ask: TryRules, printer: &mut Printer) -> Ended {
    let picks = app.try_rules(ask)?;
    if printer.json {
        printer.value(&picks)?;
        return Ok(End::Well);
    }
    for (place, rows) in (1..).zip(&picks.picks) {
        let articles = count(u32::try_from(rows.len()).unwrap_or(u32::MAX), "article", "articles");
        printer.line(&format!("Rule {place} would pick {articles}"))?;
        for row in rows {
            printer.line(&format!("  {} {}", row.id, plain(&row.title)))?;
        }
    }
    Ok(End::Well)
}

fn print_titles(titles: &TitleList, printer: &mut Printer) -> Ended {
    if printer.json {
        titles.titles.iter().try_for_each(|title| printer.value(title))?;
        return Ok(End::Well);
    }
    let row = |one: &api::StoredTitle| {
        let sections: Vec<String> = one.title.sections.iter().map(|section| plain(&section.name)).collect();
        vec![one.id.to_string(), plain(&one.title.name), one.title.style.name().to_owned(), sections.join(", ")]
    };
    let rows: Vec<Vec<String>> = titles.titles.iter().map(row).collect();
    printer.table(&["ID", "Title", "Style", "Sections"], &[0], &rows)?;
    Ok(End::Well)
}
