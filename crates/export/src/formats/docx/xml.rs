//! The smallest pieces of WordprocessingML: text, runs, fields, paragraphs.

use crate::{direction::Direction, model::Text};

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Of the elements of the body, a header or a footer.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Text between tags or in an attribute. What XML cannot hold at all was replaced before (`characters`).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Bookmarks are named by letters, digits and underscores.
pub(super) fn bookmark_name(anchor: &str) -> String {
    anchor.replace('-', "_")
}

/// A run in its language and direction; `style` names a character style, or is empty.
pub(super) fn run(said: &Text, style: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rStyle w:val=\"{style}\"/>") };
    let east = matches!(said.language.as_str(), "zh" | "ja" | "ko");
    // Quotation marks and dashes are in both kinds of fonts: this says which are meant.
    let hint = if east { "<w:rFonts w:hint=\"eastAsia\"/>" } else { "" };
    // Word's own word for a language that it is not to check.
    let language = if said.language.is_empty() { "x-none" } else { &said.language };
    let marks = match said.direction {
        Direction::Rtl => format!("<w:rtl/><w:lang w:bidi=\"{language}\"/>"),
        Direction::Ltr if east => format!("<w:lang w:eastAsia=\"{language}\"/>"),
        Direction::Ltr => format!("<w:lang w:val=\"{language}\"/>"),
    };
    format!("<w:r><w:rPr>{style}{hint}{marks}</w:rPr>{}</w:r>", letters(&said.text))
}

/// The text of a run; its line breaks and tabs are elements.
fn letters(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
    lines.join("<w:br/>")
}

/// A value that the word processor reckons. `now` is shown until it does.
pub(super) fn field(instruction: &str, now: &str, style: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>") };
    let mark = |kind: &str| format!("<w:r>{style}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r>{style}<w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>{}<w:r>{style}<w:t>{now}</w:t></w:r>{}",
        mark("begin"),
        mark("separate"),
        mark("end"),
    )
}

/// A paragraph of `style`; `own` are properties of its own, of those that the schema puts before the direction.
pub(super) fn paragraph(style: &str, direction: Direction, own: &str, content: &str) -> String {
    let bidi = if direction == Direction::Rtl { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{own}{bidi}</w:pPr>{content}</w:p>\n")
}
