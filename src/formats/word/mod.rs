//! Papers as Word files (.docx, Office Open XML, ECMA-376), with tables as the
//! style of the APA sets them (Publication Manual, 7th edition, chapter 7):
//! number and title above, rules only above, below the heads and below, notes
//! at the foot.
//!
//! What stands where is told by paragraph styles with names, so that a
//! thesis's own template takes them over; captions are counted by Word itself.

mod cell;
mod document;
mod figure;
mod heads;
mod measure;
mod package;
mod page;
mod table;
mod widths;
mod words;
mod xml;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod order;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod tests;

use crate::model::Problem;
use crate::model::paper::Paper;

/// Writes a paper as a .docx; the same paper gives the same bytes.
///
/// # Errors
/// A [`Problem`] if a picture is no PNG, or the file cannot be put together.
pub fn write(paper: &Paper) -> Result<Vec<u8>, Problem> {
    for figure in package::figures(paper) {
        figure::check(figure)?;
    }
    package::write(paper).map_err(|error| {
        Problem::new(format!("the Word file could not be put together: {error}"))
            .next("write it in another form, such as HTML")
    })
}
