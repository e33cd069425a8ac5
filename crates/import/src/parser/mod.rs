//! Untrusted bytes are parsed in a child process, with limits on its memory, time and rights: some parser deaths,
//! stack overflow among them, cannot be caught. A child that dies takes one file with it.

mod child;
mod confines;
mod frames;
mod made;
mod pool;
mod queue;

pub use child::{PARSER_ARGUMENT, serve_parser_if_asked};
pub use made::Made;
pub use pool::{FileEvent, ParserCommand, ParserError, Parsers};
