//! `report`: the study as an appendix that can be handed in: method, cases,
//! codebook, tables, charts and quotes.

mod codebook;
mod method;
mod quotes;

use crate::app::chart::{Measured, PRINT_DPI, PairsRequest, draw_named, draw_network, draw_tree};
use crate::app::table::{TableRequest, list, make, passages_behind, table};
use crate::app::{AppError, Study};
use crate::chart::Drawing;
use crate::formats::paper_file::PaperFile;
use crate::model::{
    Block, CodingId, Figure, HeadsOf, LevelSpec, Paper, Problem, Quoted, Table, TableSpec,
};
use std::collections::BTreeMap;
use std::path::Path;

/// What goes into a report.
#[derive(Clone, Debug, Default)]
pub struct ReportRequest {
    /// Its title; empty: the study's name.
    pub title: String,
    /// The tables, by the names of their specs or built-in ones, in their
    /// order; empty: all specs of the study.
    pub tables: Vec<String>,
    /// Leave the quotes out.
    pub without_quotes: bool,
    /// Leave the charts out.
    pub without_charts: bool,
}

/// A composed report. Its figures have no pixels until a form needs them.
#[derive(Clone, Debug)]
pub struct Report {
    /// The report; the PNG of each figure is empty.
    pub paper: Paper,
    /// The drawings behind its figures, in their order.
    drawings: Vec<Drawing>,
    /// Specs whose tables are left out as they cannot be made.
    pub left_out: Vec<Problem>,
}

impl Report {
    /// The report as the bytes of a file.
    pub fn bytes(&self, form: PaperFile) -> Result<Vec<u8>, AppError> {
        if form != PaperFile::Word {
            return Ok(form.write(&self.paper)?);
        }
        let mut paper = self.paper.clone();
        let figures = paper.blocks.iter_mut().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        for (figure, drawing) in figures.zip(&self.drawings) {
            figure.png = drawing.png(PRINT_DPI)?;
        }
        Ok(form.write(&paper)?)
    }
}

/// Writes a report to a file: .docx, .html or .md.
pub fn write(study: &Study, request: &ReportRequest, file: &Path) -> Result<Report, AppError> {
    let form = PaperFile::named(file).ok_or_else(|| {
        let endings = PaperFile::ALL
            .iter()
            .filter_map(|form| form.endings().first().copied());
        let endings: Vec<&str> = endings.collect();
        Problem::new("no kind of report has this ending")
            .in_file(file)
            .next(format!("end its name in one of {}", endings.join(", ")))
    })?;
    let report = compose(study, request)?;
    crate::app::files::write(file, &report.bytes(form)?)?;
    Ok(report)
}

/// Puts a report together.
///
/// # Errors
/// A table that was named and cannot be made; of all specs of the study, those
/// that cannot are left out and told.
pub fn compose(study: &Study, request: &ReportRequest) -> Result<Report, AppError> {
    let mut report = Report {
        paper: Paper {
            title: match request.title.trim() {
                "" => study.name()?,
                title => title.to_owned(),
            },
            numbered: true,
            ..Paper::default()
        },
        drawings: Vec::new(),
        left_out: Vec::new(),
    };
    let method = method::method(study)?;
    report.paper.below_title = method.below_title;
    report.chapter("Method");
    report
        .paper
        .blocks
        .extend(method.paragraphs.into_iter().map(Block::Paragraph));
    if let Some(cases) = method.cases {
        report.table(cases, BTreeMap::new());
    }
    report.chapter("Codebook");
    report
        .paper
        .blocks
        .extend(codebook::blocks(&method.codebook));

    let tables = tables(study, request, &mut report.left_out)?;
    let mut chapters = Vec::new();
    if !tables.is_empty() {
        report.chapter("Tables");
    }
    for (spec_charts, made) in tables {
        let passages = passages_behind(study, &made)?;
        let quoted: BTreeMap<CodingId, Quoted> = passages
            .iter()
            .map(|(id, it)| (*id, Quoted::from(it)))
            .collect();
        if !request.without_charts {
            for name in &spec_charts {
                chapters.push(draw_named(&made, name)?);
            }
        }
        report.table(made, quoted);
    }
    if !request.without_charts {
        report.charts(study, chapters)?;
    }
    if !request.without_quotes {
        let quotes = quotes::blocks(&report.paper);
        if !quotes.is_empty() {
            report.chapter("Quotes");
            report.paper.blocks.extend(quotes);
        }
    }
    Ok(report)
}

/// The tables with the charts that their specs order.
fn tables(
    study: &Study,
    request: &ReportRequest,
    left_out: &mut Vec<Problem>,
) -> Result<Vec<(Vec<String>, Table)>, AppError> {
    let mut found = Vec::new();
    if request.tables.is_empty() {
        for (_, spec) in list(study)? {
            let made = spec.map_err(AppError::Problems).and_then(|spec| {
                let table = make(study, &spec)?;
                Ok((spec.charts, table))
            });
            match made {
                Ok(made) => found.push(made),
                Err(AppError::Problems(problems)) => left_out.extend(problems),
                Err(other) => return Err(other),
            }
        }
        return Ok(found);
    }
    for name in &request.tables {
        let request = TableRequest {
            spec: name.clone(),
            ..TableRequest::default()
        };
        let spec = crate::app::table::spec(study, &request)?;
        found.push((spec.charts, table(study, &request)?));
    }
    Ok(found)
}

impl Report {
    fn chapter(&mut self, text: &str) {
        self.paper.blocks.push(Block::Heading {
            level: 1,
            text: text.to_owned(),
        });
    }

    fn table(&mut self, table: Table, quotes: BTreeMap<CodingId, Quoted>) {
        self.paper.quotes.extend(quotes);
        self.paper.blocks.push(Block::Table(Box::new(table)));
    }

    fn figure(&mut self, drawing: Drawing) {
        self.paper.blocks.push(Block::Figure(Box::new(Figure {
            svg: drawing.svg().to_owned(),
            png: Vec::new(),
            width: drawing.width(),
            height: drawing.height(),
            title: drawing.title().to_owned(),
        })));
        self.drawings.push(drawing);
    }

    /// Themes by case, the tree of codes and the network of codes, and what
    /// specs order.
    fn charts(&mut self, study: &Study, ordered: Vec<Drawing>) -> Result<(), AppError> {
        let themes = TableSpec {
            rows: vec![LevelSpec::All(HeadsOf::Patterns)],
            columns: vec![LevelSpec::All(HeadsOf::Cases)],
            title: "Codings per theme and case".to_owned(),
            corner: "Theme".to_owned(),
            ..TableSpec::default()
        };
        let themes = make(study, &themes)?;
        let coded = themes
            .cells
            .iter()
            .flatten()
            .any(|cell| !cell.behind.is_empty());
        if !coded && ordered.is_empty() {
            return Ok(());
        }
        self.chapter("Charts");
        for drawing in ordered {
            self.figure(drawing);
        }
        if coded {
            self.figure(draw_named(&themes, "heatmap")?);
            self.figure(draw_tree(study, &Measured::default())?);
            self.figure(draw_network(study, &PairsRequest::default(), None)?);
        }
        Ok(())
    }
}
