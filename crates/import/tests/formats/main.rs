//! Every format by small files of our own: what each has to stand, and what is particular to some.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod archives;
mod attached;
mod conformance;
mod databases;
mod factiva;
mod newsletters;
mod pictures;
mod proquest;
mod samples;
mod wires;
