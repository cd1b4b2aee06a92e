//! The command line, as people meet it: what they type, what they see, and
//! with which exit status it ends.

// A test that cannot go on should stop where it stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice
)]

mod bad_input;
mod bringing_in;
mod building;
mod charts_of_codes;
mod codebooks;
mod coding;
mod corrections;
mod corrections_kept;
mod counting;
mod demo;
mod finding;
mod finding_damaged;
mod focus_group;
mod hostile_names;
mod interruptions;
#[path = "../../src/formats/transcript/pdf/minimal.rs"]
mod minimal_pdf;
mod pdf;
mod quote_books;
mod regressions;
mod reviewing;
mod rules_worth;
mod studies;
mod suggesting;
mod summaries;
mod surface;
mod tables;
mod tables_in;
mod tables_ordered;
mod tables_out;
mod terminal;
mod together;
mod tour;
mod trying;
mod walking;
mod world;
