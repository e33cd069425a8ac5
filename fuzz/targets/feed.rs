//! Feeds of every dialect.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if fuzz::read(bytes, "a.xml", &["feed"]) { Corpus::Keep } else { Corpus::Reject }
});
