use std::{
    borrow::Cow,
    fs::{File, Metadata, OpenOptions},
    io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom},
    path::Path,
    rc::Rc,
};

use articles::{ContentHash, Origin, Preferences, Problem, ProblemCode};
use sha2::{Digest, Sha256};
use task::{Cancelled, Progress, Task};

use crate::{
    beside::Beside,
    limits::{FILE_PROBLEMS, HEAD_BYTES, HELD_BYTES, IN_MEMORY_BYTES, MEMBER_BYTES},
    reader::{Found, Reader, Stop},
};

/// A file or some bytes, opened and hashed, to be read once.
pub struct Input {
    name: String,
    /// What a browser saved with it.
    beside: Option<Beside>,
    hash: ContentHash,
    bytes: Bytes,
    preferences: Preferences,
}

enum Bytes {
    Held(Rc<Vec<u8>>),
    /// Too large to hold: hashed once, read a second time, and compared at the end.
    OnDisk {
        file: File,
        before: Metadata,
    },
}

impl Input {
    /// Opens a regular file; never blocks on a pipe or device, should the path have become one.
    /// The name is for people and for guessing; it is never opened.
    pub fn open(path: &Path, name: &str, task: &Task) -> Result<Input, Stop> {
        // A file that is written to while it is read is read again; one that never rests is a problem.
        for _ in 0..3 {
            let mut file = open_without_waiting(path)?;
            let before = file.metadata()?;
            if !before.is_file() {
                return Err(Stop::refuse(ProblemCode::NotAFile, ""));
            }
            let (hash, held) = hash_file(&mut file, before.len(), name, task)?;
            if is_same(&before, &file.metadata()?) {
                let bytes = match held {
                    Some(bytes) => Bytes::Held(Rc::new(bytes)),
                    None => Bytes::OnDisk { file, before },
                };
                return Ok(Input {
                    name: name.to_owned(),
                    beside: Beside::of(path),
                    hash,
                    bytes,
                    preferences: Preferences::default(),
                });
            }
        }
        Err(Stop::refuse(ProblemCode::FileChanged, ""))
    }

    pub fn from_bytes(bytes: Vec<u8>, name: &str) -> Input {
        let hash = hash_text(&Sha256::digest(&bytes));
        Input {
            name: name.to_owned(),
            beside: None,
            hash,
            bytes: Bytes::Held(Rc::new(bytes)),
            preferences: Preferences::default(),
        }
    }

    /// To be read as the user wants it, where it can be read in more than one way.
    pub fn with_preferences(self, preferences: Preferences) -> Input {
        Input { preferences, ..self }
    }

    /// SHA-256 of all bytes.
    pub fn hash(&self) -> &ContentHash {
        &self.hash
    }

    /// All bytes, where they are few enough to be held.
    pub(crate) fn held(&self) -> Option<Rc<Vec<u8>>> {
        match &self.bytes {
            Bytes::Held(bytes) => Some(Rc::clone(bytes)),
            Bytes::OnDisk { .. } => None,
        }
    }

    /// Detects the format and reads it. Says the format's name, where it has one.
    pub fn read(self, task: &Task, found: &mut dyn FnMut(Found)) -> Result<Option<&'static str>, Cancelled> {
        let mut is_silent = true;
        let mut problems = 0;
        let mut untold = None;
        let place = self.name.clone();
        let format = self.read_all(task, &mut |what| {
            is_silent = false;
            match what {
                Found::Problem(problem) if problems == FILE_PROBLEMS => {
                    let (_, count) = untold.get_or_insert((problem.code, 0));
                    *count += 1;
                }
                Found::Problem(problem) => {
                    problems += 1;
                    found(Found::Problem(problem));
                }
                what => found(what),
            }
        })?;
        if let Some((code, count)) = untold {
            let problem = Problem { place: place.clone(), code, detail: format!("and {count} more problems") };
            found(Found::Problem(problem));
        }
        // An archive of pictures, a mailbox of nothing: every file gets its line.
        if is_silent {
            let problem = Problem { place, code: ProblemCode::NothingFound, detail: String::new() };
            found(Found::Problem(problem));
        }
        Ok(format)
    }

    fn read_all(self, task: &Task, found: &mut dyn FnMut(Found)) -> Result<Option<&'static str>, Cancelled> {
        let origin = Origin { file: self.name.clone(), hash: self.hash.clone(), ..Origin::default() };
        match self.bytes {
            Bytes::Held(bytes) => {
                let mut reader = Reader::new(task, origin, &self.preferences, found);
                reader.with_beside(self.beside, |reader| reader.read(&self.name, Content::Bytes(&bytes)))
            }
            Bytes::OnDisk { file, before } => {
                let content = Content::File(&file, before.len());
                let format = Reader::new(task, origin, &self.preferences, found).read(&self.name, content)?;
                if !file.metadata().is_ok_and(|after| is_same(&before, &after)) {
                    let problem = Problem { place: self.name, code: ProblemCode::FileChanged, detail: String::new() };
                    found(Found::Problem(problem));
                }
                Ok(format)
            }
        }
    }
}

