//! The TypeScript that the window is built on is made from the Rust types and committed.
//!
//! The test fails when the two differ; `UPDATE_BINDINGS=1 cargo test -p api --test bindings` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeMap, fmt::Write, fs, path::PathBuf};

use api::{ErrorCode, ErrorView, operations::*};
use articles::ProblemCode;
use ts_rs::{Config, TS, TypeVisitor};

const HEAD: &str =
    "// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p api --test bindings`. Never edited.\n\n";

#[test]
fn the_committed_typescript_is_that_of_the_operations() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/generated");
    let files = [("types.ts", types()), ("operations.ts", operations()), ("codes.ts", codes())];
    for (name, made) in files {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_BINDINGS").is_some_and(|value| value == "1") {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == made, "{} is not up to date: run with UPDATE_BINDINGS=1", path.display());
    }
}

fn config() -> Config {
    // Ids stay below 2^53 and counts far below, so a page holds them as numbers.
    Config::new().with_large_int("number")
}

struct Declarations {
    config: Config,
    /// By name, so that the file's order does not hang on that of the visit.
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only derived types have a place to be written to; numbers, strings and lists have none.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.found.contains_key(&name) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.found.insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn types() -> String {
    let mut all = Declarations { config: config(), found: BTreeMap::new() };
    macro_rules! visit {
        ($($name:ident($ask:ty) -> $answer:ty,)*) => {$(
            all.visit::<$ask>();
            all.visit::<$answer>();
        )*};
    }
    api::operations!(visit);
    all.visit::<Event>();
    all.visit::<ErrorView>();
    all.visit::<ExportAs>();
    // What only a window asks.
    all.visit::<BackupList>();
    all.visit::<Restored>();
    all.visit::<LibraryExported>();
    all.visit::<LibraryImported>();
    let mut text = HEAD.to_owned();
    text.push_str(&all.found.into_values().collect::<Vec<_>>().join("\n"));
    text
}

fn operations() -> String {
    let mut rows = Vec::new();
    macro_rules! name {
        ($($name:ident($ask:ty) -> $answer:ty,)*) => {
            $(rows.push((stringify!($name), <$ask>::name(&config()), <$answer>::name(&config())));)*
        };
    }
    api::operations!(name);
    let mut used: Vec<&str> = rows.iter().flat_map(|(_, ask, answer)| [ask.as_str(), answer.as_str()]).collect();
    used.sort_unstable();
    used.dedup();

    let mut text = format!("{HEAD}import type {{\n");
    for name in &used {
        writeln!(text, "  {name},").unwrap();
    }
    text.push_str(
        "} from './types';\n\n/** What each operation is asked and answers. */\nexport type Operations = {\n",
    );
    for (name, ask, answer) in &rows {
        writeln!(text, "  {name}: {{ ask: {ask}; answer: {answer} }};").unwrap();
    }
    text.push_str("};\n\nexport type OperationName = keyof Operations;\n\nexport const OPERATIONS: readonly OperationName[] = [\n");
    for (name, ..) in &rows {
        writeln!(text, "  '{name}',").unwrap();
    }
    text.push_str("];\n");
    text
}

fn codes() -> String {
    let mut text = format!(
        "{HEAD}import type {{ ErrorCode, ExportFormat, NoteCode, Paper, ProblemCode, Product, Style }} from './types';\n"
    );
    for (list, kind, union) in [
        ("ERROR_CODES", "ErrorCode", ErrorCode::inline(&config())),
        ("PROBLEM_CODES", "ProblemCode", ProblemCode::inline(&config())),
        ("NOTE_CODES", "NoteCode", NoteCode::inline(&config())),
        ("EXPORT_FORMATS", "ExportFormat", ExportFormat::inline(&config())),
        ("STYLES", "Style", Style::inline(&config())),
        ("PAPERS", "Paper", Paper::inline(&config())),
        ("PRODUCTS", "Product", Product::inline(&config())),
    ] {
        writeln!(text, "\nexport const {list}: readonly {kind}[] = [").unwrap();
        for code in union.split('|').map(|code| code.trim().trim_matches('"')) {
            assert!(
                code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
                "{kind} is no plain union: {code}"
            );
            writeln!(text, "  '{code}',").unwrap();
        }
        text.push_str("];\n");
    }
    text
}
