use std::io;

use api::{
    App, ArticleRow, Away, CheckLibrary, Filter, ListArticles, Marked, ReadArticle, SearchArticles, SearchRow,
    SetBookmarked, Sort,
};
use articles::{ArticleId, Published, PublishedFrom};

use crate::{
    End, Ended,
    arguments::{FilterArguments, Shelf},
    print::{Printer, count, cut, plain, plain_lines, say},
    words,
};

/// Rows of one ask; the operation takes no more.
const PAGE: u32 = 200;

pub fn list(app: &App, filter: Filter, sort: Sort, limit: u32, printer: &mut Printer) -> Ended {
    let mut ask = ListArticles { filter, sort, ..ListArticles::default() };
    let mut rows = Vec::new();
    let mut left = limit;
    loop {
        ask.limit = left.min(PAGE);
        let page = app.list_articles(ask.clone())?;
        left = left.saturating_sub(page.rows.len() as u32);
        if printer.json {
            // Line by line, so that a long list costs no more than a page of it.
            page.rows.iter().try_for_each(|row| printer.value(row))?;
        } else {
            rows.extend(page.rows.iter().map(|row| cells(row).to_vec()));
        }
        ask.after = page.next;
        if ask.after.is_none() || left == 0 {
            break;
        }
    }
    if !printer.json {
        printer.table(HEAD, &[0], &rows)?;
    }
    Ok(End::Well)
}

pub fn print_rows(rows: &[ArticleRow], printer: &mut Printer) -> io::Result<()> {
    let rows: Vec<_> = rows.iter().map(|row| cells(row).to_vec()).collect();
    printer.table(HEAD, &[0], &rows)
}

pub fn search(app: &App, query: String, filter: FilterArguments, limit: u32, printer: &mut Printer) -> Ended {
    let close = true;
    let ask =
        SearchArticles { query, close, filter: filter.into(), limit: limit.min(PAGE), ..SearchArticles::default() };
    let asked = ask.query.clone();
    let page = app.search_articles(ask)?;
    for note in &page.notes {
        let part = asked.get(note.start as usize..note.end as usize).unwrap_or_default();
        // Beside the answer, which goes on without it.
        say(&format!("{part}: {}", words::note(note.code)));
    }
    if printer.json {
        page.rows.iter().try_for_each(|row| printer.value(row))?;
        return Ok(End::Well);
    }
    let more = if page.more { "more than " } else { "" };
    let close = if page.close > 0 { format!(", and {} with some of the words", page.close) } else { String::new() };
    printer.line(&format!("{more}{}{close}", count(page.found, "article", "articles")))?;
    page.rows.iter().try_for_each(|row| print_found(row, printer))?;
    Ok(End::Well)
}

fn print_found(row: &SearchRow, printer: &mut Printer) -> io::Result<()> {
    let [id, marks, date, source, title] = cells(&row.article);
    printer.line("")?;
    printer.line(title.trim())?;
    let facts = [id, date, source, marks.trim().to_owned()];
    printer.line(&format!("  {}", facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join("  ")))?;
    if !row.lacks.is_empty() {
        printer.line(&format!("  without {}", row.lacks.join(", ")))?;
    }
    printer.line(&format!("  {}", marked(&row.snippet)))
}

