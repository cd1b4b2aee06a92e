//! Pure functions of the model: from a view of a study to tables.

pub mod view;

pub use view::{Passage, View, WordMap};
