//! What the feeds of feedparser's own tests say of themselves in their `Expect:` lines, read in place where they are
//! there. An expectation counts where it is about something that a `Document` has; the parts of a file's line that
//! are about other things (the kind of feed, types, e-mail addresses, a channel's description) are left out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use articles::{Body, Document, Moment};
use clean::dates::{DateHints, parse_date};
use import::{Found, Input};
use task::Task;

/// Of the files with an expectation that counts, those where all of it holds: 97.4 % of 587. What does not, in
/// 15 files: markup that HTML itself reads otherwise than feedparser does (open frames and objects, the bracket of an
/// entity, "crazy" tags, line noise, escaped markup in a div), and CDF.
const SHARE_THAT_HOLDS: f64 = 0.97;

#[test]
fn feeds_say_what_they_are_expected_to() {
    let (mut counted, mut held, mut wrong) = (0, 0, Vec::new());
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        let Some(line) = expectation(&bytes) else { continue };
        // What a server's header said is not in a file.
        if line.needs_server {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let terms = terms(&line.expression);
        if terms.is_empty() {
            continue;
        }
        counted += 1;
        let documents = read(with_entry(bytes), &name);
        match terms.iter().find(|term| !holds(term, &documents)) {
            None => held += 1,
            Some(term) => wrong.push(format!("{}: {term:?} in {documents:?}", path.display())),
        }
    }
    if counted == 0 {
        return;
    }
    let share = f64::from(held) / f64::from(counted);
    println!("{held} of {counted} hold ({:.1} %)\n{}", share * 100.0, wrong.join("\n"));
    assert!(share >= SHARE_THAT_HOLDS, "{share}");
}

/// The reader of expressions is no use if it passes over what it should ask.
#[test]
fn expectations_are_read_as_python_means_them() {
    let check = |line: &str, expected: &[Term]| assert_eq!(terms(line), expected, "{line}");
    let term = |field, entry, value: &str| Term { field, entry, value: Value::Text(value.to_owned()) };
    check("not bozo and entries[0]['title'] == u'a and \\u20ac \\'b\\''", &[term(Field::Title, 0, "a and € 'b'")]);
    check(
        "entries[1].link == \"x\" and feed['title'] == 'y'",
        &[term(Field::Url, 1, "x"), term(Field::Source, 0, "y")],
    );
    check(
        "entries[0]['published_parsed'] == (2004, 1, 1, 19, 48, 21, 3, 1, 0)",
        &[Term { field: Field::Date, entry: 0, value: Value::Numbers(vec![2004, 1, 1, 19, 48, 21, 3, 1, 0]) }],
    );
    check("version == 'rss20' and feed['ttl'] == '60'", &[]);
}

/// Entries say less than they mean: the feed's author wrote them, their text is packed, their address is one of many.
#[test]
fn entries_are_read_as_their_feed_means_them() {
    let check = |entry: &str, told: &dyn Fn(&Document) -> String, expected: &str| {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Post</title><author><name>Ann Lee</name></author>";
        let documents = read(format!("{feed}<entry>{entry}</entry></feed>").into_bytes(), "a.xml");
        assert_eq!(told(&documents[0]), expected, "{entry}");
    };
    let byline = |document: &Document| document.byline.join(", ");
    check("<title>Ferry</title>", &byline, "Ann Lee");
    check("<title>Ferry</title><author><name>Bo Ray</name></author>", &byline, "Bo Ray");
    check("<source><author><name>Cy Dow</name></author></source>", &byline, "Cy Dow");
    let title = |document: &Document| document.title.clone().unwrap_or_default();
    check("<title type='html'>Ferry&lt;script>go()&lt;/script> returns</title>", &title, "Ferry returns");
    check("<title type='html'>How the &lt;style> tag works</title>", &title, "How the tag works");
    check("<title type='text'>The &lt;style> tag</title>", &title, "The <style> tag");
    let body = |document: &Document| match &document.body {
        Body::Fragment(html) => html.clone(),
        other => panic!("{other:?}"),
    };
    check("<content type='application/octet-stream'> PHA+RmVycnk8\n L3A+ </content>", &body, "<p>Ferry</p>");
    check("<content mode='base64'>no Base64!</content>", &body, "no Base64!");
    check("<m:group xmlns:m='media'><m:description>Ferry</m:description></m:group>", &body, "Ferry");
    let url = |document: &Document| document.url.clone().unwrap_or_default();
    let links = "<link rel='enclosure'>https://harbour.test/a.mp3</link><link href='https://harbour.test/a'/>";
    check(links, &url, "https://harbour.test/a");
    let language = |document: &Document| document.language.clone().unwrap_or_default();
    check("<content xml:lang='de'>Die Fähre</content>", &language, "de");
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Field {
    Title,
    Url,
    Byline,
    Date,
    Body,
    Language,
    Source,
    Copyright,
}

#[derive(Debug, PartialEq)]
enum Value {
    Text(String),
    Numbers(Vec<i64>),
}

#[derive(Debug, PartialEq)]
struct Term {
    field: Field,
    entry: usize,
    value: Value,
}

struct Expectation {
    expression: String,
    needs_server: bool,
}

fn files() -> Vec<PathBuf> {
    let root = std::env::var_os("TIDINGS_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("corpora/feeds/feedparser")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { files.push(entry) }
        }
    }
    files.sort();
    files
}

