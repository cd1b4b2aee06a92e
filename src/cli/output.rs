//! Printing tables in the format asked for.

use crate::app::Study;
use crate::app::table::specs_naming;
use crate::cli::{CliError, Context};
use crate::formats::table::{TableFormat, visible, write_table};
use crate::model::Table;

/// Prints a table to standard output.
pub fn print_table(context: &mut Context<'_>, table: &Table) -> Result<(), CliError> {
    let mut text = write_table(table, context.format, context.width, context.colour);
    // CSV and JSON hold every character as it is; a terminal must not obey it.
    if context.on_terminal && context.format != TableFormat::Terminal {
        text = visible(&text);
    }
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

/// After a renaming: which of the person's own table specs still say the old name.
pub fn tell_specs(context: &mut Context<'_>, study: &Study, old: &str) -> Result<(), CliError> {
    let specs = specs_naming(study, old)?;
    if specs.is_empty() {
        return Ok(());
    }
    context.say(format!(
        "These table specs still name '{old}'; change it there: {}.",
        specs.join(", ")
    ))
}

/// A path as it can be typed into a shell.
pub fn in_quotes(path: &str) -> String {
    if path.contains(' ') {
        format!("\"{path}\"")
    } else {
        path.to_owned()
    }
}
