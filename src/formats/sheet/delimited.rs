//! Delimited text as programs of all kinds write it: comma, semicolon, tab or
//! bar; quoted as spreadsheet programs do it, or not at all.

use super::{Cell, Limits, Row, Sheet};
use crate::formats::delimited::{for_each_record, never_ends, told_delimiter, unclosed_quote};
use crate::model::Problem;
use crate::text::LineIndex;

/// Bytes of the longest cell; a whole book has about a million.
const LONGEST_TEXT: usize = 4 << 20;

/// How much of the text is looked at to tell the delimiter.
const LOOKED_AT: usize = 1 << 16;

/// Delimiters in the order in which they win when nothing tells them apart.
const DELIMITERS: [(u8, &str); 4] = [
    (b'\t', "tabs"),
    (b';', "semicolons"),
    (b',', "commas"),
    (b'|', "bars"),
];

/// A delimited text as a sheet.
#[derive(Clone, Debug, Default)]
pub struct Delimited {
    /// Its rows; all filled cells are text.
    pub sheet: Sheet,
    /// What was assumed.
    pub notes: Vec<String>,
}

/// Reads a decoded text with `\n` at the ends of its lines.
///
/// # Errors
/// A [`Problem`] for a quoted cell without an end, or a text larger than
/// `limits`.
pub fn read_delimited(text: &str, limits: &Limits) -> Result<Delimited, Problem> {
    let (told, body_start) = told_delimiter(text);
    let body = text.get(body_start..).unwrap_or_default();
    let delimiter = told.unwrap_or_else(|| likely_delimiter(body));
    let lines = LineIndex::new(text);
    let mut notes = Vec::new();
    let mut quoted = true;
    if !is_quoted_well(body, delimiter) {
        // Some programs write a quotation mark as it was said. Read as the
        // start of a quoted cell, it would swallow the rows below.
        if is_even(body, delimiter) {
            quoted = false;
            notes.push(
                "quotation marks do not pair as in quoted cells, so they were left as they stand"
                    .to_owned(),
            );
        } else if let Some(open) = unclosed_quote(body, delimiter) {
            return Err(never_ends(lines.line_of(body_start + open)));
        }
    }
    let mut sheet = Sheet::default();
    let (mut count, mut bytes) = (0usize, 0u64);
    let mut ends_inside = 0;
    for_each_record(body, delimiter, quoted, |at, record| {
        let line = lines.line_of(body_start + at);
        count += record.len().min(limits.columns);
        bytes += record.as_slice().len() as u64;
        if count > limits.cells || bytes > limits.bytes {
            return Err(limits.too_large().at_line(line));
        }
        let kept = record.iter().take(limits.columns);
        let mut cells: Vec<Cell> = kept.map(|cell| Cell::text(cell.to_owned())).collect();
        if cells.iter().any(|cell| cell.bytes() > LONGEST_TEXT) {
            return Err(
                Problem::new("a cell here holds more than a whole book has of words")
                    .at_line(line)
                    .next(limits.advice),
            );
        }
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        let beyond = record.iter().skip(limits.columns);
        sheet.too_far += beyond.filter(|cell| !cell.trim().is_empty()).count();
        // A spreadsheet counts a blank line as a row, a line end in a cell not.
        let number = line.saturating_sub(ends_inside);
        ends_inside += record
            .iter()
            .map(|it| it.matches('\n').count())
            .sum::<usize>();
        sheet.rows.push(Row {
            number,
            line,
            cells,
        });
        Ok(())
    })?;
    Ok(Delimited { sheet, notes })
}

/// The delimiter that cuts most of the first rows into equally many cells.
fn likely_delimiter(body: &str) -> u8 {
    let mut best = (0, 0, b',');
    for (delimiter, _) in DELIMITERS {
        let widths = widths(body, delimiter, true);
        let most_common = widths.iter().copied().filter(|width| *width > 1);
        let same = |width: usize| widths.iter().filter(|it| **it == width).count();
        let found = most_common.map(|width| (same(width), width)).max();
        if let Some((rows, width)) = found
            && (rows, width) > (best.0, best.1)
        {
            best = (rows, width, delimiter);
        }
    }
    best.2
}

