//! What is set right in how files were read.

use api::{
    App, CorrectFile, FileText, KeptRule, ListCorrections, ListOutletRules, ListPreviewLines, MoveBoundary, OutletRule,
    OutletRuleList, PreviewLine, ReadPreview, RemoveOutletRule, SplitPreview,
};
use articles::{ArticleId, Correction, CorrectionStep, FieldValue, OutletRuleId, Pattern, Role, TextPlace};
use serde_json::{Value, json};

use crate::{
    End, Ended, Failure,
    arguments::{Correct, RuleOf, RulesCommand},
    print::{Printer, count, cut, plain},
};

const PAGE: u32 = 500;

/// The text that an article was found in, line by line, with what each was taken for.
pub fn preview(app: &App, article: ArticleId, printer: &mut Printer) -> Ended {
    let preview = open(app, article)?;
    if !printer.json {
        let SplitPreview { name, lines, articles, corrections, records, .. } = &preview;
        let articles = count(articles.len() as u32, "article", "articles");
        let corrections = count(*corrections, "correction", "corrections");
        let lines = count(*lines, "line", "lines");
        let records = records.map(|records| format!(" ({} of {})", records.found, records.announced));
        let records = records.unwrap_or_default();
        printer.line(&format!("{}: {articles}{records}, {lines}, {corrections}", plain(name)))?;
    }
    let mut first = 0;
    while first < preview.lines {
        let ask = ListPreviewLines { file: preview.file, text: preview.text, first, count: PAGE };
        let page = app.list_preview_lines(ask)?;
        for line in &page.lines {
            if printer.json { printer.value(line)? } else { printer.line(&shown(line))? }
        }
        if page.lines.is_empty() {
            break;
        }
        first += page.lines.len() as u32;
    }
    Ok(End::Well)
}

/// `    1204-1216     >  2 headline (was body)  Port reopens`
fn shown(line: &PreviewLine) -> String {
    let article = line.article.map(|article| (article + 1).to_string()).unwrap_or_default();
    let begins = if line.opens { ">" } else { " " };
    let role = name(line.role);
    let was = line.role_as_read.map(|role| format!(" (was {})", name(role))).unwrap_or_default();
    let text = cut(&plain(&line.text), 100);
    format!("{:>8}-{:<8} {begins}{article:>3} {role}{was}  {text}", line.start, line.end)
}

pub fn correct(app: &App, ask: Correct, printer: &mut Printer) -> Ended {
    let preview = open(app, ask.article.into())?;
    let at = |start: u32| TextPlace { text: preview.hash.clone(), start };
    let own = preview.articles.iter().find(|one| one.id == Some(ask.article.into()));
    let start = own.map(|one| one.start).ok_or_else(|| Failure::Usage("that article is not in its file".to_owned()))?;
    let file = FileText { file: preview.file, text: preview.text };
    let mut set = Vec::new();
    let mut field = |to: FieldValue| set.push(Correction::Field { at: at(start), to });
    if let Some(headline) = ask.headline {
        field(FieldValue::Headline(headline));
    }
    if !ask.byline.is_empty() {
        field(FieldValue::Byline(ask.byline));
    }
    if let Some(date) = ask.date {
        field(FieldValue::Date(match date.as_str() {
            "none" => None,
            date => Some(date.parse().map_err(|error: articles::MomentError| Failure::Usage(error.to_string()))?),
        }));
    }
    if let Some(outlet) = ask.outlet {
        field(FieldValue::Outlet(Some(outlet)));
    }
    if let Some(language) = ask.language {
        field(FieldValue::Language(Some(language)));
    }
    set.extend(ask.split.map(|line| Correction::Boundary { at: at(line), opens: true }));
    set.extend(ask.merge.then(|| Correction::Boundary { at: at(start), opens: false }));
    for pair in &ask.role {
        let (line, role) = pair.split_once('=').ok_or_else(|| Failure::Usage(format!("{pair}: no LINE=ROLE")))?;
        let line =
            line.parse().map_err(|_| Failure::Usage(format!("{line} is no line: `tidings preview` has them")))?;
        let role =
            serde_json::from_value(Value::from(role)).map_err(|_| Failure::Usage(format!("{role} is no role")))?;
        set.push(Correction::Role { at: at(line), role });
    }
    let preview = if ask.undo {
        app.undo_correction(file)?
    } else if ask.redo {
        app.redo_correction(file)?
    } else if ask.reset {
        app.reset_corrections(file)?
    } else if let Some(to) = ask.begin {
        app.move_boundary(MoveBoundary { file: file.file, text: file.text, at: at(start), to })?
    } else if set.is_empty() {
        return Err(Failure::Usage("nothing to set right".to_owned()));
    } else {
        let step = CorrectionStep { reset: Vec::new(), set };
        app.correct_file(CorrectFile { file: file.file, text: file.text, step })?
    };
    print_articles(&preview, printer)
}

