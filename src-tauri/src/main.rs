#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // A parser child is this same program: it must not open a window.
    api::serve_parser_if_asked().unwrap_or_else(tidings_desktop::run)
}
