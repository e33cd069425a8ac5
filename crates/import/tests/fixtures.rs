//! Other people's exports, read in place where they are there. What is expected was checked by eye, file by file.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use articles::{Document, ProblemCode};
use import::{Found, Input};
use task::Task;

struct Outcome {
    format: Option<&'static str>,
    documents: Vec<Document>,
    problems: Vec<ProblemCode>,
    outlets: usize,
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TIDINGS_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    Some(root.join("fixtures").join(path)).filter(|path| path.exists())
}

fn read(path: &str) -> Option<Outcome> {
    let path = shared(path)?;
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut outcome = Outcome { format: None, documents: Vec::new(), problems: Vec::new(), outlets: 0 };
    let found = &mut |found| match found {
        Found::Document(document) => outcome.documents.push(*document),
        Found::Problem(problem) => outcome.problems.push(problem.code),
        Found::Outlets(outlets) => outcome.outlets += outlets.len(),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) => {}
    };
    outcome.format = Input::open(&path, &name, &Task::quiet()).unwrap().read(&Task::quiet(), found).unwrap();
    Some(outcome)
}

/// Format, headlines (empty: left to cleaning), problems.
fn check(path: &str, format: &str, titles: &[&str], problems: &[ProblemCode]) {
    let Some(outcome) = read(path) else { return };
    assert_eq!(outcome.format, Some(format), "{path}");
    let found: Vec<&str> = outcome.documents.iter().map(|document| document.title.as_deref().unwrap_or("")).collect();
    assert_eq!(found, titles, "{path}");
    assert_eq!(outcome.problems, problems, "{path}");
}

/// First date, byline, outlet, section and page of one document.
fn check_fields(path: &str, at: usize, fields: [&str; 5]) {
    let Some(outcome) = read(path) else { return };
    let document = &outcome.documents[at];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let found = [
        document.dates.first().map(|date| date.text.clone()).unwrap_or_default(),
        document.byline.join(" | "),
        document.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
        text(&document.section),
        text(&document.page),
    ];
    assert_eq!(found, fields, "{path} {at}");
}

const NONE: &[ProblemCode] = &[];

#[test]
fn news_databases() {
    let path = "factiva-html/tm.plugin.factiva--factiva_test.html";
    check(path, "factiva", &["Test 1", "Test 2"], NONE);
    check_fields(path, 0, ["29 décembre 2011 15:32", "", "Test newspaper", "", "26"]);
    check_fields(path, 1, ["29 décembre 2011", "", "Ouest France", "Infolocale", ""]);

    let path = "factiva-xml/tm.plugin.factiva--factiva_test.xml";
    let titles = ["TEST - first test article", "TEST - second article de test", "TEST - third test article"];
    check(path, "factiva_xml", &titles, NONE);
    check_fields(path, 2, ["2012-05-06T01:07:06Z", "", "My Newspaper", "", "85"]);

    let path = "lexisnexis-html/tm.plugin.lexisnexis--lexisnexis_test_en.html";
    check(path, "nexis_html", &["Heading One", "First part; Second part"], NONE);
    let day = "December 19, 1991, Sunday, An Edition";
    check_fields(path, 0, [day, "By PAPER AUTHOR", "Some Newspaper", "National Desk", "16"]);

    let path = "lexisnexis-html/tm.plugin.lexisnexis--lexisnexis_test_fr.html";
    let titles = ["Title of first article", "Another title, with accents: éà", "\" A quoted title \""];
    check(path, "nexis_html", &titles, NONE);
    let fields = ["14 October 2013 Thursday", "Author 2", "My newpaper", "ECONOMIE - ENTREPRISES", "6"];
    check_fields(path, 1, fields);

    // The second record is the database's own excuse for not showing it, the first a table without headline.
    let path = "lexisnexis-html/tm.plugin.lexisnexis--lexisnexis_test_copyright_error.html";
    check(path, "nexis_html", &[""], NONE);
    check_fields(path, 0, ["December 31, 2018 Monday", "", "The Daily Planet", "", "B22"]);

    let path = "europresse-html/tm.plugin.europresse--europresse_test1.html";
    let titles = ["A heading: some text", "Another heading with colored text inside", "Heading"];
    check(path, "europresse", &titles, NONE);
    check_fields(path, 0, ["jeudi 5 octobre 2013", "", "l'Humanité", "Politique", ""]);
    check_fields(path, 2, ["jeudi 4 octobre 2012", "Author Name", "Magazine 1", "Éditorial", "03"]);

    let path = "europresse-html/tm.plugin.europresse--europresse_test2.html";
    check(path, "europresse", &["Title", "Title", "A heading", "Title"], NONE);
    check_fields(path, 0, ["mardi 14 mars 2006", "Author", "Newspaper", "Communication", "16"]);
    check_fields(path, 2, ["lundi 13 mars 2006", "", "Newspaper", "Economie", "MDE6"]);
}

