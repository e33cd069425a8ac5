use api::{App, ListStories, ReadStory, StoryReasons, StoryView};
use chrono::NaiveDate;

use crate::{
    End, Ended,
    print::{Printer, count, plain},
};

/// Stories of one ask; the operation takes no more.
const PAGE: u32 = 200;

pub fn list(app: &App, date: Option<NaiveDate>, limit: u32, printer: &mut Printer) -> Ended {
    let date = date.unwrap_or_else(|| api::system_clock().date_naive());
    let mut ask = ListStories { date, after: None, limit: 0 };
    let mut left = limit;
    loop {
        ask.limit = left.min(PAGE);
        let page = app.list_stories(ask.clone())?;
        left = left.saturating_sub(page.stories.len() as u32);
        for card in &page.stories {
            let view = app.read_story(ReadStory { id: card.id })?;
            if printer.json { printer.value(&view)? } else { print_story(&view, printer)? }
        }
        ask.after = page.next;
        if ask.after.is_none() || left == 0 {
            break;
        }
    }
    Ok(End::Well)
}

fn print_story(view: &StoryView, printer: &mut Printer) -> std::io::Result<()> {
    let card = &view.card;
    printer.line(&plain(&card.headline.title))?;
    printer.line(&format!("  [story {}]  {}", card.id, reasons(&card.reasons, card.copies)))?;
    let outlets: Vec<&str> = card.outlets.iter().filter_map(|outlet| outlet.name.as_deref()).collect();
    if !outlets.is_empty() {
        printer.line(&format!("  {}", plain(&outlets.join(", "))))?;
    }
    // Quoted, so each says whose it is.
    for sentence in &view.summary {
        printer.line(&format!("  > {} [{}]", plain(&sentence.text), sentence.article))?;
    }
    printer.line("")
}

/// `7 outlets, 3 countries, 2 near copies, first 2026-03-31`.
fn reasons(reasons: &StoryReasons, copies: u32) -> String {
    let mut said = vec![count(reasons.outlets, "outlet", "outlets")];
    if !reasons.countries.is_empty() {
        said.push(count(reasons.countries.len() as u32, "country", "countries"));
    }
    if copies > 0 {
        said.push(count(copies, "near copy", "near copies"));
    }
    if reasons.bookmarks > 0 {
        said.push(count(reasons.bookmarks, "bookmark", "bookmarks"));
    }
    said.extend(reasons.first.map(|first| format!("first {first}")));
    said.join(", ")
}
