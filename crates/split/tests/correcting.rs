//! What a reader says of the lines of a text, and what becomes of its articles.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{collections::BTreeMap, fs, path::PathBuf};

use articles::{Body, Document, Moment, PublishedFrom, Reading, Role, Span};
use proptest::prelude::*;
use split::{LineMarks, correct, printed_date, read_text};

fn sample() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples/two-stories.txt");
    fs::read_to_string(path).unwrap()
}

fn read(text: &str) -> Reading {
    read_text(&Document { body: Body::Text(text.to_owned()), ..Document::default() })
}

/// The n-th line with those words, by its place.
fn line(text: &str, words: &str, n: usize) -> u32 {
    text.match_indices(words).nth(n).unwrap().0 as u32
}

fn opens(marks: &[(u32, bool)]) -> LineMarks {
    LineMarks { opens: marks.iter().copied().collect(), roles: BTreeMap::new() }
}

fn roles(marks: &[(u32, Role)]) -> LineMarks {
    LineMarks { opens: BTreeMap::new(), roles: marks.iter().copied().collect() }
}

fn role_at(reading: &Reading, start: u32) -> (Role, Option<u32>) {
    let span = reading.spans.iter().find(|span| span.start == start).unwrap();
    (span.role, span.article)
}

#[test]
fn nothing_said_changes_nothing() {
    let text = sample();
    let reading = read(&text);
    assert_eq!(reading.articles.len(), 2);
    assert_eq!(correct(&text, &reading, &LineMarks::default()), reading);
}

/// What has no lines of its own, a page or a record, is not lost over them.
#[test]
fn an_article_without_lines_stays() {
    let reading = Reading { articles: read(&sample()).articles, spans: Vec::new() };
    assert_eq!(correct("", &reading, &opens(&[(0, true)])), reading);
}

#[test]
fn merged_the_second_headline_is_a_heading_of_the_first_article() {
    let text = sample();
    let reading = read(&text);
    let second = reading.articles[1].origin.start;
    let merged = correct(&text, &reading, &opens(&[(second, false)]));
    let [article] = &merged.articles[..] else { panic!("{} articles", merged.articles.len()) };
    assert_eq!(article.title, reading.articles[0].title);
    for part in &reading.articles {
        for paragraph in part.text.split("\n\n") {
            assert!(article.text.contains(paragraph), "{paragraph}");
        }
    }
    let headline = line(&text, "Grain Ships Wait", 0);
    assert_eq!(role_at(&merged, headline), (Role::Heading, Some(0)));
    assert!(article.html.contains("<h2>Grain Ships Wait off Port Marel"), "{}", article.html);
    assert_eq!(
        (article.origin.start, article.origin.end),
        (reading.articles[0].origin.start, reading.articles[1].origin.end)
    );
}

#[test]
fn split_the_lower_part_is_read_as_if_it_stood_alone() {
    let text = sample();
    let reading = read(&text);
    let at = line(&text, "The repairs are to take", 0);
    let split = correct(&text, &reading, &opens(&[(at, true)]));
    assert_eq!(split.articles.len(), 3);
    assert_eq!(split.articles[0].title, reading.articles[0].title);
    assert!(split.articles[0].text.ends_with("after it has fallen.”"));
    assert_eq!(split.articles[1].origin.start, at);
    assert!(split.articles[1].text.contains("Tomas Rehm"));
    // Of the other article nothing was said.
    assert_eq!(split.articles[2], reading.articles[1]);
    assert_eq!(split.spans.last().unwrap().article, Some(2));
}

#[test]
fn a_boundary_moves_lines_from_one_article_to_the_other() {
    let text = sample();
    let reading = read(&text);
    let (from, to) = (reading.articles[1].origin.start, line(&text, "The harbour office said", 0));
    let moved = correct(&text, &reading, &opens(&[(from, false), (to, true)]));
    assert_eq!(moved.articles.len(), 2);
    assert!(moved.articles[0].text.contains("More than forty ships"));
    assert!(moved.articles[1].text.contains("About a third of the country"));
    assert_eq!(moved.articles[1].origin.start, to);
}

#[test]
fn a_line_is_what_the_reader_says_it_is() {
    let text = sample();
    let reading = read(&text);
    let first = line(&text, "The town council of Vellmar", 0);
    let check = |role: Role| {
        let made = correct(&text, &reading, &roles(&[(first, role)]));
        assert_eq!(role_at(&made, first), (role, Some(0)));
        // Of the other article nothing was said, and of this one nothing else.
        assert_eq!(made.articles[1], reading.articles[1]);
        made.articles[0].clone()
    };
    let words = "The town council of Vellmar closed";
    let residue = check(Role::Residue);
    assert!(!residue.text.contains(words) && !residue.html.contains(words));
    assert_eq!(residue.captions, reading.articles[0].captions);
    let caption = check(Role::Caption);
    assert!(caption.captions.iter().any(|caption| caption.text.starts_with(words)));
    let standfirst = check(Role::Standfirst);
    assert!(standfirst.standfirst.unwrap().starts_with(words) && standfirst.text.contains(words));
    assert!(check(Role::Heading).html.contains("<h2>The town council"));
    assert!(check(Role::Headline).title.starts_with("Old Bridge at Vellmar"));
    // A widget's line may be the text after all.
    let widget = line(&text, "TT\n", 0);
    let body = correct(&text, &reading, &roles(&[(widget, Role::Body)]));
    assert!(body.articles[0].text.starts_with("TT\n\n"));
}

