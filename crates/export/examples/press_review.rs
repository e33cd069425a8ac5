//! Writes a press review of invented articles, to look at and to measure:
//! `cargo run --release -p export --example press_review -- two|fifteen|arabic|PAGES pdf|html FILE`

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code, clippy::expect_used)]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [which, format, file] = arguments.as_slice() else {
        return Err("two|fifteen|arabic|PAGES pdf|html FILE".into());
    };
    let sample = match which.as_str() {
        "two" => samples::two_items(),
        "fifteen" => samples::fifteen_items(),
        "arabic" => samples::arabic_issue(),
        pages => samples::long_issue(pages.parse()?),
    };
    let (bytes, written) = sample.write(format);
    std::fs::write(file, &bytes)?;
    println!("{file}: {} bytes, {} characters replaced", bytes.len(), written.replaced);
    Ok(())
}
