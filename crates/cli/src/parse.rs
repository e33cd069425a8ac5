use std::{io, path::PathBuf};

use api::Parsed;
use articles::{Article, KeptPicture, Problem};
use serde::Serialize;

use crate::{
    End, Ended,
    library::dated,
    print::{Printer, count, plain},
    stop, words,
};

/// Prints each article as it is found: memory holds one file's at a time, however many files there are.
pub fn parse(paths: &[PathBuf], printer: &mut Printer) -> Ended {
    let task = stop::stoppable();
    let mut end = End::Well;
    let mut written = Ok(());
    let parsed = api::parse_paths(paths, &task, &mut |parsed| {
        if matches!(parsed, Parsed::Problem(_)) {
            end = End::SomeFailed;
        }
        if written.is_ok() {
            stop::clear_progress();
            written = print(&parsed, printer);
        }
        if written.is_err() {
            // Nobody reads on.
            task.cancel();
        }
    });
    stop::clear_progress();
    written?;
    parsed?;
    Ok(end)
}

fn print(parsed: &Parsed, printer: &mut Printer) -> io::Result<()> {
    match (parsed, printer.json) {
        (Parsed::Article(article), true) => printer.value(&ArticleLine::from(&**article)),
        (Parsed::Problem(problem), true) => printer.value(&ProblemLine::from(problem)),
        (Parsed::Article(article), false) => {
            let words = article.text.split_whitespace().count() as u32;
            let facts = [
                Some(article.origin.file.clone()),
                article.source.as_ref().map(|source| source.name.clone()),
                article.published.as_ref().map(dated),
                article.language.clone(),
                Some(count(words, "word", "words")),
            ];
            printer.line(&plain(&article.title))?;
            printer.line(&format!("  {}", plain(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))))
        }
        (Parsed::Problem(problem), false) => {
            printer.line(&plain(&format!("{}: {}", problem.place, words::problem(problem))))
        }
    }
}

/// The shape is promised to programs: keys are added, never changed.
#[derive(Serialize)]
struct ArticleLine<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    members: &'a [String],
    format: &'a str,
    title: &'a str,
    standfirst: Option<&'a str>,
    byline: &'a [String],
    dateline: Option<&'a str>,
    published: Option<String>,
    published_from: &'static str,
    published_reason: Option<&'a str>,
    source: Option<&'a str>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    html: &'a str,
    captions: Vec<CaptionLine<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pictures: &'a [KeptPicture],
    at: Range,
}

#[derive(Serialize)]
struct CaptionLine<'a> {
    text: &'a str,
    credit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
}

/// In bytes.
#[derive(Serialize)]
struct Range {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    file: &'a str,
    problem: articles::ProblemCode,
    message: String,
}

impl<'a> From<&'a Article> for ArticleLine<'a> {
    fn from(article: &'a Article) -> ArticleLine<'a> {
        let published = article.published.as_ref();
        let origin = &article.origin;
        ArticleLine {
            file: &origin.file,
            members: &origin.members,
            format: &origin.format,
            title: &article.title,
            standfirst: article.standfirst.as_deref(),
            byline: &article.byline,
            dateline: article.dateline.as_deref(),
            published: published.map(|published| published.at.to_string()),
            published_from: words::published_from(published.map(|published| published.from)),
            published_reason: published.and_then(|published| published.reason.as_deref()),
            source: article.source.as_ref().map(|source| source.name.as_str()),
            language: article.language.as_deref(),
            url: article.url.as_deref(),
            text: &article.text,
            html: &article.html,
            captions: article
                .captions
                .iter()
                .map(|caption| CaptionLine {
                    text: &caption.text,
                    credit: caption.credit.as_deref(),
                    image: caption.image.as_deref(),
                })
                .collect(),
            pictures: &article.pictures,
            at: Range { start: origin.start, end: origin.end },
        }
    }
}

impl<'a> From<&'a Problem> for ProblemLine<'a> {
    fn from(problem: &'a Problem) -> ProblemLine<'a> {
        ProblemLine { file: &problem.place, problem: problem.code, message: words::problem(problem) }
    }
}
