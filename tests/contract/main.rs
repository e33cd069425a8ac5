//! What no compiler holds: which crate may name which, where each outside library stands, how long a file may be,
//! and that every code has words in every language.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod edges;
mod files;
mod words;
