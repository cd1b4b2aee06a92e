//! The sheet that lists every quote behind every cell.

use super::LINKS;
use super::columns::holds_number;
use super::fit::{Extent, LINE, head_width, height, lines};
use super::look::{Digits, Look, Part};
use super::page::{Kit, Page, column, exactly, row};
use crate::formats::table::Quotes;
use crate::model::heading::told_apart;
use crate::model::{CodingId, Quoted, Table};
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "Evidence";

/// Where on these sheets the quotes of each cell begin.
pub(super) struct Places {
    /// By row, then column of the table: how many quotes stand before.
    before: Vec<Vec<usize>>,
    /// How many quotes a sheet holds.
    fits: usize,
    /// How many quotes there are, and how many cells could lead to theirs.
    quotes: usize,
    links: usize,
}

impl Places {
    pub(super) fn of(table: &Table, most_rows: usize) -> Self {
        let mut count = 0;
        let mut links = 0;
        let mut before = Vec::with_capacity(table.cells.len());
        for cells in &table.cells {
            let mut of_row = Vec::with_capacity(cells.len());
            for cell in cells {
                of_row.push(count);
                count += cell.behind.len();
                let number = holds_number(cell, false) || holds_number(cell, true);
                links += usize::from(number && !cell.behind.is_empty());
            }
            before.push(of_row);
        }
        Self {
            before,
            fits: most_rows.saturating_sub(1).max(1),
            quotes: count,
            links,
        }
    }

    #[cfg(test)]
    pub(super) fn with_links(links: usize) -> Self {
        Self {
            before: Vec::new(),
            fits: 1,
            quotes: links,
            links,
        }
    }

    /// Whether there are any quotes.
    pub(super) fn any(&self) -> bool {
        self.quotes > 0
    }

    /// Whether numbers link to their quotes.
    pub(super) fn linked(&self) -> bool {
        self.links > 0 && self.links <= LINKS
    }

    /// Whether they do not, as there would be too many of them.
    pub(super) fn too_many(&self) -> bool {
        self.links > LINKS
    }

    /// Where the first quote of a cell stands, as Excel writes it.
    pub(super) fn first(&self, row: usize, column: usize) -> Option<String> {
        let before = self.before.get(row)?.get(column)?;
        let (sheet, line) = (before / self.fits, before % self.fits);
        Some(format!("'{}'!A{}", sheet_name(sheet), line + 2))
    }
}

fn sheet_name(index: usize) -> String {
    match index {
        0 => NAME.to_owned(),
        more => format!("{NAME} {}", more + 1),
    }
}

/// What one column of the sheet says of a quote.
struct Column {
    head: &'static str,
    most_wide: f64,
    value: fn(&Line<'_>) -> Said,
    /// Left out where no quote has it.
    optional: bool,
}

struct Line<'a> {
    row: &'a str,
    column: &'a str,
    coding: CodingId,
    quote: Option<&'a Quoted>,
}

enum Said {
    Number(u64),
    Words(String),
}

fn words(line: &Line<'_>, of: impl Fn(&Quoted) -> String) -> Said {
    Said::Words(line.quote.map(of).unwrap_or_default())
}

fn number(line: &Line<'_>, of: impl Fn(&Quoted) -> u64) -> Said {
    match line.quote {
        Some(quote) => Said::Number(of(quote)),
        None => Said::Words(String::new()),
    }
}

const QUOTE: f64 = 70.0;

const COLUMNS: [Column; 13] = [
    Column {
        head: "Row",
        most_wide: 28.0,
        value: |line| Said::Words(line.row.to_owned()),
        optional: false,
    },
    Column {
        head: "Column",
        most_wide: 24.0,
        value: |line| Said::Words(line.column.to_owned()),
        optional: false,
    },
    Column {
        head: "Quote",
        most_wide: QUOTE,
        value: |line| match line.quote {
            Some(quote) => Said::Words(quote.words.clone()),
            None => Said::Words("[no longer in the study]".to_owned()),
        },
        optional: false,
    },
    Column {
        head: "Speaker",
        most_wide: 16.0,
        value: |line| words(line, |quote| quote.speaker.clone()),
        optional: true,
    },
    Column {
        head: "Case",
        most_wide: 18.0,
        value: |line| words(line, |quote| quote.case.clone().unwrap_or_default()),
        optional: true,
    },
    Column {
        head: "Transcript",
        most_wide: 18.0,
        value: |line| words(line, |quote| quote.transcript.clone()),
        optional: false,
    },
    Column {
        head: "Turn",
        most_wide: 8.0,
        value: |line| number(line, |quote| u64::from(quote.turn)),
        optional: false,
    },
    Column {
        head: "Line",
        most_wide: 8.0,
        value: |line| number(line, |quote| quote.line as u64),
        optional: false,
    },
    Column {
        head: "Time",
        most_wide: 10.0,
        value: |line| words(line, |quote| quote.time.clone().unwrap_or_default()),
        optional: true,
    },
    Column {
        head: "Code",
        most_wide: 20.0,
        value: |line| words(line, |quote| quote.code.clone()),
        optional: false,
    },
    Column {
        head: "Coder",
        most_wide: 14.0,
        value: |line| {
            words(line, |quote| match quote.coder.as_str() {
                "" => "pending suggestion".to_owned(),
                coder => coder.to_owned(),
            })
        },
        optional: false,
    },
    Column {
        head: "Memo",
        most_wide: 36.0,
        value: |line| words(line, |quote| quote.memos.join("\n")),
        optional: true,
    },
    Column {
        head: "Coding",
        most_wide: 10.0,
        value: |line| Said::Number(line.coding.0),
        optional: false,
    },
];

