//! Text with any number of articles in it.
#![no_main]

use articles::{Body, Document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    fuzz::read_document(Document { body: Body::Text(text), ..Document::default() });
});
