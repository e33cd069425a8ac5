use std::{
    collections::BTreeMap,
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
        let look = look_of(&how)?;
        let issue = self.store().read_issue(id)?.issue;
        let articles = self.read_items(&issue)?;
        let made = self.now().0.date_naive();
        let mut also_in = BTreeMap::new();
        for item in issue.items() {
            also_in.insert(item.id, self.also_in(item)?);
        }
        let model = export::compose(&issue, &articles, &also_in, Some(made));
        let name = how.format.name();
        let format = export::find_format(name).ok_or_else(|| Error::ExportFailed(format!("no format {name}")))?;
        let not_written = |error| Error::FileNotWritten { path: path.to_owned(), error };
        let beside = beside(path).map_err(not_written)?;
        let written = write_whole(&beside, |out| export::write(&model, format, &look, out));
        let moved = match written {
            Ok(written) => std::fs::rename(&beside, path).map(|()| written).map_err(export::Error::Io),
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

    /// A name for the file: `2026-11-23_press-review_047.pdf`.
    pub fn name_export(&self, id: IssueId, format: ExportFormat) -> Result<String, Error> {
        let issue = self.store().read_issue(id)?.issue;
        let words: Vec<String> = issue
            .title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        // File systems allow 255 bytes; a masthead may be longer.
        let title: String = words.join("-").chars().take(48).collect();
        let parts = [issue.date.to_string(), title, format!("{:03}", issue.number)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        Ok(format!("{}.{}", parts.join("_"), format.name()))
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

/// In the house style, on A4.
impl From<ExportFormat> for ExportAs {
    fn from(format: ExportFormat) -> ExportAs {
        ExportAs { format, style: Style::default(), paper: Paper::default(), accent: None, logo: None }
    }
}

fn look_of(how: &ExportAs) -> Result<export::Look, Error> {
    let accent = how.accent.as_deref().filter(|colour| !colour.trim().is_empty());
    let accent = accent.map(|colour| {
        let no_colour = || Error::BadAsk(format!("{colour} is no colour: #rrggbb is wanted"));
        export::Color::parse(colour).ok_or_else(no_colour)
    });
    let logo = how.logo.as_deref().map(|path| {
        let not_read = |detail: String| Error::LogoNotRead { path: path.into(), detail };
        let bytes = std::fs::read(path).map_err(|error| not_read(error.to_string()))?;
        export::Logo::read(&bytes).map_err(|error| not_read(error.to_string()))
    });
    Ok(export::Look { style: how.style, paper: how.paper, accent: accent.transpose()?, logo: logo.transpose()? })
}

/// In the same folder, so that moving it is one step.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    Ok(path.with_file_name(format!(".{name}.{}.part", std::process::id())))
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
