//! The program `tidings`, called as a person or a script calls it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_input;
mod corrections;
mod disk;
mod encoder;
mod issues;
mod library;
mod open_files;
mod parse;
mod stop;
mod watch;

fn desk() -> tests::desk::Desk {
    tests::desk::Desk::with(env!("CARGO_BIN_EXE_tidings"))
}
