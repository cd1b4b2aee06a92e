//! What the benchmarks share.
#![allow(dead_code)] // each of them takes a part
#![allow(clippy::print_stderr)]

pub mod corpus;
pub mod dice;
pub mod memory;
pub mod rules;
pub mod study;
pub mod written;
