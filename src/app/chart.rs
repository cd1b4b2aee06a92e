//! `chart`: the same tables, drawn.

use crate::app::table::{built_in, make};
use crate::app::{AppError, Study, files};
use crate::chart::{ChartError, Drawing, Pick, bars, heatmap};
use crate::model::{Axis, CellMeasure, Coder, HeadsOf, LevelSpec, Problem, Table, TableSpec};
use std::path::Path;

/// Dots per inch of a PNG: what journals ask for.
pub const PRINT_DPI: u32 = 300;

/// What to draw.
#[derive(Clone, Debug)]
pub enum Figure {
    /// Codes by cases, the value in each cell.
    Heatmap,
    /// One code across the cases.
    Code(String),
    /// One case across the codes.
    Case(String),
}

/// What to draw, and what is counted in it.
#[derive(Clone, Debug)]
pub struct ChartRequest {
    /// The figure.
    pub figure: Figure,
    /// What is measured.
    pub measure: CellMeasure,
    /// Rows are pattern codes instead of codes.
    pub patterns: bool,
    /// Whose codings count; empty: the main coder's.
    pub coders: Vec<Coder>,
    /// Count pending suggestions too.
    pub pending: bool,
}

/// Draws a chart of the study.
pub fn chart(study: &Study, request: &ChartRequest) -> Result<Drawing, AppError> {
    let table = make(study, &spec(request))?;
    draw(&table, &request.figure)
}

/// The table that a chart draws.
pub fn spec(request: &ChartRequest) -> TableSpec {
    let name = match request.measure {
        CellMeasure::Words => "words",
        CellMeasure::Share => "share",
        _ => "codings",
    };
    let mut spec = built_in(name).unwrap_or_default();
    if request.patterns {
        spec.rows = vec![LevelSpec::All(HeadsOf::Patterns)];
        spec.corner = "Theme".to_owned();
        spec.title = spec.title.replace("code and case", "theme and case");
    }
    if let Figure::Code(code) = &request.figure {
        // A pattern code is not among "codes"; name it, whatever it is.
        spec.rows = vec![LevelSpec::These(HeadsOf::Codes, vec![code.clone()])];
    }
    if let Figure::Case(case) = &request.figure {
        // Notes below the chart are then of this case alone.
        spec.columns = vec![LevelSpec::These(HeadsOf::Cases, vec![case.clone()])];
    }
    spec.coders = request.coders.clone();
    spec.pending = request.pending;
    spec
}

/// Draws a figure of a table at hand.
pub fn draw(table: &Table, figure: &Figure) -> Result<Drawing, AppError> {
    let drawing = match figure {
        Figure::Heatmap => heatmap(table),
        Figure::Code(_) => bars(table, Pick::Row(0)),
        Figure::Case(case) => {
            let wanted = crate::model::case::folded_name(case);
            let at = table.columns.iter().position(|head| {
                matches!(&head.subject, Axis::Case(name)
                    if crate::model::case::folded_name(name) == wanted)
            });
            let Some(at) = at else {
                let names = table.columns.iter().map(|head| head.name.as_str());
                return Err(Problem::new(format!("no case '{case}'"))
                    .next(crate::model::nearest::did_you_mean(
                        case,
                        names,
                        "`crosscase case` lists the cases",
                    ))
                    .into());
            };
            bars(table, Pick::Column(at))
        }
    };
    Ok(drawing?)
}

/// Writes a drawing to a file, as SVG or PNG by its ending.
pub fn save(drawing: &Drawing, file: &Path) -> Result<(), AppError> {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("svg") => drawing.svg().as_bytes().to_vec(),
        Some("png") => drawing.png(PRINT_DPI)?,
        _ => {
            return Err(Problem::new("a chart is written as .svg or .png")
                .in_file(file)
                .next("give the file one of these endings")
                .into());
        }
    };
    files::write(file, &bytes)?;
    Ok(())
}

impl From<ChartError> for AppError {
    fn from(error: ChartError) -> Self {
        Problem::from(error).into()
    }
}
