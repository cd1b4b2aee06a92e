//! codings
