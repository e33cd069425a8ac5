//! Writes a press review of invented articles, to look at and to measure:
//! `cargo run -p export --example press_review -- two|fifteen|forty|arabic|chinese|PAGES FORMAT STYLE FILE [LOGO]`

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code, clippy::expect_used)]
mod samples;

use export::{Logo, Look, Style};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [which, format, style, file, logo @ ..] = arguments.as_slice() else {
        return Err("two|fifteen|forty|arabic|chinese|PAGES FORMAT STYLE FILE [LOGO]".into());
    };
    let sample = match which.as_str() {
        "two" => samples::two_items(),
        "fifteen" => samples::fifteen_items(),
        "forty" => samples::forty_items(),
        "arabic" => samples::arabic_issue(),
        "chinese" => samples::chinese_issue(),
        pages => samples::long_issue(pages.parse()?),
    };
    let style = Style::ALL.into_iter().find(|known| known.name() == style).ok_or("no such style")?;
    let logo = match logo {
        [path, ..] => Some(Logo::read(&std::fs::read(path)?)?),
        [] => None,
    };
    let (bytes, written) = sample.write_as(format, &Look { style, logo, ..Look::default() });
    std::fs::write(file, &bytes)?;
    println!("{file}: {} bytes, {} characters replaced", bytes.len(), written.replaced);
    Ok(())
}
