//! Reads what was written back, with tools that are not ours.

use std::{io::Write, process::Command};

/// Text of a PDF, a string a page. `layout` keeps the lines as they stand on the page.
pub fn pdf_pages(pdf: &[u8], layout: bool) -> Vec<String> {
    let text = run("pdftotext", if layout { &["-layout", "-", "-"] } else { &["-", "-"] }, pdf);
    let mut pages: Vec<String> = text.split('\u{c}').map(plain).collect();
    pages.pop();
    pages
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
