//! What a library lives through: programs that are killed, disks that fail, files that are damaged. `make test` runs a part of
//! each table, `make torture` all of it and prints what was run. Each case says that its fault happened.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod children;
mod clocks;
mod damage;
mod desks;
mod disks;
mod faults;
mod kills;
mod leaks;
mod nesting;
mod odd_files;
mod power;
mod recorded;

/// How many cases of a table are run: the first number, or by `make torture` the second.
fn cases(in_test: usize, in_torture: usize) -> usize {
    if std::env::var_os("TIDINGS_TORTURE").is_some() { in_torture } else { in_test }
}

/// A line of the table that `make torture` prints.
fn tell(fault: &str, cases: usize, fired: usize, lost: usize) {
    println!("{fault:<64} {cases:>7} cases {fired:>7} fired {lost:>4} lost");
    assert_eq!(lost, 0, "{fault}");
}
