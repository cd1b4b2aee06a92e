//! Charts: a [`Table`](crate::model::Table) in, a picture out.
//!
//! Pure functions. Every picture carries its title, unit, coders, filters and
//! notes, because a picture in a thesis travels without its program; and it
//! looks the same on every machine, because its fonts are bundled.
//!
//! Sizes are CSS pixels (96 to the inch, so 605 of them fill the text width of
//! an A4 page); a picture grows with its table, and is never squeezed.

mod bars;
mod canvas;
mod colheads;
mod colour;
mod drawing;
mod empties;
mod error;
mod fit;
mod fonts;
mod frame;
mod heatmap;
mod legend;
mod pdf;
mod png;
mod prepare;
mod rowheads;
mod series;
mod sides;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod gallery_nested;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod laws_bars;

pub use bars::{BarKind, By, Pick, bars, line};
pub use drawing::Drawing;
pub use error::ChartError;
pub use heatmap::heatmap;
