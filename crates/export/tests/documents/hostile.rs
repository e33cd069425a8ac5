//! Text that tries to be more than text, in each field of each format: printed as it is, or replaced and counted.

use std::collections::BTreeMap;

use crate::samples::{
    Sample, edit, issue,
    read::{members, pdf_pages, plain, run, squeezed, text_of, text_of_xml},
    scenes::{HARBOUR, with_picture},
};
use articles::{Allows, Article, ArticleId, Licence, Outlet, Published, PublishedFrom, Register, Source};
use digests::{Correction, Edit, KeyQuote, Particulars, Passage};
use dom_query::Document;

/// The text, how it must read where it was printed (blanks left out), and whether something of it was replaced.
/// `pdf` may differ from `html`: a browser has emoji.
struct Case {
    text: String,
    html: String,
    pdf: String,
}

fn cases() -> Vec<Case> {
    let same = |text: &str| Case { text: text.into(), html: squeezed(text), pdf: squeezed(text) };
    let replaced = |text: &str, reads: &str| Case { text: text.into(), html: reads.into(), pdf: reads.into() };
    vec![
        same("#panic()"),
        same("#read(\"/etc/passwd\") #import \"@preview/x:1.0.0\": *"),
        same("= Heading *bold* _em_ `raw` $x^2$ @ref <label> // no /* comment */ \\u{41} \\ ~ --- ..."),
        same("<script>alert(1)</script><img src=x onerror=alert(1)>"),
        same("\" onmouseover=\"alert(1)\" x='"),
        same("]]></style><!-- --> {{ model }} {% include \"x\" %} {page} &lt;b&gt; &#x41;"),
        same("javascript:alert(1)"),
        same("../../../../etc/passwd %s %n ${HOME} $(id) `id`"),
        replaced("nul\0led\u{1}\u{7f}\u{9f}", "nul\u{FFFD}led\u{FFFD}\u{FFFD}\u{FFFD}"),
        replaced("abc\u{202E}fdp.exe\u{202C}x\u{2066}y\u{2069}", "abcfdp.exexy"),
        replaced("\u{F8FF}\u{FFFF}\u{FDD0}end", "\u{FFFD}\u{FFFD}\u{FFFD}end"),
        same(&"very long headline ".repeat(158)),
        same(&"x".repeat(3_000)),
        same(&"\u{627}\u{644}\u{639}\u{646}\u{648}\u{627}\u{646} ".repeat(60)),
        same(&"标题".repeat(1_500)),
        Case {
            text: "😀👩‍👩‍👧🇸🇾🔥".repeat(100),
            html: plain(&squeezed(&"😀👩‍👩‍👧🇸🇾🔥".repeat(100))),
            pdf: "\u{FFFD}".repeat(400),
        },
        Case {
            text: "中\u{301}文 a\u{93F}".into(),
            html: "中\u{301}文a\u{93F}".into(),
            pdf: "中\u{FFFD}文a\u{FFFD}".into(),
        },
        same(&format!("a{}z", "\u{301}".repeat(3))),
        same("line one\nline two\r\nline three\u{2028}line four\tand a tab"),
    ]
}

/// Each printed field holds its own mark before the text, so that a field which is missing or mended is known by name.
const FIELDS: &[&str] = &[
    "Qtitle",
    "Qintro",
    "Qsection",
    "Qown",
    "Qnote",
    "Qheadline",
    "Qstandfirst",
    "Qbyline",
    "Qdateline",
    "Qsource",
    "Qpart",
    "Qpage",
    "Qbody",
    "Qcaption",
    "Qcredit",
    "Qedition",
    "Qeditors",
    "Qclosing",
    "Qkey",
    "Qspeaker",
    "Qnotice",
    "Qcorrection",
    "Qcopyright",
    "Qquoted",
    "Qbeside",
    "Qalso",
    "Qsummary",
];

