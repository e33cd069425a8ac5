//! A parser child for tests: its step hands documents back as they are, and misbehaves where the text asks for it.

mod reach;

use std::{path::Path, process::ExitCode, thread, time::Duration};

use articles::{Body, Document};
use reach::reach_out;

fn main() -> ExitCode {
    import::serve_parser_if_asked(step).unwrap_or(ExitCode::FAILURE)
}

fn step(document: Document) -> Document {
    let (Body::Text(text) | Body::Page(text) | Body::Fragment(text) | Body::Plain(text)) = &document.body;
    match text.lines().next().unwrap_or_default() {
        "please panic" => panic!("as asked"),
        "please overflow" => println!("{}", deepen(1)),
        "please exhaust" => drop(exhaust()),
        "please reach out" => {
            let given: Vec<&str> = text.lines().skip(1).collect();
            let reached = reach_out(Path::new(given[0]), given[1]).join(" ");
            return Document { body: Body::Text(format!("reached: {reached}")), ..document };
        }
        "please hang" => loop {
            thread::sleep(Duration::from_secs(3600));
        },
        _ => {}
    }
    document
}

#[allow(unconditional_recursion)]
fn deepen(depth: u64) -> u64 {
    let kept = [depth; 64];
    deepen(std::hint::black_box(depth + 1)) + std::hint::black_box(kept)[depth as usize % 64]
}

fn exhaust() -> Vec<Vec<u8>> {
    (0..64).map(|_| std::hint::black_box(vec![1; 1 << 26])).collect()
}
