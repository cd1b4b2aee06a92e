//! A drawing becomes a file.

use crate::app::{AppError, files};
use crate::chart::Drawing;
use crate::model::Problem;
use std::path::Path;

/// Dots per inch of a PNG: what journals ask for.
pub const PRINT_DPI: u32 = 300;

/// Writes a drawing to a file, as SVG, PNG or PDF by its ending.
pub fn save(drawing: &Drawing, file: &Path) -> Result<(), AppError> {
    files::write(file, &bytes(drawing, file)?)?;
    Ok(())
}

/// The bytes of such a file.
pub fn bytes(drawing: &Drawing, file: &Path) -> Result<Vec<u8>, AppError> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(drawing.svg().as_bytes().to_vec()),
        Some("png") => Ok(drawing.png(PRINT_DPI)?),
        Some("pdf") => Ok(drawing.pdf()?),
        _ => Err(Problem::new("a chart is written as .svg, .png or .pdf")
            .in_file(file)
            .next("give the file one of these endings")
            .into()),
    }
}
