//! Files in and files out. The formats know the model and never each other's
//! neighbours, the store and the index.

pub mod cases;
pub mod codebook;
pub mod codings;
pub mod csv_safe;
mod delimited;
pub mod markdown;
pub mod paper_file;
mod plain;
mod problems;
pub mod pseudonyms;
mod sheet;
pub mod spec;
pub mod summaries;
pub mod table;
mod toml_walk;
pub mod transcript;
pub mod web;
pub mod word;
