//! Predictions for the sets of `bench/stories`, by the functions that the program calls.
//!
//! `measure TASK SET.jsonl [--words N | --share X] [--pack FILE]`, TASK one of neardup, stories, pairs, summary,
//! headline, keywords, language. Reads no field that holds the truth, and takes nothing from ids but their
//! being different.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};

use articles::{ArticleId, Moment};
use serde_json::{Value, json};
use stories::copies::{Arriving, Copies, Fingerprint};
use stories::grouping::{Hands, Placed, Rarity, group, same_story};
use stories::meaning::Meaning;
use stories::terms::Terms;
use stories::{Budget, Telling, headline, keywords, summarise};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().position(|one| one == name).and_then(|at| arguments.get(at + 1));
    let [task, set, ..] = arguments.as_slice() else {
        return Err(io::Error::other("measure TASK SET.jsonl [--words N | --share X] [--pack FILE]"));
    };
    let rows = read(set)?;
    let length = match (option("--words"), option("--share")) {
        (Some(words), _) => Length::Words(words.parse().map_err(io::Error::other)?),
        (None, Some(share)) => Length::Share(share.parse().map_err(io::Error::other)?),
        (None, None) => Length::Words(100),
    };
    let lines = match task.as_str() {
        "neardup" => {
            let copies = near_copies(&rows);
            (0..rows.len()).map(|at| json!({"id": rows[at]["id"], "cluster": copies.group(id(at)).0})).collect()
        }
        "stories" => stories(&rows, &meanings(&rows, option("--pack"))?),
        "pairs" => pairs(&rows),
        "summary" => rows.iter().map(|row| summary(row, length)).collect(),
        "headline" => rows.iter().map(best_headline).collect(),
        "keywords" => rows.iter().map(keys).collect(),
        "language" => {
            rows.iter().map(|row| json!({"id": row["id"], "lang": language::detect(text(row, "text"))})).collect()
        }
        other => return Err(io::Error::other(format!("no task: {other}"))),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    lines.iter().try_for_each(|line: &Value| writeln!(out, "{line}"))
}

#[derive(Clone, Copy)]
enum Length {
    Words(usize),
    Share(f32),
}

fn read(path: &str) -> io::Result<Vec<Value>> {
    BufReader::new(std::fs::File::open(path)?)
        .lines()
        .map(|line| serde_json::from_str(&line?).map_err(io::Error::other))
        .collect()
}

fn id(at: usize) -> ArticleId {
    ArticleId(at as i64)
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

/// As the program does it: from the headline and the text, never from the set's own field.
fn language_of(title: &str, body: &str) -> Option<&'static str> {
    language::detect(&format!("{title}\n{body}"))
}

fn seconds(row: &Value) -> Option<i64> {
    let date = row["date"].as_str()?;
    let plain = date.split('.').next()?.trim_end_matches('Z');
    plain.parse::<Moment>().ok().map(|moment| moment.sort_seconds())
}

fn near_copies(rows: &[Value]) -> Copies {
    let mut copies = Copies::default();
    for (at, row) in rows.iter().enumerate() {
        let arriving = Arriving { id: id(at), source: row["source"].as_str(), published: seconds(row) };
        copies.add(arriving, Fingerprint::of(text(row, "title"), text(row, "text")));
    }
    copies
}

fn terms(row: &Value) -> Terms {
    let (title, body) = (text(row, "title"), text(row, "text"));
    Terms::of(title, body, language_of(title, body))
}

/// As the program has them once a pack is installed; none without.
fn meanings(rows: &[Value], pack: Option<&String>) -> io::Result<Vec<Option<Meaning>>> {
    let Some(pack) = pack else { return Ok(vec![None; rows.len()]) };
    let folder = tempfile::tempdir()?;
    let installed = folder.path().join("pack");
    encoder::install(pack.as_ref(), &installed).map_err(io::Error::other)?;
    let mut encoder = encoder::Encoder::open(&installed).map_err(io::Error::other)?;
    let texts: Vec<(String, Option<&str>)> = rows
        .iter()
        .map(|row| {
            let (title, body) = (text(row, "title"), text(row, "text"));
            (encoder::opening(title, body), language_of(title, body))
        })
        .collect();
    let texts: Vec<(&str, Option<&str>)> = texts.iter().map(|(text, language)| (text.as_str(), *language)).collect();
    let vectors = encoder.encode(&texts).map_err(io::Error::other)?;
    Ok(vectors.iter().map(|vector| Some(Meaning::of(vector))).collect())
}

fn stories(rows: &[Value], meanings: &[Option<Meaning>]) -> Vec<Value> {
    let copies = near_copies(rows);
    let terms: Vec<Terms> = rows.iter().map(terms).collect();
    let placed: Vec<Placed> = (0..rows.len())
        .map(|at| Placed {
            id: id(at),
            terms: &terms[at],
            meaning: meanings[at].as_ref(),
            published: seconds(&rows[at]),
            copy_of: copies.group(id(at)),
            form: copies.form(id(at)),
            settled: false,
        })
        .collect();
    let mut lines = Vec::new();
    for story in group(&placed, &Hands::default(), &BTreeMap::new(), &BTreeSet::new()) {
        for article in story.articles {
            lines.push(json!({"id": rows[article.0 as usize]["id"], "cluster": story.id.0}));
        }
    }
    lines
}

fn pairs(rows: &[Value]) -> Vec<Value> {
    let both: Vec<[Terms; 2]> = rows.iter().map(|row| [terms(&row["a"]), terms(&row["b"])]).collect();
    let mut rarity = Rarity::default();
    both.iter().flatten().for_each(|terms| rarity.see(terms));
    rows.iter().zip(&both).map(|(row, [a, b])| json!({"id": row["id"], "same": same_story(a, b, &rarity)})).collect()
}

fn tellings(row: &Value) -> Vec<Telling<'_>> {
    let documents = row["docs"].as_array().map_or(std::slice::from_ref(row), Vec::as_slice);
    documents
        .iter()
        .enumerate()
        .map(|(at, document)| {
            let (title, text) = (text(document, "title"), text(document, "text"));
            Telling { id: id(at), copy_of: id(at), title, text, language: language_of(title, text) }
        })
        .collect()
}

fn summary(row: &Value, length: Length) -> Value {
    let tellings = tellings(row);
    let words = match length {
        Length::Words(words) => words,
        Length::Share(share) => {
            (tellings.iter().map(|telling| words(telling.text)).sum::<usize>() as f32 * share) as usize
        }
    };
    let quotes = summarise(&tellings, Budget { words, sentences: usize::MAX });
    let printed: Vec<&str> =
        quotes.iter().map(|quote| &tellings[quote.article.0 as usize].text[quote.start..quote.end]).collect();
    json!({"id": row["id"], "summary": printed.join(" ")})
}

fn words(line: &str) -> usize {
    let mut count = 0;
    stories::text::each_word(line, |_| count += 1);
    count
}

fn best_headline(row: &Value) -> Value {
    let tellings = tellings(row);
    let best = headline(&tellings).map_or("", |article| tellings[article.0 as usize].title);
    json!({"id": row["id"], "summary": best})
}

fn keys(row: &Value) -> Value {
    let (title, body) = (text(row, "title"), text(row, "text"));
    json!({"id": row["id"], "keys": keywords(title, body, language_of(title, body), 10)})
}
