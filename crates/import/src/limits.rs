//! What a file may ask of this machine. Over a limit is a `Problem`, told in one line.

/// One picture that came with a page; a larger one is left out.
pub(crate) const PICTURE_BYTES: u64 = 8 << 20;
/// All that came with one page. What an article keeps of them is for cleaning to say.
pub(crate) const PICTURES_BYTES: u64 = 128 << 20;

/// As much of a file's beginning as tells its format.
pub(crate) const HEAD_BYTES: usize = 64 << 10;
/// Files up to here are read whole at once, so that they are hashed and parsed from the same bytes.
pub(crate) const IN_MEMORY_BYTES: u64 = 64 << 20;
/// Files up to here are held by the parent while they are parsed: what is stored of them is read once.
pub(crate) const HELD_BYTES: u64 = 4 << 20;
/// Plain text. Offsets into it are 32 bits wide, and a decoded text may take three times its bytes.
pub(crate) const TEXT_BYTES: u64 = 128 << 20;
/// HTML: parsing and sanitising keep about twelve times this in memory.
pub(crate) const HTML_BYTES: u64 = 16 << 20;
/// Open elements. Sanitising is quadratic in depth: 100,000 nested `<div>` took 72 s.
pub(crate) const HTML_DEPTH: usize = 512;
/// Of one tag. The tokenizer compares each new attribute's name with all before it.
pub(crate) const HTML_ATTRIBUTES: usize = 1_000;

pub(crate) const PDF_BYTES: u64 = 256 << 20;
/// A year of a newspaper in one file has fewer.
pub(crate) const PDF_PAGES: usize = 5_000;
/// Dictionaries and arrays in each other: the reader of PDF goes into them one by one, and a million end its stack.
pub(crate) const PDF_DEPTH: usize = 256;
/// Of one page; a sheet of share prices has some 30,000.
pub(crate) const PDF_GLYPHS: usize = 200_000;

/// Open elements of XML.
pub(crate) const XML_DEPTH: usize = 256;
pub(crate) const XML_BYTES: u64 = 64 << 20;
/// The parser itself refuses more than 128 arrays and objects in each other.
pub(crate) const JSON_BYTES: u64 = 64 << 20;
/// Messages and multiparts in each other.
pub(crate) const MIME_DEPTH: usize = 20;
pub(crate) const MIME_BYTES: u64 = 64 << 20;

/// Archives in archives.
pub(crate) const ARCHIVE_DEPTH: usize = 3;
/// Members of all archives in one dropped file.
pub(crate) const ARCHIVE_MEMBERS: u64 = 100_000;
/// What all of them may become unpacked.
pub(crate) const ARCHIVE_BYTES: u64 = 4 << 30;
/// Unpacked bytes for one packed.
pub(crate) const ARCHIVE_RATIO: u64 = 200;
/// Below this the ratio is not asked: a page of blanks packs better than any bomb needs to.
pub(crate) const ARCHIVE_FREE_BYTES: u64 = 1 << 20;
/// Lines in the report for one file; of those behind them the number is told.
pub(crate) const FILE_PROBLEMS: usize = 1_000;
/// One member that has to be held whole, because its reader goes to and fro.
pub(crate) const MEMBER_BYTES: u64 = 128 << 20;

/// Address space of a parser child.
pub(crate) const CHILD_MEMORY: u64 = 2 << 30;
/// How long a child may be silent before it is taken for hung, in seconds.
pub(crate) const CHILD_PATIENCE: u64 = 30;
/// One message between parent and child.
pub(crate) const FRAME_BYTES: u64 = 512 << 20;
