use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use articles::IssueId;

use crate::{App, Error, operations::*};

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Characters that no font has, or that no page should carry, and that were replaced and said so.
    pub replaced: u32,
}

impl App {
    /// Sets the issue and writes it beside `path`, then puts it there in one step: a file of that name is whole at
    /// every moment, the one before or this one.
    pub fn export_issue(&self, id: IssueId, how: impl Into<ExportAs>, path: &Path) -> Result<Exported, Error> {
        let how = how.into();
        let (model, look) = self.document(id, &how)?;
        let name = how.format.name();
        let format = export::find_format(name).ok_or_else(|| Error::ExportFailed(format!("no format {name}")))?;
        let not_written = |error| Error::FileNotWritten { path: path.to_owned(), error };
        let beside = beside(path).map_err(not_written)?;
        let written = write_whole(&beside, |out| export::write(&model, format, &look, out));
        let moved = match written {
            Ok(written) => put_in_place(&beside, path).map(|()| written).map_err(export::Error::Io),
            Err(error) => Err(error),
        };
        moved.map(|written| Exported { replaced: written.replaced }).map_err(|error| {
            // The half of a file that nobody asked for; if it is not there, all the better.
            let _ = std::fs::remove_file(&beside);
            match error {
                export::Error::Io(error) => not_written(error),
                export::Error::Setting(detail) => Error::ExportFailed(detail),
            }
        })
    }

    /// A name for the file: `2026-11-23_press-review_047.pdf`, of what was published `…_047_v1.pdf`.
    pub fn name_export(&self, id: IssueId, how: impl Into<ExportAs>) -> Result<String, Error> {
        let how = how.into();
        let issue = self.store().read_issue(id)?.issue;
        let words: Vec<String> = issue
            .title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        // File systems allow 255 bytes; a masthead may be longer.
        let title: String = words.join("-").chars().take(48).collect();
        let product = match how.product {
            Product::Whole => String::new(),
            Product::Summaries => "summaries".to_owned(),
            Product::Clippings => "clippings".to_owned(),
        };
        let version = how.version.map(|version| format!("v{version}")).unwrap_or_default();
        let parts = [issue.date.to_string(), title, format!("{:03}", issue.number), product, version];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Ok(format!("{}.{}", parts.join("_"), how.format.name()))
    }
}

impl ExportFormat {
    pub const ALL: [ExportFormat; 6] = [
        ExportFormat::Pdf,
        ExportFormat::Html,
        ExportFormat::Docx,
        ExportFormat::Epub,
        ExportFormat::Md,
        ExportFormat::Eml,
    ];

    /// Also what a file of it ends in.
    pub fn name(self) -> &'static str {
        match self {
            ExportFormat::Pdf => "pdf",
            ExportFormat::Html => "html",
            ExportFormat::Docx => "docx",
            ExportFormat::Epub => "epub",
            ExportFormat::Md => "md",
            ExportFormat::Eml => "eml",
        }
    }
}

/// As its title has it.
impl From<ExportFormat> for ExportAs {
    fn from(format: ExportFormat) -> ExportAs {
        ExportAs { format, style: None, paper: None, accent: None, logo: None, product: Product::Whole, version: None }
    }
}

/// None for a blank one.
pub(crate) fn colour(text: &str) -> Result<Option<export::Color>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let no_colour = || Error::BadAsk(format!("{text} is no colour: #rrggbb is wanted"));
    export::Color::parse(text).map(Some).ok_or_else(no_colour)
}

pub(crate) fn logo_of_file(path: &str) -> Result<export::Logo, Error> {
    let not_read = |detail: String| Error::LogoNotRead { path: path.into(), detail };
    let bytes = std::fs::read(path).map_err(|error| not_read(error.to_string()))?;
    export::Logo::read(&bytes).map_err(|error| not_read(error.to_string()))
}

/// In the same folder, so that moving it is one step.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    Ok(path.with_file_name(format!(".{name}.{}.part", std::process::id())))
}

/// A new name is on the disk when its folder is: what is said to be saved outlives a power cut.
fn put_in_place(beside: &Path, path: &Path) -> io::Result<()> {
    std::fs::rename(beside, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // On Windows a folder cannot be opened; elsewhere one that may be written to but not read cannot be, and holds the file.
    match File::open(folder) {
        Ok(folder) if cfg!(unix) => folder.sync_all(),
        _ => Ok(()),
    }
}

fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, export::Error>,
) -> Result<T, export::Error> {
    let mut out = BufWriter::new(File::create(path)?);
    let written = write(&mut out)?;
    out.flush()?;
    // Before it is moved, or a power cut leaves an empty file under the right name.
    out.get_ref().sync_all()?;
    Ok(written)
}
