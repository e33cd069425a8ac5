use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use chrono::{Datelike, NaiveDate};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::fonts::FONTS;

/// All that a template can see: itself, `/data.json`, its pictures, the embedded fonts, and a date that was passed in.
pub(crate) struct Desk {
    main: Source,
    files: HashMap<FileId, Bytes>,
    date: Option<Datetime>,
}

impl Desk {
    pub fn new(template: &str, data: Vec<u8>, pictures: BTreeMap<String, Arc<[u8]>>, date: NaiveDate) -> Option<Desk> {
        let main = Source::new(file_id("/main.typ")?, template.to_owned());
        let mut files = HashMap::from([(file_id("/data.json")?, Bytes::new(data))]);
        for (name, picture) in pictures {
            files.insert(file_id(&format!("/pictures/{name}"))?, Bytes::new(picture));
        }
        Some(Desk { main, files, date: as_datetime(date) })
    }
}

/// None for a year that typst cannot hold.
pub(crate) fn as_datetime(date: NaiveDate) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0)
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.date
    }
}
