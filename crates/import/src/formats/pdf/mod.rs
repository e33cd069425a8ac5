//! PDF with a text layer: glyphs to lines, lines to columns in reading order, columns to paragraphs, and paragraphs to
//! the articles that headlines open. Nothing is rendered, and no font or picture leaves the file.

mod columns;
mod furniture;
mod glyphs;
mod headlines;
mod lines;
mod nesting;
mod paragraphs;
mod rows;

use articles::{Body, ProblemCode, PublishedFrom, RawDate};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, metadata::Metadata};

use super::{Format, Sniff, databases};
use crate::{
    detect::Head,
    input::Content,
    limits::{PDF_BYTES, PDF_DEPTH, PDF_PAGES},
    reader::{Reader, Stop},
};

pub(super) const FORMAT: Format = Format {
    name: "pdf",
    reads: "PDF with a text layer: columns in reading order, running heads and page numbers left out, hyphens mended, \
            several articles where headlines say so; exports of databases (Factiva, Nexis, ProQuest) by their records",
    leaves: "Pictures; pages that are scans without text (said so); files with a password",
    sniff: Sniff::Head(sniff),
    read,
};

fn sniff(head: &Head<'_>) -> bool {
    // Some writers put a few lines before the mark; readers of PDF look for it in the first kilobyte.
    let first = &head.bytes[..head.bytes.len().min(1024)];
    memchr::memmem::find(first, b"%PDF-").is_some_and(|at| at == 0 || !head.text.as_deref().is_some_and(is_prose))
}

/// Text that speaks of PDF, rather than being one.
fn is_prose(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b" obj").is_none()
}

fn read(content: Content<'_>, reader: &mut Reader<'_>) -> Result<(), Stop> {
    let bytes = content.bytes(PDF_BYTES)?.into_owned();
    if nesting::depth(&bytes) > PDF_DEPTH {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("nested more than {PDF_DEPTH} deep")));
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Stop::refuse(ProblemCode::Encrypted, ""),
        LoadPdfError::Decryption(_) => Stop::refuse(ProblemCode::Encrypted, "an encryption that is not read"),
        LoadPdfError::Invalid => Stop::refuse(ProblemCode::Damaged, ""),
    })?;
    let count = pdf.pages().len();
    if count > PDF_PAGES {
        return Err(Stop::refuse(ProblemCode::TooLarge, format!("{count} pages, at most {PDF_PAGES}")));
    }

    let cache = hayro_interpret::InterpreterCache::new();
    let mut pages = Vec::with_capacity(count);
    let mut rows = Vec::with_capacity(count);
    let mut unreadable = 0;
    for page in pdf.pages().iter() {
        reader.check()?;
        let found = glyphs::read_glyphs(page, &pdf, &cache);
        unreadable += found.unreadable;
        let segments = lines::find_segments(found.glyphs);
        rows.push(rows::find_rows(&segments));
        pages.push(columns::order(segments));
    }
    let glyphs: usize = pages.iter().flatten().flatten().map(|line| line.text.len()).sum();
    if glyphs == 0 {
        let code = if count == 0 || unreadable > 0 { ProblemCode::Damaged } else { ProblemCode::NoTextLayer };
        return Err(Stop::refuse(code, ""));
    }
    if let Some(export) = databases::find_export(&rows::text_of(&rows)) {
        return databases::read_export(export, reader);
    }
    furniture::remove(&mut pages);
    let blocks = paragraphs::find_blocks(pages);
    let articles = headlines::find_articles(&blocks);

    let mut text = String::new();
    let mut ranges = Vec::with_capacity(articles.len());
    for article in &articles {
        let start = text.len();
        for paragraph in article.title.iter().chain(&article.paragraphs) {
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        ranges.push((start, text.len()));
    }
    let metadata = pdf.metadata();
    let is_one = articles.len() == 1;
    if !is_one {
        reader.found_text(text);
    }
    for (article, (start, end)) in articles.into_iter().zip(ranges) {
        let mut document = reader.document(Body::Plain(article.paragraphs.join("\n\n")));
        document.title = article.title;
        if is_one {
            fill_from_metadata(&mut document, metadata);
        } else {
            document.origin.start = u32::try_from(start).unwrap_or(u32::MAX);
            document.origin.end = u32::try_from(end).unwrap_or(u32::MAX);
        }
        reader.found_document(document)?;
    }
    Ok(())
}

fn fill_from_metadata(document: &mut articles::Document, metadata: &Metadata) {
    let said = |bytes: &Option<Vec<u8>>| {
        let text = bytes.as_deref().map(decode_metadata)?;
        let text = text.trim();
        // What programs write there of themselves: `Microsoft Word - draft 3.docx`.
        let is_file_name =
            text.contains(" - ") && text.contains('.') || text.rsplit_once('.').is_some_and(|(_, e)| e.len() <= 4);
        (text.chars().count() > 3 && !is_file_name).then(|| text.to_owned())
    };
    if document.title.is_none() {
        document.title = said(&metadata.title);
    }
    // The day on which the file was made is no more than the date of the file.
    if let Some(made) = metadata.creation_date {
        let text = format!("{:04}-{:02}-{:02}", made.year, made.month, made.day);
        document.dates.push(RawDate { text, from: PublishedFrom::File });
    }
}

/// Strings outside the pages are UTF-16 with its mark, UTF-8 with its mark, or bytes close to Latin-1.
fn decode_metadata(bytes: &[u8]) -> String {
    if let Some(bytes) = bytes.strip_prefix(b"\xfe\xff") {
        let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}
