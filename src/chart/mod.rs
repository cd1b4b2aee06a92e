//! Charts: a [`Table`](crate::model::Table) in, a picture out.
//!
//! Pure functions. Every picture carries its title, unit, coders, filters and
//! notes, because a picture in a thesis travels without its program; and it
//! looks the same on every machine, because its fonts are bundled.
//!
//! Sizes are CSS pixels (96 to the inch, so 605 of them fill the text width of
//! an A4 page); a picture grows with its table, and is never squeezed.

mod canvas;
mod colour;
mod drawing;
mod empties;
mod error;
mod fit;
mod fonts;
mod frame;
mod heatmap;
mod legend;
mod line;
mod pdf;
mod png;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod laws;

pub use drawing::Drawing;
pub use error::ChartError;
pub use heatmap::heatmap;
pub use line::{Pick, line};