fn sample(text: &str) -> Sample {
    let field = |name: &str| format!("{name} {text}");
    let article = Article {
        title: field("Qheadline"),
        standfirst: Some(field("Qstandfirst")),
        byline: vec![field("Qbyline")],
        dateline: Some(field("Qdateline")),
        published: Some(Published {
            at: "2026-11-22".parse().unwrap(),
            from: PublishedFrom::Inferred,
            reason: Some(text.to_owned()),
        }),
        source: Some(Source { name: field("Qalias"), host: Some(text.to_owned()) }),
        section: Some(field("Qpart")),
        page: Some(field("Qpage")),
        language: Some(text.to_owned()),
        url: Some(text.to_owned()),
        text: format!("{}\n\nA paragraph.", field("Qbody").replace('\n', " ")),
        html: format!("<h2>{text}</h2>"),
        copyright: vec![field("Qcopyright")],
        ..Article::default()
    };
    let (caption, credit) = (field("Qcaption"), field("Qcredit"));
    let article = with_picture(article, &HARBOUR, text, Some((caption.as_str(), credit.as_str())), 1);
    // What is written by hand stands in place of what is quoted, so another item has it.
    let second = Article { title: "Second".to_owned(), text: "A paragraph.".to_owned(), ..Article::default() };
    let mut sample = issue(&field("Qtitle"), text, &[(&field("Qsection"), vec![article, second])]);
    let first = sample.issue.items().next().unwrap();
    let (item, article) = (first.id, first.article);
    let second = sample.issue.items().nth(1).unwrap().id;
    let particulars = Particulars {
        edition: field("Qedition"),
        editors: field("Qeditors"),
        closing: field("Qclosing"),
        ..Particulars::default()
    };
    let quote = KeyQuote { article, start: 0, end: 1, text: field("Qkey"), speaker: field("Qspeaker") };
    for made in [
        Edit::SetParticulars { particulars },
        Edit::AddQuotes { item, quotes: vec![quote] },
        Edit::SetIntroduction { introduction: field("Qintro") },
        Edit::SetHeadline { item, headline: Some(field("Qown")) },
        Edit::SetNote { item, note: field("Qnote") },
        Edit::SetSummary { item: second, summary: Some(field("Qsummary")) },
    ] {
        edit(&mut sample, made);
    }
    sample
}

/// What is written of a sample whose item quotes another article, and tells in what other outlets its story was.
fn write(text: &str, format: &str) -> (Vec<u8>, export::Written) {
    let mut sample = sample(text);
    let id = ArticleId(9_000);
    let quoted = Article {
        text: format!("Qquoted {text}"),
        source: Some(Source { name: format!("Qbeside {text}"), host: None }),
        ..Article::default()
    };
    let item = &mut sample.issue.sections[0].items[0];
    item.quoted = vec![Passage::new(id, 0, quoted.text.len() as u32)];
    let also_in = BTreeMap::from([(item.id, vec![format!("Qalso {text}")])]);
    sample.articles.insert(id, quoted);
    let licence = Licence { allows: Allows::FullText, notice: format!("Qnotice {text}"), ..Licence::default() };
    let outlet = Outlet {
        name: format!("Qsource {text}"),
        aliases: vec![format!("Qalias {text}")],
        licence: Some(licence),
        ..Outlet::default()
    };
    let at = "2026-11-23T09:12:00".parse().unwrap();
    let material = export::Material {
        also_in,
        register: Register::new(vec![outlet]),
        version: Some((2, at)),
        corrections: vec![Correction { version: 2, at, note: format!("Qcorrection {text}") }],
        ..sample.material()
    };
    let model = export::compose(&sample.issue, &material);
    let mut bytes = Vec::new();
    let format = export::find_format(format).unwrap();
    let written = export::write(&model, format, &export::Look::default(), &mut bytes)
        .unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let clean = text.chars().all(|char| char.is_ascii_graphic() || char == ' ');
    assert!(!clean || written.replaced == 0, "{text:?}: {} replaced", written.replaced);
    (bytes, written)
}

