//! Printing tables in the format asked for.

use crate::cli::{CliError, Context};
use crate::formats::table::{TableFormat, write_table};
use crate::model::Table;

/// Prints a table to standard output.
pub fn print_table(context: &mut Context<'_>, table: &Table) -> Result<(), CliError> {
    let text = write_table(table, context.format, context.width, context.colour);
    // The writers have made the text harmless where a terminal shows it.
    write!(context.out, "{text}")?;
    if !text.ends_with('\n') {
        writeln!(context.out)?;
    }
    Ok(())
}

/// Whether results go to a person rather than to a program.
pub fn for_people(context: &Context<'_>) -> bool {
    context.format == TableFormat::Terminal
}