/// How many cells each of the first rows has.
fn widths(body: &str, delimiter: u8, quoted: bool) -> Vec<usize> {
    let mut end = body.len().min(LOOKED_AT);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let cut = end < body.len();
    let mut widths = Vec::new();
    let look = for_each_record(
        body.get(..end).unwrap_or(body),
        delimiter,
        quoted,
        |_, it| {
            widths.push(it.len());
            Ok(())
        },
    );
    if cut && widths.len() > 1 || look.is_err() {
        widths.pop(); // cut in the middle
    }
    widths
}

/// Whether the text has one number of cells in all rows if no cell is quoted.
fn is_even(body: &str, delimiter: u8) -> bool {
    let mut widths = widths(body, delimiter, false).into_iter();
    let first = widths.next().unwrap_or(0);
    first > 1 && widths.all(|width| width == first)
}

/// Whether each quoted cell ends before a delimiter or the line's end.
fn is_quoted_well(body: &str, delimiter: u8) -> bool {
    let bytes = body.as_bytes();
    let mut at = 0;
    let mut cell_starts = true;
    while let Some(byte) = bytes.get(at) {
        if cell_starts && *byte == b'"' {
            loop {
                at += 1;
                match (bytes.get(at), bytes.get(at + 1)) {
                    (None, _) => return false,
                    (Some(b'"'), Some(b'"')) => at += 1,
                    (Some(b'"'), None | Some(b'\n' | b'\r')) => break,
                    (Some(b'"'), Some(next)) if *next == delimiter => break,
                    (Some(b'"'), Some(_)) => return false,
                    (Some(_), _) => {}
                }
            }
        }
        cell_starts = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        what: "a table",
        advice: "split it",
        bytes: 1 << 20,
        cells: 1000,
        columns: 10,
    };

    fn cells(text: &str) -> Vec<Vec<String>> {
        let read = read_delimited(text, &LIMITS).unwrap();
        let shown = |row: Row| row.cells.iter().map(|c| c.shown().into_owned()).collect();
        read.sheet.rows.into_iter().map(shown).collect()
    }

    #[test]
    fn each_delimiter_is_told_by_what_it_cuts_evenly() {
        for (text, second) in [
            ("a;b\n1;x, y, z\n2;v, w\n", ["1", "x, y, z"]),
            ("a,b\n1,x; y\n2,\"v;w\"\n", ["1", "x; y"]),
            ("a\tb\n1\tx, y\n2\tv\n", ["1", "x, y"]),
            ("a|b\n1|x, y\n2|v\n", ["1", "x, y"]),
            ("sep=|\na;x|b\n1;1|x\n", ["1;1", "x"]),
            ("My chat\na;b\n1;x, y\n2;z\n", ["a", "b"]),
        ] {
            assert_eq!(cells(text)[1], second, "{text}");
        }
        assert_eq!(cells("one\ntwo, three\n").len(), 2);
    }

    #[test]
    fn a_quotation_mark_that_was_said_swallows_no_rows() {
        let text = "start\ttext\n0\t\"Yes\n5\tno\n9\tand \"so\" on\"\n";
        let rows = cells(text);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[1][1], "\"Yes");
        let paired = "start\ttext\n0\t\"Yes\n5\tno\"\n9\ta\n";
        assert_eq!(cells(paired).len(), 3, "this is a line break in a cell");
        let told = read_delimited("a,b\n1,\"x\n2,y,z\n", &LIMITS).unwrap_err();
        assert_eq!(told.place.line, Some(2));
    }

    #[test]
    fn a_table_beyond_the_limits_is_told() {
        let rows = "a,b\n".repeat(600);
        assert!(
            read_delimited(&rows, &LIMITS)
                .unwrap_err()
                .what
                .contains("far larger")
        );
        let wide = "x,".repeat(5000);
        let read = read_delimited(&wide, &LIMITS).unwrap();
        assert_eq!(
            (read.sheet.rows[0].cells.len(), read.sheet.too_far),
            (10, 4990)
        );
    }
}
