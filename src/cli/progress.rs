//! Progress on standard error, only where a terminal shows it.

use crate::cli::Context;
use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts to a total known with the first step, or nothing at all
/// where no terminal shows it.
pub fn bar(context: &Context<'_>, what: &str) -> ProgressBar {
    if !context.progress {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}
