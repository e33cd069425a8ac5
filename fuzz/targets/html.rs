//! Pages, through the search for their main text and the sanitiser.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if fuzz::read(bytes, "a.html", &["html"]) { Corpus::Keep } else { Corpus::Reject }
});