#[test]
fn headline_byline_and_date_are_read_from_the_lines_that_are_named() {
    let text = "First words of a page\n\nReport by the night desk\n\nOn 12 May 2025 it was\n\nThe harbour office said the \
                gates would open as soon as the swell fell below two metres, which was not expected.\n\nTwo ships had \
                dragged their anchors during the night and were held by tugs until morning. Nobody was hurt.\n\n“We are \
                used to waiting,” said the master of one of the ships, by radio. “But not this close to the rocks.”\n";
    let reading = read(text);
    assert_eq!(reading.articles.len(), 1);
    let at = |words: &str| line(text, words, 0);
    let mut marks =
        roles(&[(at("Report by"), Role::Headline), (at("First words"), Role::Byline), (at("On 12 May"), Role::Date)]);
    for span in reading.spans.iter().filter(|span| span.role == Role::Headline) {
        marks.roles.entry(span.start).or_insert(Role::Residue);
    }
    let article = &correct(text, &reading, &marks).articles[0];
    assert_eq!(article.title, "Report by the night desk");
    assert_eq!(article.byline, ["First words of a page"]);
    let published = article.published.as_ref().unwrap();
    assert_eq!((published.at.to_string().as_str(), published.from), ("2025-05-12", PublishedFrom::Text));
}

/// A cover list is no article: with no line of text left it is none, and its lines are still there.
#[test]
fn an_article_without_text_is_none() {
    let text = sample();
    let reading = read(&text);
    let marks: Vec<(u32, Role)> = reading
        .spans
        .iter()
        .filter(|span| span.article == Some(0) && matches!(span.role, Role::Body | Role::Heading))
        .map(|span| (span.start, Role::Residue))
        .collect();
    let made = correct(&text, &reading, &roles(&marks));
    assert_eq!(made.articles, &reading.articles[1..]);
    assert_eq!(made.spans.len(), reading.spans.len());
    assert!(made.spans.iter().all(|span| span.article.is_none_or(|article| article == 0)));
}

#[test]
fn a_printed_date_is_read_with_the_day_or_the_month_first() {
    let text = "Kirchbach 04/05/2026";
    let spans = [Span { start: 0, end: text.len() as u32, role: Role::Date, article: Some(0) }];
    let day = |day_first| printed_date(text, &spans, 0, day_first).map(|at: Moment| at.to_string());
    assert_eq!(day(true).as_deref(), Some("2026-05-04"));
    assert_eq!(day(false).as_deref(), Some("2026-04-05"));
    assert_eq!(printed_date(text, &spans, 1, true), None);
}

/// Lines by their places, and what is said of them.
type Said = (Vec<(usize, bool)>, Vec<(usize, Role)>);

fn any_marks(lines: usize) -> impl Strategy<Value = Said> {
    let role = prop::sample::select(vec![
        Role::Headline,
        Role::Standfirst,
        Role::Byline,
        Role::Date,
        Role::Caption,
        Role::Body,
        Role::Heading,
        Role::Copyright,
        Role::Repeat,
        Role::Residue,
    ]);
    (prop::collection::vec((0..lines, any::<bool>()), 0..6), prop::collection::vec((0..lines, role), 0..8))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is said, each line is still there once, with an article that there is, and the words of each article
    /// are words of its lines. What was corrected already is not changed by being told the same again.
    #[test]
    fn no_line_is_lost_and_twice_is_once((boundaries, said) in any_marks(60)) {
        let text = sample();
        let reading = read(&text);
        let start = |at: usize| reading.spans[at % reading.spans.len()].start;
        let marks = LineMarks {
            opens: boundaries.iter().map(|(at, opens)| (start(*at), *opens)).collect(),
            roles: said.iter().map(|(at, role)| (start(*at), *role)).collect(),
        };
        let made = correct(&text, &reading, &marks);
        let ranges = |reading: &Reading| reading.spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>();
        prop_assert_eq!(ranges(&made), ranges(&reading));
        let mut places: Vec<u32> = made.spans.iter().filter_map(|span| span.article).collect();
        places.dedup();
        prop_assert_eq!(places, (0..made.articles.len() as u32).collect::<Vec<_>>());
        for (at, role) in &marks.roles {
            prop_assert_eq!(role_at(&made, *at).0, *role);
        }
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let whole = squeeze(&text);
        for article in &made.articles {
            prop_assert!(!article.text.is_empty() && !article.title.is_empty());
            for paragraph in article.text.split("\n\n") {
                prop_assert!(whole.contains(&squeeze(paragraph)), "{}", paragraph);
            }
        }
        let again = correct(&text, &reading, &marks);
        prop_assert_eq!(&again, &made);
        // Where no article went, also if it is told of the corrected reading.
        let gone = made.spans.iter().zip(&reading.spans).any(|(now, then)| now.article.is_none() && then.article.is_some());
        if !gone {
            prop_assert_eq!(&correct(&text, &made, &marks).articles, &made.articles);
        }
    }
}
