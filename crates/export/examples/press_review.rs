//! Writes a press review of invented articles, to look at and to measure:
//! `cargo run --workspace --example press_review -- two|fifteen|forty|arabic|russian|chinese|PAGES FORMAT STYLE FILE
//! [--paper a4|letter] [--logo PICTURE]`

#[path = "../tests/documents/samples/mod.rs"]
#[allow(dead_code, clippy::expect_used)]
mod samples;

use export::{Logo, Look, Paper, Style};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [which, format, style, file, rest @ ..] = arguments.as_slice() else {
        return Err("two|fifteen|forty|arabic|russian|chinese|PAGES FORMAT STYLE FILE".into());
    };
    let option = |name: &str| rest.iter().position(|word| word == name).and_then(|at| rest.get(at + 1));
    let sample = match which.as_str() {
        "two" => samples::two_items(),
        "fifteen" => samples::fifteen_items(),
        "forty" => samples::forty_items(),
        "arabic" => samples::arabic_issue(),
        "russian" => samples::russian_issue(),
        "chinese" => samples::chinese_issue(),
        pages => samples::long_issue(pages.parse()?),
    };
    let style = Style::ALL.into_iter().find(|known| known.name() == style).ok_or("no such style")?;
    let logo = match option("--logo") {
        Some(path) => Some(Logo::read(&std::fs::read(path)?)?),
        None => None,
    };
    let paper = if option("--paper").is_some_and(|paper| paper == "letter") { Paper::Letter } else { Paper::A4 };
    let (bytes, written) = sample.write_as(format, &Look { style, paper, logo, ..Look::default() });
    std::fs::write(file, &bytes)?;
    println!("{file}: {} bytes, {} characters replaced", bytes.len(), written.replaced);
    Ok(())
}
