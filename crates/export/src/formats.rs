use std::io::{self, Write};

use thiserror::Error;

use crate::{characters, compose::replaced_line, look::Look, model::Model};

mod docx;
mod eml;
mod epub;
mod facts;
mod html;
pub(crate) mod markdown;
mod marks;
mod pack;
mod pdf;

pub(crate) use facts::parting;

/// A kind of file that an issue leaves as.
pub struct Format {
    /// As asked for: `pdf`.
    pub name: &'static str,
    pub extension: &'static str,
    pub media_type: &'static str,
    /// Whether a letter with its marks can be shown; what cannot is replaced beforehand.
    shows: fn(&str) -> bool,
    write: fn(&Model, &Look, &mut dyn Write) -> Result<(), Error>,
}

/// One folder each.
pub static FORMATS: &[Format] = &[pdf::FORMAT, html::FORMAT, docx::FORMAT, epub::FORMAT, markdown::FORMAT, eml::FORMAT];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Characters that could not be shown and were replaced; the imprint says so too.
    pub replaced: u32,
}

#[derive(Debug, Error)]
pub enum Error {
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
    /// A fault of ours, never of the text.
    #[error("the document could not be set: {0}")]
    Setting(String),
}

pub fn find_format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Sets the document. Same model and look, same bytes.
pub fn write(model: &Model, format: &Format, look: &Look, out: &mut dyn Write) -> Result<Written, Error> {
    let (mut model, replaced) = characters::replace(model, format.shows);
    if replaced > 0 {
        let line = replaced_line(&model, replaced);
        model.imprint.push(line);
    }
    (format.write)(&model, look, out)?;
    Ok(Written { replaced })
}
