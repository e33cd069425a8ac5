use std::{io::Write, time::Instant};

use crate::{desks::desk, tell};

/// A file of that depth.
type Make = fn(usize) -> Vec<u8>;

const DEPTHS: [usize; 6] = [1_000, 5_000, 20_000, 100_000, 300_000, 1_000_000];

/// Markup within markup is what parsers die of. Each file is read or refused, and none takes the program with it.
#[test]
fn no_depth_of_nesting_stops_a_reader() {
    let formats: [(&str, Make); 7] = [
        ("html", |depth| nested("<div>", "<p>The port reopened on Monday, officials said.</p>", "</div>", depth)),
        ("xml", |depth| [b"<?xml version=\"1.0\"?>".to_vec(), nested("<a>", "text", "</a>", depth)].concat()),
        ("json", |depth| nested("[", "1", "]", depth)),
        ("opml", |depth| {
            let outlines = nested("<outline text=\"a\">", "", "</outline>", depth);
            [b"<?xml version=\"1.0\"?><opml version=\"2.0\"><body>".to_vec(), outlines, b"</body></opml>".to_vec()]
                .concat()
        }),
        ("eml", mail),
        ("pdf", |depth| {
            let dictionary = nested("<</A ", "1", ">>", depth);
            [b"%PDF-1.4\n1 0 obj\n".to_vec(), dictionary, b"\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF".to_vec()].concat()
        }),
        ("zip", archive),
    ];
    let desk = desk();
    let mut cases = 0;
    for (name, make) in formats {
        for depth in DEPTHS {
            desk.file(&format!("{name}-{depth}.{name}"), make(depth));
            cases += 1;
        }
    }
    let begun = Instant::now();
    let ran = desk.run(&["parse", "--json", desk.files().to_str().unwrap()]);
    assert!((0..=1).contains(&ran.code), "{}", ran.err);
    let answered = |name: &str| ran.out.contains(name) || ran.err.contains(name);
    let mut lost = 0;
    for (name, _) in formats {
        for depth in DEPTHS {
            let file = format!("{name}-{depth}.{name}");
            if !answered(&file) || ran.out.lines().any(|line| line.contains(&file) && line.contains("parser_stopped")) {
                println!("{file} was not answered for, or ended its reader");
                lost += 1;
            }
        }
    }
    tell("nesting of 1,000 to 1,000,000 in seven formats", cases, cases, lost);
    assert!(begun.elapsed().as_secs() < 120, "{:?} for {cases} files", begun.elapsed());
}

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> Vec<u8> {
    (open.repeat(depth) + inner + &close.repeat(depth)).into_bytes()
}

/// A message in a message in a message.
fn mail(depth: usize) -> Vec<u8> {
    let mut mail = b"From: a@example.org\nSubject: a\nDate: Mon, 30 Mar 2026 10:00:00 +0000\n".to_vec();
    mail.extend("Content-Type: message/rfc822\n\n".repeat(depth.min(300_000)).into_bytes());
    mail.extend(b"Content-Type: text/plain\n\nThe port reopened.\n");
    mail
}

/// Folders within folders, in the name of one entry.
fn archive(depth: usize) -> Vec<u8> {
    let name = "a/".repeat(depth.min(32_000)) + "page.txt";
    let text = b"The port reopened on Monday.";
    let mut zip = Vec::new();
    let head = |signature: &[u8], extra: &[u8]| {
        let mut head = signature.to_vec();
        head.extend(extra);
        head
    };
    let sizes = [0u32.to_le_bytes(), (text.len() as u32).to_le_bytes(), (text.len() as u32).to_le_bytes()].concat();
    let lengths = [(name.len() as u16).to_le_bytes(), 0u16.to_le_bytes()].concat();
    zip.extend(head(b"PK\x03\x04", &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    zip.extend(&sizes);
    zip.extend(&lengths);
    zip.write_all(name.as_bytes()).unwrap();
    zip.extend(text);
    let start = zip.len();
    zip.extend(head(b"PK\x01\x02", &[20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    zip.extend(&sizes);
    zip.extend(&lengths);
    zip.extend([0; 14]);
    zip.write_all(name.as_bytes()).unwrap();
    let size = zip.len() - start;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend((size as u32).to_le_bytes());
    zip.extend((start as u32).to_le_bytes());
    zip.extend([0, 0]);
    zip
}
