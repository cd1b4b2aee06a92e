//! `crosscase table --evidence`

use crate::app::Study;
use crate::app::table::passages_behind;
use crate::cli::quotes;
use crate::cli::{CliError, Context};
use crate::model::Table;
use crate::text::counted;

/// Cell by cell: what stands there, then the quotes behind it.
pub(super) fn show(
    context: &mut Context<'_>,
    study: &Study,
    table: &Table,
) -> Result<(), CliError> {
    let passages = passages_behind(study, table)?;
    context.print(format!("{}: the quotes behind each cell", table.title))?;
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(cells) {
            context.print("")?;
            let said = cell.words();
            context.print(format!("{} × {}: {said}", row.path(), column.path()))?;
            if cell.behind.is_empty() {
                context.print("       no quotes")?;
            }
            for passage in cell.behind.iter().filter_map(|id| passages.get(id)) {
                quotes::print(context, passage)?;
            }
        }
    }
    context.say(format!(
        "{} behind {}.",
        counted(passages.len(), "coding"),
        table.title
    ))
}
