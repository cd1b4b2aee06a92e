//! What a build makes: everything the study specifies, and what every study
//! wants.

use crate::analysis::PortraitSpec;
use crate::app::build::manifest::{Input, hash};
use crate::app::build::output::{Output, Shows};
use crate::app::report::{self, ReportRequest};
use crate::app::selection::Selection;
use crate::app::table::{built_in, list, make, passages_behind};
use crate::app::{AppError, Study, chart, files, review};
use crate::chart::Drawing;
use crate::formats::table::{Quotes, TableFile};
use crate::model::{HeadsOf, LevelSpec, Problem, Quoted, Table, TableSpec};
use std::collections::HashSet;
use std::sync::Arc;

/// Tables that every build makes, beside the study's own specs.
const ALWAYS: [&str; 2] = ["codings", "share"];
/// Who orders what no spec orders.
const BUILT_IN: &str = "built in";
/// The forms in which every table is written.
const FORMS: [TableFile; 6] = [
    TableFile::Csv,
    TableFile::Xlsx,
    TableFile::Word,
    TableFile::Html,
    TableFile::Latex,
    TableFile::Markdown,
];
/// The forms in which every chart is written.
const PICTURES: [&str; 3] = ["svg", "png", "pdf"];

/// What a build makes, with nothing written yet.
pub struct Plan {
    /// The files.
    pub outputs: Vec<Output>,
    /// What was read.
    pub inputs: Vec<Input>,
    /// Specs that cannot be built; the others can.
    pub problems: Vec<Problem>,
    /// Where those are ordered.
    pub broken: Vec<String>,
}

impl Plan {
    /// Makes all tables and drawings, from which files are written.
    pub fn new(study: &Study) -> Result<Self, AppError> {
        let mut plan = Self {
            outputs: Vec::new(),
            inputs: Vec::new(),
            problems: Vec::new(),
            broken: Vec::new(),
        };
        let mut specs: Vec<(TableSpec, String)> = Vec::new();
        for (name, found) in list(study)? {
            let from = format!("tables/{name}.toml");
            plan.inputs.push(Input {
                sha256: hash(&files::read(&study.folder().join(&from))?),
                name: from.clone(),
            });
            match found {
                Ok(spec) => specs.push((spec, from)),
                Err(problems) => plan.fail(&from, problems),
            }
        }
        for name in ALWAYS {
            if !specs.iter().any(|(spec, _)| spec.name == name) {
                specs.extend(built_in(name).map(|spec| (spec, BUILT_IN.to_owned())));
            }
        }
        for (spec, from) in &specs {
            match plan.table(study, spec, from) {
                Ok(()) => {}
                Err(AppError::Problems(problems)) => plan.fail(from, problems),
                Err(other) => return Err(other),
            }
        }
        let suggestions = review::table(study, &Selection::default())?;
        let name = "suggestions.csv".to_owned();
        plan.put_table(name, BUILT_IN, suggestions, Quotes::new(), TableFile::Csv);
        plan.charts(study)?;
        plan.report(study)?;
        Ok(plan)
    }

    fn fail(&mut self, from: &str, problems: Vec<Problem>) {
        let placed = problems
            .into_iter()
            .map(|problem| match problem.place.file {
                None if from != BUILT_IN => problem.in_file(std::path::Path::new(from)),
                _ => problem,
            });
        self.problems.extend(placed);
        self.broken.push(from.to_owned());
    }

    fn table(&mut self, study: &Study, spec: &TableSpec, from: &str) -> Result<(), AppError> {
        let table = make(study, spec)?;
        let passages = passages_behind(study, &table)?;
        let listed = crate::analysis::evidence(&table, &passages);
        let quotes: Quotes = passages
            .iter()
            .map(|(id, it)| (*id, Quoted::from(it)))
            .collect();
        let name = &spec.name;
        for chart in &spec.charts {
            let drawing = chart::draw_named(&table, chart)?;
            self.put_chart(&format!("{name}-{chart}"), from, drawing);
        }
        let table = Arc::new(table);
        let quotes = Arc::new(quotes);
        let shows = |form| Shows::Table {
            table: Arc::clone(&table),
            quotes: Arc::clone(&quotes),
            form,
        };
        let content = shows(TableFile::Csv).fingerprint();
        for form in FORMS {
            let ending = form.endings().first().copied().unwrap_or_default();
            let file = format!("tables/{name}{ending}");
            self.outputs
                .push(Output::new(file, from, &content, shows(form)));
        }
        if !listed.rows.is_empty() {
            let file = format!("evidence/{name}.csv");
            self.put_table(file, from, listed, Quotes::new(), TableFile::Csv);
        }
        Ok(())
    }

