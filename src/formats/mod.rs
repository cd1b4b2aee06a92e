//! Files in and files out. The formats know the model and never each other's
//! neighbours, the store and the index.

pub mod cases;
pub mod codebook;
pub mod codings;
pub mod spec;
pub mod summaries;
pub mod table;
pub mod transcript;
