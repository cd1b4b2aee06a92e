//! `chart`: figures of the study. One file a figure, each with a function that
//! ends in a [`Drawing`](crate::chart::Drawing); here is what they share.

mod counts;
mod line;
mod named;
mod portrait;
mod save;
mod together;
mod tree;

pub use counts::{Measured, counts};
pub use line::{case, case_of, code};
pub(super) use named::known;
pub use named::{NAMES, draw_named};
pub use portrait::draw_interview;
pub use save::{PRINT_DPI, bytes, save};
pub use together::{PairsRequest, draw_matrix, draw_network};
pub use tree::draw_tree;

use crate::app::AppError;
use crate::chart::ChartError;
use crate::model::Problem;

impl From<ChartError> for AppError {
    fn from(error: ChartError) -> Self {
        Problem::from(error).into()
    }
}
