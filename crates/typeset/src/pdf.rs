use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use chrono::NaiveDate;
use thiserror::Error;
use typst::{
    comemo,
    diag::{SourceDiagnostic, Warned},
    foundations::Smart,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp, pdf};

use crate::{
    marks::set_marks,
    world::{Desk, as_datetime},
};

/// What is to be set.
pub struct Job<'a> {
    /// Typst markup, written by us.
    pub template: &'a str,
    /// JSON, read in the template by `json("/data.json")`.
    pub data: Vec<u8>,
    /// Pictures, PNG or JPEG, by the names under which the template reads them: `image("/pictures/name")`.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
    /// The document's date: its timestamp, and the template's `datetime.today()`.
    pub date: NaiveDate,
    /// Names the document among others for good: the same for each version of it.
    pub ident: String,
}

pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// It holds to PDF/A-2a and PDF/UA-1. Where something in it cannot, it is a tagged PDF 1.7 all the same.
    pub archival: bool,
    /// Faults of the template, and why it is not archival, in typst's words.
    pub warnings: Vec<String>,
}

#[derive(Debug, Error)]
pub enum Error {
    /// In typst's words: a fault of the template, never of the text that it sets.
    #[error("the template could not be set: {0}")]
    Template(String),
    #[error("typesetting stopped")]
    Stopped,
}

/// Sets a document. Text in `data` can neither fail it nor reach out of it.
pub fn make_pdf(job: Job<'_>) -> Result<Pdf, Error> {
    let made = catch_unwind(AssertUnwindSafe(|| set(job)));
    comemo::evict(0);
    made.unwrap_or(Err(Error::Stopped))
}

fn set(job: Job<'_>) -> Result<Pdf, Error> {
    let desk = Desk::new(job.template, job.data, job.pictures, job.date).ok_or(Error::Stopped)?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
    let document = set_marks(output.map_err(|errors| Error::Template(in_words(&errors)))?);
    // What typst remembers of the layout is of no use any more, and of 500 pages it is some hundred megabytes.
    comemo::evict(0);
    let options = |standards| PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some("Tidings".to_owned())),
        timestamp: as_datetime(job.date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let strict = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default();
    let mut warnings: Vec<String> = warnings.iter().map(|warning| warning.message.to_string()).collect();
    let (bytes, archival) = match pdf(&document, &options(strict)) {
        Ok(bytes) => (bytes, true),
        Err(errors) => {
            warnings.push(in_words(&errors));
            let plain = pdf(&document, &options(PdfStandards::default()));
            (plain.map_err(|errors| Error::Template(in_words(&errors)))?, false)
        }
    };
    Ok(Pdf { bytes, pages: document.pages().len(), archival, warnings })
}

fn in_words(faults: &[SourceDiagnostic]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}
