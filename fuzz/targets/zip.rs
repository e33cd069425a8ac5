//! Archives and the documents that are archives.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if fuzz::read(bytes, "a.zip", &["zip", "docx", "odt", "epub", "wacz"]) { Corpus::Keep } else { Corpus::Reject }
});
