//! A table as a Markdown pipe table (GitHub Flavored Markdown, section 4.10):
//! the title in bold above, the notes as a list below. A pipe table has one
//! line of heads and no spans, so that a nested head is written with those it
//! stands under; totals are bold.

use super::measure::visible;
use super::spans::numbers_only;
use crate::model::{HeadKind, Heading, Table};

/// Writes the table.
pub fn write(table: &Table) -> String {
    let mut written = String::new();
    if !table.title.is_empty() {
        written.push_str(&format!("**{}**\n\n", escaped(&table.title)));
    }
    written.push_str(&table_below_title(table));
    written
}

/// Writes the table without its title, for those who set that themselves.
pub fn table_below_title(table: &Table) -> String {
    let mut written = String::new();
    let heads = table.columns.iter().map(head);
    line(
        &mut written,
        std::iter::once(escaped(&table.corner)).chain(heads),
    );
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
        let head = format!("{indent}{}", head(row));
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

fn head(heading: &Heading) -> String {
    let path = escaped(&heading.path());
    match heading.kind {
        HeadKind::Total if !path.is_empty() => format!("**{path}**"),
        _ => path,
    }
}

/// Text that means nothing to Markdown or HTML, on one line.
pub fn escaped(text: &str) -> String {
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
    use crate::model::{Emptiness, Value};

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