/// The comment at a file's beginning: `Description: …`, `Header: …` for the server, `Expect: …` up to its end.
fn expectation(bytes: &[u8]) -> Option<Expectation> {
    // In two and four bytes a sign, the letters of the comment are still there with nothing between them but zeros.
    let plain: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&plain);
    let comment = text.split_once("<!--")?.1;
    let comment = &comment[..comment.find("-->")?];
    let expression = comment.split_once("Expect:")?.1.trim().to_owned();
    // Its own test server's address stands for where a feed was fetched.
    let needs_server = comment.contains("Header:") || expression.contains("127.0.0.1");
    Some(Expectation { expression, needs_server })
}

/// A channel's title is told on its articles: a feed without any gets one, before the end of its last element.
fn with_entry(mut bytes: Vec<u8>) -> Vec<u8> {
    // As it is written in one byte a sign, and in two with either first.
    let writings: [fn(u8) -> Vec<u8>; 3] = [|sign| vec![sign], |sign| vec![0, sign], |sign| vec![sign, 0]];
    for writing in writings {
        let write = |text: &str| text.bytes().flat_map(writing).collect::<Vec<u8>>();
        let find = |text: &str| bytes.windows(write(text).len()).rposition(|window| window == write(text));
        if find("item>").or_else(|| find("entry>")).or_else(|| find("<item")).or_else(|| find("<entry")).is_some() {
            return bytes;
        }
        for (end, name) in [("channel>", "item"), ("feed>", "entry")] {
            let Some(at) = find(end) else { continue };
            let Some(at) = bytes[..at].windows(write("</").len()).rposition(|window| window == write("</")) else {
                continue;
            };
            bytes.splice(at..at, write(&format!("<{name}><description>An entry.</description></{name}>")));
            return bytes;
        }
    }
    bytes
}

fn read(bytes: Vec<u8>, name: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let found = &mut |found| {
        if let Found::Document(document) = found {
            documents.push(*document);
        }
    };
    Input::from_bytes(bytes, name).read(&Task::quiet(), found).unwrap();
    documents
}

/// The parts of an expression that are about what a document has, joined by `and`. Of several about an entry's text
/// only the longest: the others are its summaries.
fn terms(expression: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut rest = expression;
    while let Some(at) = rest.find("==") {
        let (before, after) = (&rest[..at], rest[at + 2..].trim_start());
        let path = before.rsplit(" and ").next().unwrap_or(before).trim().trim_start_matches('(');
        let Some((value, end)) = read_value(after) else {
            rest = after;
            continue;
        };
        rest = &after[end..];
        let Some((field, entry)) = place(path) else { continue };
        terms.push(Term { field, entry, value });
    }
    let longest = terms.iter().filter(|term| term.field == Field::Body).map(Term::len).max().unwrap_or(0);
    terms.retain(|term| term.field != Field::Body || term.len() == longest);
    terms
}

/// `entries[0]['title']`, `feed.title`: what of ours it is about, and of which entry.
fn place(path: &str) -> Option<(Field, usize)> {
    let steps: Vec<&str> = path.split(['[', ']', '.', '\'', '"']).filter(|step| !step.is_empty()).collect();
    Some(match steps[..] {
        ["feed", "title"] | ["feed", "title_detail", "value"] => (Field::Source, 0),
        ["feed", "language"] => (Field::Language, 0),
        ["feed", "copyright" | "rights"] => (Field::Copyright, 0),
        ["entries", entry, ref steps @ ..] => {
            let field = match steps {
                ["title"] | ["title_detail", "value"] => Field::Title,
                ["link"] => Field::Url,
                ["author"] | ["author_detail", "name"] | ["authors", _, "name"] => Field::Byline,
                ["published" | "updated" | "created"] => Field::Date,
                ["published_parsed" | "updated_parsed" | "created_parsed"] => Field::Date,
                ["description" | "summary"] | ["content", "0", "value"] | ["summary_detail", "value"] => Field::Body,
                ["content", "0", "language"] | ["language"] => Field::Language,
                ["source", "title"] => Field::Source,
                ["copyright" | "rights"] => Field::Copyright,
                _ => return None,
            };
            (field, entry.parse().ok()?)
        }
        _ => return None,
    })
}

