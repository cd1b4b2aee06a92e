//! Bars side by side, each with its value at its end.

use super::{GAP, LONGEST, TO_END, nothing};
use crate::chart::canvas::{Align, Canvas, Shape};
use crate::chart::colour::{GREY, INK, RULE, scale};
use crate::chart::error::ChartError;
use crate::chart::fit::{Type, clean, shorten};
use crate::chart::fonts::Ruler;
use crate::chart::frame::{self, LABEL, MARGIN, NOTE, number};
use crate::chart::prepare::bases_in_cells;
use crate::chart::rowheads::RowHeads;
use crate::chart::series;
use crate::chart::sides::is_total;
use crate::model::{Cell, Table, Value};

/// The longest text at the end of a bar.
const VALUE_ROOM: i32 = 220;
/// White between two groups of several bars.
const BETWEEN: i32 = 9;

/// The width of the colour that stands where a bar is missing.
const KEY: i32 = 4;

/// How thick bars are, from one to the next, and the type of their values.
struct Look {
    thick: i32,
    step: i32,
    with: Type,
}

const ALONE: Look = Look {
    thick: 14,
    step: 22,
    with: LABEL,
};
const SEVERAL: Look = Look {
    thick: 11,
    step: 13,
    with: NOTE,
};

/// The shapes of the picture and its size; groups are rows.
pub(super) fn compose(
    table: &Table,
    subtitle: &str,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let cells = table.cells.iter().flatten();
    if frame::only_words(cells.clone()) {
        return Err(ChartError::NotNumbers);
    }
    if cells.filter_map(number).any(|number| number < 0.0) {
        return Err(ChartError::BelowZero);
    }
    let several = table.columns.len() > 1;
    let (look, between) = if several {
        (SEVERAL, BETWEEN)
    } else {
        (ALONE, 0)
    };
    let bars = i32::try_from(table.columns.len()).unwrap_or(1);
    let least = look.step * bars + between;
    let rows = RowHeads::new(ruler, &table.rows, &vec![least; table.rows.len()]);
    let ends = Ends::new(table, ruler, look.with);
    let greatest = greatest(table);
    let zero = MARGIN + rows.width + GAP + if several { KEY } else { 0 };
    let inner = zero - MARGIN + LONGEST + TO_END + ends.widest;

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, subtitle, inner);
    if table.rows.is_empty() || table.columns.is_empty() {
        top = nothing(&mut canvas, top);
    } else {
        if several {
            top = series::legend(&mut canvas, ruler, &table.columns, top, inner);
        }
        rows.draw(&mut canvas, (MARGIN, top));
        for (row, (down, height)) in rows.rows().enumerate() {
            let mut middle = top + down + (height - look.step * bars) / 2 + (look.step - 1) / 2;
            for (column, end) in ends.of(row).iter().enumerate() {
                let cell = frame::cell(table, row, column);
                let length = length(&cell, is_total(&table.rows, row), greatest);
                if length > 0 {
                    let at = (zero, middle - look.thick / 2);
                    let size = (length, look.thick);
                    if several {
                        series::paint(&mut canvas, column, at, size);
                    } else {
                        let fill = scale(0.66);
                        canvas.add(Shape::Box { at, size, fill });
                    }
                }
                if several && length == 0 {
                    // Whose the number is, on the other side of the zero.
                    let at = (zero - KEY - 2, middle - look.thick / 2);
                    series::paint(&mut canvas, column, at, (KEY, look.thick - 1));
                }
                let ink = if number(&cell).is_some() { INK } else { GREY };
                let at = (zero + length + TO_END, middle);
                canvas.text(at, end, look.with, Align::Start, ink);
                middle += look.step;
            }
        }
        canvas.add(Shape::Box {
            at: (zero - 1, top),
            size: (1, rows.height()),
            fill: RULE,
        });
        top += rows.height();
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 10);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

/// What stands at the end of each bar.
struct Ends {
    texts: Vec<Vec<String>>,
    widest: i32,
}

impl Ends {
    fn new(table: &Table, ruler: &Ruler, with: Type) -> Self {
        let each = bases_in_cells(table);
        let end = |row, column| {
            let cell = frame::cell(table, row, column);
            let mut words = cell.words();
            if let (true, Value::Share { part, whole }) = (each, &cell.value) {
                words.push_str(&format!(" ({part} of {whole})"));
            }
            shorten(ruler, &clean(&words), with, VALUE_ROOM)
        };
        let columns = table.columns.len();
        let texts: Vec<Vec<String>> = (0..table.rows.len())
            .map(|row| (0..columns).map(|column| end(row, column)).collect())
            .collect();
        let widths = texts.iter().flatten().map(|end| with.width(ruler, end));
        Self {
            widest: widths.max().unwrap_or(0),
            texts,
        }
    }

    fn of(&self, row: usize) -> &[String] {
        self.texts.get(row).map_or(&[], Vec::as_slice)
    }
}

/// Whether a bar is drawn: a total that adds up the others would leave them
/// short, but a percentage of all stands well beside those of each.
fn drawn(cell: &Cell, total: bool) -> Option<f64> {
    let value = number(cell)?;
    (!total || matches!(cell.value, Value::Share { .. })).then_some(value)
}

fn greatest(table: &Table) -> f64 {
    let rows = table.cells.iter().enumerate();
    let values = rows.flat_map(|(row, cells)| {
        let total = is_total(&table.rows, row);
        cells.iter().filter_map(move |cell| drawn(cell, total))
    });
    values.fold(0.0, f64::max)
}

/// Pixels in proportion; what is not zero has at least one.
fn length(cell: &Cell, total: bool, greatest: f64) -> i32 {
    match drawn(cell, total) {
        Some(value) if value > 0.0 => {
            let pixels = (f64::from(LONGEST) * value / greatest).round() as i32;
            pixels.max(1)
        }
        _ => 0,
    }
}
