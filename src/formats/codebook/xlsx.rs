//! Sheets of an Excel workbook (ECMA-376, SpreadsheetML).

use crate::formats::codebook::sheet::{Cells, Found, Sheet, damaged};
use crate::model::Problem;
use calamine::{DataRef, Reader, Xlsx};
use std::io::Cursor;

/// All sheets in order.
pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    // The library takes some numbers in a file at their word, and scrambled
    // ones make it panic; a bad file must not end the program.
    std::panic::catch_unwind(|| sheets(bytes))
        .unwrap_or_else(|_| Err(damaged("its inner order is broken")))
}

/// Refuses a part that promises more shared texts than it has bytes: the
/// library makes room for as many as are promised before it reads any.
pub(super) fn check_promises(part: &[u8]) -> Result<(), Problem> {
    let start = part.get(..200).unwrap_or(part).to_ascii_lowercase();
    let wide = [b"\xff\xfe".as_slice(), b"\xfe\xff", b"<\0", b"\0<"];
    let says_wide = start.windows(6).any(|bytes| bytes == b"utf-16");
    if start.starts_with(b"<?xml") && says_wide || wide.iter().any(|bom| start.starts_with(bom)) {
        return Err(damaged("it is written in UTF-16"));
    }
    const COUNT: &[u8] = b"uniqueCount";
    let mut rest = part;
    while let Some(at) = rest.windows(COUNT.len()).position(|bytes| bytes == COUNT) {
        rest = rest.get(at + COUNT.len()..).unwrap_or_default();
        let digits = rest
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace() || b"='\"+".contains(byte))
            .take_while(|byte| byte.is_ascii_digit());
        let promised = digits.fold(0usize, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        });
        if promised > part.len() {
            return Err(damaged("it promises more texts than it has room for"));
        }
    }
    Ok(())
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: the library's own grid has room for every cell
        // between the first and the last, which two cells can make huge.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue; // a sheet that is a chart
        };
        let mut cells = Cells::default();
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            if let Some(found) = found(cell.get_value()) {
                cells.put(row, column as usize, found)?;
            }
        }
        sheets.push(cells.sheet());
    }
    Ok(sheets)
}

fn found(data: &DataRef<'_>) -> Option<Found> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) => Found::Text(text.clone()),
        DataRef::SharedString(text) => Found::Text((*text).to_owned()),
        DataRef::Int(number) => Found::Text(number.to_string()),
        // The shortest form that is this number: 1.1 and not 1.10, 1 and not
        // 1.0. A question 1.10 must be typed as text.
        DataRef::Float(number) => Found::Text(number.to_string()),
        DataRef::Bool(flag) => Found::Text(flag.to_string()),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            Found::Odd("a date")
        }
        DataRef::Error(_) => Found::Odd("a formula's error"),
    })
}
