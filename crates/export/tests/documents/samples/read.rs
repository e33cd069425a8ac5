//! Reads what was written back, with tools that are not ours.

use std::{
    io::{Cursor, Read, Write},
    process::Command,
};

/// Text of a PDF, a string a page. `layout` keeps the lines as they stand on the page.
pub fn pdf_pages(pdf: &[u8], layout: bool) -> Vec<String> {
    let text = run("pdftotext", if layout { &["-layout", "-", "-"] } else { &["-", "-"] }, pdf);
    let mut pages: Vec<String> = text.split('\u{c}').map(plain).collect();
    pages.pop();
    pages
}

/// What a reader of the format finds in it, read by others' programs.
pub fn text_of(format: &str, bytes: &[u8]) -> String {
    match format {
        "pdf" => pdf_pages(bytes, false).concat(),
        "html" => text_of_html(bytes),
        "docx" => members(bytes)
            .iter()
            .filter(|(name, _)| name == "word/document.xml")
            .map(|(_, xml)| text_of_xml(xml))
            .collect(),
        "epub" => members(bytes)
            .iter()
            .filter(|(name, _)| name.ends_with(".xhtml"))
            .map(|(_, xml)| text_of_xml(xml))
            .collect(),
        "md" => text_of_markdown(std::str::from_utf8(bytes).expect("UTF-8")),
        "eml" => {
            let message = mail_parser::MessageParser::new().parse(bytes).expect("a message");
            let (text, html) = (message.body_text(0).expect("text"), message.body_html(0).expect("HTML"));
            // Both say the same: what one lacks is not found.
            let html = text_of_html(html.as_bytes());
            let lacks = text
                .split_whitespace()
                .filter(|word| word.chars().all(char::is_alphabetic))
                .find(|word| !html.contains(word));
            assert_eq!(lacks, None, "is in the text alone");
            html
        }
        other => panic!("{other} cannot be read"),
    }
}

/// The members of an archive, in order, as text where they are any.
pub fn members(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut member = archive.by_index(at).expect("a member");
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).expect("whole");
            (member.name().expect("a name").into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

/// The text of an XML document that has to be well formed, parsed by no code of ours.
pub fn text_of_xml(xml: &str) -> String {
    use quick_xml::{Reader, events::Event};
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().expect("a reference") {
                Some(char) => text.push(char),
                None => text.push(match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                }),
            },
            Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
            Event::Eof => return text,
            _ => {}
        }
    }
}

fn text_of_html(bytes: &[u8]) -> String {
    dom_query::Document::from(std::str::from_utf8(bytes).expect("UTF-8")).select("body").text().to_string()
}

fn text_of_markdown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(piece) => text.push_str(&piece),
            Event::HardBreak | Event::SoftBreak | Event::End(_) => text.push('\n'),
            Event::Start(_) | Event::Rule => {}
            event => panic!("{event:?} among text"),
        }
    }
    text
}

/// The output of a command that is given a file of `input` in the place of `-`; it has to succeed.
pub fn run(command: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(input).expect("written");
    let path = file.path().to_str().expect("a plain name").to_owned();
    let mut named = false;
    let arguments = arguments.iter().map(|argument| match *argument {
        "-" if !named => {
            named = true;
            path.as_str()
        }
        argument => argument,
    });
    let output = Command::new(command)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{command} is needed to check a PDF: {error}"));
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Without the direction marks that pdftotext puts around lines, and without no-break spaces' difference.
pub fn plain(text: &str) -> String {
    let marks =
        |char: &char| !matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(marks).collect()
}

/// Without any blank, so that it does not matter where a line was broken. Breaking places that were put in go too.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace() && *char != '\u{200B}').collect()
}
