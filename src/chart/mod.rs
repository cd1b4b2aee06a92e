//! Charts: a [`Table`](crate::model::Table) in, a picture out.
//!
//! Pure functions. Every picture carries its title, unit, coders, filters and
//! notes, because a picture in a thesis travels without its program; and it
//! looks the same on every machine, because its fonts are bundled.
//!
//! Sizes are CSS pixels (96 to the inch, so 605 of them fill the text width of
//! an A4 page); a picture grows with its table, and is never squeezed.

mod axis;
mod canvas;
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
mod line;
mod matrix;
mod net;
mod network;
mod pdf;
mod png;
mod portrait;
mod ring;
mod square;
mod squarify;
mod tree;
mod treelist;
mod treemap;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod gallery_pairs;
#[cfg(test)]
mod gallery_portrait;
#[cfg(test)]
mod gallery_tree;
#[cfg(test)]
mod laws;

pub use drawing::Drawing;
pub use error::ChartError;
pub use heatmap::heatmap;
pub use line::{Pick, line};
pub use matrix::{Half, matrix};
pub use network::{NetworkOf, network};
pub use portrait::draw_portrait;
pub use tree::Tree;
pub use treemap::treemap;
