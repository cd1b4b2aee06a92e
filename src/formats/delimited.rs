//! Delimited text (CSV after RFC 4180, with what spreadsheets make of it):
//! comma, semicolon or tab; quoted cells may hold line breaks.

use crate::formats::csv_safe::undefuse;
use crate::formats::plain::decode;
use crate::model::Problem;
use crate::text::LineIndex;

/// One row of a delimited file or of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// Its cells, with formula guards taken off.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell in a column, or "" past the row's end.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell in a column, trimmed; none where the column or the cell is
    /// missing or blank.
    pub fn filled(&self, column: Option<usize>) -> Option<&str> {
        Some(self.cell(column?).trim()).filter(|text| !text.is_empty())
    }

    /// A problem if the row has filled cells past the last of `heads`, which
    /// is what a comma in an unquoted text looks like.
    pub fn overflow(&self, heads: usize) -> Option<Problem> {
        let extra = self
            .cells
            .iter()
            .skip(heads)
            .any(|cell| !cell.trim().is_empty());
        extra.then(|| {
            Problem::new(format!(
                "{} cells, but the head row has {heads}",
                self.cells.len()
            ))
            .at_line(self.line)
            .next(
                "put a text that holds the delimiter into double quotes, with no space before them",
            )
        })
    }
}

/// All rows that have any filled cell, the head row among them.
pub fn read_rows(bytes: &[u8]) -> Result<Vec<Row>, Problem> {
    let text = decode(bytes)?;
    let (told, body_start) = told_delimiter(&text);
    let body = text.get(body_start..).unwrap_or_default();
    let delimiter = told.unwrap_or_else(|| likely_delimiter(body));
    let lines = LineIndex::new(&text);
    if let Some(open) = unclosed_quote(body, delimiter) {
        return Err(never_ends(lines.line_of(body_start + open)));
    }
    let mut rows = Vec::new();
    for_each_record(body, delimiter, true, |at, record| {
        rows.push(Row {
            line: lines.line_of(body_start + at),
            cells: record
                .iter()
                .map(|cell| undefuse(cell).to_owned())
                .collect(),
        });
        Ok(())
    })?;
    Ok(rows)
}

/// Hands on each record that has any filled cell, with the offset at which it
/// starts. Where cells are not quoted, a quotation mark is a mark like others.
pub fn for_each_record(
    body: &str,
    delimiter: u8,
    quoted: bool,
    mut each: impl FnMut(usize, &csv::StringRecord) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoted)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(body.len());
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                // The reader's own position is that of blank lines before the row.
                let skipped = body.get(from..).map_or(0, |rest| {
                    rest.len() - rest.trim_start_matches(['\n', '\r']).len()
                });
                if record.iter().any(|cell| !cell.trim().is_empty()) {
                    each(from + skipped, &record)?;
                }
            }
            Err(error) => return Err(Problem::new(format!("cannot be read as CSV: {error}"))),
        }
    }
}

/// The delimiter that a first line such as `sep=;` tells, Excel's own way, and
/// where the rows start behind it.
pub fn told_delimiter(text: &str) -> (Option<u8>, usize) {
    let told = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next())
        .filter(|byte| b",;|\t".contains(byte));
    let body_start = match told {
        Some(_) => text.find('\n').map_or(text.len(), |at| at + 1),
        None => 0,
    };
    (told, body_start)
}

/// The problem with a quoted cell that no quotation mark closes.
pub fn never_ends(line: usize) -> Problem {
    Problem::new("a quoted cell starts here and never ends")
        .at_line(line)
        .next("close it with a double quote, or remove the one that opens it")
}

/// The delimiter that the first filled line has most of, outside quotes.
fn likely_delimiter(body: &str) -> u8 {
    let head = body.lines().find(|line| !line.trim().is_empty());
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head.unwrap_or_default().bytes() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    let mut best = (b',', 0);
    for one in counts {
        if one.1 > best.1 {
            best = one;
        }
    }
    best.0
}

/// Where a quoted cell opens that the file never closes. The parser would
/// take everything after it for one cell and lose the rows in silence.
pub fn unclosed_quote(body: &str, delimiter: u8) -> Option<usize> {
    let bytes = body.as_bytes();
    let mut at = 0;
    let mut cell_starts = true;
    while let Some(byte) = bytes.get(at) {
        if cell_starts && *byte == b'"' {
            let open = at;
            loop {
                at += 1;
                match bytes.get(at) {
                    None => return Some(open),
                    Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
                    Some(b'"') => break,
                    Some(_) => {}
                }
            }
            cell_starts = false;
        } else {
            cell_starts = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        }
        at += 1;
    }
    None
}

/// The one of `absent` that `head` is most likely a slip of. A column that is
/// not known is otherwise left alone: people keep their own notes beside ours.
pub fn slip_of<'a>(head: &str, absent: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let head = head.trim().to_lowercase();
    if head.len() > 40 {
        return None;
    }
    let allowed = if head.len() < 5 { 1 } else { 2 };
    absent
        .into_iter()
        .map(|known| (strsim::osa_distance(&head, known), known))
        .filter(|(distance, _)| *distance > 0 && *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let rows = read_rows(bytes).unwrap();
        rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn comma_semicolon_and_tab_are_told_apart_by_the_head() {
        let wanted = vec![
            vec!["a".to_owned(), "b".into()],
            vec!["1".into(), "2,5".into()],
        ];
        assert_eq!(cells(b"a,b\n1,\"2,5\"\n"), wanted);
        assert_eq!(cells(b"a;b\r\n1;2,5\r\n"), wanted);
        assert_eq!(cells(b"\xef\xbb\xbfa\tb\n1\t2,5"), wanted);
        assert_eq!(cells(b"sep=;\r\na;b\r\n1;2,5\r\n"), wanted);
    }

    #[test]
    fn lines_are_right_after_blank_lines_and_line_breaks_in_cells() {
        let rows = read_rows(b"\n\na,b\n,\n1,\"x\ny\"\n\r\n2,z\n").unwrap();
        let lines: Vec<usize> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 5, 8], "{rows:?}");
        assert_eq!(rows[1].cell(1), "x\ny");
        assert_eq!(rows[1].cell(9), "");
    }

    #[test]
    fn a_quote_that_never_closes_is_told_and_not_swallowed() {
        let told = read_rows(b"a,b\n1,\"x\n2,y\n").unwrap_err();
        assert_eq!(told.place.line, Some(2));
        assert!(read_rows(b"a,b\n1,5\" pipe\n2,\"y\"\"\"\n").is_ok());
    }

    #[test]
    fn a_comma_outside_quotes_shows_as_a_cell_too_many() {
        let rows = read_rows(b"a,b\n1,yes, we did\n1,2,,\n").unwrap();
        assert_eq!(rows[1].overflow(2).unwrap().place.line, Some(2));
        assert_eq!(rows[2].overflow(2), None, "blank cells at the end are fine");
    }

    #[test]
    fn a_misspelt_head_is_a_slip_and_a_foreign_one_is_not() {
        assert_eq!(slip_of("Qoute", ["quote", "memo"]), Some("quote"));
        assert_eq!(slip_of("industry", ["quote", "memo"]), None);
    }
}
