//! Code × case: each coding dealt out to its cells, each cell measured.

use crate::analysis::axes::{self, CaseFinder, Kind};
use crate::analysis::coders::Force;
use crate::analysis::gaps::Gaps;
use crate::analysis::headings::{Headings, codes_in_use};
use crate::analysis::heads::{case_head, code_head};
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::measure;
use crate::analysis::notes;
use crate::analysis::quotes::quotes;
use crate::analysis::view::View;
use crate::analysis::written::Written;
use crate::model::{Axis, Cell, CellMeasure, Emptiness, Heading, Problem, Table, TableSpec, Value};

/// A table of codes by cases, or of cases by codes.
pub(super) fn matrix(
    spec: &TableSpec,
    view: &View,
    default_coders: &[String],
) -> Result<Table, Problem> {
    let (rows, _) = axes::kinds(&spec.rows, &spec.columns, Kind::Codes, view)?;
    let cases_are_rows = rows == Kind::Cases;
    let (code_side, case_side) = if cases_are_rows {
        (&spec.columns, &spec.rows)
    } else {
        (&spec.rows, &spec.columns)
    };
    let force = Force::resolve(&spec.coders, default_coders, view.coders, spec.pending)?;
    let codes = axes::codes(code_side, view.codebook, || codes_in_use(view, &force))?;
    let cases = axes::cases(case_side, view)?;

    let headings = Headings::new(&codes, view);
    let hits = Hits::new(view, &force, &headings.wanted);
    let (interviews, homeless) = interviews(view);
    let maker = CellMaker {
        measure: spec.cells,
        view,
        gaps: Gaps::new(view, &headings, &interviews, &hits),
        written: (spec.cells == CellMeasure::Summary).then(|| Written::new(view)),
    };
    let (cells, unknowable) = fill(
        &maker,
        &headings,
        &hits,
        &cases,
        &interviews,
        cases_are_rows,
    );

    let code_heads: Vec<Heading> = headings
        .codes()
        .map(|code| code_head(view.codebook, code))
        .collect();
    let known_cases = cases.iter().filter_map(|at| view.cases.get(*at));
    let case_heads: Vec<Heading> = known_cases.map(case_head).collect();
    let (rows, columns) = if cases_are_rows {
        (case_heads, code_heads)
    } else {
        (code_heads, case_heads)
    };
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows,
        columns,
        cells,
        unit: measure::unit(spec.cells, force.names.len() > 1),
        coders: force.names.clone(),
        filters: Vec::new(),
        notes: Vec::new(),
        ..Table::default()
    };
    notes::explain(&mut table, force.pending);
    if unknowable {
        table.notes.push(
            "Where a case's interviews mark no question of the guide, \
             “not asked” cannot be told from nothing said."
                .to_owned(),
        );
    }
    table.notes.extend(notes::left_out(&homeless));
    Ok(table)
}

/// The places of each case's transcripts, and the names of those without a case.
fn interviews<'a>(view: &View<'a>) -> (Vec<Vec<usize>>, Vec<&'a str>) {
    let cases = CaseFinder::new(view);
    let mut interviews = vec![Vec::new(); view.cases.len()];
    let mut homeless = Vec::new();
    for (at, transcript) in view.transcripts.iter().enumerate() {
        let case = transcript.case.as_deref().and_then(|name| cases.find(name));
        match case.and_then(|case| interviews.get_mut(case)) {
            Some(list) => list.push(at),
            None => homeless.push(transcript.name.as_str()),
        }
    }
    (interviews, homeless)
}

/// All cells, by row and column; and whether one that says none might say so
/// because nobody asked.
fn fill(
    maker: &CellMaker,
    headings: &Headings,
    hits: &Hits,
    cases: &[usize],
    interviews: &[Vec<usize>],
    cases_are_rows: bool,
) -> (Vec<Vec<Cell>>, bool) {
    let width = headings.own.len();
    let mut by_heading: Vec<Vec<Hit>> = vec![Vec::new(); width];
    let mut cells: Vec<Vec<Cell>> = if cases_are_rows {
        Vec::with_capacity(cases.len())
    } else {
        (0..width)
            .map(|_| Vec::with_capacity(cases.len()))
            .collect()
    };
    let mut unknowable = false;
    // Case by case, as a case's codings lie together in memory.
    for case in cases {
        let transcripts = interviews.get(*case).map_or(&[][..], Vec::as_slice);
        by_heading.iter_mut().for_each(Vec::clear);
        for hit in transcripts.iter().flat_map(|one| hits.of(*one)) {
            for heading in headings.of(hit) {
                if let Some(list) = by_heading.get_mut(*heading) {
                    list.push(*hit);
                }
            }
        }
        let whole = (maker.measure == CellMeasure::Share)
            .then(|| measure::all_words(transcripts, maker.view))
            .flatten();
        let made =
            by_heading
                .iter()
                .zip(&headings.own)
                .enumerate()
                .map(|(heading, (hits, (code, _)))| {
                    let cell = maker.cell(heading, *code, *case, hits, whole);
                    unknowable |= hits.is_empty()
                        && says_none(&cell.value)
                        && maker.gaps.unknowable(heading, *case);
                    cell
                });
        if cases_are_rows {
            cells.push(made.collect());
        } else {
            for (row, cell) in cells.iter_mut().zip(made) {
                row.push(cell);
            }
        }
    }
    (cells, unknowable)
}

/// Whether a cell without codings says that there is nothing to count.
fn says_none(value: &Value) -> bool {
    matches!(
        value,
        Value::Count(0) | Value::Share { part: 0, .. } | Value::Empty(Emptiness::NothingSaid)
    )
}

struct CellMaker<'a> {
    measure: CellMeasure,
    view: &'a View<'a>,
    gaps: Gaps,
    written: Option<Written<'a>>,
}

impl CellMaker<'_> {
    fn cell(
        &self,
        heading: usize,
        code: usize,
        case: usize,
        hits: &[Hit],
        whole: Option<u64>,
    ) -> Cell {
        let written = self.written.as_ref();
        let code = self.view.codebook.codes.get_index(code);
        let case_name = self.view.cases.get(case).map(|it| it.name.clone());
        if let (Some(written), Some((_, code)), Some(case)) = (written, code, case_name)
            && let Some(cell) = written.cell(&Axis::Code(code.key), &Axis::Case(case), self.view)
        {
            return cell;
        }
        let reason = if hits.is_empty() {
            self.gaps.reason(heading, case)
        } else {
            None
        };
        Cell {
            value: reason.map_or_else(|| self.value(hits, whole), Value::Empty),
            behind: hits.iter().map(|hit| hit.id).collect(),
            pending: hits.iter().filter(|hit| hit.pending).count() as u64,
            stale: false,
            ..Cell::default()
        }
    }

    /// The value of a cell whose emptiness, if it is empty, means none.
    fn value(&self, hits: &[Hit], whole: Option<u64>) -> Value {
        match self.measure {
            CellMeasure::Codings => Value::Count(hits.len() as u64),
            CellMeasure::Presence => measure::presence(hits),
            CellMeasure::Transcripts => measure::transcripts(hits),
            CellMeasure::Words => measure::words(hits, self.view),
            CellMeasure::Share => measure::share(hits, whole, self.view),
            CellMeasure::Quotes | CellMeasure::Summary if hits.is_empty() => {
                Value::Empty(Emptiness::NothingSaid)
            }
            CellMeasure::Quotes => quotes(hits, self.view),
            CellMeasure::Summary => Value::Empty(Emptiness::NotWritten),
            CellMeasure::Attribute => Value::Empty(Emptiness::Blank),
        }
    }
}
