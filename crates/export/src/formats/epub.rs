use std::{collections::BTreeMap, io::Write};

use askama::Template;
use sha2::{Digest, Sha256};

use super::{Error, Format, facts::Fact, marks::Marks, pack::Pack};
use crate::{
    Style,
    logo::Logo,
    look::Look,
    model::{Facts, FullText, Model, Piece, Section, Text},
};

/// An EPUB 3.3 book: one file for each section and each full text, so that a reader turns to any of them at once.
pub(super) const FORMAT: Format = Format {
    name: "epub",
    extension: "epub",
    media_type: "application/epub+zip",
    // The reader's machine brings its own fonts, emoji among them.
    shows: |_| true,
    write,
};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"#;

fn write(model: &Model, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let book = Book::new(model, look.logo.as_ref());
    let mut pack = Pack::new();
    // First and unpacked, so that its first bytes tell what it is.
    pack.add_plain("mimetype", "application/epub+zip")?;
    pack.add("META-INF/container.xml", CONTAINER)?;
    pack.add("EPUB/package.opf", render(&Package { book: &book, identifier: identifier(&model.ident) })?)?;
    pack.add("EPUB/nav.xhtml", render(&Navigation { book: &book })?)?;
    pack.add("EPUB/style.css", style_sheet(look))?;
    for file in &book.files {
        pack.add(&format!("EPUB/{}.xhtml", file.name), render(&Page { book: &book, file })?)?;
    }
    if let Some(logo) = &look.logo {
        pack.add_plain(&format!("EPUB/logo.{}", logo.kind.extension()), &logo.bytes)?;
    }
    for (name, picture) in &model.pictures {
        pack.add_plain(&format!("EPUB/picture-{name}.jpg"), &picture.bytes)?;
    }
    out.write_all(&pack.finish()?)?;
    Ok(())
}

fn render(template: &impl Template) -> Result<String, Error> {
    template.render().map_err(|error| Error::Setting(error.to_string()))
}

fn style_sheet(look: &Look) -> String {
    let own = match look.style {
        Style::Classic => include_str!("epub/classic.css"),
        Style::Modern => include_str!("epub/modern.css"),
        Style::Gazette => include_str!("epub/gazette.css"),
    };
    let accent = look.accent();
    let colours = format!(
        ":root {{ --accent: #{}; --band: #{}; --on-band: #{}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: #{}; }} }}\n",
        accent.on_light().hex(),
        accent.hex(),
        accent.letters().hex(),
        accent.on_dark().hex(),
    );
    [&colours, include_str!("epub/style.css"), own].concat()
}

/// The same for an issue in each of its states, of the shape that book shelves ask for (RFC 9562, version 8).
fn identifier(ident: &str) -> String {
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&Sha256::digest(ident.as_bytes())[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

struct Book<'a> {
    model: &'a Model,
    logo: Option<&'a Logo>,
    /// In reading order; the contents follow the first.
    files: Vec<File<'a>>,
    /// Which file an anchor stands in.
    places: BTreeMap<&'a str, String>,
}

struct File<'a> {
    name: String,
    title: String,
    part: Part<'a>,
}

enum Part<'a> {
    Front,
    Section(&'a Section),
    /// The list of the full texts.
    Texts,
    Text(&'a FullText),
    Back,
}

impl<'a> Book<'a> {
    fn new(model: &'a Model, logo: Option<&'a Logo>) -> Book<'a> {
        let words = model.words;
        let file = |name: String, title: &str, part| File { name, title: title.replace('\n', " "), part };
        let mut files = vec![file("front".to_owned(), &model.name, Part::Front)];
        let mut places = BTreeMap::new();
        for section in &model.sections {
            let title = section.name.as_ref().map_or(model.name.as_str(), |name| &name.text);
            places.insert(section.anchor.as_str(), section.anchor.clone());
            places.extend(section.items.iter().map(|item| (item.anchor.as_str(), section.anchor.clone())));
            files.push(file(section.anchor.clone(), title, Part::Section(section)));
        }
        if !model.full_texts.is_empty() {
            files.push(file("texts".to_owned(), words.full_texts, Part::Texts));
        }
        for entry in &model.full_texts {
            places.insert(entry.anchor.as_str(), entry.anchor.clone());
            files.push(file(entry.anchor.clone(), &entry.headline.text, Part::Text(entry)));
        }
        files.push(file("sources".to_owned(), words.sources, Part::Back));
        Book { model, logo, files, places }
    }

    /// Where a link to `anchor` leads.
    fn place(&self, anchor: &str) -> String {
        self.places.get(anchor).map_or_else(|| format!("#{anchor}"), |file| format!("{file}.xhtml#{anchor}"))
    }

    fn language(&self) -> &str {
        if self.model.language.is_empty() { "und" } else { &self.model.language }
    }

    fn marks<'b>(&'b self, text: &'b Text) -> Marks<'b> {
        Marks { model: self.model, text, xml: true }
    }

    fn facts<'b>(&self, facts: &'b Facts) -> Vec<Fact<'b>> {
        facts.listed()
    }
}

#[derive(Template)]
#[template(path = "epub/package.opf", escape = "html")]
struct Package<'a> {
    book: &'a Book<'a>,
    identifier: String,
}

#[derive(Template)]
#[template(path = "epub/nav.xhtml", escape = "html")]
struct Navigation<'a> {
    book: &'a Book<'a>,
}

#[derive(Template)]
#[template(path = "epub/page.xhtml", escape = "html")]
struct Page<'a> {
    book: &'a Book<'a>,
    file: &'a File<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shelf that finds another identifier keeps two books of one issue.
    #[test]
    fn an_issue_keeps_its_identifier() {
        let one = identifier("tidings Review 2026-11-23 47");
        assert_eq!(one, identifier("tidings Review 2026-11-23 47"));
        assert_ne!(one, identifier("tidings Review 2026-11-23 48"));
        assert_eq!((one.len(), &one[23..24]), (45, "8"), "{one}");
        assert!("89ab".contains(&one[28..29]), "{one}");
    }
}
