//! What the benchmarks share.
#![allow(dead_code)] // each of them takes a part

pub mod corpus;
pub mod dice;
pub mod rules;
pub mod study;
pub mod written;
