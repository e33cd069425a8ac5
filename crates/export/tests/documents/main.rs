//! Issues in every format, read back as others read them. One program, for each links the typesetter.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod desk;
mod formats;
mod hostile;
mod html;
mod packages;
mod pdf;
mod pictures;
mod samples;
