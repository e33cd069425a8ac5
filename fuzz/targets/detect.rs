//! What some bytes are taken for, and that whatever it is reads them.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use task::Task;

const NAMES: &[&str] = &["a", "a.txt", "a.html", "a.json", "a.csv", "a.md", "a.xml"];

// The first byte chooses a name: some formats share their content, and the ending decides.
fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((choice, bytes)) = bytes.split_first() else { return Corpus::Reject };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let mut found = 0;
    let input = import::Input::from_bytes(bytes.to_vec(), name);
    assert!(input.read(&Task::quiet(), &mut |_| found += 1).is_ok(), "nobody cancelled");
    assert!(found > 0, "every file is told of");
    Corpus::Keep
});
