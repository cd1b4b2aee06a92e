//! Tables that compare: each coding dealt out to its cells, each cell measured.

use crate::analysis::cells::CellMaker;
use crate::analysis::coders::Force;
use crate::analysis::company::Company;
use crate::analysis::deal::Dealt;
use crate::analysis::filter::Allowed;
use crate::analysis::gaps::{CellFacts, Gaps};
use crate::analysis::hits::{Hit, Hits};
use crate::analysis::margins;
use crate::analysis::measure::Counter;
use crate::analysis::notes;
use crate::analysis::percent::Percent;
use crate::analysis::places::Places;
use crate::analysis::side::{self, Resolved};
use crate::analysis::view::View;
use crate::analysis::written::Written;
use crate::model::{Cell, CellMeasure, Problem, QuoteChoice, SummaryState, Table, TableSpec};

/// More cells than this nobody reads, and memory does not hold their quotes.
const MOST_CELLS: usize = 4_000_000;

/// A table of whatever a spec compares.
pub(super) fn grid(
    spec: &TableSpec,
    view: &View,
    default_coders: &[String],
) -> Result<Table, Problem> {
    let asked = side::coders_named(spec, view).unwrap_or_else(|| spec.coders.clone());
    let force = Force::resolve(&asked, default_coders, view.coders, spec.pending)?;
    let places = Places::new(view);
    let allowed = Allowed::new(&spec.only, view, &places)?;
    Percent::check(spec)?;
    let mut resolved = side::resolve(spec, view, &force, &places)?;
    margins::add_totals(spec, &mut resolved)?;
    let (rows, columns) = (&resolved.rows, &resolved.columns);
    let cells = rows.heads.len().saturating_mul(columns.heads.len());
    if cells > MOST_CELLS {
        return Err(Problem::new(format!("this table would have {cells} cells"))
            .next("name the rows or columns that matter in a list"));
    }
    let without_codes = rows.of_sources_only() && columns.of_sources_only();
    let hits = Hits::new(view, &force, &wanted(&resolved, &allowed, view));
    let needs_company = rows.has_company() || columns.has_company() || allowed.beside.is_some();
    let company = needs_company.then(|| Company::new(&hits, &places, spec.near, view));
    let dealt = Dealt::new(
        &hits,
        rows,
        columns,
        company.as_ref(),
        &allowed,
        view.transcripts.len(),
    );

    let gaps = Gaps::new(view, &places, &hits);
    let everything = allowed.sources.as_ref();
    let counter = Counter::new(view, &places, spec, without_codes);
    let maker = CellMaker {
        spec,
        view,
        counter: &counter,
        gaps: &gaps,
        written: Written::new(view),
        some_do_not_apply: view
            .summaries
            .iter()
            .any(|it| it.state == SummaryState::NotApplicable),
    };
    let facts = CellFacts::new(&gaps, &rows.heads, &columns.heads, everything);
    let mut unknowable = false;
    let mut hits_here: Vec<Hit> = Vec::new();
    let mut cells: Vec<Vec<Cell>> = Vec::with_capacity(rows.heads.len());
    for (row_at, row) in rows.heads.iter().enumerate() {
        let mut line = Vec::with_capacity(columns.heads.len());
        for (column_at, column) in columns.heads.iter().enumerate() {
            dealt.gather(
                margins::span(row, row_at, rows.items()),
                margins::span(column, column_at, columns.items()),
                &mut hits_here,
            );
            let facts = facts.of(row_at, column_at);
            let made = maker.cell(row, column, &facts, &hits_here);
            unknowable |= made.unknowable;
            line.push(made.cell);
        }
        cells.push(line);
    }
    let mut table = Table {
        title: spec.title.clone(),
        corner: spec.corner.clone(),
        rows: rows.headings(),
        columns: columns.headings(),
        cells,
        unit: maker.unit(force.names.len() > 1, company.is_some() && !without_codes),
        coders: force.names.clone(),
        filters: allowed.words.clone(),
        ..Table::default()
    };
    margins::count_marks(&mut table, spec);
    if let Some(of) = spec.percent {
        let percent = Percent {
            of,
            spec,
            counter: &counter,
            gaps: &gaps,
            dealt: &dealt,
            rows,
            columns,
            everything,
        };
        percent.add(&mut table);
    }
    margins::syntheses(&mut table, spec, &maker);
    if spec.hide_empty {
        margins::hide_empty(&mut table);
    }
    notes::explain(&mut table, force.pending);
    if unknowable {
        table.notes.push(
            "Where a case's interviews mark no question of the guide, \
             “not asked” cannot be told from nothing said."
                .to_owned(),
        );
    }
    table.notes.extend(resolved.notes);
    if resolved.of_cases {
        let homeless = places.homeless.iter();
        let named = homeless.filter_map(|at| view.transcripts.get(*at as usize));
        let names: Vec<&str> = named.map(|one| one.name.as_str()).collect();
        table.notes.extend(notes::left_out(&names));
    }
    if spec.cells == CellMeasure::Quotes {
        table.notes.extend(match spec.quotes {
            QuoteChoice::All => None,
            QuoteChoice::Best(1) => Some("Each cell shows its strongest quote.".to_owned()),
            QuoteChoice::Best(most) => Some(format!(
                "Each cell shows its {most} strongest quotes: central to its vocabulary, \
                 neither fragments nor pages, and unlike each other."
            )),
            QuoteChoice::Cited => {
                Some("Each cell shows the quotes that its summary cites.".to_owned())
            }
        });
    }
    table.notes.extend(spec.note.iter().cloned());
    Ok(table)
}

/// The codes whose codings are looked at, by place in the codebook: all, where
/// the table compares none.
fn wanted(resolved: &Resolved, allowed: &Allowed, view: &View) -> Vec<bool> {
    let without_codes = !resolved.rows.has_codes() && !resolved.columns.has_codes();
    let mut wanted = vec![without_codes; view.codebook.codes.len()];
    resolved.rows.mark_wanted(&mut wanted);
    resolved.columns.mark_wanted(&mut wanted);
    for code in allowed.beside.iter().flatten() {
        if let Some(wanted) = wanted.get_mut(*code as usize) {
            *wanted = true;
        }
    }
    wanted
}