/// Bytes to be read, wherever they are.
pub(crate) enum Content<'a> {
    Bytes(&'a [u8]),
    /// A file and its length.
    File(&'a File, u64),
    /// Unpacked as it is read: what was looked at already, and the rest.
    Stream(Vec<u8>, &'a mut dyn Read),
}

/// What can be read from any place in it.
pub(crate) trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

impl<'a> Content<'a> {
    /// The first bytes, and whether they are all.
    pub(crate) fn head(&mut self) -> io::Result<(Cow<'a, [u8]>, bool)> {
        match self {
            Content::Bytes(bytes) => {
                Ok((Cow::Borrowed(&bytes[..bytes.len().min(HEAD_BYTES)]), bytes.len() <= HEAD_BYTES))
            }
            Content::File(file, len) => {
                let mut head = Vec::new();
                file.seek(SeekFrom::Start(0))?;
                file.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
                Ok((Cow::Owned(head), *len <= HEAD_BYTES as u64))
            }
            Content::Stream(head, rest) => {
                let missing = (HEAD_BYTES + 1).saturating_sub(head.len());
                rest.take(missing as u64).read_to_end(head)?;
                Ok((Cow::Owned(head[..head.len().min(HEAD_BYTES)].to_vec()), head.len() <= HEAD_BYTES))
            }
        }
    }

    /// How many bytes there are, where that is known before they are read.
    pub(crate) fn len(&self) -> Option<u64> {
        match self {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::File(_, len) => Some(*len),
            Content::Stream(..) => None,
        }
    }

    /// All bytes, where they are no more than the limit.
    pub(crate) fn bytes(self, limit: u64) -> Result<Cow<'a, [u8]>, Stop> {
        let refuse =
            |len: u64| Stop::refuse(ProblemCode::TooLarge, format!("{} MB, at most {}", len >> 20, limit >> 20));
        if let Some(len) = self.len().filter(|len| *len > limit) {
            return Err(refuse(len));
        }
        if let Content::Bytes(bytes) = self {
            return Ok(Cow::Borrowed(bytes));
        }
        let mut bytes = Vec::new();
        self.stream()?.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(refuse(bytes.len() as u64));
        }
        Ok(Cow::Owned(bytes))
    }

    /// From the beginning to the end, once.
    pub(crate) fn stream(self) -> io::Result<Box<dyn BufRead + 'a>> {
        Ok(match self {
            Content::Bytes(bytes) => Box::new(bytes),
            Content::File(mut file, len) => {
                file.seek(SeekFrom::Start(0))?;
                Box::new(BufReader::with_capacity(1 << 16, file.take(len)))
            }
            Content::Stream(head, rest) => Box::new(BufReader::with_capacity(1 << 16, Cursor::new(head).chain(rest))),
        })
    }

    /// To and fro; what is unpacked as it is read has to be held for that.
    pub(crate) fn seekable(self) -> Result<Box<dyn Seekable + 'a>, Stop> {
        Ok(match self {
            Content::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            Content::File(file, _) => Box::new(BufReader::new(file)),
            Content::Stream(..) => Box::new(Cursor::new(self.bytes(MEMBER_BYTES)?.into_owned())),
        })
    }
}

/// The bytes of a file, where they are few and still those of the hash.
pub(crate) fn read_unchanged(path: &Path, hash: &ContentHash) -> Option<Vec<u8>> {
    let file = open_without_waiting(path).ok()?;
    let metadata = file.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > HELD_BYTES {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).ok()?);
    file.take(HELD_BYTES).read_to_end(&mut bytes).ok()?;
    (hash_text(&Sha256::digest(&bytes)) == *hash).then_some(bytes)
}

/// The digest, and the bytes where they are few enough to be held.
fn hash_file(file: &mut File, len: u64, name: &str, task: &Task) -> Result<(ContentHash, Option<Vec<u8>>), Stop> {
    task.check()?;
    if len <= IN_MEMORY_BYTES {
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        // One byte more than announced shows a file that has grown, without following it for ever.
        file.take(len + 1).read_to_end(&mut bytes)?;
        return Ok((hash_text(&Sha256::digest(&bytes)), Some(bytes)));
    }
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    let mut done = 0;
    while done < len {
        task.check()?;
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hasher.update(&piece[..read]);
        done += read as u64;
        task.progress(Progress { done, total: Some(len), item: name.to_owned() });
    }
    Ok((hash_text(&hasher.finalize()), None))
}

fn hash_text(digest: &[u8]) -> ContentHash {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in digest {
        let _ = write!(text, "{byte:02x}");
    }
    ContentHash(text)
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

#[cfg(unix)]
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    // Opening a pipe waits for its other end; a terminal could become ours.
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path)
}

#[cfg(not(unix))]
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