/// Writes the sheets: one, more where one has too few rows, none where there
/// are no quotes.
pub(super) fn write(
    table: &Table,
    quotes: &Quotes,
    most_rows: usize,
    kit: &mut Kit,
) -> Result<Vec<Worksheet>, XlsxError> {
    let (rows, columns) = (told_apart(&table.rows), told_apart(&table.columns));
    let mut lines = Vec::new();
    for (row, cells) in rows.iter().zip(&table.cells) {
        for (column, cell) in columns.iter().zip(cells) {
            lines.extend(cell.behind.iter().map(|coding| Line {
                row,
                column,
                coding: *coding,
                quote: quotes.get(coding),
            }));
        }
    }
    let used: Vec<&Column> = COLUMNS
        .iter()
        .filter(|column| {
            let says = |line: &Line<'_>| match (column.value)(line) {
                Said::Words(words) => !words.is_empty(),
                Said::Number(_) => true,
            };
            !column.optional || lines.iter().any(says)
        })
        .collect();
    let fits = most_rows.saturating_sub(1).max(1);
    let sheets = lines.chunks(fits).enumerate();
    sheets
        .map(|(index, lines)| sheet(&sheet_name(index), lines, &used, kit))
        .collect()
}

fn sheet(
    name: &str,
    lines_here: &[Line<'_>],
    columns: &[&Column],
    kit: &mut Kit,
) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(name, kit)?;
    let head = Look {
        part: Part::Head,
        bold: true,
        below: true,
        ..Look::default()
    };
    // Room for the filter's arrow beside a head.
    let mut widest: Vec<Extent> = columns.iter().map(|it| Extent::of(it.head)).collect();
    let mut heights = vec![1; lines_here.len()];
    for (at, (described, extent)) in columns.iter().zip(&mut widest).enumerate() {
        // What stands beside long words stands off them.
        let body = Look {
            indent: usize::from(at > 0),
            ..Look::default()
        };
        let head = Look {
            indent: body.indent,
            ..head
        };
        page.words((0, at), described.head, head)?;
        extent.line += 4.5;
        let mut texts = Vec::with_capacity(lines_here.len());
        for (index, line) in lines_here.iter().enumerate() {
            match (described.value)(line) {
                Said::Number(number) => {
                    let look = Look {
                        digits: Some(Digits::Whole),
                        ..body
                    };
                    let place = (index + 1, at);
                    match exactly(number) {
                        Some(number) => page.number(place, number, look)?,
                        None => page.words(place, &number.to_string(), body)?,
                    }
                }
                Said::Words(words) => {
                    *extent = extent.max(Extent::of(&words));
                    page.words((index + 1, at), &words, body)?;
                    texts.push((index, words));
                }
            }
        }
        let width = head_width(*extent, described.most_wide);
        page.sheet.set_column_width(column(at), width)?;
        for (index, words) in texts {
            if let Some(needed) = heights.get_mut(index) {
                *needed = lines(&words, width - 1.5).max(*needed);
            }
        }
    }
    for (index, needed) in heights.iter().enumerate() {
        let high = height(*needed, LINE, 3.0);
        page.sheet.set_row_height(row(index + 1), high)?;
    }
    let last = column(columns.len().saturating_sub(1));
    page.sheet.autofilter(0, 0, row(lines_here.len()), last)?;
    page.sheet.set_freeze_panes(1, 0)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.set_landscape();
    Ok(page.sheet)
}
