//! The `crosscase` binary.
fn main() {}