/// Ten records each, with a cover that is none of them.
#[test]
fn exports_of_ten() {
    for (path, format) in [
        ("lexisnexis-txt/LexisNexisTools--sample.TXT", "nexis"),
        ("nexis-uni-docx/LexisNexisTools--sample.DOCX", "docx"),
    ] {
        let Some(outcome) = read(path) else { return };
        assert_eq!(outcome.format, Some(format));
        assert_eq!(outcome.documents.len(), 10, "{path}");
        assert!(outcome.documents.iter().all(|document| document.title.is_some() && !document.dates.is_empty()));
        assert!(outcome.documents.iter().all(|document| document.source.is_some()), "{path}");
        assert_eq!(outcome.problems, NONE, "{path}");
    }
    let path = "lexisnexis-txt/LexisNexisTools--sample.TXT";
    check_fields(path, 3, ["January 11, 2010 Monday", "Tom Coghlan", "The Times (London)", "NEWS", "3"]);
    let path = "nexis-uni-docx/LexisNexisTools--sample.DOCX";
    let fields = ["July 2, 2019 Tuesday 9:33 AM GMT", "Andrew Sparrow", "The Guardian(London)", "POLITICS", ""];
    check_fields(path, 1, fields);
}

#[test]
fn wire_formats() {
    let captain = "Captain of wrecked cruise ship on trial in Italy";
    check("ninjs/newsinjson--ninjsExSimpleText_2.json", "ninjs", &[captain], NONE);
    check("ninjs/newsinjson--ninjsExComplex1.json", "ninjs", &[captain], NONE);
    check("ninjs/newsinjson--005_complex_text_article.json", "ninjs", &[captain], NONE);
    check("ninjs/newsinjson--ntb_text.json", "ninjs", &["Google har kjøpt giganttomt i Skien"], NONE);
    check("ninjs/newsinjson--tt_text_image_2.json", "ninjs", &["Militärövning i jätteformat hålls 2023"], NONE);
    let path = "ninjs/newsinjson--dpa_text.json";
    check(path, "ninjs", &["Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?"], NONE);
    check_fields(path, 0, ["2019-05-10T16:02:28+02:00", "Von Christian Hollmann, dpa", "dpa", "", ""]);

    let path = "newsml/newsinjson--businesswire-newsml-20130731006140.xml";
    let lunch = "Lunch Taking a Toll? Let Applebee’s® Industrial Strength Lunch Decoy Stand In";
    check(path, "newsml", &[lunch], NONE);
    check_fields(path, 0, ["2013-07-31T15:32:00+00:00", "", "Applebee’s", "", ""]);
    let dell =
        "Dell Redefines Workstation Computing Boundaries with Smallest Tower and Most Powerful Rack Workstations";
    check("newsml/newsinjson--businesswire-newsml-20130515006361.xml", "newsml", &[dell], NONE);

    let path = "newsml-g2/newsml-g2--LISTING_2_NewsML-G2_Text_Document.xml";
    check(path, "newsml_g2", &["Fed to halt QE to avert \"bubble\""], NONE);
    let fields = ["2016-11-21T15:21:06-05:00", "By Meredith Jameson, Staff Reporter", "Associated Press", "", ""];
    check_fields(path, 0, fields);
    let path = "newsml-g2/newsml-g2--LISTING_22_Sports_story_in_NewsML-G2NITF.xml";
    let preview = "Preview: Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05 p.m.";
    check(path, "newsml_g2", &[preview], NONE);
    let path = "newsml-g2/newsml-g2--LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml";
    check(path, "newsml_g2", &["Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m."], NONE);
    let path = "newsml-g2/python-newsmlg2--008_roundtrip_test.xml";
    check(path, "newsml_g2", &["Fed to halt QE to avert \"bubble\""], NONE);
    check_fields(path, 0, ["2016-10-18T11:12:00-05:00", "Sports Network", "REUTERS", "", ""]);
    check("ninjs/newsinjson--businesswire-newsml-20130731006140.json", "ninjs", &[lunch], NONE);
    // An announcement under embargo: no headline, no text.
    check("ninjs/newsinjson--008_extension.json", "ninjs", &[], &[ProblemCode::NothingFound]);
    // A picture, a package of references, an item without content.
    for path in [
        "newsml-g2/newsml-g2--LISTING_1_A_NewsML-G2_News_Item.xml",
        "newsml-g2/newsml-g2--LISTING_24_News_Message_conveying_a_complete_News_Package.xml",
        "newsml-g2/python-newsmlg2--001_simplest_file.xml",
    ] {
        check(path, "newsml_g2", &[], &[ProblemCode::NothingFound]);
    }
}