pub fn show(app: &App, id: ArticleId, printer: &mut Printer) -> Ended {
    let view = app.read_article(ReadArticle { id })?;
    if printer.json {
        printer.value(&view)?;
        return Ok(End::Well);
    }
    let article = &view.article;
    printer.line(&plain(&article.title))?;
    if let Some(standfirst) = article.standfirst.as_ref().filter(|line| !article.text.starts_with(line.as_str())) {
        printer.line(&plain(standfirst))?;
    }
    let source = article.source.as_ref().map(|source| source.name.clone());
    let facts = [
        source,
        Some(article.byline.join(", ")).filter(|names| !names.is_empty()),
        article.published.as_ref().map(dated),
        article.language.clone(),
        Some(count(view.words, "word", "words")),
        view.bookmarked.then(|| "bookmarked".to_owned()),
    ];
    printer.line(&plain(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")))?;
    if let Some(url) = &article.url {
        printer.line(&plain(url))?;
    }
    printer.line("")?;
    for caption in &article.captions {
        let credit = caption.credit.as_ref().map(|credit| format!(" ({credit})")).unwrap_or_default();
        printer.line(&plain(&format!("[{}{credit}]", caption.text)))?;
    }
    if !article.captions.is_empty() {
        printer.line("")?;
    }
    let place = article.dateline.as_ref().map(|place| format!("{place} – ")).unwrap_or_default();
    printer.line(&plain_lines(&format!("{place}{}", article.text)))?;
    Ok(End::Well)
}

pub fn bookmark(app: &App, ids: Vec<ArticleId>, bookmarked: bool, printer: &mut Printer) -> Ended {
    let changed = app.set_bookmarked(SetBookmarked { ids, bookmarked })?;
    if printer.json {
        printer.value(&changed)?;
    } else {
        let done = if bookmarked { "bookmarked" } else { "no longer bookmarked" };
        printer.line(&format!("{} {done}", count(changed.count, "article", "articles")))?;
    }
    Ok(End::Well)
}

pub fn check(app: &App, printer: &mut Printer) -> Ended {
    let check = app.check_library(CheckLibrary {})?;
    if printer.json {
        printer.value(&check)?;
    } else if check.faults.is_empty() {
        printer.line(&format!("{}, and all holds together", count(check.articles, "article", "articles")))?;
    } else {
        check.faults.iter().try_for_each(|fault| printer.line(&plain(fault)))?;
    }
    Ok(if check.faults.is_empty() { End::Well } else { End::SomeFailed })
}

/// `2025-05-12`, and what it rests on where it is a guess.
pub fn dated(published: &Published) -> String {
    let day = published.at.day();
    match (published.from, &published.reason) {
        (PublishedFrom::Metadata | PublishedFrom::Text, _) => day.to_string(),
        (from, None) => format!("{day} ({})", words::published_from(Some(from))),
        (from, Some(reason)) => format!("{day} ({}: {reason})", words::published_from(Some(from))),
    }
}

/// What was looked for stands in brackets.
pub fn marked(text: &Marked) -> String {
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let part = |from: usize, to: usize| units.get(from..to).map(String::from_utf16_lossy).unwrap_or_default();
    let mut shown = String::new();
    let mut at = 0;
    for (start, end) in text.marks.iter().map(|&(start, end)| (start as usize, end as usize)) {
        shown.push_str(&format!("{}[{}]", part(at, start), part(start, end)));
        at = end;
    }
    plain(&(shown + &part(at, units.len())))
}

const HEAD: &[&str] = &["ID", "", "Date", "Source", "Headline"];

/// As a list has them: a dot for unread, a star for a bookmark, a tilde for a date that is a guess.
fn cells(row: &ArticleRow) -> [String; 5] {
    let guess = |published: &Published| !matches!(published.from, PublishedFrom::Metadata | PublishedFrom::Text);
    let date = row
        .published
        .as_ref()
        .map(|published| format!("{}{}", published.at.day(), if guess(published) { "~" } else { "" }));
    [
        row.id.to_string(),
        format!("{}{}", if row.read { " " } else { "•" }, if row.bookmarked { "★" } else { " " }),
        date.unwrap_or_default(),
        row.source.as_ref().map(|source| cut(&plain(&source.name), 24)).unwrap_or_default(),
        plain(&row.title),
    ]
}

impl From<FilterArguments> for Filter {
    fn from(arguments: FilterArguments) -> Filter {
        let FilterArguments { date, source, bookmarked, unread, away } = arguments;
        let away = away.map(|shelf| match shelf {
            Shelf::Archive => Away::Archive,
            Shelf::Mute => Away::Mute,
            Shelf::Trash => Away::Trash,
        });
        Filter { date, source, bookmarked, unread, away, ..Filter::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks count in UTF-16 units, as the page does: taken for bytes or characters they cut other words.
    #[test]
    fn marks_stand_around_the_words_that_were_found() {
        let check = |text: &str, marks: &[(u32, u32)], expected: &str| {
            assert_eq!(marked(&Marked { text: text.to_owned(), marks: marks.to_vec() }), expected);
        };
        check("The port closed", &[(4, 8)], "The [port] closed");
        check("𝒜 порт закрыт, порт", &[(3, 7), (16, 20)], "𝒜 [порт] закрыт, [порт]");
        check("nothing", &[], "nothing");
        check("past the end", &[(5, 90)], "past []");
    }
}
