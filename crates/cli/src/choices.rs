//! What the user tells of files that can be read in more than one way.

use api::{
    App, FileChoice, ForgetTableMapping, ListNewsletters, ListTableMappings, ReadTable, SetNewsletter, SetTableMapping,
    Table,
};
use articles::{ImportId, TableColumn, TableField};
use serde_json::{Value, json};

use crate::{
    End, Ended, Failure,
    arguments::MappingCommand,
    print::{Printer, count, cut, plain},
};

pub fn mapping(app: &App, command: MappingCommand, printer: &mut Printer) -> Ended {
    match command {
        MappingCommand::List => {
            for mapping in app.list_table_mappings(ListTableMappings {})?.mappings {
                if printer.json {
                    printer.value(&mapping)?;
                } else {
                    let columns: Vec<String> = mapping.columns.iter().map(told).collect();
                    printer.line(&plain(&format!("{}  {}", mapping.shape, columns.join(" "))))?;
                }
            }
        }
        MappingCommand::Show { import } => {
            for table in tables(app, import.into())? {
                if printer.json { printer.value(&table)? } else { print_table(&table, printer)? }
            }
        }
        MappingCommand::Set { import, shape, columns } => {
            let table = tables(app, import.into())?.into_iter().find(|table| table.shape == shape);
            let table = table.ok_or_else(|| Failure::Usage(format!("no table of shape {shape} in that import")))?;
            let columns = told_columns(table.columns, &columns)?;
            app.set_table_mapping(SetTableMapping { shape, columns })?;
            printer.line(&format!("from now on; `tidings again {}` reads that import so", ImportId::from(import)))?;
        }
        MappingCommand::Forget { shape } => {
            let forgotten = app.forget_table_mapping(ForgetTableMapping { shape })?.count;
            printer.line(if forgotten > 0 { "forgotten" } else { "nothing was told of that shape" })?;
        }
    }
    Ok(End::Well)
}

/// `told`: a sender, and whether its mails are read as their stories.
pub fn newsletters(app: &App, told: Option<(String, bool)>, printer: &mut Printer) -> Ended {
    if let Some((sender, as_stories)) = told {
        app.set_newsletter(SetNewsletter { sender, as_stories })?;
    }
    let senders = app.list_newsletters(ListNewsletters {})?.senders;
    if printer.json {
        senders.iter().try_for_each(|sender| printer.value(sender))?;
        return Ok(End::Well);
    }
    let rows: Vec<Vec<String>> = senders
        .iter()
        .map(|sender| {
            let read = if sender.as_stories { "as stories" } else { "as one article" };
            let name = sender.name.clone().unwrap_or_default();
            let stories = count(sender.stories, "story", "stories");
            vec![sender.sender.clone(), plain(&name), stories, read.to_owned()]
        })
        .collect();
    printer.table(&["Address", "Name", "Last", "Read"], &[], &rows)?;
    Ok(End::Well)
}

fn tables(app: &App, import: ImportId) -> Result<Vec<Table>, Failure> {
    let mut tables = Vec::new();
    for file in app.import_files(import) {
        let file = file?;
        for choice in file.choices {
            if let FileChoice::Table { shape } = choice {
                tables.push(app.read_table(ReadTable { file: file.id, shape })?);
            }
        }
    }
    Ok(tables)
}

fn print_table(table: &Table, printer: &mut Printer) -> std::io::Result<()> {
    let how = if table.remembered { "told" } else { "guessed" };
    printer.line(&format!("{}: {}, columns {how}", table.shape, count(table.count, "row", "rows")))?;
    let rows: Vec<Vec<String>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cell = table.rows.iter().filter_map(|row| row.get(at)).find(|cell| !cell.is_empty());
            let cell = cell.map(|cell| cut(&plain(cell), 60)).unwrap_or_default();
            vec![plain(&column.name), column.field.map(field_name).unwrap_or_default(), cell]
        })
        .collect();
    printer.table(&["Column", "Field", "For instance"], &[], &rows)
}

/// `Rubrum=title`; `Nr=` for one that is passed over.
fn told(column: &TableColumn) -> String {
    format!("{}={}", column.name, column.field.map(field_name).unwrap_or_default())
}

fn told_columns(mut columns: Vec<TableColumn>, given: &[String]) -> Result<Vec<TableColumn>, Failure> {
    for words in given {
        let (name, field) =
            words.rsplit_once('=').ok_or_else(|| Failure::Usage(format!("{words}: no COLUMN=FIELD")))?;
        let field = if field.is_empty() { None } else { Some(field_of(field)?) };
        let column = columns.iter_mut().find(|column| column.name == name);
        column.ok_or_else(|| Failure::Usage(format!("there is no column {name}")))?.field = field;
    }
    Ok(columns)
}

fn field_name(field: TableField) -> String {
    json!(field).as_str().unwrap_or_default().to_owned()
}

fn field_of(name: &str) -> Result<TableField, Failure> {
    serde_json::from_value(Value::from(name)).map_err(|_| {
        let all = "title, text, standfirst, date, byline, source, url, language, section, page, tags, copyright";
        Failure::Usage(format!("{name} is no field: {all}"))
    })
}
