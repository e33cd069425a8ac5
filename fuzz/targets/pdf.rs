//! Pages of a PDF, to lines, columns and headlines.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if fuzz::read(bytes, "a.pdf", &["pdf"]) { Corpus::Keep } else { Corpus::Reject }
});
