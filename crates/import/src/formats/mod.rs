//! The registry. A format is a folder here and one line in `FORMATS`; docs/formats.md is made from it.

mod html;
mod pdf;
mod text;

use crate::{
    detect::Head,
    input::Content,
    reader::{Reader, Stop},
};

/// A format that is read.
#[derive(Debug)]
pub struct Format {
    /// Its folder here, and `Origin::format`.
    pub name: &'static str,
    /// What is read of it, for people.
    pub reads: &'static str,
    /// What is not, for people.
    pub leaves: &'static str,
    pub(crate) sniff: fn(&Head<'_>) -> bool,
    pub(crate) read: fn(Content<'_>, &mut Reader<'_>) -> Result<(), Stop>,
}

/// In the order in which they are asked: the particular before the general, text last.
pub const FORMATS: &[Format] = &[html::FORMAT, pdf::FORMAT, text::FORMAT];
