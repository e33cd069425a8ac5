//! Messages, mailboxes and saved pages in the form of one.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if fuzz::read(bytes, "a.eml", &["mail", "mbox", "mhtml"]) { Corpus::Keep } else { Corpus::Reject }
});
