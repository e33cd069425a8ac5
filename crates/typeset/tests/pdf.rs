//! What a template can and cannot do, and what becomes of text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeMap, io::Write, process::Command};

use typeset::{Error, Job, Pdf, make_pdf};

const PLAIN: &str = r#"
#let data = json("/data.json")
#set document(title: data.title, date: datetime.today())
#set text(font: ("Tidings Serif", "Tidings Naskh", "Tidings CJK"), hyphenate: false)
= #data.title
#for said in data.texts [
  #{ set text(dir: if said.rtl { rtl } else { ltr }); par(said.text) }
]
"#;

fn make(template: &str, texts: &[&str]) -> Result<Pdf, Error> {
    let rtl = |text: &str| text.contains(|char: char| ('\u{600}'..'\u{700}').contains(&char));
    let json = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let texts: Vec<String> =
        texts.iter().map(|text| format!("{{\"text\": {}, \"rtl\": {}}}", json(text), rtl(text))).collect();
    let data = format!("{{\"title\": \"T\", \"texts\": [{}]}}", texts.join(","));
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    make_pdf(Job { template, data: data.into_bytes(), pictures: BTreeMap::new(), date, ident: "test".into() })
}

fn text_of(pdf: &Pdf) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&pdf.bytes).unwrap();
    let output = Command::new("pdftotext").arg(file.path()).arg("-").output().expect("pdftotext is needed");
    assert!(output.status.success());
    let marks = |char: &char| !matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
    String::from_utf8(output.stdout).unwrap().chars().filter(marks).collect()
}

/// A template with a fault, or one that was tampered with, must not reach the disk, a package or the network.
#[test]
fn a_template_sees_nothing_else() {
    for template in [
        r#"#read("/etc/passwd")"#,
        r#"#read("../../etc/passwd")"#,
        r#"#include "/etc/passwd""#,
        r#"#image("/data.png")"#,
        r#"#import "@preview/cetz:0.3.0": *"#,
        "#panic()",
        "#(",
    ] {
        assert!(matches!(make(template, &[]), Err(Error::Template(_))), "{template}");
    }
}

/// Data is text, whatever it looks like.
#[test]
fn data_is_never_markup() {
    let texts =
        ["#panic()", "#read(`/etc/passwd`)", "*no* _markup_ $x$ @here <there> -- ... ~", "= No heading", "[#set]"];
    let pdf = make(PLAIN, &texts).unwrap();
    let found = text_of(&pdf);
    for text in texts {
        assert!(found.contains(text), "{text:?} in {found:?}");
    }
    assert!(pdf.archival && pdf.warnings.is_empty(), "{:?}", pdf.warnings);
    assert_eq!(pdf.pages, 1);
}

/// Search and copying in a PDF work with what is stored, not with what is seen: each script, and letters with marks
/// above and below, which are set apart from their letter.
#[test]
fn text_is_read_as_it_was_typed() {
    let check = |text: &str| {
        let pdf = make(PLAIN, &[text]).unwrap();
        let found = text_of(&pdf);
        assert!(found.contains(text), "{text:?} in {found:?}");
        assert!(pdf.archival, "{text:?}");
    };
    check("office fluffy affine");
    check("Съешь ещё этих мягких французских булок");
    check("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία");
    check("Tiếng Việt đẹp lắm");
    check("北方铁路年内通车里程将超过四千二百公里");
    check("東京で開かれた会議");
    check("서울에서 열린 회의");
    check("محادثات الموانئ تدخل أسبوعها الثالث");
    check("أن تُحسم المسألة ابتداءً من الغد");
    check("لم تعلّق الوزارة بعدُ على الخبرِ");
    check("כתב העיתון");
    check("ภาษาไทย");
    check("Հայաստան");
    check("საქართველო");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let texts = ["office", "محادثات", "北方"];
    assert!(make(PLAIN, &texts).unwrap().bytes == make(PLAIN, &texts).unwrap().bytes);
}