    fn put_table(
        &mut self,
        file: String,
        from: &str,
        table: Table,
        quotes: Quotes,
        form: TableFile,
    ) {
        let shows = Shows::Table {
            table: Arc::new(table),
            quotes: Arc::new(quotes),
            form,
        };
        let content = shows.fingerprint();
        self.outputs.push(Output::new(file, from, &content, shows));
    }

    fn put_chart(&mut self, name: &str, from: &str, drawing: Drawing) {
        let shows = Shows::Picture(Arc::new(drawing));
        let content = shows.fingerprint();
        for ending in PICTURES {
            let file = format!("charts/{name}.{ending}");
            self.outputs
                .push(Output::new(file, from, &content, shows.clone()));
        }
    }

    /// The charts that every study wants: codes and themes by case, each case,
    /// each interview, the tree of codes, and which codes stand together.
    fn charts(&mut self, study: &Study) -> Result<(), AppError> {
        let Some(codes) = built_in("codings") else {
            return Ok(());
        };
        let themes = TableSpec {
            rows: vec![LevelSpec::All(HeadsOf::Patterns)],
            title: "Codings per theme and case".to_owned(),
            corner: "Theme".to_owned(),
            ..codes.clone()
        };
        let by_code = make(study, &codes)?;
        let by_theme = make(study, &themes)?;
        for (table, name) in [(&by_code, "codes-by-case"), (&by_theme, "themes-by-case")] {
            // Nothing to draw yet; the tables say so in words.
            if !table.rows.is_empty() && !table.columns.is_empty() {
                self.put_chart(name, BUILT_IN, chart::draw_named(table, "heatmap")?);
            }
        }
        let mut taken: HashSet<String> = HashSet::new();
        if !by_code.rows.is_empty() {
            for case in &by_code.columns {
                let name = free_name("case", &case.name, &mut taken);
                let drawing = chart::case_of(&by_code, &case.name)?;
                self.put_chart(&name, BUILT_IN, drawing);
            }
        }
        if by_code
            .cells
            .iter()
            .flatten()
            .all(|cell| cell.behind.is_empty())
        {
            return Ok(());
        }
        for transcript in study.store.read(|reader| reader.transcripts())? {
            let name = free_name("interview", &transcript.name, &mut taken);
            let drawing = chart::draw_interview(study, &transcript.name, &PortraitSpec::default())?;
            self.put_chart(&name, BUILT_IN, drawing);
        }
        let counted = chart::Measured::default();
        self.put_chart("code-tree", BUILT_IN, chart::draw_tree(study, &counted)?);
        let pairs = chart::PairsRequest::default();
        let network = chart::draw_network(study, &pairs, None)?;
        self.put_chart("code-network", BUILT_IN, network);
        Ok(())
    }

    fn report(&mut self, study: &Study) -> Result<(), AppError> {
        let report = match report::compose(study, &ReportRequest::default()) {
            Ok(report) => report,
            // The broken specs have been told.
            Err(AppError::Problems(_)) if !self.broken.is_empty() => return Ok(()),
            Err(other) => return Err(other),
        };
        let shows = Shows::Report(Arc::new(report));
        let content = shows.fingerprint();
        for file in ["report.html", "report.docx"] {
            let output = Output::new(file.to_owned(), BUILT_IN, &content, shows.clone());
            self.outputs.push(output);
        }
        Ok(())
    }
}

/// A file's name for something that has a name of its own, one that nothing
/// else has: "C" and "C++" are two cases and must be two files.
fn free_name(what: &str, name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = format!("{what}-{}", file_safe(name, what));
    while !taken.insert(free.to_lowercase()) {
        free.push_str("-2");
    }
    free
}

/// A name as part of a file name on any system, without the word `what` before
/// it.
fn file_safe(name: &str, what: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-").to_lowercase();
    let short = joined.strip_prefix(&format!("{what}-")).unwrap_or(&joined);
    if short.is_empty() { "unnamed" } else { short }.to_owned()
}
