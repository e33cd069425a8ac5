//! Reads files in this process and shows the documents found: `cargo run -p import --example read_file -- FILE…`.

use std::path::Path;

use import::{Found, Input};
use task::Task;

fn main() {
    for name in std::env::args().skip(1) {
        let task = Task::quiet();
        let Ok(input) = Input::open(Path::new(&name), &name, &task) else {
            println!("{name}: not opened");
            continue;
        };
        let format = input.read(&task, &mut |found| match found {
            Found::Text(text) => println!("{name}: text of {} bytes", text.len()),
            Found::Document(document) => println!("{name}: {document:#?}"),
            Found::Problem(problem) => println!("{name}: {problem:?}"),
        });
        println!("{name}: {format:?}");
    }
}
