//! The message for those who read mail as text.

use crate::{
    direction::Direction,
    formats::facts::parting,
    model::{Facts, Item, Model, SourceRow, Text},
};

pub(super) fn write(model: &Model) -> String {
    let masthead = &model.masthead;
    let mut blocks = vec![masthead.title.text.clone(), format!("{} · {}", masthead.date.text, masthead.number.text)];
    blocks.extend(masthead.particulars.iter().map(|said| said.text.clone()));
    blocks.extend(texts(&model.introduction));
    if model.sections.is_empty() && model.coverage.is_empty() {
        blocks.push(model.words.no_items.to_owned());
    }
    for section in &model.sections {
        if let Some(name) = &section.name {
            blocks.push(format!("== {} ==", name.text));
        }
        blocks.extend(section.items.iter().map(|item| write_item(model, item)));
    }
    blocks.push("-".repeat(40));
    let source = |row: &SourceRow| {
        let items: Vec<String> = row.items.iter().map(|item| item.number.to_string()).collect();
        format!("{}: {}", row.name.text, items.join(", "))
    };
    if !model.sources.is_empty() {
        let rows: Vec<String> = model.sources.iter().map(source).collect();
        blocks.push(format!("{}\n{}", model.words.sources, rows.join("\n")));
    }
    blocks.extend(texts(&model.counted_lines()));
    blocks.extend(texts(&model.coverage));
    blocks.extend(texts(&model.imprint));
    blocks.join("\n\n") + "\n"
}

fn write_item(model: &Model, item: &Item) -> String {
    let mut blocks = vec![format!("{}. {}", item.number, item.headline.text)];
    blocks.extend(item.original_headline.iter().map(|said| said.text.clone()));
    let facts = write_facts(&item.facts, model.direction);
    if !facts.is_empty() {
        blocks.push(facts);
    }
    let mut text = blocks.join("\n");
    let mut add = |block: String| text.push_str(&format!("\n\n{block}"));
    for said in texts(&item.quoted) {
        add(said.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"));
    }
    if let Some(outlets) = &item.also_in {
        add(outlets.text.clone());
    }
    for quote in &item.quotes {
        let speaker = quote.speaker.as_ref().map(|speaker| format!(" — {}", speaker.text)).unwrap_or_default();
        add(format!("“{}”{speaker}", quote.text.text));
    }
    if !item.note.is_empty() {
        add(format!("{}: {}", model.words.note, texts(&item.note).collect::<Vec<_>>().join("\n\n")));
    }
    if !item.lines.is_empty() {
        add(texts(&item.lines).collect::<Vec<_>>().join("\n"));
    }
    if let Some(link) = &item.link {
        add(link.address.clone());
    }
    text
}

fn write_facts(facts: &Facts, direction: Direction) -> String {
    let mark = |mark: &Text| format!(" ({})", mark.text);
    let fact = |fact: &super::Fact<'_>| fact.text.text.clone() + &fact.mark.map(mark).unwrap_or_default();
    let listed = facts.listed();
    let dot = parting(" · ", direction, listed.iter().map(|fact| fact.text));
    listed.iter().map(fact).collect::<Vec<_>>().join(&dot)
}

fn texts(texts: &[Text]) -> impl Iterator<Item = String> {
    texts.iter().map(|said| said.text.clone())
}
