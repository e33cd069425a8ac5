//! What every registered format has to stand: its sample, cuts, flipped bits, cancelling, and itself a second time.

use crate::samples::{Sample, samples};
use articles::{Body, Document, Outlet, Problem, ProblemCode, RecordCount};
use import::{FORMATS, Found, Input};
use proptest::prelude::*;
use task::Task;

#[derive(Debug, Default, PartialEq)]
struct Outcome {
    format: Option<&'static str>,
    documents: Vec<Document>,
    problems: Vec<Problem>,
    texts: Vec<String>,
    counts: Vec<RecordCount>,
    outlets: Vec<Outlet>,
}

impl Outcome {
    fn is_silent(&self) -> bool {
        self.documents.is_empty() && self.problems.is_empty() && self.outlets.is_empty()
    }
}

fn read(bytes: &[u8], name: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let input = Input::from_bytes(bytes.to_vec(), name);
    outcome.format = input
        .read(&Task::quiet(), &mut |found| match found {
            Found::Document(document) => outcome.documents.push(*document),
            Found::Problem(problem) => outcome.problems.push(problem),
            Found::Text(text) => outcome.texts.push(text),
            Found::Choice(_) => {}
            Found::Count(count) => outcome.counts.push(count),
            Found::Outlets(outlets) => outcome.outlets.extend(outlets),
        })
        .unwrap();
    outcome
}

fn body(document: &Document) -> &str {
    let (Body::Text(text) | Body::Page(text) | Body::Fragment(text) | Body::Plain(text)) = &document.body;
    text
}

/// A new line in the registry needs a sample, or nothing below would look at it.
#[test]
fn every_format_has_a_sample() {
    let samples = samples();
    for format in FORMATS {
        assert!(samples.iter().any(|sample| sample.format == format.name), "{}", format.name);
    }
}

#[test]
fn samples_are_read() {
    for Sample { format, name, bytes, titles } in samples() {
        let outcome = read(&bytes, name);
        assert_eq!(outcome.format, Some(format), "{name}");
        let found: Vec<&str> =
            outcome.documents.iter().map(|document| document.title.as_deref().unwrap_or("")).collect();
        assert_eq!(found, titles, "{name}: {:?}", outcome.problems);
        for document in &outcome.documents {
            assert!(!body(document).trim().is_empty(), "{name}");
            assert_eq!(document.origin.file, name);
            assert_eq!(document.origin.hash.0.len(), 64);
        }
        let is_refused = titles.is_empty() && outcome.outlets.is_empty();
        assert_eq!(outcome.problems.len(), usize::from(is_refused), "{name}: {:?}", outcome.problems);
        for RecordCount { found, announced } in outcome.counts {
            assert_eq!((found, announced), (titles.len() as u32, found), "{name}");
        }
    }
}

/// The name is a hint: only formats that share their content may need it.
#[test]
fn samples_are_told_by_their_content() {
    for Sample { format, bytes, .. } in samples() {
        let named = matches!(format, "markdown");
        let outcome = read(&bytes, "no-ending");
        assert!(named || outcome.format == Some(format), "{format} taken for {:?}", outcome.format);
        let outcome = read(&bytes, "picture.png");
        assert!(named || outcome.format == Some(format), "{format} taken for {:?}", outcome.format);
    }
}

/// A download that broke off, at any place, is read as far as it goes or told; never a crash, never silence.
#[test]
fn samples_cut_at_every_hundredth() {
    for Sample { name, bytes, .. } in samples() {
        for hundredth in 0..100 {
            let outcome = read(&bytes[..bytes.len() * hundredth / 100], name);
            assert!(!outcome.is_silent(), "{name} at {hundredth} %");
        }
    }
}

#[test]
fn samples_with_flipped_bits() {
    // xorshift: the same places in each run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for Sample { name, bytes, .. } in samples() {
        for round in 0..120 {
            let mut broken = bytes.clone();
            for _ in 0..=round % 8 {
                let at = random(broken.len());
                broken[at] ^= 1 << random(8);
            }
            let outcome = read(&broken, name);
            assert!(!outcome.is_silent(), "{name} in round {round}");
        }
    }
}

#[test]
fn the_same_bytes_give_the_same() {
    for Sample { name, bytes, .. } in samples() {
        assert_eq!(read(&bytes, name), read(&bytes, name), "{name}");
    }
}

