//! The real window on a display of its own, driven as a person drives it.

mod display;
mod driver;

pub use display::{Desktop, Place};
pub use driver::{Element, Page, wait_for};
