//! A table as tidy CSV for R and Python: one line for each cell, two where a
//! cell has two measures. `read.csv("t.tidy.csv")` in R and
//! `pandas.read_csv("t.tidy.csv")` load it without options.
//!
//! | column | what it holds |
//! |---|---|
//! | `row_level_1`, … | what the row's head stands under, the outermost first; only where rows are nested |
//! | `row` | the row's label |
//! | `row_name` | its short name: a code's id, a case's name |
//! | `row_kind` | `item`, `total` or `synthesis` |
//! | `row_n` | how many units percentages beside it are of, where that is known |
//! | `column_level_1`, …, `column`, `column_name`, `column_kind`, `column_n` | the same of the column |
//! | `measure` | `count`, `share`, `number` or `text` |
//! | `value` | the number: a count, a share from 0 to 1, a figure, in full precision; blank for words and for what is empty |
//! | `part`, `whole` | of a share: how many of how many units |
//! | `text` | the words; blank for numbers |
//! | `empty` | why there is neither, in the words of the other outputs, or `blank` where nothing was recorded |
//! | `pending` | how many pending suggestions are counted in it |
//! | `draft`, `stale` | `TRUE` for a summary that is not final, and for one whose evidence has changed |
//! | `evidence` | how many codings stand behind the cell |
//! | `unit`, `coders`, `filters` | what is counted, whose codings, and what alone; several separated by `; ` |
//!
//! Words that a spreadsheet would run as a formula have an apostrophe before
//! them, as in all CSV. pandas and R take the words `NA` (pandas also `None`,
//! `null` and some more) for missing ones; a code or case of that name needs
//! their option for it.

use super::csv::records;
use super::heads::{above, levels};
use super::kinds::{Kind, kinds};
use crate::formats::csv_safe::defuse;
use crate::model::{Cell, Emptiness, HeadKind, Heading, Table, Value};

/// Writes one line for each cell and measure, below a line of names.
pub fn write(table: &Table) -> String {
    let (row_levels, column_levels) = levels(table);
    let kinds = kinds(table);
    let about = [
        text(&table.unit),
        text(&table.coders.join("; ")),
        text(&table.filters.join("; ")),
    ];
    let mut all = vec![names(row_levels, column_levels)];
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        for ((column, cell), kinds) in table.columns.iter().zip(cells).zip(&kinds) {
            let mut heads = head(row, row_levels);
            heads.extend(head(column, column_levels));
            let mut line = |kind: Kind, value: &Value| {
                let mut record = heads.clone();
                record.push(Kind::of(value).unwrap_or(kind).name().to_owned());
                record.extend(measured(value));
                record.extend(told(cell));
                record.extend(about.clone());
                all.push(record);
            };
            line(kinds.first, &cell.value);
            if let (Some(kind), Some(also)) = (kinds.second, &cell.also) {
                line(kind, also);
            }
        }
    }
    records(all)
}

fn names(row_levels: usize, column_levels: usize) -> Vec<String> {
    let mut names = Vec::new();
    for (side, levels) in [("row", row_levels), ("column", column_levels)] {
        names.extend((1..levels).map(|level| format!("{side}_level_{level}")));
        names.push(side.to_owned());
        names.extend(["name", "kind", "n"].map(|what| format!("{side}_{what}")));
    }
    let rest = [
        "measure", "value", "part", "whole", "text", "empty", "pending", "draft", "stale",
        "evidence", "unit", "coders", "filters",
    ];
    names.extend(rest.map(str::to_owned));
    names
}

fn head(head: &Heading, levels: usize) -> Vec<String> {
    let outer = (1..levels).map(|level| text(above(head, level - 1)));
    let mut fields: Vec<String> = outer.collect();
    fields.push(text(&head.label));
    fields.push(text(&head.name));
    let kind = match head.kind {
        HeadKind::Item => "item",
        HeadKind::Total => "total",
        HeadKind::Synthesis => "synthesis",
    };
    fields.push(kind.to_owned());
    fields.push(head.base.map(|base| base.to_string()).unwrap_or_default());
    fields
}

/// `value`, `part`, `whole`, `text`, `empty`.
fn measured(value: &Value) -> [String; 5] {
    let mut fields: [String; 5] = Default::default();
    let [number, part_of, whole_of, words, empty] = &mut fields;
    match value {
        Value::Text(said) => *words = text(said),
        Value::Count(count) => *number = count.to_string(),
        Value::Share { part, whole } => {
            *number = (*part as f64 / *whole as f64).to_string();
            *part_of = part.to_string();
            *whole_of = whole.to_string();
        }
        Value::Number(figure) => *number = figure.to_string(),
        Value::Empty(Emptiness::Blank) => *empty = "blank".to_owned(),
        Value::Empty(why) => *empty = why.words().to_owned(),
    }
    fields
}

/// `pending`, `draft`, `stale`, `evidence`.
fn told(cell: &Cell) -> [String; 4] {
    let truth = |it| if it { "TRUE" } else { "FALSE" }.to_owned();
    [
        cell.pending.to_string(),
        truth(cell.draft),
        truth(cell.stale),
        cell.behind.len().to_string(),
    ]
}

fn text(words: &str) -> String {
    defuse(words).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::agree::table;
    use super::*;
    use crate::model::CodingId;

    #[test]
    fn each_cell_and_measure_has_a_line_that_says_all_of_it() {
        let mut nested = table(&["A", "Total"], 1, |_, column| match column {
            0 => Value::Count(2),
            _ => Value::Empty(Emptiness::NotAsked),
        });
        nested.rows[0].above = vec!["Trust".to_owned()];
        nested.columns[1].kind = HeadKind::Total;
        nested.columns[1].base = Some(40);
        nested.coders = vec!["Anna".to_owned(), "Bo".to_owned()];
        nested.cells[0][0] = Cell {
            also: Some(Value::Share { part: 2, whole: 3 }),
            behind: vec![CodingId(1), CodingId(4)],
            pending: 1,
            stale: true,
            ..nested.cells[0][0].clone()
        };
        assert_eq!(
            write(&nested),
            "\
row_level_1,row,row_name,row_kind,row_n,column,column_name,column_kind,column_n,measure,value,\
part,whole,text,empty,pending,draft,stale,evidence,unit,coders,filters\r
Trust,row 0,row 0,item,,A,A,item,,count,2,,,,,1,FALSE,TRUE,2,codings,Anna; Bo,\r
Trust,row 0,row 0,item,,A,A,item,,share,0.6666666666666666,2,3,,,1,FALSE,TRUE,2,codings,Anna; Bo,\r
Trust,row 0,row 0,item,,Total,Total,total,40,count,,,,,not asked,0,FALSE,FALSE,0,codings,Anna; Bo,\r
"
        );
    }

    #[test]
    fn words_are_defused_and_negative_figures_are_not() {
        let mixed = table(&["A", "B", "C"], 1, |_, column| match column {
            0 => Value::Text("=1+1".to_owned()),
            1 => Value::Number(-0.125),
            _ => Value::Empty(Emptiness::Blank),
        });
        let written = write(&mixed);
        let lines: Vec<&str> = written.lines().skip(1).collect();
        assert!(lines[0].contains(",text,,,,'=1+1,,"), "{}", lines[0]);
        assert!(lines[1].contains(",number,-0.125,,,,,"), "{}", lines[1]);
        assert!(lines[2].contains(",text,,,,,blank,"), "{}", lines[2]);
    }
}
