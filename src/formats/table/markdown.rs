//! A table as a Markdown pipe table (GitHub Flavored Markdown, section 4.10):
//! the title in bold above, the notes as a list below.

use super::measure::visible;
use crate::model::{Cell, Heading, Table, Value};

/// Writes the table.
pub fn write(table: &Table) -> String {
    let mut written = String::new();
    if !table.title.is_empty() {
        written.push_str(&format!("**{}**\n\n", escaped(&table.title)));
    }
    let printed = table.columns.iter().map(Heading::path);
    let heads = std::iter::once(table.corner.clone()).chain(printed);
    line(&mut written, heads.map(|head| escaped(&head)));
    let rules = (0..table.columns.len()).map(|column| {
        if numbers_only(table, column) {
            "---:".to_owned()
        } else {
            "---".to_owned()
        }
    });
    line(&mut written, std::iter::once("---".to_owned()).chain(rules));
    for (index, row) in table.rows.iter().enumerate() {
        let indent = "&emsp;".repeat(row.depth.min(8));
        let head = format!("{indent}{}", escaped(&row.path()));
        let cells = (0..table.columns.len()).map(|column| table.cell(index, column));
        let words = cells.map(|cell| cell.map(|cell| escaped(&cell.words())).unwrap_or_default());
        line(&mut written, std::iter::once(head).chain(words));
    }
    let notes = table.footnotes();
    if !notes.is_empty() {
        written.push('\n');
    }
    for note in notes {
        written.push_str(&format!("- {}\n", escaped(&note)));
    }
    written
}

fn line(written: &mut String, cells: impl Iterator<Item = String>) {
    written.push('|');
    for cell in cells {
        written.push(' ');
        written.push_str(&cell);
        written.push_str(" |");
    }
    written.push('\n');
}

/// Whether a column holds numbers and no words.
pub(in crate::formats) fn numbers_only(table: &Table, column: usize) -> bool {
    let column = || table.cells.iter().filter_map(|row| row.get(column));
    let number = |cell: &Cell| cell.value.number().is_some();
    let words = |cell: &Cell| matches!(cell.value, Value::Text(_));
    column().any(number) && !column().any(words)
}

/// Text that means nothing to Markdown or HTML, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in visible(text).trim().chars() {
        match letter {
            '\n' => escaped.push_str("<br>"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::agree::{code, table};
    use super::*;
    use crate::model::Emptiness;

    #[test]
    fn pipes_line_breaks_and_tags_stay_inside_their_cell() {
        let mut table = table(&["A|B", "n"], 2, |row, column| match (row, column) {
            (0, 0) => Value::Text("first\r\nsecond | <b>*third*</b>".to_owned()),
            (1, 0) => Value::Empty(Emptiness::NotWritten),
            _ => Value::Count(3),
        });
        table.rows[1] = code("MO-IG", "intelligence");
        table.rows[1].depth = 1;
        assert_eq!(
            write(&table),
            "**A table**\n\n\
             | Code | A\\|B | n |\n\
             | --- | --- | ---: |\n\
             | row 0 | first<br>second \\| &lt;b&gt;\\*third\\*&lt;/b&gt; | 3 |\n\
             | &emsp;intelligence | not written yet | 3 |\n\n\
             - Counted: codings.\n"
        );
    }
}
