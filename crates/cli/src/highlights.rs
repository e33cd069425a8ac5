use api::{App, ListHighlights};
use articles::ArticleId;

use crate::{
    End, Ended,
    print::{Printer, plain},
};

/// As Markdown, or a value for each article.
pub fn list(app: &App, article: Option<ArticleId>, printer: &mut Printer) -> Ended {
    let ask = ListHighlights { article };
    if printer.json {
        app.list_highlights(ask)?.articles.iter().try_for_each(|article| printer.value(article))?;
    } else {
        app.write_highlights(ask)?.markdown.lines().try_for_each(|line| printer.line(&plain(line)))?;
    }
    Ok(End::Well)
}
