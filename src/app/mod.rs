//! The verbs: one request, one outcome. The only place where the engines and
//! the edges meet; the command line and the page both come through here and
//! so cannot disagree.

pub mod assign;
pub mod build;
pub mod cases;
pub mod chart;
pub mod check;
pub mod code;
pub mod codebook;
pub mod demo;
mod error;
pub mod files;
pub mod find;
pub mod history;
pub mod import;
mod intake;
mod load;
mod lookup;
pub mod lost;
pub mod memo;
pub mod name_pattern;
pub mod originals;
mod passages;
mod placing;
pub mod preview;
pub mod quotes;
pub mod read;
mod reading;
mod remembered;
pub mod report;
pub mod review;
mod revision;
pub mod rules;
mod said_so;
pub mod sample;
mod scan;
mod search_index;
pub mod selection;
mod session;
mod study;
pub mod suggest;
pub mod summary;
pub mod surroundings;
pub mod table;
pub mod together;
mod voices;
pub mod withdraw;

pub use error::{AppError, Severity};
pub use revision::{LostPassage, MovedPassage, Revision};
pub use search_index::IndexNews;
pub use session::Session;
pub use study::{NewStudy, Study};
