//! The ways in which ProQuest's mails arrive: as they are, as pages, forwarded, quoted, encoded twice.

use articles::{Body, Document};
use import::{Found, Input};
use task::Task;

fn read(text: &str, name: &str) -> (Option<&'static str>, Vec<Document>, usize) {
    let mut documents = Vec::new();
    let mut problems = 0;
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Problem(_) => problems += 1,
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    let format = Input::from_bytes(text.as_bytes().to_vec(), name).read(&Task::quiet(), found).unwrap();
    (format, documents, problems)
}

/// The same two records with the same fields, whatever they came in.
fn check(text: &str, name: &str, format: &str) {
    let (found, documents, problems) = read(text, name);
    assert_eq!((found, problems), (Some(format), 0), "{text}");
    let fields: Vec<_> = documents
        .iter()
        .map(|document| {
            let Body::Fragment(body) = &document.body else { panic!("{:?}", document.body) };
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            [
                text(document.title.as_deref()),
                document.byline.join(" | "),
                text(document.dates.first().map(|date| date.text.as_str())),
                text(document.source.as_ref().map(|source| source.name.as_str())),
                text(document.page.as_deref()),
                body.clone(),
            ]
        })
        .collect();
    let ferry = "<p>The ferry between the two harbours sails again from Monday, the port said.</p>";
    let crane = "<p>A crane of forty metres was lifted onto the eastern quay on Sunday night.</p>";
    assert_eq!(
        fields,
        [
            ["Ferry returns", "Ann Lee", "May 12, 2025", "Harbour Post", "A.4", ferry],
            ["Crane lifted", "", "May 13, 2025", "Harbour Post", "", crane]
        ],
        "{text}"
    );
}

fn mail(kind: &str, encoding: &str, body: &str) -> String {
    format!(
        "From: desk@harbour.test\nTo: you@desk.test\nSubject: Fwd: 2 documents\nDate: Mon, 12 May 2025 08:00:00 +0200\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
    )
}

fn quoted_printable(text: &str) -> String {
    let mut encoded = String::new();
    for line in text.lines() {
        let mut width = 0;
        for c in line.replace('=', "=3D").chars() {
            if width >= 70 && c != '=' {
                encoded.push_str("=\n");
                width = 0;
            }
            encoded.push(c);
            width += 1;
        }
        encoded.push_str("=20\n");
    }
    encoded
}

fn page(text: &str) -> String {
    let blocks = text.split("\n\n").map(|block| match block.split_once(": ") {
        Some((label, value)) => format!("<p><strong>{label}: </strong>{value}</p>\n"),
        None => format!("<div>{block}</div>\n"),
    });
    format!("<html><body>{}</body></html>", blocks.collect::<String>())
}

#[test]
fn every_way_in_gives_the_same_records() {
    let text = crate::samples::proquest();
    check(&text, "export.txt", "proquest");
    check(&text.replace('\n', "\r\n"), "export", "proquest");
    check(&page(&text), "export.html", "proquest");
    check(&mail("text/plain", "8bit", &text), "a.eml", "mail");
    check(&mail("text/plain", "quoted-printable", &quoted_printable(&text)), "a.eml", "mail");
    // A mailer that dropped the declaration left the encoding in the text.
    check(&mail("text/plain", "8bit", &quoted_printable(&text)), "a.eml", "mail");
    check(&mail("text/html", "8bit", &page(&text)), "a.eml", "mail");
    check(&mail("text/plain", "8bit", &page(&text)), "a.eml", "mail");
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    check(&mail("text/plain", "8bit", &format!("For Monday.\n\n{quoted}")), "a.eml", "mail");
    let forwarded =
        format!("---------- Forwarded message ----------\nFrom: desk@harbour.test\nSubject: 2 documents\n\n{text}");
    check(&mail("text/plain", "8bit", &forwarded), "a.eml", "mail");
}

/// The interface's language is nobody's choice who drops a file.
#[test]
fn other_interface_languages() {
    let text = crate::samples::proquest();
    let translate = |words: &[(&str, &str)]| words.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
    let french = translate(&[
        ("Document 1 of 2", "Document 1 de 2"),
        ("Document 2 of 2", "Document 2 de 2"),
        ("Full text:", "Texte intégral :"),
        ("Publication info:", "Infos de publication :"),
        ("Publication title:", "Titre de la publication :"),
        ("Publication date:", "Date de publication :"),
        ("Title:", "Titre :"),
        ("Author:", "Auteur :"),
        ("Abstract:", "Résumé :"),
        ("Subject:", "Sujet :"),
    ]);
    check(&french, "export.txt", "proquest");
    let german = translate(&[
        ("Document 1 of 2", "Dokument 1 von 2"),
        ("Document 2 of 2", "Dokument 2 von 2"),
        ("Full text:", "Volltext:"),
        ("Publication info:", "Veröffentlichungsinfo:"),
        ("Publication title:", "Titel der Publikation:"),
        ("Publication date:", "Erscheinungsdatum:"),
        ("Title:", "Titel:"),
        ("Author:", "Autor:"),
        ("Pages:", "Seiten:"),
        ("Abstract:", "Zusammenfassung:"),
        ("Subject:", "Thema:"),
    ]);
    check(&german, "export.txt", "proquest");
    let spanish = translate(&[
        ("Document 1 of 2", "Documento 1 de 2"),
        ("Document 2 of 2", "Documento 2 de 2"),
        ("Full text:", "Texto completo:"),
        ("Publication info:", "Información de publicación:"),
        ("Publication title:", "Título de publicación:"),
        ("Publication date:", "Fecha de publicación:"),
        ("Title:", "Título:"),
        ("Author:", "Autor:"),
        ("Pages:", "Páginas:"),
        ("Abstract:", "Resumen:"),
        ("Subject:", "Materia:"),
    ]);
    check(&spanish, "export.txt", "proquest");
}

/// The file's own count is a proof: a record less than it says is told.
#[test]
fn a_missing_record_is_told() {
    let (_, documents, problems) = read(&crate::samples::proquest().replace("2 of 2", "3 of 3"), "export.txt");
    assert_eq!((documents.len(), problems), (2, 1));
}