/// A string or a tuple of numbers, and where it ends.
fn read_value(text: &str) -> Option<(Value, usize)> {
    if let Some(inside) = text.strip_prefix('(') {
        let end = inside.find(')')?;
        let numbers = inside[..end].split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
        return Some((Value::Numbers(numbers), end + 2));
    }
    let (mut value, mut end) = (String::new(), 0);
    // Strings after each other are one, with or without a plus.
    while let Some((piece, len)) = read_string(text[end..].trim_start_matches([' ', '\n', '+'])) {
        value.push_str(&piece);
        end = text.len() - text[end..].trim_start_matches([' ', '\n', '+']).len() + len;
    }
    (end > 0).then_some((Value::Text(value), end))
}

fn read_string(text: &str) -> Option<(String, usize)> {
    let start = usize::from(text.starts_with('u'));
    let quote = ["'''", "'", "\""].into_iter().find(|quote| text[start..].starts_with(quote))?;
    let from = start + quote.len();
    let mut value = String::new();
    let mut signs = text[from..].char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            _ if text[from + at..].starts_with(quote) => return Some((value, from + at + quote.len())),
            '\\' => match signs.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                kind @ ('u' | 'x' | 'U') => {
                    let len = [('u', 4), ('x', 2), ('U', 8)].into_iter().find(|(name, _)| *name == kind)?.1;
                    let digits: String = signs.by_ref().take(len).map(|(_, digit)| digit).collect();
                    value.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                }
                other => value.push(other),
            },
            sign => value.push(sign),
        }
    }
    None
}

impl Term {
    fn len(&self) -> usize {
        match &self.value {
            Value::Text(text) => text.len(),
            Value::Numbers(numbers) => numbers.len(),
        }
    }
}

fn holds(term: &Term, documents: &[Document]) -> bool {
    let Some(document) = documents.get(term.entry) else { return false };
    let expected = match &term.value {
        Value::Text(text) => text.as_str(),
        Value::Numbers(numbers) => {
            return document.dates.iter().any(|date| is_at(&date.text, numbers));
        }
    };
    // Where feedparser gives HTML and where text, its own expectations differ: either writing of the same line will do.
    let is_line = |found: &Option<String>| {
        let found = found.as_deref().unwrap_or_default();
        found == line(expected) || found == line(&clean::text_of_html(expected))
    };
    match term.field {
        Field::Title => is_line(&document.title),
        Field::Url => document.url == url::Url::parse(expected).ok().map(String::from),
        // With its e-mail address, in feedparser's writing.
        Field::Byline => {
            let name = expected.split_once(" (").map_or(expected, |(name, _)| name);
            document.byline.iter().any(|found| found.contains(name))
        }
        Field::Date => document.dates.iter().any(|date| date.text == line(expected)),
        Field::Body => {
            let (Body::Fragment(html) | Body::Plain(html)) = &document.body else { return false };
            let shown = |html: &str| (line(&clean::text_of_html(html)), html.matches("<img").count());
            shown(html) == shown(expected)
        }
        Field::Language => document.language.as_deref() == Some(expected),
        Field::Source => is_line(&document.source.as_ref().map(|source| source.name.clone())),
        // A picture is no line.
        Field::Copyright if document.copyright.is_empty() => is_line(&None),
        Field::Copyright => document.copyright.iter().any(|found| is_line(&Some(found.clone()))),
    }
}

/// Year, month, day, hour, minute, second in UTC; the first hour stands for a date without time.
fn is_at(text: &str, expected: &[i64]) -> bool {
    let [year, month, day, hour, minute, second, ..] = expected[..] else { return false };
    let expected = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00");
    let expected: Moment = expected.parse().unwrap();
    parse_date(text, &DateHints::default()).is_some_and(|found| match found {
        Moment::Day(found) => found == expected.day(),
        found => found.sort_seconds() == expected.sort_seconds(),
    })
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
