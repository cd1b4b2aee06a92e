//! `crosscase chart tree`

use super::measured::MeasuredArgs;
use crate::app::Study;
use crate::app::chart::draw_tree;
use crate::chart::Drawing;
use crate::cli::{CliError, Context};

/// The tree of codes, each as large as what it has
#[derive(clap::Args, Debug)]
pub struct Args {}

pub fn draw(
    context: &Context<'_>,
    study: &Study,
    Args {}: Args,
    measured: MeasuredArgs,
) -> Result<Drawing, CliError> {
    Ok(draw_tree(study, &measured.request(context, study)?)?)
}
