//! Exports as large as people make them, in the languages that the databases speak: the file's own count is the proof.

use articles::{Body, Document, Problem};
use import::{Found, Input};
use task::Task;

use crate::samples::zip_bytes;

const COUNT: usize = 262;
const TEXT: &str = "The ferry between the two harbours sails again from Monday, the port said on Sunday evening.";

/// Counter, section, page, byline, length, words, load date, end; cover, mark of the text.
const LANGUAGES: [[&str; 10]; 7] = [
    [
        "@ of # DOCUMENTS",
        "SECTION",
        "Pg.",
        "BYLINE",
        "LENGTH",
        "words",
        "LOAD-DATE",
        "End of Document",
        "Documents",
        "Body",
    ],
    [
        "Dokument @ von #",
        "RUBRIK",
        "S.",
        "AUTOR",
        "LÄNGE",
        "Wörter",
        "UPDATE",
        "Ende des Dokuments",
        "Dokumente",
        "Textkörper",
    ],
    [
        "Document @ de #",
        "RUBRIQUE",
        "p.",
        "AUTEUR",
        "LONGUEUR",
        "mots",
        "DATE-CHARGEMENT",
        "Fin du document",
        "Documents",
        "Corps",
    ],
    [
        "Documento @ de #",
        "SECCIÓN",
        "Pág.",
        "AUTOR",
        "LONGITUD",
        "palabras",
        "FECHA-CARGA",
        "Fin de documento",
        "Documentos",
        "Cuerpo",
    ],
    [
        "Documento @ di #",
        "SEZIONE",
        "Pag.",
        "AUTORE",
        "LUNGHEZZA",
        "parole",
        "CARICATO",
        "Fine del documento",
        "Documenti",
        "Corpo",
    ],
    [
        "Document @ van #",
        "RUBRIEK",
        "blz.",
        "AUTEUR",
        "LENGTE",
        "woorden",
        "UPDATE",
        "Einde van document",
        "Documenten",
        "Hoofdtekst",
    ],
    [
        "Документ @ из #",
        "РАЗДЕЛ",
        "Стр.",
        "АВТОР",
        "ДЛИНА",
        "слов",
        "ОБНОВЛЕНО",
        "Конец документа",
        "Документы",
        "Текст",
    ],
];

fn read(name: &str, bytes: Vec<u8>) -> (Vec<Document>, Vec<Problem>) {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    let found = &mut |found| match found {
        Found::Document(document) => documents.push(*document),
        Found::Problem(problem) => problems.push(problem),
        Found::Text(_) | Found::Choice(_) | Found::Count(_) | Found::Outlets(_) => {}
    };
    Input::from_bytes(bytes, name).read(&Task::quiet(), found).unwrap();
    (documents, problems)
}

fn check(name: &str, bytes: Vec<u8>) {
    let (documents, problems) = read(name, bytes);
    assert_eq!(problems, [], "{name}");
    assert_eq!(documents.len(), COUNT, "{name}");
    for (number, document) in (1..).zip(&documents) {
        assert_eq!(document.title, Some(format!("Ferry number {number} returns")), "{name}");
        assert_eq!(document.source.as_ref().map(|source| source.name.as_str()), Some("Harbour Post"), "{name}");
        assert_eq!(document.dates[0].text, "12 May 2025", "{name}");
        assert_eq!(document.body, Body::Fragment(format!("<p>{TEXT}</p>")), "{name} {number}");
    }
}

fn text([counter, section, page, byline, length, words, loaded, ..]: [&str; 10], left_out: Option<usize>) -> String {
    let record = |number: usize| {
        let counter = counter.replace('@', &number.to_string()).replace('#', &COUNT.to_string());
        format!(
            "{counter:>60}\r\n\r\n                Harbour Post\r\n\r\n                12 May 2025\r\n\r\nFerry number {number} \
             returns\r\n\r\n{byline}: Ann Lee\r\n\r\n{section}: NEWS; {page} {number}\r\n\r\n{length}: 15 \
             {words}\r\n\r\n{TEXT}\r\n\r\n{loaded}: 13 May 2025\r\n\r\n                Copyright 2025 Harbour Press\r\n\r\n"
        )
    };
    (1..=COUNT).filter(|number| Some(*number) != left_out).map(record).collect()
}

#[test]
fn texts_of_nexis_in_any_interface_language() {
    for language in LANGUAGES {
        let name = format!("{}.TXT", language[4]);
        check(&name, format!("\u{feff}{}", text(language, None)).into_bytes());
        let (documents, problems) = read(&name, text(language, Some(100)).into_bytes());
        assert_eq!((documents.len(), problems.len()), (COUNT - 1, 1), "{name}");
        assert_eq!(problems[0].detail, "261 of 262 records", "{name}");
        let (documents, _) = read(&name, text(language, None).into_bytes());
        assert_eq!(
            (documents[6].byline.join(" "), documents[6].page.as_deref()),
            ("Ann Lee".to_owned(), Some("7")),
            "{name}"
        );
    }
}

/// Documents open with a list of what is in them, which is no article.
#[test]
fn documents_of_nexis_uni_in_any_interface_language() {
    for [_, section, page, byline, length, words, loaded, end, cover, body] in LANGUAGES {
        let label = |label: &str| {
            let mut letters = label.chars();
            letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
        };
        let mut lines = vec![format!("{cover} ({COUNT})")];
        lines.extend((1..=COUNT).map(|number| format!("{number}. Ferry number {number} returns")));
        for number in 1..=COUNT {
            lines.extend(
                ["", "Harbour Post", "12 May 2025", "Copyright 2025 Harbour Press All Rights Reserved"]
                    .map(str::to_owned),
            );
            let title = lines.len() - 4;
            lines[title] = format!("Ferry number {number} returns");
            lines.push(format!("{} : NEWS; {page} {number}", label(section)));
            lines.push(format!("{} : 15 {words}", label(length)));
            lines.push(format!("{} : Ann Lee", label(byline)));
            lines.extend([body.to_owned(), TEXT.to_owned(), format!("{}: 13 May 2025", loaded), end.to_owned()]);
        }
        let paragraph = |line: &String| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
        let document = lines.iter().map(paragraph).collect::<String>();
        let document = format!("<w:document><w:body>{document}</w:body></w:document>");
        check(&format!("{cover}.DOCX"), zip_bytes(&[("word/document.xml", document.into_bytes())]));
        check(&format!("{cover}.txt"), lines.join("\r\n").into_bytes());
    }
}