/// Files in which something was set right.
pub fn list(app: &App, printer: &mut Printer) -> Ended {
    let files = app.list_corrections(ListCorrections {})?.files;
    if printer.json {
        files.iter().try_for_each(|file| printer.value(file))?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = files
        .iter()
        .map(|file| vec![plain(&file.name), count(file.corrections.len() as u32, "correction", "corrections")])
        .collect();
    printer.table(&["File", "Set right"], &[], &rows)?;
    Ok(End::Well)
}

pub fn rules(app: &App, command: RulesCommand, printer: &mut Printer) -> Ended {
    match command {
        RulesCommand::List => print_rules(&app.list_outlet_rules(ListOutletRules {})?, printer),
        RulesCommand::Try { rule } => {
            let trial = app.try_outlet_rule(rule_of(rule)?)?;
            if printer.json {
                printer.value(&trial)?;
                return Ok(End::Well);
            }
            let more = if trial.more { "at least " } else { "" };
            printer.line(&format!("would change {more}{}", count(trial.articles, "article", "articles")))?;
            for example in &trial.examples {
                let (before, after) = (plain(&example.before), plain(&example.after));
                printer.line(&format!("{}  {}: {before} → {after}", example.id, cut(&plain(&example.title), 60)))?;
            }
            Ok(End::Well)
        }
        RulesCommand::Add { rule } => print_rules(&app.add_outlet_rule(rule_of(rule)?)?, printer),
        RulesCommand::Forget { id } => {
            let id: OutletRuleId = id.into();
            print_rules(&app.remove_outlet_rule(RemoveOutletRule { id })?, printer)
        }
    }
}

fn open(app: &App, article: ArticleId) -> Result<SplitPreview, Failure> {
    Ok(app.read_preview(ReadPreview { article: Some(article), ..ReadPreview::default() })?)
}

fn print_articles(preview: &SplitPreview, printer: &mut Printer) -> Ended {
    if printer.json {
        printer.value(preview)?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = preview
        .articles
        .iter()
        .map(|one| {
            let id = one.id.map(|id| id.to_string()).unwrap_or_default();
            let date = one.published.as_ref().map(|published| published.at.to_string()).unwrap_or_default();
            vec![id, date, plain(&one.byline.join(", ")), cut(&plain(&one.title), 80)]
        })
        .collect();
    printer.table(&["Id", "Date", "By", "Headline"], &[], &rows)?;
    Ok(End::Well)
}

fn print_rules(list: &OutletRuleList, printer: &mut Printer) -> Ended {
    if printer.json {
        list.rules.iter().try_for_each(|rule| printer.value(rule))?;
        return Ok(End::Well);
    }
    if list.changed > 0 {
        printer.line(&format!("{} changed", count(list.changed, "article", "articles")))?;
    }
    let row = |KeptRule { id, rule }: &KeptRule| vec![id.to_string(), plain(&rule.outlet), plain(&said(&rule.pattern))];
    printer.table(&["Id", "Outlet", "Rule"], &[], &list.rules.iter().map(row).collect::<Vec<_>>())?;
    Ok(End::Well)
}

fn rule_of(rule: RuleOf) -> Result<OutletRule, Failure> {
    let RuleOf { outlet, byline_prefix, alias, residue, day_first, month_first } = rule;
    let day_first = (day_first || month_first).then_some(Pattern::DayFirst { day_first });
    let pattern = byline_prefix
        .map(|prefix| Pattern::BylinePrefix { prefix })
        .or(alias.map(|name| Pattern::Alias { name }))
        .or(residue.map(|line| Pattern::Residue { line }))
        .or(day_first);
    let pattern = pattern.ok_or_else(|| Failure::Usage("a rule of what? --help has the kinds".to_owned()))?;
    Ok(OutletRule { outlet, pattern })
}

fn said(pattern: &Pattern) -> String {
    match pattern {
        Pattern::BylinePrefix { prefix } => format!("no part of a name: {prefix}"),
        Pattern::Alias { name } => format!("is {name}"),
        Pattern::Residue { line } => format!("no part of a text: {line}"),
        Pattern::DayFirst { day_first: true } => "dates have the day first".to_owned(),
        Pattern::DayFirst { day_first: false } => "dates have the month first".to_owned(),
    }
}

fn name(role: Role) -> String {
    json!(role).as_str().unwrap_or_default().to_owned()
}
