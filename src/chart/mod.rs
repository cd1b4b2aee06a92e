//! Charts: a [`Table`](crate::model::Table) in, a picture out.
//!
//! Pure functions. Every picture carries its title, unit, coders, filters and
//! notes, because a picture in a thesis travels without its program; and it
//! looks the same on every machine, because its fonts are bundled.
//!
//! Sizes are CSS pixels (96 to the inch, so 605 of them fill the text width of
//! an A4 page); a picture grows with its table, and is never squeezed.

mod axis;
mod bars;
mod canvas;
mod colheads;
mod colour;
mod curve;
mod drawing;
mod empties;
mod error;
mod families;
mod fit;
mod fonts;
mod frame;
mod heatmap;
mod legend;
mod matrix;
mod net;
mod network;
mod pdf;
mod png;
mod portrait;
mod prepare;
mod ring;
mod rowheads;
mod series;
mod sides;
mod square;
mod squarify;
mod tree;
mod treelist;
mod treemap;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod gallery_nested;
#[cfg(test)]
mod gallery_pairs;
#[cfg(test)]
mod gallery_portrait;
#[cfg(test)]
mod gallery_tree;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod laws_bars;

pub use bars::{BarKind, By, Pick, bars, line};
pub use drawing::Drawing;
pub use error::ChartError;
pub use heatmap::heatmap;
pub use matrix::{Half, matrix};
pub use network::{NetworkOf, network};
pub use portrait::draw_portrait;
pub use tree::Tree;
pub use treemap::treemap;