#[test]
fn mail_and_feeds() {
    check("eml/tika--testThunderbirdEml.eml", "mail", &["JUnit test message"], NONE);
    check_fields("eml/tika--testThunderbirdEml.eml", 0, ["2012-11-21T21:11:32+01:00", "", "Vladimir L.", "", ""]);
    let comment = "[jira] Commented: (TIKA-461) RFC822 messages not parsed";
    check("eml/tika--testRFC822", "mail", &[comment], NONE);
    check("eml/tika--testLotusEml.eml", "mail", &[""], NONE);
    check("outlook-msg/tika--testMSG.msg", "msg", &["MIME registry use cases"], NONE);
    check_fields("outlook-msg/tika--testMSG.msg", 0, ["2009-01-29T19:16:40+00:00", "", "Jukka Zitting", "", ""]);
    check("mbox/tika--testMBOX_complex.mbox", "mbox", &["xxxxxxx"], NONE);
    check("atom/tika--testATOM.atom", "feed", &["Atom-Powered Robots Run Amok"], NONE);
    check_fields("atom/tika--testATOM.atom", 0, ["2003-12-13T18:30:02Z", "John Doe", "Test Atom Feed", "", ""]);
    for (path, outlets) in [("opml/newsboat--example.opml", 7), ("opml/commafeed--opml_v2.0.xml", 1)] {
        check(path, "opml", &[], NONE);
        let Some(outcome) = read(path) else { return };
        assert_eq!(outcome.outlets, outlets, "{path}");
    }
}

#[test]
fn saved_pages() {
    for name in ["portfolio", "iframes", "missing_headers"] {
        check(&format!("mhtml/mhtml2html--{name}.mhtml"), "mhtml", &[""], NONE);
    }
    for name in ["missing_boundary", "missing_boundary_header", "unexpected_eof"] {
        check(&format!("mhtml/mhtml2html--{name}.mhtml"), "mhtml", &[], &[ProblemCode::Damaged]);
    }
    check("mhtml/tika--testMHTMLFirefox.mhtml", "mhtml", &[""], NONE);
    check("safari-webarchive/tika--testWEBARCHIVE.webarchive", "webarchive", &[""], NONE);
    check("warc/tika--testWARC_multiple.warc", "warc", &[""], NONE);
    check("warc/tika--testWARC_multiple.warc.gz", "gzip", &[""], NONE);
    check("warc-arc/warcio--example.warc", "warc", &[""], NONE);
    check("warc-arc/warcio--example.warc.gz", "gzip", &[""], NONE);
    // Packed as one piece, against the rule: what is in it is read all the same.
    check("warc-arc/warcio--example-bad.warc.gz.bad", "gzip", &[""], NONE);
    check("warc-arc/warcio--example.arc.gz", "gzip", &[""], NONE);
    check("warc-arc/warcio--example-resource.warc.gz", "gzip", &[""], NONE);
    let broken = [ProblemCode::Damaged, ProblemCode::Damaged];
    check("warc-arc/warcio--example-trunc.warc", "warc", &[], &broken);
    let Some(outcome) = read("warc-arc/warcio--example.warc") else { return };
    assert_eq!(outcome.documents[0].url.as_deref(), Some("http://example.com/"));
}

