//! Sheets of an Excel workbook (ECMA-376, SpreadsheetML).

use super::cells::Cells;
use super::{Cell, Limits, Sheet, When, damaged};
use crate::model::Problem;
use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetVisible, Xlsx};
use std::collections::HashSet;
use std::io::Cursor;

/// All sheets in order.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    // The library takes some numbers in a file at their word, and scrambled
    // ones make it panic; a bad file must not end the program.
    std::panic::catch_unwind(|| sheets(bytes, limits))
        .unwrap_or_else(|_| Err(damaged("its inner order is broken")))
}

fn sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Problem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let hidden: HashSet<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: the library's own grid has room for every cell
        // between the first and the last, which two cells can make huge.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue; // a sheet that is a chart
        };
        let mut cells = Cells::new(limits);
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            cells.put(row, column as usize, found(cell.get_value()))?;
        }
        let is_hidden = hidden.contains(&name);
        sheets.push(cells.sheet(name, is_hidden));
    }
    Ok(sheets)
}

fn found(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text.clone()),
        DataRef::SharedString(text) => Cell::text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Bool(*flag),
        DataRef::DateTime(when) if when.is_duration() => {
            let millis = (when.as_f64() * 86_400_000.0).round();
            if (0.0..1e15).contains(&millis) {
                Cell::When(When::Clock(millis as u64))
            } else {
                Cell::Number(when.as_f64())
            }
        }
        DataRef::DateTime(when) => {
            // The library keeps to itself whether the book counts from 1904,
            // but its own date tells.
            let plain = ExcelDateTime::new(when.as_f64(), ExcelDateTimeType::DateTime, false);
            let since_1904 = plain.to_ymd_hms_milli() != when.to_ymd_hms_milli();
            When::from_days(when.as_f64(), since_1904)
                .map_or(Cell::Number(when.as_f64()), Cell::When)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            super::cell::from_iso(text).map_or_else(|| Cell::text(text.clone()), Cell::When)
        }
        DataRef::Error(_) => Cell::Error,
    }
}
