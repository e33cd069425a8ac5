//! All of the library as open files, and the way back.

use std::path::Path;

use articles::{Article, ArticleId, PICTURE_SCHEME};
use chrono::{DateTime, FixedOffset};
use store::{Clock, ExportWith, ImportWith, Page, Store, WhereIs};
use task::{Progress, Task};

use crate::{App, Error, operations::*};

impl App {
    /// Not among the operations: it names a folder, which must not be there yet, or be empty.
    pub fn export_library(&self, folder: &Path, task: &Task) -> Result<LibraryExported, Error> {
        let told = told(task);
        let program = concat!("tidings ", env!("CARGO_PKG_VERSION"));
        let with = ExportWith { page: &page, told: &told };
        let exported = self.store().export_library(folder, program, self.now(), &with)?;
        Ok(LibraryExported {
            folder: exported.folder.display().to_string(),
            articles: u32::try_from(exported.articles).unwrap_or(u32::MAX),
            attachments: u32::try_from(exported.attachments).unwrap_or(u32::MAX),
            problems: u32::try_from(exported.problems.len()).unwrap_or(u32::MAX),
        })
    }

    /// `Tidings 2026-11-23`, or with a number where that is there already.
    pub fn name_library_export(&self, inside: &Path) -> std::path::PathBuf {
        let name = format!("Tidings {}", self.today());
        let free = (2..).map(|n| inside.join(format!("{name} ({n})")));
        std::iter::once(inside.join(&name)).chain(free).find(|path| !path.exists()).unwrap_or_else(|| inside.join(name))
    }
}

/// Makes a library of the export in `from` and puts it in the place of the one in `folder`, which is kept. Nobody may have
/// that one open.
pub fn import_library(
    folder: &Path,
    from: &Path,
    now: DateTime<FixedOffset>,
    task: &Task,
) -> Result<LibraryImported, Error> {
    let told = told(task);
    let with = ImportWith { clean: &clean::sanitise_html, told: &told };
    let kept = store::import_library(folder, from, Clock(now), &with)?;
    // Opened once here: what is to be indexed is indexed before anybody waits for it. Where that fails the library is
    // another all the same, and where the one before lies must be said.
    let opened = Store::open(folder).and_then(|store| {
        let paused = store.list_watched_folders()?.iter().filter(|folder| folder.paused).count();
        Ok((store.count_articles()?.all, u32::try_from(paused).unwrap_or(u32::MAX)))
    });
    let (articles, paused) = opened.map_or((None, 0), |(articles, paused)| (Some(articles), paused));
    Ok(LibraryImported { articles, kept: kept.map(|path| path.display().to_string()), paused })
}

fn told(task: &Task) -> impl Fn(u64, u64) -> bool {
    move |done, total| {
        task.progress(Progress { done, total: Some(total), item: String::new() });
        task.check().is_ok()
    }
}

/// As the reader shows it, without a script or anything from elsewhere: cleaned once more, whatever the library holds, and
/// under a policy of its own.
fn page(id: ArticleId, article: &Article, picture: WhereIs<'_>) -> Page {
    let title = escaped(&article.title);
    let mut html = clean::sanitise_html(&article.html);
    for kept in &article.pictures {
        if let Some(path) = picture(&kept.hash.0) {
            html = html.replace(&format!("\"{PICTURE_SCHEME}{}\"", kept.hash), &format!("\"../../{path}\""));
        }
    }
    let source = article.source.as_ref().map(|source| source.name.clone());
    let printed = article.published.as_ref().map(|published| published.at.to_string());
    let about: Vec<String> = [source, printed, article.url.clone()]
        .into_iter()
        .flatten()
        .chain(article.byline.iter().cloned())
        .map(|part| escaped(&part))
        .collect();
    let language = escaped(article.language.as_deref().unwrap_or_default());
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'; base-uri 'none'; form-action \
         'none'\">\n<title>{title}</title>\n<style>body{{max-width:40em;margin:2em auto;padding:0 1em;font:1.1em/1.5 \
         serif}}img{{max-width:100%;height:auto}}</style>\n<article dir=\"auto\">\n<h1>{title}</h1>\n<p>{}</p>\n\
         {html}\n</article>\n</html>\n",
        about.join(" · ")
    );
    Page { html, entry: format!("<a href=\"{id}.html\" dir=\"auto\">{title}</a>") }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    clean::escape_into(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page is opened by a browser, on a machine that knows nothing of us.
    #[test]
    fn a_page_runs_and_loads_nothing_and_shows_its_pictures() {
        let hash = articles::ContentHash("ab".repeat(32));
        let html = format!(
            "<p onclick=\"x()\">One</p><img src=\"picture:{hash}\" alt=\"a\"><script>x()</script>\
             <img src=\"https://example.org/x.png\">"
        );
        let kept = articles::KeptPicture { hash, media: "image/png".into(), width: 1, height: 1, bytes: Vec::new() };
        let title = "A <b> \"title\"".to_owned();
        let article = Article { title, html, pictures: vec![kept], ..Article::default() };
        let made = page(ArticleId(7), &article, &|hash| Some(format!("attachments/ab/{hash}.png")));
        assert!(made.html.contains(&format!("src=\"../../attachments/ab/{}.png\"", "ab".repeat(32))), "{}", made.html);
        for active in ["<script", "onclick", "src=\"https:", "<b>", "picture:"] {
            assert!(!made.html.contains(active), "{active} in {}", made.html);
        }
        assert_eq!(made.entry, "<a href=\"7.html\" dir=\"auto\">A &lt;b&gt; &quot;title&quot;</a>");
    }
}