#[test]
fn documents_of_word_processors() {
    check("rtf/tika--testRTF.rtf", "rtf", &[""], NONE);
    let Some(outcome) = read("rtf-ja/tika--testRTF-ms932.rtf") else { return };
    let articles::Body::Fragment(html) = &outcome.documents[0].body else { panic!() };
    let words: Vec<&str> = html.split(['<', '>', ' ']).filter(|piece| !matches!(*piece, "" | "p" | "/p")).collect();
    assert_eq!(words, ["Hello", "こんにちは", "Test", "テスト"]);
    let Some(outcome) = read("epub/zotero--book.epub") else { return };
    assert_eq!(
        (outcome.documents.len(), outcome.problems.len()),
        (143, 0),
        "135 chapters and what is before and after"
    );
    let Some(outcome) = read("html-wrong-charset/tika--testArabicMisleadingCharset.html") else { return };
    let articles::Body::Page(page) = &outcome.documents[0].body else { panic!() };
    assert!(page.contains("رجل حكيم يعرف كل شيء"), "{page}");
    check("epub/tika--testEPUB.epub", "epub", &["", ""], NONE);
}

/// Lists of addresses hold no articles, and say so; lists with texts give them.
#[test]
fn read_later_exports() {
    let nothing = &[ProblemCode::NothingFound];
    for (name, format) in [
        ("wallabag--pocket.csv", "csv"),
        ("wallabag--instapaper-export.csv", "csv"),
        ("shiori--pocket-new.csv", "csv"),
        ("shiori--pocket-old.csv", "csv"),
        ("wallabag--ril_export.html", "bookmarks"),
        ("wallabag--shaarli-bookmarks.html", "bookmarks"),
        ("wallabag--chrome-bookmarks", "json"),
        ("wallabag--firefox-bookmarks.json", "json"),
        ("wallabag--elcurator.json", "json"),
        ("karakeep--linkwarden-export.json", "json"),
    ] {
        check(&format!("read-later-export/{name}"), format, &[], nothing);
    }
    let Some(outcome) = read("read-later-export/wallabag--omnivore.json") else { return };
    assert_eq!((outcome.documents.len(), outcome.problems.len()), (20, 0));
    // Three bookmarks each, one with a few words beside it.
    let tweets = "We Looked At 167,943 Tweets & Found Out Hashtags Are Worthless";
    check("read-later-export/wallabag--readability.json", "json", &[tweets], nothing);
    let loader = "basket.js - a simple script loader that caches scripts with localStorage";
    check("read-later-export/wallabag--delicious_export.2021.02.06_21.10.json", "json", &[loader], nothing);
    let pinboard = ["Complexities of an Infinite Scroller", "Varnish (explained) for PHP developers"];
    let Some(outcome) = read("read-later-export/wallabag--pinboard_export") else { return };
    assert_eq!(outcome.documents[0].title.as_deref(), Some(pinboard[0]));
    assert_eq!(outcome.documents[1].title.as_deref(), Some(pinboard[1]));
    for (name, code) in
        [("wallabag--test.csv", ProblemCode::EmptyFile), ("wallabag--unnamed.png", ProblemCode::UnsupportedFormat)]
    {
        let Some(outcome) = read(&format!("read-later-export/{name}")) else { return };
        assert_eq!((outcome.documents.len(), outcome.problems), (0, vec![code]), "{name}");
    }
}
