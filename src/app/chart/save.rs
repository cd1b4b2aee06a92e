//! A drawing becomes a file.

use crate::app::{AppError, files};
use crate::chart::Drawing;
use crate::model::Problem;
use std::path::Path;

/// Dots per inch of a PNG: what journals ask for.
pub const PRINT_DPI: u32 = 300;

/// Writes a drawing to a file, as SVG, PNG or PDF by its ending.
pub fn save(drawing: &Drawing, file: &Path) -> Result<(), AppError> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("svg") => drawing.svg().as_bytes().to_vec(),
        Some("png") => drawing.png(PRINT_DPI)?,
        Some("pdf") => drawing.pdf()?,
        _ => {
            return Err(Problem::new("a chart is written as .svg, .png or .pdf")
                .in_file(file)
                .next("give the file one of these endings")
                .into());
        }
    };
    files::write(file, &bytes)?;
    Ok(())
}