/// Cancelled before it began and after the first find, a reader finds nothing more.
#[test]
fn cancelled_readers_end() {
    for Sample { name, bytes, .. } in samples() {
        let task = Task::quiet();
        task.cancel();
        assert!(Input::from_bytes(bytes.clone(), name).read(&task, &mut |_| panic!("{name} found")).is_err());

        let task = Task::quiet();
        let mut found = 0;
        let _ = Input::from_bytes(bytes, name).read(&task, &mut |what| {
            found += usize::from(matches!(what, Found::Document(_)));
            task.cancel();
        });
        assert!(found <= 1, "{name} found {found}");
    }
}

/// Ranges are what the preview of the source shows: they have to lie in the text that came before.
#[test]
fn ranges_lie_in_the_source() {
    for Sample { name, bytes, .. } in samples() {
        let mut text = String::new();
        let _ = Input::from_bytes(bytes, name).read(&Task::quiet(), &mut |found| match found {
            Found::Text(found) => text = found,
            Found::Document(document) if document.origin.end > 0 => {
                let range = document.origin.start as usize..document.origin.end as usize;
                assert!(text.get(range).is_some(), "{name}");
            }
            _ => {}
        });
    }
}

proptest! {
    /// Whatever the bytes and the name, there is a document or a line, and an end.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..3000), at in 0..40_usize) {
        let samples = samples();
        let name = samples[at % samples.len()].name;
        let outcome = read(&bytes, name);
        prop_assert!(!outcome.is_silent());
    }

    /// Markup that nobody would write, before and after the beginning that makes a reader take it.
    #[test]
    fn any_markup_is_read_or_refused(
        markup in "(<[a-zA-Z!?/]{1,4}( [a-z]{1,3}=[\"']?[a-zé]{0,2}[\"']?)?/?>|[a-z é&;<>\\n]|&#x?[0-9a-f]{1,7};|<!\\[CDATA\\[|\\]\\]>|<!--|-->){0,60}",
        at in 0..40_usize,
        cut in 0..100_usize,
    ) {
        let samples = samples();
        let sample = &samples[at % samples.len()];
        let mut bytes = sample.bytes[..sample.bytes.len() * cut / 100].to_vec();
        bytes.extend_from_slice(markup.as_bytes());
        bytes.extend_from_slice(&sample.bytes[sample.bytes.len() * cut / 100..]);
        let outcome = read(&bytes, sample.name);
        prop_assert!(!outcome.is_silent());
    }
}

/// A tree of such depth takes the cleaning seconds, whatever the page came in. It is told of, and the rest is read.
#[test]
fn what_is_too_deep_is_refused_wherever_it_stands() {
    let deep = "<div>".repeat(100_000) + "x</div>";
    let check = |name: &str, text: String, titles: &[&str]| {
        let outcome = read(text.as_bytes(), name);
        let found: Vec<&str> = outcome.documents.iter().filter_map(|document| document.title.as_deref()).collect();
        assert_eq!(found, titles, "{name}");
        let codes: Vec<ProblemCode> = outcome.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [ProblemCode::TooLarge], "{name}");
    };
    let entries = [("Deep", deep.as_str()), ("Ferry returns", "<p>It sails again.</p>")];
    let json = entries
        .map(|(title, text)| format!("{{\"title\":\"{title}\",\"content\":\"{text}\",\"url\":\"https://a.test/\"}}"));
    check("a.json", format!("[{}]", json.join(",")), &["Ferry returns"]);
    let items = entries.map(|(title, text)| {
        format!("<item><title>{title}</title><description><![CDATA[{text}]]></description></item>")
    });
    check(
        "a.rss",
        format!("<rss version=\"2.0\"><channel><title>F</title>{}</channel></rss>", items.concat()),
        &["Ferry returns"],
    );
    let rows = entries.map(|(title, text)| format!("{title},https://a.test/,\"{text}\"\n"));
    check("a.csv", format!("title,url,content\n{}", rows.concat()), &["Ferry returns"]);
    check(
        "a.eml",
        format!("From: a@b.test\nSubject: Deep\nMIME-Version: 1.0\nContent-Type: text/html\n\n{deep}\n"),
        &[],
    );
    check("a.html", deep.clone(), &[]);
    check("a.md", format!("# Deep\n\n{}x\n", ">".repeat(100_000)), &[]);
}