#[test]
fn html_prints_it() {
    let elements = |page: &str| Document::from(page).select("*").length();
    let harmless = elements(&String::from_utf8(write("harmless", "html").0).unwrap());
    for case in cases() {
        let (page, written) = write(&case.text, "html");
        let page = String::from_utf8(page).unwrap();
        // The imprint's line that counts them.
        let harmless = harmless + usize::from(written.replaced > 0);
        assert!(!page.contains(|char: char| char.is_control() && char != '\n'), "{:?}", case.text);
        assert_eq!(elements(&page), harmless, "{:?} became an element", case.text);
        let document = Document::from(page.as_str());
        let text = plain(&squeezed(&document.select("body").text()));
        for field in FIELDS {
            assert!(text.contains(&format!("{field}{}", case.html)), "{field}: {:?}", case.text);
        }
    }
}

/// The rest of the list, each by its own reader: nothing but text, and all of it.
#[test]
fn every_other_format_prints_it() {
    for format in export::FORMATS.iter().filter(|format| !matches!(format.name, "pdf" | "html" | "eml")) {
        for case in cases() {
            let (bytes, _) = write(&case.text, format.name);
            let text = plain(&squeezed(&text_of(format.name, &bytes)));
            // What stands under a picture is left out with it.
            let is_shown = |field: &&&str| format.name != "md" || !matches!(**field, "Qcaption" | "Qcredit");
            for field in FIELDS.iter().filter(is_shown) {
                assert!(text.contains(&format!("{field}{}", case.html)), "{} {field}: {:?}", format.name, case.text);
            }
            if format.name != "md" {
                // Every part is XML that a strict reader takes, whatever the text holds.
                for (name, xml) in
                    members(&bytes).iter().filter(|(name, _)| name.contains(".x") || name.ends_with(".opf"))
                {
                    assert!(!xml.contains(|char: char| char.is_control() && char != '\n'), "{name}: {:?}", case.text);
                    text_of_xml(xml);
                }
            }
        }
    }
}

/// A message may say less of it, never more: it stays small, and what is in it is text.
#[test]
fn a_message_prints_what_it_has_room_for() {
    for case in cases() {
        let (bytes, _) = write(&case.text, "eml");
        assert!(bytes.len() <= 100_000);
        assert!(bytes.is_ascii(), "{:?}", case.text);
        let text = plain(&squeezed(&text_of("eml", &bytes)));
        let start: String = case.html.chars().take(40).collect();
        for field in ["Qtitle", "Qintro", "Qsection", "Qown", "Qnote", "Qheadline", "Qsource"] {
            assert!(text.contains(&format!("{field}{start}")), "{field}: {:?} in {text}", case.text);
        }
        let message = mail_parser::MessageParser::new().parse(&bytes).unwrap();
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(message.subject().is_some_and(|subject| subject.starts_with("Qtitle")));
        assert_eq!(message.attachment_count(), 0);
    }
}

#[test]
fn pdf_prints_it() {
    for case in cases() {
        let (pdf, _) = write(&case.text, "pdf");
        run("qpdf", &["--check", "-"], &pdf);
        let archival = pdf.windows(12).any(|window| window == b"pdfuaid:part");
        assert!(archival, "{:?} costs the archival standard", case.text);
        // Each letter is counted, for what runs over a page's end is parted by its head and foot, and letters of
        // Arabic beside Latin ones are read in another order.
        let text = squeezed(&pdf_pages(&pdf, false).concat());
        for field in FIELDS {
            assert!(text.contains(field), "{field}: {:?}", case.text);
        }
        let rest: String = case.pdf.chars().take(12).collect();
        assert!(text.contains(&rest) || rest.contains('\u{627}'), "{:?} reads {text}", case.text);
        for char in case.pdf.chars().collect::<std::collections::BTreeSet<_>>() {
            let wanted = case.pdf.matches(char).count() * FIELDS.len();
            let found = text.matches(char).count();
            assert!(found >= wanted, "{char:?} of {:?}: {found} of {wanted}", case.text);
        }
    }
}
