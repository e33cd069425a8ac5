//! Declares each command to Tauri, so that one without a permission cannot be called from any page.

/// The operations are written down once, in `api`. A build script cannot depend on that crate without building the
/// whole core twice, so it reads the list's lines: `name(Ask) -> Answer,`.
const OPERATIONS: &str = "crates/api/src/operations.rs";

/// What only a window can do; the list is held against the registered handlers by a test.
const WINDOW_COMMANDS: &str = include_str!("window_commands.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={OPERATIONS}");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=tauri.conf.json");
    let source = std::fs::read_to_string(OPERATIONS)?;
    let listed = source.lines().skip_while(|line| line.trim() != "$with! {").skip(1);
    let operations = listed
        .take_while(|line| !line.trim().starts_with('}'))
        .filter_map(|line| line.trim().split_once('(').map(|(name, _)| name.to_owned()));
    let commands: Vec<&'static str> =
        operations.chain(WINDOW_COMMANDS.lines().map(str::to_owned)).map(|name| &*name.leak()).collect();
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("src-tauri/capabilities/**/*")
            .app_manifest(tauri_build::AppManifest::new().commands(commands.leak())),
    )?;
    Ok(())
}
